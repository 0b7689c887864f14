//! The copies of an article: as JSON beside a hit and by themselves, and as a line and a list for people.

use std::{
    collections::BTreeSet,
    fmt::Write as _,
    io::{self, Write},
};

use serde::Serialize;

use super::{
    date::date,
    style::{DIM, FACT, TITLE, isolated},
    wire::line,
};
use crate::{
    article::{Precision, Published},
    query::Dimension,
    search::response::{Copy, Hit, Story},
};

const SCHEMA: &str = "dateline.copies/1";

/// A copy on the wire.
#[derive(Serialize)]
pub(super) struct WireCopy<'a> {
    id: &'a str,
    outlet: Option<&'a str>,
    date: Option<String>,
    likeness: f64,
}

#[derive(Serialize)]
struct WireStory<'a> {
    schema: &'static str,
    id: &'a str,
    outlet: Option<&'a str>,
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    origin: Option<&'a str>,
    copies: Vec<WireCopy<'a>>,
    shares: Vec<WireCopy<'a>>,
}

/// Copies as they go out.
pub(super) fn wire<'a>(copies: &'a [Copy]) -> Vec<WireCopy<'a>> {
    let wire = |copy: &'a Copy| WireCopy {
        id: &copy.id,
        outlet: copy.outlet.as_deref(),
        date: day(&copy.published),
        likeness: rounded(copy.likeness),
    };
    copies.iter().map(wire).collect()
}

/// To four digits: a sixteenth says nothing about two texts.
fn rounded(likeness: f64) -> f64 {
    (likeness * 10_000.0).round() / 10_000.0
}

/// A day, month or year, as exact as it is known.
fn day(published: &Published) -> Option<String> {
    let day = published.date.filter(|_| !published.year_unknown)?.to_string();
    Some(match published.precision {
        Precision::Day => day,
        Precision::Month => day.rsplit_once('-').map_or(day.clone(), |(month, _)| month.to_owned()),
        Precision::Year | Precision::None => day.split('-').take(1).collect(),
    })
}

/// Writes the copies of one article as one object on one line.
///
/// # Errors
/// The output cannot be written.
pub fn json(out: &mut dyn Write, article: &Copy, story: &Story) -> io::Result<()> {
    let (copies, shares) = (wire(&story.copies), wire(&story.shares));
    let (outlet, date) = (article.outlet.as_deref(), day(&article.published));
    line(
        out,
        &WireStory { schema: SCHEMA, id: &article.id, outlet, date, origin: story.origin.as_deref(), copies, shares },
    )
}

/// What a hit says of its copies; `None` where it has none, or all are hits of their own.
pub(super) fn of_hit(hit: &Hit) -> Option<String> {
    summary(&hit.id, hit.facts[Dimension::Outlet].as_deref(), &hit.published, &hit.story)
}

/// What an article says of its copies: "also in 7 outlets, first by Harbour Wire on 5 Mar 2024"; `None` where it has none. The first may be
/// the hit itself.
fn summary(own: &str, own_outlet: Option<&str>, published: &Published, story: &Story) -> Option<String> {
    let earliest = story.copies.first()?;
    let others: BTreeSet<&str> = story
        .copies
        .iter()
        .filter_map(|copy| copy.outlet.as_deref())
        .filter(|outlet| Some(*outlet) != own_outlet)
        .collect();
    let mut said = match (others.len(), story.copies.len()) {
        (0, 1) => "one copy".to_owned(),
        (0, copies) => format!("{copies} copies"),
        (1, 1) => format!("also in {}", others.iter().map(|outlet| isolated(outlet)).collect::<String>()),
        (outlets, copies) => {
            let outlets = if outlets == 1 { "1 outlet".to_owned() } else { format!("{outlets} outlets") };
            let copies = if copies == others.len() { String::new() } else { format!(" ({copies} copies)") };
            format!("also in {outlets}{copies}")
        }
    };
    let first = if story.is_first {
        (own, own_outlet, published)
    } else {
        (earliest.id.as_str(), earliest.outlet.as_deref(), &earliest.published)
    };
    let (id, outlet, published) = first;
    if published.date.is_some() {
        let by = isolated(outlet.unwrap_or(id)).into_owned();
        let _ = write!(said, ", first by {by} on {}", date(published));
    }
    if let Some(origin) = story.origin.as_deref().filter(|origin| outlet != Some(*origin)) {
        let _ = write!(said, ", a text of {}", isolated(origin));
    }
    Some(said)
}

/// Writes the copies of one article for people.
///
/// # Errors
/// The output cannot be written.
pub fn list(out: &mut dyn Write, article: &Copy, story: &Story) -> io::Result<()> {
    let summary = summary(&article.id, article.outlet.as_deref(), &article.published, story);
    let summary = summary.unwrap_or_else(|| "no copies".to_owned());
    writeln!(out, "{TITLE}{}{TITLE:#}  {summary}", isolated(&article.id))?;
    rows(out, &story.copies)?;
    if !story.shares.is_empty() {
        writeln!(out, "shares text with")?;
        rows(out, &story.shares)?;
    }
    Ok(())
}

fn rows(out: &mut dyn Write, copies: &[Copy]) -> io::Result<()> {
    for Copy { id, outlet, published, likeness } in copies {
        let percent = format!("{:.0}%", likeness * 100.0);
        let outlet = outlet.as_deref().map(|outlet| format!("{} · ", isolated(outlet))).unwrap_or_default();
        writeln!(out, "  {percent:>4}  {FACT}{outlet}{}{FACT:#}{DIM} · {}{DIM:#}", date(published), isolated(id))?;
    }
    Ok(())
}
