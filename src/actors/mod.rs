//! Actors: who is in the text, however they are spelled.
//!
//! Takes the texts of authority files and of articles, gives mentions: actors at byte ranges, each with the
//! rule that matched. Pure: reads no files, cannot fail on a text.
//!
//! [`Authority`] knows the actors, [`Tagger`] finds them. Two names are one when their *strict* keys are
//! equal (case, diacritics, apostrophes, hyphens, article), or when they agree in sound and are long enough
//! and no ordinary words. Likeness never tags; it only suggests.
//!
//! The rooms, lowest first: `model` (what an actor is), `spelling` (when two names are one), `authority` (who there is),
//! `tagging` (who is in a text), [`suggest`] (who else may be), [`mod@import`] (actors from the lists of others).

mod authority;
pub mod import;
mod model;
mod spelling;
pub mod suggest;
mod tagging;

pub use authority::{
    Authority, AuthorityFiles, BUNDLED, NameLookup, NamePieces, NameTable, Named, OwnFile, Perhaps, Problem, Severity,
};
pub use model::{Actor, Kind};
pub(crate) use spelling::particles::with_particles;
pub use tagging::{Tagged, Tagger};
