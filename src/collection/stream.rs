//! One file, opened: the way its content is read, and its records one after the other.

use std::sync::Arc;

use super::{
    document::{Document, Piece},
    format::{self, Format},
    problem::{Emptiness, Problem, ProblemKind},
    raw::{Kind, RawRecord, Shared},
    source::{End, Progress, Source},
    walk::Input,
};
use crate::clean::encoding;

/// Bytes that are looked into to tell JSON Lines from other JSON; a longer first line is read as a document, which
/// finds the same records.
const LOOK: usize = 1 << 20;
/// Bytes that are looked into to tell text from binary.
const HEAD: usize = 4096;

/// The records of one file.
pub struct Stream {
    path: Arc<str>,
    named: bool,
    shared: Arc<Shared>,
    /// Records met, bad ones too: the `n` of `path#n` must not change when a bad record is repaired.
    number: u64,
    state: State,
}

enum State {
    Whole(Source, Kind),
    Lines(Source),
    Document(Document),
    Done,
}

impl Stream {
    /// Opens a file and looks into it.
    pub fn open(input: &Input, shared: &Arc<Shared>, progress: &Progress) -> Result<Self, Problem> {
        let (path, named) = (Arc::clone(&input.path), input.named);
        let state = open(input, shared.options.max_record_bytes, progress).map_err(|kind| Problem {
            path: path.to_string(),
            line: None,
            named,
            kind,
        })?;
        Ok(Self { path, named, shared: Arc::clone(shared), number: 0, state })
    }

    fn problem(&self, line: Option<u64>, kind: ProblemKind) -> Problem {
        Problem { path: self.path.to_string(), line, named: self.named, kind }
    }

    fn json(&self, position: (u64, u64), number: Option<u64>, bytes: Vec<u8>) -> RawRecord {
        RawRecord::json(Arc::clone(&self.path), position, number, bytes, Arc::clone(&self.shared))
    }

    fn whole(&mut self, mut source: Source, kind: Kind) -> Result<RawRecord, Problem> {
        let limit = self.shared.options.max_record_bytes;
        let mut bytes = Vec::new();
        match source.read_all(&mut bytes, limit) {
            Ok(End::Read) => Ok(RawRecord::file(Arc::clone(&self.path), bytes, kind, Arc::clone(&self.shared))),
            Ok(End::TooLarge) => Err(self.problem(None, ProblemKind::TooLarge { limit })),
            Ok(End::Eof) => Err(self.problem(None, ProblemKind::Empty { what: Emptiness::File, field: None })),
            Err(kind) => Err(self.problem(None, kind)),
        }
    }
}

impl Iterator for Stream {
    type Item = Result<RawRecord, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        match std::mem::replace(&mut self.state, State::Done) {
            State::Done => None,
            State::Whole(source, kind) => Some(self.whole(source, kind)),
            State::Lines(mut source) => {
                let limit = self.shared.options.max_record_bytes;
                loop {
                    let position = source.position();
                    let mut line = Vec::new();
                    let end = match source.read_line(&mut line, limit) {
                        Ok(end) => end,
                        Err(kind) => return Some(Err(self.problem(Some(position.0), kind))),
                    };
                    let record = trimmed(line);
                    match end {
                        End::Eof => {
                            let empty = ProblemKind::Empty { what: Emptiness::File, field: None };
                            return (self.number == 0).then(|| Err(self.problem(None, empty)));
                        }
                        End::Read if record.is_empty() => continue,
                        End::Read | End::TooLarge => {}
                    }
                    self.number += 1;
                    self.state = State::Lines(source);
                    return Some(match end {
                        End::TooLarge => Err(self.problem(Some(position.0), ProblemKind::TooLarge { limit })),
                        _ => Ok(self.json(position, Some(self.number), record)),
                    });
                }
            }
            State::Document(mut document) => {
                let piece = document.next()?;
                self.state = State::Document(document);
                self.number += 1;
                Some(match piece {
                    Piece::Record { position, bytes, alone } => {
                        Ok(self.json(position, (!alone).then_some(self.number), bytes))
                    }
                    Piece::Problem { kind: kind @ ProblemKind::Empty { .. }, .. } => Err(self.problem(None, kind)),
                    Piece::Problem { line, kind } => Err(self.problem(Some(line), kind)),
                })
            }
        }
    }
}

fn open(input: &Input, limit: usize, progress: &Progress) -> Result<State, ProblemKind> {
    if let Format::NotYet(format) = input.format {
        return Err(ProblemKind::NotReadYet { format: format.name, remedy: format.remedy });
    }
    let mut source = Source::open(input.file.as_deref(), progress)?;
    let head = source.peek(HEAD)?;
    if head.is_empty() {
        return Err(ProblemKind::Empty { what: Emptiness::File, field: None });
    }
    let looks_like = format::magic(head);
    if looks_like.is_some() || encoding::is_binary(head) {
        return Err(ProblemKind::Binary { looks_like });
    }
    let format = if input.format == Format::Unknown { format::by_content(head) } else { input.format };
    match format {
        Format::Html => Ok(State::Whole(source, Kind::Html)),
        Format::Json | Format::JsonLines => {
            let mut source = source.into_utf8()?;
            let lines = is_lines(source.peek(LOOK)?, format == Format::JsonLines);
            Ok(if lines { State::Lines(source) } else { State::Document(Document::new(source, limit)) })
        }
        Format::Text | Format::Unknown | Format::NotYet(_) => Ok(State::Whole(source, Kind::Text)),
    }
}

/// True for JSON Lines: by name, unless the content is a list or an object over several lines; by content where two
/// lines in a row begin with an object and the first has one to its end.
fn is_lines(head: &[u8], named: bool) -> bool {
    let mut lines = head.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or_default();
    if named {
        return !first.starts_with(b"[") && first != b"{";
    }
    let open = matches!(first.last(), Some(b'[' | b',' | b':' | b'{'));
    first.starts_with(b"{") && !open && lines.next().is_some_and(|second| second.starts_with(b"{"))
}

/// The line without white space around it, and without the comma of a list that was split into lines.
fn trimmed(mut line: Vec<u8>) -> Vec<u8> {
    let keep = line.trim_ascii_end();
    let keep = keep.strip_suffix(b",").unwrap_or(keep).trim_ascii_end().len();
    line.truncate(keep);
    let lead = line.len() - line.trim_ascii_start().len();
    if lead > 0 {
        line.drain(..lead);
    }
    line
}
