//! The best articles of a query by the engine's score.
//!
//! The engine's own collector begins each segment with an empty list, and so without a bound that lets
//! it pass over what cannot be among the best. Here one list goes through all segments: the bound that the
//! first has reached holds in the second. And where nothing can be passed over, the matches are counted on
//! the way, so that positions and filters are not looked at twice.

use std::{cmp::Reverse, collections::BinaryHeap};

use tantivy::{
    DocAddress, Score, Searcher,
    query::{BooleanQuery, EnableScoring, Occur, Query, TermQuery},
};

use super::count::{count, term, unboxed};

/// An article with its score. The greater scores higher; of two that score the same, it stands first.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Scored(Score, DocAddress);

impl Eq for Scored {}

impl PartialOrd for Scored {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Scored {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0).then_with(|| other.1.cmp(&self.1))
    }
}

/// The best articles of a query.
#[derive(Debug, Default)]
pub struct Found {
    /// Best first; what scores the same in the order of the index.
    pub articles: Vec<(Score, DocAddress)>,
    /// All that match, where all were visited.
    total: Option<usize>,
}

impl Found {
    /// How many articles match.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn total(&self, searcher: &Searcher, query: &dyn Query) -> tantivy::Result<u64> {
        Ok(match self.total {
            Some(total) => total,
            None => count(searcher, query)?,
        } as u64)
    }
}

/// The `limit` best articles.
///
/// # Errors
/// The index cannot be read.
pub fn best(searcher: &Searcher, query: &dyn Query, limit: usize) -> tantivy::Result<Found> {
    let weight = query.weight(EnableScoring::enabled_from_searcher(searcher))?;
    let mut heap: BinaryHeap<Reverse<Scored>> = BinaryHeap::with_capacity(limit.min(1024));
    let mut bound = Score::MIN;
    let pruned = is_pruned(query);
    let mut visited = 0;
    for (segment, reader) in (0..).zip(searcher.segment_readers()) {
        let alive = reader.alive_bitset();
        let reached = bound;
        let mut take = |doc, score| {
            if alive.is_some_and(|alive| alive.is_deleted(doc)) {
                return bound;
            }
            visited += 1;
            if score <= bound {
                return bound;
            }
            let scored = Reverse(Scored(score, DocAddress::new(segment, doc)));
            if heap.len() < limit {
                heap.push(scored);
            } else if let Some(mut worst) = heap.peek_mut() {
                *worst = scored;
            }
            if heap.len() == limit {
                bound = heap.peek().map_or(bound, |Reverse(worst)| worst.0);
            }
            bound
        };
        if pruned {
            weight.for_each_pruning(reached, reader, &mut take)?;
        } else {
            weight.for_each(reader, &mut |doc, score| {
                take(doc, score);
            })?;
        }
    }
    // As long as there is room, nothing is passed over.
    let total = (!pruned || heap.len() < limit).then_some(visited);
    let articles = heap.into_sorted_vec().into_iter().map(|Reverse(Scored(score, address))| (score, address)).collect();
    Ok(Found { articles, total })
}

/// Whether the engine passes over articles by the bounds that a block of a list has: for one term, any of
/// several, or all of several.
fn is_pruned(query: &dyn Query) -> bool {
    let query = unboxed(query);
    let Some(query) = query.downcast_ref::<BooleanQuery>() else { return query.is::<TermQuery>() };
    let clauses = query.clauses();
    clauses.first().is_some_and(|(first, _)| {
        *first != Occur::MustNot && clauses.iter().all(|(occur, query)| occur == first && term(&**query).is_some())
    })
}

#[cfg(test)]
mod tests {
    use tantivy::{
        Term,
        query::{AllQuery, BoostQuery},
        schema::{Field, IndexRecordOption},
    };

    use super::*;

    fn term(text: &str) -> Box<dyn Query> {
        let term = Term::from_field_text(Field::from_field_id(0), text);
        Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
    }

    fn boolean(clauses: Vec<(Occur, Box<dyn Query>)>) -> Box<dyn Query> {
        Box::new(BooleanQuery::new(clauses))
    }

    #[test]
    fn terms_alone_any_or_all_are_pruned() {
        let twice = |query| -> Box<dyn Query> { Box::new(BoostQuery::new(query, 2.0)) };
        let pruned = |query: Box<dyn Query>| is_pruned(&query);
        assert!(pruned(term("a")));
        assert!(pruned(boolean(vec![(Occur::Should, term("a")), (Occur::Should, twice(term("b")))])));
        assert!(pruned(boolean(vec![(Occur::Must, term("a")), (Occur::Must, term("b"))])));
        assert!(!pruned(boolean(vec![(Occur::Must, term("a")), (Occur::Should, term("b"))])));
        assert!(!pruned(boolean(vec![(Occur::Must, term("a")), (Occur::Must, Box::new(AllQuery))])));
        assert!(!pruned(boolean(vec![(Occur::MustNot, term("a"))])));
        assert!(!pruned(Box::new(AllQuery)));
    }
}
