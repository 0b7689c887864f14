//! Deletions of articles whose new text stands in a segment of the same run.
//!
//! The engine's own deletions go by the order of calls: what was deleted before an article was added leaves it alone. A segment
//! that a worker makes comes without those places, and may meet a deletion that was called for before it was handed over. So
//! these know the segments that were made since the last commit, and leave all of them alone. Nothing is lost by
//! that: no id is written twice between two commits.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex},
};

use tantivy::{
    DocId, Score, SegmentReader, Term,
    index::SegmentId,
    query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, TermQuery, Weight},
    schema::IndexRecordOption,
};

use crate::text::held;

/// The segments that were made since the last commit.
#[derive(Clone, Debug, Default)]
pub(super) struct Made(Arc<Mutex<HashSet<SegmentId>>>);

impl Made {
    /// One more.
    pub fn add(&self, segment: SegmentId) {
        held(&self.0).insert(segment);
    }

    fn has(&self, segment: SegmentId) -> bool {
        held(&self.0).contains(&segment)
    }
}

/// The articles of a term, but for those of the segments that were made since the last commit.
#[derive(Clone, Debug)]
pub(super) struct Replaced {
    articles: TermQuery,
    made: Made,
}

impl Replaced {
    /// Those of `term`.
    pub fn new(term: Term, made: &Made) -> Self {
        Self { articles: TermQuery::new(term, IndexRecordOption::Basic), made: made.clone() }
    }
}

impl Query for Replaced {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(ReplacedWeight { articles: self.articles.weight(scoring)?, made: self.made.clone() }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.articles.query_terms(visitor);
    }
}

struct ReplacedWeight {
    articles: Box<dyn Weight>,
    made: Made,
}

impl Weight for ReplacedWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        if self.made.has(reader.segment_id()) {
            return Ok(Box::new(EmptyScorer));
        }
        self.articles.scorer(reader, boost)
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        self.articles.explain(reader, doc)
    }
}
