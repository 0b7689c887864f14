//! Exact counts by the columns of a dimension: one pass over all articles that match, never over the top hits.
//!
//! In a hierarchy an article counts once at each node that it reaches, however many of its actors stand below and by
//! however many of a node's parents it is reached.

use std::collections::HashMap;

use tantivy::{
    DocId, Score, SegmentOrdinal, SegmentReader,
    collector::{Collector, SegmentCollector},
    columnar::{Column, StrColumn},
};

use super::schema;
use crate::{
    engine::Tally,
    query::dimensions::{Grouping, Matching, Unit},
};

/// Counts the articles that a query matches by the values of a dimension.
pub(super) struct Counter {
    pub(super) grouping: Grouping,
}

/// What an article is counted under.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Counted {
    /// A value or a node.
    Value(String),
    /// An actor's id.
    Named(String),
    /// The first day of a bucket.
    Day(i32),
}

pub(super) enum SegmentCounter {
    Values { column: Option<StrColumn>, counts: Vec<u64>, tally: Tally },
    Actors { paths: Option<StrColumn>, tree: Tree, named: Option<StrColumn>, named_counts: Vec<u64>, tally: Tally },
    Dates { unit: Unit, earliest: Column<i64>, latest: Column<i64>, evidence: Column<u64>, tally: Tally },
}

/// The nodes above each path of a segment's facet column.
#[derive(Default)]
pub(super) struct Tree {
    names: Vec<String>,
    counts: Vec<u64>,
    /// For each path, its node and all above it.
    above: Vec<Vec<u32>>,
    reached: Vec<u32>,
}

impl Tree {
    fn new(column: Option<&StrColumn>) -> tantivy::Result<Self> {
        let mut tree = Self::default();
        let Some(column) = column else { return Ok(tree) };
        let mut numbers: HashMap<String, u32> = HashMap::new();
        let mut encoded = String::new();
        for ord in 0..column.num_terms() {
            encoded.clear();
            column.ord_to_str(ord as u64, &mut encoded)?;
            let mut above = Vec::new();
            let mut path = String::new();
            // The engine keeps a path as its names with NUL between them.
            for name in encoded.split('\0') {
                path.push('/');
                path.push_str(name);
                let number = *numbers.entry(path.clone()).or_insert_with(|| {
                    tree.names.push(path.clone());
                    tree.names.len() as u32 - 1
                });
                above.push(number);
            }
            tree.above.push(above);
        }
        tree.counts = vec![0; tree.names.len()];
        Ok(tree)
    }

    fn add(&mut self, ords: impl Iterator<Item = u64>) -> bool {
        self.reached.clear();
        for ord in ords {
            if let Some(above) = self.above.get(ord as usize) {
                self.reached.extend(above);
            }
        }
        self.reached.sort_unstable();
        self.reached.dedup();
        for &node in &self.reached {
            if let Some(count) = self.counts.get_mut(node as usize) {
                *count += 1;
            }
        }
        !self.reached.is_empty()
    }
}

impl Collector for Counter {
    type Fruit = Tally;
    type Child = SegmentCounter;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<SegmentCounter> {
        let fast = segment.fast_fields();
        let column = |name: &str| fast.str(name);
        let zeros = |column: &Option<StrColumn>| vec![0; column.as_ref().map_or(0, |column| column.num_terms())];
        let values = |name: &str| -> tantivy::Result<SegmentCounter> {
            let column = column(name)?;
            Ok(SegmentCounter::Values { counts: zeros(&column), column, tally: Tally::default() })
        };
        let Grouping { dimension, unit } = self.grouping;
        match dimension.matching() {
            Matching::Words | Matching::Code => values(dimension.name()),
            Matching::Hierarchy => {
                let (paths, named) = (column(dimension.name())?, column(schema::name::NAMED)?);
                Ok(SegmentCounter::Actors {
                    tree: Tree::new(paths.as_ref())?,
                    named_counts: zeros(&named),
                    paths,
                    named,
                    tally: Tally::default(),
                })
            }
            Matching::Days => Ok(SegmentCounter::Dates {
                unit,
                earliest: fast.i64(schema::name::EARLIEST)?,
                latest: fast.i64(schema::name::LATEST)?,
                evidence: fast.u64(schema::name::EVIDENCE)?,
                tally: Tally::default(),
            }),
        }
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, fruits: Vec<tantivy::Result<Tally>>) -> tantivy::Result<Tally> {
        let mut all = Tally::default();
        for fruit in fruits {
            let fruit = fruit?;
            for (value, count) in fruit.values {
                *all.values.entry(value).or_default() += count;
            }
            for (id, count) in fruit.named {
                *all.named.entry(id).or_default() += count;
            }
            for (start, (count, inferred)) in fruit.dates {
                let slot = all.dates.entry(start).or_default();
                slot.0 += count;
                slot.1 += inferred;
            }
            all.total += fruit.total;
            all.without += fruit.without;
            all.coarse += fruit.coarse;
        }
        Ok(all)
    }
}

impl SegmentCounter {
    /// Adds to `values` what an article would be counted under: a value of its own kind, and the actors that it names by their ids.
    pub(super) fn values(&mut self, doc: DocId, values: &mut Vec<Counted>) -> tantivy::Result<()> {
        let text = |column: &StrColumn, ord| {
            let mut value = String::new();
            column.ord_to_str(ord, &mut value).map(|_| value)
        };
        match self {
            Self::Values { column: Some(column), .. } => {
                for ord in column.term_ords(doc) {
                    values.push(Counted::Value(text(column, ord)?));
                }
            }
            Self::Values { column: None, .. } => {}
            Self::Actors { paths, tree, named, .. } => {
                tree.add(paths.iter().flat_map(|paths| paths.term_ords(doc)));
                let names = tree.reached.iter().filter_map(|node| tree.names.get(*node as usize));
                values.extend(names.map(|name| Counted::Value(name.clone())));
                for named in named.iter() {
                    for ord in named.term_ords(doc) {
                        values.push(Counted::Named(text(named, ord)?));
                    }
                }
            }
            Self::Dates { unit, earliest, latest, .. } => {
                let start = |column: &Column<i64>| column.first(doc).map(|day| unit.start(schema::day(day)));
                if let (Some(first), Some(last)) = (start(earliest), start(latest))
                    && first == last
                {
                    values.push(Counted::Day(first.to_epoch_days()));
                }
            }
        }
        Ok(())
    }
}

impl SegmentCollector for SegmentCounter {
    type Fruit = tantivy::Result<Tally>;

    fn collect(&mut self, doc: DocId, _: Score) {
        match self {
            Self::Values { column, counts, tally } => {
                tally.total += 1;
                let any = add_ords(column.as_ref(), doc, counts);
                tally.without += u64::from(!any);
            }
            Self::Actors { paths, tree, named, named_counts, tally } => {
                tally.total += 1;
                let any = tree.add(paths.iter().flat_map(|paths| paths.term_ords(doc)));
                add_ords(named.as_ref(), doc, named_counts);
                tally.without += u64::from(!any);
            }
            Self::Dates { unit, earliest, latest, evidence, tally } => {
                tally.total += 1;
                let day = |column: &Column<i64>| column.first(doc).map(schema::day);
                let (Some(first), Some(last)) = (day(earliest), day(latest)) else {
                    tally.without += 1;
                    return;
                };
                let start = unit.start(first);
                if start != unit.start(last) {
                    tally.coarse += 1;
                    return;
                }
                let slot = tally.dates.entry(start.to_epoch_days()).or_default();
                slot.0 += 1;
                slot.1 += u64::from(evidence.first(doc) == Some(schema::INFERRED));
            }
        }
    }

    fn harvest(self) -> tantivy::Result<Tally> {
        Ok(match self {
            Self::Values { column, counts, mut tally } => {
                tally.values = named_counts(column.as_ref(), &counts)?;
                tally
            }
            Self::Actors { tree, named, named_counts: counts, mut tally, .. } => {
                tally.named = named_counts(named.as_ref(), &counts)?;
                tally.values = tree.names.into_iter().zip(tree.counts).filter(|(_, count)| *count > 0).collect();
                tally
            }
            Self::Dates { tally, .. } => tally,
        })
    }
}

fn add_ords(column: Option<&StrColumn>, doc: DocId, counts: &mut [u64]) -> bool {
    let mut any = false;
    for ord in column.iter().flat_map(|column| column.term_ords(doc)) {
        if let Some(count) = counts.get_mut(ord as usize) {
            *count += 1;
            any = true;
        }
    }
    any
}

fn named_counts(column: Option<&StrColumn>, counts: &[u64]) -> tantivy::Result<HashMap<String, u64>> {
    let mut named = HashMap::new();
    let Some(column) = column else { return Ok(named) };
    for (ord, &count) in counts.iter().enumerate() {
        if count > 0 {
            let mut value = String::new();
            column.ord_to_str(ord as u64, &mut value)?;
            named.insert(value, count);
        }
    }
    Ok(named)
}
