//! Names where no capitals say where they end: Arabic, and texts all in capitals.
//!
//! Around a head word every cut that may be the name is counted, each with the key of the cut one word shorter; the
//! counts of all articles choose (`report`). Takes words, gives sightings.

use super::head_words;
use super::sighting::Sighting;
use super::tagged_text::TaggedText;
use crate::actors::model::Kind;
use crate::actors::spelling::token_stream::Gap;

/// Most words beside the head word.
const MOST: usize = 4;

/// Cuts after an Arabic head word at `at`.
pub(super) fn arabic(piece: &TaggedText<'_>, at: usize, out: &mut Vec<Sighting>) {
    let Some((head, particle)) = head_words::arabic(&piece.word(at)) else { return };
    if piece.tagged(at) {
        return;
    }
    let base = piece.word(at).get(particle..).unwrap_or_default().to_owned();
    let mut key = base;
    let mut shorter = None;
    let skip = piece.raw(at).chars().next().map_or(0, char::len_utf8);
    for to in at + 1..=at + 3 {
        let word = piece.word(to);
        let token = piece.stream.tokens.get(to);
        if piece.gap(to) != Gap::Space
            || piece.tagged(to)
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
        let (start, end) = piece.range(at, to + 1);
        let start = if particle > 0 { start + skip } else { start };
        out.push(sighting(key.clone(), shorter.replace(key.clone()), start, end, head.kind, None));
    }
}

/// Cuts around a head word in a text all in capitals; initials in brackets choose where they stand.
pub(super) fn capitals(piece: &TaggedText<'_>, at: usize, out: &mut Vec<Sighting>) {
    if let Some(acronym) = piece.bracketed(at + 1)
        && !piece.tagged(at)
        && let Some(first) = piece.defined_from(acronym, at.saturating_sub(11), at + 1)
        && !(first..=at).any(|i| piece.tagged(i))
    {
        let kind = (first..=at).find_map(|i| head_words::latin(&piece.word(i))).map_or(Kind::Organization, |h| h.kind);
        let (start, end) = piece.range(first, at + 1);
        let mut found = sighting(piece.key(first, at + 1), None, start, end, kind, Some(acronym.to_owned()));
        found.cut = false;
        out.push(found);
        return;
    }
    let Some(head) = head_words::latin(&piece.word(at)).filter(|_| !piece.tagged(at)) else { return };
    let mut shorter = None;
    let mut add = |from: usize, to: usize| {
        // Two ordinary words are prose as often as a name, and no capitals tell.
        if to - from < 3 && !(from..to).any(|at| head_words::tells(&piece.word(at))) {
            return;
        }
        let (start, end) = piece.range(from, to);
        let key = piece.key(from, to);
        out.push(sighting(key.clone(), shorter.replace(key), start, end, head.kind, None));
    };
    let of = matches!(piece.word(at + 1).as_str(), "of" | "for" | "de") && piece.gap(at + 1) == Gap::Space;
    if head.first || of {
        let mut words = 0;
        let mut to = at + 1;
        while words < MOST && piece.gap(to) == Gap::Space && !piece.tagged(to) {
            let word = piece.word(to);
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
    while from > 0 && at - from < MOST && piece.gap(from) == Gap::Space {
        let word = piece.word(from - 1);
        if head_words::stops_capitals(&word) || head_words::leads(&word) || word == "s" || piece.tagged(from - 1) {
            break;
        }
        from -= 1;
        add(from, at + 1);
    }
}

fn sighting(
    key: String,
    shorter: Option<String>,
    start: usize,
    end: usize,
    kind: Kind,
    acronym: Option<String>,
) -> Sighting {
    Sighting { key, shorter, start, end, kind: Some(kind), acronym, opening: false, cut: true, like: None }
}
