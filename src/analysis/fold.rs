//! Folding: the one spelling under which the writings of a word meet.
//!
//! Takes a word (or any piece of text) and appends its folded form: compatibility decomposition,
//! lower case, without accents and without the signs that writers leave out at will; Arabic letters
//! by their plain form; digits as ASCII. Composed and decomposed input give the same bytes.

use std::sync::atomic::{AtomicU16, Ordering};

use unicode_normalization::UnicodeNormalization;

use super::chars::{Class, TABLED, ascii_digit, class, is_dropped_mark};
use crate::text::slice;

/// Folds `text` and appends the result to `out`.
///
/// Characters that belong to no word (blanks, `*`, `?`) are kept as they are, so a pattern can be
/// folded too; apostrophes between letters are dropped as they are in a token.
///
/// ```
/// # use dateline::analysis::fold;
/// let mut out = String::new();
/// fold("Ḥayʾat", &mut out);
/// assert_eq!(out, "hayat");
/// ```
pub fn fold(text: &str, out: &mut String) {
    if text.is_ascii() {
        out.extend(text.chars().filter(|c| !matches!(c, '\'' | '`')).map(|c| c.to_ascii_lowercase()));
        return;
    }
    let from = out.len();
    if !fold_tabled(text, out) {
        out.truncate(from);
        decompose(text, out);
    }
}

const HAMZA_ABOVE: char = '\u{654}';
const YEH: char = '\u{64A}';
const WAW: char = '\u{648}';

/// What folding makes of a character in [`SINGLE`].
const DROPPED: u16 = 0xFFFF;
/// The character needs [`decompose`], or its neighbours do.
const UNTABLED: u16 = 0xFFFE;

/// The character has not been met.
const UNMET: u16 = 0xFFFD;

/// The folded form of each character below [`TABLED`] that folds to one such character at most, by characters as they
/// are met: a lookup of a few words is over before all of them are reckoned.
static SINGLE: [AtomicU16; TABLED] = [const { AtomicU16::new(UNMET) }; TABLED];

/// What stands in the table for a character; `None` where it is above it.
fn tabled(c: char) -> Option<u16> {
    let slot = SINGLE.get(c as usize)?;
    let known = slot.load(Ordering::Relaxed);
    if known != UNMET {
        return Some(known);
    }
    let folded = single(c);
    slot.store(folded, Ordering::Relaxed);
    Some(folded)
}

/// What stands in the table for a character, from the rules.
#[cold]
fn single(c: char) -> u16 {
    // The breve decides on what stands before it (see `push`), a hamza over yeh on what stands behind.
    if matches!(c, '\u{306}' | HAMZA_ABOVE | '\u{626}') {
        return UNTABLED;
    }
    let mut folded = String::new();
    decompose(c.encode_utf8(&mut [0; 4]), &mut folded);
    let mut chars = folded.chars();
    match (chars.next(), chars.next()) {
        (None, _) => DROPPED,
        (Some(only), None) if (only as usize) < TABLED => only as u16,
        _ => UNTABLED,
    }
}

/// Folds by the table, which is some ten times as fast; false where a character is not in it.
fn fold_tabled(text: &str, out: &mut String) -> bool {
    for c in text.chars() {
        match tabled(c) {
            Some(DROPPED) => {}
            Some(UNTABLED) | None if class(c) == Class::Apostrophe => {}
            Some(UNTABLED) | None => return false,
            Some(code) => match char::from_u32(u32::from(code)) {
                Some(folded) => out.push(folded),
                None => return false,
            },
        }
    }
    true
}

/// Folds any text.
fn decompose(text: &str, out: &mut String) {
    let from = out.len();
    let mut composes = false;
    // Before waw a hamza sits on yeh or on waw, by country: مسئول is مسؤول.
    let mut seat = false;
    for c in text.chars().filter(|c| class(*c) != Class::Apostrophe).nfkd() {
        if seat && c == WAW {
            out.truncate(out.len() - YEH.len_utf8());
            out.push(WAW);
        }
        seat = out.len() > from && out.ends_with(YEH) && (c == HAMZA_ABOVE || (seat && is_dropped_mark(c)));
        composes |= push(c, from, out);
    }
    // Hangul and Indic letters come apart in the decomposition: put them together again.
    if composes {
        let joined: String = slice(out, from..).nfc().collect();
        out.truncate(from);
        out.push_str(&joined);
    }
}

/// Appends one decomposed character; true when it may compose with its neighbours.
fn push(c: char, from: usize, out: &mut String) -> bool {
    if c.is_ascii() {
        if !matches!(c, '\'' | '`') {
            out.push(c.to_ascii_lowercase());
        }
        return false;
    }
    // Russian short i is a letter of its own, and stemming depends on it.
    if c == '\u{306}' && out.len() > from && out.ends_with('и') {
        out.pop();
        out.push('й');
        return false;
    }
    if is_dropped_mark(c) {
        return false;
    }
    match class(c) {
        Class::Ignored | Class::Apostrophe => return false,
        Class::Digit => {
            out.push(ascii_digit(c).unwrap_or(c));
            return false;
        }
        _ => {}
    }
    match c {
        'ß' | 'ẞ' => out.push_str("ss"),
        'æ' | 'Æ' => out.push_str("ae"),
        'œ' | 'Œ' => out.push_str("oe"),
        'þ' | 'Þ' => out.push_str("th"),
        'ø' | 'Ø' => out.push('o'),
        'ł' | 'Ł' => out.push('l'),
        'đ' | 'Đ' | 'ð' | 'Ð' | 'ɖ' | 'Ɖ' => out.push('d'),
        'ħ' | 'Ħ' => out.push('h'),
        'ŧ' | 'Ŧ' => out.push('t'),
        'ŋ' | 'Ŋ' => out.push('n'),
        'ı' => out.push('i'),
        'ə' | 'Ə' => out.push('a'),
        'ς' => out.push('σ'),
        // Arabic: alef forms, ta marbuta, alef maqsura, and the Persian and Urdu kaf, yeh and heh.
        '\u{671}' | '\u{672}' | '\u{673}' => out.push('\u{627}'),
        '\u{629}' | '\u{6BE}' | '\u{6C1}' | '\u{6C3}' | '\u{6D5}' => out.push('\u{647}'),
        '\u{649}' | '\u{6CC}' | '\u{6CD}' | '\u{6D0}' | '\u{6D2}' => out.push('\u{64A}'),
        '\u{6A9}' | '\u{6AA}' => out.push('\u{643}'),
        _ => out.extend(c.to_lowercase().filter(|lower| !is_dropped_mark(*lower))),
    }
    // Below Devanagari no kept character composes with another once accents are gone.
    c >= '\u{900}'
}
