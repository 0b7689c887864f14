//! Counts for people: a tree of actors, bars of dates, plain lists of the rest.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::{
    beside::Beside,
    style::{ACTOR, DIM, FACT, TITLE, isolated},
};
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
pub fn facets(out: &mut dyn Write, by: Grouping, facets: &Facets, beside: Beside, width: usize) -> io::Result<()> {
    match by.matching() {
        Matching::Hierarchy => tree(out, facets, beside)?,
        Matching::Days => bars(out, facets, beside, width)?,
        Matching::Words | Matching::Code => list(out, facets, beside)?,
    }
    let rest = rest(by, facets);
    let rest = if rest.is_empty() { String::new() } else { format!(", {}", rest.join(", ")) };
    let stories = facets.stories.map(|stories| format!("{stories} stories in ")).unwrap_or_default();
    writeln!(out, "{DIM}{stories}{} articles{rest}{DIM:#}", facets.total)
}

/// What of the articles stands under no value.
pub(super) fn rest(by: Grouping, facets: &Facets) -> Vec<String> {
    let mut rest = Vec::new();
    if facets.coarse > 0 {
        rest.push(format!("{} dated less exactly than that", facets.coarse));
    }
    if facets.without > 0 {
        rest.push(match by.matching() {
            Matching::Days => format!("{} undated", facets.without),
            _ => format!("{} without {}", facets.without, by.dimension),
        });
    }
    rest
}

/// Columns that counts take.
fn digits(facets: &Facets) -> usize {
    facets.buckets.iter().map(Bucket::counted).max().unwrap_or(0).to_string().len()
}

fn list(out: &mut dyn Write, facets: &Facets, beside: Beside) -> io::Result<()> {
    let mut digits = digits(facets);
    if beside != Beside::default() && !facets.buckets.is_empty() {
        digits = digits.max("found".len());
        writeln!(out, "{DIM}{:>digits$}{}{DIM:#}", "found", beside.header())?;
    }
    for bucket in &facets.buckets {
        let (figures, shown) = (beside.figures(facets, bucket), bucket.label.as_deref().unwrap_or(&bucket.value));
        writeln!(out, "{FACT}{:>digits$}{FACT:#}{figures}  {}", bucket.counted(), isolated(shown))?;
    }
    more(out, facets, "", digits + beside.header().width() + 2)
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

fn tree(out: &mut dyn Write, facets: &Facets, beside: Beside) -> io::Result<()> {
    let digits = digits(facets).max(5);
    if !facets.buckets.is_empty() {
        let (all, named) = ("all", "named");
        writeln!(out, "{DIM}{all:>digits$}  {named:>digits$}{}{DIM:#}", beside.header())?;
    }
    branch(out, facets, beside, ("", 0), digits)
}

fn branch(
    out: &mut dyn Write,
    facets: &Facets,
    beside: Beside,
    (parent, depth): (&str, usize),
    digits: usize,
) -> io::Result<()> {
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
            "{FACT}{:>digits$}{FACT:#}  {DIM}{named:>digits$}{DIM:#}{}  {:indent$}{style}{}{style:#}",
            bucket.counted(),
            beside.figures(facets, bucket),
            "",
            isolated(label)
        )?;
        branch(out, facets, beside, (&bucket.value, depth + 1), digits)?;
    }
    more(out, facets, parent, digits * 2 + 4 + beside.header().width() + indent)
}

/// One bar for each bucket, scaled to the width: of its articles, or of its share where that was asked for. What of it is of inferred dates
/// is drawn lighter. A run of empty buckets is one line.
fn bars(out: &mut dyn Write, facets: &Facets, beside: Beside, width: usize) -> io::Result<()> {
    let length = |bucket: &Bucket| bar_length(bucket, beside);
    let most = facets.buckets.iter().map(length).max().unwrap_or(0).max(1);
    let label = facets.buckets.iter().map(|bucket| bucket.value.width()).max().unwrap_or(0);
    let layout = Layout {
        label,
        digits: digits(facets),
        room: width.min(100).saturating_sub(label + digits(facets) + beside.header().width() + 5).max(10),
        most,
    };
    if let Some(earlier) = facets.more.get("") {
        writeln!(out, "{DIM}{earlier} earlier left out{DIM:#}")?;
    }
    if beside != Beside::default() && !facets.buckets.is_empty() {
        writeln!(out, "{DIM}{:pad$}{}{DIM:#}", "", beside.header(), pad = label + 2 + layout.digits)?;
    }
    for run in facets.buckets.chunk_by(|a, b| a.count == 0 && b.count == 0) {
        if let (Some(first), Some(last)) = (run.first(), run.last())
            && run.len() >= EMPTY_RUN
        {
            writeln!(out, "{DIM}{} to {}: none{DIM:#}", first.value, last.value)?;
            continue;
        }
        run.iter().try_for_each(|bucket| layout.bar(out, bucket, length(bucket), &beside.figures(facets, bucket)))?;
    }
    if facets.buckets.iter().any(|bucket| bucket.inferred.unwrap_or(0) > 0) {
        writeln!(out, "{DIM}░ inferred from the text{DIM:#}")?;
    }
    Ok(())
}

/// What a bar stands for: the count, or where it was asked for the share in millionths.
pub(super) fn bar_length(bucket: &Bucket, beside: Beside) -> u64 {
    match bucket.part() {
        Some((own, all)) if beside.share => own.saturating_mul(1_000_000) / all.max(1),
        _ => bucket.counted(),
    }
}

/// Which part of a bar stands for inferred dates. Of stories it is not known; what is known is that of the articles.
pub(super) fn inferred_part(bucket: &Bucket, length: u64) -> u64 {
    length.saturating_mul(bucket.inferred.unwrap_or(0)) / bucket.count.max(1)
}

/// Columns of the label of a bucket, of its count and of the longest bar, which stands for `most`.
struct Layout {
    label: usize,
    digits: usize,
    room: usize,
    most: u64,
}

impl Layout {
    fn bar(&self, out: &mut dyn Write, bucket: &Bucket, length: u64, figures: &str) -> io::Result<()> {
        let Self { label, digits, room, most } = *self;
        let cells = |length: u64| ((length * room as u64 + most / 2) / most).min(room as u64) as usize;
        let at_least_one = |length: u64| cells(length).max(usize::from(length > 0));
        let all = at_least_one(length);
        let inferred = at_least_one(inferred_part(bucket, length)).min(all);
        writeln!(
            out,
            "{:label$}  {FACT}{:>digits$}{FACT:#}{figures}  {}{DIM}{}{DIM:#}",
            bucket.value,
            bucket.counted(),
            "█".repeat(all - inferred),
            "░".repeat(inferred)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{query::Dimension, search::facets::Selection};

    fn shown(dimension: Dimension, buckets: Vec<Bucket>, limit: usize) -> String {
        let mut facets = Facets { buckets, total: 9, without: 2, ..Facets::default() };
        facets.select(dimension.into(), Selection { under: None, limit });
        let mut out = Vec::new();
        super::facets(&mut out, dimension.into(), &facets, Beside::default(), 30).unwrap();
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
