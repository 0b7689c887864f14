//! What an engine counts: articles by the values of one dimension, or of two at once.

use std::collections::{BTreeMap, HashMap};

/// How many articles have which values of a dimension.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Articles of each value. In a hierarchy an article counts once at each node that it reaches, as `/party/pmf`.
    pub values: HashMap<String, u64>,
    /// In a hierarchy: articles that name the very id.
    pub named: HashMap<String, u64>,
    /// Of dates: the first day of each bucket, with its articles and how many of them have an inferred date.
    pub dates: BTreeMap<i32, (u64, u64)>,
    /// Articles in all.
    pub total: u64,
    /// Articles without the value: undated, or of no known outlet.
    pub without: u64,
    /// Of dates: articles dated less exactly than a bucket.
    pub coarse: u64,
}

/// How many articles have which value of one dimension and which of another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cross {
    /// The articles by the first dimension alone.
    pub rows: Tally,
    /// The same articles by the second alone.
    pub columns: Tally,
    /// By both.
    pub cells: Cells,
}

/// Counts of pairs of values. Values go by numbers, so that a pair costs no text of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cells {
    /// The numbers of the first values: a name, a node such as `/party/pmf`, a bucket of dates such as `2024-12`.
    pub rows: HashMap<String, u32>,
    /// The numbers of the second values.
    pub columns: HashMap<String, u32>,
    /// Articles of each pair of numbers.
    pub counts: HashMap<(u32, u32), u64>,
}

impl Cells {
    /// The number of a first value.
    pub fn row(&mut self, value: String) -> u32 {
        number(&mut self.rows, value)
    }

    /// The number of a second value.
    pub fn column(&mut self, value: String) -> u32 {
        number(&mut self.columns, value)
    }

    /// So many more articles of a pair.
    pub fn add(&mut self, row: u32, column: u32, articles: u64) {
        *self.counts.entry((row, column)).or_default() += articles;
    }
}

fn number(numbers: &mut HashMap<String, u32>, value: String) -> u32 {
    let next = numbers.len() as u32;
    *numbers.entry(value).or_insert(next)
}
