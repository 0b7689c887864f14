//! Where the layout of a text ends a sentence: empty lines, headings, list items.
//!
//! A single line feed is a blank where lines were wrapped by hand, and an end where a line stopped although
//! the next word would have fitted.

use crate::text::slice;
use std::ops::Range;

use memchr::memchr_iter;

/// Widest line, in characters, that is taken as wrapped by hand. What is longer is a paragraph on one line.
const WIDEST_WRAP: usize = 100;

/// Narrowest width at which text is wrapped by hand; narrower blocks are lists and headings.
const NARROWEST_WRAP: usize = 45;

/// Calls `each` with the parts of `text` that no sentence reaches over.
pub(super) fn for_each_part(text: &str, mut each: impl FnMut(Range<usize>)) {
    let mut lines: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for end in memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        let line = start..end;
        start = end + 1;
        if is_blank(text, &line) {
            block(text, &lines, &mut each);
            lines.clear();
        } else {
            lines.push(line);
        }
    }
    block(text, &lines, &mut each);
}

fn line_text<'t>(text: &'t str, range: &Range<usize>) -> &'t str {
    slice(text, range.clone())
}

fn is_blank(text: &str, line: &Range<usize>) -> bool {
    line_text(text, line).chars().all(char::is_whitespace)
}

/// Parts one block of lines without an empty line between them.
fn block(text: &str, lines: &[Range<usize>], each: &mut impl FnMut(Range<usize>)) {
    let Some((first, rest)) = lines.split_first() else { return };
    if rest.is_empty() {
        return each(first.clone());
    }
    let widths: Vec<usize> = lines.iter().map(|line| line_text(text, line).trim().chars().count()).collect();
    let width = widths.iter().copied().max().unwrap_or_default();
    let mut part = first.clone();
    for ((line, before), width_before) in rest.iter().zip(lines).zip(&widths) {
        let next = line_text(text, line).trim_start();
        if line_ends(next, *width_before, width) && !leads_on(line_text(text, before)) {
            each(part);
            part = line.clone();
        } else {
            part.end = line.end;
        }
    }
    each(part);
}

/// Whether a line of `before` characters was ended on purpose, given the next one and the block's widest.
fn line_ends(next: &str, before: usize, width: usize) -> bool {
    let Some(first) = next.chars().next() else { return true };
    if first.is_lowercase() {
        return false;
    }
    if width > WIDEST_WRAP || is_item(next) {
        return true;
    }
    let word = next.split_whitespace().next().map_or(0, |word| word.chars().take(WIDEST_WRAP).count());
    // A fifth of slack: hand-wrapped lines are ragged.
    (before + 1 + word) * 5 < width.max(NARROWEST_WRAP) * 4
}

/// Whether a line breaks off where no heading would end: behind a comma, an article, a preposition.
fn leads_on(line: &str) -> bool {
    const LEADING: &str = "a an the and or but nor of in on at to for from by with without into onto over under after before \
        during against between among through that which who whose had has have was were is are be been will would could \
        its his her their our as than de du des le la les et von der die das und el los las y";
    let line = line.trim_end();
    let word = line.rsplit(char::is_whitespace).next().unwrap_or_default();
    line.ends_with([',', '،', '、']) || LEADING.split_ascii_whitespace().any(|leading| leading == word)
}

/// Whether a line opens with the sign of a list.
fn is_item(line: &str) -> bool {
    let mut chars = line.chars();
    matches!(chars.next(), Some('•' | '*' | '-' | '–' | '—' | '▪' | '●' | '·' | '►'))
        && chars.next().is_some_and(char::is_whitespace)
}
