//! Collections in SGML: Reuters-21578, and what TREC and its kin give out, in which each source has its own names for the same parts.

use super::{
    kind::{Kind, Named},
    node::Node,
    raw,
};
use crate::collection::numbers::number;

pub static REUTERS: Kind = Kind {
    name: "Reuters SGML",
    claims: |head| head.root() == Some("REUTERS"),
    records: &["REUTERS"],
    is_article: |_| true,
    own_id: |article| raw::attribute(article, "NEWID"),
    address: |_| None,
    given: |_, _| {},
    read: read_reuters,
};

pub static TREC: Kind = Kind {
    name: "TREC SGML",
    claims: |head| head.root() == Some("DOC"),
    records: &["DOC"],
    is_article: |_| true,
    own_id: document_number,
    address: |_| None,
    given: |_, _| {},
    read: read_trec,
};

fn read_reuters(article: &Node, named: &mut Named) {
    let Some(text) = article.find("TEXT") else { return };
    named.set("title", text.text_at("TITLE"));
    named.set("dateline", text.text_at("DATELINE"));
    named.set("byline", text.text_at("AUTHOR"));
    named.set("date", article.text_at("DATE"));
    named.set("outlet", Some("Reuters".to_owned()));
    // Flashes are a headline alone; what was not taken apart is one text.
    let body = text.find("BODY").map_or_else(|| text.raw_text(), Node::raw_text);
    named.set("text", Some(lines(&body)));
    named.set("text", text.text_at("TITLE"));
}

fn document_number(article: &[u8]) -> Option<String> {
    raw::text(article, "DOCNO").or_else(|| raw::attribute(article, "id"))
}

fn read_trec(article: &Node, named: &mut Named) {
    let document = article.text_at("DOCNO").or_else(|| article.attribute("id").map(str::to_owned));
    let first = |names: &[&str]| names.iter().find_map(|name| article.text_at(name));
    named.set("title", first(&["HEADLINE", "HEAD", "HL", "HT", "TI", "TITLE"]));
    named.set("byline", first(&["BYLINE", "AUTHOR", "AU"]));
    named.set("dateline", first(&["DATELINE", "LOCATION"]));
    named.set("outlet", first(&["SOURCE", "SO", "PUB", "OUTLET"]));
    named.set("url", first(&["URL"]));
    named.set("language", first(&["LANGUAGE"]));
    let stated = first(&["DATE_TIME", "DATETIME", "DATE", "DATE1", "DD", "STORY_DATE", "PUBDATE"]);
    named.set("date", document.as_deref().and_then(|document| numbered_day(document, stated.as_deref())));
    named.set("date", stated);
    let mut parts: Vec<String> = ["LP", "LEADPARA", "TEXT", "BODY", "PARAGRAPH"]
        .iter()
        .flat_map(|name| article.all(name))
        .filter(|part| part.find("TEXT").is_none())
        .map(|part| if part.find("P").is_some() { part.prose() } else { lines(&part.raw_text()) })
        .filter(|part| !part.is_empty())
        .collect();
    parts.dedup();
    named.set("text", Some(parts.join("\n\n")));
}

/// The day that the number of a document holds (`AP880212-0001`, `NYT_ENG_19940701.0001`). Beside a date it counts only where that
/// has the same numbers: it says their order then.
fn numbered_day(document: &str, stated: Option<&str>) -> Option<String> {
    let run = document.split(|c: char| !c.is_ascii_digit()).find(|run| matches!(run.len(), 6 | 8))?;
    let begins = document.find(run).filter(|at| *at > 0)?;
    let letters = document.get(..begins)?.chars().all(|c| c.is_alphabetic() || matches!(c, '_' | '-'));
    let (year, rest) = run.split_at(run.len() - 4);
    let (month, day) = rest.split_at(2);
    let fits = |text: &str, most: u8| text.parse::<u8>().is_ok_and(|number| (1..=most).contains(&number));
    if !letters || !fits(month, 12) || !fits(day, 31) {
        return None;
    }
    let year = match (year.len(), number::<u16>(year)?) {
        (2, short) if short < 50 => 2000 + short,
        (2, short) => 1900 + short,
        (_, year) => year,
    };
    let numbers = |text: &str| {
        let mut numbers: Vec<u16> =
            text.split(|c: char| !c.is_ascii_digit()).filter_map(number).map(|n: u16| n % 100).collect();
        numbers.sort_unstable();
        numbers
    };
    let day = format!("{year:04}-{month}-{day}");
    stated.is_none_or(|stated| numbers(stated) == numbers(&day)).then_some(day)
}

/// Lines as they stand, without the control characters of a wire; a line that is set in begins a paragraph, as wires have it.
fn lines(text: &str) -> String {
    let clean: String = text.chars().filter(|c| !c.is_control() || *c == '\n' || *c == '\t').collect();
    let set_in = |line: &str| line.starts_with("    ") || line.starts_with('\t');
    let mut out = String::new();
    let indented = clean.lines().filter(|line| set_in(line)).count();
    let paragraphs = indented > 0 && indented * 2 < clean.lines().filter(|line| !line.trim().is_empty()).count() + 1;
    for line in clean.lines() {
        let begins = paragraphs && set_in(line) || line.trim().is_empty();
        if begins && !out.is_empty() && !out.ends_with("\n\n") {
            out.push_str(if out.ends_with('\n') { "\n" } else { "\n\n" });
        }
        if !line.trim().is_empty() {
            out.push_str(line.trim());
            out.push('\n');
        }
    }
    out.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_documents_hold_days() {
        for (number, stated, day) in [
            ("HW240304-0001", Some("04/03/24"), Some("2024-03-04")),
            ("AP880212-0001", None, Some("1988-02-12")),
            ("NYT_ENG_19940701.0001", None, Some("1994-07-01")),
            ("AP880212-0001", Some("February 13, 1988"), None),
            ("FBIS3-1", None, None),
            ("LA019990-0001", None, None),
            ("123456", None, None),
        ] {
            assert_eq!(numbered_day(number, stated).as_deref(), day, "{number}");
        }
    }
}
