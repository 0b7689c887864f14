//! The markup of wikis to prose.
//!
//! Templates, tables, files and notes are left out, links give their text, and lists of sources at the end are cut. What has no end
//! is text.

use crate::text::slice;

/// Headings behind which no article goes on.
const ENDS: &[&str] = &[
    "sources",
    "source",
    "references",
    "external links",
    "see also",
    "related news",
    "sister links",
    "notes",
    "further reading",
];

/// The prose of a page.
pub fn prose(source: &str) -> String {
    let source = without(source, "<!--", "-->");
    let source = without_elements(&source);
    let source = without(&source, "{|", "|}");
    let source = without_templates(&source);
    let source = links(&source);
    let mut lines: Vec<String> = Vec::new();
    for line in source.lines() {
        let line = line.trim();
        if let Some(heading) = heading(line) {
            if ENDS.contains(&heading.to_lowercase().as_str()) {
                break;
            }
            lines.extend([String::new(), heading.to_owned(), String::new()]);
            continue;
        }
        let line = line.trim_start_matches(['*', '#', ':', ';']).trim();
        let line = line.replace("'''", "").replace("''", "");
        if !line.starts_with("__") {
            lines.push(line);
        }
    }
    let text = lines.join("\n");
    let mut out = String::with_capacity(text.len());
    for part in text.split("\n\n").map(str::trim).filter(|part| !part.is_empty()) {
        if !out.is_empty() {
            out.push_str("\n\n");
        }
        out.push_str(part);
    }
    out
}

/// The day that a page gives itself: `{{date|March 4, 2024}}`, or a parameter of that name.
pub fn date(source: &str) -> Option<String> {
    let named = parameter(source, "{{date|").or_else(|| parameter(source, "{{Date|"));
    named.or_else(|| parameter(source, "|date="))
}

/// The place that its author line gives.
pub fn place(source: &str) -> Option<String> {
    parameter(source, "|location=")
}

fn parameter(source: &str, begin: &str) -> Option<String> {
    let (_, behind) = source.split_once(begin)?;
    let value = behind.split(['|', '}', '\n']).next()?.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

fn heading(line: &str) -> Option<&str> {
    let inside = line.strip_prefix("==")?.strip_suffix("==")?;
    Some(inside.trim_matches(|c: char| c == '=' || c.is_whitespace())).filter(|heading| !heading.is_empty())
}

/// The text without parts that begin and end so, within one another or not.
fn without(source: &str, begin: &str, end: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some((before, behind)) = rest.split_once(begin) {
        let Some((_, after)) = behind.split_once(end) else { break };
        out.push_str(before);
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The text without notes and without tags.
fn without_elements(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        out.push_str(before);
        let is_tag = tag.strip_prefix('<').is_some_and(|tag| tag.starts_with(|c: char| c.is_alphabetic() || c == '/'));
        let Some(end) = tag.find('>').filter(|_| is_tag) else {
            out.push('<');
            rest = slice(tag, 1..);
            continue;
        };
        let inside = slice(tag, 1..end);
        let name = inside.split(|c: char| !c.is_alphabetic()).next().unwrap_or(inside).to_ascii_lowercase();
        rest = slice(tag, end + 1..);
        let held = matches!(name.as_str(), "ref" | "gallery" | "math" | "timeline" | "score");
        if held && !inside.ends_with('/') {
            let close = format!("</{name}>");
            rest = rest.split_once(close.as_str()).map_or(rest, |(_, after)| after);
        } else if name == "br" {
            out.push('\n');
        }
    }
    out.push_str(rest);
    out
}

/// The text without templates; they stand within one another.
fn without_templates(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut depth = 0_usize;
    let mut start = 0;
    let mut at = 0;
    while let Some(found) = slice(source, at..).find(['{', '}']) {
        at += found;
        let rest = slice(source, at..);
        if rest.starts_with("{{") {
            if depth == 0 {
                out.push_str(slice(source, start..at));
                start = at;
            }
            depth += 1;
            at += 2;
        } else if rest.starts_with("}}") && depth > 0 {
            depth -= 1;
            at += 2;
            if depth == 0 {
                start = at;
            }
        } else {
            at += 1;
        }
    }
    out.push_str(slice(source, start..));
    out
}

/// Links to their text; those of files and categories to nothing.
fn links(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(at) = rest.find('[') {
        let (before, link) = rest.split_at(at);
        out.push_str(before);
        if let Some(inside) = link.strip_prefix("[[") {
            let Some(end) = inner_end(inside) else {
                out.push_str("[[");
                rest = inside;
                continue;
            };
            let target = slice(inside, ..end);
            rest = slice(inside, end + 2..);
            let prefix = target.split_once(':').map(|(prefix, _)| prefix.trim().to_lowercase());
            let silent = ["file", "image", "category", "datei", "bild", "kategorie", "fichier", "catégorie"];
            if !prefix.is_some_and(|prefix| silent.contains(&prefix.as_str()) || prefix.len() == 2) {
                out.push_str(target.rsplit('|').next().unwrap_or(target));
            }
        } else {
            let inside = slice(link, 1..);
            match inside.split_once(']') {
                Some((target, after)) if target.starts_with("http") || target.starts_with("//") => {
                    out.push_str(target.split_once(' ').map_or("", |(_, text)| text));
                    rest = after;
                }
                _ => {
                    out.push('[');
                    rest = inside;
                }
            }
        }
    }
    out.push_str(rest);
    out
}

/// The end of a link, which may hold others.
fn inner_end(inside: &str) -> Option<usize> {
    let (mut depth, mut at) = (1, 0);
    loop {
        at += slice(inside, at..).find(['[', ']'])?;
        let rest = slice(inside, at..);
        if rest.starts_with("[[") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("]]") {
            depth -= 1;
            if depth == 0 {
                return Some(at);
            }
            at += 2;
        } else {
            at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_prose() {
        for (source, text) in [
            ("{{date|x}}\nThe [[port]] of [[Lenmar|the town]] '''opened'''.", "The port of the town opened."),
            ("[[File:a.jpg|thumb|A [[b]] c]]One.\n\nTwo<ref name=a>x</ref>.", "One.\n\nTwo."),
            ("a\n== News ==\nb\n== Sources ==\nc", "a\n\nNews\n\nb"),
            ("{{a|{{b}}|c}}One [https://a.example two] [3]", "One two [3]"),
            ("{{no end", "{{no end"),
            ("1 < 2 [[no end", "1 < 2 [[no end"),
            ("{|\n| cell\n|}\n* item", "item"),
        ] {
            assert_eq!(prose(source), text, "{source}");
        }
        assert_eq!(date("x {{date|March 4, 2024}}").as_deref(), Some("March 4, 2024"));
        assert_eq!(place("{{byline|date=x|location=Lenmar}}").as_deref(), Some("Lenmar"));
    }
}
