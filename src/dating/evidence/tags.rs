//! A tolerant scanner of HTML: tags, attributes and text, in one pass and without a tree.
//!
//! A tree parser was rejected: dates need a page's order and its attributes, not its tree, and
//! building trees costs most of the time that a page takes.

use std::borrow::Cow;

use memchr::{memchr, memmem};

/// A piece of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::dating) enum Piece<'a> {
    /// `<name attributes>`.
    Open { name: &'a str, attributes: &'a str },
    /// `</name>`.
    Close { name: &'a str },
    /// Text between tags, with its entities undecoded.
    Text(&'a str),
    /// A script or style with what it holds.
    Raw { attributes: &'a str, body: &'a str },
}

/// Cuts a page into pieces; anything that is not well formed becomes text or is left out.
pub(in crate::dating) struct Pieces<'a> {
    html: &'a str,
    at: usize,
}

pub(in crate::dating) fn pieces(html: &str) -> Pieces<'_> {
    Pieces { html, at: 0 }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        loop {
            let rest = self.html.get(self.at..)?;
            if rest.is_empty() {
                return None;
            }
            let open = memchr(b'<', rest.as_bytes()).unwrap_or(rest.len());
            if open > 0 {
                self.at += open;
                return rest.get(..open).map(Piece::Text);
            }
            let after = rest.get(1..)?;
            if after.starts_with("!--") {
                self.skip_to(rest, "-->");
            } else if after.starts_with(['!', '?']) {
                self.skip_to(rest, ">");
            } else if let Some(close) = after.strip_prefix('/') {
                let name = tag_name(close);
                self.skip_to(rest, ">");
                if !name.is_empty() {
                    return Some(Piece::Close { name });
                }
            } else if after.starts_with(|c: char| c.is_ascii_alphabetic()) {
                return Some(self.open(rest, after));
            } else {
                self.at += 1;
                return Some(Piece::Text("<"));
            }
        }
    }
}

impl<'a> Pieces<'a> {
    fn skip_to(&mut self, rest: &str, mark: &str) {
        self.at += memmem::find(rest.as_bytes(), mark.as_bytes()).map_or(rest.len(), |at| at + mark.len());
    }

    fn open(&mut self, rest: &'a str, after: &'a str) -> Piece<'a> {
        let name = tag_name(after);
        let end = tag_end(rest);
        self.at += (end + 1).min(rest.len());
        let attributes = rest.get(1 + name.len()..end).unwrap_or_default();
        let raw = name.eq_ignore_ascii_case("script") || name.eq_ignore_ascii_case("style");
        if raw && !attributes.ends_with('/') {
            let body = self.html.get(self.at..).unwrap_or_default();
            let length = closing(body, name).unwrap_or(body.len());
            self.at += length;
            return Piece::Raw { attributes, body: body.get(..length).unwrap_or_default() };
        }
        Piece::Open { name, attributes }
    }
}

/// Where `</name` begins, in any case.
fn closing(body: &str, name: &str) -> Option<usize> {
    memmem::find_iter(body.as_bytes(), "</")
        .find(|&at| body.get(at + 2..at + 2 + name.len()).is_some_and(|word| word.eq_ignore_ascii_case(name)))
}

fn tag_name(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != ':').unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

/// Where the `>` of a tag stands, over quoted values; a quote left open ends with the tag.
fn tag_end(rest: &str) -> usize {
    const LONGEST_TAG: usize = 100_000;
    let mut quote = None;
    let mut previous = b' ';
    for (at, byte) in rest.bytes().enumerate().take(LONGEST_TAG) {
        match (quote, byte) {
            (None, b'>') => return at,
            (None, b'"' | b'\'') if previous == b'=' => quote = Some(byte),
            (Some(open), _) if byte == open => quote = None,
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            previous = byte;
        }
    }
    memchr(b'>', rest.as_bytes()).unwrap_or(rest.len())
}

/// The attributes of a tag as names and undecoded values.
pub(in crate::dating) fn attributes(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() {
            return None;
        }
        let name_end = rest.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(rest.len());
        // A stray "=" has no name; take it, so that the scan goes on.
        let name_end = name_end.max(rest.chars().next().map_or(0, char::len_utf8));
        let (name, after) = rest.split_at_checked(name_end)?;
        let after = after.trim_start();
        let Some(value) = after.strip_prefix('=') else {
            rest = after;
            return Some((name, ""));
        };
        let value = value.trim_start();
        let (value, left) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let inner = value.get(1..).unwrap_or_default();
                inner.split_once(quote).unwrap_or((inner, ""))
            }
            _ => value.split_at_checked(value.find(char::is_whitespace).unwrap_or(value.len())).unwrap_or((value, "")),
        };
        rest = left;
        Some((name, value))
    })
}

/// The value of one attribute, in any case of its name.
pub(in crate::dating) fn attribute<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    attributes(text).find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

/// Decodes the entities that dates and labels are written with; others stay as they are.
pub(in crate::dating) fn decode(text: &str) -> Cow<'_, str> {
    if memchr(b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let end = after.bytes().take(12).position(|byte| byte == b';');
        let decoded = end.and_then(|end| Some((entity(after.get(..end)?)?, after.get(end + 1..)?)));
        if let Some((c, left)) = decoded {
            out.push(c);
            rest = left;
        } else {
            out.push('&');
            rest = after;
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return code.ok().and_then(char::from_u32);
    }
    Some(match name {
        "nbsp" | "ensp" | "emsp" | "thinsp" => ' ',
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" | "rsquo" => '\'',
        "ndash" => '–',
        "mdash" => '—',
        "middot" => '·',
        "bull" => '•',
        "copy" => '©',
        "raquo" => '»',
        "auml" => 'ä',
        "ouml" => 'ö',
        "uuml" => 'ü',
        "Auml" => 'Ä',
        "Ouml" => 'Ö',
        "Uuml" => 'Ü',
        "eacute" => 'é',
        "Eacute" => 'É',
        "ucirc" => 'û',
        "agrave" => 'à',
        "aacute" => 'á',
        "oacute" => 'ó',
        "ccedil" => 'ç',
        _ => return None,
    })
}
