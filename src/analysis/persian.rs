//! Light stemming of Persian: the plural.
//!
//! Takes folded words that have letters which Arabic lacks; gives them without the plural and what hangs on it. Whether half a
//! blank stands before it ("گروه‌ها") or nothing, the word is one.

/// The plural, with the vowel that joins it to the next word or makes it indefinite; the long ones first.
const PLURALS: [&str; 3] = ["هايي", "هاي", "ها"];

/// Letters that stay.
const FEWEST: usize = 2;

/// The stem of a folded Persian word.
pub(super) fn stem(word: &str) -> &str {
    let rest = PLURALS.iter().find_map(|plural| word.strip_suffix(plural));
    match rest {
        Some(rest) if rest.chars().count() >= FEWEST => rest,
        _ => word,
    }
}
