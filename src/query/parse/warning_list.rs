//! What the parser has to say, up to a number of warnings.

use crate::query::warning::{Warning, WarningKind};

/// The warnings of one query. A pasted book must not give a book of them.
#[derive(Debug, Default)]
pub(super) struct Warnings {
    pub(super) list: Vec<Warning>,
}

impl Warnings {
    const MOST: usize = 20;

    pub(super) fn add(&mut self, kind: WarningKind, start: usize, end: usize) {
        if self.list.len() < Self::MOST {
            self.list.push(Warning::new(kind, start, end));
        }
    }

    /// Adds a warning unless the same one stands already for another place.
    pub(super) fn add_once(&mut self, kind: WarningKind, start: usize, end: usize) {
        if self.list.iter().all(|warning| warning.kind != kind) {
            self.add(kind, start, end);
        }
    }
}
