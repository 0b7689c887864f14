//! Where the records of a web archive begin and end.
//!
//! A WARC record has header lines, an empty line, as many bytes as its `Content-Length` says, and two empty lines; one of ARC
//! has a single line whose last word is the length. Where no record begins behind one, its length was wrong: reading goes on at the next
//! line that begins like a record.

use crate::collection::{
    numbers::number,
    problem::ProblemKind,
    source::{End, Position, Source},
};
use crate::text::items;

/// Bytes of a line of a header, and lines of one, at most.
const LONGEST_LINE: usize = 64 << 10;
const MOST_LINES: usize = 1000;

/// Whether a source begins like a web archive.
pub fn begins(text: &str) -> bool {
    let version = text.strip_prefix("WARC/").is_some_and(|version| version.starts_with(|c: char| c.is_ascii_digit()));
    version || text.starts_with("filedesc://")
}

/// A record: what its header says.
pub struct Block {
    /// Its number in the archive, from 1.
    pub number: u64,
    /// The type as WARC names it.
    pub kind: String,
    pub address: String,
    pub day: String,
    pub content_type: String,
}

/// A web archive being read.
pub struct Framing {
    source: Source,
    /// Bytes of the record that were not read yet.
    left: u64,
    number: u64,
    /// A record whose header was read while another's end was looked for.
    pending: Option<Block>,
    failed: bool,
}

fn wrong_length() -> ProblemKind {
    ProblemKind::Damaged("behind a record no other begins: its length is wrong".to_owned())
}

impl Framing {
    pub fn new(source: Source) -> Self {
        Self { source, left: 0, number: 0, pending: None, failed: false }
    }

    /// Whether more may come behind an error.
    pub fn can_go_on(&self) -> bool {
        !self.failed
    }

    /// A place that has the number of a record for its line.
    pub fn position(&self, number: u64) -> Position {
        Position { line: number, column: 0 }
    }

    /// The next record.
    pub fn next(&mut self) -> Result<Option<Block>, ProblemKind> {
        if let Some(block) = self.pending.take() {
            return Ok(Some(block));
        }
        self.skip()?;
        let mut line = Vec::new();
        let mut lost = false;
        loop {
            match self.source.read_line(&mut line, LONGEST_LINE) {
                Ok(End::Eof) if lost => {
                    self.failed = true;
                    return Err(wrong_length());
                }
                Ok(End::Eof) => return Ok(None),
                Ok(_) => {}
                Err(kind) => {
                    self.failed = true;
                    return Err(kind);
                }
            }
            let text = String::from_utf8_lossy(line.trim_ascii_end());
            if text.is_empty() {
                continue;
            }
            let begun = if begins(&text) && text.starts_with("WARC/") { Some(self.warc()?) } else { self.arc(&text) };
            if let Some(block) = begun {
                self.number += 1;
                let block = Block { number: self.number, ..block };
                if lost {
                    // What the record before has lost is told first.
                    self.pending = Some(block);
                    return Err(wrong_length());
                }
                return Ok(Some(block));
            }
            lost = true;
        }
    }

    /// The header of a WARC record, behind its first line.
    fn warc(&mut self) -> Result<Block, ProblemKind> {
        let mut block = Block {
            number: 0,
            kind: String::new(),
            address: String::new(),
            day: String::new(),
            content_type: String::new(),
        };
        let mut line = Vec::new();
        for _ in 0..MOST_LINES {
            if self.source.read_line(&mut line, LONGEST_LINE)? == End::Eof {
                break;
            }
            let text = String::from_utf8_lossy(line.trim_ascii_end());
            if text.is_empty() {
                break;
            }
            let Some((name, value)) = text.split_once(':') else { continue };
            let value = value.trim();
            match name.trim().to_ascii_lowercase().as_str() {
                "warc-type" => value.clone_into(&mut block.kind),
                "warc-target-uri" => value.trim_matches(['<', '>']).clone_into(&mut block.address),
                "warc-date" => value.clone_into(&mut block.day),
                "content-type" => value.clone_into(&mut block.content_type),
                "content-length" => self.left = number(value).unwrap_or(0),
                _ => {}
            }
        }
        Ok(block)
    }

    /// The header of an ARC record, where the line is one: address, IP address, time, type, in the longer form more, and last the length.
    fn arc(&mut self, line: &str) -> Option<Block> {
        let words: Vec<&str> = line.split(' ').collect();
        let (address, day, content_type) = (*words.first()?, *words.get(2)?, *words.get(3)?);
        let time = day.len() == 14 && day.bytes().all(|byte| byte.is_ascii_digit());
        let length =
            words.last().and_then(|word| number(word)).filter(|_| time && address.contains(':') && words.len() >= 5)?;
        self.left = length;
        let kind = if address.starts_with("http") { "response" } else { "warcinfo" };
        let [address, day, content_type, kind] = [address, day, content_type, kind].map(str::to_owned);
        Some(Block { number: 0, kind, address, day, content_type })
    }

    /// Looks into the record.
    pub fn peek(&mut self, wanted: usize) -> Result<&[u8], ProblemKind> {
        let left = self.left;
        let bytes = self.source.peek(wanted)?;
        let length = left.min(bytes.len() as u64) as usize;
        Ok(items(bytes, ..length))
    }

    /// Takes what is left of the record; false where that is more than `limit` bytes.
    pub fn take(&mut self, bytes: &mut Vec<u8>, limit: usize) -> Result<bool, ProblemKind> {
        if self.left > limit as u64 {
            return Ok(false);
        }
        while self.left > 0 {
            let buffered = self.source.buffered()?;
            if buffered.is_empty() {
                self.failed = true;
                return Err(ProblemKind::Damaged("the archive ends inside a record".to_owned()));
            }
            let length = self.left.min(buffered.len() as u64) as usize;
            bytes.extend_from_slice(items(buffered, ..length));
            self.source.consume(length);
            self.left -= length as u64;
        }
        Ok(true)
    }

    /// Skips what is left of the record.
    fn skip(&mut self) -> Result<(), ProblemKind> {
        while self.left > 0 {
            let buffered = match self.source.buffered() {
                Ok(buffered) => buffered,
                Err(kind) => {
                    self.failed = true;
                    return Err(kind);
                }
            };
            if buffered.is_empty() {
                (self.failed, self.left) = (true, 0);
                return Err(ProblemKind::Damaged("the archive ends inside a record".to_owned()));
            }
            let length = self.left.min(buffered.len() as u64) as usize;
            self.source.consume(length);
            self.left -= length as u64;
        }
        Ok(())
    }
}
