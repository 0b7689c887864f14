//! A table of two dimensions for people: as many columns as there is room for, the rest told.

use std::{
    collections::HashMap,
    io::{self, Write},
};

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use super::{
    facets::rest,
    style::{DIM, FACT, isolated, safe},
};
use crate::{
    query::dimensions::{Grouping, Matching},
    search::{
        crossed::{Cell, Rows},
        facets::{Bucket, Facets},
    },
    text::{item, items, slice},
};

/// Columns of the screen that the name of a row may take, and that of a column.
const ROW_NAME: usize = 32;
const COLUMN_NAME: usize = 16;

/// Writes a table of two dimensions in so many columns of the screen; days that there is no room for are the first ones, other values the
/// least frequent.
///
/// # Errors
/// The output cannot be written.
pub fn table(
    out: &mut dyn Write,
    [(rows_by, rows), (columns_by, columns)]: [&(Grouping, Facets); 2],
    cells: &Rows,
    width: usize,
) -> io::Result<()> {
    let names: Vec<String> = rows.buckets.iter().map(|bucket| row_name(bucket, *rows_by)).collect();
    let name_width = names.iter().map(|name| name.width()).max().unwrap_or(0);
    let heads: Vec<String> = columns.buckets.iter().map(|bucket| clipped(&safe(name(bucket)), COLUMN_NAME)).collect();
    let most = rows.buckets.iter().map(Bucket::counted).max().unwrap_or(0).to_string().len();
    let most = most.max(total(rows).to_string().len()).max("all".len());
    let cell_width = |head: &String| head.width().max(most) + 2;
    // The name of a row, and all its articles.
    let fixed = name_width + 2 + most;
    let mut room = width.saturating_sub(fixed);
    let mut fits = |head: &&String| match room.checked_sub(cell_width(head)) {
        Some(left) => {
            room = left;
            true
        }
        None => false,
    };
    let is_days = columns_by.matching() == Matching::Days;
    let shown = if is_days {
        heads.iter().rev().take_while(&mut fits).count()
    } else {
        heads.iter().take_while(&mut fits).count()
    };
    let shown = shown.max(1).min(heads.len());
    let first = if is_days { heads.len() - shown } else { 0 };
    let heads: Vec<(usize, &String)> = heads.iter().enumerate().skip(first).take(shown).collect();

    let line = |out: &mut dyn Write, name: &str, all: &str, cell: &dyn Fn(usize) -> String| -> io::Result<()> {
        let pad = name_width - name.width().min(name_width);
        write!(out, "{}{:pad$}  {FACT}{all:>most$}{FACT:#}", isolated(name), "")?;
        for (column, head) in &heads {
            let (cell, width) = (cell(*column), cell_width(head));
            let style = if cell == "0" { DIM } else { FACT };
            let pad = width - cell.width().min(width);
            write!(out, "{:pad$}{style}{}{style:#}", "", isolated(&cell))?;
        }
        writeln!(out)
    };
    let head =
        |column: usize| heads.iter().find(|(at, _)| *at == column).map_or(String::new(), |(_, head)| (*head).clone());
    line(out, "", "all", &head)?;
    let sums: Vec<u64> = columns.buckets.iter().map(Bucket::counted).collect();
    let whole = |column: usize| item(&sums, column).to_string();
    line(out, "all", &total(rows).to_string(), &whole)?;
    let all: Vec<_> = names.iter().zip(&rows.buckets).zip(cells).collect();
    for ((name, bucket), cells) in order(rows, *rows_by).into_iter().filter_map(|at| all.get(at)) {
        let cell = |column: usize| {
            // A pair that is not there has no articles.
            let found = cells.binary_search_by_key(&column, |cell| cell.column);
            let counted: u64 = found.iter().flat_map(|&at| items(cells, at..=at)).map(Cell::counted).sum();
            counted.to_string()
        };
        line(out, name, &bucket.counted().to_string(), &cell)?;
    }
    let left = columns.left_out + (columns.buckets.len() - shown) as u64;
    if rows.left_out > 0 {
        writeln!(out, "{DIM}and {} more of {}{DIM:#}", rows.left_out, rows_by.full_name())?;
    }
    if left > 0 {
        let which = if is_days { "earlier" } else { "more" };
        writeln!(out, "{DIM}and {left} {which} of {} not shown{DIM:#}", columns_by.full_name())?;
    }
    let mut told: Vec<String> = [rest(*rows_by, rows), rest(*columns_by, columns)].into_iter().flatten().collect();
    told.dedup();
    let told = if told.is_empty() { String::new() } else { format!(", {}", told.join(", ")) };
    let stories = rows.stories.map(|stories| format!("{stories} stories in ")).unwrap_or_default();
    writeln!(out, "{DIM}{stories}{} articles{told}{DIM:#}", rows.total)
}

/// The order of the rows: in a hierarchy each stands behind the one above it.
fn order(rows: &Facets, by: Grouping) -> Vec<usize> {
    let mut order: Vec<usize> = (0..rows.buckets.len()).collect();
    if by.matching() == Matching::Hierarchy {
        let places: HashMap<&str, usize> =
            rows.buckets.iter().enumerate().map(|(at, bucket)| (&*bucket.value, at)).collect();
        let values: Vec<&str> = rows.buckets.iter().map(|bucket| &*bucket.value).collect();
        // The places of a node and of all above it: rows of one node stay together, and in it those of more articles come first.
        let way = |at: &usize| -> Vec<usize> {
            let value = item(&values, *at);
            let above = value.match_indices('/').skip(1).map(|(end, _)| slice(value, ..end));
            above.chain([value]).filter_map(|node| places.get(node).copied()).collect()
        };
        order.sort_by_cached_key(way);
    }
    order
}

fn total(facets: &Facets) -> u64 {
    facets.stories.unwrap_or(facets.total)
}

fn name(bucket: &Bucket) -> &str {
    let last = || bucket.value.rsplit('/').next().filter(|_| bucket.value.starts_with('/'));
    bucket.label.as_deref().or_else(last).unwrap_or(&bucket.value)
}

/// The name of a row; in a hierarchy what stands below another is set in.
fn row_name(bucket: &Bucket, by: Grouping) -> String {
    let depth = match by.matching() {
        Matching::Hierarchy => bucket.value.matches('/').count().saturating_sub(1),
        _ => 0,
    };
    format!("{:indent$}{}", "", clipped(&safe(name(bucket)), ROW_NAME), indent = depth * 2)
}

/// A text in so many columns, the last of them a mark where it is longer.
fn clipped(text: &str, most: usize) -> String {
    if text.width() <= most {
        return text.to_owned();
    }
    let mut room = most.saturating_sub(1);
    let fits = |c: &char| c.width().is_none_or(|width| room.checked_sub(width).map(|left| room = left).is_some());
    text.chars()
        .take_while({
            let mut fits = fits;
            move |c| fits(c)
        })
        .chain(['…'])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Dimension;

    fn bucket(value: &str, count: u64) -> Bucket {
        Bucket { value: value.into(), count, ..Bucket::default() }
    }

    fn facets(buckets: &[(&str, u64)], left_out: u64) -> Facets {
        let buckets = buckets.iter().map(|(value, count)| bucket(value, *count)).collect();
        Facets { buckets, total: 9, left_out, ..Facets::default() }
    }

    fn shown(rows: Facets, columns: Facets, by: [Dimension; 2], width: usize) -> String {
        let cells: Rows = (0..rows.buckets.len())
            .map(|row| (row..columns.buckets.len()).map(|column| Cell { column, count: 1, stories: None }).collect())
            .collect();
        let mut out = Vec::new();
        let [rows_by, columns_by] = by.map(Grouping::from);
        table(&mut out, [&(rows_by, rows), &(columns_by, columns)], &cells, width).unwrap();
        anstream::adapter::strip_str(&String::from_utf8(out).unwrap()).to_string()
    }

    #[test]
    fn what_there_is_no_room_for_is_told() {
        let outlets = || facets(&[("Harbour Wire", 5), ("Dam News", 4)], 3);
        let months = || facets(&[("2024-11", 2), ("2024-12", 0), ("2025-01", 7)], 0);
        let by = [Dimension::Outlet, Dimension::Date];
        let text = shown(outlets(), months(), by, 40);
        let expected = "              all  2024-12  2025-01\nall             9        0        7\nHarbour Wire    5        1        1\nDam News        4        1        1\nand 3 more of outlet\nand 1 earlier of date:month not shown\n9 articles\n";
        assert_eq!(text, expected);
        // One column is shown however little room there is.
        assert!(shown(outlets(), months(), by, 1).contains("\nHarbour Wire    5        1\n"));
        let text = shown(months(), outlets(), [Dimension::Date, Dimension::Outlet], 40);
        assert!(text.starts_with("         all  Harbour Wire  Dam News\n"), "{text}");
        assert!(text.contains("\n2024-12    0             0         1\n"), "{text}");
    }

    #[test]
    fn rows_of_a_hierarchy_stand_as_a_tree() {
        let tree = facets(&[("/g", 9), ("/g/a", 8), ("/p", 6), ("/g/b", 4), ("/g/a/x", 3), ("/p/y", 1)], 0);
        let text = shown(tree, facets(&[("en", 9)], 0), [Dimension::Actor, Dimension::Language], 80);
        let names: Vec<&str> = text.lines().skip(2).map(|line| line.split_at(7).0.trim_end()).collect();
        assert_eq!(names, ["g", "  a", "    x", "  b", "p", "  y", "9 artic"]);
    }

    #[test]
    fn long_names_are_cut() {
        for (text, most, expected) in [("abc", 3, "abc"), ("abcd", 3, "ab…"), ("新聞紙面", 5, "新聞…"), ("", 0, "")]
        {
            assert_eq!(clipped(text, most), expected);
        }
    }
}
