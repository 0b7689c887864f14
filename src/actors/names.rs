//! A name as its words, and when two names are spellings of one.
//!
//! Takes a name and gives its strict key, its loose key and the words in between. Knows nothing of texts.

use super::authority::Actor;
use super::fold;
use super::tokens::{Gap, Stream};
use super::words;

/// A name taken apart.
#[derive(Clone, Debug)]
pub(super) struct Name {
    /// Strict letters of its words, articles left out.
    pub(super) words: Vec<Vec<u8>>,
    /// Its loose key.
    pub(super) loose: Vec<u8>,
    /// Whether it begins with an article.
    pub(super) article: bool,
    /// Whether commas stand in it.
    pub(super) comma: bool,
}

impl Name {
    /// Takes `text` apart.
    pub(super) fn new(text: &str) -> Self {
        let mut stream = Stream::default();
        // No name is that long; and the stream counts in 32 bits.
        let text = if text.len() > 10_000 { "" } else { text };
        stream.read(text);
        Self::of_stream(&stream, text, 0, stream.tokens.len())
    }

    /// The words `from..to` of a stream that was read from `text`.
    pub(super) fn of_stream(stream: &Stream, text: &str, from: usize, to: usize) -> Self {
        let mut name = Self { words: Vec::new(), loose: Vec::new(), article: false, comma: false };
        for at in from..to {
            let Some(token) = stream.tokens.get(at) else { break };
            if stream.key(at).is_empty() {
                name.article |= at == from;
                continue;
            }
            name.comma |= at > from && token.gap == Gap::Comma;
            name.loose.extend_from_slice(stream.key(at));
            let word = strict_word(text.get(token.start as usize..token.end as usize).unwrap_or_default());
            name.words.push(word);
        }
        name
    }

    /// The strict key: all words as one.
    pub(super) fn strict(&self) -> Vec<u8> {
        self.words.concat()
    }
}

fn strict_word(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for c in text.chars().filter(|&c| super::chars::role(c) == super::chars::Role::Letter) {
        super::chars::push_folded(c, &mut out);
    }
    let article = "ال".as_bytes();
    if out.starts_with(article) && out.len() >= 8 {
        out.drain(..article.len());
    }
    out
}

/// Name and aliases of an actor.
pub(super) fn of(actor: &Actor) -> impl Iterator<Item = &String> {
    std::iter::once(&actor.name).chain(&actor.aliases)
}

/// Fewest consonants of a name whose spelling is folded loosely: "Fatah" and "Fateh" are too short to tell.
const FEWEST: usize = 4;

/// Whether two names are one in different spellings: strictly, or loosely where the name is long enough and
/// the words that differ are words of no ordinary English.
pub(super) fn same_loosely(left: &Name, right: &Name) -> bool {
    let (a, b) = (left.strict(), right.strict());
    if a == b {
        return !a.is_empty();
    }
    if left.loose != right.loose || fold::consonants(&left.loose) < FEWEST || !a.is_ascii() || !b.is_ascii() {
        return false;
    }
    let ordinary = |word: &[u8]| std::str::from_utf8(word).is_ok_and(words::is_ordinary);
    if left.words.len() == right.words.len() {
        let mut loose_words = 0;
        let all = left.words.iter().zip(&right.words).all(|(a, b)| {
            if a == b {
                return true;
            }
            loose_words += 1;
            a.len().min(b.len()) >= 3 && !ordinary(a) && !ordinary(b) && fold::compatible(a, b)
        });
        if all {
            return true;
        }
        if loose_words == 0 {
            return false;
        }
    }
    !left.words.iter().chain(&right.words).any(|w| ordinary(w)) && fold::compatible(&a, &b)
}
