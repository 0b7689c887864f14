//! The lines of one text while it is read: for each the kind that takes it out, and what was found; and what lines say by
//! themselves.
//!
//! Takes nothing out of its own accord: the head, the foot and the body each judge their lines.

use super::{
    furniture::{self, Zone},
    line_shapes,
    paragraphs::Line,
};
use crate::{
    article::{Removed, RemovedKind as Kind},
    calendar::Day,
};

/// What is known about an article beside its text, and what the text adds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) title: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) place: Option<String>,
    pub(super) byline: Option<String>,
    /// The day that the source's own field gives.
    pub(super) day: Option<Day>,
    pub(super) text: String,
    pub(super) removed: Vec<Removed>,
}

/// Work on one text: its lines, and for each the kind that takes it out.
pub(super) struct MarkedLines<'a> {
    pub(super) lines: Vec<Line<'a>>,
    pub(super) kinds: Vec<Option<Kind>>,
    pub(super) parts: Parts,
    /// Whether the text is a chronology, once somebody has asked.
    pub(super) chronology: Option<bool>,
}

impl<'a> MarkedLines<'a> {
    /// The text of a line; none stands below the last.
    pub(super) fn line(&self, at: usize) -> &'a str {
        match self.lines.get(at) {
            Some(line) => line.text,
            None => "",
        }
    }

    pub(super) fn mark(&mut self, at: usize, kind: Kind) {
        if let Some(slot) = self.kinds.get_mut(at) {
            *slot = Some(kind);
        }
    }

    /// The kind that takes a line out; `None` where it stays so far.
    pub(super) fn kind(&self, at: usize) -> Option<Kind> {
        self.kinds.get(at).copied().flatten()
    }

    /// A byline: the author, or the outlet where that is who signs.
    pub(super) fn credit(&mut self, at: usize, name: &str) {
        if line_shapes::names_outlet(name) {
            self.parts.outlet.get_or_insert_with(|| name.to_owned());
        } else {
            self.parts.byline.get_or_insert_with(|| name.to_owned());
        }
        self.mark(at, Kind::Byline);
    }
}

/// The kind of a line of furniture, by its words or its shape.
pub(super) fn kind_of_furniture(line: &str, zone: Zone) -> Option<Kind> {
    furniture::matching(line, zone)
        .map(|rule| rule.kind)
        .or_else(|| furniture::row_of(line, zone))
        .or_else(|| line_shapes::kind_of(line))
}

/// The letters and digits of a line, made small.
fn letters(line: &str) -> impl Iterator<Item = char> {
    line.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// Whether two lines say the same, whatever their case, spaces and marks.
pub(super) fn same_words(a: &str, b: &str) -> bool {
    /// Longest line that is compared, in bytes; and what marks and spaces may make one longer than the other, beside a letter's
    /// other case.
    const LONGEST: usize = 1000;
    const SLACK: usize = 16;
    let apart = |a: &str, b: &str| a.len() > 2 * b.len() + SLACK;
    if a.is_empty() || b.is_empty() || apart(a, b) || apart(b, a) || a.len() > LONGEST {
        return false;
    }
    let mut others = letters(b);
    let mut any = false;
    letters(a).all(|c| {
        any = true;
        others.next() == Some(c)
    }) && any
        && others.next().is_none()
}
