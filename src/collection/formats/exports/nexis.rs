//! Exports of Nexis (`LexisNexis` Academic) as text or as a page.
//!
//! Each article begins with a line such as `3 of 74 DOCUMENTS`; then, as blocks of lines, the outlet, the date, the
//! headline, `KEY: value` lines up to the text, the text, and more such lines.

use super::{
    kind::{Cut, Kind, Named},
    lines,
};
use crate::{calendar, collection::head::Head, markup, text::items};

pub static TEXT: Kind = Kind {
    name: "Nexis text",
    claims: |head| !head.begins("<") && head.lines().any(is_number),
    cut: Cut::Begin(is_number),
    html: false,
    is_article: |_| true,
    own_id: |_| None,
    given: |_, _| {},
    read,
};

pub static PAGE: Kind = Kind {
    name: "Nexis page",
    claims: is_page,
    cut: Cut::Tag(&["<DOC NUMBER=", "<DOCFULL>", "<a name=\"DOC_ID_", "<A NAME=\"DOC_ID_"]),
    html: true,
    is_article: |_| true,
    own_id: |_| None,
    given: |_, _| {},
    read: |page, named| read(&markup::visible_text(page), named),
};

fn is_page(head: &Head<'_>) -> bool {
    let text = head.text();
    head.begins("<")
        && ["<DOCFULL>", "<DOC NUMBER=", "name=\"DOC_ID_", "NAME=\"DOC_ID_"].iter().any(|tag| text.contains(tag))
}

/// The first keys of what stands behind a text.
const BEHIND: &[&str] = &[
    "LOAD-DATE",
    "LANGUAGE",
    "PUBLICATION-TYPE",
    "GRAPHIC",
    "SUBJECT",
    "JOURNAL-CODE",
    "DOCUMENT-TYPE",
    "CORRECTION-DATE",
    "UPDATE",
    "NOTES",
    "ORGANIZATION",
    "COMPANY",
    "INDUSTRY",
    "PERSON",
    "GEOGRAPHIC",
    "CITY",
    "STATE",
    "COUNTRY",
    "TICKER",
    "TYPE",
    "SPRACHE",
    "LANGUE",
    "TAAL",
    "UPDATED",
    "RUBRIK",
    "URL",
    "COPYRIGHT",
    "ACC-NO",
    "PUB-TYPE",
];

/// `3 of 74 DOCUMENTS`, and what other languages say.
fn is_number(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let is_count = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let of = |word: &str| matches!(word.to_ascii_lowercase().as_str(), "of" | "de" | "von" | "di" | "van" | "sur");
    let documents = |word: &str| word.to_lowercase().starts_with("do");
    let [first, second, third, fourth] = words.as_slice() else { return false };
    let behind = is_count(first) && of(second) && is_count(third);
    let before = is_count(second) && of(third) && is_count(fourth);
    behind && documents(fourth) && *fourth == fourth.to_uppercase() || before && documents(first)
}

/// Whether a block is the date of an issue.
fn is_date(block: &str) -> bool {
    let line = lines::joined(block);
    let year = line.split(|c: char| !c.is_ascii_digit()).any(|run| run.len() == 4);
    let month = line.split(|c: char| !c.is_alphabetic()).any(calendar::is_month);
    line.len() < 80 && year && (month || line.matches(['.', '/', '-']).count() >= 2)
}

fn read(article: &str, named: &mut Named) {
    let blocks: Vec<&str> = lines::blocks(article).into_iter().filter(|block| !is_number(block.trim())).collect();
    let date = blocks.iter().take(8).position(|block| is_date(block));
    let mut before: Vec<String> = Vec::new();
    let mut at = 0;
    for (place, block) in blocks.iter().enumerate() {
        at = place;
        if lines::key(block).is_some_and(|(key, _)| !BEHIND.contains(&key)) {
            break;
        }
        before.push(lines::joined(block));
    }
    let has_keys = blocks.iter().any(|block| lines::key(block).is_some());
    let rest = if has_keys { items(&blocks, at..) } else { &[] };
    named.set("outlet", before.first().cloned().filter(|_| date != Some(0)));
    named.set("date", date.and_then(|at| before.get(at)).cloned());
    let mut headline = before.iter().enumerate().skip(date.map_or(1, |at| at + 1));
    let headline = headline.rfind(|(_, line)| !is_copyright(line)).map(|(_, line)| line.clone());
    let mut text: Vec<String> = Vec::new();
    let mut behind = false;
    for block in rest {
        let key = lines::key(block);
        if let Some((key, value)) = key {
            let value = lines::joined(value);
            match key {
                "BYLINE" | "AUTHOR" | "AUTOR" | "AUTEUR" => named.set("byline", Some(value)),
                "DATELINE" => named.set("dateline", Some(value)),
                "HEADLINE" | "TITLE" => named.set("title", Some(value)),
                "LANGUAGE" | "SPRACHE" | "LANGUE" | "TAAL" => named.set("language", Some(value)),
                "URL" => named.set("url", Some(value)),
                "BODY" if !value.is_empty() => text.push(value),
                _ => {}
            }
            behind |= !text.is_empty() && BEHIND.contains(&key);
        } else if !behind {
            text.push(lines::flush(block));
        }
    }
    named.set("title", headline);
    // The note of copyright that ends an article without such lines.
    while text.last().is_some_and(|last| is_copyright(last)) {
        text.pop();
    }
    named.set("text", Some(text.join("\n\n")));
}

fn is_copyright(line: &str) -> bool {
    let lower = line.trim_start().to_lowercase();
    lower.starts_with("copyright") || lower.starts_with('©') || lower.ends_with("all rights reserved")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_are_numbered() {
        for (line, expected) in [
            ("          3 of 74 DOCUMENTS", true),
            ("Dokument 3 von 74", true),
            ("Document 3 de 74", true),
            ("3 of 74 documents", false),
            ("Document 3", false),
            ("3 of 74 DAYS LEFT", false),
        ] {
            assert_eq!(is_number(line), expected, "{line}");
        }
    }
}
