//! The words that were read last, with what they say: most words of a text are old ones.
//!
//! A table of fixed size, two words in each line of the cache; a word that it lacks is taken apart and takes the place
//! of another. What it says of names is of one gazetteer: a cache must not be lent to another one. Knows nothing of
//! neighbours.

use super::gazetteer::Gazetteer;
use super::name_starts::shape_with_starts;
use crate::actors::spelling::key_buffer::KeyBuffer;
use crate::actors::spelling::word::{Spelling, WordFacts, WordSource};
use crate::actors::spelling::word_bounds::WordSpan;
use crate::text::{items, slice};

/// Sets of two places, as a power of two: one megabyte, in which 95 of 100 words of English news are found, and 80 of
/// Arabic. With half of it, 92 and 72. Reading waits for memory here more than anywhere else, so that a place is as
/// small as it can be.
const SETS: u32 = 14;
/// Longest word that is kept, in bytes.
const LONGEST: usize = 16;
/// Longest key that is kept with its word.
const LONGEST_KEY: usize = 11;
/// The length of a key that is not.
const NO_KEY: u8 = u8::MAX;

/// The letters of a short word as numbers, with zeros behind them. No word has a zero byte, so that the numbers of
/// words differ where words do; a word that is too long has zeros alone.
type Letters = [u64; LONGEST / 8];

/// A word that is kept.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    letters: Letters,
    key: [u8; LONGEST_KEY],
    length: u8,
    facts: WordFacts,
}

/// The places that a word can have, the newer one first.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(64))]
struct Set([Slot; 2]);

/// Words and what they say.
#[derive(Debug, Default)]
pub(crate) struct WordCache {
    sets: Vec<Set>,
    /// Set and place of the word asked for last; `None` where its key is in `fresh`.
    last: Option<(u32, u32)>,
    fresh: Spelling,
}

/// A cache together with the gazetteer that it is for.
pub(crate) struct CachedWords<'a> {
    pub(crate) cache: &'a mut WordCache,
    pub(crate) gazetteer: &'a Gazetteer,
}

impl WordSource for CachedWords<'_> {
    #[inline]
    fn word(&mut self, text: &str, word: WordSpan) -> WordFacts {
        let letters = letters(text.as_bytes(), word);
        let set = set(letters);
        // A word that is too long has the letters of an empty place.
        if let Some(Set(places)) = self.cache.sets.get(set as usize).filter(|_| letters[0] != 0) {
            // Which of the two it is, is reckoned and not branched on, as no processor could foretell it.
            let at = usize::from(places[0].letters != letters);
            if let Some(place) = places.get(at).filter(|place| place.letters == letters && place.length != NO_KEY) {
                self.cache.last = Some((set, at as u32));
                return place.facts;
            }
        }
        self.cache.find(self.gazetteer, slice(text, word.start..word.end), letters, set)
    }

    #[inline]
    fn push_key(&self, keys: &mut KeyBuffer) {
        let place = self.cache.last.and_then(|(set, at)| self.cache.sets.get(set as usize)?.0.get(at as usize));
        match place {
            Some(place) => keys.push_first(&place.key, usize::from(place.length)),
            None => self.cache.fresh.push_key(keys),
        }
    }
}

impl WordCache {
    /// What a word says that has no place, or a place without its key.
    #[inline(never)]
    fn find(&mut self, gazetteer: &Gazetteer, word: &str, letters: Letters, set: u32) -> WordFacts {
        self.last = None;
        let places = self.sets.get(set as usize).filter(|_| letters[0] != 0);
        let Some(place) = places.and_then(|Set(places)| places.iter().find(|place| place.letters == letters)) else {
            return self.learn(gazetteer, word, letters, set);
        };
        self.fresh.read(word);
        place.facts
    }

    /// Takes a word apart and keeps it, if it is not too long, in place of the older one of `set`.
    fn learn(&mut self, gazetteer: &Gazetteer, word: &str, letters: Letters, set: u32) -> WordFacts {
        let mut facts = self.fresh.read(word);
        facts.shape = shape_with_starts(gazetteer, word, facts.shape, &self.fresh);
        if self.sets.is_empty() {
            self.sets.resize(1 << SETS, Set::default());
        }
        if letters[0] == 0 {
            return facts;
        }
        let mut place = Slot { letters, facts, length: NO_KEY, ..Slot::default() };
        let key = self.fresh.key();
        if let Some(to) = place.key.get_mut(..key.len()) {
            to.copy_from_slice(key);
            place.length = key.len() as u8;
        }
        if let Some(Set([first, second])) = self.sets.get_mut(set as usize) {
            *second = *first;
            *first = place;
        }
        facts
    }
}

/// The set that a word has its place in.
#[inline]
fn set([first, second]: Letters) -> u32 {
    let mixed = first ^ second.wrapping_mul(0xd6e8_feb8_6659_fd93);
    (mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - SETS)) as u32
}

/// The bytes of a word as numbers.
#[inline]
fn letters(bytes: &[u8], word: WordSpan) -> Letters {
    let rest = items(bytes, word.start..);
    // A longer word is not kept.
    let Some(mask) = MASKS.get(word.end - word.start) else { return Letters::default() };
    let window = rest.first_chunk::<LONGEST>().copied().unwrap_or_else(|| {
        let mut window = [0; LONGEST];
        for (to, &from) in window.iter_mut().zip(rest) {
            *to = from;
        }
        window
    });
    let both = u128::from_le_bytes(window) & mask;
    [both as u64, (both >> 64) as u64]
}

/// For each length of a word, the bits of its bytes.
#[expect(clippy::indexing_slicing, reason = "evaluated by the compiler, within the table")]
static MASKS: [u128; LONGEST + 1] = {
    let mut masks = [0; LONGEST + 1];
    let mut length = 1;
    while length <= LONGEST {
        masks[length] = masks[length - 1] << 8 | 0xff;
        length += 1;
    }
    masks
};

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;
    use crate::actors::authority::Authority;
    use crate::actors::spelling::token_stream::TokenStream;
    use crate::actors::tagging::chunk::Chunk;

    static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| Gazetteer::new(&Authority::bundled().unwrap()));
    static NAMES: LazyLock<Vec<String>> =
        LazyLock::new(|| GAZETTEER.authority().iter().flat_map(|actor| actor.names().cloned()).collect());

    /// Names of the authority and parts of them, what stands around names, and words of all kinds.
    fn words() -> impl Strategy<Value = String> {
        let name = || (0..NAMES.len()).prop_map(|at| NAMES[at].clone());
        let part = (name(), any::<prop::sample::Index>()).prop_map(|(name, at)| {
            let words: Vec<&str> = name.split(' ').collect();
            words[at.index(words.len())].to_owned()
        });
        let around = prop::sample::select(vec![
            "al", "el", "ash", "as", "the", "The", "of", "is", "IS", "US", "in", "ibn", "Abdul", "Mr", "و", "ال", "لل",
            "Turkish", "Brigades", "forces", "(", ")", "\n\n", ".",
        ]);
        let word = prop_oneof![
            "[a-z]{1,30}",
            "[A-Z][a-z]{1,9}",
            "[A-Z]{2,5}",
            "[0-9]{1,4}",
            "[ء-ي]{1,14}",
            "[A-Zḥāéßğ][a-zḥāéß'’]{1,9}",
            "\\PC{1,3}",
        ];
        let text = prop_oneof![4 => name(), 3 => part, 3 => around.prop_map(str::to_owned), 3 => word];
        prop_oneof![6 => text.clone(), 1 => text.clone().prop_map(|t| t.to_lowercase()), 1 => text.prop_map(|t| t.to_uppercase())]
    }

    fn text() -> impl Strategy<Value = String> {
        let gap =
            prop::sample::select(vec![" ", " ", " ", " ", "-", "'s ", "’s ", ", ", ". ", "", "\n", " (", ") ", "،"]);
        prop::collection::vec((words(), gap), 0..40).prop_map(|all| all.into_iter().map(|(w, g)| w + g).collect())
    }

    proptest! {
        /// A cache gives the words and keys that taking each apart gives, and no walk that it spares finds anything.
        #[test]
        fn known_words_are_read_like_new_ones(texts in prop::collection::vec(text(), 1..4), capitals: bool, alone: bool) {
            let mut cache = WordCache::default();
            // The second time all words are known.
            for text in texts.iter().chain(&texts) {
                let (mut plain, mut known) = (TokenStream::default(), TokenStream::default());
                plain.read(text);
                known.read_from(text, &mut CachedWords { cache: &mut cache, gazetteer: &GAZETTEER });
                prop_assert_eq!(plain.tokens.len(), known.tokens.len());
                let chunk = |stream| Chunk { gazetteer: &GAZETTEER, text, stream, capitals, title_case: false, alone };
                for (at, (a, b)) in plain.tokens.iter().zip(&known.tokens).enumerate() {
                    prop_assert_eq!((a.start, a.end, a.key, a.gap), (b.start, b.end, b.key, b.gap));
                    prop_assert_eq!(a.shape.without_starts(), b.shape.without_starts());
                    prop_assert_eq!(plain.key(at), known.key(at));
                    let spared = Some(at).filter(|&at| chunk(&known).may_begin(at));
                    prop_assert_eq!(
                        chunk(&plain).best_at(at), spared.and_then(|at| chunk(&known).best_at(at)), "{} in {:?}", at, text
                    );
                }
            }
        }
    }

    #[test]
    fn a_cache_forgets_and_knows_again() {
        let mut cache = WordCache::default();
        let (mut plain, mut known) = (TokenStream::default(), TokenStream::default());
        // More words than there are places, among them a few that come over and over.
        for round in 0..3_u64 {
            for number in 0..4_000_u64 {
                let word = (number * 3 + round).wrapping_mul(0x9e37_79b9_7f4a_7c15);
                let text = format!("{:x} Hamas said {:o} x{:x}", word >> 40, word >> 50, word);
                plain.read(&text);
                known.read_from(&text, &mut CachedWords { cache: &mut cache, gazetteer: &GAZETTEER });
                for at in 0..plain.tokens.len() {
                    assert_eq!(plain.key(at), known.key(at), "{text}");
                }
            }
        }
        assert_eq!(cache.sets.len(), 1 << SETS);
    }
}
