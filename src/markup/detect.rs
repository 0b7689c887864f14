//! Telling HTML from plain text.

use super::{
    elements::{Layout, element},
    tokens::{Token, tokens},
};

/// Whether a text begins like an HTML page, after white space, comments and an XML declaration.
#[must_use]
pub fn is_html_page(text: &str) -> bool {
    let mut rest = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    for (open, close) in [("<?xml", "?>"), ("<!--", "-->"), ("<!--", "-->")] {
        if rest.starts_with(open) {
            let Some((_, after)) = rest.split_once(close) else { return false };
            rest = after.trim_start();
        }
    }
    let begins = |tag: &str| rest.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag));
    begins("<!doctype html") || begins("<html")
}

/// Elements in the line that texts of markup begin with.
const OPENING: [&str; 2] = ["span", "strong"];

/// Whether the text of a field is markup: it begins with a block, or it has known tags and at least half as many
/// of them as lines. A stray tag in a text that is laid out by line breaks is debris, not markup: reading
/// such a text as HTML would run its paragraphs together.
#[must_use]
pub fn is_markup(text: &str) -> bool {
    if memchr::memchr(b'<', text.as_bytes()).is_none() {
        return false;
    }
    if is_html_page(text) {
        return true;
    }
    let first = tokens(text.trim_start()).next();
    let opens =
        |name: &str| element(name).is_some_and(|known| known.layout == Layout::Block || OPENING.contains(&known.name));
    if matches!(first, Some(Token::Start(tag)) if opens(tag.name)) && text.contains("</") {
        return true;
    }
    let known = |token: &Token<'_>| match token {
        Token::Start(tag) => element(tag.name).is_some(),
        Token::End(name) => element(name).is_some(),
        _ => false,
    };
    let tags = tokens(text).filter(known).count();
    tags > 0 && tags * 2 >= memchr::memchr_iter(b'\n', text.trim().as_bytes()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_told_from_text() {
        let table = [
            ("<p>One</p><p>Two</p>", true),
            ("<div class=a>One", true),
            ("One<br>Two", true),
            ("One <br>\n\nTwo\n\nThree", false),
            ("1 < 2 and <b", false),
            ("<UNK> said", false),
            ("<Reuters> One </Reuters>", false),
            ("plain", false),
            ("<strong>LONDON</strong>\n\nOne\n\nTwo\n\nThree\n\nFour", true),
            ("\u{feff}<!-- a --><!DOCTYPE html>", true),
            ("<html", true),
            ("<!-- <html>", false),
        ];
        for (text, markup) in table {
            assert_eq!(is_markup(text), markup, "{text}");
        }
    }
}
