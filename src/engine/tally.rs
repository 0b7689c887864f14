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

impl Tally {
    /// Adds the counts of other articles.
    pub fn add(&mut self, more: Self) {
        for (value, count) in more.values {
            *self.values.entry(value).or_default() += count;
        }
        for (id, count) in more.named {
            *self.named.entry(id).or_default() += count;
        }
        for (start, (count, inferred)) in more.dates {
            let slot = self.dates.entry(start).or_default();
            slot.0 += count;
            slot.1 += inferred;
        }
        self.total += more.total;
        self.without += more.without;
        self.coarse += more.coarse;
    }
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

impl Cross {
    /// Adds the counts of other articles.
    pub fn add(&mut self, more: Self) {
        let Self { rows, columns, cells } = more;
        self.rows.add(rows);
        self.columns.add(columns);
        // Their numbers, as ours.
        let rows: HashMap<u32, u32> =
            cells.rows.into_iter().map(|(value, number)| (number, self.cells.row(value))).collect();
        let columns: HashMap<u32, u32> =
            cells.columns.into_iter().map(|(value, number)| (number, self.cells.column(value))).collect();
        for ((row, column), count) in cells.counts {
            if let (Some(&row), Some(&column)) = (rows.get(&row), columns.get(&column)) {
                self.cells.add(row, column, count);
            }
        }
    }
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
