//! Sentences: the units that passages are made of.
//!
//! Takes any text; gives the ranges of its sentences in order, trimmed of white space, never overlapping and
//! never cut inside a word. First the text is parted where its layout says so (empty lines, headings, list
//! items), then each part at its full stops.
//!
//! Own work on purpose: passages are what this product exists for. The best kept crate, `sentencex`, wants to
//! know the language beforehand, joins headlines to what follows, bounds no length and was slower.

mod abbreviations;
mod ends;
mod layout;

use std::ops::Range;

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
        let mut start = part.start;
        while start < part.end {
            let end = ends::next_end(text, start, part.end);
            push_bounded(text, trim(text, start..end), &mut out);
            start = end.max(start + 1);
        }
    });
    out
}

/// The range without white space and invisible signs around it.
fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let slice = text.get(range.clone()).unwrap_or_default();
    let blank = |c: char| c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}');
    let front = slice.len() - slice.trim_start_matches(blank).len();
    let length = slice.trim_matches(blank).len();
    range.start + front..range.start + front + length
}

/// Appends the sentence, in pieces where it is too long.
fn push_bounded(text: &str, range: Range<usize>, out: &mut Vec<Range<usize>>) {
    let mut rest = range;
    while rest.len() > MAX_SENTENCE_CHARS
        && let Some(cut) = cut(text.get(rest.clone()).unwrap_or_default())
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
        let inside = !c.is_whitespace() && before != ' ' && !is_single(before) && !is_single(c);
        if count > 0 && !inside {
            if count > MAX_SENTENCE_CHARS {
                return clause.or(word).or(Some(at));
            }
            if count > MAX_SENTENCE_CHARS / 2
                && matches!(before, ',' | ';' | ':' | ')' | '،' | '؛' | '，' | '、' | '；')
            {
                clause = Some(at);
            }
            word = Some(at);
        } else if count > MAX_SENTENCE_CHARS && word.is_some() {
            return clause.or(word);
        }
        before = if c.is_whitespace() { ' ' } else { c };
    }
    None
}

/// Whether a cut beside this letter is between words.
fn is_single(c: char) -> bool {
    !c.is_ascii() && super::chars::class(c) == super::chars::Class::Single || matches!(c, '、' | '，' | '；' | '。')
}
