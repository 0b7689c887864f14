//! JSON that is no JSON Lines, taken apart into records without ever holding the file: a list, a list wrapped in an
//! object (`{"status": "ok", "articles": [ … ]}`), one object, or several in a row; also as the value of an assignment, as a script has it.
//!
//! Takes the way to the records from a plan, and finds only where each begins and ends; whether it is valid is the decoder's
//! question. What the wrappers on the way say of their records goes with each of them; what they say behind the list only where the
//! document is small. Where brackets or quotes do not match, reading goes on at the next line that begins like a record.

use serde_json::{Map, Value};

use super::super::kept::Kept;
use super::{
    plan::{Plan, Step},
    surroundings::Surroundings,
    value_end::ValueEnd,
    wrapped,
};
use crate::collection::{
    fields,
    formats::format::{Piece, Pieces},
    problem::{Emptiness, ProblemKind},
    source::{Position, Source},
};
use crate::text::items;

/// Brackets of wrappers inside each other.
const DEEPEST: usize = 64;

/// What the reader is in.
#[derive(Debug)]
enum Frame {
    /// A list, so many steps from the top.
    List { steps: usize },
    /// A wrapper, so many steps from the top, and what it has said so far.
    Wrapper { steps: usize, said: Map<String, Value> },
}

/// How copying a value ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Copied {
    Whole,
    /// The file ended inside it.
    CutOff,
    /// A line break inside a string is followed by what begins a record: the value lacks its end.
    Broken,
}

/// A JSON document being read.
pub struct Document {
    source: Source,
    plan: Plan,
    /// What is open, the outermost first.
    open: Vec<Frame>,
    done: bool,
    limit: usize,
    /// Values and lists met.
    records: u64,
    /// The file had a list.
    list: bool,
    /// What the whole of the value that is being read says of its records, where it is small.
    around: Surroundings,
}

impl Pieces for Document {
    fn next(&mut self) -> Option<Piece> {
        match self.step() {
            Ok(piece) => piece,
            Err(kind) => {
                self.done = true;
                Some(Piece::Problem { line: Some(self.source.position().line), kind })
            }
        }
    }
}

impl Document {
    /// Reads records of at most `limit` bytes where the plan says.
    pub fn new(source: Source, plan: Plan, limit: usize) -> Self {
        let around = Surroundings::default();
        Self { source, plan, open: Vec::new(), done: false, limit, records: 0, list: false, around }
    }

    fn step(&mut self) -> Result<Option<Piece>, ProblemKind> {
        while !self.done {
            let byte = self.skip_separators()?;
            match (self.open.last_mut(), byte) {
                (None, None) => {
                    self.done = true;
                    if self.records == 0 {
                        let what = if self.list { Emptiness::List } else { Emptiness::File };
                        let kind = ProblemKind::Empty { what, field: None };
                        return Ok(Some(Piece::Problem { line: None, kind }));
                    }
                }
                (Some(_), None) => {
                    self.done = true;
                    return Ok(Some(self.cut_off("the list has no end")));
                }
                (None, Some(b'[' | b'{')) => {
                    if !self.plan.steps.is_empty() {
                        self.look_around()?;
                    }
                    if let Some(piece) = self.value(0)? {
                        return Ok(Some(piece));
                    }
                }
                (None, Some(b'}' | b']' | b';' | b')')) => self.source.consume(1),
                (None, Some(byte)) => return self.garbage(byte).map(Some),
                (Some(Frame::List { .. }), Some(b']')) | (Some(Frame::Wrapper { .. }), Some(b'}')) => {
                    self.source.consume(1);
                    self.open.pop();
                }
                (Some(Frame::List { steps }), Some(_)) => {
                    let steps = *steps;
                    if let Some(piece) = self.value(steps)? {
                        return Ok(Some(piece));
                    }
                }
                (Some(Frame::Wrapper { .. }), Some(b'"')) => {
                    if let Some(piece) = self.field()? {
                        return Ok(Some(piece));
                    }
                }
                (Some(Frame::Wrapper { .. }), Some(_)) => self.source.consume(1),
            }
        }
        Ok(None)
    }

    /// Reads what the whole of the next value says; a little is looked at first, because values of one line each are many.
    fn look_around(&mut self) -> Result<(), ProblemKind> {
        self.around = Surroundings::default();
        for look in [1 << 14, 1 << 17, wrapped::LOOK] {
            let start = self.source.peek(look)?;
            if let Some(around) = Surroundings::of(start) {
                self.around = around;
                break;
            }
            if start.len() < look {
                break;
            }
        }
        Ok(())
    }

    /// A value that is a record, holds records, or neither; `None` where there is no record yet.
    fn value(&mut self, steps: usize) -> Result<Option<Piece>, ProblemKind> {
        let byte = self.source.peek(1)?.first().copied();
        let arrived = steps >= self.plan.steps.len();
        match byte {
            Some(b'[') if !(self.plan.whole && self.open.is_empty()) && self.open.len() < DEEPEST => {
                self.source.consume(1);
                self.list = true;
                self.open.push(Frame::List { steps });
                Ok(None)
            }
            Some(b'{') if !arrived && self.open.len() < DEEPEST => {
                self.source.consume(1);
                self.list = true;
                self.open.push(Frame::Wrapper { steps, said: Map::new() });
                Ok(None)
            }
            _ if arrived => self.record(),
            _ => self.skip_value().map(|()| None),
        }
    }

    /// A field of a wrapper: a step towards the records, something that it says of them, or neither.
    fn field(&mut self) -> Result<Option<Piece>, ProblemKind> {
        let mut name = Kept::new(1024);
        self.copy(&mut name)?;
        let name = serde_json::from_slice::<String>(&name.bytes).unwrap_or_default();
        if self.skip_separators()? != Some(b':') {
            return Ok(None);
        }
        self.source.consume(1);
        let next = self.skip_separators()?;
        let Some(Frame::Wrapper { steps, .. }) = self.open.last() else { return Ok(None) };
        let steps = *steps;
        let on = match self.plan.steps.get(steps) {
            Some(Step::Any) => true,
            Some(Step::Names(names)) => fields::with_folded(&name, |name| {
                names.iter().any(|known| fields::with_folded(known, |known| known == name))
            }),
            None => false,
        };
        if on && matches!(next, Some(b'[' | b'{')) {
            return self.value(steps + 1);
        }
        let counts = wrapped::counts(&name);
        let mut value =
            Kept { bytes: Vec::new(), limit: if counts { wrapped::LONGEST_FIELD } else { 0 }, over: !counts };
        self.copy(&mut value)?;
        let value = serde_json::from_slice::<Value>(&value.bytes).ok();
        if let (Some(value), Some(Frame::Wrapper { said, .. })) = (value, self.open.last_mut()) {
            said.insert(name, value);
        }
        Ok(None)
    }

    fn skip_value(&mut self) -> Result<(), ProblemKind> {
        let before = self.source.position();
        self.copy(&mut Kept { bytes: Vec::new(), limit: 0, over: true })?;
        if self.source.position() == before {
            // A byte that begins nothing: take it off, so that reading ends.
            self.source.consume(1);
        }
        Ok(())
    }

    /// What all that is open says of a record in it, the innermost first.
    fn said(&self, record: &[u8]) -> Map<String, Value> {
        let mut all = self.around.of_record(record);
        for frame in &self.open {
            if let Frame::Wrapper { said, .. } = frame {
                all.extend(said.iter().map(|(name, value)| (name.clone(), value.clone())));
            }
        }
        all
    }

    /// Reads a record; `None` where nothing begins.
    fn record(&mut self) -> Result<Option<Piece>, ProblemKind> {
        let position = self.source.position();
        let mut kept = Kept::new(self.limit);
        let top = self.open.is_empty();
        let copied = self.copy(&mut kept)?;
        let Position { line, column } = position;
        if copied == Copied::Whole && kept.bytes.is_empty() && !kept.over {
            // A byte that begins nothing: take it off, so that reading ends.
            self.source.consume(1);
            return Ok(None);
        }
        self.records += 1;
        if kept.over {
            return Ok(Some(Piece::Problem { line: Some(line), kind: ProblemKind::TooLarge { limit: self.limit } }));
        }
        let reason = match copied {
            Copied::CutOff => "the file ends inside the record",
            Copied::Broken => "a string has no closing quote",
            Copied::Whole => {
                let alone = top && self.records == 1 && self.is_last()?;
                let around = if self.plan.steps.is_empty() { Map::new() } else { self.said(&kept.bytes) };
                return Ok(Some(Piece::Record {
                    position,
                    bytes: wrapped::joined(kept.bytes, &around),
                    alone,
                    context: None,
                }));
            }
        };
        let column = column + 1;
        Ok(Some(Piece::Problem {
            line: Some(line),
            kind: ProblemKind::Json { line, column, reason: reason.to_owned() },
        }))
    }

    /// Whether nothing follows but what ends a statement.
    fn is_last(&mut self) -> Result<bool, ProblemKind> {
        while matches!(self.skip_separators()?, Some(b';' | b')')) {
            self.source.consume(1);
        }
        Ok(self.skip_separators()?.is_none())
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

    /// Copies one value of any kind.
    fn copy(&mut self, kept: &mut Kept) -> Result<Copied, ProblemKind> {
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
            kept.push(items(buffered, ..length));
            self.source.consume(length);
            if scan.done {
                return Ok(Copied::Whole);
            }
        }
    }
}
