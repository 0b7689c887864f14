//! A chunk of text with what is known in it: words, and the actors that were found.
//!
//! Takes places of words, gives words, byte ranges and the acronym behind a name. Counts nothing.

use super::head_words;
use crate::actors::spelling::letters::{self, LetterRole};
use crate::actors::spelling::token_stream::{Gap, TokenStream};
use crate::text::{items, slice};

/// Most words of a name.
pub(crate) const MOST_WORDS: usize = 12;

/// A chunk of text with its words and the mentions in it.
pub(crate) struct TaggedText<'t> {
    pub(crate) text: &'t str,
    pub(crate) stream: &'t TokenStream,
    /// Byte ranges of the actors that were found, in order.
    pub(crate) mentions: &'t [(usize, usize)],
}

impl<'t> TaggedText<'t> {
    /// The word as it is written; empty behind the last.
    pub(crate) fn written(&self, at: usize) -> &'t str {
        self.stream.word(self.text, at)
    }

    /// The word in strict letters.
    pub(crate) fn word(&self, at: usize) -> String {
        let mut out = Vec::new();
        for c in self.written(at).chars().filter(|&c| letters::role(c) == LetterRole::Letter) {
            letters::push_folded(c, &mut out);
        }
        String::from_utf8_lossy(&out).into_owned()
    }

    /// What stands before a word; behind the last, the end.
    pub(crate) fn gap(&self, at: usize) -> Gap {
        match self.stream.tokens.get(at) {
            Some(token) => token.gap,
            None => Gap::Stop,
        }
    }

    /// Whether a word is of a mention.
    pub(crate) fn tagged(&self, at: usize) -> bool {
        self.stream.tokens.get(at).is_some_and(|token| {
            let first = self.mentions.partition_point(|m| m.1 <= token.start as usize);
            self.mentions.get(first).is_some_and(|m| m.0 < token.end as usize)
        })
    }

    /// The words `from..to` in strict letters: one for all ways of writing them.
    pub(crate) fn key(&self, from: usize, to: usize) -> String {
        let words = (from..to).map(|at| self.word(at)).filter(|w| w != "the");
        words.collect::<Vec<_>>().join(" ")
    }

    /// The bytes of the words `from..to`.
    pub(crate) fn range(&self, from: usize, to: usize) -> (usize, usize) {
        let words = items(&self.stream.tokens, from..to);
        debug_assert!(!words.is_empty(), "no words from {from} to {to}");
        match (words.first(), words.last()) {
            (Some(first), Some(last)) => (first.start as usize, last.end as usize),
            _ => (0, 0),
        }
    }

    /// Whether a word has a capital, in a script that has them.
    pub(crate) fn capital(&self, at: usize) -> bool {
        self.stream.tokens.get(at).is_some_and(|t| t.shape.capital() && !t.shape.arabic())
    }

    /// An article that a hyphen joins to the next word.
    pub(crate) fn article(&self, at: usize) -> bool {
        self.stream.key(at).is_empty() && self.gap(at + 1) == Gap::Hyphen
    }

    /// Acronym in brackets after word `to - 1`, and the word it is.
    pub(crate) fn bracketed(&self, to: usize) -> Option<&'t str> {
        let (before, token) = (self.stream.before(to)?, self.stream.tokens.get(to)?);
        let gap = slice(self.text, before.end as usize..token.start as usize);
        let opens = gap.len() <= 4 && gap.trim_end_matches(['"', '“', '\'']).ends_with(['(', '[']);
        let closes =
            slice(self.text, token.end as usize..).trim_start_matches(['"', '”', '\'']).starts_with([')', ']']);
        let word = self.written(to);
        let fits =
            (2..=8).contains(&word.len()) && !token.shape.small() && word.bytes().all(|b| b.is_ascii_alphanumeric());
        (opens && closes && fits && word.bytes().any(|b| b.is_ascii_uppercase())).then_some(word)
    }

    /// First word of the name before `to` whose initials are `acronym`, at or after `least`.
    pub(crate) fn defined_from(&self, acronym: &str, least: usize, to: usize) -> Option<usize> {
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
            } else if !head_words::connects(&word) && !self.stream.key(at).is_empty() && word != "s" && word != "and" {
                return None;
            }
        }
        (used >= 2 && !head_words::connects(&self.word(at))).then_some(at)
    }

    /// How many of the words `from..to` are neither articles nor connecting.
    pub(crate) fn content(&self, from: usize, to: usize) -> usize {
        (from..to).filter(|&at| !self.stream.key(at).is_empty() && !head_words::connects(&self.word(at))).count()
    }
}
