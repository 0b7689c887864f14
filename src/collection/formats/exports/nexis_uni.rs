//! Exports of Nexis Uni and its kin (Nexis Advance, Lexis+): headline, outlet and date in lines of their own, `Key: value` lines, the
//! line `Body`, the text, `Load-Date`, and the line `End of Document`.

use super::{
    kind::{Cut, Kind, Named},
    lines,
};
use crate::{calendar, collection::head::Head, text::items};

pub static NEXIS_UNI: Kind = Kind {
    name: "Nexis Uni text",
    claims,
    cut: Cut::End(|line| line.trim() == "End of Document"),
    html: false,
    is_article: |part| memchr::memmem::find(part, b"Body").is_some(),
    own_id: |_| None,
    given: |_, _| {},
    read,
};

fn claims(head: &Head<'_>) -> bool {
    let has = |wanted: &[&str]| head.lines().any(|line| lines::labelled(line, wanted).is_some());
    let is = |wanted: &str| head.lines().any(|line| line.trim() == wanted);
    let sheet = has(&["Job Number"]) && has(&["Client/Matter", "Search Terms", "Date and Time"]);
    let words = |line: &str| {
        lines::labelled(line, &["Length"]).is_some_and(|length| length.starts_with(|c: char| c.is_ascii_digit()))
    };
    sheet || is("Body") && (head.lines().any(words) || has(&["Load-Date"]) || is("End of Document"))
}

fn read(article: &str, named: &mut Named) {
    let all: Vec<&str> = article.lines().map(str::trim).collect();
    let Some(body) = all.iter().position(|line| *line == "Body") else { return };
    let (before, behind) = all.split_at(body);
    // The list of what was asked for stands before the first.
    let start = before.iter().rposition(|line| line.starts_with("Page 1 of")).map_or(0, |at| at + 1);
    let before: Vec<&str> = before.iter().skip(start).copied().filter(|line| !line.is_empty()).collect();
    let date = before.iter().position(|line| is_date(line));
    let lead = items(&before, ..date.unwrap_or(before.len()));
    if let [.., title, outlet] = lead {
        named.set("title", Some((*title).to_owned()));
        named.set("outlet", Some((*outlet).to_owned()));
    } else {
        named.set("title", lead.first().map(|line| (*line).to_owned()));
    }
    named.set("date", date.and_then(|at| before.get(at)).map(|line| (*line).to_owned()));
    for line in &before {
        let value = |labels: &[&str]| lines::labelled(line, labels).map(str::to_owned);
        named.set("byline", value(&["Byline"]));
        named.set("dateline", value(&["Dateline"]));
    }
    let ends = |line: &&str| {
        *line == "End of Document" || lines::labelled(line, &["Load-Date"]).is_some() || *line == "Classification"
    };
    let text: Vec<&str> = behind.iter().skip(1).copied().take_while(|line| !ends(line)).collect();
    for line in behind {
        named.set(
            "language",
            lines::labelled(line, &["Language"]).and_then(|value| value.split(';').next()).map(str::to_owned),
        );
    }
    named.set("text", Some(text.join("\n")));
}

fn is_date(line: &str) -> bool {
    let year = line.split(|c: char| !c.is_ascii_digit()).any(|run| run.len() == 4);
    line.len() < 80
        && year
        && line.split(|c: char| !c.is_alphabetic()).any(calendar::is_month)
        && !line.contains("Copyright")
}
