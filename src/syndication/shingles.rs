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

/// The different shingles of a text: of its words as they are written, and of the same folded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shingles {
    written: Vec<u64>,
    folded: Vec<u64>,
}

impl Shingles {
    /// Of a text; none where it has fewer than [`LEAST_WORDS`] words.
    ///
    /// As it is written, a word is its letters and digits in small letters. Sketches are made of folded words, because the index has
    /// those; they only say what is compared.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let (mut written, mut folded) = (Vec::new(), Vec::new());
        let mut word = String::new();
        tokens(text).for_each(|token| {
            word.clear();
            let letters = slice(text, token.start..token.end).chars().filter(|c| c.is_alphanumeric());
            word.extend(letters.flat_map(char::to_lowercase));
            written.push(word_hash(word.as_bytes()));
            folded.push(word_hash(token.term.as_bytes()));
        });
        Self { written: different(&written), folded: different(&folded) }
    }

    /// How many are held, written and folded.
    #[must_use]
    pub fn len(&self) -> usize {
        self.written.len() + self.folded.len()
    }

    /// Whether the text is too short to have copies.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.folded.is_empty()
    }

    /// How like two texts are, from 0 to 1: the shingles that both have, of all that either has. Half of it goes by the words as they are
    /// written, half by the folded ones: folding alone hides an editor who spells anew, above all in Arabic, and without it a text
    /// that was only typed in another way would be another.
    #[must_use]
    pub fn likeness(&self, other: &Self) -> f64 {
        f64::midpoint(shared(&self.written, &other.written), shared(&self.folded, &other.folded))
    }
}

/// The different shingles of the hashes of a text's words, in order.
fn different(words: &[u64]) -> Vec<u64> {
    let mut shingles = Vec::new();
    if words.len() >= LEAST_WORDS {
        for_each(words.iter().copied(), |shingle| shingles.push(shingle));
    }
    shingles.sort_unstable();
    shingles.dedup();
    shingles
}

/// The share of what both lists have in what either has.
fn shared(one: &[u64], other: &[u64]) -> f64 {
    let mut rest = other.iter().peekable();
    let mut both = 0_usize;
    for shingle in one {
        while rest.next_if(|other| *other < shingle).is_some() {}
        both += usize::from(rest.next_if(|other| *other == shingle).is_some());
    }
    let all = one.len() + other.len() - both;
    if all == 0 { 0.0 } else { both as f64 / all as f64 }
}
