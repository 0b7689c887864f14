//! What can be wrong with a list and its records.

/// Something that was left out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct Problem {
    /// The line, from 1.
    pub line: usize,
    /// What it is.
    pub what: Fault,
}

/// Why something was left out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
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
