//! The words that the patterns of one request stand for, and how many they may be.
//!
//! The parts of a query that finds nothing are resolved again one by one, and need not ask the dictionary again.

use std::collections::HashMap;

use crate::query::{
    dictionary::{Dictionary, Expansion},
    expr::Test,
    pattern::Pattern,
};

/// Words that one pattern stands for, at most; the most frequent are taken.
const MOST: usize = 1_000;
/// Words of all patterns of a request: each may have half of what those before it have left, so that a query
/// of many costs about as much as one of a few.
const TOGETHER: usize = 4_000;
/// Words that a pattern may have in any case.
const FEWEST: usize = 50;
/// Other spellings that are suggested for one word, at most.
const ALIKE: usize = 3;
/// Fewest letters of a word that may be two letters off: half the words of a language are that far from a word of four.
const TWO_OFF: usize = 5;
/// Nobody misspells a word so long.
const TOO_LONG: usize = 40;

/// What patterns stand for.
#[derive(Debug, Default)]
pub struct Expansions {
    known: HashMap<Pattern, Known>,
}

/// What a pattern stands for.
#[derive(Clone, Debug)]
pub(super) struct Known {
    /// One of its words, or the pattern itself where the dictionary leaves it.
    pub test: Test,
    /// How many words were taken.
    pub words: usize,
    /// Words that were left out.
    pub left_out: usize,
}

impl Expansions {
    /// Forgets them, for another request.
    pub fn clear(&mut self) {
        self.known.clear();
    }

    /// What is known of a pattern, or what the dictionary says of it.
    pub(super) fn get<D: Dictionary + ?Sized>(&mut self, pattern: Pattern, dictionary: &D) -> Result<Known, D::Error> {
        if let Some(known) = self.known.get(&pattern) {
            return Ok(known.clone());
        }
        let given: usize = self.known.values().map(|known| known.words).sum();
        let most = (TOGETHER.saturating_sub(given) / 2).clamp(FEWEST, MOST);
        let known = match dictionary.expand(&pattern, most)? {
            None => Known { test: Test::Pattern(pattern.clone()), words: 0, left_out: 0 },
            Some(Expansion { words, left_out }) => {
                let mut words: Vec<String> = words.into_iter().map(|(word, _)| word).collect();
                words.sort_unstable();
                Known { words: words.len(), test: Test::OneOf(words), left_out }
            }
        };
        self.known.insert(pattern, known.clone());
        Ok(known)
    }
}

/// Words of the index that a misspelt word may have been meant for, with the articles they stand in, best
/// first: those one letter off, and where there is none, two. The word is folded.
///
/// # Errors
/// The dictionary cannot be asked.
pub fn spellings<D: Dictionary + ?Sized>(dictionary: &D, word: &str) -> Result<Vec<(String, u64)>, D::Error> {
    let distances = match word.chars().count() {
        0..TWO_OFF => 1..=1,
        TWO_OFF..TOO_LONG => 1..=2,
        _ => return Ok(Vec::new()),
    };
    for distance in distances {
        // Hardly anybody gets the first letter wrong, and with it a walk of the dictionary is a walk
        // through one letter of it.
        let pattern = Pattern::Fuzzy { word: word.to_owned(), distance, prefix: 1 };
        let mut words = dictionary.expand(&pattern, ALIKE + 1)?.unwrap_or_default().words;
        words.retain(|(other, _)| other != word);
        words.truncate(ALIKE);
        if !words.is_empty() {
            return Ok(words);
        }
    }
    Ok(Vec::new())
}
