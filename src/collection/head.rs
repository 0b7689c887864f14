//! The first bytes of a source as text, for what is told by them: its lines, and the outermost element of XML.
//!
//! Takes bytes that are no binary file, gives them as text whatever their encoding, so far as letters of ASCII go: all that
//! kinds are told by. Knows no kind.

use std::borrow::Cow;

use encoding_rs::{UTF_16BE, UTF_16LE};

use crate::text::{at_most, items, slice};

/// Bytes that are looked into.
pub const LENGTH: usize = 4096;

/// The beginning of a source.
#[derive(Debug)]
pub struct Head<'a> {
    text: Cow<'a, str>,
    root: Option<(usize, usize)>,
    prolog: bool,
}

impl<'a> Head<'a> {
    /// Reads the first bytes, without what stands before all text: a byte-order mark and white space.
    pub fn new(bytes: &'a [u8]) -> Self {
        let bytes = at_most(bytes, LENGTH);
        let utf16 = match bytes {
            [0xFF, 0xFE, ..] | [b'<' | b'{' | b'[', 0, ..] => Some(UTF_16LE),
            [0xFE, 0xFF, ..] | [0, b'<' | b'{' | b'[', ..] => Some(UTF_16BE),
            _ => None,
        };
        let text = match utf16 {
            Some(encoding) => encoding.decode_with_bom_removal(bytes).0,
            None => {
                let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
                match std::str::from_utf8(bytes) {
                    Ok(text) => Cow::Borrowed(text),
                    // A character that the end cuts in two.
                    Err(error) if error.error_len().is_none() => {
                        String::from_utf8_lossy(items(bytes, ..error.valid_up_to()))
                    }
                    Err(_) => String::from_utf8_lossy(bytes),
                }
            }
        };
        let blank = text.len() - text.trim_start().len();
        let (prolog, root) = root(slice(&text, blank..));
        let root = root.map(|(start, end)| (start + blank, end + blank));
        Self { text, root, prolog }
    }

    /// The text, with what white space stands before it.
    pub fn whole(&self) -> &str {
        &self.text
    }

    /// The text from its first letter or sign.
    pub fn text(&self) -> &str {
        self.text.trim_start()
    }

    /// The lines that are there as a whole.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        let end = if self.text.len() + 4 >= LENGTH { memchr::memrchr(b'\n', self.text.as_bytes()) } else { None };
        let whole = slice(&self.text, ..end.unwrap_or(self.text.len()));
        whole.trim_start().lines()
    }

    /// Whether it begins so.
    pub fn begins(&self, with: &str) -> bool {
        self.text().starts_with(with)
    }

    /// Whether it has the declaration of XML.
    pub fn has_prolog(&self) -> bool {
        self.prolog
    }

    /// The outermost element, as it is written between `<` and `>`, or as far as it goes.
    pub fn root_tag(&self) -> Option<&str> {
        self.root.map(|(start, end)| slice(&self.text, start..end))
    }

    /// The name of the outermost element, without the prefix of its namespace.
    pub fn root(&self) -> Option<&str> {
        self.root_tag().map(name_of)
    }

    /// Whether the outermost element has this name, whatever its case.
    pub fn has_root(&self, name: &str) -> bool {
        self.root().is_some_and(|root| root.eq_ignore_ascii_case(name))
    }
}

fn name_of(tag: &str) -> &str {
    let name = tag.split(|c: char| c.is_whitespace() || matches!(c, '/' | '>')).next().unwrap_or(tag);
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// Whether there is a declaration, and where the first tag stands behind it, comments and the document type.
fn root(text: &str) -> (bool, Option<(usize, usize)>) {
    let mut at = 0;
    let prolog = text.starts_with("<?xml");
    loop {
        let rest = slice(text, at..);
        let trimmed = rest.trim_start();
        at += rest.len() - trimmed.len();
        let length = if trimmed.starts_with("<?") {
            trimmed.find("?>").map(|end| end + 2)
        } else if trimmed.starts_with("<!--") {
            trimmed.find("-->").map(|end| end + 3)
        } else if trimmed.starts_with("<!") {
            doctype_end(trimmed)
        } else {
            break;
        };
        match length {
            Some(length) => at += length,
            None => return (prolog, None),
        }
    }
    let Some(tag) = slice(text, at..).strip_prefix('<') else { return (prolog, None) };
    if !tag.starts_with(|c: char| c.is_alphabetic() || c == '_') {
        return (prolog, None);
    }
    let end = tag.find('>').unwrap_or(tag.len());
    (prolog, Some((at + 1, at + 1 + end)))
}

/// The end of a document type, whose declarations may stand in brackets.
fn doctype_end(text: &str) -> Option<usize> {
    match (text.find('>')?, text.find('[')) {
        (end, Some(bracket)) if bracket < end => {
            let inside = text.find("]>").or_else(|| text.find("] >").map(|at| at + 1))?;
            Some(inside + 2)
        }
        (end, _) => Some(end + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_stands_behind_what_is_no_element() {
        for (text, root) in [
            ("<rss version='2.0'>", Some("rss")),
            (" \n<?xml version='1.0'?>\n<!-- a <b> -->\n<a:feed xmlns:a='x'>", Some("feed")),
            ("<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n<REUTERS A=\"b\">", Some("REUTERS")),
            ("<!DOCTYPE x [<!ENTITY a \"b\">]><nitf/>", Some("nitf")),
            ("<", None),
            ("<3 of you", None),
            ("text <b>", None),
            ("<?xml version='1.0'?>", None),
            ("<!-- no end", None),
            ("<unfinished a='b'", Some("unfinished")),
        ] {
            assert_eq!(Head::new(text.as_bytes()).root(), root, "{text}");
        }
        let wide: Vec<u8> = "\u{FEFF}<nitf>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(Head::new(&wide).root(), Some("nitf"));
        assert_eq!(Head::new(b"\xEF\xBB\xBFcaf\xC3").text(), "caf");
    }
}
