//! Prefixes, wildcards and misspellings: which words they stand for.
//!
//! Takes folded text and gives a yes or no for a folded word. A dictionary may list the words of a [`Pattern`]
//! ([`super::dictionary`]); where it does not, each word of a text is asked here. Knows neither.

use std::{fmt, sync::LazyLock};

use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder};
use serde::{Deserialize, Serialize};

use crate::{analysis::fold, text::slice};

/// Letters that a misspelling may be off at most.
pub const MOST_EDITS: u8 = 2;

/// One for each distance: their tables take longer to make than a search.
static BUILDERS: LazyLock<[LevenshteinAutomatonBuilder; MOST_EDITS as usize + 1]> =
    LazyLock::new(|| [0, 1, 2].map(|distance| LevenshteinAutomatonBuilder::new(distance, true)));

/// What words look like that a clause stands for. All text is folded.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Pattern {
    /// Words that begin so.
    Prefix(String),
    /// Words of this form, in which `*` stands for any letters and `?` for one.
    Wildcard(String),
    /// Words at most so many letters off.
    Fuzzy {
        /// The word.
        word: String,
        /// Letters inserted, left out, changed, or swapped with the next: at most [`MOST_EDITS`].
        distance: u8,
        /// Letters at the beginning that are the word's own.
        prefix: usize,
    },
}

impl Pattern {
    /// A wildcard as typed. Folding knows no jokers, so what stands between them is folded piece by piece.
    #[must_use]
    pub fn wildcard(typed: &str) -> Self {
        let mut folded = String::new();
        for part in typed.split_inclusive(['*', '?']) {
            let text = part.trim_end_matches(['*', '?']);
            fold(text, &mut folded);
            folded.extend(part.chars().next_back().filter(|c| matches!(c, '*' | '?')));
        }
        Self::Wildcard(folded)
    }

    /// What every word of the pattern begins with.
    #[must_use]
    pub fn beginning(&self) -> &str {
        match self {
            Self::Prefix(text) => text,
            Self::Wildcard(text) => text.split(['*', '?']).next().unwrap_or_default(),
            Self::Fuzzy { word, prefix, .. } => beginning(word, *prefix),
        }
    }

    /// What every word of the pattern ends with.
    fn ending(&self) -> &str {
        match self {
            Self::Wildcard(text) => text.rsplit(['*', '?']).next().unwrap_or_default(),
            Self::Prefix(_) | Self::Fuzzy { .. } => "",
        }
    }

    /// Whether it would be every word: a beginning that folds to nothing (a lone tatweel), and no letter behind it.
    #[must_use]
    pub fn is_of_all(&self) -> bool {
        match self {
            Self::Prefix(text) | Self::Wildcard(text) => text.chars().all(|c| matches!(c, '*' | '?')),
            Self::Fuzzy { .. } => false,
        }
    }

    /// The pattern made ready for many words.
    #[must_use]
    pub fn matcher(&self) -> Matcher<'_> {
        let rule = match self {
            Self::Prefix(_) => Rule::Beginning,
            Self::Wildcard(text) => Rule::Wildcard(text.chars().collect()),
            Self::Fuzzy { word, distance, .. } => Rule::Fuzzy(automaton(word, *distance)),
        };
        Matcher { beginning: self.beginning(), ending: self.ending(), is_of_all: self.is_of_all(), rule }
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Prefix(text) => write!(f, "{text}*"),
            Self::Wildcard(text) => f.write_str(text),
            Self::Fuzzy { word, distance, .. } => write!(f, "{word}~{distance}"),
        }
    }
}

/// The first so many characters.
fn beginning(word: &str, characters: usize) -> &str {
    match word.char_indices().nth(characters) {
        Some((end, _)) => slice(word, ..end),
        None => word,
    }
}

/// The automaton of the words at most so many letters off, up to [`MOST_EDITS`].
#[must_use]
pub fn automaton(word: &str, distance: u8) -> DFA {
    let [none, one, two] = &*BUILDERS;
    let builder = match distance {
        0 => none,
        1 => one,
        _ => two,
    };
    builder.build_dfa(word)
}

/// A [`Pattern`] that one word after the other is held against.
pub struct Matcher<'a> {
    beginning: &'a str,
    /// Looked at first: most words of a dictionary end in another way.
    ending: &'a str,
    is_of_all: bool,
    rule: Rule,
}

enum Rule {
    Beginning,
    Wildcard(Vec<char>),
    Fuzzy(DFA),
}

impl Matcher<'_> {
    /// Whether a folded word is of the pattern.
    #[must_use]
    pub fn matches(&self, word: &str) -> bool {
        !self.is_of_all
            && word.starts_with(self.beginning)
            && word.ends_with(self.ending)
            && match &self.rule {
                Rule::Beginning => true,
                Rule::Wildcard(pattern) => is_of_form(pattern, word),
                Rule::Fuzzy(automaton) => matches!(automaton.eval(word), Distance::Exact(_)),
            }
    }
}

/// Whether a word is of the form. Goes back to the last `*` only, so it is linear but for the
/// product of form and word.
fn is_of_form(form: &[char], word: &str) -> bool {
    let word: Vec<char> = word.chars().collect();
    let (mut f, mut w) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while let Some(&letter) = word.get(w) {
        match form.get(f) {
            Some('*') => {
                star = Some((f, w));
                f += 1;
            }
            Some(&wanted) if wanted == '?' || wanted == letter => {
                f += 1;
                w += 1;
            }
            _ => match star {
                Some((at, from)) => {
                    star = Some((at, from + 1));
                    f = at + 1;
                    w = from + 1;
                }
                None => return false,
            },
        }
    }
    form.iter().skip(f).all(|&c| c == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_patterns() {
        let fuzzy = |word: &str, distance, prefix| Pattern::Fuzzy { word: word.into(), distance, prefix };
        let prefix = |text: &str| Pattern::Prefix(text.into());
        for (pattern, word, expected) in [
            (prefix("mobil"), "mobilisation", true),
            (prefix("mobil"), "mobil", true),
            (prefix("mobil"), "mob", false),
            (Pattern::wildcard("mobili*"), "mobilisation", true),
            (Pattern::wildcard("w?ld"), "wild", true),
            (Pattern::wildcard("w?ld"), "wld", false),
            (Pattern::wildcard("a*b*c"), "axxbyyc", true),
            (Pattern::wildcard("a*b*c"), "axxbyy", false),
            (Pattern::wildcard("a*"), "a", true),
            (Pattern::wildcard("COL*r"), "colour", true),
            (Pattern::wildcard("ab"), "abc", false),
            (Pattern::wildcard("?"), "a", false),
            (Pattern::wildcard("*schiffe"), "frachtschiffe", true),
            (Pattern::wildcard("*schiffe"), "schiffe", true),
            (Pattern::wildcard("*schiffe"), "schiffen", false),
            (Pattern::wildcard("?olour"), "colour", true),
            (Pattern::wildcard("?olour"), "olour", false),
            (prefix(""), "a", false),
            (fuzzy("colour", 1, 0), "color", true),
            (fuzzy("colour", 1, 0), "oclour", true),
            (fuzzy("colour", 1, 1), "oclour", false),
            (fuzzy("colour", 1, 0), "colors", false),
            (fuzzy("colour", 2, 0), "colors", true),
            (fuzzy("colour", 0, 0), "colour", true),
            (fuzzy("ab", 1, 9), "ab", true),
        ] {
            assert_eq!(pattern.matcher().matches(word), expected, "{pattern} {word}");
        }
    }

    #[test]
    fn beginnings_are_letters_before_jokers() {
        assert_eq!(Pattern::wildcard("Naïve*s?").beginning(), "naive");
        assert_eq!(Pattern::Fuzzy { word: "ميناء".into(), distance: 1, prefix: 2 }.beginning(), "مي");
    }
}
