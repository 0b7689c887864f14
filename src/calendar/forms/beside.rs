//! A quick look at what stands beside a number: most of what does is ASCII, and belongs to no date.
//!
//! Says only that the scanner would find nothing; whatever is beyond ASCII it leaves to the scanner.

use super::{lexicon::may_be_known, scan::LONGEST_WORD};

/// Characters that may stand between a number and a word of its date.
const GAP: usize = 4;

/// Whether a name or connector may end before `end`, over a gap, and not before `floor`.
pub(super) fn may_precede(text: &str, floor: usize, end: usize) -> bool {
    let bytes = text.as_bytes().get(floor..end).unwrap_or_default();
    let in_gap = |byte: &u8| is_space(*byte) || matches!(byte, b'.' | b',' | b'-' | b'/' | b'(' | b'|');
    let gap = bytes.iter().rev().take(GAP).take_while(|byte| in_gap(byte)).count();
    let bytes = bytes.get(..bytes.len() - gap).unwrap_or_default();
    let in_word = |byte: &u8| byte.is_ascii_alphabetic() || *byte == b'-';
    let length = bytes.iter().rev().take(LONGEST_WORD).take_while(|byte| in_word(byte)).count();
    let (before, word) = bytes.split_at(bytes.len() - length);
    before.last().is_some_and(|byte| !byte.is_ascii()) || length > 0 && (word.contains(&b'-') || may_be_known(word))
}

/// Whether a name or connector may begin after `at`, over a gap.
pub(super) fn may_follow(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes().get(at..).unwrap_or_default();
    let in_gap = |byte: &u8| is_space(*byte) || matches!(byte, b'.' | b',' | b'-' | b'/' | b'\'');
    let gap = bytes.iter().take(GAP).take_while(|byte| in_gap(byte)).count();
    let bytes = bytes.get(gap..).unwrap_or_default();
    let length = bytes.iter().take(LONGEST_WORD).take_while(|byte| byte.is_ascii_alphabetic()).count();
    let (word, after) = bytes.split_at(length);
    after.first().is_some_and(|byte| !byte.is_ascii()) || length > 0 && may_be_known(word)
}

/// White space of ASCII, as [`char::is_whitespace`] has it.
fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

/// The first three characters of some words, a bit each: a look into four kilobytes instead of folding and hashing.
pub(super) struct Beginnings(Vec<u64>);

impl Beginnings {
    pub(super) fn of<'w>(words: impl Iterator<Item = &'w String>) -> Self {
        let mut bits = vec![0; 1 << 9];
        for (slot, bit) in words.filter_map(|word| Self::place(word.as_bytes())) {
            if let Some(slot) = bits.get_mut(slot) {
                *slot |= 1 << bit;
            }
        }
        Self(bits)
    }

    /// The slot and the bit of a word: five bits for each of its first characters, where all of them are ASCII.
    fn place(word: &[u8]) -> Option<(usize, usize)> {
        let code = |byte: u8| match byte | 0x20 {
            letter @ b'a'..=b'z' => usize::from(letter - b'a' + 1),
            _ => 31,
        };
        let (mut place, mut bytes) = (0, word.iter());
        for _ in 0..3 {
            let byte = bytes.next();
            if byte.is_some_and(|byte| !byte.is_ascii()) {
                return None;
            }
            place = place << 5 | byte.map_or(0, |byte| code(*byte));
        }
        Some((place >> 6, place & 63))
    }

    /// Whether one of the words may be this one, folded. A beginning beyond ASCII is not judged: folding may change it.
    pub(super) fn may_hold(&self, word: &[u8]) -> bool {
        Self::place(word).is_none_or(|(slot, bit)| self.0.get(slot).is_some_and(|bits| bits >> bit & 1 == 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::forms::languages::{CONNECTORS, LANGUAGES};

    #[test]
    fn no_word_of_a_date_is_turned_away() {
        let names = LANGUAGES.iter().flat_map(|names| names.months.into_iter().chain(names.weekdays));
        let words = names.flat_map(|names| names.split('|')).chain(CONNECTORS.iter().copied());
        // The scanner reads no word over an apostrophe.
        for word in words.filter(|word| !word.contains('\'')) {
            for word in [word.to_owned(), word.to_uppercase()] {
                for (before, gap) in [("", " "), ("x ", ". "), ("é", ", "), (". ", "\u{a0}"), ("Mon-", "-")] {
                    let text = format!("{before}{word}{gap}3");
                    assert!(may_precede(&text, 0, text.len() - 1), "{text}");
                }
                for gap in [" ", ". ", "-", "", "\u{a0}"] {
                    assert!(may_follow(&format!("3{gap}{word} x"), 1), "{gap}{word}");
                }
            }
        }
    }

    #[test]
    fn most_words_are_turned_away() {
        for word in ["about", "killed", "people", "said"] {
            assert!(!may_precede(&format!("{word} 3"), 0, word.len() + 1), "{word}");
            assert!(!may_follow(&format!("3 {word}"), 1), "{word}");
        }
        assert!(!may_follow("3", 1) && !may_precede("3", 0, 0) && !may_precede("May 3", 4, 4));
    }
}
