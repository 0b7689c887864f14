//! The words of a query as the ranking sees them: tests, terms and weights.

use tantivy::Term;

use super::{Context, PlanError, engine::test_terms};
use crate::query::positional::{Expr, Test};

/// A word of the query as the ranking sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct RankWord {
    /// Its test.
    pub test: Test,
    /// The terms that stand for it in the index.
    pub terms: Vec<Term>,
    /// Other spellings of the name that it is part of: they stand for it as well.
    pub spellings: Vec<Spelling>,
    /// How often the query has the word; a fraction for words that were not typed.
    pub times: f32,
    /// Inverse document frequency, as BM25 has it, as many times.
    pub weight: f32,
}

/// Another spelling of a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Spelling {
    /// Its places.
    pub expr: Expr,
    /// Its terms, which follow each other.
    pub terms: Vec<Term>,
}

impl RankWord {
    /// A word without other spellings.
    #[must_use]
    pub fn new(test: Test, terms: Vec<Term>, times: f32, weight: f32) -> Self {
        Self { test, terms, spellings: Vec::new(), times, weight }
    }
}

/// The words of the clauses with their weights, each once; `named` are the words of names with their
/// other spellings. Stop words of phrases weigh nothing beside other words.
pub(super) fn rank_words(
    exprs: &[Expr],
    named: &[(Test, Vec<Expr>)],
    context: &Context<'_>,
) -> Result<Vec<RankWord>, PlanError> {
    let mut tests: Vec<(&Test, f32)> = Vec::new();
    for expr in exprs {
        expr.typed(&mut |test| match tests.iter_mut().find(|(other, _)| *other == test) {
            Some((_, times)) => *times += 1.0,
            None => tests.push((test, 1.0)),
        });
    }
    let is_stop = |test: &Test| match test {
        Test::Stem(word) | Test::Exact(word) => context.stop_words.contains(word),
        Test::OneOf(_) | Test::Pattern(_) => false,
    };
    if tests.iter().any(|(test, _)| !is_stop(test)) {
        tests.retain(|(test, _)| !is_stop(test));
    }
    let documents = context.searcher.num_docs();
    let mut words = Vec::with_capacity(tests.len());
    for (test, times) in tests {
        let terms = test_terms(context.fields, test);
        let spellings = named.iter().filter(|(other, _)| other == test).flat_map(|(_, exprs)| exprs);
        let spellings: Vec<Spelling> = spellings.map(|expr| spelling(expr, context)).collect();
        let mut frequency = 0;
        for term in &terms {
            frequency = frequency.max(context.searcher.doc_freq(term)?);
        }
        for spelling in &spellings {
            // As rare as its rarest word, and the name as frequent as its most frequent spelling.
            let mut least = u64::MAX;
            for term in &spelling.terms {
                least = least.min(context.searcher.doc_freq(term)?);
            }
            frequency = frequency.max(if least == u64::MAX { 0 } else { least });
        }
        let weight = idf(frequency, documents) * times;
        words.push(RankWord { spellings, ..RankWord::new(test.clone(), terms, times, weight) });
    }
    Ok(words)
}

/// Inverse document frequency as the engine's BM25 has it.
#[must_use]
pub fn idf(frequency: u64, documents: u64) -> f32 {
    let (frequency, documents) = (frequency.min(documents) as f32, documents as f32);
    (1.0 + (documents - frequency + 0.5) / (frequency + 0.5)).ln()
}

fn spelling(expr: &Expr, context: &Context<'_>) -> Spelling {
    let mut terms = Vec::new();
    expr.words(&mut |test| terms.extend(test_terms(context.fields, test)));
    Spelling { expr: expr.clone(), terms }
}

#[cfg(test)]
mod tests {
    use super::idf;

    #[test]
    fn idf_is_that_of_the_engine() {
        assert!((idf(3, 10) - (1.0_f32 + 7.5 / 3.5).ln()).abs() < 1e-6);
        assert!(idf(12, 10) > 0.0, "deleted articles are counted by the engine");
    }
}
