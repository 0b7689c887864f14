//! Answers in Markdown: quotations with their sources, to paste into a report.
//!
//! Of `CommonMark` it uses numbered lists, emphasis, quotations and addresses in angle brackets, which every reader of Markdown knows.
//! What comes from articles is escaped: no line of theirs makes a heading, a link or an image.

use std::io::{self, Write};

use super::{
    copies,
    date::date,
    highlights::{leads_to_a_page, pieces},
    stamps,
    style::safe,
    text::facts,
};
use crate::search::response::{Hit, Passage, Response};

/// Writes the hits of an answer.
///
/// # Errors
/// The output cannot be written.
pub fn response(out: &mut dyn Write, response: &Response) -> io::Result<()> {
    for (n, hit) in response.hits.iter().enumerate() {
        if n > 0 {
            writeln!(out)?;
        }
        writeln!(out, "{}. {}", hit.rank, source(hit))?;
        let indent = format!("{}. ", hit.rank).len();
        for passage in &hit.passages {
            writeln!(out, "\n{:indent$}> {}", "", quotation(passage))?;
        }
        if let Some(copies) = copies::of_hit(hit) {
            writeln!(out, "\n{:indent$}{}", "", escaped(&copies))?;
        }
    }
    Ok(())
}

/// Where something was read, in one line.
pub(super) fn source(hit: &Hit) -> String {
    let title = hit.title.as_deref().unwrap_or("no headline");
    let mut facts: Vec<String> = facts(hit).map(escaped).collect();
    facts.push(date(&hit.published));
    facts.extend(hit.stamps.map(stamps::told));
    let url = hit.url.as_deref().filter(|url| is_address(url)).map_or(String::new(), |url| format!(", <{url}>"));
    format!("**{}** — {}{url} ({})", escaped(title), facts.join(", "), escaped(&hit.id))
}

/// Whether it can stand between angle brackets, and leads to a page.
fn is_address(url: &str) -> bool {
    leads_to_a_page(url) && !url.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>'))
}

/// A passage in one line, with the words that match in bold.
fn quotation(passage: &Passage) -> String {
    let mut out = String::with_capacity(passage.text.len() + 16);
    for (piece, lit) in pieces(&passage.text, passage.start, &passage.highlights) {
        let piece = escaped(piece);
        out.extend(if lit { ["**", &piece, "**"] } else { ["", &piece, ""] });
    }
    out
}

/// A text in one line that is shown as it stands.
pub(super) fn escaped(text: &str) -> String {
    let text = safe(text);
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if c.is_whitespace() {
            out.push(' ');
            continue;
        }
        // What CommonMark lets a backslash stand before, as far as it means something within a line.
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '$') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_strangers_wrote_is_no_markup() {
        for (text, expected) in [
            ("border troops", "border troops"),
            ("a *b* [c](d) <e> `f`", r"a \*b\* \[c\](d) \<e\> \`f\`"),
            ("# one\n# two", r"\# one \# two"),
            ("a\u{1b}[31mb", r"a \[31mb"),
            ("R&amp;D | x_y ~z~", r"R\&amp;D \| x\_y \~z\~"),
        ] {
            assert_eq!(escaped(text), expected, "{text:?}");
        }
    }

    #[test]
    fn words_that_match_are_bold_whatever_stands_in_them() {
        let passage = Passage {
            text: "the *port* was open".into(),
            start: 10,
            end: 29,
            highlights: vec![(15, 19), (25, 29)],
            ..Passage::default()
        };
        assert_eq!(quotation(&passage), r"the \***port**\* was **open**");
    }

    #[test]
    fn only_pages_are_linked() {
        for (url, is) in [
            ("https://wire.example/1", true),
            ("http://wire.example/a?b=c&d", true),
            ("javascript:alert(1)", false),
            ("https://wire.example/a b", false),
            ("https://wire.example/>x", false),
            ("", false),
        ] {
            assert_eq!(is_address(url), is, "{url}");
        }
    }
}
