//! The cells of two dimensions that are counted at once, as the values that are given stand in their order.

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap},
};

use super::facets::{Facets, key};
use crate::{engine::Cells, query::dimensions::Grouping};

/// A pair of values that articles have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Which of the second values, by its place.
    pub column: usize,
    /// Articles of both.
    pub count: u64,
    /// Stories that they tell, where that was asked for.
    pub stories: Option<u64>,
}

impl Cell {
    /// What it counts: stories where they were asked for, else articles.
    #[must_use]
    pub fn counted(&self) -> u64 {
        self.stories.unwrap_or(self.count)
    }
}

/// For each of the first values the pairs that it stands in, by their second values. Pairs without articles are not there: a table of
/// outlets and days is mostly empty.
pub type Rows = Vec<Vec<Cell>>;

/// The cells of the values that are given.
pub(super) fn rows(
    cells: &Cells,
    repeated: Option<&Cells>,
    (rows_by, rows): &(Grouping, Facets),
    (columns_by, columns): &(Grouping, Facets),
) -> Rows {
    let (row_places, column_places) = (places(rows, *rows_by), places(columns, *columns_by));
    let mut table: Vec<BTreeMap<usize, (u64, u64)>> = vec![BTreeMap::new(); rows.buckets.len()];
    let mut sum = |cells: &Cells, add: &dyn Fn(&mut (u64, u64), u64)| {
        let (of_rows, of_columns) =
            (by_number(&cells.rows, &row_places, *rows_by), by_number(&cells.columns, &column_places, *columns_by));
        for ((row, column), &count) in &cells.counts {
            if let (Some(&row), Some(&column)) = (of_rows.get(row), of_columns.get(column))
                && let Some(row) = table.get_mut(row)
            {
                add(row.entry(column).or_default(), count);
            }
        }
    };
    sum(cells, &|cell, count| cell.0 += count);
    if let Some(repeated) = repeated {
        sum(repeated, &|cell, count| cell.1 += count);
    }
    let cell = |(column, (count, repeats)): (usize, (u64, u64))| Cell {
        column,
        count,
        stories: repeated.map(|_| count.saturating_sub(repeats)),
    };
    table.into_iter().map(|row| row.into_iter().map(cell).collect()).collect()
}

/// Where each value that is given stands.
fn places(facets: &Facets, by: Grouping) -> HashMap<Cow<'_, str>, usize> {
    facets.buckets.iter().enumerate().map(|(place, bucket)| (key(&bucket.value, by), place)).collect()
}

/// Where the value of each number stands, of those that are given.
fn by_number(
    numbers: &HashMap<String, u32>,
    places: &HashMap<Cow<'_, str>, usize>,
    by: Grouping,
) -> HashMap<u32, usize> {
    let place = |(value, number): (&String, &u32)| Some((*number, *places.get(&key(value, by))?));
    numbers.iter().filter_map(place).collect()
}
