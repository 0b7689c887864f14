//! The words of scripts that put no blanks between them: Chinese, Japanese, Thai, Lao, Khmer, Burmese.
//!
//! Takes what somebody typed and gives the words in it, by the dictionaries of ICU. An index does not ask: there each
//! letter of these scripts is a token of its own, and a word is a phrase of them, so that what is found depends on no
//! dictionary's cut of a text. Only a query has to know where "工人罢工" ends to ask for one word and begins to ask for the next.
//! Rejected: words in the index, for two cuts of one sentence do not meet; and overlapping pairs, which ask for "人罢" as well.

use std::{ops::Range, sync::LazyLock};

use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed, options::WordBreakInvariantOptions};

use super::chars::{Class, class};
use crate::text::slice;

static DICTIONARIES: LazyLock<WordSegmenterBorrowed<'static>> =
    LazyLock::new(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));

/// The words of a text as ranges of bytes, in order: each run of letters without blanks between its words is parted, and
/// what stands between such runs is one word. `None` where there is nothing to part.
#[must_use]
pub fn unspaced_words(text: &str) -> Option<Vec<Range<usize>>> {
    if text.is_ascii() || !text.chars().any(|c| class(c) == Class::Single) {
        return None;
    }
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = slice(text, at..);
        let unspaced = starts_unspaced(rest);
        let mut letters = rest.char_indices().skip(1);
        let end = letters.find(|&(_, c)| match class(c) {
            Class::Mark | Class::Ignored => false,
            other => (other == Class::Single) != unspaced,
        });
        let run = slice(rest, ..end.map_or(rest.len(), |(end, _)| end));
        if unspaced {
            let mut start = 0;
            for end in DICTIONARIES.segment_str(run).filter(|end| *end > 0) {
                words.push(at + start..at + end);
                start = end;
            }
        } else if run.chars().any(|c| class(c).starts_word()) {
            words.push(at..at + run.len());
        }
        at += run.len();
    }
    (words.len() > 1).then_some(words)
}

/// Whether a text begins with a letter of a script without blanks.
#[must_use]
pub fn starts_unspaced(text: &str) -> bool {
    text.chars().next().is_some_and(|c| class(c) == Class::Single)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_without_blanks() {
        let cases = [
            ("工人罢工", "工人|罢工"),
            ("港口的工人結束了罷工", "港口|的|工人|結束|了|罷工"),
            ("11日間のストライキ", "11|日間|の|ストライキ"),
            ("AK-47型", "AK-47|型"),
            ("労働者の", "労働|者|の"),
            ("คนงานท่าเรือ", "คน|งาน|ท่าเรือ"),
            ("កម្មករកំពង់ផែ", "កម្មករ|កំពង់ផែ"),
            // One word, and words with blanks
            ("罢工", ""),
            ("harbour", ""),
            ("хлеб", ""),
            ("파업", ""),
            ("", ""),
        ];
        for (text, expected) in cases {
            let words = unspaced_words(text).unwrap_or_default();
            let words: Vec<&str> = words.into_iter().map(|word| &text[word]).collect();
            assert_eq!(words.join("|"), expected, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn they_are_in_order_and_hold_every_letter(text in "[工人罢了のトคนា ်a1. -]{0,12}") {
            if let Some(words) = unspaced_words(&text) {
                proptest::prop_assert!(words.is_sorted_by(|a, b| a.end <= b.start));
                let kept: usize = words.iter().map(|word| text[word.clone()].chars().filter(|c| class(*c) == Class::Single).count()).sum();
                proptest::prop_assert_eq!(kept, text.chars().filter(|c| class(*c) == Class::Single).count());
            }
        }
    }
}
