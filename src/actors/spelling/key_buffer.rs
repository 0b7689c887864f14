//! The loose keys of the words of a text, one behind the other.
//!
//! Takes keys and gives bytes. Knows nothing of words.

use crate::text::items;

/// The loose keys of the words of a text, joined.
///
/// What stands behind the last key is left from other texts; it is there so that a key can be written, and the first
/// bytes of one read, by a number of bytes that is always the same.
#[derive(Debug, Default)]
pub(crate) struct KeyBuffer {
    bytes: Vec<u8>,
    /// Where the last key ends.
    end: usize,
}

impl KeyBuffer {
    /// All bytes from `start` on, and those left behind them.
    #[inline]
    pub(crate) fn from(&self, start: usize) -> &[u8] {
        items(&self.bytes, start..)
    }

    /// The bytes between two places.
    #[inline]
    pub(crate) fn between(&self, start: usize, end: usize) -> &[u8] {
        debug_assert!(end <= self.end, "a key ends at {end}, behind {}", self.end);
        items(&self.bytes, start..end)
    }

    /// Where the last key ends.
    #[inline]
    pub(crate) fn end(&self) -> usize {
        self.end
    }

    /// Forgets what stands from `end` on.
    pub(crate) fn truncate(&mut self, end: usize) {
        debug_assert!(end <= self.end, "keys end at {}, before {end}", self.end);
        self.end = end;
    }

    /// Appends a key.
    pub(crate) fn push(&mut self, key: &[u8]) {
        let to = self.end + key.len();
        self.reserve(to);
        if let Some(place) = self.bytes.get_mut(self.end..to) {
            place.copy_from_slice(key);
            self.end = to;
        }
    }

    /// Appends the first `length` bytes of `key`.
    #[inline]
    pub(crate) fn push_first<const N: usize>(&mut self, key: &[u8; N], length: usize) {
        if self.bytes.len() < self.end + N {
            self.reserve(self.end + N);
        }
        if let Some(place) = self.bytes.get_mut(self.end..self.end + N) {
            place.copy_from_slice(key);
            self.end += length.min(N);
        }
    }

    #[cold]
    fn reserve(&mut self, to: usize) {
        if self.bytes.len() < to {
            self.bytes.resize(to * 2, 0);
        }
    }
}
