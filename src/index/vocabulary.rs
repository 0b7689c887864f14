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
    /// Usual terms come early, so that theirs stand close together.
    list: Vec<Term>,
    /// The terms, joined.
    bytes: Vec<u8>,
}

/// Where a term stands, and its first eight bytes, which tell it from most others.
#[derive(Clone, Copy, PartialEq)]
struct Term {
    head: u64,
    start: u32,
    length: u32,
}

impl Terms {
    /// Slots to begin with: enough for the words of some articles.
    const SLOTS: usize = 1 << 12;

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// Bytes that it holds.
    pub(super) fn memory(&self) -> usize {
        self.slots.len() * size_of::<u64>() + self.list.len() * size_of::<Term>() + self.bytes.len()
    }

    /// A term by its number.
    pub(super) fn get(&self, number: u32) -> &[u8] {
        self.list.get(number as usize).map_or(&[], |term| self.bytes_of(*term))
    }

    fn bytes_of(&self, term: Term) -> &[u8] {
        self.bytes.get(term.start as usize..(term.start + term.length) as usize).unwrap_or_default()
    }

    /// The number of a term: that of [`Terms::len`] before, where it is new.
    pub(super) fn number(&mut self, term: &[u8]) -> u32 {
        if self.list.len() * 3 >= self.slots.len() * 2 {
            self.grow();
        }
        let hash = half(term);
        let new = Term { head: head(term), start: self.bytes.len() as u32, length: term.len() as u32 };
        let last = self.slots.len() - 1;
        let mut at = hash as usize & last;
        loop {
            let slot = self.slots.get(at).copied().unwrap_or_default();
            let Some(number) = (slot as u32).checked_sub(1) else { break };
            if (slot >> 32) as u32 == hash
                && let Some(&known) = self.list.get(number as usize)
                && (known.head, known.length) == (new.head, new.length)
                && (term.len() <= HEAD || self.bytes_of(known) == term)
            {
                return number;
            }
            at = (at + 1) & last;
        }
        let number = self.list.len() as u32;
        self.bytes.extend_from_slice(term);
        self.list.push(new);
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = u64::from(hash) << 32 | u64::from(number + 1);
        }
        number
    }

    fn grow(&mut self) {
        let mut slots = vec![0; (self.slots.len() * 2).max(Self::SLOTS)];
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
        // The heads decide on most pairs without a look at the bytes.
        let mut terms: Vec<(Term, u32)> = self.list.iter().copied().zip(0..).collect();
        terms.sort_unstable_by(|(a, _), (b, _)| {
            a.head.cmp(&b.head).then_with(|| self.bytes_of(*a).cmp(self.bytes_of(*b)))
        });
        terms.into_iter().map(|(_, number)| number).collect()
    }
}

/// Half of the hash of a term.
fn half(term: &[u8]) -> u32 {
    (rapidhash_v3(term) >> 32) as u32
}

/// Bytes of a term's head.
const HEAD: usize = 8;

/// The first bytes of a term as a number of the same order; missing ones count as 0.
fn head(term: &[u8]) -> u64 {
    // Two reads that overlap: what both have read is the same.
    let missing = (HEAD - term.len().min(HEAD)) as u32 * 8;
    if let Some(whole) = term.first_chunk() {
        u64::from_be_bytes(*whole)
    } else if let (Some(first), Some(last)) = (term.first_chunk(), term.last_chunk()) {
        u64::from(u32::from_be_bytes(*first)) << 32 | u64::from(u32::from_be_bytes(*last)) << missing
    } else if let (Some(first), Some(last)) = (term.first_chunk(), term.last_chunk()) {
        u64::from(u16::from_be_bytes(*first)) << 48 | u64::from(u16::from_be_bytes(*last)) << missing
    } else {
        term.first().map_or(0, |only| u64::from(*only) << 56)
    }
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

    #[test]
    fn a_head_is_the_first_bytes() {
        let term = b"\x01bcdefghij";
        for length in 0..=term.len() {
            let mut first = [0; HEAD];
            first.iter_mut().zip(&term[..length]).for_each(|(to, from)| *to = *from);
            assert_eq!(head(&term[..length]), u64::from_be_bytes(first));
        }
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
