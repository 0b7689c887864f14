//! A query of the engine for everything that positions decide: phrases with slop, NEAR, SAME, and
//! words in the headline or in the text alone.
//!
//! The engine's own phrase query knows one term a place and one field; here a place may be any of
//! several terms (a stem, an exact word, the words of a prefix), of both analyses, which share
//! their positions. What matches is decided by [`crate::query::spans`].

use tantivy::{
    DocId, DocSet, Score, SeekDangerResult, SegmentReader, TERMINATED, Term,
    fieldnorm::FieldNormReader,
    postings::{Postings as _, SegmentPostings},
    query::{Bm25StatisticsProvider, Bm25Weight, EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight},
    schema::{Field, IndexRecordOption},
};

use super::span_lists::{Lists, SumScorer, seek};
use crate::{
    analysis::BODY_START,
    query::spans::{self, Span},
};

/// A part of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    /// The headline.
    Title,
    /// The text.
    Body,
}

/// What positions have to be like.
#[derive(Clone, Debug)]
pub enum SpanNode {
    /// Any of these terms.
    Terms(Vec<Term>),
    /// Any of these.
    Or(Vec<SpanNode>),
    /// These in this order.
    Phrase(Vec<SpanNode>, u32),
    /// Both, at most so many words apart.
    Near(Box<SpanNode>, Box<SpanNode>, u32),
    /// All in one sentence; the term marks where sentences begin.
    Same(Vec<SpanNode>, Term),
    /// In this zone; the text begins at the position.
    Zone(Box<SpanNode>, Zone, u32),
}

/// Finds the articles in which a [`SpanNode`] has a span, scored by BM25 with the number of spans
/// as term frequency and the sum of the words' idf as weight, as the engine scores phrases.
#[derive(Clone, Debug)]
pub struct SpanQuery {
    node: SpanNode,
    /// The field whose lengths and statistics score.
    field: Field,
}

impl SpanQuery {
    /// A query for `node`, scored by the lengths of `field`.
    #[must_use]
    pub fn new(node: SpanNode, field: Field) -> Self {
        Self { node, field }
    }
}

impl SpanNode {
    /// Calls `each` with the terms of every place.
    fn places<'a>(&'a self, each: &mut dyn FnMut(&'a [Term])) {
        match self {
            Self::Terms(terms) => each(terms),
            Self::Or(parts) | Self::Phrase(parts, _) | Self::Same(parts, _) => {
                parts.iter().for_each(|part| part.places(each));
            }
            Self::Near(left, right, _) => {
                left.places(each);
                right.places(each);
            }
            Self::Zone(node, ..) => node.places(each),
        }
    }
}

impl SpanNode {
    /// The highest score that a document can get, by `most` of a document frequency: the sum of the places
    /// that have to be there, and of alternatives the most frequent one's, as all of them together are
    /// no rarer than it.
    fn most(&self, statistics: &dyn Bm25StatisticsProvider, most: &dyn Fn(u64) -> Score) -> tantivy::Result<Score> {
        Ok(match self {
            Self::Terms(terms) => {
                let mut frequency = 0;
                for term in terms {
                    frequency = frequency.max(statistics.doc_freq(term)?);
                }
                most(frequency)
            }
            Self::Or(parts) => {
                let mut least = Score::INFINITY;
                for part in parts {
                    least = least.min(part.most(statistics, most)?);
                }
                if least.is_finite() { least } else { 0.0 }
            }
            Self::Phrase(parts, _) | Self::Same(parts, _) => {
                let mut sum = 0.0;
                for part in parts {
                    sum += part.most(statistics, most)?;
                }
                sum
            }
            Self::Near(left, right, _) => left.most(statistics, most)? + right.most(statistics, most)?,
            Self::Zone(node, ..) => node.most(statistics, most)?,
        })
    }
}

impl Query for SpanQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let bm25 = match scoring {
            EnableScoring::Disabled { .. } => None,
            EnableScoring::Enabled { statistics_provider: statistics, .. } => {
                let documents = statistics.total_num_docs()?.max(1);
                let average = statistics.total_num_tokens(self.field)? as Score / documents as Score;
                let weight = |frequency: u64| {
                    Bm25Weight::for_one_term_without_explain(frequency.min(documents), documents, average)
                };
                let sum = self.node.most(statistics, &|frequency| weight(frequency).max_score())?;
                let one = weight(1);
                Some(if one.max_score() > 0.0 { one.boost_by(sum / one.max_score()) } else { one })
            }
        };
        Ok(Box::new(SpanWeight { node: self.node.clone(), field: self.field, bm25 }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.node.places(&mut |terms| terms.iter().for_each(|term| visitor(term, true)));
    }
}

struct SpanWeight {
    node: SpanNode,
    field: Field,
    bm25: Option<Bm25Weight>,
}

impl Weight for SpanWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let norms = reader.get_fieldnorms_reader(self.field)?;
        let bm25 = self.bm25.as_ref().map(|weight| weight.boost_by(boost));
        if let SpanNode::Terms(terms) = &self.node {
            return Ok(Box::new(SumScorer::new(reader, terms, norms, bm25)?));
        }
        let Some(cursor) = Cursor::open(&self.node, reader)? else { return Ok(Box::new(EmptyScorer)) };
        let cost = cursor.cost();
        let mut scorer = SpanScorer { cursor, doc: 0, settled: true, spans: Vec::new(), cost, norms, bm25 };
        scorer.doc = scorer.settle(0);
        Ok(Box::new(scorer))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        if scorer.doc() == doc || (scorer.doc() < doc && scorer.seek(doc) == doc) {
            return Ok(Explanation::new("spans", scorer.score()));
        }
        Err(tantivy::TantivyError::InvalidArgument(format!("document {doc} does not match")))
    }
}

/// Walks the documents of one segment in which a node may have spans.
enum Cursor {
    Terms(Lists),
    Or(Vec<Cursor>),
    Phrase(Vec<Cursor>, u32),
    Near(Box<[Cursor; 2]>, u32),
    Same(Vec<Cursor>, Option<Box<SegmentPostings>>),
    Zone(Box<Cursor>, Zone, u32),
}

impl Cursor {
    /// A cursor at the start of the segment; `None` where nothing can match in it.
    fn open(node: &SpanNode, reader: &SegmentReader) -> tantivy::Result<Option<Self>> {
        let every = |parts: &[SpanNode]| -> tantivy::Result<Option<Vec<Self>>> {
            let mut cursors = Vec::new();
            for part in parts {
                let Some(cursor) = Self::open(part, reader)? else { return Ok(None) };
                cursors.push(cursor);
            }
            Ok((!cursors.is_empty()).then_some(cursors))
        };
        Ok(match node {
            SpanNode::Terms(terms) => {
                let mut lists = Vec::new();
                for term in terms {
                    lists.extend(postings(reader, term)?);
                }
                (!lists.is_empty()).then(|| Self::Terms(Lists::new(lists)))
            }
            SpanNode::Or(parts) => {
                let mut cursors = Vec::new();
                for part in parts {
                    cursors.extend(Self::open(part, reader)?);
                }
                (!cursors.is_empty()).then_some(Self::Or(cursors))
            }
            SpanNode::Phrase(parts, slop) => every(parts)?.map(|cursors| Self::Phrase(cursors, *slop)),
            SpanNode::Near(left, right, distance) => {
                let Some(left) = Self::open(left, reader)? else { return Ok(None) };
                Self::open(right, reader)?.map(|right| Self::Near(Box::new([left, right]), *distance))
            }
            SpanNode::Same(parts, mark) => match every(parts)? {
                Some(cursors) => Some(Self::Same(cursors, postings(reader, mark)?.map(Box::new))),
                None => None,
            },
            SpanNode::Zone(node, zone, start) => {
                Self::open(node, reader)?.map(|cursor| Self::Zone(Box::new(cursor), *zone, *start))
            }
        })
    }

    /// The first document from `target` on that may have spans.
    fn seek(&mut self, target: DocId) -> DocId {
        match self {
            Self::Terms(lists) => lists.seek(target),
            Self::Or(cursors) => cursors.iter_mut().map(|cursor| cursor.seek(target)).min().unwrap_or(TERMINATED),
            Self::Phrase(cursors, _) | Self::Same(cursors, _) => all(cursors, target),
            Self::Near(pair, _) => all(pair.as_mut_slice(), target),
            Self::Zone(cursor, ..) => cursor.seek(target),
        }
    }

    /// Documents at most, by the lengths of the lists.
    fn cost(&self) -> u64 {
        match self {
            Self::Terms(lists) => lists.cost(),
            Self::Or(cursors) => cursors.iter().map(Self::cost).sum(),
            Self::Phrase(cursors, _) | Self::Same(cursors, _) => cursors.iter().map(Self::cost).min().unwrap_or(0),
            Self::Near(pair, _) => pair.iter().map(Self::cost).min().unwrap_or(0),
            Self::Zone(cursor, ..) => cursor.cost(),
        }
    }

    /// The spans in `doc`, at which or before which the cursor stands.
    fn spans(&mut self, doc: DocId) -> Vec<Span> {
        match self {
            Self::Terms(lists) => lists.positions(doc).into_iter().map(Span::word).collect(),
            Self::Or(cursors) => {
                let mut found: Vec<Span> = cursors.iter_mut().flat_map(|cursor| cursor.spans(doc)).collect();
                spans::normalise(&mut found);
                found
            }
            Self::Phrase(cursors, slop) => {
                let parts: Vec<Vec<Span>> = cursors.iter_mut().map(|cursor| cursor.spans(doc)).collect();
                spans::phrase(&parts, *slop, BODY_START)
            }
            Self::Near(pair, distance) => {
                let [left, right] = pair.as_mut();
                spans::near(&left.spans(doc), &right.spans(doc), *distance, BODY_START)
            }
            Self::Same(cursors, marks) => {
                let mut starts = Vec::new();
                if let Some(marks) = marks
                    && seek(marks, doc) == doc
                {
                    marks.positions(&mut starts);
                }
                let parts: Vec<Vec<Span>> = cursors.iter_mut().map(|cursor| cursor.spans(doc)).collect();
                spans::same(&parts, &starts)
            }
            Self::Zone(cursor, zone, start) => {
                let mut found = cursor.spans(doc);
                found.retain(|span| (span.first < *start) == (*zone == Zone::Title));
                found
            }
        }
    }
}

fn postings(reader: &SegmentReader, term: &Term) -> tantivy::Result<Option<SegmentPostings>> {
    Ok(reader.inverted_index(term.field())?.read_postings(term, IndexRecordOption::WithFreqsAndPositions)?)
}

/// The first document from `target` on at which all cursors can stand.
fn all(cursors: &mut [Cursor], target: DocId) -> DocId {
    let mut candidate = target;
    loop {
        let mut highest = candidate;
        for cursor in cursors.iter_mut() {
            highest = highest.max(cursor.seek(highest));
        }
        if highest == candidate || highest == TERMINATED {
            return highest;
        }
        candidate = highest;
    }
}

struct SpanScorer {
    cursor: Cursor,
    doc: DocId,
    /// Whether `doc` is known to have spans, which are kept.
    settled: bool,
    spans: Vec<Span>,
    cost: u64,
    norms: FieldNormReader,
    bm25: Option<Bm25Weight>,
}

impl SpanScorer {
    /// The first document from `target` on that has spans; they are kept.
    fn settle(&mut self, target: DocId) -> DocId {
        self.settled = true;
        let mut doc = self.cursor.seek(target);
        while doc != TERMINATED {
            self.spans = self.cursor.spans(doc);
            if !self.spans.is_empty() {
                return doc;
            }
            doc = self.cursor.seek(doc + 1);
        }
        TERMINATED
    }
}

impl DocSet for SpanScorer {
    fn advance(&mut self) -> DocId {
        if self.doc != TERMINATED {
            self.doc = self.settle(self.doc + 1);
        }
        self.doc
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target || !self.settled {
            self.doc = if target == TERMINATED { TERMINATED } else { self.settle(target) };
        }
        self.doc
    }

    /// Looks at one document only: where other clauses have to match as well, most of what would be found
    /// further on is not theirs.
    fn seek_danger(&mut self, target: DocId) -> SeekDangerResult {
        if self.settled && self.doc >= target {
            return match self.doc {
                doc if doc == target && doc != TERMINATED => SeekDangerResult::Found,
                doc => SeekDangerResult::SeekLowerBound(doc),
            };
        }
        let next = if target == TERMINATED { TERMINATED } else { self.cursor.seek(target) };
        (self.doc, self.settled) = (next, next == TERMINATED);
        if next != target || next == TERMINATED {
            return SeekDangerResult::SeekLowerBound(next);
        }
        self.spans = self.cursor.spans(target);
        if self.spans.is_empty() {
            return SeekDangerResult::SeekLowerBound(target + 1);
        }
        self.settled = true;
        SeekDangerResult::Found
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        u32::try_from(self.cost).unwrap_or(u32::MAX)
    }

    /// Positions cost some ten times what a document does.
    fn cost(&self) -> u64 {
        self.cost.saturating_mul(10)
    }
}

impl Scorer for SpanScorer {
    fn score(&mut self) -> Score {
        let norm = self.norms.fieldnorm_id(self.doc);
        self.bm25.as_ref().map_or(1.0, |weight| weight.score(norm, self.spans.len() as u32))
    }
}
