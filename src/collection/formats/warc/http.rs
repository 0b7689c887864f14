//! An answer of a server as a crawl keeps it: its head, and its body in pieces or compressed.

use std::{borrow::Cow, io::Read};

use flate2::bufread::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use crate::{
    collection::{numbers::number, problem::ProblemKind},
    markup,
    text::{at_most, items},
};

/// Bytes in which the head of an answer ends.
pub const LONGEST_HEAD: usize = 32 << 10;
/// Bytes by which a page without a type is told.
const LOOK: usize = 1024;

/// The head of an answer.
pub struct Response<'a> {
    first: &'a str,
    headers: Vec<(&'a str, &'a str)>,
}

/// Whether a type is that of pages.
pub fn is_html(content_type: &str) -> bool {
    let lower = content_type.to_ascii_lowercase();
    lower.starts_with("text/html") || lower.starts_with("application/xhtml")
}

impl<'a> Response<'a> {
    /// The head that bytes begin with, and what stands behind it.
    pub fn read(bytes: &'a [u8]) -> Option<(Self, &'a [u8])> {
        let head = at_most(bytes, LONGEST_HEAD);
        let wide = memchr::memmem::find(head, b"\r\n\r\n").map(|at| (at, at + 4));
        let narrow = memchr::memmem::find(head, b"\n\n").map(|at| (at, at + 2));
        let (end, body) = [wide, narrow].into_iter().flatten().min()?;
        let head = items(bytes, ..end);
        // Names and what matters of values are ASCII; what is not ends the head here.
        let text = match std::str::from_utf8(head) {
            Ok(text) => text,
            Err(error) => std::str::from_utf8(items(head, ..error.valid_up_to())).ok()?,
        };
        let mut lines = text.lines();
        let first = lines.next().filter(|line| line.starts_with("HTTP/"))?;
        let headers = lines.filter_map(|line| line.split_once(':')).map(|(name, value)| (name.trim(), value.trim()));
        Some((Self { first, headers: headers.collect() }, items(bytes, body..)))
    }

    fn header(&self, name: &str) -> Option<&'a str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }

    pub fn status(&self) -> Option<u16> {
        self.first.split_whitespace().nth(1).and_then(number)
    }

    pub fn content_type(&self) -> Option<&'a str> {
        self.header("content-type")
    }

    /// Whether it is a page, by its type, else by its beginning.
    pub fn is_page(&self, body: &[u8]) -> bool {
        match self.content_type() {
            Some(content_type) => is_html(content_type),
            None => markup::is_html_page(&String::from_utf8_lossy(at_most(body, LOOK))),
        }
    }

    /// What it is called where records are counted by kind.
    pub fn kind(&self) -> String {
        let kind = self.content_type().and_then(|kind| kind.split(';').next()).map(str::trim);
        kind.filter(|kind| !kind.is_empty()).unwrap_or("without a type").to_ascii_lowercase()
    }

    /// The body, put together and decompressed; more than `limit` bytes are none.
    pub fn body<'b>(&self, body: &'b [u8], limit: usize) -> Result<Cow<'b, [u8]>, ProblemKind> {
        let chunked =
            self.header("transfer-encoding").is_some_and(|value| value.to_ascii_lowercase().contains("chunked"));
        // Some crawlers keep the header and not the pieces.
        let whole = chunked.then(|| joined(body)).flatten().map_or(Cow::Borrowed(body), Cow::Owned);
        let mut out = Vec::new();
        let most = limit as u64 + 1;
        let read = match self.header("content-encoding").map(str::to_ascii_lowercase).as_deref() {
            Some("gzip" | "x-gzip") if whole.starts_with(b"\x1f\x8b") => {
                MultiGzDecoder::new(&*whole).take(most).read_to_end(&mut out)
            }
            Some("deflate") if whole.first().is_some_and(|byte| byte & 15 == 8) => {
                ZlibDecoder::new(&*whole).take(most).read_to_end(&mut out)
            }
            Some("deflate") => DeflateDecoder::new(&*whole).take(most).read_to_end(&mut out),
            Some("br" | "zstd") if !plausible(&whole) => {
                let remedy = "let the crawler store its answers decompressed";
                return Err(ProblemKind::NotReadYet { format: "the compression of this answer", remedy });
            }
            _ => return Ok(whole),
        };
        match read {
            Ok(_) if out.len() > limit => Err(ProblemKind::TooLarge { limit }),
            // Of a page whose data break off the first part is there.
            Err(error) if out.is_empty() => Err(ProblemKind::Damaged(error.to_string())),
            _ => Ok(Cow::Owned(out)),
        }
    }
}

/// Whether bytes are text after all, whatever the header says.
fn plausible(body: &[u8]) -> bool {
    markup::is_html_page(&String::from_utf8_lossy(at_most(body, LOOK)))
}

/// A body that was sent in pieces, each behind its length in hexadecimal digits; `None` where it is not.
fn joined(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(body.len());
    loop {
        let end = memchr::memchr(b'\n', at_most(body, 64));
        let line = end.and_then(|end| std::str::from_utf8(items(body, ..end)).ok());
        let digits = line.and_then(|line| line.split(';').next()).map(str::trim);
        let length = digits.and_then(|digits| usize::from_str_radix(digits, 16).ok());
        let (Some(end), Some(length)) = (end, length) else {
            // The last piece may be missing.
            return (!whole.is_empty()).then_some(whole);
        };
        if length == 0 {
            return Some(whole);
        }
        let rest = items(body, end + 1..);
        whole.extend_from_slice(at_most(rest, length));
        let Some((_, next)) = rest.split_at_checked(length) else { return Some(whole) };
        body = next.strip_prefix(b"\r\n").or_else(|| next.strip_prefix(b"\n")).unwrap_or(next);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_put_together() {
        for (body, whole) in [
            ("4\r\nOne \r\n3;x=y\r\nTwo\r\n0\r\n\r\n", Some("One Two")),
            ("4\r\nOne \r\n3\r\nTw", Some("One Tw")),
            ("FF\r\nOne", Some("One")),
            ("<html>", None),
            ("", None),
        ] {
            assert_eq!(joined(body.as_bytes()).as_deref(), whole.map(str::as_bytes), "{body}");
        }
    }
}
