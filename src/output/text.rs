//! Answers for people: title, outlet, date, passages wrapped to the width, actors.

use std::{
    io::{self, Write},
    ops::Range,
};

use super::{
    copies,
    date::date,
    stamps,
    style::{ACTOR, DIM, FACT, TITLE, isolated, paragraph, safe, styled},
};
use crate::{
    article::{Article, Mention},
    query::Dimension,
    search::{
        opened::LitRanges,
        response::{Hit, Passage, Response},
    },
};

/// How wide a line may be, and what an actor's id is called.
pub struct Page<'a> {
    /// Columns.
    pub width: usize,
    /// The name to show for an actor's id.
    pub name: &'a dyn Fn(&str) -> String,
}

/// Longest line that is comfortable to read; a wide terminal does not stretch the text further.
pub(super) const READABLE: usize = 100;
/// Actors named under a hit; the rest are counted.
const ACTORS_SHOWN: usize = 6;

/// Writes the hits of an answer.
///
/// # Errors
/// The output cannot be written.
pub fn response(out: &mut dyn Write, response: &Response, page: &Page<'_>) -> io::Result<()> {
    for (n, hit) in response.hits.iter().enumerate() {
        if n > 0 {
            writeln!(out)?;
        }
        write_hit(out, hit, page)?;
    }
    Ok(())
}

fn write_hit(out: &mut dyn Write, hit: &Hit, page: &Page<'_>) -> io::Result<()> {
    let width = page.width.min(READABLE);
    let rank = hit.rank.to_string();
    let indent = rank.len() + 2;
    let lead;
    let title = match &hit.title {
        Some(title) => title.as_str(),
        None => {
            lead = if hit.passages.is_empty() { hit.id.clone() } else { format!("({})", untitled(hit)) };
            &lead
        }
    };
    let marks: Vec<Range<usize>> = match hit.title {
        Some(_) => hit.title_highlights.iter().map(|&(start, end)| start..end).collect(),
        None => Vec::new(),
    };
    let lines = styled(title, &marks, TITLE, width, indent);
    // The rank stands in the place of the first line's indent.
    write!(out, "{DIM}{rank}{DIM:#}  {}", lines.trim_start_matches(' '))?;
    write_facts(out, hit, indent)?;
    // An address that is the id has just been told.
    if let Some(url) = hit.url.as_ref().filter(|url| **url != hit.id) {
        // Whole, however narrow the terminal: it is there to be followed or copied.
        writeln!(out, "{:indent$}{DIM}{}{DIM:#}", "", safe(url))?;
    }
    for passage in &hit.passages {
        write_passage(out, passage, width, indent)?;
    }
    if let Some(copies) = copies::of_hit(hit) {
        write!(out, "{DIM}{}{DIM:#}", paragraph(&copies, &[], width, indent))?;
    }
    if !hit.actors.is_empty() {
        let names: Vec<String> = hit.actors.iter().take(ACTORS_SHOWN).map(|id| (page.name)(id)).collect();
        let more = hit.actors.len().saturating_sub(ACTORS_SHOWN);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let line = paragraph(&format!("{}{more}", names.join(", ")), &[], width, indent);
        write!(out, "{ACTOR}{line}{ACTOR:#}")?;
    }
    Ok(())
}

fn untitled(hit: &Hit) -> &'static str {
    if hit.facts[Dimension::Outlet].is_some() { "no headline" } else { "no headline, no outlet" }
}

/// What is shown beside a hit's headline: who published, the place of its dateline.
pub fn facts(hit: &Hit) -> impl Iterator<Item = &str> {
    let shown = Dimension::ALL.into_iter().filter(|dimension| dimension.description().beside_title);
    shown.filter_map(|dimension| hit.facts[dimension].as_deref())
}

fn write_facts(out: &mut dyn Write, hit: &Hit, indent: usize) -> io::Result<()> {
    let mut facts: Vec<String> = facts(hit).map(|fact| isolated(fact).into_owned()).collect();
    facts.push(date(&hit.published));
    facts.extend(hit.stamps.map(stamps::told));
    writeln!(out, "{:indent$}{FACT}{}{FACT:#}{DIM} · {}{DIM:#}", "", facts.join(" · "), isolated(&hit.id))
}

fn write_passage(out: &mut dyn Write, passage: &Passage, width: usize, indent: usize) -> io::Result<()> {
    let marks: Vec<Range<usize>> = passage
        .highlights
        .iter()
        // A highlight lies within its passage.
        .map(|&(start, end)| start - passage.start..end - passage.start)
        .collect();
    out.write_all(paragraph(&passage.text, &marks, width, indent).as_bytes())
}

/// Writes one article: its facts, its text with the mentions marked, or what a query matches in it, and what cleaning removed.
///
/// # Errors
/// The output cannot be written.
pub fn article(out: &mut dyn Write, article: &Article, lit: Option<&LitRanges>, page: &Page<'_>) -> io::Result<()> {
    let width = page.width.min(READABLE);
    let ranges = |lit: &[(usize, usize)]| lit.iter().map(|&(start, end)| start..end).collect::<Vec<_>>();
    let marks = match lit {
        Some(lit) => ranges(&lit.text),
        None => article.mentions.iter().map(|mention| mention.start..mention.end).collect(),
    };
    match (&article.title, lit) {
        (Some(title), Some(lit)) => write!(out, "{}", styled(title, &ranges(&lit.title), TITLE, width, 0))?,
        (title, _) => write!(out, "{}", styled(title.as_deref().unwrap_or("(no headline)"), &[], TITLE, width, 0))?,
    }
    let fact = |out: &mut dyn Write, label: &str, value: &str| {
        if value.is_empty() {
            return Ok(());
        }
        let lines = paragraph(value, &[], width, 12);
        write!(out, "{DIM}{label:>10}{DIM:#}  {FACT}{}{FACT:#}", lines.trim_start())
    };
    fact(out, "id", &article.id)?;
    if article.path != article.id {
        fact(out, "path", &article.path)?;
    }
    for (label, value) in [
        ("outlet", &article.outlet),
        ("place", &article.place),
        ("byline", &article.byline),
        ("language", &article.language),
        ("url", &article.url),
    ] {
        fact(out, label, value.as_deref().unwrap_or_default())?;
    }
    fact(out, "tags", &article.tags.iter().collect::<Vec<_>>().join(", "))?;
    fact(out, "published", &date(&article.published))?;
    fact(out, "because", article.published.why.as_deref().unwrap_or_default())?;
    for conflict in &article.published.conflicts {
        fact(out, "but", &format!("{} ({})", conflict.date, conflict.why))?;
    }
    let names = actor_counts(article.title_mentions.iter().chain(&article.mentions), page);
    if !names.is_empty() {
        let lines = paragraph(&names, &[], width, 12);
        write!(out, "{DIM}{:>10}{DIM:#}  {ACTOR}{}{ACTOR:#}", "actors", lines.trim_start())?;
    }
    writeln!(out)?;
    let mut start = 0;
    for block in article.text.split("\n\n") {
        let marks: Vec<Range<usize>> = marks
            .iter()
            .filter(|mark| mark.start < start + block.len() && mark.end > start)
            .map(|mark| mark.start.saturating_sub(start)..mark.end - start)
            .collect();
        for (offset, line) in lines_of(block) {
            let marks: Vec<Range<usize>> = marks
                .iter()
                .filter(|mark| mark.end > offset && mark.start < offset + line.len())
                .map(|mark| mark.start.saturating_sub(offset)..mark.end - offset)
                .collect();
            out.write_all(paragraph(line, &marks, width, 0).as_bytes())?;
        }
        writeln!(out)?;
        start += block.len() + 2;
    }
    if !article.removed.is_empty() {
        writeln!(out, "{DIM}Not part of the article:{DIM:#}")?;
        for removed in &article.removed {
            let kind = serde_json::to_string(&removed.kind)?;
            let kind = kind.trim_matches('"');
            let lines = paragraph(&removed.text, &[], width, 14);
            write!(out, "{DIM}{kind:>12}  {}{DIM:#}", lines.trim_start())?;
        }
    }
    Ok(())
}

fn actor_counts<'m>(mentions: impl Iterator<Item = &'m Mention>, page: &Page<'_>) -> String {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for mention in mentions {
        match counts.iter_mut().find(|(actor, _)| *actor == mention.actor) {
            Some((_, n)) => *n += 1,
            None => counts.push((&mention.actor, 1)),
        }
    }
    counts.sort_by_key(|&(_, n)| std::cmp::Reverse(n));
    let names: Vec<String> = counts
        .iter()
        .map(|&(id, n)| if n > 1 { format!("{} ×{n}", (page.name)(id)) } else { (page.name)(id) })
        .collect();
    names.join(", ")
}

/// The lines of a block with their offsets in it.
fn lines_of(block: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut offset = 0;
    block.split('\n').map(move |line| {
        let at = offset;
        offset += line.len() + 1;
        (at, line)
    })
}
