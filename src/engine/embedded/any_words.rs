//! A query for any of some words: the commonest of all, and so one that a search may take apart.

use tantivy::{
    Term,
    query::{BooleanQuery, BoostQuery, EnableScoring, Occur, Query, TermQuery, Weight},
    schema::IndexRecordOption,
};

/// Finds the articles that have any of some words, scored by the sum of what the words score.
///
/// As a part of another query it does what the engine's own query for it does.
#[derive(Clone, Debug)]
pub struct AnyWords {
    words: Vec<(Term, f32)>,
    query: BooleanQuery,
}

impl AnyWords {
    /// Of these words, each with what it weighs beside the others.
    #[must_use]
    pub fn new(words: impl IntoIterator<Item = (Term, f32)>) -> Self {
        let mut different: Vec<(Term, f32)> = Vec::new();
        for (term, weight) in words {
            match different.iter_mut().find(|(other, _)| *other == term) {
                Some((_, other)) => *other += weight,
                None => different.push((term, weight)),
            }
        }
        let clause = |(term, weight): &(Term, f32)| -> (Occur, Box<dyn Query>) {
            let query = Box::new(TermQuery::new(term.clone(), IndexRecordOption::WithFreqs));
            (Occur::Should, Box::new(BoostQuery::new(query, *weight)))
        };
        let query = BooleanQuery::new(different.iter().map(clause).collect());
        Self { words: different, query }
    }

    /// The words, each once, with their weights.
    #[must_use]
    pub fn words(&self) -> &[(Term, f32)] {
        &self.words
    }
}

impl Query for AnyWords {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        self.query.weight(scoring)
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.words.iter().for_each(|(term, _)| visitor(term, false));
    }
}

/// The query as one of this kind; a box of a query is a query too.
#[must_use]
pub fn as_a<Q: Query>(mut query: &dyn Query) -> Option<&Q> {
    while let Some(inner) = query.downcast_ref::<Box<dyn Query>>() {
        query = &**inner;
    }
    query.downcast_ref()
}

/// Whether all terms are of one field, as the engine's own phrases need it.
#[must_use]
pub fn one_field(terms: &[Term]) -> bool {
    terms.windows(2).all(|pair| matches!(pair, [a, b] if a.field() == b.field()))
}
