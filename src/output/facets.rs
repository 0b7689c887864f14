//! Counts for people: a tree of actors, bars of dates, plain lists of the rest.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::style::{ACTOR, DIM, FACT, TITLE, isolated};
use crate::{
    query::dimensions::{Grouping, Matching},
    search::facets::{Bucket, Facets},
};

/// Empty buckets in a row that are shown as one line.
const EMPTY_RUN: usize = 3;

/// Writes the counts of one dimension, in so many columns.
///
/// # Errors
/// The output cannot be written.
pub fn facets(out: &mut dyn Write, by: Grouping, facets: &Facets, width: usize) -> io::Result<()> {
    let matching = by.dimension.matching();
    match matching {
        Matching::Hierarchy => tree(out, facets)?,
        Matching::Days => bars(out, facets, width)?,
        Matching::Words | Matching::Code => list(out, facets)?,
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
    let stories = facets.stories.map(|stories| format!("{stories} stories in ")).unwrap_or_default();
    writeln!(out, "{DIM}{stories}{} articles{rest}{DIM:#}", facets.total)
}

/// What a bucket counts: stories where they were asked for, else articles.
fn counted(bucket: &Bucket) -> u64 {
    bucket.stories.unwrap_or(bucket.count)
}

fn list(out: &mut dyn Write, facets: &Facets) -> io::Result<()> {
    let digits = facets.buckets.iter().map(counted).max().unwrap_or(0).to_string().len();
    for bucket in &facets.buckets {
        writeln!(out, "{FACT}{:>digits$}{FACT:#}  {}", counted(bucket), isolated(&bucket.value))?;
    }
    more(out, facets, "", digits + 2)
}

/// Says how many values below a node were left out.
fn more(out: &mut dyn Write, facets: &Facets, node: &str, indent: usize) -> io::Result<()> {
    match facets.more.get(node) {
        Some(left) => writeln!(out, "{:indent$}{DIM}and {left} more{DIM:#}", ""),
        None => Ok(()),
    }
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

fn tree(out: &mut dyn Write, facets: &Facets) -> io::Result<()> {
    let digits = facets.buckets.iter().map(counted).max().unwrap_or(0).to_string().len();
    if !facets.buckets.is_empty() {
        let (all, named) = ("all", "named");
        writeln!(out, "{DIM}{all:>width$}  {named:>width$}{DIM:#}", width = digits.max(5))?;
    }
    branch(out, facets, "", 0, digits.max(5))
}

fn branch(out: &mut dyn Write, facets: &Facets, parent: &str, depth: usize, digits: usize) -> io::Result<()> {
    let indent = depth * 2;
    for bucket in children(facets, parent) {
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
            counted(bucket),
            "",
            isolated(label)
        )?;
        branch(out, facets, &bucket.value, depth + 1, digits)?;
    }
    more(out, facets, parent, digits * 2 + 4 + indent)
}

/// One bar for each bucket, scaled to the width; the share of inferred dates is drawn lighter. A run of empty buckets is one
/// line.
fn bars(out: &mut dyn Write, facets: &Facets, width: usize) -> io::Result<()> {
    let most = facets.buckets.iter().map(counted).max().unwrap_or(0).max(1);
    let digits = most.to_string().len();
    let label = facets.buckets.iter().map(|bucket| bucket.value.width()).max().unwrap_or(0);
    let room = width.min(100).saturating_sub(label + digits + 5).max(10);
    if let Some(earlier) = facets.more.get("") {
        writeln!(out, "{DIM}{earlier} earlier left out{DIM:#}")?;
    }
    for run in facets.buckets.chunk_by(|a, b| a.count == 0 && b.count == 0) {
        if let (Some(first), Some(last)) = (run.first(), run.last())
            && run.len() >= EMPTY_RUN
        {
            writeln!(out, "{DIM}{} to {}: none{DIM:#}", first.value, last.value)?;
            continue;
        }
        run.iter().try_for_each(|bucket| bar(out, bucket, (label, digits, room), most))?;
    }
    if facets.buckets.iter().any(|bucket| bucket.inferred.unwrap_or(0) > 0) {
        writeln!(out, "{DIM}░ inferred from the text{DIM:#}")?;
    }
    Ok(())
}

/// The line of a bucket: columns of its label, of its count and of its bar, which has them all where the count is `most`.
fn bar(
    out: &mut dyn Write,
    bucket: &Bucket,
    (label, digits, room): (usize, usize, usize),
    most: u64,
) -> io::Result<()> {
    let cells = |count: u64| ((count * room as u64 + most / 2) / most).min(room as u64) as usize;
    let all = cells(counted(bucket)).max(usize::from(counted(bucket) > 0));
    let inferred = bucket.inferred.unwrap_or(0);
    let inferred = cells(inferred).max(usize::from(inferred > 0)).min(all);
    writeln!(
        out,
        "{:label$}  {FACT}{:>digits$}{FACT:#}  {}{DIM}{}{DIM:#}",
        bucket.value,
        counted(bucket),
        "█".repeat(all - inferred),
        "░".repeat(inferred)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{query::Dimension, search::facets::Selection};

    fn shown(dimension: Dimension, buckets: Vec<Bucket>, limit: usize) -> String {
        let mut facets = Facets { buckets, total: 9, without: 2, ..Facets::default() };
        facets.select(dimension.into(), Selection { under: None, limit });
        let mut out = Vec::new();
        super::facets(&mut out, dimension.into(), &facets, 30).unwrap();
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
        let text = shown(Dimension::Date, buckets.clone(), 0);
        let expected = "2024-11  10  ████████████████\n2024-12   0  \n2025-01   5  █████░░░\n░ inferred from the text\n9 articles, 2 undated\n";
        assert_eq!(text, expected);
        let text = shown(Dimension::Date, buckets.clone(), 2);
        assert!(text.starts_with("1 earlier left out\n2024-12"), "{text}");
        let empty = ["2025-02", "2025-03", "2025-04"].map(|value| date(value, 0, 0));
        let all = [buckets, empty.into(), vec![date("2025-05", 1, 0)]].concat();
        let text = shown(Dimension::Date, all, 0);
        assert!(text.contains("2025-01   5  █████░░░\n2025-02 to 2025-04: none\n2025-05   1  ██\n"), "{text}");
    }
}
