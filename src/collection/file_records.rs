//! One file, opened: its containers, its format, and its records one after the other.

use std::sync::Arc;

use super::{
    containers::{self, Sources},
    files::Input,
    formats::{self, Format, Piece, Pieces, Reading},
    options::Options,
    problem::{Emptiness, Problem, ProblemKind},
    record::{RawRecord, Shared},
    signatures,
    source::{Progress, Source},
};
use crate::clean::encoding;

/// Bytes that are looked into to tell text from binary.
const HEAD: usize = 4096;

/// The records of one file.
pub struct FileRecords {
    path: Arc<str>,
    named: bool,
    reading: Reading,
    shared: Arc<Shared>,
    sources: Box<dyn Sources>,
    /// The source that is being read.
    open: Option<(&'static dyn Format, Box<dyn Pieces>)>,
}

impl FileRecords {
    /// Opens a file and looks into it.
    pub fn open(input: &Input, shared: &Arc<Shared>, progress: &Progress) -> Result<Self, Problem> {
        let (path, named) = (Arc::clone(&input.path), input.named);
        let sources =
            open(input, progress).map_err(|kind| Problem { path: path.to_string(), line: None, named, kind })?;
        Ok(Self { path, named, reading: input.reading, shared: Arc::clone(shared), sources, open: None })
    }

    fn problem(&self, line: Option<u64>, kind: ProblemKind) -> Problem {
        Problem { path: self.path.to_string(), line, named: self.named, kind }
    }

    fn record(&self, format: &'static dyn Format, piece: Piece) -> Result<RawRecord, Problem> {
        match piece {
            Piece::Problem { line, kind } => Err(self.problem(line, kind)),
            Piece::Record { position, bytes, alone } => {
                let (path, shared) = (Arc::clone(&self.path), Arc::clone(&self.shared));
                Ok(RawRecord::new(path, alone, format, (position, bytes), shared))
            }
        }
    }
}

impl Iterator for FileRecords {
    type Item = Result<RawRecord, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some((format, pieces)) = &mut self.open {
                let format = *format;
                if let Some(piece) = pieces.next() {
                    return Some(self.record(format, piece));
                }
                self.open = None;
            }
            let source = self.sources.next()?;
            match source.and_then(|source| begin(source, self.reading, &self.shared.options)) {
                Ok(open) => self.open = Some(open),
                Err(kind) => return Some(Err(self.problem(None, kind))),
            }
        }
    }
}

fn open(input: &Input, progress: &Progress) -> Result<Box<dyn Sources>, ProblemKind> {
    if let Reading::NotYet(format) = input.reading {
        return Err(ProblemKind::NotReadYet { format: format.name, remedy: format.remedy });
    }
    containers::open(Source::open(input.file.as_deref(), progress)?)
}

/// Begins to read a source: by what its name says, else by its content.
fn begin(
    mut source: Source,
    reading: Reading,
    options: &Options,
) -> Result<(&'static dyn Format, Box<dyn Pieces>), ProblemKind> {
    let head = source.peek(HEAD)?;
    if head.is_empty() {
        return Err(ProblemKind::Empty { what: Emptiness::File, field: None });
    }
    let kind = signatures::kind(head);
    if kind.is_some() || encoding::is_binary(head) {
        return Err(ProblemKind::Binary { looks_like: kind.map(|kind| kind.name) });
    }
    let format = match reading {
        Reading::As(format) => format,
        Reading::ByContent | Reading::NotYet(_) => formats::by_content(head),
    };
    Ok((format, format.pieces(source, options)?))
}
