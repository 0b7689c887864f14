//! The authority: who there is, what they are called, and in which tree they stand.
//!
//! Takes the texts of authority files and gives an [`Authority`]. The way in: [`parse`] reads TOML (the bundled files
//! by [`simple_toml`]), [`check`] holds the actors of all files against each other, [`tree`] is what comes of it.
//! Knows nothing of texts that name actors.

mod bundled;
mod certainty;
mod check;
pub(super) mod countries;
mod entry;
mod files;
mod lookup;
mod name_table;
pub(super) mod naming;
mod parse;
mod problem;
mod simple_toml;
mod tree;
pub(super) mod valid;
pub(super) mod write;

#[cfg(test)]
mod tests;

pub use bundled::BUNDLED;
pub use files::{AuthorityFiles, OwnFile};
pub use lookup::NameLookup;
pub use name_table::{NameTable, Named, Perhaps, Pieces as NamePieces};
pub use problem::{Problem, Severity};
pub use tree::Authority;
