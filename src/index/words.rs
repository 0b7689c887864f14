//! The words of an article, gathered before the engine sees them.
//!
//! Headline and text are read once for both of their fields. Each word is written down once, with all of
//! its positions, so that the engine's table of terms, which fits no cache, is asked for a word of an
//! article once and then found warm; and a word is stemmed once an article. The engine takes text values
//! only, so what is handed over is a string: [`Words`] writes it, [`Gathered`] reads it.
//! Rejected: the engine's own pre-tokenized values, which allocate for every token.

use std::ops::Range;

use rapidhash::v3::rapidhash_v3;

use super::{
    outline::Outlines,
    schema::{self, BODY_START, TITLE_WORDS},
};
use crate::analysis::{Language, Stemmer, tokens};

/// Bits of a number that one byte holds; a further one says that more follow. All bytes are ASCII.
const BITS: u32 = 6;
const MORE: u8 = 1 << BITS;

/// Gathers the words of one article after the other.
pub(super) struct Words {
    stemmer: Stemmer,
    exact: Terms,
    stems: Terms,
    /// The number in `exact` and the position of each word, in order.
    words: Vec<(u32, u32)>,
    /// Positions of words that begin a sentence of the text.
    marks: Vec<u32>,
    outlines: Outlines,
    /// Number of the stem of each term of `exact`.
    stem_of: Vec<u32>,
    order: Order,
}

impl Words {
    /// Stems words in Latin letters as those of `language`.
    pub(super) fn new(language: Language) -> Self {
        Self {
            stemmer: Stemmer::new(language),
            exact: Terms::default(),
            stems: Terms::default(),
            words: Vec::new(),
            marks: Vec::new(),
            outlines: Outlines::default(),
            stem_of: Vec::new(),
            order: Order::default(),
        }
    }

    /// Reads an article in place of the one before.
    pub(super) fn read(&mut self, title: &str, text: &str) {
        let Self { stemmer, exact, stems, words, marks, outlines, stem_of, .. } = self;
        exact.clear();
        words.clear();
        marks.clear();
        let mut headline = tokens(title);
        while let Some(token) = headline.next_token().filter(|token| token.position < TITLE_WORDS as usize) {
            words.push((exact.count(token.term), token.position as u32));
        }
        outlines.begin(text);
        let mut body = tokens(text);
        while let Some(token) = body.next_token() {
            let position = BODY_START + token.position as u32;
            let start = token.start;
            words.push((exact.count(token.term), position));
            if outlines.word(start, body.behind()) {
                marks.push(position);
            }
        }
        stems.clear();
        stem_of.clear();
        for term in &exact.list {
            let stem = stems.number(stemmer.stem_of(exact.text.get(term.range()).unwrap_or_default()));
            stem_of.push(stem);
            stems.add(stem, term.count);
        }
    }

    /// Appends the outline of the text.
    pub(super) fn write_outline(&self, out: &mut String) {
        self.outlines.write(out);
    }

    /// Appends the folded words, with the marks of sentences.
    pub(super) fn write_exact(&mut self, out: &mut String) {
        if !self.marks.is_empty() {
            write_term(schema::SENTENCE, &self.marks, out);
        }
        self.order.write(&self.exact, self.words.iter().copied(), out);
    }

    /// Appends the stems.
    pub(super) fn write_stems(&mut self, out: &mut String) {
        let stem = |word: u32| self.stem_of.get(word as usize).copied().unwrap_or_default();
        self.order.write(&self.stems, self.words.iter().map(|&(word, position)| (stem(word), position)), out);
    }
}

/// Different terms, numbered as they come.
#[derive(Default)]
struct Terms {
    /// Number of a term and 1 more, at the place its hash points to or behind it; 0 for none.
    slots: Vec<u32>,
    list: Vec<Term>,
    /// The terms, joined.
    text: String,
}

/// A term, and how often it stands in the article.
struct Term {
    hash: u64,
    start: u32,
    end: u32,
    count: u32,
}

impl Term {
    fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl Terms {
    /// Slots to begin with: enough for most news.
    const SLOTS: usize = 1 << 10;

    fn clear(&mut self) {
        self.slots.truncate(Self::SLOTS);
        self.slots.fill(0);
        self.slots.resize(Self::SLOTS, 0);
        self.list.clear();
        self.text.clear();
    }

    /// Counts a term and gives its number.
    fn count(&mut self, term: &str) -> u32 {
        let number = self.number(term);
        self.add(number, 1);
        number
    }

    fn add(&mut self, number: u32, times: u32) {
        if let Some(term) = self.list.get_mut(number as usize) {
            term.count += times;
        }
    }

    /// The number of a term.
    fn number(&mut self, term: &str) -> u32 {
        let hash = rapidhash_v3(term.as_bytes());
        let mut at = self.place(hash);
        while let Some(number) = self.slots.get(at).and_then(|slot| slot.checked_sub(1)) {
            let known = self.list.get(number as usize).filter(|known| known.hash == hash);
            if known.is_some_and(|known| self.text.get(known.range()) == Some(term)) {
                return number;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
        let number = self.list.len() as u32;
        let start = self.text.len() as u32;
        self.text.push_str(term);
        self.list.push(Term { hash, start, end: self.text.len() as u32, count: 0 });
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = number + 1;
        }
        if self.list.len() * 2 > self.slots.len() {
            self.grow();
        }
        number
    }

    /// Where a hash points to; the number of slots is a power of two.
    fn place(&self, hash: u64) -> usize {
        hash as usize & (self.slots.len().max(1) - 1)
    }

    fn grow(&mut self) {
        self.slots = vec![0; (self.slots.len() * 2).max(Self::SLOTS)];
        for number in 0..self.list.len() {
            let mut at = self.place(self.list.get(number).map_or(0, |term| term.hash));
            while self.slots.get(at).is_some_and(|slot| *slot > 0) {
                at = (at + 1) & (self.slots.len() - 1);
            }
            if let Some(slot) = self.slots.get_mut(at) {
                *slot = number as u32 + 1;
            }
        }
    }
}

/// Brings words into the order of their terms: room for both.
#[derive(Default)]
struct Order {
    /// Where the next position of each term goes; in the end, where those of the term behind it begin.
    next: Vec<u32>,
    positions: Vec<u32>,
}

impl Order {
    /// Appends every term with its positions, which `words` gives in ascending order.
    fn write(&mut self, terms: &Terms, words: impl ExactSizeIterator<Item = (u32, u32)>, out: &mut String) {
        self.next.clear();
        let mut total = 0;
        for term in &terms.list {
            self.next.push(total);
            total += term.count;
        }
        self.positions.clear();
        self.positions.resize(words.len(), 0);
        for (term, position) in words {
            let Some(next) = self.next.get_mut(term as usize) else { continue };
            if let Some(slot) = self.positions.get_mut(*next as usize) {
                *slot = position;
                *next += 1;
            }
        }
        for (term, &end) in terms.list.iter().zip(&self.next) {
            let positions = self.positions.get((end - term.count) as usize..end as usize).unwrap_or_default();
            write_term(terms.text.get(term.range()).unwrap_or_default(), positions, out);
        }
    }
}

/// Length of the term, number of its positions, the term, each position less the one before.
fn write_term(term: &str, positions: &[u32], out: &mut String) {
    write_number(term.len() as u32, out);
    write_number(positions.len() as u32, out);
    out.push_str(term);
    let mut before = 0;
    for &position in positions {
        write_number(position - before, out);
        before = position;
    }
}

fn write_number(mut number: u32, out: &mut String) {
    while number >= u32::from(MORE) {
        out.push(char::from(number as u8 & (MORE - 1) | MORE));
        number >>= BITS;
    }
    out.push(char::from(number as u8));
}

/// Reads gathered words: every term as often as it stands in the article, one position after the other.
#[derive(Clone, Copy)]
pub(super) struct Gathered<'a> {
    rest: &'a str,
    /// Positions of the term that are still to come.
    left: u32,
    position: u32,
}

impl<'a> Gathered<'a> {
    /// Reads what [`Words`] wrote.
    pub(super) fn new(value: &'a str) -> Self {
        Self { rest: value, left: 0, position: 0 }
    }

    /// The next position, with the term where it is another than before.
    pub(super) fn next(&mut self) -> Option<(Option<&'a str>, u32)> {
        let mut term = None;
        if self.left == 0 {
            let length = self.number()?;
            self.left = self.number()?;
            let (head, rest) = self.rest.split_at_checked(length as usize)?;
            (term, self.rest, self.position) = (Some(head), rest, 0);
        }
        self.left = self.left.checked_sub(1)?;
        self.position = self.position.checked_add(self.number()?)?;
        Some((term, self.position))
    }

    fn number(&mut self) -> Option<u32> {
        let mut number = 0;
        for (at, &byte) in self.rest.as_bytes().iter().enumerate().take(6) {
            number |= u32::from(byte & (MORE - 1)) << (at as u32 * BITS);
            if byte & MORE == 0 {
                self.rest = self.rest.get(at + 1..)?;
                return Some(number);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    fn read(value: &str) -> BTreeMap<String, Vec<u32>> {
        let mut found: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        let mut gathered = Gathered::new(value);
        let mut term = "";
        while let Some((new, position)) = gathered.next() {
            term = new.unwrap_or(term);
            found.entry(term.replace(schema::SENTENCE, "¶")).or_default().push(position);
        }
        assert_eq!(gathered.rest, "", "read to the end");
        found
    }

    fn both(title: &str, text: &str) -> [BTreeMap<String, Vec<u32>>; 2] {
        let mut words = Words::new(Language::English);
        words.read("Some other article", "It was read before. The second is not mixed up with it.");
        words.read(title, text);
        let (mut stems, mut exact) = (String::new(), String::new());
        words.write_stems(&mut stems);
        words.write_exact(&mut exact);
        [read(&stems), read(&exact)]
    }

    fn shown(found: &BTreeMap<String, Vec<u32>>) -> String {
        found.iter().map(|(term, at)| format!("{term}{at:?}")).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn headline_and_text_have_their_own_positions() {
        let table = [
            ("Rebels march", "They came.", "came[65] march[1] rebel[0] they[64]"),
            ("", "Marched, marches: march!", "march[64, 65, 66]"),
            ("March", "", "march[0]"),
            ("", "", ""),
        ];
        for (title, text, stems) in table {
            assert_eq!(shown(&both(title, text)[0]), stems);
        }
        assert_eq!(shown(&both("", "They came. All left.")[1]), "all[66] came[65] left[67] they[64] ¶[64, 66]");
        assert_eq!(shown(&both("They came. So", "so.")[1]), "came[1] so[2, 64] they[0] ¶[64]");
    }

    #[test]
    fn a_long_headline_does_not_reach_the_text() {
        let [stems, _] = both(&"word ".repeat(100), "end");
        assert_eq!(stems.get("word").unwrap().len(), TITLE_WORDS as usize);
        assert_eq!(stems.get("end").unwrap(), &[BODY_START]);
    }

    #[test]
    fn any_bytes_are_read_to_their_end() {
        for value in
            ["\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}", "\u{1}\u{1}é\u{1}", "\u{2}", "\u{1}\u{0}a", "\u{9}\u{1}a"]
        {
            let mut gathered = Gathered::new(value);
            while gathered.next().is_some() {}
        }
    }

    proptest! {
        #[test]
        fn every_word_is_there_once(title in "[a-d ]{0,20}", text in any::<String>(), long in "([a-z]{1,3} ){0,3000}") {
            let text = text + " " + &long;
            let [stems, exact] = both(&title, &text);
            let mut expected: BTreeMap<String, Vec<u32>> = BTreeMap::new();
            tokens(&title).for_each(|token| expected.entry(token.term.to_owned()).or_default().push(token.position as u32));
            tokens(&text).for_each(|token| {
                expected.entry(token.term.to_owned()).or_default().push(BODY_START + token.position as u32);
            });
            let mut found = exact;
            let marks = found.remove("¶").unwrap_or_default();
            prop_assert_eq!(&found, &expected);
            prop_assert!(marks.len() <= crate::analysis::sentences(&text).len());
            let mut stemmer = Stemmer::new(Language::English);
            let mut merged: BTreeMap<String, Vec<u32>> = BTreeMap::new();
            for (term, at) in expected {
                merged.entry(stemmer.stem_of(&term).to_owned()).or_default().extend(at);
            }
            merged.values_mut().for_each(|at| at.sort_unstable());
            prop_assert_eq!(&stems, &merged);
        }
    }
}
