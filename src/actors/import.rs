//! Actors from lists that others keep: CSV, `FollowTheMoney` JSON Lines, the two OFAC files.
//!
//! Takes the texts of such lists and gives entries with the line each came from, and every problem with its line.
//! What cannot be read is reported and left out, never guessed. [`to_toml`] writes an authority file that
//! [`Authority::parse`] accepts next to the authority it is meant for. Reads no files.

mod csv_list;
mod ftm_list;
mod ofac_list;
#[cfg(test)]
mod tests;
mod toml_file;

use super::authority::{Actor, Authority};
use super::load;

pub use csv_list::csv;
pub use ftm_list::ftm;
pub use ofac_list::ofac;
pub use toml_file::{Rendered, to_toml};

/// An actor and the line of the list it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The actor; its id is empty where the list has none of its own.
    pub actor: Actor,
    /// The line, from 1.
    pub line: usize,
}

/// What a list gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// In the order of the list.
    pub entries: Vec<Entry>,
    /// What was left out, and why.
    pub problems: Vec<Problem>,
    /// Records that are no actors (ships, addresses) or of no asked programme.
    pub passed_over: usize,
}

impl Imported {
    fn problem(&mut self, line: usize, what: What) {
        self.problems.push(Problem { line, what });
    }

    /// `text` trimmed, or `None` where it is empty or no name; the latter is reported.
    fn name(&mut self, line: usize, field: &'static str, text: &str) -> Option<String> {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            return None;
        }
        if let Some(why) = load::mangled(&text) {
            self.problem(line, What::Mangled { field, text, why });
            return None;
        }
        if !text.chars().any(char::is_alphanumeric) {
            self.problem(line, What::NoLetters { field, text });
            return None;
        }
        Some(text)
    }
}

/// Something that was left out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct Problem {
    /// The line, from 1.
    pub line: usize,
    /// What it is.
    pub what: What,
}

/// Why something was left out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum What {
    /// A column that no field of an actor has.
    #[error("unknown column {0:?} is not read; known: id, name, kind, parents, country, aliases, short")]
    UnknownColumn(String),
    /// The record cannot be read.
    #[error("left out: {0}")]
    Unreadable(String),
    /// A name that a spreadsheet or a wrong encoding has spoilt.
    #[error("`{field}` {text:?} is left out: {why}")]
    Mangled {
        /// The field.
        field: &'static str,
        /// What stands there.
        text: String,
        /// What spoilt it.
        why: &'static str,
    },
    /// A name without letters.
    #[error("`{field}` {text:?} is left out: it has no letters")]
    NoLetters {
        /// The field.
        field: &'static str,
        /// What stands there.
        text: String,
    },
    /// A record without a name that can be used.
    #[error("left out: no name")]
    NoName,
    /// An id that no actor can have.
    #[error("id {0:?} is replaced: lower-case letters, digits and single hyphens only")]
    BadId(String),
    /// A kind that there is not.
    #[error("left out: unknown kind {0:?}")]
    BadKind(String),
    /// A country that is no code.
    #[error("country {0:?} is left out: two letters as in ISO 3166 (IQ)")]
    BadCountry(String),
    /// A parent that is nowhere.
    #[error("{actor}: parent {parent:?} is left out: no such actor here or in the authority")]
    UnknownParent {
        /// Id of the actor.
        actor: String,
        /// The parent's id.
        parent: String,
    },
    /// A parent through which an actor would come to stand under itself.
    #[error("{actor}: parent {parent:?} is left out: its chain of parents comes back to it")]
    ParentCircle {
        /// Id of the actor.
        actor: String,
        /// The parent's id.
        parent: String,
    },
    /// A name that another actor has.
    #[error("{actor}: {name:?} is left out: it is a name of {other}")]
    Taken {
        /// Id of the actor.
        actor: String,
        /// The name.
        name: String,
        /// Id of the other actor.
        other: String,
    },
    /// An actor whose own name another actor has.
    #[error("{name:?} is left out: {other} has this name already")]
    Known {
        /// The name.
        name: String,
        /// Id of the other actor.
        other: String,
    },
    /// An alias of a record that the other file does not have.
    #[error("left out: no record {0} to belong to")]
    NoOwner(String),
}

/// The list as a whole cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// No column is called `name`.
    #[error("no column `name` in the first line; columns: {0}")]
    NoNameColumn(String),
    /// No record was of the expected form.
    #[error("not one record could be read; is this {0}?")]
    NothingRead(&'static str),
}
