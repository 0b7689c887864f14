//! Sentences: the units that passages are made of.
//!
//! Takes any text; gives the ranges of its sentences in order, trimmed of white space, never overlapping and
//! never cut inside a word. First the text is parted where its layout says so (empty lines, headings, list
//! items), then each part at its full stops.
//!
//! Own work on purpose: passages are what this product exists for. The best kept crate, `sentencex`, wants to
//! know the language beforehand, joins headlines and list items to what follows, takes a long quotation for one
//! sentence, bounds no length, brings a command line and regular expressions along, and takes up to three times
//! as long.

mod abbreviations;
mod ends;
mod layout;

use crate::text::slice;
use std::ops::Range;

use super::chars::{Class, class};

/// Longest sentence, in characters: a longer one is cut behind a clause, or behind a word.
pub const MAX_SENTENCE_CHARS: usize = 1_000;

/// The sentences of `text` as byte ranges.
///
/// ```
/// # use dateline::analysis::sentences;
/// let text = "Brig. Gen. Hana Saleh left at 3 p.m. on Dec. 3. \"We will return.\" Nobody asked.";
/// let found: Vec<_> = sentences(text).into_iter().map(|range| &text[range]).collect();
/// assert_eq!(found, ["Brig. Gen. Hana Saleh left at 3 p.m. on Dec. 3.", "\"We will return.\"", "Nobody asked."]);
/// ```
#[must_use]
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    layout::for_each_part(text, |part| {
        let mut start = part.start + blank_length(slice(text, part.clone()));
        while start < part.end {
            let end = ends::next_end(text, start, part.end);
            push_bounded(text, trim(text, start..end), &mut out);
            start = end.max(start + 1);
            start += blank_length(slice(text, start..part.end));
        }
    });
    out
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}')
}

/// Bytes of white space and of signs that nobody sees which `text` begins with: what stands between sentences.
#[must_use]
pub fn blank_length(text: &str) -> usize {
    text.len() - text.trim_start_matches(is_blank).len()
}

/// The range without white space and invisible signs around it.
fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let slice = slice(text, range.clone());
    let front = blank_length(slice);
    let length = slice.trim_matches(is_blank).len();
    range.start + front..range.start + front + length
}

/// Letters behind which a blank ends a sentence of Thai or Lao: no sign does, and blanks stand between clauses.
const CLAUSE_CHARS: usize = 80;

/// Where the first sentence ends in a text of Thai or Lao that no sign parts.
fn clause_end(sentence: &str) -> Option<usize> {
    let is_thai = |c: char| matches!(c, '\u{E00}'..='\u{EFF}');
    if !sentence.starts_with(is_thai) {
        return None;
    }
    let mut before = ' ';
    sentence.char_indices().enumerate().find_map(|(count, (at, c))| {
        let ends = c == ' ' && count >= CLAUSE_CHARS && is_thai(before);
        before = c;
        ends.then_some(at)
    })
}

/// Appends the sentence, in pieces where it is too long.
fn push_bounded(text: &str, range: Range<usize>, out: &mut Vec<Range<usize>>) {
    let mut rest = range;
    while let Some(end) = clause_end(slice(text, rest.clone())) {
        push_pieces(text, trim(text, rest.start..rest.start + end), out);
        rest = trim(text, rest.start + end..rest.end);
    }
    push_pieces(text, rest, out);
}

fn push_pieces(text: &str, mut rest: Range<usize>, out: &mut Vec<Range<usize>>) {
    while rest.len() > MAX_SENTENCE_CHARS
        && let Some(cut) = cut(slice(text, rest.clone()))
    {
        let head = trim(text, rest.start..rest.start + cut);
        if !head.is_empty() {
            out.push(head);
        }
        rest = trim(text, rest.start + cut..rest.end);
    }
    if !rest.is_empty() {
        out.push(rest);
    }
}

/// Where to cut a sentence that has too many characters: behind a clause in the second half of what is
/// allowed, else behind a word, else behind the first word that ends.
fn cut(sentence: &str) -> Option<usize> {
    let (mut clause, mut word) = (None, None);
    let mut before = ' ';
    for (count, (at, c)) in sentence.char_indices().enumerate() {
        if count > MAX_SENTENCE_CHARS && word.is_some() {
            return clause.or(word);
        }
        if count > 0 && parts(before, c) {
            if count > MAX_SENTENCE_CHARS / 2
                && matches!(before, ',' | ';' | ':' | ')' | '،' | '؛' | '，' | '、' | '；')
            {
                clause = Some(at);
            }
            word = Some(at);
        }
        before = c;
    }
    // The last word is the only one.
    None
}

/// Whether a sentence may be cut between two characters: at a blank, or in a script without blanks.
fn parts(before: char, c: char) -> bool {
    let single = |c: char| class(c) == Class::Single || matches!(c, '、' | '，' | '；' | '。');
    let ascii = before.is_ascii() && c.is_ascii();
    c.is_whitespace()
        || before.is_whitespace()
        || (!ascii && !matches!(class(c), Class::Mark | Class::Ignored) && (single(before) || single(c)))
}
