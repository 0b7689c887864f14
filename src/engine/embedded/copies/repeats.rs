//! How many articles tell a story that another one of the same value tells: what counts of articles have too many.

use std::collections::HashSet;

use tantivy::{DocId, SegmentOrdinal, collector::Collector as _, query::Query};

use super::table::Copies;
use crate::{
    engine::{
        Cross, Tally,
        embedded::counters::{Counted, Counter, SegmentCounter},
    },
    query::{dimensions::Grouping, facts::same_value},
};

/// Counts them by the values of a dimension. Only the articles that have copies are looked at.
///
/// # Errors
/// The index cannot be read.
pub fn repeated_by(
    copies: &Copies,
    searcher: &tantivy::Searcher,
    query: &dyn Query,
    grouping: Grouping,
) -> tantivy::Result<Tally> {
    let mut told = Told::new(searcher, grouping)?;
    copies.each_matching(searcher, query, |ordinal, document, family| told.look(ordinal, document, family))?;
    Ok(told.repeated)
}

/// The same by two dimensions at once, and by each of them alone.
///
/// # Errors
/// The index cannot be read.
pub fn repeated_cross(
    copies: &Copies,
    searcher: &tantivy::Searcher,
    query: &dyn Query,
    [rows, columns]: [Grouping; 2],
) -> tantivy::Result<Cross> {
    let (mut rows, mut columns) = (Told::new(searcher, rows)?, Told::new(searcher, columns)?);
    let mut cross = Cross::default();
    let mut seen: HashSet<(u32, u32, u32)> = HashSet::new();
    copies.each_matching(searcher, query, |ordinal, document, family| {
        rows.look(ordinal, document, family)?;
        columns.look(ordinal, document, family)?;
        let numbers: Vec<u32> = columns.names(ordinal)?.into_iter().map(|name| cross.cells.column(name)).collect();
        for name in rows.names(ordinal)? {
            let row = cross.cells.row(name);
            for &column in &numbers {
                if !seen.insert((family, row, column)) {
                    cross.cells.add(row, column, 1);
                }
            }
        }
        Ok(())
    })?;
    (cross.rows, cross.columns) = (rows.repeated, columns.repeated);
    Ok(cross)
}

/// The stories that have been told, by the values of a dimension.
struct Told {
    grouping: Grouping,
    segments: Vec<SegmentCounter>,
    seen: HashSet<(u32, Option<Counted>)>,
    values: Vec<Counted>,
    repeated: Tally,
}

impl Told {
    fn new(searcher: &tantivy::Searcher, grouping: Grouping) -> tantivy::Result<Self> {
        let counter = Counter { grouping };
        let segments = (0..)
            .zip(searcher.segment_readers())
            .map(|(ordinal, segment)| counter.for_segment(ordinal, segment))
            .collect::<tantivy::Result<Vec<_>>>()?;
        Ok(Self { grouping, segments, seen: HashSet::new(), values: Vec::new(), repeated: Tally::default() })
    }

    /// Counts an article where its family has been seen under the same value.
    fn look(&mut self, ordinal: SegmentOrdinal, document: DocId, family: u32) -> tantivy::Result<()> {
        let Self { grouping, segments, seen, values, repeated } = self;
        repeated.total += u64::from(!seen.insert((family, None)));
        values.clear();
        if let Some(segment) = segments.get_mut(ordinal as usize) {
            segment.values(document, values)?;
        }
        for value in values.drain(..) {
            // Spellings of a value are one.
            let folded = match &value {
                Counted::Value(value) if grouping.unites_spellings() => Counted::Value(same_value(value).into_owned()),
                other => other.clone(),
            };
            if !seen.insert((family, Some(folded))) {
                match value {
                    Counted::Value(value) => *repeated.values.entry(value).or_default() += 1,
                    Counted::Named(id) => *repeated.named.entry(id).or_default() += 1,
                    Counted::Day(start) => repeated.dates.entry(start).or_default().0 += 1,
                }
            }
        }
        Ok(())
    }

    /// What the article that was looked at last is counted under, spellings of a value being one.
    fn names(&self, ordinal: SegmentOrdinal) -> tantivy::Result<Vec<String>> {
        let united =
            |name: String| if self.grouping.unites_spellings() { same_value(&name).into_owned() } else { name };
        let names = self.segments.iter().skip(ordinal as usize).take(1).flat_map(SegmentCounter::names);
        names.map(|name| name.map(united)).collect()
    }
}
