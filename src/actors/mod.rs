//! Actors: who is in the text, however they are spelled.
//!
//! Takes the texts of authority files and of articles, gives mentions: actors at byte ranges, each with the
//! rule that matched. Pure: reads no files, cannot fail on a text.
//!
//! [`Authority`] knows the actors, [`Matcher`] finds them. Two names are one when their *strict* keys are
//! equal (case, diacritics, apostrophes, hyphens, article), or when they agree in sound and are long enough
//! and no ordinary words. Likeness never tags; it only suggests.

mod authority;
mod bundled;
mod chars;
mod context;
mod countries;
mod first;
mod fold;
mod forms;
mod guards;
pub mod import;
mod lexicon;
mod load;
mod matcher;
mod names;
mod plain;
mod scratch;
mod spelling;
pub mod suggest;
mod table;
mod tokens;
mod trie;
mod walk;
mod words;
mod write;

#[cfg(test)]
mod tests;

pub use authority::{Actor, Authority, Found, Kind, Problem, Severity};
pub use bundled::BUNDLED;
pub use matcher::{Matcher, Tagged};
pub use table::{NameTable, Named};
