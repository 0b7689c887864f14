//! Words, patterns and phrases: the leaves of the tree, read from a piece of text without blanks.

use std::ops::Range;

use super::warning_list::Warnings;
use crate::{
    analysis::tokens,
    query::{
        ast::Kind,
        lexical::{is_quote, is_separator, trimmed},
        warning::WarningKind,
    },
    text::slice,
};

/// Fewest letters a pattern must begin with or hold: with fewer it would be every word.
const MIN_PATTERN: usize = 2;

/// Fewest letters behind a joker that a word begins with.
const MIN_ENDING: usize = 4;

/// Most letters that a word may be off: three off is another word.
const MOST_OFF: u8 = 2;

/// The leaves of a chunk, with their ranges in it. `offset` is where the chunk stands in the query.
pub(super) fn words(
    chunk: &str,
    exact: bool,
    literal: bool,
    warnings: &mut Warnings,
    offset: usize,
) -> Vec<(Kind, Range<usize>)> {
    let address = literal || is_address(chunk);
    let (body, fuzzy) = if address { (chunk, None) } else { fuzziness(chunk) };
    let mut pieces = Vec::new();
    let (mut start, mut before) = (0, None);
    let mut chars = body.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map(|(_, c)| *c);
        if is_separator(c, before, after, address) {
            pieces.push(start..at);
            start = at + c.len_utf8();
        }
        before = Some(c);
    }
    pieces.push(start..body.len());
    let last = pieces.len() - 1;
    let mut out = Vec::new();
    for (i, range) in pieces.into_iter().enumerate() {
        let typed = slice(body, range.clone());
        let fuzzy = fuzzy.filter(|_| i == last);
        if address || !typed.contains(['*', '?']) {
            out.extend(word(typed, range.start, exact, fuzzy));
        } else {
            pattern(typed, range.start, exact, fuzzy, warnings, offset, &mut out);
        }
    }
    // The `~1` belongs to its word.
    if let Some((Kind::Fuzzy { distance, .. }, range)) = out.last_mut() {
        range.end = chunk.len();
        if fuzzy.is_some_and(|typed| typed > MOST_OFF) {
            warnings.add(WarningKind::LettersCut { most: MOST_OFF }, offset + range.start, offset + chunk.len());
        }
        *distance = (*distance).min(MOST_OFF);
    }
    out
}

/// Whether a chunk is the address of a page.
pub(super) fn is_address(chunk: &str) -> bool {
    chunk.contains("://") || chunk.starts_with("www.")
}

/// Parts `colr~1` into the word and how far it may be off; `~` alone is 1.
fn fuzziness(chunk: &str) -> (&str, Option<u8>) {
    let Some((head, digits)) = chunk.rsplit_once('~') else { return (chunk, None) };
    let numeral = digits.len() <= 3 && digits.bytes().all(|b| b.is_ascii_digit());
    if !numeral || !head.ends_with(char::is_alphanumeric) {
        return (chunk, None);
    }
    match digits.parse() {
        Ok(0) => (head, None),
        Ok(distance) => (head, Some(distance)),
        Err(_) => (head, Some(if digits.is_empty() { 1 } else { u8::MAX })),
    }
}

/// A piece as a word, trimmed of signs; `None` where it holds no token.
fn word(typed: &str, start: usize, exact: bool, fuzzy: Option<u8>) -> Option<(Kind, Range<usize>)> {
    let range = trimmed(typed, char::is_alphanumeric);
    let text = typed.get(range.clone())?;
    tokens(text).next_token()?;
    let range = start + range.start..start + range.end;
    let text = text.to_owned();
    Some(match fuzzy {
        Some(distance) => (Kind::Fuzzy { text, distance }, range),
        None => (Kind::Word { text, exact }, range),
    })
}

/// A piece that holds `*` or `?`.
fn pattern(
    typed: &str,
    start: usize,
    exact: bool,
    fuzzy: Option<u8>,
    warnings: &mut Warnings,
    offset: usize,
    out: &mut Vec<(Kind, Range<usize>)>,
) {
    let sign = |c: char| !c.is_alphanumeric() && !is_mark(c);
    let body = typed.trim_start_matches(sign);
    let from = start + typed.len() - body.len();
    let opened = typed.get(..typed.len() - body.len()).is_some_and(|head| head.contains('*'));
    // A question mark at the edge is one; stars on both sides are emphasis.
    let trimmed = body.trim_end_matches(|c: char| c != '*' && sign(c));
    let place = (offset + start, offset + from + trimmed.len());
    if body.is_empty() {
        // A lone star asks for everything.
        if typed == "*" {
            out.push((Kind::Everything, start..start + 1));
        }
        return;
    }
    let head = slice(typed, ..typed.len() - body.len());
    let ending = trimmed.trim_end_matches('?');
    if matches!(head, "*" | "?")
        && !ending.contains('*')
        && ending.chars().all(is_pattern_char)
        && letters_to(ending, MIN_ENDING) >= MIN_ENDING
    {
        let pattern = format!("{head}{ending}");
        return out.push((Kind::Wildcard { pattern }, start..from + ending.len()));
    }
    let asked = head.ends_with('?');
    if opened && !trimmed.ends_with('*') || asked {
        warnings.add(WarningKind::LeadingStar, place.0, place.1);
    }
    let body = if opened { body.trim_end_matches(sign) } else { trimmed };
    let stem = body.trim_end_matches(['*', '?']);
    let tail = slice(body, stem.len()..);
    let whole = match tail {
        "" => stem,
        _ if tail.contains('?') => body,
        _ if !stem.contains(['*', '?']) => return prefix(stem, from, place, warnings, out),
        _ => slice(body, ..=stem.len()),
    };
    if !whole.contains(['*', '?']) {
        return out.extend(word(whole, from, exact, fuzzy));
    }
    if whole.chars().all(is_pattern_char) {
        return wildcard(whole, from, place, exact, warnings, out);
    }
    // Signs other than the pattern's own part it: "al-sh?m" is "al" and a pattern.
    let mut at = 0;
    for part in whole.split_inclusive(|c: char| !is_pattern_char(c)) {
        let text = part.trim_end_matches(|c: char| !is_pattern_char(c));
        if text.contains(['*', '?']) {
            pattern(text, from + at, exact, None, warnings, offset, out);
        } else {
            out.extend(word(text, from + at, exact, None));
        }
        at += part.len();
    }
}

fn is_pattern_char(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '*' | '?' | '\'' | '’') || is_mark(c)
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// `mobil*`
fn prefix(
    stem: &str,
    from: usize,
    place: (usize, usize),
    warnings: &mut Warnings,
    out: &mut Vec<(Kind, Range<usize>)>,
) {
    let Some((Kind::Word { text, .. }, range)) = word(stem, from, false, None) else { return };
    if letters(&text) < MIN_PATTERN {
        warnings.add(WarningKind::ShortPrefix, place.0, place.1);
        return out.push((Kind::Word { text, exact: false }, range));
    }
    out.push((Kind::Prefix { text }, range.start..from + stem.len() + 1));
}

/// A pattern without other signs.
fn wildcard(
    text: &str,
    from: usize,
    place: (usize, usize),
    exact: bool,
    warnings: &mut Warnings,
    out: &mut Vec<(Kind, Range<usize>)>,
) {
    // A vowel sign or a combining letter folds to nothing, and so would be any beginning.
    let begins = text.starts_with(|c: char| c.is_alphanumeric() && !is_mark(c));
    if letters(text) < MIN_PATTERN || !begins {
        warnings.add(WarningKind::ShortPattern, place.0, place.1);
        let plain: String = text.chars().filter(|c| !matches!(c, '*' | '?')).collect();
        return out.extend(word(&plain, from, exact, None).map(|(kind, _)| (kind, from..from + text.len())));
    }
    out.push((Kind::Wildcard { pattern: text.to_owned() }, from..from + text.len()));
}

fn letters(text: &str) -> usize {
    letters_to(text, MIN_PATTERN)
}

/// Letters of a text, counted up to `most`; one beyond ASCII tells more.
fn letters_to(text: &str, most: usize) -> usize {
    text.chars()
        .filter(|c| c.is_alphanumeric() && !is_mark(*c))
        .take(most)
        .map(|c| if c.is_ascii() { 1 } else { c.len_utf8() - 1 })
        .sum()
}

/// How much of a text is `room` words, and the number of its words, one more than `room` where there are more.
pub(super) fn fitting(text: &str, room: usize) -> (&str, usize) {
    let (mut words, mut end) = (0, 0);
    let mut stream = tokens(text);
    while let Some(token) = stream.next_token() {
        words += 1;
        if words > room {
            return (slice(text, ..end), words);
        }
        end = token.end;
    }
    (text, words)
}

/// A quoted text of at most `room` words: a phrase, or a word where it holds one only. Gives the number of its
/// words, one more than `room` where it had to be cut.
pub(super) fn phrase(text: &str, slop: u32, exact: bool, room: usize) -> (Option<Kind>, usize) {
    let (kept, words) = fitting(text, room);
    let text = value(kept);
    let kind = match words.min(room) {
        0 => None,
        1 => {
            let range = trimmed(&text, char::is_alphanumeric);
            text.get(range).map(|text| Kind::Word { text: text.to_owned(), exact })
        }
        _ => Some(Kind::Phrase { text, slop, exact }),
    };
    (kind, words)
}

/// A quoted text or the value of a field as typed, without blanks around it, control characters and quotes of
/// another kind inside.
pub(super) fn value(typed: &str) -> String {
    let clean: String = typed.chars().map(|c| if c.is_control() || is_quote(c) { ' ' } else { c }).collect();
    clean.trim().to_owned()
}

/// What looks like the name of a field before a colon but is none.
pub(super) fn unknown_field(chunk: &str) -> Option<&str> {
    let (name, value) = chunk.split_once(':')?;
    let word = name.len() > 1 && name.len() < 20 && name.bytes().all(|b| b.is_ascii_alphabetic());
    let valued = value.starts_with(|c: char| c.is_alphanumeric() || c == '=');
    (word && valued && name.bytes().any(|b| b.is_ascii_lowercase())).then_some(name)
}
