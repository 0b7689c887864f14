//! Exact counts by two dimensions at once: one pass over all articles that match.
//!
//! Each article is looked at once for both dimensions. What it is counted under are numbers of its segment, so that nothing is allotted for
//! an article; the numbers become values when the segment is done, one text for each value that was met.

use std::collections::HashMap;

use tantivy::{
    DocId, Score, SegmentOrdinal, SegmentReader,
    collector::{Collector, SegmentCollector},
};

use super::counters::{Counter, SegmentCounter};
use crate::{
    engine::{
        Cross,
        work::{POSTING, Work},
    },
    query::dimensions::Grouping,
};

/// Pairs of one article that cost nothing: a few actors with all that stand above them, by a date or an outlet. Beyond, an article with
/// very many values of both dimensions is charged for, since its pairs grow with their square.
const FEW: usize = 1_024;

/// Counts the articles that a query matches by the values of two dimensions.
pub(super) struct CrossCounter<'w> {
    pub(super) by: [Grouping; 2],
    pub(super) work: &'w Work,
}

pub(super) struct SegmentCross {
    rows: SegmentCounter,
    columns: SegmentCounter,
    cells: HashMap<(u32, u32), u64>,
    work: Work,
}

impl Collector for CrossCounter<'_> {
    type Fruit = Cross;
    type Child = SegmentCross;

    fn for_segment(&self, ordinal: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<SegmentCross> {
        let [rows, columns] = self.by.map(|grouping| Counter { grouping }.for_segment(ordinal, segment));
        Ok(SegmentCross { rows: rows?, columns: columns?, cells: HashMap::new(), work: self.work.clone() })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, fruits: Vec<tantivy::Result<Cross>>) -> tantivy::Result<Cross> {
        let mut all = Cross::default();
        fruits.into_iter().try_for_each(|fruit| fruit.map(|fruit| all.add(fruit)))?;
        Ok(all)
    }
}

impl SegmentCollector for SegmentCross {
    type Fruit = tantivy::Result<Cross>;

    fn collect(&mut self, doc: DocId, _: Score) {
        let (rows, columns) = (self.rows.look(doc), self.columns.look(doc));
        let pairs = rows.len().saturating_mul(columns.len());
        if pairs > FEW && !self.work.charge(POSTING.saturating_mul(pairs as u64)) {
            return;
        }
        for &row in rows {
            for &column in columns {
                *self.cells.entry((row, column)).or_default() += 1;
            }
        }
    }

    fn harvest(self) -> tantivy::Result<Cross> {
        let Self { rows, columns, cells: counts, .. } = self;
        let mut cross = Cross::default();
        let mut names: [HashMap<u32, u32>; 2] = [HashMap::new(), HashMap::new()];
        let [row_names, column_names] = &mut names;
        for ((row, column), count) in counts {
            let row = match row_names.get(&row) {
                Some(&number) => number,
                None => *row_names.entry(row).or_insert(cross.cells.row(rows.name(row)?)),
            };
            let column = match column_names.get(&column) {
                Some(&number) => number,
                None => *column_names.entry(column).or_insert(cross.cells.column(columns.name(column)?)),
            };
            cross.cells.add(row, column, count);
        }
        (cross.rows, cross.columns) = (rows.harvest()?, columns.harvest()?);
        Ok(cross)
    }
}
