//! Where the words of a query stand in the articles that are shown, by the lists of the index: no text is read.

use std::sync::Arc;

use tantivy::{DocAddress, Term, postings::Postings as _};

use super::{
    SearchError,
    rank::{self, stands_at},
};
use crate::{
    engine::embedded::{
        Reader,
        schema::{Fields, SENTENCE},
    },
    query::{plan, positional::Test},
};

/// Lists that are opened at most: beyond it, reading the articles costs less. A pattern may stand for hundreds.
const MOST_LISTS: usize = 48;

/// Positions in one article, in order.
#[derive(Clone, Debug, Default)]
pub struct Positions {
    /// Where sentences begin.
    pub marks: Vec<u32>,
    /// Words that pass each of the tests.
    pub words: Vec<Vec<u32>>,
}

/// Tests of words, and the lists that answer them.
pub struct Occurrences {
    tests: Arc<[Test]>,
    terms: Vec<Vec<Term>>,
    mark: Term,
}

impl Occurrences {
    /// For these tests; `None` where they need too many lists.
    pub fn new(fields: &Fields, tests: &[&Test]) -> Option<Self> {
        let lists = |test: &Test| if let Test::OneOf(words) = test { words.len() } else { 1 };
        let mut different: Vec<&Test> = Vec::with_capacity(tests.len());
        let mut left = MOST_LISTS;
        for &test in tests {
            if !different.contains(&test) {
                left = left.checked_sub(lists(test))?;
                different.push(test);
            }
        }
        let terms = different.iter().map(|test| plan::test_terms(fields, test)).collect();
        let mark = Term::from_field_text(fields.text_exact, SENTENCE);
        Some(Self { tests: different.into_iter().cloned().collect(), terms, mark })
    }

    /// The tests, each once.
    pub fn tests(&self) -> Arc<[Test]> {
        Arc::clone(&self.tests)
    }

    /// The positions in each of some articles.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn positions(&self, reader: &Reader, articles: &[DocAddress]) -> Result<Vec<Positions>, SearchError> {
        let mut found: Vec<Positions> = vec![Positions::default(); articles.len()];
        // Lists are walked from front to back.
        let mut order: Vec<(DocAddress, &mut Positions)> = articles.iter().copied().zip(&mut found).collect();
        order.sort_unstable_by_key(|(address, _)| *address);
        for articles in order.chunk_by_mut(|a, b| a.0.segment_ord == b.0.segment_ord) {
            let Some((first, _)) = articles.first() else { continue };
            let segment = reader.searcher().segment_reader(first.segment_ord);
            if let Some(mut marks) = rank::list(segment, &self.mark)? {
                for (address, positions) in articles.iter_mut() {
                    if stands_at(&mut marks, address.doc_id) {
                        marks.positions(&mut positions.marks);
                    }
                }
            }
            for terms in &self.terms {
                let mut lists = Vec::with_capacity(terms.len());
                for term in terms {
                    lists.extend(rank::list(segment, term)?);
                }
                for (address, positions) in articles.iter_mut() {
                    let mut here = Vec::new();
                    let mut several = false;
                    for list in lists.iter_mut().filter_map(|list| stands_at(list, address.doc_id).then_some(list)) {
                        several |= !here.is_empty();
                        list.append_positions_with_offset(0, &mut here);
                    }
                    if several {
                        here.sort_unstable();
                    }
                    positions.words.push(here);
                }
            }
        }
        Ok(found)
    }
}
