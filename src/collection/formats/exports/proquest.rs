//! Exports of `ProQuest` as text: `Document 3 of 20` or a line of underscores, then `Key: value` lines, one of which is the full text.

use super::{
    kind::{Cut, Kind, Named},
    lines,
};
use crate::collection::head::Head;

pub static PROQUEST: Kind = Kind {
    name: "ProQuest text",
    claims,
    cut: Cut::Begin(is_rule),
    html: false,
    is_article: |part| {
        [&b"Full text:"[..], b"Abstract:", b"Full Text:"]
            .iter()
            .any(|label| memchr::memmem::find(part, label).is_some())
    },
    own_id: |article| {
        let text = String::from_utf8_lossy(article);
        text.lines()
            .find_map(|line| lines::labelled(line, &["ProQuest document ID"]))
            .map(|id| format!("proquest-{id}"))
    },
    given: |_, _| {},
    read,
};

fn claims(head: &Head<'_>) -> bool {
    let rule = head.lines().next().is_some_and(is_rule);
    let known =
        |line: &str| lines::labelled(line, &["Full text", "Publication info", "ProQuest document ID"]).is_some();
    head.text().contains("Report Information from ProQuest") || rule && head.lines().any(known)
}

/// The line between articles.
fn is_rule(line: &str) -> bool {
    line.len() >= 20 && line.bytes().all(|byte| byte == b'_')
}

/// Labels of what stands around a text.
const LABELS: &[&str] = &[
    "Author",
    "Publication info",
    "Publication title",
    "Publication date",
    "Publication year",
    "Publication subject",
    "Language of publication",
    "Document URL",
    "ProQuest document ID",
    "Pages",
    "Section",
    "Publisher",
    "Place of publication",
    "Country of publication",
    "ISSN",
    "Source type",
    "Document type",
    "Copyright",
    "Last updated",
    "Database",
    "Abstract",
    "Links",
    "Subject",
    "Location",
    "People",
    "Company / organization",
    "Title",
    "Dateline",
    "First page",
    "Volume",
    "Issue",
    "Column",
    "Full text",
    "Classification",
    "Credit",
    "Identifier / keyword",
    "Number of pages",
    "Publication frequency",
    "Accession number",
    "Word count",
];

fn read(article: &str, named: &mut Named) {
    let mut current: Option<&str> = None;
    let mut text: Vec<&str> = Vec::new();
    let mut summary: Vec<&str> = Vec::new();
    let mut title: Option<&str> = None;
    for line in article.lines().map(str::trim).filter(|line| !is_rule(line)) {
        let label = line.split_once(':').map(|(label, _)| label);
        if let Some(label) = label.and_then(|label| LABELS.iter().find(|known| known.eq_ignore_ascii_case(label))) {
            let value = lines::labelled(line, &[label]).unwrap_or_default();
            current = Some(label);
            let own = || Some(value.to_owned());
            match *label {
                "Full text" => text.push(value),
                "Abstract" => summary.push(value),
                "Author" => named.set("byline", own().map(|names| authors(&names))),
                "Title" => named.set("title", own()),
                "Publication title" => named.set("outlet", value.split(';').next().map(str::to_owned)),
                "Publication date" => named.set("date", own()),
                "Language of publication" => named.set("language", own()),
                "Document URL" => named.set("url", own()),
                "Dateline" => named.set("dateline", own()),
                "Publication info" => {
                    info(value, named);
                }
                _ => {}
            }
        } else if current == Some("Full text") {
            text.push(line);
        } else if current == Some("Abstract") {
            summary.push(line);
        } else if current.is_none() && !line.is_empty() && !is_counter(line) {
            title = title.or(Some(line));
        }
    }
    named.set("title", title.map(str::to_owned));
    named.set("text", Some(text.join("\n")));
    named.set("text", Some(summary.join("\n")));
}

fn is_counter(line: &str) -> bool {
    let mut words = line.split_whitespace();
    words.next() == Some("Document")
        && words.next().is_some_and(|n| n.parse::<u32>().is_ok())
        && words.next() == Some("of")
}

/// `Harbour Wire ; Lenmar [Lenmar]. 04 Mar 2024: A.7.`
fn info(value: &str, named: &mut Named) {
    let outlet = value.split([';', '[', '(']).next().unwrap_or(value);
    let outlet = outlet.split(". ").next().unwrap_or(outlet);
    named.set("outlet", Some(outlet.to_owned()));
    if let Some((place, _)) = value.split_once('[').and_then(|(_, rest)| rest.split_once(']')) {
        named.set("place", Some(place.to_owned()));
    }
    let date = value.rsplit_once(':').map_or(value, |(before, _)| before);
    named.set("issued", date.rsplit_once(". ").map(|(_, date)| date.to_owned()));
}

/// `Teska, Mira; Reed, Ann` as they are said.
fn authors(names: &str) -> String {
    names.split(';').map(|name| said(name.trim())).collect::<Vec<_>>().join(", ")
}

/// A name whose surname stands first, with it behind.
pub fn said(name: &str) -> String {
    match name.split_once(',') {
        Some((surname, given)) if !given.contains(',') => {
            format!("{} {}", given.trim(), surname.trim()).trim().to_owned()
        }
        _ => name.to_owned(),
    }
}
