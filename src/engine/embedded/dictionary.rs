//! The words of an index: how many articles have them, and which of them a pattern stands for.

use std::{cell::Cell, ops::Range};

use levenshtein_automata::{DFA, Distance, SINK_STATE};
use tantivy::{
    TantivyError, Term,
    collector::Count,
    query::{Bm25StatisticsProvider as _, PhraseQuery},
};
use tantivy_fst::Automaton;

use super::{
    IndexError, Reader, any_words, living,
    schema::{self, SENTENCE},
    span_query::SpanQuery,
};
use crate::{
    analysis::Language,
    engine::work::{LETTER, PATTERN, Work},
    query::{
        Stamp,
        dictionary::{Dictionary, Expansion, is_asked_for},
        dimensions::Dimension,
        expr::{Expr, Test},
        pattern::{Pattern, automaton},
    },
    text::slice,
};

impl Dictionary for Reader {
    type Error = IndexError;

    fn articles(&self) -> Result<u64, IndexError> {
        Ok(self.len())
    }

    fn frequencies(&self, sequences: &[&[Test]]) -> Result<Vec<u64>, IndexError> {
        sequences.iter().map(|sequence| self.frequency(sequence)).collect()
    }

    fn languages(&self) -> Result<Vec<&'static str>, IndexError> {
        if let Some(known) = self.languages.get() {
            return Ok(known.clone());
        }
        let (all, field) = (self.len(), self.fields().column[Dimension::Language]);
        let mut asked = Vec::new();
        for code in Language::codes().filter(|code| *code != self.language.code()) {
            if is_asked_for(self.living.doc_freq(&Term::from_field_text(field, code))?, all) {
                asked.push(code);
            }
        }
        Ok(self.languages.get_or_init(|| asked).clone())
    }

    fn last_stamp(&self, stamp: Stamp) -> Result<Option<i64>, IndexError> {
        self.last_stamp_of(stamp)
    }

    fn expand(&self, pattern: &Pattern, most: usize) -> Result<Option<Expansion>, IndexError> {
        if pattern.is_of_all() {
            return Ok(Some(Expansion::default()));
        }
        let mut found = DictionaryWords::default();
        let mut seen = 0_u64;
        match pattern {
            Pattern::Fuzzy { word, distance, .. } => {
                let automaton = automaton(word, *distance);
                for segment in self.searcher().segment_readers() {
                    let inverted = segment.inverted_index(self.fields().text_exact)?;
                    let walk = inverted.terms().search(Misspellings::new(&automaton, &self.work));
                    let stream = walk.ge(pattern.beginning().as_bytes()).into_stream();
                    let mut stream = stream.map_err(TantivyError::from)?;
                    while let Some((term, info)) = stream.next() {
                        if !term.starts_with(pattern.beginning().as_bytes()) {
                            break;
                        }
                        seen += 1;
                        found.add(term, || living::frequency(segment, &inverted, info), |_| true)?;
                    }
                }
            }
            Pattern::Prefix(_) | Pattern::Wildcard(_) => {
                let matcher = pattern.matcher();
                for segment in self.searcher().segment_readers() {
                    let inverted = segment.inverted_index(self.fields().text_exact)?;
                    let stream = inverted.terms().range().ge(pattern.beginning().as_bytes()).into_stream();
                    let mut stream = stream.map_err(TantivyError::from)?;
                    while let Some((term, info)) = stream.next() {
                        if !term.starts_with(pattern.beginning().as_bytes()) {
                            break;
                        }
                        seen += 1;
                        found.add(
                            term,
                            || living::frequency(segment, &inverted, info),
                            |word| matcher.matches(word),
                        )?;
                    }
                }
            }
        }
        self.work.charge(PATTERN.saturating_mul(seen));
        found.unite();
        self.unless_spent(Some(found.most_frequent(most)))
    }
}

impl Reader {
    fn frequency(&self, sequence: &[Test]) -> Result<u64, IndexError> {
        let (searcher, fields) = (self.searcher(), self.fields());
        let places: Vec<Vec<Term>> = sequence.iter().map(|test| self.terms(test)).collect::<Result<_, _>>()?;
        let mut least = u64::MAX;
        for terms in &places {
            let mut frequency = 0;
            for term in terms {
                frequency = frequency.max(self.living.doc_freq(term)?);
            }
            if frequency == 0 {
                return Ok(0);
            }
            least = least.min(frequency);
        }
        if places.len() < 2 {
            return Ok(if places.is_empty() { 0 } else { least });
        }
        let single = |terms: &Vec<Term>| match terms.as_slice() {
            [only] => Some(only.clone()),
            _ => None,
        };
        let phrase: Option<Vec<Term>> = places.iter().map(single).collect();
        let count = match phrase {
            Some(terms) if any_words::one_field(&terms) => searcher.search(&PhraseQuery::new(terms), &Count)?,
            _ => {
                let parts = places.into_iter().map(Expr::Word).collect();
                let query = SpanQuery::new(
                    Expr::Phrase { parts, slop: 0 },
                    schema::mark(fields),
                    fields.text,
                    self.work.clone(),
                );
                searcher.search(&query, &Count)?
            }
        };
        Ok(count as u64)
    }
}

/// The automaton of a misspelt word, as the dictionary walks it.
struct Misspellings<'a> {
    automaton: &'a DFA,
    work: &'a Work,
    /// Letters that have not been charged for.
    letters: Cell<u64>,
}

impl<'a> Misspellings<'a> {
    /// Letters that are charged for together.
    const TOGETHER: u64 = 256;

    fn new(automaton: &'a DFA, work: &'a Work) -> Self {
        Self { automaton, work, letters: Cell::new(0) }
    }
}

impl Drop for Misspellings<'_> {
    fn drop(&mut self) {
        self.work.charge(LETTER * self.letters.get());
    }
}

impl Automaton for Misspellings<'_> {
    type State = u32;

    fn start(&self) -> u32 {
        self.automaton.initial_state()
    }

    fn is_match(&self, state: &u32) -> bool {
        matches!(self.automaton.distance(*state), Distance::Exact(_))
    }

    fn can_match(&self, state: &u32) -> bool {
        // Where nothing is left the walk ends.
        *state != SINK_STATE && !(self.letters.get() == 0 && self.work.is_spent())
    }

    fn accept(&self, state: &u32, byte: u8) -> u32 {
        self.letters.set(self.letters.get() + 1);
        if self.letters.get() >= Self::TOGETHER {
            self.work.charge(LETTER * self.letters.take());
        }
        self.automaton.transition(*state, byte)
    }
}

/// Words of the dictionaries of segments, one after the other in one text: there may be tens of thousands.
#[derive(Default)]
struct DictionaryWords {
    text: String,
    words: Vec<(Range<usize>, u64)>,
}

impl DictionaryWords {
    fn add(
        &mut self,
        term: &[u8],
        frequency: impl FnOnce() -> tantivy::Result<u64>,
        passes: impl Fn(&str) -> bool,
    ) -> tantivy::Result<()> {
        if let Ok(word) = std::str::from_utf8(term)
            && word != SENTENCE
            && passes(word)
        {
            // A word of deleted articles alone is none.
            let frequency = frequency()?;
            if frequency > 0 {
                let start = self.text.len();
                self.text.push_str(word);
                self.words.push((start..self.text.len(), frequency));
            }
        }
        Ok(())
    }

    /// Makes one of each word that several segments have.
    fn unite(&mut self) {
        let text = &self.text;
        let word = |range: &Range<usize>| slice(text, range.clone());
        // Each segment's words are in order, which this sort is made for.
        self.words.sort_by(|a, b| word(&a.0).cmp(word(&b.0)));
        self.words.dedup_by(|next, kept| {
            let same = word(&next.0) == word(&kept.0);
            kept.1 += if same { next.1 } else { 0 };
            same
        });
    }

    /// The `most` frequent, the most frequent first, those alike in order.
    fn most_frequent(mut self, most: usize) -> Expansion {
        let left_out = self.words.len().saturating_sub(most);
        let text = &self.text;
        let word = |range: &Range<usize>| slice(text, range.clone());
        let rank =
            |a: &(Range<usize>, u64), b: &(Range<usize>, u64)| b.1.cmp(&a.1).then_with(|| word(&a.0).cmp(word(&b.0)));
        if most > 0 && self.words.len() > most {
            self.words.select_nth_unstable_by(most - 1, rank);
        }
        self.words.truncate(most);
        self.words.sort_unstable_by(rank);
        let words = self.words.iter().map(|(range, frequency)| (word(range).to_owned(), *frequency)).collect();
        Expansion { words, left_out }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_frequent_words_of_all_segments() {
        let mut found = DictionaryWords::default();
        for (word, frequency) in [("port", 3), ("ports", 2), ("post", 4), ("poor", 1), ("port", 1), ("pox", 2)] {
            found.add(word.as_bytes(), || Ok(frequency), |word| word != "post").unwrap();
        }
        found.unite();
        let Expansion { words, left_out } = found.most_frequent(3);
        let words: Vec<(&str, u64)> = words.iter().map(|(word, count)| (word.as_str(), *count)).collect();
        assert_eq!((words, left_out), (vec![("port", 4), ("ports", 2), ("pox", 2)], 1));
    }
}
