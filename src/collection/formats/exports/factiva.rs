//! Exports of Factiva as a page or as text: a table of two-letter codes (`HD`, `BY`, `PD`, `SN`, `LP`, `TD` …), or the
//! parts in their order, with the number of words between headline and date.

use super::kind::{Cut, Kind, Named};
use crate::{
    collection::head::Head,
    markup::{self, Token, tokens},
    text::items,
};

pub static PAGE: Kind = Kind {
    name: "Factiva page",
    claims: is_page,
    cut: Cut::Tag(&["<div class=\"article ", "<div id=\"article-", "<div class='article "]),
    html: true,
    is_article: |_| true,
    own_id: |_| None,
    given: |_, _| {},
    read: read_page,
};

pub static TEXT: Kind = Kind {
    name: "Factiva text",
    claims: is_text,
    cut: Cut::End(is_end),
    html: false,
    is_article: |part| part.len() > 100,
    own_id: |article| number(&String::from_utf8_lossy(article)),
    given: |_, _| {},
    read: read_text,
};

/// The codes, and the fields that they are to us.
const CODES: &[(&str, &str)] = &[
    ("HD", "title"),
    ("BY", "byline"),
    ("PD", "date"),
    ("SN", "outlet"),
    ("LA", "language"),
    ("LP", "text"),
    ("TD", "text"),
];
/// Codes of what is no text and is passed over.
const OTHERS: &[&str] = &[
    "WC", "ET", "SC", "ED", "PG", "VOL", "CY", "CT", "RF", "CO", "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN", "SE",
    "CR", "ART", "CLM", "NGC",
];

fn is_page(head: &Head<'_>) -> bool {
    let text = head.text();
    let named = text.contains("<title>Factiva</title>") || text.contains("<title>Dow Jones Factiva</title>");
    head.begins("<") && (named || text.contains("articleParagraph") && text.contains("Headline"))
}

fn is_text(head: &Head<'_>) -> bool {
    let mut codes = head.lines().filter_map(code).map(|(code, _)| code).collect::<Vec<_>>();
    codes.sort_unstable();
    codes.dedup();
    codes.contains(&"HD") && codes.len() >= 4 || head.lines().any(is_end) && head.lines().any(is_words)
}

/// A line that begins with a code: alone, or apart from its value.
fn code(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_end();
    let (code, value) = line.split_once(|c: char| c.is_whitespace()).unwrap_or((line, ""));
    let known = CODES.iter().any(|(known, _)| *known == code) || OTHERS.contains(&code);
    let apart =
        value.is_empty() || line.get(code.len()..).is_some_and(|rest| rest.starts_with("  ") || rest.starts_with('\t'));
    (known && apart).then_some((code, value.trim()))
}

/// `Document ABCD000020240304ek340001a`, with which each article ends.
fn is_end(line: &str) -> bool {
    number(line).is_some()
}

fn number(text: &str) -> Option<String> {
    let line = text.lines().rev().map(str::trim).find(|line| !line.is_empty())?;
    let (word, id) = line.split_once(' ')?;
    let documents = ["Document", "Dokument", "Documento"];
    let id = id.trim();
    let digits = id.bytes().filter(u8::is_ascii_digit).count();
    let shape = id.len() >= 20 && digits >= 10 && id.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (documents.contains(&word) && shape).then(|| id.to_owned())
}

/// `295 words`, in the languages of the service.
fn is_words(line: &str) -> bool {
    let Some((count, word)) = line.trim().split_once(' ') else { return false };
    let words = ["words", "mots", "wörter", "palabras", "parole", "palavras", "woorden", "слов", "words."];
    count.replace([',', '.', '\u{a0}'], "").bytes().all(|b| b.is_ascii_digit())
        && words.contains(&word.to_lowercase().as_str())
}

fn read_text(article: &str, named: &mut Named) {
    let coded = article.lines().filter_map(code).count();
    if coded < 3 {
        let blocks: Vec<&str> = article.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        return in_order(&blocks, named);
    }
    let mut parts: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in article.lines() {
        match code(line) {
            Some((code, value)) => parts.push((code, vec![value])),
            None => {
                if let Some((_, lines)) = parts.last_mut() {
                    lines.push(line.trim());
                }
            }
        }
    }
    let parts = parts.iter().map(|(code, lines)| (*code, lines.join("\n").trim().to_owned()));
    take(parts.collect(), named);
}

/// Gives coded parts to the fields; lead and rest make the text.
fn take(parts: Vec<(&str, String)>, named: &mut Named) {
    let mut text: Vec<String> = Vec::new();
    for (code, value) in parts {
        match CODES.iter().find(|(known, _)| *known == code) {
            Some((_, "text")) => text.push(value),
            Some((_, field)) => named.set(field, Some(value.split_whitespace().collect::<Vec<_>>().join(" "))),
            None => {}
        }
    }
    text.retain(|part| !part.is_empty());
    named.set("text", Some(text.join("\n\n")));
}

/// Parts in their order: headline, perhaps the author, the number of words, date, perhaps the time, outlet, its code, language,
/// copyright, text.
fn in_order(lines: &[&str], named: &mut Named) {
    let Some(words) = lines.iter().position(|line| is_words(line)) else { return };
    let before = items(lines, ..words);
    let skip = before.iter().rposition(|line| is_end(line)).map_or(0, |at| at + 1);
    let mut before = before.iter().skip(skip);
    // A section may stand above the headline.
    let all: Vec<&&str> = before.by_ref().collect();
    let (title, byline) = match all.as_slice() {
        [title] => (Some(*title), None),
        [first, .., last] => {
            let by = last.to_lowercase().starts_with("by ") || last.split(' ').count() <= 5 && all.len() == 2;
            if by { (Some(*first), Some(*last)) } else { (Some(*last), None) }
        }
        [] => (None, None),
    };
    named.set("title", title.map(|line| (*line).to_owned()));
    named.set("byline", byline.map(|line| (*line).to_owned()));
    let mut rest = lines.iter().skip(words + 1).copied();
    named.set("date", rest.next().map(str::to_owned));
    let is_time = |line: &str| line.len() <= 5 && line.contains(':');
    let mut next = rest.next();
    if next.is_some_and(is_time) {
        next = rest.next();
    }
    named.set("outlet", next.map(str::to_owned));
    let is_source_code = |line: &str| {
        !line.is_empty() && line.len() <= 8 && line.chars().all(|c| c.is_uppercase() || c.is_ascii_digit())
    };
    let short = |line: &str| line.chars().count() <= 12;
    let is_copyright = |line: &str| {
        let lower = line.to_lowercase();
        lower.starts_with("copyright") || lower.starts_with("(c)") || lower.starts_with('©')
    };
    let mut text = Vec::new();
    let mut language = false;
    for line in rest {
        if text.is_empty() && (is_source_code(line) || is_copyright(line)) {
            continue;
        }
        if text.is_empty() && !language && short(line) && line.chars().all(char::is_alphabetic) {
            named.set("language", Some(line.to_owned()));
            language = true;
            continue;
        }
        // Volume, page and edition stand among them.
        if text.is_empty() && short(line) {
            continue;
        }
        if is_end(line) {
            break;
        }
        text.push(line.to_owned());
    }
    named.set("text", Some(text.join("\n\n")));
}

fn read_page(article: &str, named: &mut Named) {
    let rows = rows(article);
    if rows.iter().any(|(code, _)| *code == "HD") {
        let owned: Vec<(&str, String)> = rows.iter().map(|(code, value)| (code.as_str(), value.clone())).collect();
        return take(owned, named);
    }
    let text = markup::visible_text(article);
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    in_order(&lines, named);
}

/// The rows of the table: codes and what stands beside them.
fn rows(article: &str) -> Vec<(String, String)> {
    let mut rows = Vec::new();
    let mut parts = article.split("<td").skip(1).map(|cell| {
        let inside = cell.split_once('>').map_or("", |(_, inside)| inside);
        let end = inside.find("</td").unwrap_or(inside.len());
        crate::text::slice(inside, ..end)
    });
    while let Some(cell) = parts.next() {
        let code = plain(cell);
        if CODES.iter().any(|(known, _)| *known == code) || OTHERS.contains(&code.as_str()) {
            let value = parts.next().map(markup::visible_text).unwrap_or_default();
            rows.push((code, value.trim().to_owned()));
        }
    }
    rows
}

fn plain(cell: &str) -> String {
    let texts = tokens(cell).filter_map(|token| match token {
        Token::Text(text) => Some(markup::decode(text)),
        _ => None,
    });
    texts.collect::<String>().split_whitespace().collect()
}
