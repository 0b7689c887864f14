//! XML and SGML taken apart into the elements that are records, without holding the file.
//!
//! Finds where each such element begins and ends, and keeps what stands before the first: what the source says of all. Comments and
//! CDATA are passed as a whole; whether the rest is well-formed is the reader's question. An element that has no end, ends with the
//! source.

use super::super::kept::Kept;
use crate::collection::{
    problem::ProblemKind,
    source::{Position, Source},
};
use crate::text::{at_most, items, slice};

/// Bytes of a tag, at most.
const LONGEST_TAG: usize = 64 << 10;
/// Bytes that are kept of what stands before the first record.
const LONGEST_HEAD: usize = 64 << 10;

/// A source of XML being read.
pub struct Splitter {
    source: Source,
    records: &'static [&'static str],
    limit: usize,
    /// What stands before the first record.
    head: Vec<u8>,
    /// An element stands around the first record.
    nested: bool,
    any: bool,
}

/// A record.
pub struct Cut {
    pub position: Position,
    /// `None` where it was above the limit.
    pub bytes: Option<Vec<u8>>,
}

/// What begins with a `<`.
enum Markup {
    Start {
        empty: bool,
    },
    End,
    /// Comment, CDATA or declaration, which end with this.
    Until(&'static [u8]),
    /// A `<` that is text.
    Text,
}

impl Splitter {
    pub fn new(source: Source, records: &'static [&'static str], limit: usize) -> Self {
        Self { source, records, limit, head: Vec::new(), nested: false, any: false }
    }

    /// What stands before the first record, as far as it was read.
    pub fn head(&self) -> &[u8] {
        &self.head
    }

    /// Reads to the first record and no further.
    pub fn go_to_first(&mut self) -> Result<(), ProblemKind> {
        self.seek().map(|_| ())
    }

    /// Whether the first record is the outermost element.
    pub fn is_root(&self) -> bool {
        !self.nested
    }

    /// Whether no other record comes.
    pub fn is_last(&mut self) -> bool {
        self.seek().is_ok_and(|next| next.is_none())
    }

    /// The next record.
    pub fn next(&mut self) -> Result<Option<Cut>, ProblemKind> {
        let Some(name) = self.seek()? else { return Ok(None) };
        self.any = true;
        let position = self.source.position();
        let mut kept = Kept::new(self.limit);
        let mut depth = 0_usize;
        while let Some((markup, tag, length)) = self.at_markup(&mut kept)? {
            let same = tag.eq_ignore_ascii_case(name);
            match markup {
                Markup::Until(end) => {
                    self.pass(end, &mut kept)?;
                    continue;
                }
                Markup::Start { empty } if same => depth += usize::from(!empty),
                Markup::End if same => depth = depth.saturating_sub(1),
                _ => {}
            }
            let closes = same && depth == 0 && !matches!(markup, Markup::Text);
            kept.take(&mut self.source, length)?;
            if closes {
                break;
            }
        }
        Ok(Some(Cut { position, bytes: kept.whole() }))
    }

    /// Goes to the next record, and gives the name of its element.
    fn seek(&mut self) -> Result<Option<&'static str>, ProblemKind> {
        let most = if self.any { 0 } else { LONGEST_HEAD };
        let mut kept = Kept { bytes: std::mem::take(&mut self.head), limit: most, over: self.any };
        let found = loop {
            let Some((markup, tag, length)) = self.at_markup(&mut kept)? else { break None };
            match markup {
                Markup::Until(end) => {
                    self.pass(end, &mut kept)?;
                    continue;
                }
                Markup::Start { .. } => {
                    if let Some(record) = self.records.iter().find(|record| record.eq_ignore_ascii_case(&tag)) {
                        break Some(*record);
                    }
                    self.nested |= !self.any;
                }
                _ => {}
            }
            kept.take(&mut self.source, length)?;
        };
        self.head = kept.bytes;
        Ok(found)
    }

    /// Copies text up to the next `<`, and says what that begins, the name of its element, and how long it is.
    fn at_markup(&mut self, kept: &mut Kept) -> Result<Option<(Markup, String, usize)>, ProblemKind> {
        loop {
            let buffered = self.source.buffered()?;
            if buffered.is_empty() {
                return Ok(None);
            }
            let text = memchr::memchr(b'<', buffered).unwrap_or(buffered.len());
            if text == 0 {
                break;
            }
            kept.take(&mut self.source, text)?;
        }
        let ahead = self.source.peek(9)?;
        let until: Option<&'static [u8]> = if ahead.starts_with(b"<!--") {
            Some(b"-->")
        } else if ahead.starts_with(b"<![CDATA[") {
            Some(b"]]>")
        } else if ahead.starts_with(b"<?") {
            Some(b"?>")
        } else {
            None
        };
        if let Some(until) = until {
            return Ok(Some((Markup::Until(until), String::new(), 0)));
        }
        let mut wanted = 512;
        let (tag, length) = loop {
            let ahead = self.source.peek(wanted)?;
            let short = ahead.len() < wanted;
            if let Some(end) = tag_end(at_most(ahead, LONGEST_TAG)) {
                break (String::from_utf8_lossy(items(ahead, ..end)), end);
            }
            if short || wanted >= LONGEST_TAG {
                return Ok(Some((Markup::Text, String::new(), 1)));
            }
            wanted *= 2;
        };
        let inside = slice(&tag, 1..);
        let (markup, inside) = match inside.strip_prefix('/') {
            Some(inside) => (Markup::End, inside),
            None if inside.starts_with(|c: char| c.is_alphabetic() || c == '_') => {
                (Markup::Start { empty: inside.ends_with("/>") }, inside)
            }
            None => (Markup::Text, ""),
        };
        let name = inside.split(|c: char| c.is_whitespace() || matches!(c, '/' | '>')).next().unwrap_or(inside);
        let name = name.rsplit_once(':').map_or(name, |(_, local)| local).to_owned();
        Ok(Some((markup, name, length)))
    }

    /// Copies a comment or the like to its end.
    fn pass(&mut self, end: &'static [u8], kept: &mut Kept) -> Result<(), ProblemKind> {
        kept.take(&mut self.source, 2)?;
        loop {
            let ahead = self.source.peek(end.len())?;
            if ahead.len() < end.len() {
                let rest = ahead.len();
                return kept.take(&mut self.source, rest);
            }
            let buffered = self.source.buffered()?;
            match memchr::memmem::find(buffered, end) {
                Some(at) => return kept.take(&mut self.source, at + end.len()),
                None => {
                    let sure = buffered.len() + 1 - end.len();
                    kept.take(&mut self.source, sure)?;
                }
            }
        }
    }
}

/// The end of a tag, behind its `>`: one in quotes is none.
fn tag_end(bytes: &[u8]) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in bytes.iter().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}
