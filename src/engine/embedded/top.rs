//! The best articles of a query by the engine's score.
//!
//! The engine's own collector begins each segment with an empty list, and so without a bound that lets
//! it pass over what cannot be among the best. Here one list goes through all segments: the bound that the
//! first has reached holds in the second. And where nothing can be passed over, the matches are counted on
//! the way, so that positions and filters are not looked at twice. Lookups for any of some words go their own
//! way: see [`super::max_score`].

use tantivy::{
    DocAddress, Score, Searcher,
    collector::Count,
    query::{Bm25StatisticsProvider, BooleanQuery, BoostQuery, EnableScoring, Occur, Query, TermQuery},
};

use super::{
    any_words::{AnyWords, as_a},
    best::{Best, Ids},
    max_score,
};
use crate::engine::work::Work;

/// The best articles of a query.
#[derive(Debug, Default)]
pub struct TopArticles {
    /// Best first; what scores the same by id.
    pub articles: Vec<(Score, DocAddress)>,
    /// All that match, where all were counted.
    pub total: Option<u64>,
}

/// How many articles match.
///
/// # Errors
/// The index cannot be read.
pub fn count(searcher: &Searcher, query: &dyn Query) -> tantivy::Result<u64> {
    let total = match as_a::<AnyWords>(query) {
        Some(words) => max_score::count(searcher, words)?,
        None => searcher.search(query, &Count)?,
    };
    Ok(total as u64)
}

/// The `limit` best articles, by these statistics. Where the budget of `work` is spent on the way, those that were counted till then.
///
/// # Errors
/// The index cannot be read.
pub fn best(
    searcher: &Searcher,
    statistics: &dyn Bm25StatisticsProvider,
    query: &dyn Query,
    limit: usize,
    ids: Ids<'_>,
    work: &Work,
) -> tantivy::Result<TopArticles> {
    let mut best = Best::new(limit, ids);
    if let Some(words) = as_a::<AnyWords>(query) {
        let total = Some(max_score::best(searcher, statistics, words, &mut best)? as u64);
        return Ok(TopArticles { articles: best.sorted(), total });
    }
    let weight = query.weight(EnableScoring::enabled_from_statistics_provider(statistics, searcher))?;
    let pruned = is_pruned(query);
    let mut visited = 0_u64;
    for (segment, reader) in (0..).zip(searcher.segment_readers()) {
        let alive = reader.alive_bitset();
        let reached = best.bar();
        let mut take = |doc, score| {
            if alive.is_none_or(|alive| alive.is_alive(doc)) {
                // What comes after the budget is spent may be there for want of what excludes it.
                visited += u64::from(!work.is_spent());
                best.offer(score, DocAddress::new(segment, doc));
            }
            best.bar()
        };
        if pruned {
            weight.for_each_pruning(reached, reader, &mut take)?;
        } else {
            weight.for_each(reader, &mut |doc, score| {
                take(doc, score);
            })?;
        }
    }
    work.note_counted(visited);
    // As long as there is room, nothing is passed over.
    let total = (!pruned || best.has_room()).then_some(visited);
    Ok(TopArticles { articles: best.sorted(), total })
}

/// Whether the engine passes over articles by the bounds that a block of a list has: for one term, any of
/// several, or all of several.
fn is_pruned(query: &dyn Query) -> bool {
    let Some(query) = as_a::<BooleanQuery>(query) else { return as_a::<TermQuery>(query).is_some() };
    let clauses = query.clauses();
    clauses.first().is_some_and(|(first, _)| {
        *first != Occur::MustNot && clauses.iter().all(|(occur, query)| occur == first && is_term(&**query))
    })
}

/// Whether it is a term, maybe with a weight of its own.
fn is_term(query: &dyn Query) -> bool {
    let (mut terms, mut positions) = (0, false);
    query.query_terms(&mut |_, needs_positions| {
        terms += 1;
        positions |= needs_positions;
    });
    as_a::<TermQuery>(query).is_some() || (as_a::<BoostQuery>(query).is_some() && terms == 1 && !positions)
}

#[cfg(test)]
mod tests {
    use tantivy::{
        Term,
        query::AllQuery,
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
