//! The foot of a text: what pages put under an article, and what they say of its author.

use super::{
    furniture::{self, Zone},
    line_shapes,
    marked_lines::{MarkedLines, same_words},
    prose::is_prose,
};
use crate::article::RemovedKind as Kind;

/// How many lines from the end may belong to the foot.
const FOOT: usize = 40;

/// Whether a line is long enough to be the beginning of a sentence, and not a link or a name.
fn is_sentence_long(line: &str) -> bool {
    /// In characters: a line of a narrow column.
    const SHORTEST: usize = 35;
    line.chars().count() >= SHORTEST
}

impl MarkedLines<'_> {
    /// Takes furniture off the end, from the last line up to prose.
    pub(super) fn foot(&mut self, body: usize) {
        let start = self.lines.len().saturating_sub(FOOT).max(body);
        self.about_author(start);
        let mut strangers: Vec<usize> = Vec::new();
        for at in (start..self.lines.len()).rev() {
            if self.kind(at).is_some() {
                continue;
            }
            let line = self.line(at);
            // The last line of a sentence is judged by nothing but its sentence.
            let goes_on = at > start && is_sentence_long(self.line(at - 1)) && self.runs_on(at - 1);
            if self.lines.get(at).is_some_and(|l| l.wrapped) || goes_on {
                return;
            }
            if let Some(rule) = furniture::matching(line, Zone::Foot) {
                self.mark(at, rule.kind);
                if rule.kind == Kind::Copyright
                    && let Some(name) = line_shapes::copyright_holder(line)
                {
                    self.parts.outlet.get_or_insert_with(|| name.to_owned());
                }
                if rule.opens {
                    // What such a heading opens runs to the next thing that is known, or to the end.
                    for &stranger in &strangers {
                        self.mark(stranger, rule.kind);
                    }
                }
                strangers.clear();
            } else if furniture::ends_with_rights(line) {
                self.mark(at, Kind::Copyright);
                strangers.clear();
            } else if let Some(kind) = furniture::row_of(line, Zone::Foot).or_else(|| line_shapes::kind_of(line)) {
                if kind == Kind::Date && (self.is_chronology() || self.is_another_day(line)) {
                    return;
                }
                self.mark(at, kind);
                strangers.clear();
            } else if let Some(name) = line_shapes::byline(line) {
                self.credit(at, name);
                strangers.clear();
            } else if self.parts.title.as_deref().is_some_and(|t| same_words(t, line)) && !self.is_first_verse(at) {
                self.mark(at, Kind::Title);
            } else if is_prose(line) {
                return;
            } else {
                strangers.push(at);
            }
        }
    }

    /// Takes out what stands about the author at the end: a heading and a few lines.
    fn about_author(&mut self, start: usize) {
        /// Such notes are short.
        const LINES: usize = 4;
        let from = start.max(self.lines.len().saturating_sub(LINES + 1));
        if let Some(at) = (from..self.lines.len()).find(|&at| furniture::is_about_author(self.line(at))) {
            (at..self.lines.len()).for_each(|at| self.mark(at, Kind::Byline));
        }
    }
}
