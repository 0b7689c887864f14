//! The words of an article.
//!
//! Headline and text are read once for both of their fields. New articles go into the posting lists of a segment as the
//! numbers of their words ([`super::segment`]). An article that takes another's place goes to the engine, whose deletions know
//! what came before what; it takes text values only, so each word is written down once, with all of its
//! positions, as a string: [`ArticleWords`] writes it, [`TermPositions`] reads it.
//! Rejected: the engine's own pre-tokenized values, which allocate for every token.

use super::{
    schema,
    segment::{
        text_postings::{BEGINS, NumberedWords},
        vocabulary::{Numbers, TermBatch, Terms, Vocabulary},
    },
};
use crate::{
    analysis::{BODY_START, Language, Stemmers, TITLE_WORDS, outline::Outlines, tokens},
    syndication::{Sketch, word_hash},
    text::{item, items},
};

/// Bits of a number that one byte holds; a further one says that more follow. All bytes are ASCII.
const BITS: u32 = 6;
const MORE: u8 = 1 << BITS;

/// Words that are numbered together: more than most articles have, and no great part of the memory that a book takes.
const TOGETHER: usize = 1 << 16;

/// Reads the words of one article after the other.
pub(super) struct ArticleWords {
    vocabulary: Vocabulary,
    wanted: TermBatch,
    /// The number of each word of headline and text, with [`BEGINS`] where it begins a sentence of the text.
    words: Vec<u32>,
    /// How many of them are the headline's.
    headline: usize,
    /// Words by their place among all, with the number of the stem that they have in the article's own language besides.
    other_stems: Vec<(u32, u32)>,
    stemmers: Stemmers,
    outlines: Outlines,
    /// Of each word of the vocabulary, what shingles are made of.
    hashes: Vec<u64>,
}

impl ArticleWords {
    /// Stems words in Latin letters as those of `language`.
    pub(super) fn new(language: Language) -> Self {
        Self {
            vocabulary: Vocabulary::new(language),
            wanted: TermBatch::default(),
            words: Vec::new(),
            headline: 0,
            other_stems: Vec::new(),
            stemmers: Stemmers::new(language),
            outlines: Outlines::default(),
            hashes: Vec::new(),
        }
    }

    /// Reads an article in place of the one before; `language` is the code of its own.
    pub(super) fn read(&mut self, title: &str, text: &str, language: Option<&str>) {
        let Self { vocabulary, wanted, words, headline: headline_words, other_stems, stemmers, outlines, .. } = self;
        wanted.clear();
        words.clear();
        let mut headline = tokens(title);
        while let Some(token) = headline.next_token().filter(|token| token.position < TITLE_WORDS as usize) {
            wanted.push(token.term, 0);
        }
        *headline_words = wanted.len();
        outlines.begin(text);
        let mut body = tokens(text);
        while let Some(token) = body.next_token() {
            if wanted.len() >= TOGETHER {
                vocabulary.numbers(wanted, words);
                wanted.clear();
            }
            let start = token.start;
            wanted.push(token.term, 0);
            if outlines.word(start, body.behind()) {
                wanted.flag(BEGINS);
            }
        }
        vocabulary.numbers(wanted, words);
        other_stems.clear();
        if let Some(stemmer) = language.and_then(|code| stemmers.other(code)) {
            for (place, word) in (0..).zip(words.iter()) {
                let stem = vocabulary.other_stem(word & !BEGINS, stemmer);
                other_stems.extend(stem.map(|stem| (place, stem)));
            }
        }
    }

    /// The words of headline and text as the lists of a segment take them.
    pub(super) fn numbers(&self) -> NumberedWords<'_> {
        NumberedWords { words: &self.words, headline: self.headline, other_stems: &self.other_stems }
    }

    /// What the numbers stand for.
    pub(super) fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// The numbers here of the words and stems that `other` has met, in the order of their numbers there.
    pub(super) fn numbers_of(&mut self, other: &Self) -> Numbers {
        self.vocabulary.numbers_of(&other.vocabulary)
    }

    /// Gives back the room that a large article took; its words are forgotten.
    pub(super) fn give_back(&mut self) {
        (self.words, self.headline, self.outlines) = (Vec::new(), 0, Outlines::default());
    }

    /// Forgets what the numbers stand for: what was made of them must have been written.
    pub(super) fn clear(&mut self) {
        self.words.clear();
        self.headline = 0;
        self.other_stems.clear();
        self.vocabulary.clear();
        self.hashes.clear();
    }

    /// What the text is compared with others by; `None` where it is too short.
    pub(super) fn sketch(&mut self) -> Option<Sketch> {
        let Self { vocabulary, hashes, words, headline, .. } = self;
        let known = hashes.len() as u32;
        let terms = vocabulary.words();
        hashes.extend((known..terms.len() as u32).map(|word| word_hash(terms.get(word))));
        Sketch::of_words(items(words, *headline..).iter().map(|word| item(hashes, (word & !BEGINS) as usize)))
    }

    /// Appends the outline of the text.
    pub(super) fn write_outline(&self, out: &mut String) {
        self.outlines.write(out);
    }

    /// Appends the folded words, with the marks of sentences.
    pub(super) fn write_exact(&self, out: &mut String) {
        let marks: Vec<u32> =
            self.placed().filter(|(word, _)| word & BEGINS != 0).map(|(_, position)| position).collect();
        if !marks.is_empty() {
            write_term(schema::SENTENCE, &marks, out);
        }
        write(self.vocabulary.words(), self.placed().map(|(word, position)| (word & !BEGINS, position)), out);
    }

    /// Appends the stems.
    pub(super) fn write_stems(&self, out: &mut String) {
        let stems = self.placed().map(|(word, position)| (self.vocabulary.stem(word & !BEGINS), position));
        let others = self.other_stems.iter().map(|&(place, stem)| (stem, self.position(place)));
        write(self.vocabulary.stems(), stems.chain(others), out);
    }

    /// The position of a word by its place among all.
    fn position(&self, place: u32) -> u32 {
        place.checked_sub(self.headline as u32).map_or(place, |word| word + BODY_START)
    }

    /// The words with their positions, in order.
    fn placed(&self) -> impl Iterator<Item = (u32, u32)> {
        let (headline, text) = (items(&self.words, ..self.headline), items(&self.words, self.headline..));
        headline.iter().copied().zip(0..).chain(text.iter().copied().zip(BODY_START..))
    }
}

/// Appends every term with its positions.
fn write(terms: &Terms, words: impl Iterator<Item = (u32, u32)>, out: &mut String) {
    let mut words: Vec<(u32, u32)> = words.collect();
    words.sort_unstable();
    let mut positions = Vec::new();
    for same in words.chunk_by(|a, b| a.0 == b.0) {
        positions.clear();
        positions.extend(same.iter().map(|(_, position)| *position));
        let [(number, _), ..] = same else { continue };
        let term = std::str::from_utf8(terms.get(*number));
        debug_assert!(term.is_ok(), "word {number} is no text");
        write_term(term.unwrap_or_default(), &positions, out);
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
pub(super) struct TermPositions<'a> {
    rest: &'a str,
    /// Positions of the term that are still to come.
    left: u32,
    position: u32,
}

impl<'a> TermPositions<'a> {
    /// Reads what [`ArticleWords`] wrote.
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
    use crate::analysis::Stemmer;

    fn read(value: &str) -> BTreeMap<String, Vec<u32>> {
        let mut found: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        let mut gathered = TermPositions::new(value);
        let mut term = "";
        while let Some((new, position)) = gathered.next() {
            term = new.unwrap_or(term);
            found.entry(term.replace(schema::SENTENCE, "¶")).or_default().push(position);
        }
        assert_eq!(gathered.rest, "", "read to the end");
        found
    }

    fn both(title: &str, text: &str) -> [BTreeMap<String, Vec<u32>>; 2] {
        let mut words = ArticleWords::new(Language::English);
        words.read("Some other article", "It was read before. The second is not mixed up with it.", Some("de"));
        words.read(title, text, None);
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
            let mut gathered = TermPositions::new(value);
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
