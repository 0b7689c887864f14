//! The words of a text with their loose keys, one after the other in one buffer.
//!
//! Takes text and gives words with the byte range they stand at; a key is a slice of the buffer, and the
//! key of neighbouring words is the slice that spans them: "Hizb Allah" and "Hizballah" are one key, and
//! an article is a word without a key. Knows nothing of actors.

use super::definite_article::DefiniteArticle;
use super::key_buffer::KeyBuffer;
use super::letters::{self, LetterRole};
use super::shape::Shape;
use super::word::{Spelling, WordFacts, WordSource};
use super::word_bounds;
use crate::text::slice;

/// What stands between a word and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gap {
    /// Spaces, or one line break: names go on over it.
    Space,
    /// A hyphen, or a sign inside a word.
    Hyphen,
    /// The apostrophe of a possessive.
    Possessive,
    /// A dot between single letters: U.S.
    Dot,
    /// A comma: only a name that has one goes on over it.
    Comma,
    /// Anything else: no name goes on over it.
    Stop,
}

/// A word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    /// First byte in the text.
    pub(crate) start: u32,
    /// Byte after the last.
    pub(crate) end: u32,
    /// First byte of its key among [`TokenStream::keys`].
    pub(crate) key: u32,
    /// What stands before it.
    pub(crate) gap: Gap,
    /// What it looks like, and which names can begin with it.
    pub(crate) shape: Shape,
}

impl Token {
    /// The word, in the text that it was read from.
    pub(crate) fn of<'t>(&self, text: &'t str) -> &'t str {
        slice(text, self.start as usize..self.end as usize)
    }
}

/// The words of a text.
#[derive(Debug, Default)]
pub(crate) struct TokenStream {
    /// In order.
    pub(crate) tokens: Vec<Token>,
    /// Their keys, of which [`Token::key`] are places.
    pub(crate) keys: KeyBuffer,
    spelling: Spelling,
}

impl TokenStream {
    /// The end of the key of token `at`.
    #[inline]
    pub(crate) fn key_end(&self, at: usize) -> usize {
        match self.tokens.get(at + 1) {
            Some(next) => next.key as usize,
            None => self.keys.end(),
        }
    }

    /// The key of token `at`; empty for an article, and behind the last token.
    #[inline]
    pub(crate) fn key(&self, at: usize) -> &[u8] {
        match self.tokens.get(at) {
            Some(token) => self.keys.between(token.key as usize, self.key_end(at)),
            None => &[],
        }
    }

    /// The token before `at`.
    #[inline]
    pub(crate) fn before(&self, at: usize) -> Option<&Token> {
        at.checked_sub(1).and_then(|before| self.tokens.get(before))
    }

    /// The word at `at` of `text`, from which the stream was read; empty behind the last.
    pub(crate) fn word<'t>(&self, text: &'t str, at: usize) -> &'t str {
        match self.tokens.get(at) {
            Some(token) => token.of(text),
            None => "",
        }
    }

    /// Reads `text`, which must be shorter than 4 GiB, in place of what the stream held.
    pub(crate) fn read(&mut self, text: &str) {
        debug_assert!(u32::try_from(text.len()).is_ok(), "a text of {} bytes", text.len());
        let mut spelling = std::mem::take(&mut self.spelling);
        self.read_from(text, &mut spelling);
        self.spelling = spelling;
    }

    /// [`TokenStream::read`] with words from `source`.
    pub(crate) fn read_from(&mut self, text: &str, source: &mut impl WordSource) {
        self.tokens.clear();
        self.keys.truncate(0);
        let (mut at, mut last_end) = (0, 0);
        let mut previous = DefiniteArticle::Never;
        while let Some(word) = word_bounds::next_word(text, at) {
            let facts = source.word(text, word);
            let gap = self.gap(text, last_end, word.start, facts);
            if previous != DefiniteArticle::Never {
                self.join_article(previous, gap, facts);
            }
            let token = Token {
                start: word.start as u32,
                end: word.end as u32,
                key: self.keys.end() as u32,
                gap,
                shape: facts.shape,
            };
            self.tokens.push(token);
            source.push_key(&mut self.keys);
            previous = facts.article;
            last_end = word.end;
            // A word has a letter at least.
            at = word.end.max(word.start + 1);
        }
    }

    /// What stands before the word at `start`, in `text` behind `last_end`.
    #[inline]
    fn gap(&self, text: &str, last_end: usize, start: usize, facts: WordFacts) -> Gap {
        if self.tokens.is_empty() {
            return Gap::Stop;
        }
        // Most of all gaps.
        if start == last_end + 1 && text.as_bytes().get(last_end) == Some(&b' ') {
            return Gap::Space;
        }
        let gap = slice(text, last_end..start);
        match gap_between(gap) {
            Gap::Hyphen if facts.head == [b's', 0] && ends_with_apostrophe(gap) => Gap::Possessive,
            gap => gap,
        }
    }

    /// Takes the key from the last word where it is the article of the next one.
    fn join_article(&mut self, last_word: DefiniteArticle, gap: Gap, next: WordFacts) {
        if !matches!(gap, Gap::Space | Gap::Hyphen) {
            return;
        }
        if let Some(last) = self.tokens.last_mut()
            && last_word.is_before(next.head, gap == Gap::Hyphen || last.gap == Gap::Hyphen)
        {
            self.keys.truncate(last.key as usize);
            last.shape = last.shape.without_starts();
        }
    }
}

fn ends_with_apostrophe(gap: &str) -> bool {
    gap.chars().next_back().is_some_and(|c| letters::role(c) == LetterRole::Apostrophe)
}

/// The kind of what stands between two words.
fn gap_between(gap: &str) -> Gap {
    match gap {
        " " | "\n" | "\u{a0}" | "\r\n" => return Gap::Space,
        "-" | "" | "'" => return Gap::Hyphen,
        "." => return Gap::Dot,
        ", " | "،" | "، " => return Gap::Comma,
        ". " => return Gap::Stop,
        _ => {}
    }
    if gap.len() > 16 {
        return Gap::Stop;
    }
    let mut lines = 0;
    let mut hyphens = 0;
    for c in gap.chars() {
        match c {
            '\n' => lines += 1,
            '-' | '\u{2010}' | '\u{2011}' => hyphens += 1,
            c if c.is_whitespace() => {}
            c if matches!(letters::role(c), LetterRole::Apostrophe | LetterRole::Silent) => {}
            _ => return Gap::Stop,
        }
    }
    match (lines, hyphens) {
        (2.., _) | (_, 2..) => Gap::Stop,
        (_, 1) if gap.starts_with(char::is_whitespace) => Gap::Stop,
        (_, 1) => Gap::Hyphen,
        _ => Gap::Space,
    }
}
