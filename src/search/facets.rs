//! Exact counts of what matches, by any dimension.
//!
//! One pass over all matching articles, never over the top hits. In a hierarchy an article counts
//! once at each node that it reaches, however many of its actors stand below and by however many
//! of a node's parents it is reached.

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap, HashSet},
};

use crate::{
    calendar::{DateRange, Day},
    engine::Tally,
    query::{
        dimensions::{Grouping, Matching, Unit},
        facts::same_value,
    },
};

/// Articles, and the stories that they tell where that was asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Articles.
    pub articles: u64,
    /// Stories, a family of copies being one.
    pub stories: Option<u64>,
}

/// One counted value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bucket {
    /// The value: a path such as `/armed-group/pmf`, a date such as `2024-12`, a name.
    pub value: String,
    /// The name to show, where it is not the value.
    pub label: Option<String>,
    /// Articles; with all that stand below in a hierarchy.
    pub count: u64,
    /// Stories that they tell, a family of copies being one; `None` where that was not asked for.
    pub stories: Option<u64>,
    /// Actors only: articles that name this very actor.
    pub named: Option<u64>,
    /// Dates only: articles among them whose date is inferred.
    pub inferred: Option<u64>,
    /// The same value in the whole index, where that was asked for.
    pub whole: Option<Count>,
}

impl Bucket {
    /// What is counted: stories where they were asked for, else articles.
    #[must_use]
    pub fn counted(&self) -> u64 {
        self.stories.unwrap_or(self.count)
    }
}

/// The counts of one dimension.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// The values: dates in their order with empty ones between, others by count and then by value.
    pub buckets: Vec<Bucket>,
    /// Articles counted.
    pub total: u64,
    /// Stories that they tell, where that was asked for.
    pub stories: Option<u64>,
    /// The whole index, where that was asked for.
    pub whole: Option<Count>,
    /// Articles without the value: undated, or of no known outlet.
    pub without: u64,
    /// Dates only: articles dated less exactly than a bucket.
    pub coarse: u64,
    /// Values that a selection left out.
    pub left_out: u64,
    /// How many of them stood directly below which node of a hierarchy; of lists and dates all stand below "".
    pub more: BTreeMap<String, u64>,
}

/// Which of the counted values are given. What is given is the same in every form of output.
#[derive(Clone, Copy, Debug, Default)]
pub struct Selection<'a> {
    /// In a hierarchy: only this node and what stands below it, given by its id.
    pub under: Option<&'a str>,
    /// So many values: the most frequent ones of a list, the last ones of dates, and of a hierarchy, whose first level is kept
    /// whole, the most frequent ones below each node; 0 for all.
    pub limit: usize,
}

/// Buckets of dates at most, gaps included; beyond, empty ones are left out.
const MOST_DATES: usize = 20_000;

impl Facets {
    /// The counts as they are shown. A range that was asked for is the axis of dates: it begins and ends there, whatever was
    /// found.
    #[must_use]
    pub fn new(tally: Tally, grouping: Grouping, axis: DateRange) -> Self {
        let Tally { total, without, coarse, .. } = tally;
        let mut facets = Self { total, without, coarse, ..Self::default() };
        match grouping.matching() {
            Matching::Days => facets.buckets = dated(&tally, grouping.unit, axis),
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
            Matching::Words | Matching::Code => facets.buckets = by_count(united(tally.values, grouping)),
        }
        facets
    }

    /// All that was counted.
    #[must_use]
    pub fn all(&self) -> Count {
        Count { articles: self.total, stories: self.stories }
    }

    /// Says how many stories stand behind each count, given how many of the articles of each value repeat one.
    pub fn count_stories(&mut self, repeated: &Tally, grouping: Grouping) {
        let mut by_value: HashMap<Cow<'_, str>, u64> = HashMap::new();
        let days: Vec<(String, u64)> = repeated
            .dates
            .iter()
            .map(|(start, (count, _))| (grouping.unit.label(Day::from_epoch_days(*start)), *count))
            .collect();
        let values = repeated.values.iter().map(|(value, count)| (value.as_str(), *count));
        for (value, count) in values.chain(days.iter().map(|(day, count)| (day.as_str(), *count))) {
            *by_value.entry(key(value, grouping)).or_default() += count;
        }
        for bucket in &mut self.buckets {
            let repeats = by_value.get(&key(&bucket.value, grouping)).copied();
            bucket.stories = Some(bucket.count.saturating_sub(repeats.unwrap_or(0)));
        }
        self.stories = Some(self.total.saturating_sub(repeated.total));
    }

    /// Orders values by their stories; days keep their order.
    pub fn sort_by_stories(&mut self, grouping: Grouping) {
        if grouping.matching() != Matching::Days {
            self.buckets.sort_by(|a, b| b.stories.cmp(&a.stories).then_with(|| a.value.cmp(&b.value)));
        }
    }

    /// Keeps what is selected, and notes what was left out.
    pub fn select(&mut self, grouping: Grouping, selection: Selection<'_>) {
        let Selection { under, limit } = selection;
        if let Some(root) = under {
            self.buckets = below(&self.buckets, root);
        }
        let before = self.buckets.len();
        if limit == 0 {
            return;
        }
        match grouping.matching() {
            Matching::Days => drop(self.buckets.drain(..before.saturating_sub(limit))),
            Matching::Hierarchy => self.keep_below_each(limit),
            Matching::Words | Matching::Code => self.buckets.truncate(limit),
        }
        self.left_out = (before - self.buckets.len()) as u64;
        if self.left_out > 0 && grouping.matching() != Matching::Hierarchy {
            self.more.insert(String::new(), self.left_out);
        }
    }

    /// Keeps the first level and so many nodes below each that is kept.
    fn keep_below_each(&mut self, limit: usize) {
        let mut kept: HashSet<String> = HashSet::new();
        let mut counts: HashMap<String, usize> = HashMap::new();
        // A node stands behind the one above it, which counts at least as many.
        for Bucket { value, .. } in &self.buckets {
            let above = value.rsplit_once('/').map_or("", |(above, _)| above);
            if above.is_empty() {
                kept.insert(value.clone());
                continue;
            }
            if !kept.contains(above) {
                continue;
            }
            let count = counts.entry(above.to_owned()).or_default();
            *count += 1;
            if *count <= limit {
                kept.insert(value.clone());
            } else {
                *self.more.entry(above.to_owned()).or_default() += 1;
            }
        }
        self.buckets.retain(|bucket| kept.contains(&bucket.value));
    }
}

/// The nodes below an actor, as a tree of their own. An actor that stands at several places has
/// the same nodes below it at each; they are given once.
fn below(buckets: &[Bucket], root: &str) -> Vec<Bucket> {
    let mut found: BTreeMap<String, Bucket> = BTreeMap::new();
    for bucket in buckets {
        let mut parts = bucket.value.split('/').skip_while(|part| *part != root);
        if parts.next().is_none() {
            continue;
        }
        let rest: Vec<&str> = parts.collect();
        let value = format!("/{root}{}{}", if rest.is_empty() { "" } else { "/" }, rest.join("/"));
        found.entry(value.clone()).or_insert_with(|| Bucket { value, ..bucket.clone() });
    }
    by_count(found.into_values())
}

/// What the spellings of a value have in common, where they are one.
pub(super) fn key(value: &str, by: Grouping) -> Cow<'_, str> {
    if by.unites_spellings() { same_value(value) } else { Cow::Borrowed(value) }
}

/// One bucket for all spellings of a value, which is shown in the most frequent of them.
fn united(values: HashMap<String, u64>, by: Grouping) -> impl Iterator<Item = Bucket> {
    let mut spellings: Vec<(String, u64)> = values.into_iter().collect();
    spellings.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let mut places: HashMap<String, usize> = HashMap::with_capacity(spellings.len());
    let mut buckets: Vec<Bucket> = Vec::with_capacity(spellings.len());
    for (value, count) in spellings {
        let at = *places.entry(key(&value, by).into_owned()).or_insert(buckets.len());
        match buckets.get_mut(at) {
            Some(bucket) => bucket.count += count,
            None => buckets.push(Bucket { value, count, ..Bucket::default() }),
        }
    }
    buckets.into_iter()
}

fn by_count(buckets: impl Iterator<Item = Bucket>) -> Vec<Bucket> {
    let mut buckets: Vec<Bucket> = buckets.collect();
    buckets.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
    buckets
}

/// Dates in their order, with zero where there is none: from the first to the last that counts, and over all of the axis.
fn dated(tally: &Tally, unit: Unit, axis: DateRange) -> Vec<Bucket> {
    if tally.total == 0 {
        return Vec::new();
    }
    let bucket = |start: i32, (count, inferred): (u64, u64)| Bucket {
        value: unit.label(Day::from_epoch_days(start)),
        count,
        inferred: Some(inferred),
        ..Bucket::default()
    };
    let end = |day: Option<Day>| day.map(|day| unit.start(day).to_epoch_days());
    let first = end(axis.from).into_iter().chain(tally.dates.keys().next().copied()).min();
    let last = end(axis.to).into_iter().chain(tally.dates.keys().next_back().copied()).max();
    let (Some(first), Some(last)) = (first, last) else { return Vec::new() };
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
    use crate::query::Dimension;

    #[test]
    fn gaps_are_zero() {
        let mut tally = Tally::default();
        for month in ["2024-11-01", "2025-02-01"] {
            tally.dates.insert(month.parse::<Day>().unwrap().to_epoch_days(), (3, 1));
        }
        tally.total = 6;
        let shown = |from: Option<&str>, to: Option<&str>| -> Vec<String> {
            let end = |day: Option<&str>| day.map(|day| day.parse().unwrap());
            let buckets = dated(&tally, Unit::Month, DateRange { from: end(from), to: end(to) });
            buckets.iter().map(|bucket| format!("{} {}", bucket.value, bucket.count)).collect()
        };
        assert_eq!(shown(None, None), ["2024-11 3", "2024-12 0", "2025-01 0", "2025-02 3"]);
        let asked = shown(Some("2024-10-15"), Some("2025-03-01"));
        assert_eq!(asked, ["2024-10 0", "2024-11 3", "2024-12 0", "2025-01 0", "2025-02 3", "2025-03 0"]);
    }

    #[test]
    fn spellings_of_a_value_are_one() {
        let values = [("Aleppo", 3), ("aleppo", 1), ("ALEPPO", 1), ("Al-Bab", 2), ("Al Bab", 2), ("–", 1)];
        let values = values.map(|(value, count)| (value.to_owned(), count)).into();
        let shown: Vec<(String, u64)> = by_count(united(values, Dimension::Place.into()))
            .into_iter()
            .map(|bucket| (bucket.value, bucket.count))
            .collect();
        assert_eq!(shown, [("Aleppo".into(), 5), ("Al Bab".into(), 4), ("–".into(), 1)]);
    }

    #[test]
    fn a_selection_is_the_same_in_every_form() {
        let bucket = |(value, count): (&str, u64)| Bucket { value: value.into(), count, ..Bucket::default() };
        let select = |dimension: Dimension, values: &[(&str, u64)], under, limit| {
            let mut facets = Facets { buckets: values.iter().copied().map(bucket).collect(), ..Facets::default() };
            facets.select(dimension.into(), Selection { under, limit });
            let values: Vec<String> = facets.buckets.into_iter().map(|bucket| bucket.value).collect();
            (values.join(" "), facets.left_out, facets.more)
        };
        let more = |node: &str, count: u64| BTreeMap::from([(node.to_owned(), count)]);
        let outlets = [("a", 5), ("b", 4), ("c", 3)];
        assert_eq!(select(Dimension::Outlet, &outlets, None, 2), ("a b".into(), 1, more("", 1)));
        assert_eq!(select(Dimension::Outlet, &outlets, None, 0), ("a b c".into(), 0, BTreeMap::new()));
        let dates = [("2022", 1), ("2023", 0), ("2024", 9)];
        assert_eq!(select(Dimension::Date, &dates, None, 2), ("2023 2024".into(), 1, more("", 1)));
        let tree = [("/g", 9), ("/g/a", 8), ("/g/a/x", 5), ("/g/b", 4), ("/p", 4), ("/g/a/y", 3), ("/g/b/z", 2)];
        assert_eq!(select(Dimension::Actor, &tree, None, 1).0, "/g /g/a /g/a/x /p");
        assert_eq!(select(Dimension::Actor, &tree, None, 1).1, 3);
        assert_eq!(select(Dimension::Actor, &tree, Some("a"), 1), ("/a /a/x".into(), 1, more("/a", 1)));
    }
}
