//! Light stemming of Arabic: the article, the conjunction and the usual endings.
//!
//! Light10 of Larkey, Ballesteros and Connell ("Light Stemming for Arabic Information Retrieval", 2007), as
//! Lucene has it, on folded words. The Snowball stemmer for Arabic leaves the conjunction on and parts
//! "القوات" (the forces) from "قوات" (forces); light stemming keeps them together.

/// The article with what is written on to it, and the conjunction alone. At most one is taken off.
const PREFIXES: [&str; 7] = ["ال", "وال", "بال", "كال", "فال", "لل", "و"];

/// Plurals of Persian (half a blank before them is no part of a word); pronouns, duals, plurals, relatives. Each is taken off
/// once, in this order. (Folding has turned ta marbuta into heh.)
const SUFFIXES: [&str; 10] = ["هايي", "هاي", "ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي"];

/// The stem of a folded Arabic word: a part of it, two letters at least.
pub(super) fn stem(word: &str) -> &str {
    let prefix = PREFIXES.iter().find(|prefix| {
        // The conjunction is one letter and begins many a root: three must be left.
        let left = if prefix.chars().count() == 1 { 3 } else { 2 };
        word.strip_prefix(**prefix).is_some_and(|rest| has_letters(rest, left))
    });
    let mut stem = prefix.and_then(|prefix| word.strip_prefix(prefix)).unwrap_or(word);
    for suffix in SUFFIXES {
        stem = stem.strip_suffix(suffix).filter(|rest| has_letters(rest, 2)).unwrap_or(stem);
    }
    stem
}

fn has_letters(text: &str, least: usize) -> bool {
    text.chars().nth(least - 1).is_some()
}
