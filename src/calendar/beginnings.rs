//! The beginnings of a set of words, to turn away others at the cost of a look into four kilobytes instead of folding and
//! hashing. What they mean is for the lexicon.

/// The first three characters of some words, a bit each: a look into four kilobytes instead of folding and hashing.
pub(super) struct Beginnings(Vec<u64>);

impl Beginnings {
    pub(super) fn of<'w>(words: impl Iterator<Item = &'w String>) -> Self {
        let mut bits = vec![0; 1 << 9];
        for (slot, bit) in words.filter_map(|word| Self::place(word.as_bytes())) {
            if let Some(slot) = bits.get_mut(slot) {
                *slot |= 1 << bit;
            }
        }
        Self(bits)
    }

    /// The slot and the bit of a word: five bits for each of its first characters, where all of them are ASCII.
    fn place(word: &[u8]) -> Option<(usize, usize)> {
        let code = |byte: u8| match byte | 0x20 {
            letter @ b'a'..=b'z' => usize::from(letter - b'a' + 1),
            _ => 31,
        };
        let (mut place, mut bytes) = (0, word.iter());
        for _ in 0..3 {
            let byte = bytes.next();
            if byte.is_some_and(|byte| !byte.is_ascii()) {
                return None;
            }
            place = place << 5 | byte.map_or(0, |byte| code(*byte));
        }
        Some((place >> 6, place & 63))
    }

    /// Whether one of the words may be this one, folded. A beginning beyond ASCII is not judged: folding may change it.
    pub(super) fn may_hold(&self, word: &[u8]) -> bool {
        Self::place(word).is_none_or(|(slot, bit)| self.0.get(slot).is_some_and(|bits| bits >> bit & 1 == 1))
    }
}
