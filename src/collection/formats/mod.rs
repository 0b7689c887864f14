//! The ways in which a source holds records.
//!
//! A format is one file of this folder (or a folder of its own) behind the trait [`Format`], and one line in the table of [`by_name`].
//! It takes a source, gives its records as they stand there, and decodes one when asked. Knows nothing of files and of what
//! an article is.

mod format;
mod json;
mod table;
mod whole;

pub use format::{Format, Piece, Pieces};
pub use table::{READ, Reading, by_content, by_name};
