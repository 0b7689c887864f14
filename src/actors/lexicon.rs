//! The words that were read last, with what they say: most words of a text are old ones.
//!
//! A table of fixed size, two words in each line of the cache; a word that it lacks is taken apart and takes the place
//! of another. What it says of names is of one matcher: a lexicon must not be lent to another one. Knows nothing of
//! neighbours.

use super::matcher::Matcher;
use super::spelling::{Facts, Source, Span, Spelling};
use super::tokens::Keys;

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
struct Place {
    letters: Letters,
    key: [u8; LONGEST_KEY],
    length: u8,
    facts: Facts,
}

/// The places that a word can have, the newer one first.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(64))]
struct Set([Place; 2]);

/// Words and what they say.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    sets: Vec<Set>,
    /// Set and place of the word asked for last; `None` where its key is in `fresh`.
    last: Option<(u32, u32)>,
    fresh: Spelling,
}

/// A lexicon together with the matcher that it is for.
pub(super) struct Known<'a> {
    pub(super) lexicon: &'a mut Lexicon,
    pub(super) matcher: &'a Matcher,
}

impl Source for Known<'_> {
    #[inline]
    fn word(&mut self, text: &str, word: Span) -> Facts {
        let letters = letters(text.as_bytes(), word);
        let set = set(letters);
        // A word that is too long has the letters of an empty place.
        if let Some(Set(places)) = self.lexicon.sets.get(set as usize).filter(|_| letters[0] != 0) {
            // Which of the two it is, is reckoned and not branched on, as no processor could foretell it.
            let at = usize::from(places[0].letters != letters);
            if let Some(place) = places.get(at).filter(|place| place.letters == letters && place.length != NO_KEY) {
                self.lexicon.last = Some((set, at as u32));
                return place.facts;
            }
        }
        self.lexicon.find(self.matcher, text.get(word.start..word.end).unwrap_or_default(), letters, set)
    }

    #[inline]
    fn push_key(&self, keys: &mut Keys) {
        let place = self.lexicon.last.and_then(|(set, at)| self.lexicon.sets.get(set as usize)?.0.get(at as usize));
        match place {
            Some(place) => keys.push_first(&place.key, usize::from(place.length)),
            None => self.lexicon.fresh.push_key(keys),
        }
    }
}

impl Lexicon {
    /// What a word says that has no place, or a place without its key.
    #[inline(never)]
    fn find(&mut self, matcher: &Matcher, word: &str, letters: Letters, set: u32) -> Facts {
        self.last = None;
        let places = self.sets.get(set as usize).filter(|_| letters[0] != 0);
        let Some(place) = places.and_then(|Set(places)| places.iter().find(|place| place.letters == letters)) else {
            return self.learn(matcher, word, letters, set);
        };
        self.fresh.read(word);
        place.facts
    }

    /// Takes a word apart and keeps it, if it is not too long, in place of the older one of `set`.
    fn learn(&mut self, matcher: &Matcher, word: &str, letters: Letters, set: u32) -> Facts {
        let mut facts = self.fresh.read(word);
        facts.shape = matcher.first(word, facts.shape, &self.fresh);
        if self.sets.is_empty() {
            self.sets.resize(1 << SETS, Set::default());
        }
        if letters[0] == 0 {
            return facts;
        }
        let mut place = Place { letters, facts, length: NO_KEY, ..Place::default() };
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
fn letters(bytes: &[u8], word: Span) -> Letters {
    let (Some(mask), Some(rest)) = (MASKS.get(word.end - word.start), bytes.get(word.start..)) else {
        return Letters::default();
    };
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
    use crate::actors::names;
    use crate::actors::tokens::Stream;
    use crate::actors::walk::Reading;

    static MATCHER: LazyLock<Matcher> = LazyLock::new(|| Matcher::new(&Authority::bundled().unwrap()));
    static NAMES: LazyLock<Vec<String>> =
        LazyLock::new(|| MATCHER.authority().iter().flat_map(|actor| names::of(actor).cloned()).collect());

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
        /// A lexicon gives the words and keys that taking each apart gives, and no walk that it spares finds anything.
        #[test]
        fn known_words_are_read_like_new_ones(texts in prop::collection::vec(text(), 1..4), capitals: bool, alone: bool) {
            let mut lexicon = Lexicon::default();
            // The second time all words are known.
            for text in texts.iter().chain(&texts) {
                let (mut plain, mut known) = (Stream::default(), Stream::default());
                plain.read(text);
                known.read_from(text, &mut Known { lexicon: &mut lexicon, matcher: &MATCHER });
                prop_assert_eq!(plain.tokens.len(), known.tokens.len());
                let reading = |stream| Reading { matcher: &MATCHER, text, stream, capitals, alone };
                for (at, (a, b)) in plain.tokens.iter().zip(&known.tokens).enumerate() {
                    prop_assert_eq!((a.start, a.end, a.key, a.gap), (b.start, b.end, b.key, b.gap));
                    prop_assert_eq!(a.shape.without_names(), b.shape.without_names());
                    prop_assert_eq!(plain.key(at), known.key(at));
                    let spared = Some(at).filter(|&at| reading(&known).may_begin(at));
                    prop_assert_eq!(
                        reading(&plain).best_at(at), spared.and_then(|at| reading(&known).best_at(at)), "{} in {:?}", at, text
                    );
                }
            }
        }
    }

    #[test]
    fn a_lexicon_forgets_and_knows_again() {
        let mut lexicon = Lexicon::default();
        let (mut plain, mut known) = (Stream::default(), Stream::default());
        // More words than there are places, among them a few that come over and over.
        for round in 0..3_u64 {
            for number in 0..4_000_u64 {
                let word = (number * 3 + round).wrapping_mul(0x9e37_79b9_7f4a_7c15);
                let text = format!("{:x} Hamas said {:o} x{:x}", word >> 40, word >> 50, word);
                plain.read(&text);
                known.read_from(&text, &mut Known { lexicon: &mut lexicon, matcher: &MATCHER });
                for at in 0..plain.tokens.len() {
                    assert_eq!(plain.key(at), known.key(at), "{text}");
                }
            }
        }
        assert_eq!(lexicon.sets.len(), 1 << SETS);
    }
}
