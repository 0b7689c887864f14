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
    /// Strict letters of its words, articles left out: the strict key.
    letters: Vec<u8>,
    /// Where each word ends in them.
    ends: Vec<u32>,
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
        let mut name = Self { letters: Vec::new(), ends: Vec::new(), loose: Vec::new(), article: false, comma: false };
        for at in from..to {
            let Some(token) = stream.tokens.get(at) else { break };
            if stream.key(at).is_empty() {
                name.article |= at == from;
                continue;
            }
            name.comma |= at > from && token.gap == Gap::Comma;
            name.loose.extend_from_slice(stream.key(at));
            push_strict(text.get(token.start as usize..token.end as usize).unwrap_or_default(), &mut name.letters);
            name.ends.push(name.letters.len() as u32);
        }
        name
    }

    /// A name of one word that has `key` as its loose key.
    pub(super) fn of_word(word: &str, key: &[u8]) -> Self {
        let mut letters = Vec::new();
        push_strict(word, &mut letters);
        Self { ends: vec![letters.len() as u32], letters, loose: key.to_vec(), article: false, comma: false }
    }

    /// The strict key: all words as one.
    pub(super) fn strict(&self) -> &[u8] {
        &self.letters
    }

    /// How many words it has.
    pub(super) fn count(&self) -> usize {
        self.ends.len()
    }

    /// The strict letters of each word.
    pub(super) fn words(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(from, &to)| self.letters.get(from as usize..to as usize).unwrap_or_default())
    }
}

/// Appends the strict letters of one word.
fn push_strict(text: &str, out: &mut Vec<u8>) {
    let start = out.len();
    for c in text.chars().filter(|&c| super::chars::role(c) == super::chars::Role::Letter) {
        super::chars::push_folded(c, out);
    }
    let article = "ال".as_bytes();
    if out.get(start..).is_some_and(|word| word.starts_with(article) && word.len() >= 8) {
        out.drain(start..start + article.len());
    }
}

/// Name and aliases of an actor.
pub(super) fn of(actor: &Actor) -> impl Iterator<Item = &String> {
    std::iter::once(&actor.name).chain(&actor.aliases)
}

/// Fewest consonants of a name whose spelling is folded loosely: "Fatah" and "Fateh" are too short to tell.
const FEWEST: usize = 4;

/// Whether another spelling of a name can be known by its loose key.
pub(super) fn may_be_loose(name: &Name) -> bool {
    fold::consonants(&name.loose) >= FEWEST && name.letters.is_ascii()
}

/// Whether two names are one in different spellings: strictly, or loosely where the name is long enough and
/// the words that differ are words of no ordinary English.
pub(super) fn same_loosely(left: &Name, right: &Name) -> bool {
    let (a, b) = (left.strict(), right.strict());
    if a == b {
        return !a.is_empty();
    }
    if left.loose != right.loose || !may_be_loose(left) || !may_be_loose(right) {
        return false;
    }
    let ordinary = |word: &[u8]| std::str::from_utf8(word).is_ok_and(words::is_ordinary);
    if left.count() == right.count() {
        let mut loose_words = 0;
        let all = left.words().zip(right.words()).all(|(a, b)| {
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
    !left.words().chain(right.words()).any(ordinary) && fold::compatible(a, b)
}
