//! The posting lists of one place of a span query, which are a thousand where a prefix of two letters stands.
//!
//! So nothing looks at every list for every article: alone, the lists are added up; beside others, they wait
//! in a heap.

use std::{cmp::Reverse, collections::BinaryHeap};

use tantivy::{
    DocId, DocSet, Score, SegmentReader, TERMINATED, Term,
    fieldnorm::FieldNormReader,
    postings::{Postings as _, SegmentPostings},
    query::{Bm25Weight, Scorer},
    schema::IndexRecordOption,
};

use crate::{
    engine::work::{POSTING, Work},
    query::spans::Span,
    text::{item, items},
};

/// The lists of one place, in step: those at the document in hand, and the others by their next one.
pub(super) struct PostingUnion {
    lists: Vec<SegmentPostings>,
    doc: DocId,
    /// Numbers of the lists that stand at `doc`.
    here: Vec<usize>,
    /// Where the others stand, the nearest first.
    ahead: BinaryHeap<Reverse<(DocId, usize)>>,
    /// Positions in the document in hand.
    positions: Vec<u32>,
}

impl PostingUnion {
    pub(super) fn new(lists: Vec<SegmentPostings>) -> Self {
        let ahead = lists.iter().enumerate().map(|(n, list)| Reverse((list.doc(), n))).collect();
        let mut lists = Self { lists, doc: 0, here: Vec::new(), ahead, positions: Vec::new() };
        lists.gather();
        lists
    }

    /// The first document from `target` on that one of the lists has.
    pub(super) fn seek(&mut self, target: DocId) -> DocId {
        if self.doc >= target {
            return self.doc;
        }
        // One list waits for no other.
        if let [list] = self.lists.as_mut_slice() {
            self.doc = seek(list, target);
            return self.doc;
        }
        let go = |lists: &mut [SegmentPostings], n: usize| {
            let list = lists.get_mut(n);
            debug_assert!(list.is_some(), "list {n} is none of those that stand somewhere");
            list.map_or(TERMINATED, |list| seek(list, target))
        };
        while let Some(n) = self.here.pop() {
            self.ahead.push(Reverse((go(&mut self.lists, n), n)));
        }
        while let Some(mut nearest) = self.ahead.peek_mut()
            && nearest.0.0 < target
        {
            nearest.0.0 = go(&mut self.lists, nearest.0.1);
        }
        self.gather();
        self.doc
    }

    /// Documents at most, by the lengths of the lists.
    pub(super) fn cost(&self) -> u64 {
        self.lists.iter().map(|list| u64::from(list.size_hint())).sum()
    }

    /// Goes to the nearest document.
    fn gather(&mut self) {
        self.doc = self.ahead.peek().map_or(TERMINATED, |nearest| nearest.0.0);
        while self.doc != TERMINATED
            && let Some(nearest) = self.ahead.peek()
            && nearest.0.0 == self.doc
        {
            self.here.extend(self.ahead.pop().map(|Reverse((_, n))| n));
        }
    }

    /// Adds the places in `doc`, sorted.
    pub(super) fn places(&mut self, doc: DocId, out: &mut Vec<Span>) {
        if self.seek(doc) != doc {
            return;
        }
        let positions = &mut self.positions;
        positions.clear();
        if let [list] = self.lists.as_mut_slice() {
            list.append_positions_with_offset(0, positions);
        } else {
            for &n in &self.here {
                if let Some(list) = self.lists.get_mut(n) {
                    list.append_positions_with_offset(0, positions);
                }
            }
        }
        if self.here.len() > 1 {
            positions.sort_unstable();
            positions.dedup();
        }
        out.extend(positions.iter().copied().map(Span::word));
    }
}

/// The documents of any of the terms, in order, each with the sum of their frequencies. No two words stand
/// at one position, so that is how many spans there are. None where that is more work than is left.
fn sum(reader: &SegmentReader, terms: &[Term], work: &Work) -> tantivy::Result<Vec<(DocId, u32)>> {
    let mut infos = Vec::with_capacity(terms.len());
    let mut postings = 0;
    for term in terms {
        let inverted = reader.inverted_index(term.field())?;
        if let Some(info) = inverted.get_term_info(term)? {
            postings += u64::from(info.doc_freq);
            infos.push((inverted, info));
        }
    }
    if !work.charge(postings.saturating_mul(POSTING)) {
        return Ok(Vec::new());
    }
    // Where most of the documents have one of the words, a slot for each beats sorting.
    let dense = postings > u64::from(reader.max_doc()) / 8;
    let mut slots = vec![0_u32; if dense { reader.max_doc() as usize } else { 0 }];
    let mut found: Vec<(DocId, u32)> = Vec::with_capacity(if dense { 0 } else { postings as usize });
    for (inverted, info) in infos {
        let mut list = inverted.read_block_postings_from_terminfo(&info, IndexRecordOption::WithFreqs)?;
        while list.block_len() > 0 {
            for (&doc, &frequency) in list.docs().iter().zip(list.freqs()) {
                match slots.get_mut(doc as usize) {
                    Some(slot) => *slot += frequency,
                    None => found.push((doc, frequency)),
                }
            }
            list.advance();
        }
    }
    if dense {
        found.extend((0..).zip(slots).filter(|(_, frequency)| *frequency > 0));
    } else {
        found.sort_unstable();
        found.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            kept.1 += if same { next.1 } else { 0 };
            same
        });
    }
    Ok(found)
}

/// Walks documents that are known beforehand.
pub(super) struct SumScorer {
    docs: Vec<(DocId, u32)>,
    at: usize,
    norms: FieldNormReader,
    bm25: Option<Bm25Weight>,
}

impl SumScorer {
    /// The documents of any of the terms.
    pub(super) fn new(
        reader: &SegmentReader,
        terms: &[Term],
        norms: FieldNormReader,
        bm25: Option<Bm25Weight>,
        work: &Work,
    ) -> tantivy::Result<Self> {
        Ok(Self { docs: sum(reader, terms, work)?, at: 0, norms, bm25 })
    }
}

impl DocSet for SumScorer {
    fn advance(&mut self) -> DocId {
        self.at = self.docs.len().min(self.at + 1);
        self.doc()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        // The next few are looked at first: dense lists are walked in small steps.
        const NEAR: usize = 8;
        let rest = items(&self.docs, self.at..);
        self.at += match rest.iter().take(NEAR).position(|(doc, _)| *doc >= target) {
            Some(steps) => steps,
            None => rest.partition_point(|(doc, _)| *doc < target),
        };
        self.doc()
    }

    fn doc(&self) -> DocId {
        match self.docs.get(self.at) {
            Some((doc, _)) => *doc,
            None => TERMINATED,
        }
    }

    fn size_hint(&self) -> u32 {
        self.docs.len() as u32
    }
}

impl Scorer for SumScorer {
    fn score(&mut self) -> Score {
        // The engine asks only where a document is.
        let (doc, frequency) = item(&self.docs, self.at);
        self.bm25.as_ref().map_or(1.0, |weight| weight.score(self.norms.fieldnorm_id(doc), frequency))
    }
}

/// Goes on to `target` where the list is not there yet.
pub(super) fn seek(list: &mut SegmentPostings, target: DocId) -> DocId {
    if list.doc() < target { list.seek(target) } else { list.doc() }
}
