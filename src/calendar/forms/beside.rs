//! A quick look at what stands beside a number: most of what does is ASCII, and belongs to no date.
//!
//! Says only that the scanner would find nothing; whatever is beyond ASCII it leaves to the scanner.

use super::cursor::LONGEST_WORD;
use crate::{calendar::lexicon::may_be_known, text::items};

/// Characters that may stand between a number and a word of its date.
const GAP: usize = 4;

/// Whether a name or connector may end before `end`, over a gap, and not before `floor`.
pub(super) fn may_precede(text: &str, floor: usize, end: usize) -> bool {
    let bytes = items(text.as_bytes(), floor..end);
    let in_gap = |byte: &u8| is_space(*byte) || matches!(byte, b'.' | b',' | b'-' | b'/' | b'(' | b'|');
    let gap = bytes.iter().rev().take(GAP).take_while(|byte| in_gap(byte)).count();
    let bytes = items(bytes, ..bytes.len() - gap);
    let in_word = |byte: &u8| byte.is_ascii_alphabetic() || *byte == b'-';
    let length = bytes.iter().rev().take(LONGEST_WORD).take_while(|byte| in_word(byte)).count();
    let (before, word) = bytes.split_at(bytes.len() - length);
    before.last().is_some_and(|byte| !byte.is_ascii()) || length > 0 && (word.contains(&b'-') || may_be_known(word))
}

/// Whether a name or connector may begin after `at`, over a gap.
pub(super) fn may_follow(text: &str, at: usize) -> bool {
    let bytes = items(text.as_bytes(), at..);
    let in_gap = |byte: &u8| is_space(*byte) || matches!(byte, b'.' | b',' | b'-' | b'/' | b'\'');
    let gap = bytes.iter().take(GAP).take_while(|byte| in_gap(byte)).count();
    let bytes = items(bytes, gap..);
    let length = bytes.iter().take(LONGEST_WORD).take_while(|byte| byte.is_ascii_alphabetic()).count();
    let (word, after) = bytes.split_at(length);
    after.first().is_some_and(|byte| !byte.is_ascii()) || length > 0 && may_be_known(word)
}

/// White space of ASCII, as [`char::is_whitespace`] has it.
fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::languages::{CONNECTORS, LANGUAGES, spellings};

    #[test]
    fn no_word_of_a_date_is_turned_away() {
        let names = LANGUAGES.iter().flat_map(|names| names.months.into_iter().chain(names.weekdays));
        let words = names.flat_map(spellings).map(|(name, _)| name).chain(CONNECTORS.iter().copied());
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
