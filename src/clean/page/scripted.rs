//! The article of a page that shows nothing until its scripts have run: the piece of HTML that it holds as data.
//!
//! Frameworks put what they will show into a script, as a string of JSON that holds the article's HTML, often within another such string.
//! Takes a page, gives the text of the piece with the most prose. No script is run, and what a page shows is never read here.

use crate::{
    clean::prose::is_prose,
    markup::{Token, tokens, visible_text},
    text::slice,
};

/// Strings within strings are looked into so deep.
const DEEPEST: usize = 3;

/// Scripts are read so far in all, in bytes: what is longer is the application and no article.
const MOST: usize = 4 << 20;

/// A piece holds so many paragraphs that begin, and so many lines of prose: less is a notice.
const PARAGRAPHS: usize = 2;

/// The text of the longest article among the strings of a page's scripts.
pub(super) fn text(html: &str) -> Option<String> {
    let mut best: Option<(usize, String)> = None;
    let mut room = MOST;
    for token in tokens(html) {
        if let Token::Raw(script) = token
            && script.len() <= room
            // What holds markup writes its brackets out or escapes them.
            && (script.contains("<p") || script.contains("003c") || script.contains("003C"))
        {
            room -= script.len();
            look_into(script, DEEPEST, &mut best);
        }
    }
    best.map(|(_, text)| text)
}

/// Keeps the best piece among the strings of a script, or of a string.
fn look_into(script: &str, depth: usize, best: &mut Option<(usize, String)>) {
    let mut at = 0;
    while let Some(start) = memchr::memchr(b'"', slice(script, at..).as_bytes()).map(|found| at + found + 1) {
        let end = end_of(script, start);
        let inner = slice(script, start..end);
        at = (end + 1).min(script.len());
        if inner.len() < SHORTEST {
            continue;
        }
        let inner = unescaped(inner);
        // The brackets of markup in a string within this one are escaped still.
        if inner.matches("<p").nth(PARAGRAPHS - 1).is_some() {
            keep(&inner, best);
        } else if depth > 1 && inner.contains('"') {
            look_into(&inner, depth - 1, best);
        }
    }
}

/// A shorter string is no article, in bytes.
const SHORTEST: usize = 120;

fn keep(html: &str, best: &mut Option<(usize, String)>) {
    let text = visible_text(html);
    let prose = text.lines().filter(|line| is_prose(line));
    let (lines, length) = prose.fold((0, 0), |(lines, length), line| (lines + 1, length + line.len()));
    if lines >= PARAGRAPHS && best.as_ref().is_none_or(|(most, _)| length > *most) {
        *best = Some((length, text));
    }
}

/// Where the string that begins at `start` ends: at its closing quotation mark, or where the script does.
fn end_of(script: &str, start: usize) -> usize {
    let mut at = start;
    while let Some(found) = memchr::memchr2(b'"', b'\\', slice(script, at..).as_bytes()) {
        match script.as_bytes().get(at + found) {
            Some(b'\\') => at = script.ceil_char_boundary((at + found + 2).min(script.len())),
            _ => return at + found,
        }
    }
    script.len()
}

/// A string of JSON without its escapes; what is none stays.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut units: Vec<u16> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at_checked(at).unwrap_or((rest, ""));
        if !before.is_empty() {
            flush(&mut units, &mut out);
            out.push_str(before);
        }
        let mut chars = escape.chars();
        chars.next();
        let kind = chars.next();
        let unit = (kind == Some('u')).then(|| escape.get(2..6)).flatten();
        if let Some(unit) = unit.and_then(|digits| u16::from_str_radix(digits, 16).ok()) {
            units.push(unit);
            rest = escape.get(6..).unwrap_or_default();
            continue;
        }
        flush(&mut units, &mut out);
        match kind {
            Some('n' | 'r') => out.push('\n'),
            Some('t' | 'b' | 'f') => out.push(' '),
            Some(c) => out.push(c),
            None => {}
        }
        rest = chars.as_str();
    }
    flush(&mut units, &mut out);
    out.push_str(rest);
    out
}

/// Writes the UTF-16 that has been collected: a character beyond the first plane is two escapes.
fn flush(units: &mut Vec<u16>, out: &mut String) {
    out.extend(char::decode_utf16(units.drain(..)).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)));
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: &str = "The council of Lenmar agreed on Monday to reopen the old bridge to lorries.";
    const SECOND: &str = "The loan for the second span has not come, and nobody said when it would.";

    #[test]
    fn the_article_is_the_string_with_the_most_prose() {
        let body = format!("<div class=\"a\"><p>{FIRST}</p><p>{SECOND}</p></div>");
        let text = format!("{FIRST}\n\n{SECOND}");
        let once = serde_json::to_string(&serde_json::json!({"menu": "<p>News<p>Sport", "body": body})).unwrap();
        let escaped = once.replace('<', "\\u003c").replace('>', "\\u003e");
        let twice = serde_json::to_string(&escaped).unwrap();
        for data in [&once, &escaped, &format!("self.push([1,{twice}])")] {
            let html = format!("<body><div></div><script>var a='\"';</script><script>{data}</script></body>");
            assert_eq!(super::text(&html).as_deref(), Some(text.as_str()), "{data}");
        }
        for data in ["", "\"", "\"\\", "\"<p>a<p>b\"", "if (a<b) {\"<p>\"}", &"\"<p>".repeat(1000)] {
            assert_eq!(super::text(&format!("<script>{data}</script>")), None);
        }
    }

    #[test]
    fn escapes_are_read() {
        assert_eq!(unescaped(r#"a\n\u003cp\u003e\"\\\/\ud83d\ude00\ud83d\u00e9\x"#), "a\n<p>\"\\/😀\u{fffd}éx");
        assert_eq!(unescaped("\\"), "");
        assert_eq!(unescaped("\\u12"), "u12");
    }
}
