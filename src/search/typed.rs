//! The word as it was typed comes first: what the typed forms of a query's words count in the ranking.
//!
//! A stem brings "Hamas" to whoever asks for "Hama", and a misspelling Syria to whoever asks for Serbia. Where all words
//! are asked for, an article that has every word as it was typed stands above all that have other forms alone: the first
//! of a ranking are what the typed forms find, in the order that they give. Where any word is enough, the typed form has a
//! share: the first articles gain by it when they are ranked again ([`super::rank`]).
//! Rejected: a bonus instead of a first part of the ranking. One that no stem can outweigh is the same with other numbers,
//! and to find the articles that have it the engine would have to score every article that matches. And a second clause for
//! each typed form where any is enough: a lookup took a quarter longer, since every second list was read from end to end.

use super::{SearchError, Searcher, request::Request};
use crate::{
    engine::Found,
    query::{
        Ast, Clause,
        expr::Test,
        resolve::{self, Forms, RankWord, Resolved},
    },
};

/// What a request is ranked by.
#[derive(Clone, Debug)]
pub(super) struct Ranking {
    /// What matches, with its scores.
    pub(super) clause: Clause,
    /// What stands first: the articles that have all words as typed, and the words that they are ranked by.
    pub(super) first: Option<(Clause, Vec<RankWord>)>,
}

impl Ranking {
    /// By the scores of a clause alone.
    pub(super) fn by(clause: Clause) -> Self {
        Self { clause, first: None }
    }

    /// The same of other clauses, each made of the one that stood there.
    pub(super) fn map(self, each: impl Fn(Clause) -> Clause) -> Self {
        let first = self.first.map(|(clause, words)| (each(clause), words));
        Self { clause: each(self.clause), first }
    }
}

impl Searcher<'_> {
    /// How a query ranks what it matches.
    pub(super) fn ranking(&mut self, ast: &Ast, query: &Resolved, request: &Request) -> Result<Ranking, SearchError> {
        let clause = query.clause.clone();
        if matches!(&clause, Clause::Any(parts) if parts.len() > 1) {
            return Ok(Ranking::by(clause));
        }
        let (context, memory) = self.context(request);
        let typed = resolve::resolve(ast, &context, memory, Forms::Typed)?;
        let first = self.is_apart(query, &typed.clause, &typed.words)?.then_some((typed.clause, typed.words));
        Ok(Ranking { clause, first })
    }

    /// Whether some but not all of the articles that match can have all words as typed: what `typed` finds.
    fn is_apart(&mut self, query: &Resolved, typed: &Clause, words: &[RankWord]) -> Result<bool, SearchError> {
        // What an acronym means is no matter of its form.
        let has_acronym = prefers(typed);
        let words: Vec<&Test> = words.iter().map(|word| &word.test).collect();
        if query.clause == *typed || words.is_empty() {
            return Ok(false);
        }
        let stems: Vec<Test> = words.iter().map(|test| self.stem(test)).collect();
        let pairs: Vec<&[Test]> = words.iter().copied().chain(&stems).map(std::slice::from_ref).collect();
        let counts = self.engine.frequencies(&pairs)?;
        let (typed, all) = counts.split_at(words.len().min(counts.len()));
        // A name has other spellings and a misspelling other words; of a word alone the counts tell.
        let plain = query.words.iter().all(|word| word.spellings.is_empty() && matches!(word.test, Test::Stem(_)));
        Ok(typed.iter().any(|articles| *articles > 0) && (has_acronym || !(plain && typed == all)))
    }

    /// The test of a word's stem.
    fn stem(&mut self, test: &Test) -> Test {
        match test {
            Test::Exact(word) => Test::Stem(self.memory.stemmer.stem_of(word).to_owned()),
            other => other.clone(),
        }
    }

    /// The best articles of a ranking, at least as many as are wanted where there are.
    pub(super) fn best_of(
        &self,
        ranking: &Ranking,
        words: &[RankWord],
        wanted: usize,
        total: bool,
    ) -> Result<Found, SearchError> {
        let Some((typed, typed_words)) = &ranking.first else {
            return self.best(&ranking.clause, words, wanted, total);
        };
        let mut found = self.best(typed, typed_words, wanted, false)?;
        if found.hits.len() >= wanted {
            found.total = if total { self.counted(&[vec![&ranking.clause]])?.first().copied() } else { None };
            return Ok(found);
        }
        let Found { hits, total } = self.best(&ranking.clause, words, wanted, total)?;
        let mut known: Vec<_> = found.hits.iter().map(|(_, hit)| *hit).collect();
        known.sort_unstable();
        let others: Vec<_> = hits.into_iter().filter(|(_, hit)| known.binary_search(hit).is_err()).collect();
        super::rank::append(&mut found.hits, others);
        Ok(Found { hits: found.hits, total })
    }
}

/// Whether a clause prefers something anywhere among what it demands.
fn prefers(clause: &Clause) -> bool {
    match clause {
        Clause::Rather { .. } => true,
        Clause::All(clauses) => clauses.iter().any(prefers),
        _ => false,
    }
}
