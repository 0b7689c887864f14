//! A query of the engine for everything that positions decide: phrases with slop, NEAR, SAME, and
//! words in the headline or in the text alone.
//!
//! The engine's own phrase query knows one term a place and one field; here a place may be any of
//! several terms (a stem, an exact word, the words of a prefix), of both analyses, which share
//! their positions. What matches is decided by [`spans`], as it is for a text that is read.

use std::collections::HashMap;

use tantivy::{
    DocId, DocSet, Score, SeekDangerResult, SegmentReader, TERMINATED, Term,
    fieldnorm::FieldNormReader,
    postings::{Postings as _, SegmentPostings},
    query::{Bm25StatisticsProvider, Bm25Weight, EnableScoring, Explanation, Query, Scorer, Weight},
    schema::{Field, IndexRecordOption},
};

use super::posting_union::{PostingUnion, SumScorer, seek};
use crate::text::items;
use crate::{
    engine::work::{CANDIDATE, POSITION, POSTING, Work},
    query::{
        expr::{Expr, Positions, Shape, SpanFinder},
        spans::Span,
    },
};

/// Finds the articles in which an [`Expr`] of terms has a span, scored by BM25 with the number of spans
/// as term frequency and the sum of the words' idf as weight, as the engine scores phrases.
#[derive(Clone, Debug)]
pub struct SpanQuery {
    /// Each word is any of some terms.
    expr: Expr<Vec<Term>>,
    /// The term that marks where sentences begin.
    mark: Term,
    /// The field whose lengths and statistics score.
    field: Field,
    /// What it may still do; where nothing is left it finds no more.
    work: Work,
}

impl SpanQuery {
    /// A query for `expr`, scored by the lengths of `field`; `mark` stands where sentences begin, `work` is charged for what is read.
    #[must_use]
    pub fn new(expr: Expr<Vec<Term>>, mark: Term, field: Field, work: Work) -> Self {
        Self { expr, mark, field, work }
    }
}

/// The highest score that a document can get, by `most` of a document frequency: the sum of the places
/// that have to be there, and of alternatives the most frequent one's, as all of them together are
/// no rarer than it.
fn most(
    expr: &Expr<Vec<Term>>,
    statistics: &dyn Bm25StatisticsProvider,
    of: &dyn Fn(u64) -> Score,
) -> tantivy::Result<Score> {
    Ok(match expr.shape() {
        Shape::Word(terms) => {
            let mut frequency = 0;
            for term in terms {
                frequency = frequency.max(statistics.doc_freq(term)?);
            }
            of(frequency)
        }
        Shape::AnyOf(parts) => {
            let mut least = Score::INFINITY;
            for part in parts {
                least = least.min(most(part, statistics, of)?);
            }
            if least.is_finite() { least } else { 0.0 }
        }
        Shape::AllOf(parts) => {
            let mut sum = 0.0;
            for part in parts {
                sum += most(part, statistics, of)?;
            }
            sum
        }
    })
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
                let sum = most(&self.expr, statistics, &|frequency| weight(frequency).max_score())?;
                let one = weight(1);
                Some(if one.max_score() > 0.0 { one.boost_by(sum / one.max_score()) } else { one })
            }
        };
        Ok(Box::new(SpanWeight { query: self.clone(), bm25 }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.expr.words(&mut |terms| terms.iter().for_each(|term| visitor(term, true)));
    }
}

struct SpanWeight {
    query: SpanQuery,
    bm25: Option<Bm25Weight>,
}

impl Weight for SpanWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let SpanQuery { expr, mark, field, work } = &self.query;
        let norms = reader.get_fieldnorms_reader(*field)?;
        let bm25 = self.bm25.as_ref().map(|weight| weight.boost_by(boost));
        if let Expr::Word(terms) = expr {
            return Ok(Box::new(SumScorer::new(reader, terms, norms, bm25, work)?));
        }
        let (expr, lists) = SegmentLists::open(expr, mark, reader, work.clone())?;
        let cost = lists.cost(&expr);
        let finder = SpanFinder::default();
        let mut scorer =
            SpanScorer { expr, lists, doc: 0, settled: true, spans: Vec::new(), finder, cost, norms, bm25 };
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

/// The posting lists of one word of an expression.
struct Listed {
    lists: PostingUnion,
    /// The first word of the same terms where they stand there more than once. Each has lists of its own, since
    /// alternatives move theirs on without each other; the places in one document are read once.
    shared: Option<usize>,
    /// Of such a first word its places in the document of `places_of`.
    places: Vec<Span>,
    places_of: Option<DocId>,
}

/// The posting lists of one segment that an expression needs: its words are their numbers.
struct SegmentLists {
    words: Vec<Listed>,
    marks: Option<Box<SegmentPostings>>,
    /// The document whose positions are asked for.
    doc: DocId,
    work: Work,
}

impl SegmentLists {
    /// The lists at the start of a segment, and the expression with their numbers.
    fn open(
        expr: &Expr<Vec<Term>>,
        mark: &Term,
        reader: &SegmentReader,
        work: Work,
    ) -> tantivy::Result<(Expr<usize>, Self)> {
        let mut words: Vec<Listed> = Vec::new();
        let mut first_of: HashMap<&[Term], usize> = HashMap::new();
        let mut failed = None;
        let expr = expr.map(&mut |terms| {
            let number = words.len();
            let first = *first_of.entry(terms).or_insert(number);
            let shared = (first != number).then_some(first);
            if let (Some(_), Some(first_word)) = (shared, words.get_mut(first)) {
                first_word.shared = shared;
            }
            let mut lists = Vec::new();
            for term in terms {
                match postings(reader, term) {
                    Ok(list) => lists.extend(list),
                    Err(error) => failed = Some(error),
                }
            }
            let lists = PostingUnion::new(lists);
            words.push(Listed { lists, shared, places: Vec::new(), places_of: None });
            number
        });
        match failed {
            Some(error) => Err(error),
            None => {
                let marks = if has_sentences(&expr) { postings(reader, mark)?.map(Box::new) } else { None };
                Ok((expr, Self { words, marks, doc: 0, work }))
            }
        }
    }

    /// The first document from `target` on that may have spans; none where no work is left.
    fn next(&mut self, expr: &Expr<usize>, target: DocId) -> DocId {
        if self.work.is_spent() { TERMINATED } else { self.seek(expr, target) }
    }

    fn seek(&mut self, expr: &Expr<usize>, target: DocId) -> DocId {
        match expr.shape() {
            Shape::Word(&number) => self.word(number, |word| word.seek(target)),
            Shape::AnyOf(parts) => parts.iter().map(|part| self.seek(part, target)).min().unwrap_or(TERMINATED),
            Shape::AllOf(parts) => {
                let mut candidate = target;
                loop {
                    let mut highest = candidate;
                    for part in parts {
                        highest = highest.max(self.seek(part, highest));
                    }
                    if highest == candidate || highest == TERMINATED {
                        return highest;
                    }
                    candidate = highest;
                }
            }
        }
    }

    fn word(&mut self, number: usize, of: impl FnOnce(&mut PostingUnion) -> DocId) -> DocId {
        let lists = self.words.get_mut(number);
        debug_assert!(lists.is_some(), "word {number} has no lists");
        lists.map_or(TERMINATED, |word| of(&mut word.lists))
    }

    /// Documents at most, by the lengths of the lists.
    fn cost(&self, expr: &Expr<usize>) -> u64 {
        match expr.shape() {
            Shape::Word(&number) => items(&self.words, number..=number).iter().map(|word| word.lists.cost()).sum(),
            Shape::AnyOf(parts) => parts.iter().map(|part| self.cost(part)).sum(),
            Shape::AllOf(parts) => parts.iter().map(|part| self.cost(part)).min().unwrap_or(0),
        }
    }

    /// Goes to `doc`, at which or before which the lists stand, to look for spans.
    fn enter(&mut self, doc: DocId) {
        self.doc = doc;
        self.work.charge(CANDIDATE.saturating_mul(self.words.len() as u64));
    }
}

impl Positions<usize> for SegmentLists {
    fn places(&mut self, word: &usize, out: &mut Vec<Span>) {
        let doc = self.doc;
        debug_assert!(*word < self.words.len(), "every word has its lists");
        let shared = self.words.get(*word).and_then(|word| word.shared);
        if let Some(first) = shared.and_then(|first| self.words.get(first))
            && first.places_of == Some(doc)
        {
            return out.extend_from_slice(&first.places);
        }
        let before = out.len();
        if let Some(word) = self.words.get_mut(*word) {
            word.lists.places(doc, out);
        }
        // Where lists have gone past the document, it is their alternative alone that does not have it.
        if before < out.len()
            && let Some(first) = shared.and_then(|first| self.words.get_mut(first))
        {
            first.places.clear();
            first.places.extend_from_slice(items(out, before..));
            first.places_of = Some(doc);
        }
        self.work.charge(POSITION.saturating_mul((out.len() - before) as u64));
    }

    fn sentence_starts(&mut self, out: &mut Vec<u32>) {
        if let Some(marks) = &mut self.marks
            && seek(marks, self.doc) == self.doc
        {
            marks.append_positions_with_offset(0, out);
            self.work.charge(POSTING.saturating_mul(out.len() as u64));
        }
    }
}

/// Whether sentences have to be known.
fn has_sentences<T>(expr: &Expr<T>) -> bool {
    match (expr, expr.shape()) {
        (Expr::Same(_), _) => true,
        (_, Shape::Word(_)) => false,
        (_, Shape::AnyOf(parts) | Shape::AllOf(parts)) => parts.iter().any(has_sentences),
    }
}

fn postings(reader: &SegmentReader, term: &Term) -> tantivy::Result<Option<SegmentPostings>> {
    Ok(reader.inverted_index(term.field())?.read_postings(term, IndexRecordOption::WithFreqsAndPositions)?)
}

struct SpanScorer {
    expr: Expr<usize>,
    lists: SegmentLists,
    doc: DocId,
    /// Whether `doc` is known to have spans, which are kept.
    settled: bool,
    spans: Vec<Span>,
    finder: SpanFinder,
    cost: u64,
    norms: FieldNormReader,
    bm25: Option<Bm25Weight>,
}

impl SpanScorer {
    /// Keeps the spans in `doc`.
    fn look_into(&mut self, doc: DocId) {
        self.lists.enter(doc);
        self.finder.find(&self.expr, &mut self.lists, &mut self.spans);
    }

    /// The first document from `target` on that has spans; they are kept.
    fn settle(&mut self, target: DocId) -> DocId {
        self.settled = true;
        let mut doc = self.lists.next(&self.expr, target);
        while doc != TERMINATED {
            self.look_into(doc);
            if !self.spans.is_empty() {
                return doc;
            }
            doc = self.lists.next(&self.expr, doc + 1);
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
        let next = if target == TERMINATED { TERMINATED } else { self.lists.next(&self.expr, target) };
        (self.doc, self.settled) = (next, next == TERMINATED);
        if next != target || next == TERMINATED {
            return SeekDangerResult::SeekLowerBound(next);
        }
        self.look_into(target);
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
        self.cost.min(u32::MAX.into()) as u32
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
