//! Statistics of the articles that are there: what ranking goes by, whatever the index has been through.
//!
//! The engine counts deleted articles until a merge takes them out, and a merge estimates the lengths of those that stay. Here only what
//! lives counts, by its own norms, so that two indexes of the same articles rank alike. Where nothing is deleted a
//! word's number of articles is what the dictionary says; else its list is walked, once. Lengths are added up once for each
//! commit: a byte an article.

use std::{collections::HashMap, fmt, sync::Mutex};

use tantivy::{
    DocSet, InvertedIndexReader, Searcher, SegmentReader, TERMINATED, Term,
    fieldnorm::FieldNormReader,
    postings::TermInfo,
    query::Bm25StatisticsProvider,
    schema::{Field, IndexRecordOption},
};

use crate::text::held;

/// Statistics of one commit.
pub(super) struct Living {
    searcher: Searcher,
    lengths: Mutex<HashMap<Field, u64>>,
    /// Of words whose lists were walked.
    frequencies: Mutex<HashMap<Term, u64>>,
}

impl fmt::Debug for Living {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Living").finish_non_exhaustive()
    }
}

impl Living {
    pub(super) fn new(searcher: Searcher) -> Self {
        Self { searcher, lengths: Mutex::default(), frequencies: Mutex::default() }
    }
}

/// How many articles of a segment live and have a term.
pub(super) fn frequency(
    segment: &SegmentReader,
    inverted: &InvertedIndexReader,
    info: &TermInfo,
) -> tantivy::Result<u64> {
    let Some(alive) = segment.alive_bitset() else { return Ok(info.doc_freq.into()) };
    let mut postings = inverted.read_postings_from_terminfo(info, IndexRecordOption::Basic)?;
    let mut frequency = 0;
    while postings.doc() != TERMINATED {
        frequency += u64::from(alive.is_alive(postings.doc()));
        postings.advance();
    }
    Ok(frequency)
}

/// The lengths of a segment's living articles, added up.
fn length(segment: &SegmentReader, field: Field) -> tantivy::Result<u64> {
    let norms = segment.get_fieldnorms_reader(field)?;
    let mut counts = [0_u64; 256];
    let mut count = |doc| {
        if let Some(count) = counts.get_mut(usize::from(norms.fieldnorm_id(doc))) {
            *count += 1;
        }
    };
    match segment.alive_bitset() {
        None => (0..segment.max_doc()).for_each(count),
        Some(alive) => alive.iter_alive().for_each(&mut count),
    }
    let lengths = (0..=u8::MAX).map(|norm| u64::from(FieldNormReader::id_to_fieldnorm(norm)));
    Ok(counts.iter().zip(lengths).map(|(count, length)| count * length).sum())
}

impl Bm25StatisticsProvider for Living {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        let mut lengths = held(&self.lengths);
        if let Some(known) = lengths.get(&field) {
            return Ok(*known);
        }
        let mut total = 0;
        for segment in self.searcher.segment_readers() {
            total += length(segment, field)?;
        }
        lengths.insert(field, total);
        Ok(total)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.searcher.num_docs())
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        if self.searcher.segment_readers().iter().all(|segment| segment.alive_bitset().is_none()) {
            return self.searcher.doc_freq(term);
        }
        let known = held(&self.frequencies).get(term).copied();
        if let Some(known) = known {
            return Ok(known);
        }
        let mut total = 0;
        for segment in self.searcher.segment_readers() {
            let inverted = segment.inverted_index(term.field())?;
            if let Some(info) = inverted.get_term_info(term)? {
                total += frequency(segment, &inverted, &info)?;
            }
        }
        held(&self.frequencies).insert(term.clone(), total);
        Ok(total)
    }
}
