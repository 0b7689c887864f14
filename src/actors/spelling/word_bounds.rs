//! Where the words of a text begin and end.
//!
//! Takes text and gives byte ranges of words, one after the other. Knows nothing of what the words say.

use super::apostrophes;
use super::letters::{self, LetterRole};
use crate::text::{items, slice};

/// Where a word stands in a text, in bytes.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct WordSpan {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// The next word of `text` from byte `at` on.
#[inline]
pub(crate) fn next_word(text: &str, at: usize) -> Option<WordSpan> {
    let start = word_start(text, at)?;
    Some(WordSpan { start, end: word_end(text, start) })
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
        let c = slice(text, at..).chars().next()?;
        if letters::role(c) == LetterRole::Letter {
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
        if byte.is_ascii() && !matches!(byte, b'\'' | b'`' | b'"') {
            break;
        }
        let Some(c) = slice(text, at..).chars().next() else { break };
        let after = at + c.len_utf8();
        match letters::role(c) {
            LetterRole::Break if marks_acronym(c, slice(text, start..at), slice(text, after..)) => at = after,
            LetterRole::Break => break,
            LetterRole::Silent => {
                at = after;
                end = at;
            }
            LetterRole::Apostrophe => {
                let behind = slice(text, after..);
                let joins = behind.chars().next().is_some_and(|n| letters::role(n) == LetterRole::Letter);
                if !joins || apostrophes::parts(c, slice(text, start..at), behind) {
                    break;
                }
                at = after;
            }
            LetterRole::Letter => {
                if letters::stands_alone(c) && at > start {
                    break;
                }
                at = after;
                end = at;
                if letters::stands_alone(c) {
                    break;
                }
            }
        }
    }
    end
}

/// Whether `c` between `before` and `behind` marks an acronym of Hebrew and ends no word.
fn marks_acronym(c: char, before: &str, behind: &str) -> bool {
    letters::is_hebrew_mark(c)
        && before.chars().next_back().is_some_and(letters::is_hebrew)
        && behind.chars().next().is_some_and(letters::is_hebrew)
}

/// The byte after the ASCII letters and digits at `at`, found eight at a time.
#[inline]
pub(crate) fn ascii_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(eight) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
        let others = other_than_ascii(u64::from_le_bytes(*eight));
        if others != 0 {
            return at + others.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    at + items(bytes, at..).iter().take_while(|b| b.is_ascii_alphanumeric()).count()
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
            match letters::role(c) {
                LetterRole::Break if marks_acronym(c, &text[start..at], &text[at + c.len_utf8()..]) => {}
                LetterRole::Break => break,
                LetterRole::Silent => end = at + c.len_utf8(),
                LetterRole::Letter if letters::stands_alone(c) && at > start => break,
                LetterRole::Letter => end = at + c.len_utf8(),
                LetterRole::Apostrophe => {
                    let after = &text[at + c.len_utf8()..];
                    let letter = after.chars().next().is_some_and(|c| letters::role(c) == LetterRole::Letter);
                    if !letter || apostrophes::parts(c, &text[start..at], after) {
                        break;
                    }
                }
            }
            // A mark of such a script is silent: it belongs to what it stands on, as all marks do.
            if letters::role(c) == LetterRole::Letter && letters::stands_alone(c) {
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
            text in r#"[a-zA-Z0-9](l'|[a-zA-Z0-9]{0,12}|['`’ʿ]|s|S|'(nın|ya|de)|["״]|[א-ת]{1,3}|[ء-يـ\u{64e}]{1,4}|[٠-٩گچپ]|[éßØЖ]|[中ก]|[-–, .()\n]|\u{200c}|\u{301}|\PC){0,9}"#,
            arabic in "[ء-ي]([ء-ي]{0,9}|[ـ\u{64e}\u{650}]|[٠-٩گچپ]|['’]|[a-zA-Z0-9]|[ ،.]|\\PC){0,9}",
        ) {
            for text in [text, arabic] {
                prop_assert_eq!(word_end(&text, 0), plain_end(&text, 0), "{:?}", text);
            }
        }
    }
}
