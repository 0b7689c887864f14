//! An actor as a file has it.
//!
//! Holds the actor with the places that problems name. Knows nothing of how it is read or checked.

use std::collections::HashMap;

use super::problem::{Problem, Severity};
use crate::actors::model::Actor;

/// An actor and where it was written.
pub(crate) struct Entry {
    pub(crate) actor: Actor,
    pub(crate) file: String,
    pub(crate) line: usize,
    /// Lines of parents, aliases and short forms.
    pub(crate) lines: HashMap<String, usize>,
    /// Whether it is of a bundled file: no need to compare it with others of them.
    pub(crate) proven: bool,
}

impl Entry {
    /// A problem with `text` of the actor, at its line where it has one of its own.
    pub(crate) fn problem(&self, text: &str, severity: Severity, message: String) -> Problem {
        let line = match self.lines.get(text) {
            Some(own) => *own,
            None => self.line,
        };
        Problem { file: self.file.clone(), line, severity, message }
    }
}
