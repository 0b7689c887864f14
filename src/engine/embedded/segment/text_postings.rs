//! Posting lists of headline and text, for one segment.
//!
//! Articles are kept as they come: the numbers of their words, one after the other, so that an article costs one
//! copy. When the segment is written, two passes over all of them bring the places of each word together
//! (sorting by counting), once for words and once for stems. Rejected: the engine's own table, which asks for
//! each word of an article in a table that fits no cache, and keeps a list for each.

use std::io;

use tantivy::postings::FieldSerializer;

use super::{
    super::schema,
    vocabulary::{Numbers, Terms, Vocabulary},
};
use crate::analysis::BODY_START;
use crate::text::{item, items};

/// Set in the number of a word that begins a sentence of the text.
pub const BEGINS: u32 = 1 << 31;
/// Words between two of the places at which the article is noted.
const STEP: usize = 128;

/// The words of an article.
#[derive(Clone, Copy)]
pub struct NumberedWords<'a> {
    /// The number of each word, with [`BEGINS`] where it begins a sentence of the text.
    pub words: &'a [u32],
    /// How many of them are the headline's.
    pub headline: usize,
    /// Words by their place among all, with the number of the stem that they have in another language besides; in order.
    pub other_stems: &'a [(u32, u32)],
}

/// The words of the articles of a segment.
#[derive(Default)]
pub(super) struct TextPostings {
    words: Vec<u32>,
    /// Places of words with the number of a further stem, in order.
    other_stems: Vec<(u32, u32)>,
    articles: Vec<Article>,
    /// The article of every [`STEP`]th word.
    noted: Vec<u32>,
    sentences: u64,
}

/// Where an article's words begin, and those of its text.
#[derive(Clone, Copy, Default)]
struct Article {
    start: u32,
    body: u32,
}

impl TextPostings {
    /// Adds an article. Gives the length of both fields: stems, and words with the beginnings of sentences.
    pub(super) fn add(&mut self, NumberedWords { words, headline, other_stems }: NumberedWords<'_>) -> (u32, u32) {
        let start = self.words.len();
        self.other_stems.extend(other_stems.iter().map(|&(place, stem)| (start as u32 + place, stem)));
        let sentences = words.iter().filter(|word| **word & BEGINS != 0).count();
        self.words.extend_from_slice(words);
        self.noted.resize(self.words.len().div_ceil(STEP), self.articles.len() as u32);
        self.articles.push(Article { start: start as u32, body: (start + headline) as u32 });
        self.sentences += sentences as u64;
        ((words.len() + other_stems.len()) as u32, (words.len() + sentences) as u32)
    }

    /// The words of an article by other numbers, in these two lists.
    pub(super) fn renumbered<'w>(
        &self,
        article: usize,
        numbers: &Numbers,
        words: &'w mut Vec<u32>,
        other_stems: &'w mut Vec<(u32, u32)>,
    ) -> NumberedWords<'w> {
        let Article { start, body } = item(&self.articles, article);
        let end = self.end(article);
        let number = |word: &u32| item(&numbers.words, (word & !BEGINS) as usize);
        words.clear();
        let own = items(&self.words, start as usize..end as usize);
        words.extend(own.iter().map(|word| number(word) | word & BEGINS));
        let first = |place: u32| self.other_stems.partition_point(|(other, _)| *other < place);
        other_stems.clear();
        let own = items(&self.other_stems, first(start)..first(end));
        other_stems.extend(own.iter().map(|&(place, stem)| (place - start, item(&numbers.stems, stem as usize))));
        NumberedWords { words, headline: (body - start) as usize, other_stems }
    }

    /// Where the words of an article end.
    fn end(&self, article: usize) -> u32 {
        match self.articles.get(article + 1) {
            Some(next) => next.start,
            None => self.words.len() as u32,
        }
    }

    /// Bytes that are held, and that writing will take.
    pub(super) fn memory(&self) -> usize {
        (self.words.len() + 2 * self.other_stems.len()) * 2 * size_of::<u32>()
            + self.articles.len() * size_of::<Article>()
    }

    /// Lengths of all articles in both fields, as of [`TextPostings::add`].
    pub(super) fn totals(&self) -> (u64, u64) {
        let words = self.words.len() as u64;
        (words + self.other_stems.len() as u64, words + self.sentences)
    }

    /// Writes the posting lists of stems.
    pub(super) fn write_stems<W: io::Write>(
        &self,
        vocabulary: &Vocabulary,
        to: &mut FieldSerializer<'_, W>,
    ) -> io::Result<()> {
        self.write(vocabulary.stems(), |word| vocabulary.stem(word), &self.other_stems, to)
    }

    /// Writes the posting lists of folded words, with that of the beginnings of sentences.
    pub(super) fn write_words<W: io::Write>(
        &self,
        vocabulary: &Vocabulary,
        to: &mut FieldSerializer<'_, W>,
    ) -> io::Result<()> {
        let begins = self.words.iter().enumerate().filter(|(_, word)| **word & BEGINS != 0);
        // It stands before every word: one begins with a letter or a digit.
        self.write_posting_list(
            schema::SENTENCE.as_bytes(),
            begins.map(|(place, _)| place as u32),
            &mut PostingList::default(),
            to,
        )?;
        self.write(vocabulary.words(), |word| word, &[], to)
    }

    fn write<W: io::Write>(
        &self,
        terms: &Terms,
        term: impl Fn(u32) -> u32,
        others: &[(u32, u32)],
        to: &mut FieldSerializer<'_, W>,
    ) -> io::Result<()> {
        let words = self.words.iter().enumerate();
        let (places, ends) =
            by_number(terms.len(), words.map(|(place, word)| (term(word & !BEGINS) as usize, place as u32)));
        let others = others.iter().map(|&(place, term)| (term as usize, place));
        let (others, other_ends) = by_number(if others.len() > 0 { terms.len() } else { 0 }, others);
        let mut list = PostingList::default();
        let mut both: Vec<u32> = Vec::new();
        for number in terms.sorted() {
            let mut places = of_number(number, &places, &ends);
            if !others.is_empty() {
                let others = of_number(number, &others, &other_ends);
                if !others.is_empty() {
                    both.clear();
                    both.extend_from_slice(places);
                    both.extend_from_slice(others);
                    both.sort_unstable();
                    places = &both;
                }
            }
            self.write_posting_list(terms.get(number), places.iter().copied(), &mut list, to)?;
        }
        Ok(())
    }

    /// Writes the posting list of a term from the places of its words, which ascend.
    fn write_posting_list<W: io::Write>(
        &self,
        term: &[u8],
        places: impl Iterator<Item = u32>,
        list: &mut PostingList,
        to: &mut FieldSerializer<'_, W>,
    ) -> io::Result<()> {
        list.clear();
        let (mut number, mut article, mut end) = (0, Article { start: 0, body: 0 }, 0);
        for place in places {
            if place >= end {
                number = self.article(place);
                article = item(&self.articles, number);
                end = self.end(number);
            }
            let in_text = place.checked_sub(article.body).map(|word| word + BODY_START);
            list.add(number as u32, in_text.unwrap_or(place - article.start));
        }
        list.write(term, true, to)
    }

    /// The article that a word stands in.
    fn article(&self, place: u32) -> usize {
        let noted = item(&self.noted, place as usize / STEP) as usize;
        let later = items(&self.articles, noted + 1..);
        noted + later.iter().take_while(|article| article.start <= place).count()
    }
}

/// Brings values of the same number together, in the order they come: the values, and where those of each number end.
pub(super) fn by_number<T: Copy + Default>(
    numbers: usize,
    values: impl ExactSizeIterator<Item = (usize, T)> + Clone,
) -> (Vec<T>, Vec<u32>) {
    let mut ends = vec![0; numbers];
    for (number, _) in values.clone() {
        if let Some(count) = ends.get_mut(number) {
            *count += 1;
        }
    }
    let mut total = 0;
    for count in &mut ends {
        (*count, total) = (total, total + *count);
    }
    let mut sorted = vec![T::default(); values.len()];
    // Where the next value of a number goes; in the end, where those of the number behind it begin.
    for (number, value) in values {
        if let Some(next) = ends.get_mut(number) {
            if let Some(slot) = sorted.get_mut(*next as usize) {
                *slot = value;
            }
            *next += 1;
        }
    }
    (sorted, ends)
}

/// The values of a number, as [`by_number`] gives them.
pub(super) fn of_number<'a, T>(number: u32, values: &'a [T], ends: &[u32]) -> &'a [T] {
    let number = number as usize;
    let start = if number == 0 { 0 } else { item(ends, number - 1) };
    let end = item(ends, number);
    items(values, start as usize..end as usize)
}

/// One posting list as the engine wants it; the memory is used again from term to term.
#[derive(Default)]
pub(super) struct PostingList {
    /// Each article with the number of its positions.
    articles: Vec<(u32, u32)>,
    /// Positions, each less the one before it in its article.
    positions: Vec<u32>,
    /// The last position.
    before: u32,
}

impl PostingList {
    /// Empties it.
    pub(super) fn clear(&mut self) {
        self.articles.clear();
        self.positions.clear();
    }

    /// Adds a position in an article; both ascend.
    pub(super) fn add(&mut self, article: u32, position: u32) {
        match self.articles.last_mut() {
            Some((last, count)) if *last == article => {
                *count += 1;
                self.positions.push(position.saturating_sub(self.before));
            }
            _ => {
                self.articles.push((article, 1));
                self.positions.push(position);
            }
        }
        self.before = position;
    }

    /// Writes it as that of a term, unless it is empty.
    pub(super) fn write<W: io::Write>(
        &self,
        term: &[u8],
        positions: bool,
        to: &mut FieldSerializer<'_, W>,
    ) -> io::Result<()> {
        if self.articles.is_empty() {
            return Ok(());
        }
        to.new_term(term, if positions { self.articles.len() as u32 } else { 0 }, positions)?;
        let mut rest = &self.positions[..];
        for &(article, count) in &self.articles {
            let (own, behind) = (items(rest, ..count as usize), items(rest, count as usize..));
            if positions {
                to.write_doc(article, own.len() as u32, own);
            } else {
                to.write_doc(article, 0, &[]);
            }
            rest = behind;
        }
        to.close_term()
    }
}
