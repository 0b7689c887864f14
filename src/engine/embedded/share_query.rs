//! Articles that have a share of some clauses: the weights of those that they have are added up.

use tantivy::{
    DocId, DocSet, Score, SegmentReader, TERMINATED, Term,
    query::{BooleanQuery, BoostQuery, ConstScoreQuery, EnableScoring, Explanation, Occur, Query, Scorer, Weight},
};

use crate::query::clause::SLACK;

/// The documents in which the weights of the clauses that match come to a sum.
#[derive(Clone, Debug)]
pub struct ShareQuery {
    /// Scores the sum of the weights.
    any: BooleanQuery,
    least: Score,
}

impl ShareQuery {
    /// Of these clauses with their weights, those of at least so much.
    pub fn new(parts: Vec<(Box<dyn Query>, f32)>, least: f32) -> Self {
        let part = |(query, weight)| -> (Occur, Box<dyn Query>) {
            let one = Box::new(ConstScoreQuery::new(query, 1.0));
            (Occur::Should, Box::new(BoostQuery::new(one, weight)))
        };
        Self { any: BooleanQuery::new(parts.into_iter().map(part).collect()), least: least * SLACK }
    }
}

impl Query for ShareQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        // The weights are scores, whether or not any are wanted.
        let scoring = scoring.searcher().map_or(scoring, EnableScoring::enabled_from_searcher);
        Ok(Box::new(ShareWeight { any: self.any.weight(scoring)?, least: self.least }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.any.query_terms(visitor);
    }
}

struct ShareWeight {
    any: Box<dyn Weight>,
    least: Score,
}

impl Weight for ShareWeight {
    fn scorer(&self, reader: &SegmentReader, _: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut scorer = ShareScorer { any: self.any.scorer(reader, 1.0)?, least: self.least };
        scorer.settle();
        Ok(Box::new(scorer))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        self.any.explain(reader, doc)
    }
}

struct ShareScorer {
    any: Box<dyn Scorer>,
    least: Score,
}

impl ShareScorer {
    /// Goes on to the next document that has enough.
    fn settle(&mut self) -> DocId {
        let mut doc = self.any.doc();
        while doc != TERMINATED && self.any.score() < self.least {
            doc = self.any.advance();
        }
        doc
    }
}

impl DocSet for ShareScorer {
    fn advance(&mut self) -> DocId {
        self.any.advance();
        self.settle()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.any.doc() < target {
            self.any.seek(target);
        }
        self.settle()
    }

    fn doc(&self) -> DocId {
        self.any.doc()
    }

    fn size_hint(&self) -> u32 {
        self.any.size_hint()
    }

    fn cost(&self) -> u64 {
        self.any.cost()
    }
}

impl Scorer for ShareScorer {
    fn score(&mut self) -> Score {
        0.0
    }
}
