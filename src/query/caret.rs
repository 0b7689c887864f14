//! A query with carets under the place that something is said about.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use crate::text::slice;

/// Columns of the query shown at most.
const COLUMNS: usize = 72;

/// Columns shown before the place when the query is too long for one line.
const BEFORE: usize = 24;

/// What there is to say, the query's line and carets under the bytes it is about, each on a line of its own without
/// a line feed at the end. Columns are counted as a terminal shows them.
///
/// ```
/// # use dateline::query::{ParseOptions, parse, render_caret};
/// let query = "rebels \"Tel Rifaat";
/// let parsed = parse(query, &ParseOptions::default());
/// assert_eq!(
///     render_caret(query, &parsed.warnings[0].message(), 7..8),
///     "this quote is never closed: read as plain words\n  rebels \"Tel Rifaat\n         ^"
/// );
/// ```
#[must_use]
pub fn render_caret(query: &str, message: &str, place: Range<usize>) -> String {
    let start = query.floor_char_boundary(place.start);
    let end = query.ceil_char_boundary(place.end).max(start);
    let from = window_start(query, start);
    let (mut line, mut marks, mut columns) = (String::new(), String::new(), 0);
    if from > 0 {
        line.push('…');
        marks.push(' ');
        columns += 1;
    }
    let mut marked = false;
    for (offset, c) in slice(query, from..).char_indices() {
        let at = from + offset;
        let shown = if c.is_control() { ' ' } else { c };
        let width = shown.width().unwrap_or_default();
        if columns + width > COLUMNS {
            line.push('…');
            break;
        }
        columns += width;
        // Marks of direction would turn the line around under its caret.
        if width > 0 || !matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}') {
            line.push(shown);
        }
        let inside = (start..end).contains(&at) || at == start;
        marked |= inside;
        marks.extend(std::iter::repeat_n(if inside { '^' } else { ' ' }, width));
    }
    if !marked {
        marks.push('^');
    }
    format!("{message}\n  {}\n  {}", line.trim_end(), marks.trim_end())
}

/// Where to begin so that the place is in view.
fn window_start(query: &str, start: usize) -> usize {
    let before = slice(query, ..start);
    let width = |c: char| c.width().unwrap_or(1);
    // Count no further than what could still fit: the query may be a book.
    let short = before.chars().rev().take(COLUMNS).map(width).sum::<usize>() < COLUMNS - BEFORE
        && before.chars().rev().nth(COLUMNS).is_none();
    if short {
        return 0;
    }
    let mut columns = 0;
    before
        .char_indices()
        .rev()
        .take_while(|(_, c)| {
            columns += width(*c);
            columns <= BEFORE
        })
        .fold(start, |_, (at, _)| at)
}
