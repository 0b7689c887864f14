//! Names where no capitals say where they end: Arabic, and texts all in capitals.
//!
//! Around a head word every cut that may be the name is counted, each with the key of the cut one word shorter; the
//! counts of all articles choose (`report`). Takes words, gives sightings.

use super::head_words;
use super::sighting::Sighting;
use super::tagged_text::{MOST_WORDS, TaggedText};
use crate::actors::model::Kind;
use crate::actors::spelling::token_stream::Gap;
use crate::text::slice;

/// Most words beside the head word.
const MOST: usize = 4;
/// Most words behind an Arabic head word.
const MOST_ARABIC: usize = 3;

/// Cuts after an Arabic head word at `at`.
pub(crate) fn arabic(text: &TaggedText, at: usize, out: &mut Vec<Sighting>) {
    let Some((head, particle)) = head_words::arabic(&text.word(at)) else { return };
    if text.tagged(at) {
        return;
    }
    let mut key = slice(&text.word(at), particle..).to_owned();
    let mut shorter = None;
    // As it is written, the particle is the first letter.
    let skip = text.written(at).chars().next().map_or(0, char::len_utf8);
    for to in at + 1..=at + MOST_ARABIC {
        let word = text.word(to);
        let token = text.stream.tokens.get(to);
        if text.gap(to) != Gap::Space
            || text.tagged(to)
            || head_words::stops_arabic(&word)
            || token.is_none_or(|t| !t.shape.arabic())
        {
            break;
        }
        // A name in the construct state has its article on the next word.
        if to == at + 1 && !word.starts_with("ال") {
            break;
        }
        key = format!("{key} {word}");
        let whole = Sighting::of(text, at, to + 1, Some(head.kind));
        let start = if particle > 0 { whole.start + skip } else { whole.start };
        out.push(Sighting { key: key.clone(), shorter: shorter.replace(key.clone()), start, cut: true, ..whole });
    }
}

/// Cuts around a head word in a text all in capitals; initials in brackets choose where they stand.
pub(crate) fn capitals(text: &TaggedText, at: usize, out: &mut Vec<Sighting>) {
    if let Some(acronym) = text.bracketed(at + 1)
        && !text.tagged(at)
        && let Some(first) = text.defined_from(acronym, (at + 1).saturating_sub(MOST_WORDS), at + 1)
        && !(first..=at).any(|i| text.tagged(i))
    {
        let kind = (first..=at).find_map(|i| head_words::latin(&text.word(i))).map_or(Kind::Organization, |h| h.kind);
        out.push(Sighting { acronym: Some(acronym.to_owned()), ..Sighting::of(text, first, at + 1, Some(kind)) });
        return;
    }
    let Some(head) = head_words::latin(&text.word(at)).filter(|_| !text.tagged(at)) else { return };
    let mut shorter = None;
    let mut add = |from: usize, to: usize| {
        // Two ordinary words are prose as often as a name, and no capitals tell.
        if to - from < 3 && !(from..to).any(|at| head_words::tells(&text.word(at))) {
            return;
        }
        let cut = Sighting::of(text, from, to, Some(head.kind));
        out.push(Sighting { shorter: shorter.replace(cut.key.clone()), cut: true, ..cut });
    };
    let of = matches!(text.word(at + 1).as_str(), "of" | "for" | "de") && text.gap(at + 1) == Gap::Space;
    if head.first || of {
        let mut words = 0;
        let mut to = at + 1;
        while words < MOST && text.gap(to) == Gap::Space && !text.tagged(to) {
            let word = text.word(to);
            let link = head_words::connects(&word);
            if !link && (head_words::stops_capitals(&word) || head_words::follows(&word)) {
                break;
            }
            to += 1;
            if !link {
                words += 1;
                add(at, to);
            }
        }
        return;
    }
    let mut from = at;
    while from > 0 && at - from < MOST && text.gap(from) == Gap::Space {
        let word = text.word(from - 1);
        if head_words::stops_capitals(&word) || head_words::leads(&word) || word == "s" || text.tagged(from - 1) {
            break;
        }
        from -= 1;
        add(from, at + 1);
    }
}
