//! JSON Lines: one object a line.

use crate::collection::{
    formats::format::{Piece, Pieces},
    problem::{Emptiness, ProblemKind},
    source::{End, Source},
};

/// A source of JSON Lines being read.
pub struct Lines {
    /// Until its end.
    source: Option<Source>,
    limit: usize,
    /// A line was met that is not empty.
    any: bool,
}

impl Lines {
    /// Reads records of at most `limit` bytes.
    pub fn new(source: Source, limit: usize) -> Self {
        Self { source: Some(source), limit, any: false }
    }
}

impl Pieces for Lines {
    fn next(&mut self) -> Option<Piece> {
        let mut source = self.source.take()?;
        loop {
            let position = source.position();
            let mut line = Vec::new();
            let end = match source.read_line(&mut line, self.limit) {
                Ok(end) => end,
                Err(kind) => return Some(Piece::Problem { line: Some(position.line), kind }),
            };
            let bytes = trimmed(line);
            let piece = match end {
                End::Eof => {
                    let kind = ProblemKind::Empty { what: Emptiness::File, field: None };
                    return (!self.any).then_some(Piece::Problem { line: None, kind });
                }
                End::Read if bytes.is_empty() => continue,
                End::Read => Piece::Record { position, bytes, alone: false, context: None },
                End::TooLarge => {
                    Piece::Problem { line: Some(position.line), kind: ProblemKind::TooLarge { limit: self.limit } }
                }
            };
            self.any = true;
            self.source = Some(source);
            return Some(piece);
        }
    }
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
