//! The words that were read last, with what they say: most words of a text are old ones.
//!
//! A table of fixed size, one line of the cache for each word; a word that it lacks is taken apart and takes the place
//! of another. What it says of names is of one matcher: a lexicon must not be lent to another one. Knows nothing of
//! neighbours.

use super::matcher::Matcher;
use super::spelling::{Facts, Source, Spelling};
use super::tokens::Keys;

/// Sets of two places, as a power of two: two megabytes, in which 96 of 100 words of English news are found, and 82 of
/// Arabic. Half of that finds 93 and 74; what is seldom asked for is not in the way of what a core has at hand.
const SETS: u32 = 14;
/// Longest word that is kept, and longest key of one, in bytes.
const LONGEST: usize = 24;

/// The letters of a short word as numbers, with zeros behind them. No word has a zero byte, so that the numbers of
/// words differ where words do.
type Letters = [u64; LONGEST / 8];

/// A word that is kept.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(64))]
struct Place {
    letters: Letters,
    key: [u8; LONGEST],
    length: u8,
    facts: Facts,
}

/// Words and what they say.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    places: Vec<[Place; 2]>,
    /// Set of the word asked for last, which is its first; `None` where it is in `fresh` alone.
    last: Option<usize>,
    fresh: Spelling,
}

/// A lexicon together with the matcher that it is for.
pub(super) struct Known<'a> {
    pub(super) lexicon: &'a mut Lexicon,
    pub(super) matcher: &'a Matcher,
}

impl Source for Known<'_> {
    #[inline]
    fn word(&mut self, text: &str, start: usize, end: usize) -> Facts {
        let Some(letters) = letters(text.as_bytes(), start, end) else {
            return self.lexicon.take_apart(self.matcher, text, start, end);
        };
        let set = set(letters);
        if let Some(pair) = self.lexicon.places.get_mut(set) {
            self.lexicon.last = Some(set);
            if pair[0].letters == letters {
                return pair[0].facts;
            }
            // The one asked for last comes first, and the other goes where a new word comes. Left in their places the
            // second would be asked for nearly as often as the first, and no processor could foretell which.
            pair.swap(0, 1);
            if pair[0].letters == letters {
                return pair[0].facts;
            }
        }
        self.lexicon.learn(self.matcher, text, start, end, letters)
    }

    #[inline]
    fn push_key(&self, keys: &mut Keys) {
        match self.lexicon.last.and_then(|set| self.lexicon.places.get(set)) {
            Some([place, _]) => keys.push_first(&place.key, usize::from(place.length)),
            None => self.lexicon.fresh.push_key(keys),
        }
    }
}

impl Lexicon {
    /// Takes a word apart and keeps nothing.
    #[inline(never)]
    fn take_apart(&mut self, matcher: &Matcher, text: &str, start: usize, end: usize) -> Facts {
        self.last = None;
        let word = text.get(start..end).unwrap_or_default();
        let mut facts = self.fresh.read(word);
        facts.first = matcher.first(word, facts, &self.fresh);
        facts
    }

    #[inline(never)]
    fn learn(&mut self, matcher: &Matcher, text: &str, start: usize, end: usize, letters: Letters) -> Facts {
        let facts = self.take_apart(matcher, text, start, end);
        if self.places.is_empty() {
            self.places.resize(1 << SETS, <[Place; 2]>::default());
        }
        let spelled = self.fresh.key();
        let mut key = [0; LONGEST];
        let set = set(letters);
        // Where there were places, the older one has been moved to the front.
        if let (Some(to), Some([first, _])) = (key.get_mut(..spelled.len()), self.places.get_mut(set)) {
            to.copy_from_slice(spelled);
            *first = Place { letters, key, length: spelled.len() as u8, facts };
            self.last = Some(set);
        }
        facts
    }
}

/// The set that a word has its place in.
#[inline]
fn set([first, second, third]: Letters) -> usize {
    let mixed = first ^ second.wrapping_mul(0xd6e8_feb8_6659_fd93) ^ third.wrapping_mul(0xa076_1d64_78bd_642f);
    (mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - SETS)) as usize
}

/// The bytes of a word as numbers; `None` where it is too long.
#[inline]
fn letters(bytes: &[u8], start: usize, end: usize) -> Option<Letters> {
    let mask = MASKS.get(end - start)?;
    let rest = bytes.get(start..)?;
    let window = rest.first_chunk::<LONGEST>().copied().unwrap_or_else(|| {
        let mut window = [0; LONGEST];
        for (to, &from) in window.iter_mut().zip(rest) {
            *to = from;
        }
        window
    });
    let ([first, second, third], _) = window.as_chunks::<8>() else { return None };
    let number = |eight: &[u8; 8], mask: u64| u64::from_le_bytes(*eight) & mask;
    Some([number(first, mask[0]), number(second, mask[1]), number(third, mask[2])])
}

/// For each length of a word, the bits of its bytes.
#[expect(clippy::indexing_slicing, reason = "evaluated by the compiler, within the table")]
static MASKS: [Letters; LONGEST + 1] = {
    let mut masks = [[0; LONGEST / 8]; LONGEST + 1];
    let mut length = 0;
    while length <= LONGEST {
        let mut at = 0;
        while at < length {
            masks[length][at / 8] |= 0xff << (8 * (at % 8));
            at += 1;
        }
        length += 1;
    }
    masks
};
