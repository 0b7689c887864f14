//! Single values of an element that was not read yet: its id, its address, the encoding that a document declares.

use crate::{markup, text::items};

/// Bytes in which a declaration stands.
const LOOK: usize = 256;

/// The encoding that the declaration of XML names.
pub fn encoding(head: &[u8]) -> Option<String> {
    let head = crate::text::at_most(head, LOOK);
    let text = String::from_utf8_lossy(head);
    let declaration = text.trim_start().strip_prefix("<?xml")?.split("?>").next()?;
    let value = declaration.split("encoding").nth(1)?.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value.split(quote).nth(1).map(str::to_owned)
}

/// The text of the first element of a name, which may have a prefix.
pub fn text(element: &[u8], name: &str) -> Option<String> {
    let at = memchr::memmem::find_iter(element, name.as_bytes()).find(|at| {
        let opens = at.checked_sub(1).and_then(|before| element.get(before));
        let ends = element.get(at + name.len());
        matches!(opens, Some(b'<' | b':')) && matches!(ends, Some(b'>' | b' ' | b'\t' | b'\r' | b'\n'))
    })?;
    let behind = items(element, at + name.len()..);
    let start = memchr::memchr(b'>', behind)? + 1;
    let inside = items(behind, start..);
    let inside = inside.trim_ascii_start();
    let (inside, end) = match inside.strip_prefix(b"<![CDATA[") {
        Some(data) => (data, memchr::memmem::find(data, b"]]>")?),
        None => (inside, memchr::memchr(b'<', inside)?),
    };
    given(items(inside, ..end))
}

/// An attribute of the element itself.
pub fn attribute(element: &[u8], name: &str) -> Option<String> {
    let tag = items(element, ..memchr::memchr(b'>', element)?);
    of_tag(tag, name)
}

/// An attribute of the first element of a name within.
pub fn attribute_of(element: &[u8], inner: &str, name: &str) -> Option<String> {
    let at = memchr::memmem::find_iter(element, inner.as_bytes()).find(|at| {
        let opens = at.checked_sub(1).and_then(|before| element.get(before));
        matches!(opens, Some(b'<' | b':')) && element.get(at + inner.len()).is_some_and(u8::is_ascii_whitespace)
    })?;
    attribute(items(element, at..), name)
}

fn of_tag(tag: &[u8], name: &str) -> Option<String> {
    let at = memchr::memmem::find_iter(tag, name.as_bytes()).find(|at| {
        let before = at.checked_sub(1).and_then(|before| tag.get(before));
        before.is_some_and(|byte| byte.is_ascii_whitespace() || *byte == b':')
            && items(tag, at + name.len()..).trim_ascii_start().first() == Some(&b'=')
    })?;
    let value = items(tag, at + name.len()..).trim_ascii_start();
    let value = value.strip_prefix(b"=")?.trim_ascii_start();
    let quote = *value.first().filter(|byte| matches!(byte, b'"' | b'\''))?;
    let value = items(value, 1..);
    given(items(value, ..memchr::memchr(quote, value)?))
}

fn given(bytes: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(bytes.trim_ascii());
    (!text.is_empty()).then(|| markup::decode(&text).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn single_values_are_found() {
        let element = b"<item rdf:about='x&amp;y' id=\"7\"><guidance>no</guidance><guid isPermaLink=\"true\"> <![CDATA[a<b]]></guid>\
            <dc:link>c&amp;d</dc:link><doc-id id-string='q'/><empty/></item>";
        for (found, expected) in [
            (text(element, "guid"), Some("a<b")),
            (text(element, "link"), Some("c&d")),
            (text(element, "empty"), None),
            (attribute(element, "about"), Some("x&y")),
            (attribute(element, "id"), Some("7")),
            (attribute_of(element, "doc-id", "id-string"), Some("q")),
            (attribute_of(element, "doc", "id"), None),
        ] {
            assert_eq!(found.as_deref(), expected);
        }
        assert_eq!(encoding(b"<?xml version='1.0' encoding='windows-1251' ?><a/>").as_deref(), Some("windows-1251"));
        assert_eq!(encoding(b"<a encoding='x'/>"), None);
    }
}
