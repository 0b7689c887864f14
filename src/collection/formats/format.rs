//! What a format is.

use std::{fmt::Debug, sync::Arc};

use rapidhash::v3::rapidhash_v3;
use serde_json::{Map, Value};

use crate::{
    article::{Content, Fields},
    collection::{
        head::Head,
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
    /// Whether a source is surely one, by its first bytes. What only a name can tell, none claims.
    fn claims(&self, head: &Head<'_>) -> bool;

    /// Begins to read a source; a record has at most [`Options::max_record_bytes`].
    fn pieces(&self, source: Source, options: &Options) -> Result<Box<dyn Pieces>, ProblemKind>;

    /// The id that a record gives itself.
    fn own_id(&self, record: &Raw<'_>, options: &Options) -> Option<String>;

    /// The address of the page that a record gives itself.
    fn address(&self, record: &Raw<'_>, options: &Options) -> Option<String>;

    /// The text and the metadata of a record.
    fn decode(&self, record: &Raw<'_>, options: &Options) -> Result<(Content, Fields), ProblemKind>;

    /// Whether it is one page of HTML.
    fn is_page(&self) -> bool {
        false
    }

    /// Whether its records are told apart by their number, since its lines say nothing; the number stands for the line then.
    fn is_numbered(&self) -> bool {
        false
    }
}

/// A record as it stands in its source.
#[derive(Clone, Copy, Debug)]
pub struct Raw<'a> {
    /// Its bytes.
    pub bytes: &'a [u8],
    /// Where the first of them stands.
    pub position: Position,
    /// What its source says of all its records.
    pub context: Option<&'a Context>,
}

/// What a source says of all its records, beside them.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// Names of columns.
    pub columns: Vec<String>,
    /// The encoding that it declares.
    pub encoding: Option<String>,
    /// Values that hold for each record that has none of its own, under the names of fields.
    pub given: Map<String, Value>,
}

impl Context {
    /// A hash of all that changes what a record says.
    pub fn fingerprint(&self) -> u64 {
        rapidhash_v3(format!("{:?} {:?} {:?}", self.columns, self.encoding, self.given).as_bytes())
    }
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
        /// What its source says of all its records.
        context: Option<Arc<Context>>,
    },
    /// Something that is no record.
    Problem {
        /// Line it begins on; `None` where it is about the whole source.
        line: Option<u64>,
        /// What is wrong.
        kind: ProblemKind,
    },
}
