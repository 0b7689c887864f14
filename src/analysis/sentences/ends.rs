//! Where a sentence ends within running text.
//!
//! Takes a part of a text in which white space of any kind is only a blank; finds the full stops, question
//! marks and their kin that end a sentence, and passes over those of abbreviations, initials and numbers.

use super::abbreviations::{Kind, is_starter, kind};
use crate::calendar;
use crate::text::{clip, item, slice};

/// Longest word looked at before a full stop, and after it, in bytes: no abbreviation is longer.
const MAX_WORD: usize = 24;

/// End of the sentence that starts at `start`, at most `limit`: behind its last mark and closing quotes.
pub(super) fn next_end(text: &str, start: usize, limit: usize) -> usize {
    let mut at = start;
    while let Some(mark) = next_mark(text, at, limit) {
        let run = mark_run(text, mark, limit);
        if let Some(end) = ends_at(text, start, &run, limit) {
            return end;
        }
        at = run.end;
    }
    limit
}

/// A run of end marks.
struct Run {
    start: usize,
    end: usize,
    /// Ends a sentence with no blank behind it (ideographic and Arabic marks).
    tight: bool,
    /// One full stop alone, which an abbreviation may own.
    stop: bool,
}

/// The next byte that begins an end mark.
fn next_mark(text: &str, at: usize, limit: usize) -> Option<usize> {
    let bytes = text.as_bytes().get(..limit)?;
    let mut at = at;
    while at < limit {
        if bytes.get(at..)?.first_chunk().is_some_and(|block| !may_hold_mark(block)) {
            at += BLOCK;
            continue;
        }
        let end = limit.min(at + BLOCK);
        while let Some(found) = bytes.get(at..end)?.iter().position(|b| item(&MARKS, usize::from(*b))) {
            at += found;
            match bytes.get(at) {
                Some(b'.' | b'!' | b'?') => return Some(at),
                _ if text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(|c| is_mark(c).is_some()) => {
                    return Some(at);
                }
                _ => at += 1,
            }
        }
        at = end;
    }
    None
}

/// Bytes that are looked at together.
const BLOCK: usize = 32;

/// Whether a block may hold the first byte of an end mark, told of many bytes at once: an ASCII one, or any beyond the letters of
/// Latin, Greek and Cyrillic.
#[expect(clippy::needless_bitwise_bool, reason = "a branch for each byte keeps the compiler from taking many at once")]
fn may_hold_mark(block: &[u8; BLOCK]) -> bool {
    block.iter().fold(false, |found, b| found | (*b == b'.') | (*b == b'!') | (*b == b'?') | (*b >= 0xD6))
}

/// First bytes of the end marks; those of the wide ones belong to other characters too.
#[expect(clippy::indexing_slicing, reason = "evaluated by the compiler, within the table")]
static MARKS: [bool; 256] = {
    let mut table = [false; 256];
    let marks = [b'.', b'!', b'?', 0xE2, 0xE3, 0xEF, 0xD6, 0xD8, 0xDB, 0xE0, 0xE1];
    let mut i = 0;
    while i < marks.len() {
        table[marks[i] as usize] = true;
        i += 1;
    }
    table
};

/// Whether the character ends sentences, and if so whether it does with no blank behind it.
fn is_mark(c: char) -> Option<bool> {
    match c {
        '.' | '!' | '?' | '…' | '‼' | '⁇' | '⁈' | '⁉' => Some(false),
        // Armenian full stop, Arabic question mark and Urdu full stop, danda, Ethiopic, Burmese and Khmer full stops,
        // ideographic ones. The Thai sign of an ellipsis ("ฯ") stands for the rest of a name, and ends nothing.
        '։' | '؟' | '۔' | '।' | '॥' | '።' | '။' | '។' | '៕' | '。' | '！' | '？' | '｡' | '．' => {
            Some(true)
        }
        _ => None,
    }
}

fn mark_run(text: &str, start: usize, limit: usize) -> Run {
    let mut run = Run { start, end: start, tight: false, stop: true };
    for (count, c) in slice(text, start..limit).chars().enumerate() {
        let Some(tight) = is_mark(c) else { break };
        run.tight |= tight;
        run.stop = count == 0 && c == '.';
        run.end += c.len_utf8();
    }
    run
}

/// End of the sentence if the run ends it: behind closing quotes and brackets.
fn ends_at(text: &str, start: usize, run: &Run, limit: usize) -> Option<usize> {
    let end = closers(text, run.end, limit);
    let rest = text.get(end..limit)?;
    let after = rest.trim_start();
    if after.is_empty() {
        return Some(limit);
    }
    if run.tight {
        return Some(end);
    }
    let blank = rest.len() > after.len();
    if !blank {
        return (run.stop && glued(text, start, run, end, rest)).then_some(end);
    }
    let next = after.trim_start_matches(is_opener);
    let first = next.chars().next();
    if first.is_some_and(|c| c.is_lowercase() || matches!(c, ',' | ';' | ':')) {
        return None;
    }
    if run.stop && end == run.end && abbreviates(text, start, run.start, next) {
        return None;
    }
    Some(end)
}

/// Scraped text loses blanks: "They left.The road": a stop between a word and a capitalised one.
fn glued(text: &str, start: usize, run: &Run, end: usize, rest: &str) -> bool {
    let before = last_word(text, start, run.start);
    let lower = |s: &str, n: usize| s.chars().take(n).filter(|c| c.is_lowercase()).count() == n;
    let mut next = rest.chars();
    let capital = next.next().is_some_and(char::is_uppercase);
    // An address holds one of these; so do the names of files and pages.
    let address = before.contains(['/', '@', ':', '_', '=', '.']) || before.starts_with("www");
    let word_ends = rest.find(|c: char| !c.is_alphabetic() && c != '\'' && c != '’').unwrap_or(rest.len());
    let follows_blank = rest.get(word_ends..).is_some_and(|tail| tail.starts_with([' ', ',', '-', '\n']));
    let plain = before.chars().rev().take(2).filter(|c| c.is_lowercase()).count() == 2;
    capital
        && !address
        && follows_blank
        && (plain || end > run.end)
        && (word_ends == 1 || lower(next.as_str(), 1))
        && kind(&before.to_lowercase()).is_none()
}

/// Whether the full stop at `stop` belongs to the word before it, given what follows the blank.
fn abbreviates(text: &str, start: usize, stop: usize, next: &str) -> bool {
    let word = last_word(text, start, stop);
    let lower = word.to_lowercase();
    let digit_next = next.chars().next().is_some_and(char::is_numeric);
    if !word.is_empty() && word.chars().all(char::is_numeric) {
        // "1. First item" at the head of a sentence; "3. Dezember" in German.
        let head = slice(text, start..stop).trim_start().len() == word.len();
        return (head && word.len() <= 3) || is_german_month(first_word(next));
    }
    let kind = match kind(&lower) {
        Some(kind) => kind,
        None if is_initials(word) => Kind::Either,
        None => return false,
    };
    match kind {
        Kind::Leads => true,
        Kind::Counts => digit_next,
        Kind::Either => !is_starter(&first_word(next).to_lowercase()) && (!digit_next || is_initials(word)),
    }
}

/// One letter ("J", "د"), or several with stops between them ("U.S", "J.K").
fn is_initials(word: &str) -> bool {
    !word.is_empty()
        && word.split('.').all(|part| {
            let mut chars = part.chars();
            chars.next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase()) && chars.next().is_none()
        })
}

/// Whether a word is a month of German, the one language that has a point after a day and a capital after that.
fn is_german_month(word: &str) -> bool {
    calendar::month_named(word).is_some() && calendar::is_name_in("de", word)
}

/// The word that ends at `end`, without what opens it; looks no further back than [`MAX_WORD`] bytes.
fn last_word(text: &str, start: usize, end: usize) -> &str {
    let from = text.ceil_char_boundary(end.saturating_sub(MAX_WORD).max(start));
    let slice = slice(text, from..end);
    let word = slice.rsplit(|c: char| c.is_whitespace() || matches!(c, '—' | '–')).next().unwrap_or_default();
    word.trim_start_matches(is_opener)
}

fn first_word(text: &str) -> &str {
    let text = clip(text, MAX_WORD);
    text.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default()
}

fn is_opener(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '“'
            | '‘'
            | '„'
            | '«'
            | '‹'
            | '('
            | '['
            | '{'
            | '¿'
            | '¡'
            | '「'
            | '『'
            | '*'
            | '_'
            | '\u{200F}'
            | '\u{200E}'
    )
}

/// Byte behind the quotes, brackets and note numbers that close at `at`.
fn closers(text: &str, at: usize, limit: usize) -> usize {
    let mut end = at;
    let mut rest = slice(text, at..limit);
    loop {
        let mut chars = rest.chars();
        let length = match chars.next() {
            Some(c @ ('"' | '\'' | '”' | '’' | '»' | '›' | ')' | ']' | '}' | '」' | '』' | '）' | '】')) => {
                c.len_utf8()
            }
            Some('[') => note(rest),
            // French sets a blank before its closing quotes.
            Some(c @ (' ' | '\u{A0}' | '\u{202F}')) if matches!(chars.next(), Some('»' | '”')) => c.len_utf8(),
            _ => 0,
        };
        if length == 0 {
            return end;
        }
        end += length;
        rest = slice(rest, length..);
    }
}

/// Length of a note number in brackets (`[12]`), else 0.
fn note(rest: &str) -> usize {
    let digits = rest.bytes().skip(1).take(3).take_while(u8::is_ascii_digit).count();
    if digits > 0 && rest.as_bytes().get(digits + 1) == Some(&b']') { digits + 2 } else { 0 }
}
