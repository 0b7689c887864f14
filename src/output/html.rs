//! Answers as one page of HTML that needs nothing else: to print, to send, to keep.
//!
//! No script and nothing that is loaded. What comes from articles is escaped, each text decides its own direction, and only
//! addresses of pages are linked.

use std::io::{self, Write};

use super::{
    copies,
    date::date,
    highlights::{leads_to_a_page, pieces},
    style::safe,
    text::facts,
};
use crate::{
    query::Dimension,
    search::response::{Hit, Response},
};

/// How it looks on a screen, by day and by night, and on paper.
const STYLE: &str = "
:root { color-scheme: light dark; }
body { font: 1rem/1.5 Georgia, 'Times New Roman', serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem; }
header, footer { color: GrayText; font-size: .9rem; }
ol { padding: 0; list-style: none; }
li { margin: 1.5rem 0; break-inside: avoid; }
h1 { font-size: 1.4rem; margin: 0; color: CanvasText; }
h2 { font-size: 1.1rem; margin: 0; }
p { margin: .2rem 0; }
blockquote { margin: .5rem 0 .5rem 1rem; }
mark { background: #ffe58a; color: #1a1a1a; }
.facts, .actors { color: GrayText; font-size: .9rem; }
a { color: LinkText; overflow-wrap: anywhere; }
@media print { body { margin: 0; max-width: none; } mark { background: none; font-weight: bold; color: inherit; } }
";

/// Writes an answer; `name` gives what an actor's id is called.
///
/// # Errors
/// The output cannot be written.
pub fn response(out: &mut dyn Write, response: &Response, name: &dyn Fn(&str) -> String) -> io::Result<()> {
    let query = if response.query.text.trim().is_empty() { "All articles" } else { &response.query.text };
    let asked = escaped(query);
    write!(
        out,
        "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>{asked}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<header>\n<h1 dir=\"auto\">{asked}</h1>\n<p>{}</p>\n</header>\n<ol>\n",
        escaped(&summary(response))
    )?;
    for hit in &response.hits {
        write_hit(out, hit, name)?;
    }
    write!(out, "</ol>\n<footer>Found by dateline.</footer>\n</body>\n</html>\n")
}

/// What was asked beside the words, and how many articles there are.
fn summary(response: &Response) -> String {
    let echo = &response.query;
    let mut parts = vec![match response.total {
        1 => "1 article".to_owned(),
        total => format!("{total} articles"),
    }];
    let shown = response.hits.len() as u64;
    if let Some(stories) = response.stories.filter(|stories| *stories < response.total) {
        parts.push(if stories == 1 { "1 story".to_owned() } else { format!("{stories} stories") });
    }
    if shown < response.stories.unwrap_or(response.total) {
        parts.push(format!("{shown} of them here"));
    }
    for dimension in Dimension::with_values() {
        parts.extend(echo.filters.of(dimension).map(|value| format!("{dimension}: {value}")));
    }
    parts.extend(echo.from.as_ref().map(|day| format!("from {day}")));
    parts.extend(echo.to.as_ref().map(|day| format!("to {day}")));
    parts.join(" · ")
}

fn write_hit(out: &mut dyn Write, hit: &Hit, name: &dyn Fn(&str) -> String) -> io::Result<()> {
    let title = hit.title.as_deref().unwrap_or("no headline");
    let title = lit(title, 0, if hit.title.is_some() { &hit.title_highlights } else { &[] });
    let linked = match hit.url.as_deref().filter(|url| leads_to_a_page(url)) {
        Some(url) => format!("<a href=\"{}\">{title}</a>", escaped(url)),
        None => title,
    };
    let mut said: Vec<String> = facts(hit).map(|fact| format!("<bdi>{}</bdi>", escaped(fact))).collect();
    said.push(escaped(&date(&hit.published)));
    said.push(format!("<bdi>{}</bdi>", escaped(&hit.id)));
    writeln!(out, "<li>\n<h2 dir=\"auto\">{}. {linked}</h2>\n<p class=\"facts\">{}</p>", hit.rank, said.join(" · "))?;
    for passage in &hit.passages {
        let text = lit(&passage.text, passage.start, &passage.highlights);
        writeln!(out, "<blockquote dir=\"auto\">{text}</blockquote>")?;
    }
    if let Some(copies) = copies::of_hit(hit) {
        writeln!(out, "<p class=\"facts\">{}</p>", escaped(&copies))?;
    }
    if !hit.actors.is_empty() {
        let names: Vec<String> = hit.actors.iter().map(|id| format!("<bdi>{}</bdi>", escaped(&name(id)))).collect();
        writeln!(out, "<p class=\"actors\">{}</p>", names.join(", "))?;
    }
    if let Some(url) = hit.url.as_deref().filter(|url| leads_to_a_page(url)) {
        // On paper a link does not show where it leads.
        writeln!(out, "<p class=\"facts\">{}</p>", escaped(url))?;
    }
    writeln!(out, "</li>")
}

/// A text that begins at byte `start` of its article, with the ranges that match marked.
fn lit(text: &str, start: usize, highlights: &[(usize, usize)]) -> String {
    let mut out = String::with_capacity(text.len() + 32);
    for (piece, lit) in pieces(text, start, highlights) {
        let piece = escaped(piece);
        out.extend(if lit { ["<mark>", &piece, "</mark>"] } else { ["", &piece, ""] });
    }
    out
}

/// A text as it may stand between tags and in quoted attributes, of HTML and of XML alike.
pub(super) fn escaped(text: &str) -> String {
    quick_xml::escape::escape(safe(text)).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{article::Published, search::response::Passage};

    #[test]
    fn a_page_holds_what_was_found_and_no_markup_of_strangers() {
        let hit = Hit {
            rank: 1,
            id: "a\"b".into(),
            title: Some("Port <b>opens</b>".into()),
            title_highlights: vec![(0, 4)],
            url: Some("https://wire.example/?a=1&b=\"2\"".into()),
            actors: vec!["dockers".into()],
            published: Published::default(),
            passages: vec![Passage {
                text: "The port & the crews".into(),
                start: 5,
                end: 25,
                highlights: vec![(9, 13)],
                ..Passage::default()
            }],
            ..Hit::default()
        };
        let other = Hit { rank: 2, url: Some("javascript:alert(1)".into()), ..Hit::default() };
        let answer = Response { hits: vec![hit, other], total: 7, ..Response::default() };
        let mut out = Vec::new();
        response(&mut out, &answer, &|_| "Dockers' Union".into()).unwrap();
        let page = String::from_utf8(out).unwrap();
        for part in [
            "<mark>Port</mark> &lt;b&gt;opens&lt;/b&gt;</a></h2>",
            "href=\"https://wire.example/?a=1&amp;b=&quot;2&quot;\"",
            "The <mark>port</mark> &amp; the crews",
            "<bdi>Dockers&apos; Union</bdi>",
            "<bdi>a&quot;b</bdi>",
            "7 articles · 2 of them here",
        ] {
            assert!(page.contains(part), "{part} in {page}");
        }
        assert!(!page.contains("javascript"), "{page}");
    }
}
