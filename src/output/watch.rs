//! What a watch names: for people, as JSON Lines, as Markdown for a mail, and as a feed (Atom, RFC 4287; RSS 2.0).
//!
//! A feed is one document of all searches; the other forms are written part by part.

use std::{
    fmt::Write as _,
    io::{self, Write},
};

use jiff::{Timestamp, fmt::rfc2822, tz::TimeZone};
use serde::Serialize;

use super::{
    highlights::leads_to_a_page,
    html::escaped,
    json::{WireHit, line, wire_hit},
    markdown,
    stamps::moment,
    style::{DIM, TITLE, safe},
    text::{self, Page},
};
use crate::{
    calendar::Moment,
    query::Dimension,
    search::response::{Hit, Response},
};

const WATCH: &str = "dateline.watch/1";

#[derive(Serialize)]
struct WireNew<'a> {
    schema: &'static str,
    search: &'a str,
    hit: WireHit<'a>,
}

/// Some new articles of a search.
pub struct Part<'a> {
    /// What the search is called.
    pub search: &'a str,
    /// All that is new of it.
    pub total: usize,
    /// Some of it, in order.
    pub hits: Vec<Hit>,
}

impl Part<'_> {
    /// Whether it is the first part of its search.
    fn begins(&self) -> bool {
        self.hits.first().is_some_and(|hit| hit.rank == 1)
    }
}

fn counted(total: usize) -> String {
    if total == 1 { "1 new article".to_owned() } else { format!("{total} new articles") }
}

/// Writes a part for people.
///
/// # Errors
/// The output cannot be written.
pub fn text(out: &mut dyn Write, part: Part<'_>, page: &Page<'_>) -> io::Result<()> {
    if part.begins() {
        writeln!(out, "{TITLE}{}{TITLE:#} {DIM}· {}{DIM:#}\n", safe(part.search), counted(part.total))?;
    }
    text::response(out, &Response { hits: part.hits, ..Response::default() }, page)?;
    writeln!(out)
}

/// Writes a part as an object a line.
///
/// # Errors
/// The output cannot be written.
pub fn jsonl(out: &mut dyn Write, part: &Part<'_>) -> io::Result<()> {
    let one = |hit| line(out, &WireNew { schema: WATCH, search: part.search, hit: wire_hit(hit) });
    part.hits.iter().try_for_each(one)
}

/// Writes a part in Markdown.
///
/// # Errors
/// The output cannot be written.
pub fn markdown(out: &mut dyn Write, part: Part<'_>) -> io::Result<()> {
    if part.begins() {
        writeln!(out, "## {}: {}\n", markdown::escaped(part.search), counted(part.total))?;
    }
    markdown::response(out, &Response { hits: part.hits, ..Response::default() })?;
    writeln!(out)
}

/// A kind of feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feed {
    /// Atom.
    Atom,
    /// RSS 2.0.
    Rss,
}

/// Time in the form of a feed.
fn time(feed: Feed, moment: Moment) -> String {
    let of_mail = || {
        let time = Timestamp::from_second(moment.to_epoch()).ok()?;
        rfc2822::to_string(&time.to_zoned(TimeZone::UTC)).ok()
    };
    match feed {
        Feed::Atom => moment.to_string(),
        Feed::Rss => of_mail().unwrap_or_else(|| moment.to_string()),
    }
}

/// A name that nothing else in the world has: of an index by where it lies.
fn urn(index: &str) -> String {
    format!("urn:dateline:{index}")
}

/// The same of an article, by its id there.
fn urn_of(index: &str, id: &str) -> String {
    let mut out = urn(index) + ":";
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_') {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

impl Feed {
    /// Writes what stands before the articles; `index` is the name of the index in a name of the feed.
    ///
    /// # Errors
    /// The output cannot be written.
    pub fn begin(self, out: &mut dyn Write, index: &str, title: &str, now: Moment) -> io::Result<()> {
        let (title, now) = (escaped(title), time(self, now));
        writeln!(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>")?;
        match self {
            Self::Atom => writeln!(
                out,
                "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n<id>{}</id>\n<title>{title}</title>\n<updated>{now}</updated>\n<generator>dateline</generator>\n<author><name>dateline</name></author>",
                urn(index)
            ),
            Self::Rss => writeln!(
                out,
                "<rss version=\"2.0\">\n<channel>\n<title>{title}</title>\n<link>{}</link>\n<description>{title}</description>\n<lastBuildDate>{now}</lastBuildDate>\n<generator>dateline</generator>",
                urn(index)
            ),
        }
    }

    /// Writes the articles of a part; one that has no time of its own was new `now`.
    ///
    /// # Errors
    /// The output cannot be written.
    pub fn part(self, out: &mut dyn Write, index: &str, part: &Part<'_>, now: Moment) -> io::Result<()> {
        for hit in &part.hits {
            let title = escaped(hit.title.as_deref().unwrap_or("(no headline)"));
            let name = urn_of(index, &hit.id);
            let added = hit.stamps.and_then(|stamps| moment(stamps.changed.or(stamps.added)));
            let added = time(self, added.unwrap_or(now));
            let search = escaped(part.search);
            let page = hit.url.as_deref().filter(|url| leads_to_a_page(url)).map(escaped);
            let passages: Vec<&str> = hit.passages.iter().map(|passage| passage.text.as_str()).collect();
            let text = escaped(&passages.join(" … "));
            let outlet = hit.facts[Dimension::Outlet].as_deref().map(escaped);
            match self {
                Self::Atom => {
                    writeln!(out, "<entry>\n<id>{name}</id>\n<title>{title}</title>\n<updated>{added}</updated>")?;
                    if let Some(page) = page {
                        writeln!(out, "<link href=\"{page}\"/>")?;
                    }
                    if let Some(published) = hit.published.time {
                        writeln!(out, "<published>{published}</published>")?;
                    }
                    if let Some(outlet) = outlet {
                        writeln!(out, "<author><name>{outlet}</name></author>")?;
                    }
                    writeln!(out, "<category term=\"{search}\"/>\n<summary>{text}</summary>\n</entry>")?;
                }
                Self::Rss => {
                    writeln!(out, "<item>\n<title>{title}</title>\n<guid isPermaLink=\"false\">{name}</guid>")?;
                    if let Some(page) = page {
                        writeln!(out, "<link>{page}</link>")?;
                    }
                    // What readers order by: when it came, as the date of publication may be any of a year.
                    writeln!(out, "<pubDate>{added}</pubDate>\n<category>{search}</category>")?;
                    writeln!(out, "<description>{text}</description>\n</item>")?;
                }
            }
        }
        Ok(())
    }

    /// Writes what stands behind them.
    ///
    /// # Errors
    /// The output cannot be written.
    pub fn end(self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(match self {
            Self::Atom => b"</feed>\n",
            Self::Rss => b"</channel>\n</rss>\n",
        })
    }
}
