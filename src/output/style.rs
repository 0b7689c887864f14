//! Safe, wrapped and coloured lines for a terminal.
//!
//! Styles are always written as ANSI sequences; whoever opens the stream strips them for a pipe
//! or `NO_COLOR`. What comes from articles is made harmless here, so that no control character
//! or escape sequence of theirs reaches a terminal.

use std::{borrow::Cow, fmt::Write as _, ops::Range};

use anstyle::{Ansi256Color, AnsiColor, Style};
use unicode_width::UnicodeWidthChar;

use crate::text::{
    slice,
    unseen::{hidden, is_tag, is_unsafe},
};

/// Headlines.
pub const TITLE: Style = Style::new().bold();
/// Outlet, place and other facts beside the text.
pub const FACT: Style = AnsiColor::Cyan.on_default();
/// What matters less.
pub const DIM: Style = Style::new().dimmed();
/// Words that match: a fixed colour of the 256, since the sixteen are what a theme makes of them. Its contrast is 4.5 or more on white and
/// on black, where yellow cannot be read on white.
pub const MATCH: Style = LIT.on_default().bold();
const LIT: Ansi256Color = Ansi256Color(163);
/// Actors.
pub const ACTOR: Style = AnsiColor::Green.on_default();

/// The text without control characters, bidirectional overrides and line separators, and without what is not seen: two names
/// that look the same are the same. The joiners that Persian and Indic words are spelled with, and that make one
/// sign of several, stay where they do.
#[must_use]
pub fn safe(text: &str) -> Cow<'_, str> {
    let mut hidden = hidden(text).peekable();
    if hidden.peek().is_none() {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (at, c) in hidden {
        out.push_str(slice(text, from..at));
        if is_unsafe(c) && !is_tag(c) {
            out.push(' ');
        }
        from = at + c.len_utf8();
    }
    out.push_str(slice(text, from..));
    out.into()
}

/// [`safe`], and where some of it is written from the right set apart from what stands beside it, so that a line of several such facts
/// keeps their order. The isolate is always closed: the text itself has none.
#[must_use]
pub fn isolated(text: &str) -> Cow<'_, str> {
    let text = safe(text);
    if text.chars().any(is_from_the_right) { format!("\u{2068}{text}\u{2069}").into() } else { text }
}

/// Whether a letter is written from the right: of the blocks that the Unicode standard keeps for such scripts.
fn is_from_the_right(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// Wraps `text` to `width` columns with `indent` spaces before each line, and sets the byte
/// ranges `marks` (sorted, not overlapping) in [`MATCH`]. Ends with a line feed.
#[must_use]
pub fn paragraph(text: &str, marks: &[Range<usize>], width: usize, indent: usize) -> String {
    styled(text, marks, Style::new(), width, indent)
}

/// The same in a style of its own, which goes on behind what is marked and is closed at the end of each line.
#[must_use]
pub fn styled(text: &str, marks: &[Range<usize>], style: Style, width: usize, indent: usize) -> String {
    let room = width.saturating_sub(indent).max(20);
    let mut out = String::with_capacity(text.len() * 2);
    let mut marks = marks.iter().peekable();
    let mut column = 0;
    for (start, word) in words(text) {
        let cells: usize = word.chars().map(|c| c.width().unwrap_or(0)).sum();
        if column > 0 && column + 1 + cells > room {
            let _ = write!(out, "{style:#}");
            out.push('\n');
            column = 0;
        }
        if column == 0 {
            out.extend(std::iter::repeat_n(' ', indent));
            let _ = write!(out, "{style}");
        } else {
            // A mark that runs over the gap between two words is closed and opened again, so
            // that neither the indent nor the line feed is coloured.
            out.push(' ');
            column += 1;
        }
        column += cells;
        mark_word(&mut out, word, start, style, &mut marks);
    }
    if !out.is_empty() {
        let _ = write!(out, "{style:#}");
        out.push('\n');
    }
    out
}

fn mark_word<'a>(
    out: &mut String,
    word: &str,
    start: usize,
    style: Style,
    marks: &mut std::iter::Peekable<impl Iterator<Item = &'a Range<usize>>>,
) {
    let end = start + word.len();
    let mut at = start;
    let plain = |out: &mut String, from: usize, to: usize| {
        if let Some(piece) = word.get(from - start..to - start) {
            out.push_str(&safe(piece));
        }
    };
    while let Some(mark) = marks.peek() {
        if mark.end <= at {
            marks.next();
            continue;
        }
        if mark.start >= end {
            break;
        }
        let (from, to) = (mark.start.max(at), mark.end.min(end));
        plain(out, at, from);
        let _ = write!(out, "{MATCH}");
        plain(out, from, to);
        let _ = write!(out, "{MATCH:#}{style}");
        at = to;
        if mark.end > end {
            break;
        }
    }
    plain(out, at, end);
}

/// The words of a text, by white space, with their starts.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_whitespace().map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wraps_and_marks() {
        let text = "one two three four five six seven";
        let wrapped = paragraph(text, &[4..13], 22, 2);
        assert_eq!(wrapped, format!("  one {MATCH}two{MATCH:#} {MATCH}three{MATCH:#} four\n  five six seven\n"));
    }

    #[test]
    fn a_headline_keeps_its_style_behind_a_lit_word() {
        let shown = styled("one two three four five six", &[4..7], TITLE, 24, 2);
        let (open, close) = (TITLE.render(), TITLE.render_reset());
        assert_eq!(
            shown,
            format!("  {open}one {MATCH}two{MATCH:#}{open} three four{close}\n  {open}five six{close}\n")
        );
    }

    #[test]
    fn lit_words_can_be_read_on_white_and_on_black() {
        // The colours of the cube, and contrast as WCAG 2.2 has it.
        let cube = u32::from(LIT.0) - 16;
        let light = |level: u32| {
            let value = f64::from([0, 95, 135, 175, 215, 255][level as usize]) / 255.0;
            if value <= 0.03928 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        let light = 0.2126 * light(cube / 36) + 0.7152 * light(cube / 6 % 6) + 0.0722 * light(cube % 6);
        assert!(1.05 / (light + 0.05) >= 4.5 && (light + 0.05) / 0.05 >= 4.5, "{light}");
    }

    #[test]
    fn escape_sequences_are_harmless() {
        for text in ["a\u{1b}[31mb", "a\u{9b}b", "a\u{202e}b", "a\rb", "\u{7}"] {
            assert!(safe(text).chars().all(|c| !is_unsafe(c)), "{text:?}");
        }
    }

    #[test]
    fn what_is_not_seen_is_not_shown() {
        for (text, shown) in [
            ("Ham\u{200b}as", "Hamas"),
            ("Ham\u{ad}as\u{200e}", "Hamas"),
            ("a\u{e0068}\u{e0069}b", "ab"),
            ("a\u{200d}b", "ab"),
            ("می\u{200c}شود", "می\u{200c}شود"),
            ("क्\u{200d}ष", "क्\u{200d}ष"),
            ("\u{1f469}\u{200d}\u{1f4bb}", "\u{1f469}\u{200d}\u{1f4bb}"),
            ("می\u{200c}", "می"),
            ("a\u{3164}b\u{2066}c", "ab c"),
            ("\u{202e}", " "),
        ] {
            assert_eq!(safe(text), shown, "{text:?}");
        }
    }

    #[test]
    fn facts_from_the_right_are_set_apart_and_closed() {
        for (text, shown) in [
            ("Aleppo", "Aleppo"),
            ("حلب", "\u{2068}حلب\u{2069}"),
            ("Aleppo حلب", "\u{2068}Aleppo حلب\u{2069}"),
            ("\u{2069}חיפה\u{2068}", "\u{2068} חיפה \u{2069}"),
            ("", ""),
        ] {
            assert_eq!(isolated(text), shown, "{text:?}");
        }
    }

    #[test]
    fn marks_inside_a_word_and_at_its_ends() {
        for (marks, expected) in
            [(vec![0..2], "[ab]cd"), (vec![2..4], "ab[cd]"), (vec![1..2, 3..4], "a[b]c[d]"), (vec![], "abcd")]
        {
            let got =
                paragraph("abcd", &marks, 80, 0).replace(&format!("{MATCH}"), "[").replace(&format!("{MATCH:#}"), "]");
            assert_eq!(got.trim_end(), expected);
        }
    }
}
