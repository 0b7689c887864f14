//! Exact counts of what matches, by any dimension.
//!
//! One pass over all matching articles, never over the top hits. In a hierarchy an article counts
//! once at each node that it reaches, however many of its actors stand below and by however many
//! of a node's parents it is reached.

use crate::{
    calendar::Day,
    engine::Tally,
    query::dimensions::{Grouping, Matching, Unit},
};

/// One counted value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bucket {
    /// The value: a path such as `/armed-group/pmf`, a date such as `2024-12`, a name.
    pub value: String,
    /// The name to show, where it is not the value.
    pub label: Option<String>,
    /// Articles; with all that stand below in a hierarchy.
    pub count: u64,
    /// Actors only: articles that name this very actor.
    pub named: Option<u64>,
    /// Dates only: articles among them whose date is inferred.
    pub inferred: Option<u64>,
}

/// The counts of one dimension.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// The values: dates in their order with empty ones between, others by count and then by value.
    pub buckets: Vec<Bucket>,
    /// Articles counted.
    pub total: u64,
    /// Articles without the value: undated, or of no known outlet.
    pub without: u64,
    /// Dates only: articles dated less exactly than a bucket.
    pub coarse: u64,
}

/// Buckets of dates at most, gaps included; beyond, empty ones are left out.
const MOST_DATES: usize = 20_000;

impl Facets {
    /// The counts as they are shown.
    #[must_use]
    pub fn new(tally: Tally, grouping: Grouping) -> Self {
        let mut facets = Self { total: tally.total, without: tally.without, coarse: tally.coarse, buckets: Vec::new() };
        match grouping.dimension.matching() {
            Matching::Days => facets.buckets = dated(&tally, grouping.unit),
            Matching::Hierarchy => {
                facets.buckets = by_count(tally.values.into_iter().map(|(value, count)| {
                    let id = value.rsplit('/').next().unwrap_or_default();
                    let named = match tally.named.get(id) {
                        Some(named) => *named,
                        None => 0,
                    };
                    Bucket { count, named: Some(named), value, ..Bucket::default() }
                }));
            }
            Matching::Words | Matching::Code => {
                let bucket = |(value, count)| Bucket { value, count, ..Bucket::default() };
                facets.buckets = by_count(tally.values.into_iter().map(bucket));
            }
        }
        facets
    }
}

fn by_count(buckets: impl Iterator<Item = Bucket>) -> Vec<Bucket> {
    let mut buckets: Vec<Bucket> = buckets.collect();
    buckets.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
    buckets
}

/// Dates in their order, with zero where there is none.
fn dated(tally: &Tally, unit: Unit) -> Vec<Bucket> {
    let bucket = |start: i32, (count, inferred): (u64, u64)| Bucket {
        value: unit.label(Day::from_epoch_days(start)),
        count,
        inferred: Some(inferred),
        ..Bucket::default()
    };
    let (Some((&first, _)), Some((&last, _))) = (tally.dates.first_key_value(), tally.dates.last_key_value()) else {
        return Vec::new();
    };
    let mut buckets = Vec::new();
    let mut at = first;
    while at <= last && buckets.len() < MOST_DATES {
        buckets.push(bucket(at, tally.dates.get(&at).copied().unwrap_or((0, 0))));
        at = unit.next(Day::from_epoch_days(at)).to_epoch_days();
    }
    if at <= last {
        buckets = tally.dates.iter().map(|(&start, &counts)| bucket(start, counts)).collect();
    }
    buckets
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_zero() {
        let mut tally = Tally::default();
        for month in ["2024-11-01", "2025-02-01"] {
            tally.dates.insert(month.parse::<Day>().unwrap().to_epoch_days(), (3, 1));
        }
        let shown: Vec<String> =
            dated(&tally, Unit::Month).iter().map(|bucket| format!("{} {}", bucket.value, bucket.count)).collect();
        assert_eq!(shown, ["2024-11 3", "2024-12 0", "2025-01 0", "2025-02 3"]);
    }
}
