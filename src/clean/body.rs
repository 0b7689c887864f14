//! A normalised text to its parts: what is title, outlet, byline and place, what is article, what is furniture.
//!
//! Takes lines and what the source already said, gives [`Parts`]. Every line ends up in the text or under `removed`. What
//! the head and the foot hold is theirs to say.

use super::{
    dateline,
    furniture::{self, Zone},
    line_shapes,
    marked_lines::{MarkedLines, Parts},
    paragraphs,
    proper_names::place_case,
    prose::is_prose,
};
use crate::article::{Removed, RemovedKind as Kind};
use crate::text::{item, slice};

/// Reads a normalised text; `known` holds what the source's fields say, and wins. A title is looked for in the text
/// only when `titles` says so (the main text of a page has lost its headline already).
pub(super) fn read(text: &str, known: Parts, titles: bool) -> Parts {
    let mut lines = paragraphs::split(text);
    let mut known = known;
    for line in &mut lines {
        if let Some((controls, rest)) = furniture::glued_controls(line.text) {
            known.removed.push(Removed { kind: Kind::Sharing, text: controls.to_owned() });
            line.text = rest;
        }
    }
    let kinds = vec![None; lines.len()];
    let mut reader = MarkedLines { lines, kinds, parts: known, chronology: None };
    if !titles {
        reader.navigation();
    }
    let body = reader.head(titles);
    reader.foot(body);
    reader.middle(body);
    reader.finish(body, text.len())
}

/// Longest line of debris within an article, in bytes: what decoding leaves is short.
const LONGEST_DEBRIS: usize = 40;

/// A dateline stands in one of the first lines that stay, and at most so far below the head.
const DATELINE_LINES: usize = 6;
const DATELINE_BELOW: usize = 4;

impl MarkedLines<'_> {
    /// Takes out what no article says, between paragraphs.
    fn middle(&mut self, body: usize) {
        for at in body..self.lines.len() {
            let line = item(&self.lines, at);
            if line.wrapped || self.kinds.get(at) != Some(&None) {
                continue;
            }
            if let Some(rule) = furniture::matching(line.text, Zone::Anywhere) {
                self.mark(at, rule.kind);
            } else if line.text.len() < LONGEST_DEBRIS && line_shapes::is_debris(line.text) {
                self.mark(at, Kind::Debris);
            } else if line_shapes::is_credited_caption(line.text) {
                self.mark(at, Kind::Caption);
            }
        }
    }

    /// Puts the parts together; the outlet's prefix and the dateline are read off the first lines that stay.
    fn finish(mut self, body: usize, capacity: usize) -> Parts {
        let kept: Vec<usize> = (0..self.lines.len()).filter(|&at| self.kinds.get(at) == Some(&None)).collect();
        let mut cut_from: Option<(usize, usize)> = None;
        for &at in kept.iter().filter(|&&at| at < body + DATELINE_BELOW).take(DATELINE_LINES) {
            let line = self.line(at);
            let cut = match dateline::outlet_prefix(line) {
                Some((name, length)) if cut_from.is_none() => {
                    self.parts.outlet.get_or_insert(name);
                    cut_from = Some((at, length));
                    length
                }
                _ => 0,
            };
            let rest = slice(line, cut..);
            let Some(found) = dateline::parse(rest) else {
                let title = self.parts.title.as_deref().unwrap_or_default();
                if is_prose(line)
                    && let Some(place) = dateline::dated_place(rest).or_else(|| dateline::stopped_place(rest, title))
                {
                    self.parts.place.get_or_insert(place);
                    break;
                }
                continue;
            };
            if !found.sure && self.is_speaker(at, slice(rest, ..found.end)) {
                break;
            }
            if let Some(place) = found.place {
                self.parts.place.get_or_insert(place_case(&place));
            }
            if let Some(agency) = found.agency {
                self.parts.outlet.get_or_insert(agency);
            }
            if cut + found.end == line.len() {
                self.mark(at, Kind::Dateline);
            }
            break;
        }
        let mut text: Vec<(&str, bool)> = Vec::with_capacity(kept.len());
        let mut pending_break = false;
        for (at, line) in self.lines.iter().enumerate() {
            if let Some(kind) = self.kind(at) {
                self.parts.removed.push(Removed { kind, text: line.text.to_owned() });
                pending_break = true;
                continue;
            }
            let mut kept = line.text;
            if let Some((_, length)) = cut_from.filter(|(cut, _)| *cut == at) {
                let (prefix, rest) = kept.split_at_checked(length).unwrap_or(("", kept));
                self.parts.removed.push(Removed { kind: Kind::Outlet, text: prefix.trim_end().to_owned() });
                kept = rest;
            }
            text.push((kept, line.opens || pending_break));
            pending_break = false;
        }
        // A line feed may become two.
        self.parts.text = paragraphs::join(text.into_iter(), capacity + kept.len());
        self.parts
    }
}
