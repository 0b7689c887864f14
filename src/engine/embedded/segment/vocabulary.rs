//! The different words that a thread has met, numbered, each with its stem.
//!
//! A vocabulary outlives the article: of a word that stood in one before only the hash is computed, and
//! it is stemmed once. Numbers hold until [`Vocabulary::clear`].

use rapidhash::v3::rapidhash_v3;

use crate::{
    analysis::{Language, Stemmer},
    text::{item, items},
};

/// Words of a vocabulary that should be cleared: some 20 MB with their stems.
const MOST_WORDS: usize = 1 << 18;
/// Bytes of words of a vocabulary that should be cleared.
const MOST_BYTES: usize = 8 << 20;

/// The numbers in one vocabulary of what another one holds.
pub struct Numbers {
    /// Of its words.
    pub words: Vec<u32>,
    /// Of its stems.
    pub stems: Vec<u32>,
}

/// Words and their stems.
pub struct Vocabulary {
    words: Terms,
    stems: Terms,
    /// Number of the stem of each word.
    stem_of: Vec<u32>,
    stemmer: Stemmer,
}

impl Vocabulary {
    /// An empty vocabulary; words in Latin letters are stemmed as those of `language`.
    pub fn new(language: Language) -> Self {
        Self { words: Terms::default(), stems: Terms::default(), stem_of: Vec::new(), stemmer: Stemmer::new(language) }
    }

    /// Appends the number of each word in `wanted` to `numbers`, with its flag.
    pub fn numbers(&mut self, wanted: &TermBatch, numbers: &mut Vec<u32>) {
        let Self { words, stems, stem_of, stemmer } = self;
        words.numbers(wanted, |number, word, flag| {
            if number as usize == stem_of.len() {
                let stem = stemmer.stem_of(std::str::from_utf8(word).unwrap_or_default());
                stem_of.push(stems.number(stem.as_bytes()));
            }
            numbers.push(number | flag);
        });
    }

    /// The number of the stem that a word has in an article of another language; `None` where it is the same.
    pub fn other_stem(&mut self, word: u32, stemmer: &mut Stemmer) -> Option<u32> {
        let Self { words, stems, stem_of, .. } = self;
        let term = std::str::from_utf8(words.get(word)).ok().filter(|term| stemmer.decides(term))?;
        let stem = stemmer.stem_of(term).as_bytes();
        (stems.get(item(stem_of, word as usize)) != stem).then(|| stems.number(stem))
    }

    /// The numbers here of the words and stems of `other`, in the order of their numbers there.
    pub fn numbers_of(&mut self, other: &Self) -> Numbers {
        let words = self.word_numbers_of(other);
        let stems = (0..other.stems.len() as u32).map(|stem| self.stems.number(other.stems.get(stem))).collect();
        Numbers { words, stems }
    }

    fn word_numbers_of(&mut self, other: &Self) -> Vec<u32> {
        let number = |word| {
            let known = self.words.len();
            let number = self.words.number(other.words.get(word));
            if number as usize == known {
                self.stem_of.push(self.stems.number(other.stems.get(other.stem(word))));
            }
            number
        };
        (0..other.words.len() as u32).map(number).collect()
    }

    /// The words.
    pub fn words(&self) -> &Terms {
        &self.words
    }

    /// The stems.
    pub fn stems(&self) -> &Terms {
        &self.stems
    }

    /// The number of the stem of a word.
    pub fn stem(&self, word: u32) -> u32 {
        item(&self.stem_of, word as usize)
    }

    /// Whether it should be cleared before it holds more.
    pub fn is_full(&self) -> bool {
        self.words.len() > MOST_WORDS || self.words.bytes.len() > MOST_BYTES
    }

    /// Forgets every word; their numbers are given anew.
    pub fn clear(&mut self) {
        self.words = Terms::default();
        self.stems = Terms::default();
        self.stem_of = Vec::new();
    }
}

/// Terms whose numbers are wanted together.
#[derive(Default)]
pub struct TermBatch {
    terms: Vec<Want>,
    bytes: Vec<u8>,
}

#[derive(Clone, Copy)]
struct Want {
    hash: u32,
    flag: u32,
    term: Term,
}

impl TermBatch {
    /// Adds a term; `flag` is handed back with its number.
    pub fn push(&mut self, term: &str, flag: u32) {
        let term = term.as_bytes();
        self.terms.push(Want { hash: half(term), flag, term: Term::new(term, self.bytes.len()) });
        self.bytes.extend_from_slice(term);
    }

    /// Flags the last term.
    pub fn flag(&mut self, flag: u32) {
        if let Some(last) = self.terms.last_mut() {
            last.flag = flag;
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.terms.len()
    }

    /// Forgets them.
    pub fn clear(&mut self) {
        self.terms.clear();
        self.bytes.clear();
    }
}

/// Different terms, numbered as they come.
#[derive(Default)]
pub struct Terms {
    /// At the place that a term's hash points to, or behind it: half of the hash, and the number and 1 more; 0 for none.
    slots: Vec<u64>,
    /// Usual terms come early, so that theirs stand close together.
    list: Vec<Term>,
    /// The terms, joined.
    bytes: Vec<u8>,
}

/// Where a term stands, and its first eight bytes, which tell it from most others.
#[derive(Clone, Copy, Default)]
struct Term {
    head: u64,
    start: u32,
    length: u32,
}

impl Term {
    fn new(term: &[u8], start: usize) -> Self {
        Self { head: head(term), start: start as u32, length: term.len() as u32 }
    }

    /// The term, from the terms joined.
    fn of(self, bytes: &[u8]) -> &[u8] {
        items(bytes, self.start as usize..(self.start + self.length) as usize)
    }

    /// Whether it is `other`, which stands elsewhere and is `term`.
    fn is(self, bytes: &[u8], other: Self, term: &[u8]) -> bool {
        (self.head, self.length) == (other.head, other.length) && (term.len() <= HEAD || self.of(bytes) == term)
    }
}

impl Terms {
    /// Slots to begin with: enough for the words of some articles.
    const SLOTS: usize = 1 << 12;

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Bytes that it holds.
    pub fn memory(&self) -> usize {
        self.slots.len() * size_of::<u64>() + self.list.len() * size_of::<Term>() + self.bytes.len()
    }

    /// A term by its number.
    pub fn get(&self, number: u32) -> &[u8] {
        item(&self.list, number as usize).of(&self.bytes)
    }

    /// Gives the number, the term and the flag of each of `wanted`, in order.
    fn numbers(&mut self, wanted: &TermBatch, mut each: impl FnMut(u32, &[u8], u32)) {
        // After all that is done with an article, what is known of its words is in no near cache. To ask for many at once, in loops
        // that do nothing else, lets the processor wait for all of them together; it takes a third of the time.
        const AT_ONCE: usize = 64;
        let mut slots = [0; AT_ONCE];
        let mut known = [Term::default(); AT_ONCE];
        if self.slots.is_empty() {
            self.grow();
        }
        for some in wanted.terms.chunks(AT_ONCE) {
            let last = self.slots.len() - 1;
            for (slot, want) in slots.iter_mut().zip(some) {
                *slot = item(&self.slots, want.hash as usize & last);
            }
            for (known, slot) in known.iter_mut().zip(slots) {
                *known = match slot as u32 {
                    0 => Term::default(),
                    number => item(&self.list, number as usize - 1),
                };
            }
            for ((want, slot), known) in some.iter().zip(slots).zip(known) {
                let term = want.term.of(&wanted.bytes);
                let is = (slot >> 32) as u32 == want.hash && slot > 0 && known.is(&self.bytes, want.term, term);
                let number = if is { slot as u32 - 1 } else { self.number_by_hash(want.hash, term) };
                each(number, term, want.flag);
            }
        }
    }

    /// The number of a term: that of [`Terms::len`] before, where it is new.
    pub fn number(&mut self, term: &[u8]) -> u32 {
        self.number_by_hash(half(term), term)
    }

    fn number_by_hash(&mut self, hash: u32, term: &[u8]) -> u32 {
        if self.list.len() * 3 >= self.slots.len() * 2 {
            self.grow();
        }
        let new = Term::new(term, self.bytes.len());
        let last = self.slots.len() - 1;
        let mut at = hash as usize & last;
        loop {
            let slot = item(&self.slots, at);
            let number = match slot as u32 {
                0 => break,
                taken => taken - 1,
            };
            let known = self.list.get(number as usize).filter(|_| (slot >> 32) as u32 == hash);
            if known.is_some_and(|known| known.is(&self.bytes, new, term)) {
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
    pub fn sorted(&self) -> Vec<u32> {
        // The heads decide on most pairs without a look at the bytes.
        let mut terms: Vec<(Term, u32)> = self.list.iter().copied().zip(0..).collect();
        terms.sort_unstable_by(|(a, _), (b, _)| {
            a.head.cmp(&b.head).then_with(|| a.of(&self.bytes).cmp(b.of(&self.bytes)))
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
    } else if let (Some(first), Some(last)) = (term.first_chunk::<4>(), term.last_chunk::<4>()) {
        u64::from(u32::from_be_bytes(*first)) << 32 | u64::from(u32::from_be_bytes(*last)) << missing
    } else if let (Some(first), Some(last)) = (term.first_chunk::<2>(), term.last_chunk::<2>()) {
        u64::from(u16::from_be_bytes(*first)) << 48 | u64::from(u16::from_be_bytes(*last)) << missing
    } else if let [only] = term {
        u64::from(*only) << 56
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    fn numbers<const N: usize>(vocabulary: &mut Vocabulary, words: [&str; N]) -> Vec<u32> {
        let (mut wanted, mut numbers) = (TermBatch::default(), Vec::new());
        words.iter().for_each(|word| wanted.push(word, 0));
        vocabulary.numbers(&wanted, &mut numbers);
        numbers
    }

    #[test]
    fn a_word_keeps_its_number_and_meets_its_forms_at_the_stem() {
        let mut vocabulary = Vocabulary::new(Language::English);
        let found = numbers(&mut vocabulary, ["rebel", "marched", "rebels", "march", "rebel", ""]);
        assert_eq!(found, [0, 1, 2, 3, 0, 4]);
        assert_eq!(found.iter().map(|word| vocabulary.stem(*word)).collect::<Vec<_>>(), [0, 1, 0, 1, 0, 2]);
        assert_eq!(
            [0, 1, 2, 3, 4].map(|n| vocabulary.words().get(n)),
            [&b"rebel"[..], b"marched", b"rebels", b"march", b""]
        );
        assert_eq!([0, 1].map(|n| vocabulary.stems().get(n)), [&b"rebel"[..], b"march"]);
        let mut other = Vocabulary::new(Language::English);
        numbers(&mut other, ["marching", "rebels"]);
        let of_other = vocabulary.numbers_of(&other);
        assert_eq!((of_other.words, of_other.stems), (vec![5, 2], vec![1, 0]));
        assert_eq!(vocabulary.stem(5), 1);
        vocabulary.clear();
        assert_eq!(numbers(&mut vocabulary, ["march"]), [0]);
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
            given in prop::collection::vec("[\0a-cé]{0,12}", 0..9_000)
        ) {
            let mut terms = Terms::default();
            let mut together = Terms::default();
            let mut wanted = TermBatch::default();
            let mut known: BTreeMap<&[u8], u32> = BTreeMap::new();
            for term in &given {
                let next = known.len() as u32;
                let number = *known.entry(term.as_bytes()).or_insert(next);
                wanted.push(term, next);
                prop_assert_eq!(terms.number(term.as_bytes()), number);
                prop_assert_eq!(terms.get(number), term.as_bytes());
            }
            let mut given = given.iter();
            let mut same = true;
            together.numbers(&wanted, |number, term, next| {
                same &= given.next().is_some_and(|given| given.as_bytes() == term) && known.get(term) == Some(&number);
                same &= number <= next;
            });
            prop_assert!(same && given.next().is_none());
            prop_assert_eq!(terms.len(), known.len());
            prop_assert_eq!(terms.sorted(), known.into_values().collect::<Vec<_>>());
        }
    }
}
