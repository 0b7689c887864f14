//! The words of a text with their loose keys, one after the other in one buffer.
//!
//! Takes text and gives words with the byte range they stand at; a key is a slice of the buffer, and the
//! key of neighbouring words is the slice that spans them: "Hizb Allah" and "Hizballah" are one key, and
//! an article is a word without a key. Knows nothing of actors.

use super::chars::{self, Role};
use super::fold::Article;
use super::spelling::{self, Facts, Shape, Source, Spelling};

/// What stands between a word and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
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
pub(super) struct Token {
    /// First byte in the text.
    pub(super) start: u32,
    /// Byte after the last.
    pub(super) end: u32,
    /// First byte of its key among [`Stream::keys`].
    pub(super) key: u32,
    /// What stands before it.
    pub(super) gap: Gap,
    /// What it looks like, and which names can begin with it.
    pub(super) shape: Shape,
}

/// The loose keys of the words of a text, joined.
///
/// What stands behind the last key is left from other texts; it is there so that a key can be written, and the first
/// bytes of one read, by a number of bytes that is always the same.
#[derive(Debug, Default)]
pub(super) struct Keys {
    bytes: Vec<u8>,
    end: usize,
}

impl Keys {
    /// All bytes from `start` on, and those left behind them.
    #[inline]
    pub(super) fn from(&self, start: usize) -> &[u8] {
        self.bytes.get(start..).unwrap_or_default()
    }

    /// Appends a key.
    pub(super) fn push(&mut self, key: &[u8]) {
        let to = self.end + key.len();
        self.reserve(to);
        if let Some(place) = self.bytes.get_mut(self.end..to) {
            place.copy_from_slice(key);
            self.end = to;
        }
    }

    /// Appends the first `length` bytes of `key`.
    #[inline]
    pub(super) fn push_first<const N: usize>(&mut self, key: &[u8; N], length: usize) {
        if self.bytes.len() < self.end + N {
            self.reserve(self.end + N);
        }
        if let Some(place) = self.bytes.get_mut(self.end..self.end + N) {
            place.copy_from_slice(key);
            self.end += length.min(N);
        }
    }

    #[cold]
    fn reserve(&mut self, to: usize) {
        if self.bytes.len() < to {
            self.bytes.resize(to * 2, 0);
        }
    }
}

/// The words of one piece of text.
#[derive(Debug, Default)]
pub(super) struct Stream {
    /// In order.
    pub(super) tokens: Vec<Token>,
    pub(super) keys: Keys,
    spelling: Spelling,
}

impl Stream {
    /// The end of the key of token `at`.
    #[inline]
    pub(super) fn key_end(&self, at: usize) -> usize {
        self.tokens.get(at + 1).map_or(self.keys.end, |t| t.key as usize)
    }

    /// The key of token `at`.
    #[inline]
    pub(super) fn key(&self, at: usize) -> &[u8] {
        let Some(token) = self.tokens.get(at) else { return &[] };
        self.keys.bytes.get(token.key as usize..self.key_end(at)).unwrap_or_default()
    }

    /// Reads `text`, which must be shorter than 4 GiB, in place of what the stream held.
    pub(super) fn read(&mut self, text: &str) {
        let mut spelling = std::mem::take(&mut self.spelling);
        self.read_from(text, &mut spelling);
        self.spelling = spelling;
    }

    /// [`Stream::read`] with words from `source`.
    pub(super) fn read_from(&mut self, text: &str, source: &mut impl Source) {
        self.tokens.clear();
        self.keys.end = 0;
        let (mut at, mut last_end) = (0, 0);
        let mut previous = Article::Never;
        while let Some(word) = spelling::next_word(text, at) {
            let facts = source.word(text, word);
            let gap = self.gap(text, last_end, word.start, facts);
            if previous != Article::Never {
                self.join_article(previous, gap, facts);
            }
            let token = Token {
                start: word.start as u32,
                end: word.end as u32,
                key: self.keys.end as u32,
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
    fn gap(&self, text: &str, last_end: usize, start: usize, facts: Facts) -> Gap {
        if self.tokens.is_empty() {
            return Gap::Stop;
        }
        // Most of all gaps.
        if start == last_end + 1 && text.as_bytes().get(last_end) == Some(&b' ') {
            return Gap::Space;
        }
        let gap = text.get(last_end..start).unwrap_or_default();
        match gap_between(gap) {
            Gap::Hyphen if facts.head == [b's', 0] && ends_with_apostrophe(gap) => Gap::Possessive,
            gap => gap,
        }
    }

    /// Takes the key from the last word where it is the article of the next one.
    fn join_article(&mut self, last_word: Article, gap: Gap, next: Facts) {
        if !matches!(gap, Gap::Space | Gap::Hyphen) {
            return;
        }
        if let Some(last) = self.tokens.last_mut()
            && last_word.is_before(next.head, gap == Gap::Hyphen || last.gap == Gap::Hyphen)
        {
            self.keys.end = last.key as usize;
            last.shape = last.shape.without_names();
        }
    }
}

fn ends_with_apostrophe(gap: &str) -> bool {
    gap.chars().next_back().is_some_and(|c| chars::role(c) == Role::Apostrophe)
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
            c if matches!(chars::role(c), Role::Apostrophe | Role::Silent) => {}
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
