//! Shingles of a text: hashes of each four words in a row, and how much two texts have of them in common.

use rapidhash::v3::rapidhash_v3;

use crate::{analysis::tokens, text::slice};

/// Words of a shingle.
const WORDS: usize = 4;
/// Words of a text that may have copies: some forty, where `3.5` and `U.S.` are taken for two.
pub const LEAST_WORDS: usize = 38;
/// Likeness of a text and its copy.
pub const COPY: f64 = 0.8;
/// Likeness of texts that share text.
pub const SHARED: f64 = 0.5;

/// The hash of a word.
#[must_use]
pub fn word_hash(word: &[u8]) -> u64 {
    rapidhash_v3(word)
}

/// Calls `each` with the hash of every shingle, given the hashes of the words in their order.
pub fn for_each(words: impl IntoIterator<Item = u64>, mut each: impl FnMut(u64)) {
    let mut last = [0_u64; WORDS];
    for (number, word) in words.into_iter().enumerate() {
        last.rotate_left(1);
        if let Some(newest) = last.last_mut() {
            *newest = word;
        }
        if number + 1 >= WORDS {
            each(last.iter().fold(0, |sum, word| mixed(sum ^ word)));
        }
    }
}

/// A number whose every bit depends on every bit of `number`: the finalizer of splitmix64 (Steele, Lea and Flood, 2014).
pub(super) fn mixed(number: u64) -> u64 {
    let number = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let number = (number ^ number >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let number = (number ^ number >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    number ^ number >> 31
}

/// The different shingles of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shingles(Vec<u64>);

impl Shingles {
    /// Of a text, by the letters and digits of its words, in small letters; none where it has fewer than [`LEAST_WORDS`] words.
    ///
    /// Sketches are made of words that are folded as they are searched for, because the index has those; they only say what is
    /// compared. Here another spelling is another word: an editor's hand, which folding Arabic letters would hide.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut words = Vec::new();
        let mut written = String::new();
        tokens(text).for_each(|token| {
            written.clear();
            let letters = slice(text, token.start..token.end).chars().filter(|c| c.is_alphanumeric());
            written.extend(letters.flat_map(char::to_lowercase));
            words.push(word_hash(written.as_bytes()));
        });
        Self::of_words(&words)
    }

    /// Of the hashes of a text's words.
    #[must_use]
    pub fn of_words(words: &[u64]) -> Self {
        let mut shingles = Vec::new();
        if words.len() >= LEAST_WORDS {
            for_each(words.iter().copied(), |shingle| shingles.push(shingle));
        }
        shingles.sort_unstable();
        shingles.dedup();
        Self(shingles)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether the text is too short to have copies.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How like two texts are, from 0 to 1: the shingles that both have, of all that either has.
    #[must_use]
    pub fn likeness(&self, other: &Self) -> f64 {
        let mut rest = other.0.iter().peekable();
        let mut both = 0_usize;
        for shingle in &self.0 {
            while rest.next_if(|other| *other < shingle).is_some() {}
            both += usize::from(rest.next_if(|other| *other == shingle).is_some());
        }
        let all = self.len() + other.len() - both;
        if all == 0 { 0.0 } else { both as f64 / all as f64 }
    }
}
