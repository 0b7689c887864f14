//! JSON that is no JSON Lines, taken apart into records without ever holding the file: a list, a list wrapped in an
//! object (`{"status": "ok", "articles": [ … ]}`), one object, or several in a row.
//!
//! Finds only where a record begins and ends; whether it is valid is the decoder's question. An object
//! is a wrapper when a list of objects stands under one of the wrapper names and no field of an
//! article's text stood before it. Where brackets or quotes do not match, reading goes on at the next line that
//! begins like a record.

use super::value_end::ValueEnd;
use crate::collection::{
    fields::known_names,
    formats::format::{Piece, Pieces},
    problem::{Emptiness, ProblemKind},
    source::{Position, Source},
};
use crate::text::items;

/// Objects inside objects that are searched for a list of records.
const DEEPEST_WRAPPER: usize = 4;

/// Where the reader stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stand {
    /// Outside of everything.
    Top,
    /// In a list of records, this many objects below the top.
    List { wrappers: usize },
    /// At the end.
    Done,
}

/// How copying a value ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Copied {
    Whole,
    /// The file ended inside it.
    CutOff,
    /// A line break inside a string is followed by what begins a record: the value lacks its end.
    Broken,
    /// It is a wrapper; the reader stands before the first record of the list.
    Wrapper(usize),
}

/// A JSON document being read.
pub struct Document {
    source: Source,
    stand: Stand,
    limit: usize,
    /// Values and lists met.
    records: u64,
    /// The file had a list.
    list: bool,
}

/// Bytes kept up to a limit.
struct Kept {
    bytes: Vec<u8>,
    limit: usize,
    over: bool,
}

impl Kept {
    fn push(&mut self, bytes: &[u8]) {
        if self.over || self.bytes.len() + bytes.len() > self.limit {
            self.over = true;
            self.bytes = Vec::new();
        } else {
            self.bytes.extend_from_slice(bytes);
        }
    }
}

impl Pieces for Document {
    fn next(&mut self) -> Option<Piece> {
        match self.step() {
            Ok(piece) => piece,
            Err(kind) => {
                self.stand = Stand::Done;
                Some(Piece::Problem { line: Some(self.source.position().line), kind })
            }
        }
    }
}

impl Document {
    /// Reads records of at most `limit` bytes.
    pub fn new(source: Source, limit: usize) -> Self {
        Self { source, stand: Stand::Top, limit, records: 0, list: false }
    }

    fn step(&mut self) -> Result<Option<Piece>, ProblemKind> {
        loop {
            let byte = match self.stand {
                Stand::Done => return Ok(None),
                Stand::Top | Stand::List { .. } => self.skip_separators()?,
            };
            match (self.stand, byte) {
                (Stand::Top, None) => {
                    self.stand = Stand::Done;
                    if self.records == 0 {
                        let what = if self.list { Emptiness::List } else { Emptiness::File };
                        let kind = ProblemKind::Empty { what, field: None };
                        return Ok(Some(Piece::Problem { line: None, kind }));
                    }
                }
                (_, None) => {
                    self.stand = Stand::Done;
                    return Ok(Some(self.cut_off("the list has no end")));
                }
                (Stand::Top, Some(b'[')) => {
                    self.source.consume(1);
                    self.list = true;
                    self.stand = Stand::List { wrappers: 0 };
                }
                (Stand::List { wrappers }, Some(b']')) => {
                    self.source.consume(1);
                    self.stand = Stand::Top;
                    self.close(wrappers)?;
                }
                (Stand::Top, Some(b'}' | b']')) => self.source.consume(1),
                (Stand::Top, Some(byte)) if byte != b'{' => return self.garbage(byte).map(Some),
                (_, Some(_)) => {
                    if let Some(piece) = self.value()? {
                        return Ok(Some(piece));
                    }
                }
            }
        }
    }

    /// Reads a value; `None` where it turned out to be a wrapper.
    fn value(&mut self) -> Result<Option<Piece>, ProblemKind> {
        let position = self.source.position();
        let mut kept = Kept { bytes: Vec::new(), limit: self.limit, over: false };
        let top = self.stand == Stand::Top;
        let copied = if top { self.object(&mut kept, 1)? } else { self.copy(&mut kept)? };
        let Position { line, column } = position;
        match copied {
            Copied::Wrapper(wrappers) => {
                self.list = true;
                self.stand = Stand::List { wrappers };
                return Ok(None);
            }
            Copied::Whole if kept.bytes.is_empty() && !kept.over => {
                // A byte that begins nothing: take it off, so that reading ends.
                self.source.consume(1);
                return Ok(None);
            }
            _ => self.records += 1,
        }
        if kept.over {
            return Ok(Some(Piece::Problem { line: Some(line), kind: ProblemKind::TooLarge { limit: self.limit } }));
        }
        let reason = match copied {
            Copied::CutOff => "the file ends inside the record",
            Copied::Broken => "a string has no closing quote",
            _ => {
                let alone = top && self.records == 1 && self.skip_separators()?.is_none();
                return Ok(Some(Piece::Record { position, bytes: kept.bytes, alone, context: None }));
            }
        };
        let column = column + 1;
        Ok(Some(Piece::Problem {
            line: Some(line),
            kind: ProblemKind::Json { line, column, reason: reason.to_owned() },
        }))
    }

    fn cut_off(&self, reason: &str) -> Piece {
        let Position { line, column } = self.source.position();
        Piece::Problem {
            line: Some(line),
            kind: ProblemKind::Json { line, column: column + 1, reason: reason.to_owned() },
        }
    }

    /// What stands outside of all records is reported once, up to the next line that begins like a record.
    fn garbage(&mut self, byte: u8) -> Result<Piece, ProblemKind> {
        self.records += 1;
        let Position { line, column } = self.source.position();
        let shown =
            if byte.is_ascii_graphic() { format!("'{}'", char::from(byte)) } else { format!("byte {byte:#04x}") };
        let reason = format!("expected a record {{ … }} or a list of records [ … ], found {shown}");
        self.resume()?;
        Ok(Piece::Problem { line: Some(line), kind: ProblemKind::Json { line, column: column + 1, reason } })
    }

    /// Goes to the next line that begins with a bracket.
    fn resume(&mut self) -> Result<(), ProblemKind> {
        loop {
            let buffered = self.source.buffered()?;
            let Some(feed) = memchr::memchr(b'\n', buffered) else {
                let length = buffered.len();
                if length == 0 {
                    return Ok(());
                }
                self.source.consume(length);
                continue;
            };
            self.source.consume(feed + 1);
            if matches!(self.skip_separators()?, None | Some(b'{' | b'[')) {
                return Ok(());
            }
        }
    }

    /// Skips white space and commas, and gives the byte after them without consuming it.
    fn skip_separators(&mut self) -> Result<Option<u8>, ProblemKind> {
        loop {
            let buffered = self.source.buffered()?;
            // 0x1E separates the records of a JSON text sequence (RFC 7464).
            let separator = |b: &u8| b.is_ascii_whitespace() || matches!(b, b',' | 0x1E);
            let length = buffered.iter().take_while(|byte| separator(byte)).count();
            let next = buffered.get(length).copied();
            if length == 0 {
                return Ok(next);
            }
            self.source.consume(length);
        }
    }

    /// Copies white space, and gives the byte after it without consuming it.
    fn space(&mut self, kept: &mut Kept) -> Result<Option<u8>, ProblemKind> {
        loop {
            let buffered = self.source.buffered()?;
            let length = buffered.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            let next = buffered.get(length).copied();
            if length == 0 {
                return Ok(next);
            }
            kept.push(items(buffered, ..length));
            self.source.consume(length);
        }
    }

    fn take(&mut self, kept: &mut Kept) -> Result<(), ProblemKind> {
        let byte: [u8; 1] = self.source.peek(1)?.try_into().unwrap_or_default();
        kept.push(&byte);
        self.source.consume(1);
        Ok(())
    }

    /// Copies an object of the top, or goes into it where it is a wrapper.
    fn object(&mut self, kept: &mut Kept, depth: usize) -> Result<Copied, ProblemKind> {
        self.take(kept)?;
        let mut article = false;
        loop {
            let Some(byte) = self.space(kept)? else { return Ok(Copied::CutOff) };
            match byte {
                b'}' => {
                    self.take(kept)?;
                    return Ok(Copied::Whole);
                }
                b'"' => {
                    let mut name = Kept { bytes: Vec::new(), limit: 256, over: false };
                    let copied = self.copy_into(kept, Some(&mut name))?;
                    if copied != Copied::Whole {
                        return Ok(copied);
                    }
                    let name = serde_json::from_slice::<String>(&name.bytes).unwrap_or_default();
                    article |= known_names::is_body(&name);
                    if self.space(kept)? != Some(b':') {
                        continue;
                    }
                    self.take(kept)?;
                    let wrapper = !article && known_names::WRAPPERS.contains(&known_names::folded(&name).as_str());
                    let copied = match self.space(kept)? {
                        Some(b'[') if wrapper => self.list_or_copy(kept, depth)?,
                        Some(b'{') if wrapper && depth < DEEPEST_WRAPPER => self.object(kept, depth + 1)?,
                        _ => self.copy(kept)?,
                    };
                    if copied != Copied::Whole {
                        return Ok(copied);
                    }
                }
                // A comma; anything else is for the decoder to complain about.
                _ => self.take(kept)?,
            }
        }
    }

    /// Goes into a list of objects, or copies any other list.
    fn list_or_copy(&mut self, kept: &mut Kept, depth: usize) -> Result<Copied, ProblemKind> {
        let ahead = items(self.source.peek(256)?, 1..).trim_ascii_start();
        if matches!(ahead.first(), Some(b'{' | b']')) {
            self.source.consume(1);
            return Ok(Copied::Wrapper(depth));
        }
        self.copy(kept)
    }

    /// Skips the rest of the objects around a list.
    fn close(&mut self, wrappers: usize) -> Result<(), ProblemKind> {
        let mut nothing = Kept { bytes: Vec::new(), limit: 0, over: true };
        for _ in 0..wrappers {
            loop {
                match self.skip_separators()? {
                    None => return Ok(()),
                    Some(b'}') => {
                        self.source.consume(1);
                        break;
                    }
                    Some(b'"' | b'{' | b'[') => {
                        self.copy(&mut nothing)?;
                    }
                    Some(_) => self.source.consume(1),
                }
            }
        }
        Ok(())
    }

    /// Copies one value of any kind.
    fn copy(&mut self, kept: &mut Kept) -> Result<Copied, ProblemKind> {
        self.copy_into(kept, None)
    }

    /// Copies one value of any kind, twice where asked.
    fn copy_into(&mut self, kept: &mut Kept, mut twice: Option<&mut Kept>) -> Result<Copied, ProblemKind> {
        let mut scan = ValueEnd::default();
        loop {
            let at_break = scan.at_break;
            let buffered = self.source.buffered()?;
            if buffered.is_empty() {
                let scalar = scan.is_scalar();
                return Ok(if scalar { Copied::Whole } else { Copied::CutOff });
            }
            if at_break && scan.begins_record(self.source.peek(64)?) {
                return Ok(Copied::Broken);
            }
            let buffered = self.source.buffered()?;
            let length = scan.run(buffered);
            let part = items(buffered, ..length);
            kept.push(part);
            if let Some(twice) = &mut twice {
                twice.push(part);
            }
            self.source.consume(length);
            if scan.done {
                return Ok(Copied::Whole);
            }
        }
    }
}
