//! A sketch of a text: few bytes, of which two like texts have about as large a share in common as of their shingles.
//!
//! `MinHash` (Broder, 1997) with one permutation (Li, Owen and Zhang, 2012): the hash of a shingle says which of the slots it
//! belongs to, and each slot keeps the least hash that came to it. A slot that none came to takes what another one has, by a
//! hash of its number alone (Shrivastava, 2017, "optimal densification"), so that short texts are as comparable as long ones. Of each hash one
//! byte is kept (Li and König, 2010, "b-bit minwise hashing"): two that differ agree by chance once in 256.

use super::shingles::{self, LEAST_WORDS, mixed};
use crate::{analysis::tokens, text::item};

/// Bytes of a sketch, each of a slot of its own.
pub const SKETCH_BYTES: usize = 16;

/// What a slot holds that no shingle came to.
const EMPTY: u64 = u64::MAX;

/// A sketch of one text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sketch([u8; SKETCH_BYTES]);

impl Sketch {
    /// Of a text; `None` where it is too short to have copies.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let mut words = Vec::new();
        tokens(text).for_each(|token| words.push(shingles::word_hash(token.term.as_bytes())));
        Self::of_words(words)
    }

    /// Of the hashes of a text's words, in their order.
    #[must_use]
    pub fn of_words(words: impl IntoIterator<Item = u64, IntoIter: ExactSizeIterator>) -> Option<Self> {
        let words = words.into_iter();
        if words.len() < LEAST_WORDS {
            return None;
        }
        let mut least = [EMPTY; SKETCH_BYTES];
        shingles::for_each(words, |shingle| {
            // The upper bits say which slot, all of them which is the least: within a slot their order is that of the rest.
            let slot = ((u128::from(shingle) * SKETCH_BYTES as u128) >> u64::BITS) as usize;
            if let Some(least) = least.get_mut(slot) {
                *least = shingle.min(*least);
            }
        });
        Some(Self(std::array::from_fn(|slot| byte_of(filled(&least, slot)))))
    }

    /// From the bytes that were kept.
    #[must_use]
    pub fn from_bytes(bytes: [u8; SKETCH_BYTES]) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8; SKETCH_BYTES] {
        &self.0
    }

    /// In how many slots two agree.
    pub(super) fn agreement(&self, other: &Self) -> usize {
        self.0.iter().zip(&other.0).filter(|(one, other)| one == other).count()
    }
}

/// What a slot holds, or the slot that it takes from.
fn filled(least: &[u64; SKETCH_BYTES], slot: usize) -> u64 {
    let mut at = slot;
    let mut attempt = 0;
    while item(least, at) == EMPTY {
        attempt += 1;
        at = (mixed((slot as u64) << 32 | attempt) % SKETCH_BYTES as u64) as usize;
        // A text that is long enough has a shingle, so one slot at least is filled; half a dozen attempts find it.
        if attempt > 64 * SKETCH_BYTES as u64 {
            return least.iter().copied().min().unwrap_or(EMPTY);
        }
    }
    item(least, at)
}

/// The byte of a hash: of its low half, which says nothing about the slot.
fn byte_of(hash: u64) -> u8 {
    mixed(hash) as u8
}
