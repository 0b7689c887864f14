//! The dateline that a text begins with, as it dates the text: "PLACE, Dec. 3 (Agency) –".
//!
//! Gives the date's form and the words up to the dash. Place and agency are read where texts are cleaned.

use super::dated_lines::is_span;
use crate::{
    calendar::forms::{self, Form},
    text::{clip, slice},
};

/// An agency between slashes: bytes that are looked at, and most words.
const AGENCY_REACH: usize = 60;
const AGENCY_WORDS: usize = 4;
/// Most words of a place before a full stop.
const STOPPED_PLACE_WORDS: usize = 3;
/// The dash follows the date within so many bytes, over so many characters outside brackets.
const DASH_REACH: usize = 120;
const DASH_GAP: usize = 30;
/// Most words of a place with country and agency; and in a script without capitals, where words alone tell prose from names.
const PLACE_WORDS: usize = 9;
const UNCASED_PLACE_WORDS: usize = 5;
/// Where a dateline has to have ended, in bytes from the start of its line.
const DATELINE_REACH: usize = 160;

/// "PLACE, Dec. 3 (Agency) –", "Dec. 3 (AGENCY) –", "PLACE, 8 JAN 90 (AGENCY) --".
pub(super) fn dateline(text: &str) -> Option<(Form, &str)> {
    let line = text.lines().next().unwrap_or_default();
    if let Some(found) = forms::twice_dated(line) {
        return Some((found.form, line));
    }
    // It ends with a dash, a slash or a full stop; the dashes but one begin with this byte.
    if memchr::memchr3(b'-', b'/', 0xe2, text.as_bytes()).is_none()
        && memchr::memmem::find(text.as_bytes(), b". ").is_none()
    {
        return None;
    }
    let first = forms::find_before(text, DATELINE_REACH).next();
    let form = first.filter(|form| form.parts.day.is_some() && form.parts.month.is_some())?;
    if form.end > DATELINE_REACH || is_span(text, &form) {
        return None;
    }
    let before = text.get(..form.start)?;
    let after = text.get(form.end..)?;
    let after = forms::after_era(after);
    let stopped = || (is_slashed(after) || form.is_full() && is_stopped(before, after)).then_some(0);
    let dash = dash_after(after).or_else(stopped)?;
    if !is_place(without_article(before)) {
        return None;
    }
    Some((form, slice(text, ..text.len() - after.len() + dash)))
}

/// "PRAGUE, February 7. /TASS/. The": an agency between slashes.
fn is_slashed(after: &str) -> bool {
    let agency = after
        .trim_start_matches([' ', '.'])
        .strip_prefix('/')
        .and_then(|rest| clip(rest, AGENCY_REACH).split_once('/'));
    agency.is_some_and(|(name, rest)| {
        !name.is_empty() && name.split_whitespace().count() <= AGENCY_WORDS && rest.starts_with(['.', ' '])
    })
}

/// "Lenmar, 22 May 2016. The club": place and date before a full stop.
fn is_stopped(before: &str, after: &str) -> bool {
    let place = before.trim_end().strip_suffix([',', '،']).unwrap_or_default();
    let sentence = after.strip_prefix(". ").unwrap_or_default();
    (1..=STOPPED_PLACE_WORDS).contains(&place.split_whitespace().count())
        && !place.contains(['.', ',', ':'])
        && sentence.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
}

/// Bytes up to and with the dash that ends a dateline, over an agency in brackets and a time.
fn dash_after(after: &str) -> Option<usize> {
    let mut at = 0;
    let mut depth = 0_usize;
    let mut bare = 0;
    let mut previous = ' ';
    for c in after.chars() {
        at += c.len_utf8();
        let last = std::mem::replace(&mut previous, c);
        bare += usize::from(depth == 0);
        if at > DASH_REACH {
            return None;
        }
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            '–' | '—' | '―' | '−' => return Some(at),
            // A hyphen joins two letters, a dash does not.
            '-' if !last.is_alphanumeric() || after.get(at..).is_some_and(|rest| rest.starts_with([' ', '-'])) => {
                return Some(at);
            }
            // An agency or a time may stand there without brackets; prose may not.
            _ if bare > DASH_GAP => return None,
            c if c.is_lowercase() && last.is_whitespace() => return None,
            _ => {}
        }
    }
    None
}

/// Whether what stands before a dateline's date can be a place with its country and agency.
pub(super) fn is_place(before: &str) -> bool {
    let before = before.trim();
    if before.is_empty() {
        return true;
    }
    let words: Vec<&str> =
        before.split(|c: char| c.is_whitespace() || "(),/–—-".contains(c)).filter(|word| !word.is_empty()).collect();
    if words.len() > PLACE_WORDS || before.contains(['?', '!', ';', '"', '“']) {
        return false;
    }
    let cased = words.iter().filter(|word| word.chars().any(|c| c.is_uppercase() || c.is_lowercase()));
    let prepositions = [
        "on", "in", "since", "by", "from", "until", "am", "le", "el", "em", "il", "after", "before", "the", "of", "to",
    ];
    let small = ["of", "de", "del", "la", "and", "the", "al", "el", "el-", "am", "den", "in", "près", "sur", "upon"];
    let mut all_names = true;
    for word in cased {
        all_names &= word.chars().next().is_some_and(|c| !c.is_lowercase()) || small.contains(word);
    }
    let prose = words.last().is_some_and(|word| prepositions.contains(&word.to_lowercase().as_str()));
    // Scripts without capitals: a place and an agency have few words.
    let uncased = !before.chars().any(|c| c.is_uppercase() || c.is_lowercase());
    all_names && !prose && !(uncased && words.len() > UNCASED_PLACE_WORDS)
}

/// "Lyon, le 19 août 2020": without the article after the comma.
pub(super) fn without_article(before: &str) -> &str {
    // Without a place before it the article begins a sentence.
    Some(forms::without_article(before)).filter(|rest| !rest.is_empty()).unwrap_or(before)
}
