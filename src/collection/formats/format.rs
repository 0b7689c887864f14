//! What a format is.

use std::fmt::Debug;

use crate::{
    article::{Content, Fields},
    collection::{
        options::Options,
        problem::ProblemKind,
        source::{Position, Source},
    },
};

/// A way in which a source holds records.
///
/// Its two halves have two costs: finding records and their ids runs over every byte of every run; decoding only
/// over what is new, and on any thread.
pub trait Format: Debug + Sync {
    /// Begins to read a source; a record has at most [`Options::max_record_bytes`].
    fn pieces(&self, source: Source, options: &Options) -> Result<Box<dyn Pieces>, ProblemKind>;

    /// The id that a record gives itself.
    fn own_id(&self, record: &[u8], options: &Options) -> Option<String>;

    /// The address of the page that a record gives itself.
    fn address(&self, record: &[u8], options: &Options) -> Option<String>;

    /// The text and the metadata of a record, which stood at `position` of its source.
    fn decode(&self, record: &[u8], position: Position, options: &Options) -> Result<(Content, Fields), ProblemKind>;
}

/// What a source holds, one after the other.
pub trait Pieces: Send {
    /// What stands next, or `None` at the end.
    fn next(&mut self) -> Option<Piece>;
}

/// What stands next in a source.
#[derive(Debug)]
pub enum Piece {
    /// A record.
    Record {
        /// Where its first byte stands.
        position: Position,
        /// The record.
        bytes: Vec<u8>,
        /// It is all that the source holds, and bears the source's name.
        alone: bool,
    },
    /// Something that is no record.
    Problem {
        /// Line it begins on; `None` where it is about the whole source.
        line: Option<u64>,
        /// What is wrong.
        kind: ProblemKind,
    },
}
