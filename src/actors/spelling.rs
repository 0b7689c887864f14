//! One word as it is written: where it ends, and what it says by itself.
//!
//! Takes text and gives ends of words, their strict letters, loose keys and what they look like. All but the end
//! depends on the word alone, so that it can be kept for the next time. Knows nothing of neighbours and of actors.

use super::chars::{self, Role};
use super::fold::{self, Article};
use super::tokens::Keys;

/// Which names can begin with a word; each as the method of [`Shape`] says.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Names {
    pub(super) alone: bool,
    pub(super) odd: bool,
    pub(super) more: bool,
    pub(super) joined: bool,
}

/// What a word looks like, and which names can begin with it: a bit each, as every word of a text is kept with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Shape(u8);

impl Shape {
    const CAPITAL: u8 = 1;
    const SMALL: u8 = 2;
    const ARABIC: u8 = 4;
    const ALONE: u8 = 8;
    const MORE: u8 = 16;
    const JOINED: u8 = 32;
    const ODD: u8 = 64;
    /// Nothing is known of names: any can begin with it.
    pub(super) const ANY: Self = Self(Self::ALONE | Self::MORE | Self::JOINED);

    /// Whether it begins with a capital, or with a letter that has no case.
    pub(super) fn capital(self) -> bool {
        self.0 & Self::CAPITAL != 0
    }

    /// Whether it has a small letter.
    pub(super) fn small(self) -> bool {
        self.0 & Self::SMALL != 0
    }

    /// Whether it is of the Arabic script.
    pub(super) fn arabic(self) -> bool {
        self.0 & Self::ARABIC != 0
    }

    /// Whether a name can be this word alone.
    pub(super) fn alone(self) -> bool {
        self.0 & Self::ALONE != 0
    }

    /// Whether a name can be this word alone in a text of capitals, or where it is the whole text.
    pub(super) fn odd(self) -> bool {
        self.0 & Self::ODD != 0
    }

    /// Whether the key of a name can go on behind this word's.
    pub(super) fn more(self) -> bool {
        self.0 & Self::MORE != 0
    }

    /// Whether a name can be written together with a particle before it.
    pub(super) fn joined(self) -> bool {
        self.0 & Self::JOINED != 0
    }

    /// The same without any name.
    pub(super) fn without_names(self) -> Self {
        Self(self.0 & (Self::CAPITAL | Self::SMALL | Self::ARABIC))
    }

    /// The same with these names.
    pub(super) fn with_names(self, names: Names) -> Self {
        let bit = |is: bool, bit: u8| if is { bit } else { 0 };
        let single = bit(names.alone, Self::ALONE) | bit(names.odd, Self::ODD);
        Self(self.without_names().0 | single | bit(names.more, Self::MORE) | bit(names.joined, Self::JOINED))
    }

    /// That of `word`, of which nothing is known of names.
    fn of(word: &str) -> Self {
        let mut shape = Self::ANY;
        if let Some(c) = word.chars().next() {
            if chars::is_arabic(c) {
                shape.0 |= Self::ARABIC | Self::CAPITAL;
            } else if c.is_ascii_uppercase() || c.is_ascii_digit() || !c.is_ascii() && !c.is_lowercase() {
                shape.0 |= Self::CAPITAL;
            }
        }
        // Arabic letters have no case.
        let small = if word.is_ascii() {
            word.bytes().fold(false, |small, b| small | b.is_ascii_lowercase())
        } else {
            word.chars().any(|c| !chars::is_arabic(c) && c.is_lowercase() && chars::role(c) == Role::Letter)
        };
        if small {
            shape.0 |= Self::SMALL;
        }
        shape
    }
}

/// What a word says wherever it stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Facts {
    pub(super) shape: Shape,
    /// Whether it may be an article.
    pub(super) article: Article,
    /// Its first two strict letters, zero where there are none.
    pub(super) head: [u8; 2],
}

/// Where a word stands in a text, in bytes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Span {
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Where a stream has its words from.
pub(super) trait Source {
    /// What a word of `text` says.
    fn word(&mut self, text: &str, word: Span) -> Facts;
    /// Appends the loose key of the word asked for last.
    fn push_key(&self, keys: &mut Keys);
}

/// A word taken apart, in memory that serves the next one too.
#[derive(Clone, Debug, Default)]
pub(super) struct Spelling {
    strict: Vec<u8>,
    key: Vec<u8>,
}

impl Spelling {
    /// Takes a word apart.
    pub(super) fn read(&mut self, word: &str) -> Facts {
        self.strict.clear();
        self.key.clear();
        let mut facts = Facts { shape: Shape::of(word), ..Facts::default() };
        if word.is_ascii() {
            self.strict.extend_from_slice(word.as_bytes());
            self.strict.make_ascii_lowercase();
            self.strict.retain(u8::is_ascii_alphanumeric);
        } else {
            for c in word.chars().filter(|&c| chars::role(c) == Role::Letter) {
                chars::push_folded(c, &mut self.strict);
            }
        }
        facts.article = Article::of(&self.strict);
        for (to, &from) in facts.head.iter_mut().zip(&self.strict) {
            *to = from;
        }
        if facts.shape.arabic() {
            let bare = self.strict.strip_prefix("ال".as_bytes()).filter(|w| w.len() >= 4);
            self.key.extend_from_slice(bare.unwrap_or(&self.strict));
        } else {
            fold::push_loose(&self.strict, &mut self.key);
        }
        facts
    }

    /// The loose key of the word read last.
    pub(super) fn key(&self) -> &[u8] {
        &self.key
    }
}

impl Source for Spelling {
    fn word(&mut self, text: &str, word: Span) -> Facts {
        self.read(text.get(word.start..word.end).unwrap_or_default())
    }

    fn push_key(&self, keys: &mut Keys) {
        keys.push(&self.key);
    }
}

/// The next word of `text` from byte `at` on.
#[inline]
pub(super) fn next_word(text: &str, at: usize) -> Option<Span> {
    let start = word_start(text, at)?;
    Some(Span { start, end: word_end(text, start) })
}

/// Where the next word begins in `text` from byte `at` on.
#[inline]
fn word_start(text: &str, mut at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    loop {
        let byte = *bytes.get(at)?;
        if byte.is_ascii_alphanumeric() {
            return Some(at);
        }
        if byte.is_ascii() {
            at += 1;
            continue;
        }
        if arabic_end(bytes, at) > at {
            return Some(at);
        }
        let c = text.get(at..)?.chars().next()?;
        if chars::role(c) == Role::Letter {
            return Some(at);
        }
        at += c.len_utf8();
    }
}

/// The byte after the word that begins at byte `start`.
#[inline]
fn word_end(text: &str, start: usize) -> usize {
    let end = ascii_end(text.as_bytes(), start);
    match text.as_bytes().get(end) {
        Some(b'\'' | b'`' | 0x80..) => mixed_end(text, start, end),
        _ => end,
    }
}

/// [`word_end`] where more than ASCII letters and digits may stand from byte `at` on.
fn mixed_end(text: &str, start: usize, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = at;
    while let Some(&byte) = bytes.get(at) {
        let letters = if byte.is_ascii() { ascii_end(bytes, at) } else { arabic_end(bytes, at) };
        if letters > at {
            (at, end) = (letters, letters);
            continue;
        }
        if byte.is_ascii() && byte != b'\'' && byte != b'`' {
            break;
        }
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
        let after = at + c.len_utf8();
        match chars::role(c) {
            Role::Break => break,
            Role::Silent => {
                at = after;
                end = at;
            }
            Role::Apostrophe => {
                let mut rest = text.get(after..).unwrap_or_default().chars();
                let next = rest.next();
                let joins = next.is_some_and(|n| chars::role(n) == Role::Letter);
                let possessive = matches!(next, Some('s' | 'S'))
                    && rest.next().is_none_or(|n| !matches!(chars::role(n), Role::Letter | Role::Silent));
                if !joins || possessive {
                    break;
                }
                at = after;
            }
            Role::Letter => {
                if chars::stands_alone(c) && at > start {
                    break;
                }
                at = after;
                end = at;
                if chars::stands_alone(c) {
                    break;
                }
            }
        }
    }
    end
}

/// The byte after the ASCII letters and digits at `at`, found eight at a time.
#[inline]
pub(super) fn ascii_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(eight) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
        let others = other_than_ascii(u64::from_le_bytes(*eight));
        if others != 0 {
            return at + others.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(rest.len())
}

/// The high bit of each byte that is no ASCII letter and no digit.
#[inline]
const fn other_than_ascii(eight: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * ONES;
    // Within seven bits a byte can be added to without a carry into the next; the high bit then says "at least".
    let low = eight & !HIGH;
    let letter = low | (0x20 * ONES);
    let letters = (letter + (0x80 - b'a' as u64) * ONES) & !(letter + (0x7f - b'z' as u64) * ONES);
    let digits = (low + (0x80 - b'0' as u64) * ONES) & !(low + (0x7f - b'9' as u64) * ONES);
    !((letters | digits) & !eight) & HIGH
}

/// The byte after the Arabic letters at `at`: those of two bytes that Arabic is written with.
#[inline]
fn arabic_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some((0xd8, 0xa1..=0xba) | (0xd9, 0x81..=0x8a)) = pair(bytes, at) {
        at += 2;
    }
    at
}

#[inline]
fn pair(bytes: &[u8], at: usize) -> Option<(u8, u8)> {
    Some((*bytes.get(at)?, *bytes.get(at + 1)?))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// By the role of each character, one after the other.
    fn plain_end(text: &str, start: usize) -> usize {
        let mut end = start;
        for (at, c) in text[start..].char_indices().map(|(at, c)| (start + at, c)) {
            match chars::role(c) {
                Role::Break => break,
                Role::Silent => end = at + c.len_utf8(),
                Role::Letter if chars::stands_alone(c) && at > start => break,
                Role::Letter => end = at + c.len_utf8(),
                Role::Apostrophe => {
                    let mut after = text[at + c.len_utf8()..].chars();
                    let (next, second) = (after.next(), after.next());
                    let letter = |c: Option<char>| c.is_some_and(|c| chars::role(c) == Role::Letter);
                    let silent = |c: Option<char>| c.is_some_and(|c| chars::role(c) == Role::Silent);
                    if !letter(next) || matches!(next, Some('s' | 'S')) && !letter(second) && !silent(second) {
                        break;
                    }
                }
            }
            if chars::stands_alone(c) {
                break;
            }
        }
        end
    }

    #[test]
    fn every_byte_is_told() {
        for byte in 0..=u8::MAX {
            for place in 0..8 {
                let mut eight = *b"aZ09zA5m";
                eight[place] = byte;
                let expected = if byte.is_ascii_alphanumeric() { 0 } else { 0x80 << (8 * place) };
                assert_eq!(other_than_ascii(u64::from_le_bytes(eight)), expected, "{byte} at {place}");
            }
        }
    }

    proptest! {
        #[test]
        fn words_end_where_their_letters_do(
            text in "[a-zA-Z0-9]([a-zA-Z0-9]{0,12}|['`’ʿ]|s|S|[ء-يـ\u{64e}]{1,4}|[٠-٩گچپ]|[éßØЖ]|[中ก]|[-–, .()\n]|\u{200c}|\u{301}|\\PC){0,9}",
            arabic in "[ء-ي]([ء-ي]{0,9}|[ـ\u{64e}\u{650}]|[٠-٩گچپ]|['’]|[a-zA-Z0-9]|[ ،.]|\\PC){0,9}",
        ) {
            for text in [text, arabic] {
                prop_assert_eq!(word_end(&text, 0), plain_end(&text, 0), "{:?}", text);
            }
        }
    }
}
