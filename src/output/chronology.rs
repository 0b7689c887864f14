//! What matches day by day: one line an article, under its date, for people and for reports.

use std::io::{self, Write};

use super::{
    copies,
    date::date,
    markdown,
    style::{DIM, FACT, TITLE, isolated, paragraph},
    text::{Page, READABLE, facts},
};
use crate::search::response::{Hit, Response};

/// The hits of each date, in their order.
fn days(response: &Response) -> impl Iterator<Item = (String, &[Hit])> {
    let days = response.hits.chunk_by(|a, b| date(&a.published) == date(&b.published));
    days.filter_map(|hits| Some((date(&hits.first()?.published), hits)))
}

/// Writes the chronology for people.
///
/// # Errors
/// The output cannot be written.
pub fn text(out: &mut dyn Write, response: &Response, page: &Page<'_>) -> io::Result<()> {
    let width = page.width.min(READABLE);
    for (n, (day, hits)) in days(response).enumerate() {
        if n > 0 {
            writeln!(out)?;
        }
        writeln!(out, "{TITLE}{day}{TITLE:#}")?;
        for hit in hits {
            let title = hit.title.as_deref().unwrap_or("(no headline)");
            out.write_all(paragraph(title, &[], width, 2).as_bytes())?;
            let mut said: Vec<String> = facts(hit).map(|fact| isolated(fact).into_owned()).collect();
            said.extend(hit.published.time.map(|time| time.to_string()));
            let said = if said.is_empty() { String::new() } else { format!("{} · ", said.join(" · ")) };
            writeln!(out, "    {FACT}{said}{FACT:#}{DIM}{}{DIM:#}", isolated(&hit.id))?;
            if let Some(copies) = copies::of_hit(hit) {
                write!(out, "{DIM}{}{DIM:#}", paragraph(&copies, &[], width, 4))?;
            }
        }
    }
    Ok(())
}

/// Writes it in Markdown: a heading a date, a line an article with its source.
///
/// # Errors
/// The output cannot be written.
pub fn markdown(out: &mut dyn Write, response: &Response) -> io::Result<()> {
    for (n, (day, hits)) in days(response).enumerate() {
        writeln!(out, "{}## {day}\n", if n > 0 { "\n" } else { "" })?;
        for hit in hits {
            let copies =
                copies::of_hit(hit).map_or(String::new(), |copies| format!("; {}", markdown::escaped(&copies)));
            writeln!(out, "- {}{copies}", markdown::source(hit))?;
        }
    }
    Ok(())
}
