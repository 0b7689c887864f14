//! One file, opened: the containers within it, the format of what they hold, and its records one after the other.

use std::{path::Path, sync::Arc};

use super::{
    containers::{self, Member, Sources},
    files::Input,
    formats::{self, Piece, Pieces, Reading},
    head::{self, Head},
    problem::{Emptiness, Problem, ProblemKind},
    record::{Found, RawRecord, Shared},
    signatures,
    source::{Progress, Source},
    tally::Tally,
};
use crate::clean::encoding;

/// Containers within containers that are opened: a web archive (zip) of compressed crawls within a compressed tar has four.
const DEEPEST: usize = 8;

/// The records of one file.
pub struct FileRecords {
    named: bool,
    shared: Arc<Shared>,
    /// The file as it stands on disk, until it is opened.
    file: Option<(Source, Place)>,
    /// Containers that are open, each within the one before.
    levels: Vec<Level>,
    /// The source that is being read.
    open: Option<Open>,
    /// What is still to be told.
    notes: Vec<Problem>,
    /// Whether the file was passed over, and is to be counted with its folder.
    passed: bool,
}

/// Where a source stands, and what that says.
#[derive(Clone)]
struct Place {
    path: Arc<str>,
    reading: Reading,
    /// The user means it.
    meant: bool,
    /// It is standard input, and no file.
    piped: bool,
}

struct Level {
    sources: Box<dyn Sources>,
    place: Place,
    /// It is an archive; what was passed over in it, and whether anything was read.
    archive: Option<(Tally, bool)>,
}

struct Open {
    format: &'static dyn formats::Format,
    pieces: Box<dyn Pieces>,
    path: Arc<str>,
}

/// What a source turns out to be.
enum Entered {
    Container(Level),
    Records(Open),
    /// Nothing that is read, and nothing that anybody expected to be.
    Passed,
}

impl FileRecords {
    /// Opens a file and looks into it.
    pub fn open(input: &Input, shared: &Arc<Shared>, progress: &Progress) -> Result<Self, Problem> {
        let place = Place {
            path: Arc::clone(&input.path),
            reading: input.reading,
            meant: input.named,
            piped: input.file.is_none(),
        };
        let source = Source::open(input.file.as_deref(), progress).map_err(|kind| Problem {
            path: input.path.to_string(),
            line: None,
            named: input.named,
            kind,
        })?;
        Ok(Self {
            named: input.named,
            shared: Arc::clone(shared),
            file: Some((source, place)),
            levels: Vec::new(),
            open: None,
            notes: Vec::new(),
            passed: false,
        })
    }

    /// Whether it turned out to be nothing that is read, and was not expected to be: its folder counts it.
    pub fn was_passed(&self) -> bool {
        self.passed
    }

    fn problem(&self, path: &str, line: Option<u64>, kind: ProblemKind) -> Problem {
        let named = self.named && self.levels.len() <= 1;
        Problem { path: path.to_owned(), line, named, kind }
    }

    /// Goes into a source, or says why not.
    fn enter(&mut self, source: Source, place: &Place) -> Option<Problem> {
        match enter(source, place, self.levels.len(), &self.shared) {
            Ok(Entered::Container(level)) => self.levels.push(level),
            Ok(Entered::Records(open)) => {
                let read = self.levels.iter_mut().filter_map(|level| level.archive.as_mut());
                read.for_each(|(_, read)| *read = true);
                self.open = Some(open);
            }
            Ok(Entered::Passed) => self.pass(&place.path),
            // In a folder or an archive it was only looked at, and is counted.
            Err(kind) if !place.meant && is_other(&kind) && !surprises(&kind, place.reading) => self.pass(&place.path),
            Err(kind) => return Some(self.failed(&place.path, kind)),
        }
        None
    }

    fn pass(&mut self, path: &str) {
        match self.levels.iter_mut().rev().find_map(|level| level.archive.as_mut()) {
            Some((tally, _)) => tally.add(formats::kind_of(Path::new(path))),
            None => self.passed = true,
        }
    }

    fn failed(&mut self, path: &str, kind: ProblemKind) -> Problem {
        let problem = self.problem(path, None, kind);
        if matches!(problem.kind, ProblemKind::Expands { .. }) {
            // What comes is more of the same.
            self.levels.clear();
        }
        problem
    }

    /// Ends the container that was opened last.
    fn close(&mut self) {
        let Some(Level { archive: Some((mut tally, read)), place, .. }) = self.levels.pop() else { return };
        let empty = (!read).then_some(ProblemKind::EmptyFolder(formats::read_by_name()));
        let notes = tally.told().into_iter().chain(empty).map(|kind| self.problem(&place.path, None, kind));
        let notes: Vec<Problem> = notes.collect();
        self.notes.extend(notes.into_iter().rev());
    }

    /// Takes the next member of the container that is open.
    fn member(&mut self, next: Option<Result<Member, ProblemKind>>, place: Place) -> Option<Problem> {
        match next {
            None => self.close(),
            Some(Err(kind)) => {
                let problem = self.failed(&place.path, kind);
                self.close();
                return Some(problem);
            }
            Some(Ok(Member { name, source })) => {
                let inner = match name {
                    None => place,
                    Some(name) if is_hidden(&name) || name.ends_with('/') => return None,
                    Some(name) => Place {
                        path: Arc::from(format!("{}!/{name}", place.path)),
                        reading: formats::by_name(Path::new(&name)),
                        meant: false,
                        piped: false,
                    },
                };
                return match source {
                    Ok(source) => self.enter(source, &inner),
                    Err(kind) => Some(self.failed(&inner.path, kind)),
                };
            }
        }
        None
    }
}

impl Iterator for FileRecords {
    type Item = Result<RawRecord, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(note) = self.notes.pop() {
                return Some(Err(note));
            }
            if let Some(open) = &mut self.open {
                let (format, path) = (open.format, Arc::clone(&open.path));
                match open.pieces.next() {
                    Some(Piece::Problem { line, kind }) => {
                        let problem = self.problem(&path, line, kind);
                        if matches!(problem.kind, ProblemKind::Expands { .. }) {
                            self.open = None;
                            self.levels.clear();
                        }
                        return Some(Err(problem));
                    }
                    Some(Piece::Record { position, bytes, alone, context }) => {
                        let found = Found { alone, format, position, bytes, context };
                        return Some(Ok(RawRecord::new(path, found, Arc::clone(&self.shared))));
                    }
                    None => self.open = None,
                }
                continue;
            }
            let problem = match (self.file.take(), self.levels.last_mut()) {
                (Some((source, place)), _) => self.enter(source, &place),
                (None, Some(level)) => {
                    let place = level.place.clone();
                    let next = level.sources.next();
                    self.member(next, place)
                }
                (None, None) => return None,
            };
            if let Some(problem) = problem {
                return Some(Err(problem));
            }
        }
    }
}

/// What a source is.
fn enter(mut source: Source, place: &Place, depth: usize, shared: &Shared) -> Result<Entered, ProblemKind> {
    if let Some(container) = containers::of(&mut source)? {
        if depth >= DEEPEST {
            return Err(ProblemKind::TooDeep { levels: DEEPEST });
        }
        let archive = container.is_archive().then(Default::default);
        let reading = if container.is_document() { Reading::Text } else { place.reading };
        let place = Place { reading, ..place.clone() };
        // What is compressed within a folder is looked at as its name says; the archive itself is named no more.
        return Ok(Entered::Container(Level { sources: container.open(source)?, place, archive }));
    }
    let bytes = source.peek(head::LENGTH)?;
    if place.piped && is_list(bytes) {
        return Err(ProblemKind::ListOfPaths);
    }
    if bytes.is_empty() {
        return Err(ProblemKind::Empty { what: Emptiness::File, field: None });
    }
    let kind = signatures::kind(bytes);
    if kind.is_some() || encoding::is_binary(bytes) {
        return Err(ProblemKind::Binary { looks_like: kind.map(|kind| kind.name) });
    }
    let head = Head::new(bytes);
    let format = match shared.options.form {
        Some(form) => formats::stated(form, &head),
        None => formats::of(&head, place.reading, place.meant)?,
    };
    let Some(format) = format else { return Ok(Entered::Passed) };
    let pieces = format.pieces(source, &shared.options)?;
    Ok(Entered::Records(Open { format, pieces, path: Arc::clone(&place.path) }))
}

/// Whether a beginning is a list of names of files that are there: all whole lines, or all names that end with NUL.
fn is_list(head: &[u8]) -> bool {
    let separator = if head.contains(&0) { 0 } else { b'\n' };
    let Some(end) = memchr::memrchr(separator, head) else { return false };
    let mut names = crate::text::items(head, ..end).split(|byte| *byte == separator).filter(|name| !name.is_empty());
    let is_path = |name: &[u8]| {
        std::str::from_utf8(name).is_ok_and(|name| name.len() < 1024 && Path::new(name.trim_end_matches('\r')).exists())
    };
    names.next().is_some_and(is_path) && names.all(is_path)
}

/// The file is of a kind that is not read.
fn is_other(kind: &ProblemKind) -> bool {
    matches!(
        kind,
        ProblemKind::Binary { .. }
            | ProblemKind::NotReadYet { .. }
            | ProblemKind::UnknownXml { .. }
            | ProblemKind::NotItsName { .. }
    ) || matches!(kind, ProblemKind::Empty { what: Emptiness::File, .. })
}

/// Its name promises records, and it holds nothing of the kind.
fn surprises(kind: &ProblemKind, reading: Reading) -> bool {
    matches!(reading, Reading::As(_) | Reading::Text) && !matches!(kind, ProblemKind::NotReadYet { .. })
}

/// Hidden files, what systems leave in archives, and what describes a folder.
fn is_hidden(name: &str) -> bool {
    name.split('/').any(|part| part != ".." && super::files::is_hidden(part))
        || super::files::is_readme(Path::new(name))
}
