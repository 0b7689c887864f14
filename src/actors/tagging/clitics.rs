//! Arabic particles that are written together with a name: and, so, in, for, as, and the article.
//!
//! Takes a word or its key, says how much of it may be particles. Knows no name.

use crate::actors::spelling::letters::{self, LetterRole};

/// Bytes of a name that a particle stands before, at least: three letters.
const FEWEST_BEHIND: usize = 6;

/// How many bytes of an Arabic word's key may be particles, the longest first.
pub(crate) fn clitics(key: &[u8]) -> impl Iterator<Item = usize> {
    let first = ["و", "ف", "ب", "ل", "ك"].iter().any(|c| key.starts_with(c.as_bytes()));
    let article = first && key.get(2..).is_some_and(|rest| rest.starts_with("ال".as_bytes()));
    let merged = key.starts_with("لل".as_bytes());
    [(merged, 4), (article, 6), (first, 2)]
        .into_iter()
        .filter(move |(is, skip)| *is && key.len() >= skip + FEWEST_BEHIND)
        .map(|(_, skip)| skip)
}

/// The byte after the first `count` letters of `word`.
pub(crate) fn after_letters(word: &str, count: usize) -> usize {
    let mut left = count;
    for (at, c) in word.char_indices() {
        if letters::role(c) == LetterRole::Letter {
            if left == 0 {
                return at;
            }
            left -= 1;
        }
    }
    0
}
