//! Text analysis: from characters to terms, stems and sentences.
//!
//! Takes any text; gives tokens ([`tokens`]), stems ([`Stemmer`]), stop words ([`StopWords`]) and
//! sentence ranges ([`sentences()`]). The index and the query both read text through here, so that
//! a word typed meets the word printed. It knows no engine, no field names and no files, and it
//! cannot fail on any text. All offsets count UTF-8 bytes of the text handed in.

mod arabic;
mod chars;
mod fold;
mod korean;
mod layout;
pub mod outline;
mod persian;
mod sentences;
mod stem;
mod stemmers;
mod stop;
mod tokens;
mod turkish;
mod unspaced;

pub use fold::fold;
pub use layout::{BODY_START, TITLE_WORDS};
pub use sentences::{MAX_SENTENCE_CHARS, blank_length, sentences};
pub use stem::{Language, Stemmer, UnknownLanguage};
pub use stemmers::Stemmers;
pub use stop::StopWords;
pub use tokens::{MAX_TERM_BYTES, Token, Tokens, tokens, tokens_from};
pub use unspaced::{starts_unspaced, unspaced_words};

/// Name and version of this analysis, for the manifest of an index.
///
/// It changes whenever a text may give other terms than before: an index made by another version
/// must be built anew.
pub const ANALYZER: &str = "dateline-words/3 snowball/rust-stemmers-1.2 arabic/light10";

#[cfg(test)]
mod tests;
