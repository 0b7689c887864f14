//! Where words stand in some articles, by the posting lists: no text is read.

use tantivy::{
    DocAddress, DocId, DocSet as _, SegmentReader, TERMINATED, Term,
    postings::{Postings as _, SegmentPostings},
    schema::IndexRecordOption,
};

use super::{IndexError, Reader, schema};
use crate::{
    engine::{Handle, WordPositions},
    query::expr::Test,
};

impl Reader {
    /// The positions of the words that pass each of some tests, and where sentences begin, in each of some articles.
    pub(super) fn word_positions(
        &self,
        tests: &[&Test],
        sentences: bool,
        hits: &[Handle],
    ) -> Result<WordPositions, IndexError> {
        let mut found = WordPositions::new(hits.len(), tests.len());
        // Lists are walked from front to back.
        let mut order = Vec::with_capacity(hits.len());
        for (number, hit) in hits.iter().enumerate() {
            order.push((self.address(*hit)?, number));
        }
        order.sort_unstable();
        let mut places = Vec::with_capacity(tests.len());
        for test in tests {
            places.push(self.terms(test)?);
        }
        let marks = sentences.then(|| schema::mark(self.fields()));
        for articles in order.chunk_by(|(a, _), (b, _)| a.segment_ord == b.segment_ord) {
            let [(first, _), ..] = articles else { continue };
            let segment = self.searcher().segment_reader(first.segment_ord);
            if let Some(mark) = &marks
                && let Some(mut marks) = posting_list(segment, mark)?
            {
                for &(address, number) in articles {
                    if stands_at(&mut marks, address.doc_id) {
                        found.set_sentences(number, |out| marks.append_positions_with_offset(0, out));
                    }
                }
            }
            for (test, terms) in places.iter().enumerate() {
                let mut lists = Vec::with_capacity(terms.len());
                for term in terms {
                    lists.extend(posting_list(segment, term)?);
                }
                if let [list] = lists.as_mut_slice() {
                    for &(DocAddress { doc_id, .. }, number) in articles {
                        if stands_at(list, doc_id) {
                            found.set_in_order(number, test, |out| list.append_positions_with_offset(0, out));
                        }
                    }
                    continue;
                }
                if lists.is_empty() {
                    continue;
                }
                for &(DocAddress { doc_id, .. }, number) in articles {
                    found.set_words(number, test, |out| {
                        for list in &mut lists {
                            if stands_at(list, doc_id) {
                                list.append_positions_with_offset(0, out);
                            }
                        }
                    });
                }
            }
        }
        Ok(found)
    }
}

/// The list of a term with its positions; `None` where the segment does not have it.
fn posting_list(segment: &SegmentReader, term: &Term) -> tantivy::Result<Option<SegmentPostings>> {
    Ok(segment.inverted_index(term.field())?.read_postings(term, IndexRecordOption::WithFreqsAndPositions)?)
}

/// Moves a list to a document, and says whether it has it.
fn stands_at(list: &mut SegmentPostings, doc: DocId) -> bool {
    if list.doc() < doc {
        list.seek(doc);
    }
    list.doc() == doc && doc != TERMINATED
}
