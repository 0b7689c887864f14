//! Names in text with small letters: runs of capitalised words and the words that connect them.
//!
//! A run is cut to its head word, or to the initials in brackets behind it. Takes words, gives sightings.

use super::head_words;
use super::known_names::KnownNames;
use super::sighting::Sighting;
use super::tagged_text::{MOST_WORDS, TaggedText};
use crate::actors::model::Kind;
use crate::actors::spelling::name::Name;
use crate::actors::spelling::ordinary::is_ordinary;
use crate::actors::spelling::token_stream::Gap;

/// Most words, connecting ones left out, of a name that is compared with known ones.
const MOST_LIKE: usize = 5;
/// Most words that connect two capitalised words of a name.
const MOST_CONNECTING: usize = 3;

/// The word after the run of capitals that begins at `from`.
pub(crate) fn run_end(text: &TaggedText, from: usize) -> usize {
    let mut end = from + 1;
    let mut at = from + 1;
    while at < from + 4 * MOST_WORDS {
        let joined = match text.gap(at) {
            Gap::Space | Gap::Hyphen => true,
            Gap::Possessive => is_ordinary(text.written(at - 1)),
            _ => false,
        };
        if !joined || at >= text.stream.tokens.len() || text.tagged(at) {
            break;
        }
        let link = at - end < MOST_CONNECTING
            && (text.gap(at) == Gap::Possessive || text.article(at) || head_words::connects(text.written(at)));
        if text.capital(at) && text.gap(at) != Gap::Possessive {
            end = at + 1;
        } else if !link {
            break;
        }
        at += 1;
    }
    end
}

/// Adds the name in the run of capitals `from..to`.
pub(crate) fn run(text: &TaggedText, from: usize, to: usize, known: &KnownNames, out: &mut Vec<Sighting>) {
    let mut start = from;
    while start < to
        && (head_words::leads(&text.word(start)) || (head_words::connects(&text.word(start)) && !text.article(start)))
    {
        start += 1;
    }
    if start >= to {
        return;
    }
    let opening = start == from && text.gap(start) == Gap::Stop;
    if let Some(acronym) = text.bracketed(to)
        && let Some(first) = text.defined_from(acronym, start, to)
        && let kind = (first..to).find_map(|at| head_words::latin(&text.word(at))).map(|h| h.kind)
        && text.content(first, to) >= if kind.is_some() { 2 } else { 3 }
    {
        let kind = kind.or(Some(Kind::Organization));
        out.push(Sighting { acronym: Some(acronym.to_owned()), ..Sighting::of(text, first, to, kind) });
        return;
    }
    if let Some((first, last, kind)) = headed(text, start, to) {
        let like = like(text, first, last, known);
        out.push(sighting(text, first, last, Some(kind), opening && first == start, like));
        return;
    }
    if let Some(like) = like(text, start, to, known) {
        out.push(sighting(text, start, to, None, opening, Some(like)));
    }
}

fn like(text: &TaggedText, from: usize, to: usize, known: &KnownNames) -> Option<(usize, String)> {
    if !(1..=MOST_LIKE).contains(&text.content(from, to)) {
        return None;
    }
    known.like(&Name::of_stream(text.stream, text.text, from, to))
}

/// Cuts a run to the name with a head word in it.
fn headed(text: &TaggedText, start: usize, to: usize) -> Option<(usize, usize, Kind)> {
    let word: Vec<String> = (start..to).map(|at| text.word(at)).collect();
    let head = |at: usize| word.get(at).and_then(|w| head_words::latin(w));
    let first = (0..word.len()).find(|&at| head(at).is_some_and(|h| h.first));
    let last = (0..word.len()).rev().find(|&at| head(at).is_some_and(|h| !h.first));
    let mut from = first.filter(|f| last.is_none_or(|l| *f <= l)).unwrap_or(0);
    let mut end = word.len();
    if let Some(after) = (from + 1..end).find(|&at| word.get(at).is_some_and(|w| head_words::follows(w))) {
        end = after;
    }
    if let Some(last) = last.filter(|l| *l < end && *l >= from) {
        let goes_on = word
            .get(last + 1)
            .is_some_and(|w| matches!(w.as_str(), "of" | "for" | "de" | "del" | "pour" | "du" | "des"));
        if !goes_on {
            end = last + 1;
        }
    } else {
        end = end.min(from + MOST_LIKE);
    }
    while end > from && word.get(end - 1).is_some_and(|w| head_words::connects(w)) {
        end -= 1;
    }
    let at = (from..end).find(|&at| head(at).is_some())?;
    let kind = (from..end).rev().find_map(head)?.kind;
    while from < at && word.get(from).is_some_and(|w| head_words::leads(w)) {
        from += 1;
    }
    let content = text.content(start + from, start + end);
    // One ordinary word and a head say too little: "Popular Front", "First Brigade".
    let telling = (from..end).any(|at| word.get(at).is_some_and(|w| head_words::tells(w)));
    (content >= 2 && (telling || content >= 3)).then_some((start + from, start + end, kind))
}

/// A name that may be its words without the first, which begins a sentence where it is `opening`.
fn sighting(
    text: &TaggedText,
    from: usize,
    to: usize,
    kind: Option<Kind>,
    opening: bool,
    like: Option<(usize, String)>,
) -> Sighting {
    let shorter = opening.then(|| text.key(from + 1, to));
    Sighting { shorter, opening, like, ..Sighting::of(text, from, to, kind) }
}
