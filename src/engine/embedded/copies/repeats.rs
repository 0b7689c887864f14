//! How many articles tell a story that another one of the same value tells: what counts of articles have too many.

use std::collections::HashSet;

use tantivy::{Searcher, collector::Collector as _, query::Query};

use super::table::Copies;
use crate::{
    engine::{
        Tally,
        embedded::counters::{Counted, Counter},
    },
    query::{dimensions::Grouping, facts::same_value},
};

/// Counts them by the values of a dimension. Only the articles that have copies are looked at.
///
/// # Errors
/// The index cannot be read.
pub fn repeated_by(
    copies: &Copies,
    searcher: &Searcher,
    query: &dyn Query,
    grouping: Grouping,
) -> tantivy::Result<Tally> {
    let counter = Counter { grouping };
    let mut segments = (0..)
        .zip(searcher.segment_readers())
        .map(|(ordinal, segment)| counter.for_segment(ordinal, segment))
        .collect::<tantivy::Result<Vec<_>>>()?;
    let mut tally = Tally::default();
    let mut seen: HashSet<(u32, Option<Counted>)> = HashSet::new();
    let mut values = Vec::new();
    copies.each_matching(searcher, query, |ordinal, document, family| {
        tally.total += u64::from(!seen.insert((family, None)));
        values.clear();
        if let Some(segment) = segments.get_mut(ordinal as usize) {
            segment.values(document, &mut values)?;
        }
        for value in values.drain(..) {
            // Spellings of a value are one.
            let folded = match &value {
                Counted::Value(value) => Counted::Value(same_value(value).into_owned()),
                other => other.clone(),
            };
            if !seen.insert((family, Some(folded))) {
                match value {
                    Counted::Value(value) => *tally.values.entry(value).or_default() += 1,
                    Counted::Named(id) => *tally.named.entry(id).or_default() += 1,
                    Counted::Day(start) => tally.dates.entry(start).or_default().0 += 1,
                }
            }
        }
        Ok(())
    })?;
    Ok(tally)
}
