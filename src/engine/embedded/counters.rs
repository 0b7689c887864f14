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
    calendar::Day,
    engine::Tally,
    query::dimensions::{Grouping, Matching, Unit},
    text::items,
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

/// Counts the articles of one segment.
pub(super) struct SegmentCounter {
    values: Values,
    tally: Tally,
    /// What the article that was looked at last is counted under, by numbers of this segment: an ordinal, a node, or the first day
    /// of a bucket.
    here: Vec<u32>,
}

enum Values {
    Listed { column: Option<StrColumn>, counts: Vec<u64> },
    Actors { paths: Option<StrColumn>, tree: Tree, named: Option<StrColumn>, named_counts: Vec<u64> },
    Dates { unit: Unit, earliest: Column<i64>, latest: Column<i64>, evidence: Column<u64> },
}

/// The nodes above each path of a segment's facet column.
#[derive(Default)]
pub(super) struct Tree {
    names: Vec<String>,
    counts: Vec<u64>,
    /// For each path, its node and all above it.
    above: Vec<Vec<u32>>,
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

    /// Counts an article at every node that its paths reach, and gives their numbers.
    fn add(&mut self, ords: impl Iterator<Item = u64>, reached: &mut Vec<u32>) {
        for ord in ords {
            if let Some(above) = self.above.get(ord as usize) {
                reached.extend(above);
            }
        }
        reached.sort_unstable();
        reached.dedup();
        for &node in reached.iter() {
            if let Some(count) = self.counts.get_mut(node as usize) {
                *count += 1;
            }
        }
    }
}

impl Collector for Counter {
    type Fruit = Tally;
    type Child = SegmentCounter;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<SegmentCounter> {
        let fast = segment.fast_fields();
        let column = |name: &str| fast.str(name);
        let zeros = |column: &Option<StrColumn>| vec![0; column.as_ref().map_or(0, |column| column.num_terms())];
        let Grouping { dimension, unit, .. } = self.grouping;
        let values = match self.grouping.matching() {
            Matching::Words | Matching::Code => {
                let is_flat = dimension.matching() == Matching::Hierarchy;
                let column = column(if is_flat { schema::name::NAMED } else { dimension.name() })?;
                Values::Listed { counts: zeros(&column), column }
            }
            Matching::Hierarchy => {
                let (paths, named) = (column(dimension.name())?, column(schema::name::NAMED)?);
                Values::Actors { tree: Tree::new(paths.as_ref())?, named_counts: zeros(&named), paths, named }
            }
            Matching::Days => Values::Dates {
                unit,
                earliest: fast.i64(schema::name::EARLIEST)?,
                latest: fast.i64(schema::name::LATEST)?,
                evidence: fast.u64(schema::name::EVIDENCE)?,
            },
        };
        Ok(SegmentCounter { values, tally: Tally::default(), here: Vec::new() })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, fruits: Vec<tantivy::Result<Tally>>) -> tantivy::Result<Tally> {
        let mut all = Tally::default();
        fruits.into_iter().try_for_each(|fruit| fruit.map(|fruit| all.add(fruit)))?;
        Ok(all)
    }
}

impl SegmentCounter {
    /// Counts an article, and gives the numbers of what it is counted under.
    pub(super) fn look(&mut self, doc: DocId) -> &[u32] {
        let Self { values, tally, here } = self;
        here.clear();
        tally.total += 1;
        match values {
            Values::Listed { column, counts } => {
                for ord in column.iter().flat_map(|column| column.term_ords(doc)) {
                    if let Some(count) = counts.get_mut(ord as usize) {
                        *count += 1;
                        here.push(ord as u32);
                    }
                }
                tally.without += u64::from(here.is_empty());
            }
            Values::Actors { paths, tree, named, named_counts } => {
                tree.add(paths.iter().flat_map(|paths| paths.term_ords(doc)), here);
                for ord in named.iter().flat_map(|named| named.term_ords(doc)) {
                    if let Some(count) = named_counts.get_mut(ord as usize) {
                        *count += 1;
                    }
                }
                tally.without += u64::from(here.is_empty());
            }
            Values::Dates { unit, earliest, latest, evidence } => {
                let day = |column: &Column<i64>| column.first(doc).map(schema::day);
                let (Some(first), Some(last)) = (day(earliest), day(latest)) else {
                    tally.without += 1;
                    return here;
                };
                let start = unit.start(first);
                if start != unit.start(last) {
                    tally.coarse += 1;
                    return here;
                }
                let start = start.to_epoch_days();
                let slot = tally.dates.entry(start).or_default();
                slot.0 += 1;
                slot.1 += u64::from(evidence.first(doc) == Some(schema::INFERRED));
                here.push(start.cast_unsigned());
            }
        }
        here
    }

    /// What a number of [`SegmentCounter::look`] stands for: a name, a node, or the name of a bucket of dates.
    pub(super) fn name(&self, number: u32) -> tantivy::Result<String> {
        Ok(match &self.values {
            Values::Listed { column, .. } => text(column.as_ref(), number)?,
            Values::Actors { tree, .. } => items(&tree.names, number as usize..=number as usize).concat(),
            Values::Dates { unit, .. } => unit.label(Day::from_epoch_days(number.cast_signed())),
        })
    }

    /// What the article that was looked at last is counted under.
    pub(super) fn names(&self) -> impl Iterator<Item = tantivy::Result<String>> {
        self.here.iter().map(|number| self.name(*number))
    }

    /// Adds to `values` what an article is counted under: values of its own kind, and the actors that it names by their ids.
    pub(super) fn values(&mut self, doc: DocId, values: &mut Vec<Counted>) -> tantivy::Result<()> {
        self.look(doc);
        for &number in &self.here {
            values.push(match &self.values {
                Values::Dates { .. } => Counted::Day(number.cast_signed()),
                _ => Counted::Value(self.name(number)?),
            });
        }
        if let Values::Actors { named: Some(named), .. } = &self.values {
            for ord in named.term_ords(doc) {
                values.push(Counted::Named(text(Some(named), ord as u32)?));
            }
        }
        Ok(())
    }
}

impl SegmentCollector for SegmentCounter {
    type Fruit = tantivy::Result<Tally>;

    fn collect(&mut self, doc: DocId, _: Score) {
        self.look(doc);
    }

    fn harvest(self) -> tantivy::Result<Tally> {
        let Self { values, mut tally, .. } = self;
        match values {
            Values::Listed { column, counts } => tally.values = named_counts(column.as_ref(), &counts)?,
            Values::Actors { tree, named, named_counts: counts, .. } => {
                tally.named = named_counts(named.as_ref(), &counts)?;
                tally.values = tree.names.into_iter().zip(tree.counts).filter(|(_, count)| *count > 0).collect();
            }
            Values::Dates { .. } => {}
        }
        Ok(tally)
    }
}

/// A value of a column by its ordinal.
fn text(column: Option<&StrColumn>, ord: u32) -> tantivy::Result<String> {
    let mut value = String::new();
    if let Some(column) = column {
        column.ord_to_str(u64::from(ord), &mut value)?;
    }
    Ok(value)
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
