//! One word as it is written: what it says by itself.
//!
//! Takes a word and gives its strict letters, its loose key and what it looks like. All of it depends on the word alone,
//! so that it can be kept for the next time. Knows nothing of neighbours and of actors.

use super::definite_article::{DefiniteArticle, without_article};
use super::key_buffer::KeyBuffer;
use super::letters::{self, LetterRole};
use super::shape::Shape;
use super::transliteration;
use super::word_bounds::WordSpan;
use crate::text::slice;

/// What a word says wherever it stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct WordFacts {
    pub(crate) shape: Shape,
    /// Whether it may be an article.
    pub(crate) article: DefiniteArticle,
    /// Its first two strict letters, zero where there are none.
    pub(crate) head: [u8; 2],
}

/// Where a stream of tokens has its words from: each taken apart, or known from before.
pub(crate) trait WordSource {
    /// What a word of `text` says.
    fn word(&mut self, text: &str, word: WordSpan) -> WordFacts;
    /// Appends the loose key of the word asked for last.
    fn push_key(&self, keys: &mut KeyBuffer);
}

/// A word taken apart, in memory that serves the next one too.
#[derive(Clone, Debug, Default)]
pub(crate) struct Spelling {
    strict: Vec<u8>,
    key: Vec<u8>,
}

impl Spelling {
    /// Takes a word apart.
    pub(crate) fn read(&mut self, word: &str) -> WordFacts {
        self.strict.clear();
        self.key.clear();
        let mut facts = WordFacts { shape: Shape::of(word), ..WordFacts::default() };
        if word.is_ascii() {
            self.strict.extend_from_slice(word.as_bytes());
            self.strict.make_ascii_lowercase();
            self.strict.retain(u8::is_ascii_alphanumeric);
        } else {
            for c in word.chars().filter(|&c| letters::role(c) == LetterRole::Letter) {
                letters::push_folded(c, &mut self.strict);
            }
        }
        facts.article = DefiniteArticle::of(&self.strict);
        for (to, &from) in facts.head.iter_mut().zip(&self.strict) {
            *to = from;
        }
        if facts.shape.arabic() {
            self.key.extend_from_slice(without_article(&self.strict));
        } else {
            transliteration::push_loose(&self.strict, &mut self.key);
        }
        facts
    }

    /// The loose key of the word read last.
    pub(crate) fn key(&self) -> &[u8] {
        &self.key
    }
}

impl WordSource for Spelling {
    fn word(&mut self, text: &str, word: WordSpan) -> WordFacts {
        self.read(slice(text, word.start..word.end))
    }

    fn push_key(&self, keys: &mut KeyBuffer) {
        keys.push(&self.key);
    }
}
