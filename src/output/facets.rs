//! Counts for people: a tree of actors, bars of dates, plain lists of the rest.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::style::{ACTOR, DIM, FACT, TITLE, safe};
use crate::{
    query::dimensions::{Grouping, Matching},
    search::facets::{Bucket, Facets},
};

/// How much is shown.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// Columns.
    pub width: usize,
    /// Values at most: of a list in all, of a tree below each node; 0 for all.
    pub limit: usize,
}

/// Writes the counts of one dimension.
///
/// # Errors
/// The output cannot be written.
pub fn facets(out: &mut dyn Write, by: Grouping, facets: &Facets, shape: Shape) -> io::Result<()> {
    let matching = by.dimension.matching();
    match matching {
        Matching::Hierarchy => tree(out, facets, shape)?,
        Matching::Days => bars(out, facets, shape)?,
        Matching::Words | Matching::Code => list(out, facets, shape)?,
    }
    let mut rest = Vec::new();
    if facets.coarse > 0 {
        rest.push(format!("{} dated less exactly than that", facets.coarse));
    }
    if facets.without > 0 {
        rest.push(match matching {
            Matching::Days => format!("{} undated", facets.without),
            _ => format!("{} without {}", facets.without, by.dimension),
        });
    }
    let rest = if rest.is_empty() { String::new() } else { format!(", {}", rest.join(", ")) };
    writeln!(out, "{DIM}{} articles{rest}{DIM:#}", facets.total)
}

fn bound(limit: usize) -> usize {
    if limit == 0 { usize::MAX } else { limit }
}

fn list(out: &mut dyn Write, facets: &Facets, shape: Shape) -> io::Result<()> {
    let digits = facets.buckets.iter().map(|bucket| bucket.count).max().unwrap_or(0).to_string().len();
    for bucket in facets.buckets.iter().take(bound(shape.limit)) {
        writeln!(out, "{FACT}{:>digits$}{FACT:#}  {}", bucket.count, safe(&bucket.value))?;
    }
    more(out, facets.buckets.len().saturating_sub(bound(shape.limit)), digits + 2)
}

fn more(out: &mut dyn Write, left: usize, indent: usize) -> io::Result<()> {
    if left == 0 { Ok(()) } else { writeln!(out, "{:indent$}{DIM}and {left} more{DIM:#}", "") }
}

/// The nodes below a path, by count.
fn children<'a>(facets: &'a Facets, parent: &str) -> Vec<&'a Bucket> {
    facets
        .buckets
        .iter()
        .filter(|bucket| {
            bucket
                .value
                .strip_prefix(parent)
                .and_then(|rest| rest.strip_prefix('/'))
                .is_some_and(|rest| !rest.contains('/'))
        })
        .collect()
}

fn tree(out: &mut dyn Write, facets: &Facets, shape: Shape) -> io::Result<()> {
    let digits = facets.buckets.iter().map(|bucket| bucket.count).max().unwrap_or(0).to_string().len();
    if !facets.buckets.is_empty() {
        let (all, named) = ("all", "named");
        writeln!(out, "{DIM}{all:>width$}  {named:>width$}{DIM:#}", width = digits.max(5))?;
    }
    branch(out, facets, shape, "", 0, digits.max(5))
}

fn branch(
    out: &mut dyn Write,
    facets: &Facets,
    shape: Shape,
    parent: &str,
    depth: usize,
    digits: usize,
) -> io::Result<()> {
    let below = children(facets, parent);
    // The kinds of actors are headings, and all of them are shown.
    let limit = if depth == 0 { usize::MAX } else { bound(shape.limit) };
    let indent = depth * 2;
    for bucket in below.iter().take(limit) {
        let id = bucket.value.rsplit_once('/').map_or(&*bucket.value, |(_, id)| id);
        let label = bucket.label.as_deref().unwrap_or(id);
        let named = match bucket.named {
            // A kind of actors is a heading and names nobody.
            Some(named) if depth > 0 || named > 0 => named.to_string(),
            _ => String::new(),
        };
        let style = if depth == 0 { TITLE } else { ACTOR };
        writeln!(
            out,
            "{FACT}{:>digits$}{FACT:#}  {DIM}{named:>digits$}{DIM:#}  {:indent$}{style}{}{style:#}",
            bucket.count,
            "",
            safe(label)
        )?;
        branch(out, facets, shape, &bucket.value, depth + 1, digits)?;
    }
    more(out, below.len().saturating_sub(limit), digits * 2 + 4 + indent)
}

/// One bar for each bucket, scaled to the width; the share of inferred dates is drawn lighter.
fn bars(out: &mut dyn Write, facets: &Facets, shape: Shape) -> io::Result<()> {
    let most = facets.buckets.iter().map(|bucket| bucket.count).max().unwrap_or(0).max(1);
    let digits = most.to_string().len();
    let label = facets.buckets.iter().map(|bucket| bucket.value.width()).max().unwrap_or(0);
    let room = shape.width.min(100).saturating_sub(label + digits + 5).max(10);
    let skip = facets.buckets.len().saturating_sub(bound(shape.limit));
    if skip > 0 {
        writeln!(out, "{DIM}{skip} earlier left out; --limit 0 shows all{DIM:#}")?;
    }
    for bucket in facets.buckets.iter().skip(skip) {
        let cells = |count: u64| ((count * room as u64 + most / 2) / most) as usize;
        let all = cells(bucket.count).max(usize::from(bucket.count > 0));
        let inferred = cells(bucket.inferred.unwrap_or(0)).max(usize::from(bucket.inferred.unwrap_or(0) > 0)).min(all);
        writeln!(
            out,
            "{:label$}  {FACT}{:>digits$}{FACT:#}  {}{DIM}{}{DIM:#}",
            bucket.value,
            bucket.count,
            "█".repeat(all - inferred),
            "░".repeat(inferred)
        )?;
    }
    if facets.buckets.iter().any(|bucket| bucket.inferred.unwrap_or(0) > 0) {
        writeln!(out, "{DIM}░ inferred from the text{DIM:#}")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Dimension;

    fn shown(dimension: Dimension, buckets: Vec<Bucket>, limit: usize) -> String {
        let facets = Facets { buckets, total: 9, without: 2, coarse: 0 };
        let mut out = Vec::new();
        super::facets(&mut out, dimension.into(), &facets, Shape { width: 30, limit }).unwrap();
        let text = String::from_utf8(out).unwrap();
        // Styles are for the terminal; what is tested is what is left in a pipe.
        let mut plain = String::new();
        let mut escaped = false;
        for c in text.chars() {
            match c {
                '\u{1b}' => escaped = true,
                'm' if escaped => escaped = false,
                _ if escaped => {}
                _ => plain.push(c),
            }
        }
        plain
    }

    fn bucket(value: &str, count: u64, named: u64) -> Bucket {
        Bucket { value: value.into(), count, named: Some(named), ..Bucket::default() }
    }

    #[test]
    fn actors_are_a_tree() {
        let buckets = vec![
            bucket("/armed-group", 7, 0),
            bucket("/armed-group/pmf", 5, 3),
            bucket("/armed-group/pmf/kh", 4, 4),
            bucket("/armed-group/hts", 2, 2),
        ];
        let expected = "  all  named\n    7         armed-group\n    5      3    pmf\n    4      4      kh\n                and 1 more\n9 articles, 2 without actor\n";
        assert_eq!(shown(Dimension::Actor, buckets, 1), expected);
    }

    #[test]
    fn dates_are_bars() {
        let date = |value: &str, count, inferred| Bucket {
            value: value.into(),
            count,
            inferred: Some(inferred),
            ..Bucket::default()
        };
        let buckets = vec![date("2024-11", 10, 0), date("2024-12", 0, 0), date("2025-01", 5, 2)];
        let text = shown(Dimension::Date, buckets, 0);
        let expected = "2024-11  10  ████████████████\n2024-12   0  \n2025-01   5  █████░░░\n░ inferred from the text\n9 articles, 2 undated\n";
        assert_eq!(text, expected);
    }
}
