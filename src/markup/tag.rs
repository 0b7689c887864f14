//! A start tag and its attributes.

use std::borrow::Cow;

use super::references;
use crate::text::slice;

/// A start tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tag<'a> {
    /// The name as it is written; see [`Tag::is`].
    pub name: &'a str,
    /// What stands behind its name, with its `>`; see [`Tag::attributes`].
    rest: &'a str,
    /// It is written with a solidus at its end, `<br/>`: that ends an element of SVG and `MathML`, and means nothing in
    /// HTML.
    pub self_closing: bool,
    /// It stands in SVG or `MathML`, or begins it.
    pub foreign: bool,
}

impl<'a> Tag<'a> {
    /// Whether this is its name.
    #[must_use]
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// Its attributes, one after the other: their names as written and their values undecoded.
    #[must_use]
    pub fn attributes(&self) -> Attributes<'a> {
        Attributes { source: self.rest, at: 0 }
    }

    /// The value of an attribute, its references decoded; empty where it has none.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<Cow<'a, str>> {
        self.attributes()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| references::decode_value(value))
    }
}

/// The attributes of a tag.
#[derive(Clone, Debug)]
pub struct Attributes<'a> {
    /// The tag from behind its name to its `>`.
    source: &'a str,
    at: usize,
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        match step(self.source, &mut self.at) {
            Step::Attribute(name, value) => Some((name, value)),
            Step::End { .. } | Step::Unfinished => None,
        }
    }
}

/// Cuts a tag off a text, by where its name begins: the tag and where it ends; `None` where the text ends before it.
pub(super) fn cut(text: &str, name: usize) -> Option<(Tag<'_>, usize)> {
    let name_end = name + slice(text, name..).find(|c: char| is_space(c) || matches!(c, '/' | '>'))?;
    let mut at = name_end;
    loop {
        match step(text, &mut at) {
            Step::Attribute(..) => {}
            Step::Unfinished => return None,
            Step::End { self_closing } => {
                let rest = slice(text, name_end..at);
                return Some((Tag { name: slice(text, name..name_end), rest, self_closing, foreign: false }, at));
            }
        }
    }
}

/// What stands next in a tag.
enum Step<'a> {
    Attribute(&'a str, &'a str),
    /// Its `>`.
    End {
        self_closing: bool,
    },
    /// The text ends.
    Unfinished,
}

/// White space as the standard has it.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\x0C' | '\r')
}

/// Reads on behind an attribute, or behind the name of the tag. These are the standard's states from "before attribute name"
/// to "after attribute value": a quote opens a value only behind an equals sign, and a `>` in it ends nothing.
fn step<'a>(text: &'a str, at: &mut usize) -> Step<'a> {
    let rest = |at: usize| slice(text, at..);
    let until = |from: usize, ends: fn(char) -> bool| rest(from).find(ends).map(|length| from + length);
    let begun = *at;
    let Some(name) = until(begun, |c| !is_space(c) && c != '/') else { return Step::Unfinished };
    if rest(name).starts_with('>') {
        *at = name + 1;
        return Step::End { self_closing: slice(text, begun..name).ends_with('/') };
    }
    // An equals sign without a name before it is the name's first character.
    let first = name + usize::from(rest(name).starts_with('='));
    let Some(name_end) = until(first, |c| is_space(c) || matches!(c, '/' | '>' | '=')) else { return Step::Unfinished };
    let name = slice(text, name..name_end);
    let Some(behind) = until(name_end, |c| !is_space(c)) else { return Step::Unfinished };
    if !rest(behind).starts_with('=') {
        *at = behind;
        return Step::Attribute(name, "");
    }
    let Some(value) = until(behind + 1, |c| !is_space(c)) else { return Step::Unfinished };
    let (quoted, end) = match rest(value).chars().next() {
        Some('"') => (1, until(value + 1, |c| c == '"')),
        Some('\'') => (1, until(value + 1, |c| c == '\'')),
        _ => (0, until(value, |c| is_space(c) || c == '>')),
    };
    let Some(end) = end else { return Step::Unfinished };
    *at = end + quoted;
    Step::Attribute(name, slice(text, value + quoted..end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_read_as_the_standard_has_them() {
        type Case<'a> = (&'a str, &'a [(&'a str, &'a str)], bool);
        let table: &[Case<'_>] = &[
            ("<a>", &[], false),
            ("<br/>", &[], true),
            ("<br />", &[], true),
            ("<br / >", &[], false),
            ("<a b=c/>", &[("b", "c/")], false),
            ("<a b='>' c=\"'>\">", &[("b", ">"), ("c", "'>")], false),
            ("<a b = c d>", &[("b", "c"), ("d", "")], false),
            ("<a b=\"x\"c='y'>", &[("b", "x"), ("c", "y")], false),
            ("<a \"b>", &[("\"b", "")], false),
            ("<a =b=c>", &[("=b", "c")], false),
            ("<a b=>", &[("b", "")], false),
            ("<a/b/c>", &[("b", ""), ("c", "")], false),
            ("<a é=ü>", &[("é", "ü")], false),
            ("<a b=c\nd=e\u{a0}f>", &[("b", "c"), ("d", "e\u{a0}f")], false),
        ];
        for (text, attributes, self_closing) in table {
            let whole = format!("{text} and on");
            let Some((tag, length)) = cut(&whole, 1) else { panic!("{text}") };
            assert_eq!(length, text.len(), "{text}");
            assert_eq!(tag.attributes().collect::<Vec<_>>(), *attributes, "{text}");
            assert_eq!(tag.self_closing, *self_closing, "{text}");
        }
        for text in ["<a", "<a ", "<a b", "<a b=", "<a b=c", "<a b='>", "<a b=\">'"] {
            assert!(cut(text, 1).is_none(), "{text}");
        }
    }

    #[test]
    fn a_value_is_decoded_and_the_first_of_a_name_counts() {
        let (tag, _) = cut("<META Content='a &amp; b?c=d&copy=e' content=x>", 1).unwrap();
        assert!(tag.is("meta"));
        assert_eq!(tag.attribute("CONTENT").as_deref(), Some("a & b?c=d&copy=e"));
        assert_eq!(tag.attribute("name"), None);
    }
}
