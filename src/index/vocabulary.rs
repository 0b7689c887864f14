//! The different words that a thread has met, numbered, each with its stem.
//!
//! A vocabulary outlives the article: of a word that stood in one before only the hash is computed, and
//! it is stemmed once. Numbers hold until [`Vocabulary::clear`].

use rapidhash::v3::rapidhash_v3;

use crate::analysis::{Language, Stemmer};

/// Words of a vocabulary that should be cleared: some 20 MB with their stems.
const MOST_WORDS: usize = 1 << 18;
/// Bytes of words of a vocabulary that should be cleared.
const MOST_BYTES: usize = 8 << 20;

/// Words and their stems.
pub(super) struct Vocabulary {
    words: Terms,
    stems: Terms,
    /// Number of the stem of each word.
    stem_of: Vec<u32>,
    stemmer: Stemmer,
}

impl Vocabulary {
    /// An empty vocabulary; words in Latin letters are stemmed as those of `language`.
    pub(super) fn new(language: Language) -> Self {
        Self { words: Terms::default(), stems: Terms::default(), stem_of: Vec::new(), stemmer: Stemmer::new(language) }
    }

    /// The number of a folded word.
    pub(super) fn number(&mut self, word: &str) -> u32 {
        let known = self.words.len();
        let number = self.words.number(word.as_bytes());
        if number as usize == known {
            self.stem_of.push(self.stems.number(self.stemmer.stem_of(word).as_bytes()));
        }
        number
    }

    /// The words.
    pub(super) fn words(&self) -> &Terms {
        &self.words
    }

    /// The stems.
    pub(super) fn stems(&self) -> &Terms {
        &self.stems
    }

    /// The number of the stem of a word.
    pub(super) fn stem(&self, word: u32) -> u32 {
        self.stem_of.get(word as usize).copied().unwrap_or_default()
    }

    /// Whether it should be cleared before it holds more.
    pub(super) fn is_full(&self) -> bool {
        self.words.len() > MOST_WORDS || self.words.bytes.len() > MOST_BYTES
    }

    /// Forgets every word; their numbers are given anew.
    pub(super) fn clear(&mut self) {
        self.words = Terms::default();
        self.stems = Terms::default();
        self.stem_of = Vec::new();
    }
}

/// Different terms, numbered as they come.
#[derive(Default)]
pub(super) struct Terms {
    /// At the place that a term's hash points to, or behind it: half of the hash, and the number and 1 more; 0 for none.
    slots: Vec<u64>,
    /// Where each term ends.
    ends: Vec<u32>,
    /// The terms, joined.
    bytes: Vec<u8>,
}

impl Terms {
    /// Slots to begin with: enough for the words of some articles.
    const SLOTS: usize = 1 << 12;

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Bytes that it holds.
    pub(super) fn memory(&self) -> usize {
        self.slots.len() * size_of::<u64>() + self.ends.len() * size_of::<u32>() + self.bytes.len()
    }

    /// A term by its number.
    pub(super) fn get(&self, number: u32) -> &[u8] {
        let number = number as usize;
        let start = number.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        let end = self.ends.get(number).copied().unwrap_or_default();
        self.bytes.get(start as usize..end as usize).unwrap_or_default()
    }

    /// The number of a term: that of [`Terms::len`] before, where it is new.
    pub(super) fn number(&mut self, term: &[u8]) -> u32 {
        if self.ends.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let hash = half(term);
        let last = self.slots.len() - 1;
        let mut at = hash as usize & last;
        loop {
            let slot = self.slots.get(at).copied().unwrap_or_default();
            let Some(number) = (slot as u32).checked_sub(1) else { break };
            if (slot >> 32) as u32 == hash && self.get(number) == term {
                return number;
            }
            at = (at + 1) & last;
        }
        let number = self.ends.len() as u32;
        self.bytes.extend_from_slice(term);
        self.ends.push(self.bytes.len() as u32);
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = u64::from(hash) << 32 | u64::from(number + 1);
        }
        number
    }

    fn grow(&mut self) {
        let mut slots = vec![0; (self.slots.len() * 4).max(Self::SLOTS)];
        let last = slots.len() - 1;
        for &slot in self.slots.iter().filter(|slot| **slot > 0) {
            let mut at = (slot >> 32) as usize & last;
            while slots.get(at).is_some_and(|taken| *taken > 0) {
                at = (at + 1) & last;
            }
            if let Some(free) = slots.get_mut(at) {
                *free = slot;
            }
        }
        self.slots = slots;
    }

    /// The numbers of all terms, in the order of their bytes.
    pub(super) fn sorted(&self) -> Vec<u32> {
        // The first eight bytes decide on most pairs, and stand beside the number.
        let mut terms: Vec<(u64, u32)> =
            (0..self.len() as u32).map(|number| (head(self.get(number)), number)).collect();
        terms.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| self.get(a.1).cmp(self.get(b.1))));
        terms.into_iter().map(|(_, number)| number).collect()
    }
}

/// Half of the hash of a term.
fn half(term: &[u8]) -> u32 {
    (rapidhash_v3(term) >> 32) as u32
}

/// The first eight bytes of a term as a number of the same order; missing ones count as 0.
fn head(term: &[u8]) -> u64 {
    let mut head = [0; 8];
    head.iter_mut().zip(term).for_each(|(to, from)| *to = *from);
    u64::from_be_bytes(head)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_word_keeps_its_number_and_meets_its_forms_at_the_stem() {
        let mut vocabulary = Vocabulary::new(Language::English);
        let numbers = ["rebel", "marched", "rebels", "march", "rebel", ""].map(|word| vocabulary.number(word));
        assert_eq!(numbers, [0, 1, 2, 3, 0, 4]);
        assert_eq!(numbers.map(|word| vocabulary.stem(word)), [0, 1, 0, 1, 0, 2]);
        assert_eq!(
            [0, 1, 2, 3, 4, 9].map(|n| vocabulary.words().get(n)),
            [&b"rebel"[..], b"marched", b"rebels", b"march", b"", b""]
        );
        assert_eq!([0, 1].map(|n| vocabulary.stems().get(n)), [&b"rebel"[..], b"march"]);
        vocabulary.clear();
        assert_eq!(vocabulary.number("march"), 0);
    }

    proptest! {
        #[test]
        fn terms_are_numbered_as_they_come_and_sorted_by_their_bytes(
            given in prop::collection::vec(prop::collection::vec(prop::sample::select(vec![0, 1, b'a', 0xFF]), 0..12), 0..9_000)
        ) {
            let mut terms = Terms::default();
            let mut known: BTreeMap<&[u8], u32> = BTreeMap::new();
            for term in &given {
                let next = known.len() as u32;
                let number = *known.entry(term).or_insert(next);
                prop_assert_eq!(terms.number(term), number);
                prop_assert_eq!(terms.get(number), &term[..]);
            }
            prop_assert_eq!(terms.len(), known.len());
            prop_assert_eq!(terms.sorted(), known.into_values().collect::<Vec<_>>());
        }
    }
}
