//! Lines and paragraphs of a normalised text.
//!
//! Takes normalised text, gives its lines with what stands around them, and puts lines together again with
//! paragraphs separated by an empty line. It does not judge what a line says.

use crate::text::slice;

/// A line that is not empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// Its text, without spaces at the ends.
    pub(super) text: &'a str,
    /// Whether a paragraph begins here: an empty line, or the text's own habit (see [`split`]).
    pub(super) opens: bool,
    /// Whether it is cut from a paragraph of several lines at a column: such a line is judged by nothing but its paragraph.
    pub(super) wrapped: bool,
}

/// A line longer than this is a paragraph of its own; wire copy and mail are wrapped well below.
const LONGEST_WRAPPED: usize = 100;

/// The lines of a text.
///
/// In hard-wrapped text a paragraph begins after an empty line or at an indented line. In any other text each long
/// line is a paragraph, and only short lines that stand together (a list) stay together.
pub(super) fn split(text: &str) -> Vec<Line<'_>> {
    let raw: Vec<Raw<'_>> = raw(text).collect();
    let wrapped = is_hard_wrapped(&raw);
    let mut lines: Vec<Line<'_>> = Vec::with_capacity(raw.len());
    let (mut blank, mut indent_before, mut length_before) = (true, 0, 0);
    for Raw { text, indent } in raw {
        if text.is_empty() {
            blank = true;
            continue;
        }
        let opens = blank
            || if wrapped { indent >= indent_before + 2 } else { length_before.max(text.len()) > LONGEST_WRAPPED };
        let joined = wrapped && !opens;
        if let Some(before) = lines.last_mut().filter(|_| joined) {
            before.wrapped = true;
        }
        lines.push(Line { text, opens, wrapped: joined });
        (blank, length_before) = (false, text.len());
        // The first line of an indented paragraph is no measure for the lines after it.
        indent_before = if opens { 0 } else { indent };
    }
    lines
}

/// What stands between two line feeds.
struct Raw<'a> {
    /// Without spaces at its ends.
    text: &'a str,
    /// Spaces before it.
    indent: usize,
}

fn raw(text: &str) -> impl Iterator<Item = Raw<'_>> {
    let mut start = 0;
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]);
    ends.map(move |end| {
        let line = slice(text, std::mem::replace(&mut start, end + 1)..end);
        let bare = line.trim_start_matches(' ');
        Raw { text: bare.trim_end_matches(' '), indent: line.len() - bare.len() }
    })
}

/// Whether the lines are cut at a column: of the lines that another follows directly most are of 30 to 100 characters and end
/// inside a sentence; or a good part is, and none is longer (tables, dispatches of few lines).
fn is_hard_wrapped(lines: &[Raw<'_>]) -> bool {
    let (mut cut, mut followed, mut longest) = (0_usize, 0_usize, 0_usize);
    let mut previous = "";
    for Raw { text, .. } in lines.iter().take(400) {
        longest = longest.max(text.len());
        if !text.is_empty() && !previous.is_empty() {
            followed += 1;
            let ends = previous.ends_with(['.', '!', '?', ':', '"', '”']);
            // No character has more than four bytes.
            let wraps = (30..=LONGEST_WRAPPED * 4).contains(&previous.len());
            cut += usize::from(!ends && wraps && (30..=LONGEST_WRAPPED).contains(&previous.chars().count()));
        }
        previous = text;
    }
    // Two lines of a footer that stand together make no wrapped text of one with whole paragraphs.
    (cut * 2 > followed && (cut > 2 || longest <= LONGEST_WRAPPED))
        || (longest <= LONGEST_WRAPPED && cut > 0 && cut * 5 >= followed)
}

/// Puts lines together: paragraphs by an empty line, lines of one paragraph by a line feed.
pub(super) fn join<'a>(lines: impl Iterator<Item = (&'a str, bool)>, capacity: usize) -> String {
    let mut out = String::with_capacity(capacity);
    for (text, opens) in lines {
        if text.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push_str(if opens { "\n\n" } else { "\n" });
        }
        out.push_str(text);
    }
    out
}
