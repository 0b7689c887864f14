//! How many articles a query finds, counted apart where finding the best ones has passed over most.

use tantivy::{
    DocId, Searcher, SegmentReader, Term,
    collector::Count,
    query::{BooleanQuery, BoostQuery, Occur, Query, TermQuery},
    schema::IndexRecordOption,
};

/// The number of articles that match.
///
/// # Errors
/// The index cannot be read.
pub fn count(searcher: &Searcher, query: &dyn Query) -> tantivy::Result<usize> {
    let Some(terms) = any_of(query) else { return searcher.search(query, &Count) };
    let mut bits = Vec::new();
    let mut total = 0;
    for segment in searcher.segment_readers() {
        total += count_any(segment, &terms, &mut bits)?;
    }
    Ok(total)
}

/// The terms of a query for any of several; of one alone the engine knows the number.
fn any_of(query: &dyn Query) -> Option<Vec<&Term>> {
    let clauses = unboxed(query).downcast_ref::<BooleanQuery>()?.clauses();
    let terms = clauses.iter().map(|(occur, query)| term(&**query).filter(|_| *occur == Occur::Should));
    terms.collect::<Option<Vec<_>>>().filter(|terms| terms.len() > 1)
}

/// The term that a query is, maybe with a weight of its own.
pub fn term(query: &dyn Query) -> Option<&Term> {
    let query = unboxed(query);
    let (mut terms, mut positions) = (Vec::new(), false);
    query.query_terms(&mut |term, needs_positions| {
        terms.push(term);
        positions |= needs_positions;
    });
    // What asks for positions is a word at some place, not the word.
    let one = query.is::<TermQuery>() || (query.is::<BoostQuery>() && !positions);
    terms.pop().filter(|_| one && terms.is_empty())
}

/// A bit for each article, set by every list: the engine's own union goes by windows and asks every list for
/// each, which takes twice as long.
fn count_any(segment: &SegmentReader, terms: &[&Term], bits: &mut Vec<u64>) -> tantivy::Result<usize> {
    bits.clear();
    bits.resize(segment.max_doc() as usize / 64 + 1, 0);
    for term in terms {
        let inverted = segment.inverted_index(term.field())?;
        let Some(mut list) = inverted.read_block_postings(term, IndexRecordOption::Basic)? else { continue };
        while list.block_len() > 0 {
            for &doc in list.docs() {
                if let Some(word) = bits.get_mut(doc as usize / 64) {
                    *word |= 1 << (doc % 64);
                }
            }
            list.advance();
        }
    }
    let mut total: usize = bits.iter().map(|word| word.count_ones() as usize).sum();
    if let Some(alive) = segment.alive_bitset() {
        let is_set = |doc: &DocId| bits.get(*doc as usize / 64).is_some_and(|word| word >> (doc % 64) & 1 == 1);
        total -= (0..segment.max_doc()).filter(|doc| alive.is_deleted(*doc) && is_set(doc)).count();
    }
    Ok(total)
}

/// A box of a query is a query too.
pub fn unboxed(mut query: &dyn Query) -> &dyn Query {
    while let Some(inner) = query.downcast_ref::<Box<dyn Query>>() {
        query = &**inner;
    }
    query
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tantivy::{
        Index, IndexWriter, TantivyDocument,
        schema::{STRING, Schema},
    };

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

        #[test]
        fn it_is_what_the_engine_counts(
            segments in proptest::collection::vec(proptest::collection::vec("[a-d]{0,3}", 1..90), 1..3),
            deleted in "[a-e]",
            asked in proptest::collection::vec("[a-e]", 1..4),
        ) {
            let mut schema = Schema::builder();
            let field = schema.add_text_field("word", STRING);
            let index = Index::create_in_ram(schema.build());
            let mut writer: IndexWriter = index.writer_with_num_threads(1, 15_000_000).unwrap();
            for articles in &segments {
                for words in articles {
                    let mut document = TantivyDocument::default();
                    words.chars().for_each(|word| document.add_text(field, word.to_string()));
                    writer.add_document(document).unwrap();
                }
                writer.commit().unwrap();
            }
            writer.delete_term(Term::from_field_text(field, &deleted));
            writer.commit().unwrap();
            let searcher = index.reader().unwrap().searcher();
            let clause = |word: &String| -> (Occur, Box<dyn Query>) {
                let query = TermQuery::new(Term::from_field_text(field, word), IndexRecordOption::Basic);
                (Occur::Should, Box::new(BoostQuery::new(Box::new(query), 2.0)))
            };
            let query = BooleanQuery::new(asked.iter().map(clause).collect());
            prop_assert_eq!(any_of(&query).is_some(), asked.len() > 1);
            prop_assert_eq!(count(&searcher, &query).unwrap(), searcher.search(&query, &Count).unwrap());
        }
    }
}
