//! Finds names of unknown groups in one piece of text.
//!
//! In text with small letters a name is a run of capitalised words and the words that connect them; it is cut to its head
//! word, or to the initials in brackets behind it. Takes words and mentions, gives sightings; counts nothing.

use super::cuts;
use super::heads;
use super::known::Known;
use crate::actors::authority::Kind;
use crate::actors::chars;
use crate::actors::names::Name;
use crate::actors::tokens::{Gap, Stream};
use crate::actors::words;

/// Most words of a name.
const MOST_WORDS: usize = 12;
/// Most words, connecting ones left out, of a name that is compared with known ones.
const MOST_LIKE: usize = 5;

/// A name at its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sighting {
    /// One for all ways of writing it that differ by case and signs alone.
    pub(super) key: String,
    /// Key of the cut that is one word shorter.
    pub(super) shorter: Option<String>,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: Option<Kind>,
    pub(super) acronym: Option<String>,
    /// Whether its first word begins a sentence.
    pub(super) opening: bool,
    /// Whether it is one of several cuts of one name, of which the counts choose.
    pub(super) cut: bool,
    pub(super) like: Option<(usize, String)>,
}

/// A piece of text, its words and the mentions in it.
pub(super) struct Piece<'t> {
    pub(super) text: &'t str,
    pub(super) stream: &'t Stream,
    mentions: &'t [(usize, usize, &'t str)],
}

impl<'t> Piece<'t> {
    pub(super) fn raw(&self, at: usize) -> &'t str {
        let token = self.stream.tokens.get(at);
        token.and_then(|t| self.text.get(t.start as usize..t.end as usize)).unwrap_or_default()
    }

    /// The word in strict letters.
    pub(super) fn word(&self, at: usize) -> String {
        let mut out = Vec::new();
        for c in self.raw(at).chars().filter(|&c| chars::role(c) == chars::Role::Letter) {
            chars::push_folded(c, &mut out);
        }
        String::from_utf8_lossy(&out).into_owned()
    }

    pub(super) fn gap(&self, at: usize) -> Gap {
        self.stream.tokens.get(at).map_or(Gap::Stop, |t| t.gap)
    }

    pub(super) fn tagged(&self, at: usize) -> bool {
        let Some(token) = self.stream.tokens.get(at) else { return false };
        let first = self.mentions.partition_point(|m| m.1 <= token.start as usize);
        self.mentions.get(first).is_some_and(|m| m.0 < token.end as usize)
    }

    pub(super) fn key(&self, from: usize, to: usize) -> String {
        let words = (from..to).map(|at| self.word(at)).filter(|w| w != "the");
        words.collect::<Vec<_>>().join(" ")
    }

    pub(super) fn range(&self, from: usize, to: usize) -> (usize, usize) {
        let start = self.stream.tokens.get(from).map_or(0, |t| t.start as usize);
        let end = to.checked_sub(1).and_then(|at| self.stream.tokens.get(at)).map_or(start, |t| t.end as usize);
        (start, end.max(start))
    }

    fn capital(&self, at: usize) -> bool {
        self.stream.tokens.get(at).is_some_and(|t| t.shape.capital() && !t.shape.arabic())
    }

    /// An article that a hyphen joins to the next word.
    fn article(&self, at: usize) -> bool {
        self.stream.key(at).is_empty() && self.gap(at + 1) == Gap::Hyphen
    }

    /// Acronym in brackets after word `to - 1`, and the word it is.
    pub(super) fn bracketed(&self, to: usize) -> Option<&'t str> {
        let before = to.checked_sub(1).and_then(|at| self.stream.tokens.get(at))?.end as usize;
        let token = self.stream.tokens.get(to)?;
        let gap = self.text.get(before..token.start as usize)?;
        let opens = gap.len() <= 4 && gap.trim_end_matches(['"', '“', '\'']).ends_with(['(', '[']);
        let closes = self.text.get(token.end as usize..)?.trim_start_matches(['"', '”', '\'']).starts_with([')', ']']);
        let word = self.raw(to);
        let fits =
            (2..=8).contains(&word.len()) && !token.shape.small() && word.bytes().all(|b| b.is_ascii_alphanumeric());
        (opens && closes && fits && word.bytes().any(|b| b.is_ascii_uppercase())).then_some(word)
    }

    /// First word of the name before `to` whose initials are `acronym`, at or after `least`.
    pub(super) fn defined_from(&self, acronym: &str, least: usize, to: usize) -> Option<usize> {
        let mut letters: Vec<char> = acronym.chars().flat_map(char::to_lowercase).collect();
        let mut at = to;
        let mut used = 0;
        while let Some(&wanted) = letters.last() {
            if at <= least || to - at >= MOST_WORDS || (at < to && matches!(self.gap(at), Gap::Stop | Gap::Comma)) {
                return None;
            }
            at -= 1;
            let word = self.word(at);
            if word.starts_with(wanted) {
                letters.pop();
                used += 1;
            } else if !heads::connects(&word) && !self.stream.key(at).is_empty() && word != "s" && word != "and" {
                return None;
            }
        }
        (used >= 2 && !heads::connects(&self.word(at))).then_some(at)
    }

    fn content(&self, from: usize, to: usize) -> usize {
        (from..to).filter(|&at| !self.stream.key(at).is_empty() && !heads::connects(&self.word(at))).count()
    }
}

/// Adds the names in a piece to `out`.
pub(super) fn find(
    text: &str,
    stream: &Stream,
    mentions: &[(usize, usize, &str)],
    capitals: bool,
    known: &Known,
    out: &mut Vec<Sighting>,
) {
    let piece = Piece { text, stream, mentions };
    let mut at = 0;
    while let Some(token) = stream.tokens.get(at) {
        if token.shape.arabic() {
            cuts::arabic(&piece, at, out);
            at += 1;
        } else if capitals {
            cuts::capitals(&piece, at, out);
            at += 1;
        } else if (token.shape.capital() || (piece.article(at) && piece.capital(at + 1))) && !piece.tagged(at) {
            let to = run_end(&piece, at);
            run(&piece, at, to, known, out);
            at = to.max(at + 1);
        } else {
            at += 1;
        }
    }
}

/// The word after the run of capitals that begins at `from`.
fn run_end(piece: &Piece<'_>, from: usize) -> usize {
    let mut end = from + 1;
    let mut at = from + 1;
    while at < from + 4 * MOST_WORDS {
        let joined = match piece.gap(at) {
            Gap::Space | Gap::Hyphen => true,
            Gap::Possessive => words::is_ordinary(piece.raw(at - 1)),
            _ => false,
        };
        if !joined || at >= piece.stream.tokens.len() || piece.tagged(at) {
            break;
        }
        let link =
            at - end < 3 && (piece.gap(at) == Gap::Possessive || piece.article(at) || heads::connects(piece.raw(at)));
        if piece.capital(at) && piece.gap(at) != Gap::Possessive {
            end = at + 1;
        } else if !link {
            break;
        }
        at += 1;
    }
    end
}

fn run(piece: &Piece<'_>, from: usize, to: usize, known: &Known, out: &mut Vec<Sighting>) {
    let mut start = from;
    while start < to
        && (heads::leads(&piece.word(start)) || (heads::connects(&piece.word(start)) && !piece.article(start)))
    {
        start += 1;
    }
    if start >= to {
        return;
    }
    let opening = start == from && piece.gap(start) == Gap::Stop;
    if let Some(acronym) = piece.bracketed(to)
        && let Some(first) = piece.defined_from(acronym, start, to)
        && let kind = (first..to).find_map(|at| heads::latin(&piece.word(at))).map(|h| h.kind)
        && piece.content(first, to) >= if kind.is_some() { 2 } else { 3 }
    {
        push(piece, first, to, kind.or(Some(Kind::Organization)), Some(acronym.to_owned()), false, None, out);
        return;
    }
    if let Some((first, last, kind)) = headed(piece, start, to) {
        let like = like(piece, first, last, known);
        push(piece, first, last, Some(kind), None, opening && first == start, like, out);
        return;
    }
    if let Some(like) = like(piece, start, to, known) {
        push(piece, start, to, None, None, opening, Some(like), out);
    }
}

fn like(piece: &Piece<'_>, from: usize, to: usize, known: &Known) -> Option<(usize, String)> {
    if !(1..=MOST_LIKE).contains(&piece.content(from, to)) {
        return None;
    }
    known.like(&Name::of_stream(piece.stream, piece.text, from, to))
}

/// Cuts a run to the name with a head word in it.
fn headed(piece: &Piece<'_>, start: usize, to: usize) -> Option<(usize, usize, Kind)> {
    let word: Vec<String> = (start..to).map(|at| piece.word(at)).collect();
    let head = |at: usize| word.get(at).and_then(|w| heads::latin(w));
    let first = (0..word.len()).find(|&at| head(at).is_some_and(|h| h.first));
    let last = (0..word.len()).rev().find(|&at| head(at).is_some_and(|h| !h.first));
    let mut from = first.filter(|f| last.is_none_or(|l| *f <= l)).unwrap_or(0);
    let mut end = word.len();
    if let Some(after) = (from + 1..end).find(|&at| word.get(at).is_some_and(|w| heads::follows(w))) {
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
    while end > from && word.get(end - 1).is_some_and(|w| heads::connects(w)) {
        end -= 1;
    }
    let at = (from..end).find(|&at| head(at).is_some())?;
    let kind = (from..end).rev().find_map(head)?.kind;
    while from < at && word.get(from).is_some_and(|w| heads::leads(w)) {
        from += 1;
    }
    let content = piece.content(start + from, start + end);
    // One ordinary word and a head say too little: "Popular Front", "First Brigade".
    let telling = (from..end).any(|at| word.get(at).is_some_and(|w| heads::tells(w)));
    (content >= 2 && (telling || content >= 3)).then_some((start + from, start + end, kind))
}

#[allow(clippy::too_many_arguments)]
fn push(
    piece: &Piece<'_>,
    from: usize,
    to: usize,
    kind: Option<Kind>,
    acronym: Option<String>,
    opening: bool,
    like: Option<(usize, String)>,
    out: &mut Vec<Sighting>,
) {
    let key = piece.key(from, to);
    let (start, end) = piece.range(from, to);
    // The same name without its first word, which may only begin the sentence.
    let shorter = opening.then(|| piece.key(from + 1, to));
    out.push(Sighting { key, shorter, start, end, kind, acronym, opening, cut: false, like });
}
