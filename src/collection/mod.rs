//! Files and folders to records: the only reader of corpus files.
//!
//! [`read`] takes paths and gives [`RawRecord`]s, one after the other, in an order that never changes: it finds where
//! each record begins and ends, its id and its fingerprint, and no more. [`RawRecord::decode`] does the heavy part,
//! on any thread, and only for what is new. Whatever cannot be read is a [`Problem`] with its place and its
//! remedy; none ends the run. Memory is bounded by [`Options::max_record_bytes`], not by the size of a file.
//!
//! What is read: plain text and Markdown, HTML, JSON (an object, a list, records in any wrapper, several in a row), JSON Lines, and
//! tables; each also compressed and in archives. What a file is, its first bytes decide. Refuses to know what an article is: cleaning is `clean`'s.
//!
//! | module | does |
//! |---|---|
//! | `options` | what the caller chooses, and the names of the fields |
//! | `files`, `names` | paths to files; what files are called |
//! | `numbers` | numbers as files write them |
//! | `signatures` | kinds of files by their first bytes |
//! | `source`, `utf16` | the bytes of a source, counted |
//! | `containers` | a file to the sources in it: what is compressed, and archives |
//! | `allowance` | how much a file may grow while it is unpacked |
//! | `head` | the first bytes as formats look at them |
//! | `formats` | the table of formats; a source to its records, and each to text and metadata |
//! | `fields` | named values to text and metadata, for every format that has them |
//! | `identity` | what a record is known by |
//! | `file_records`, `record` | all that for one file; a raw record with id and fingerprint |
//! | `problem`, `tally` | what can go wrong; what was passed over |

mod allowance;
mod containers;
mod fields;
mod file_records;
mod files;
mod formats;
mod head;
mod identity;
mod names;
mod numbers;
mod options;
mod problem;
mod record;
mod signatures;
mod source;
mod tally;
mod utf16;

#[cfg(test)]
mod tests;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

pub use files::STDIN;
pub use identity::{capped, is_page};
pub use names::path_name;
pub use options::{Field, Form, FormError, MAX_RECORD_BYTES, Mapping, MappingError, Options};
pub use problem::{Emptiness, Problem, ProblemKind, shortened};
pub use record::RawRecord;
pub use source::Progress;

use file_records::FileRecords;
use files::{Files, Found};
use record::Shared;
use tally::Tally;

/// Reads the records under `paths`: files, folders, and `-` for standard input.
#[must_use]
pub fn read(paths: &[PathBuf], options: &Options) -> Records {
    Records {
        files: Files::new(paths, options.root.as_deref(), options.follow).with_stdin(options.name.as_deref()),
        open: None,
        due: 0,
        seen: Seen::default(),
        shared: Arc::new(Shared::new(options)),
        progress: Progress::default(),
    }
}

/// The records of a run.
pub struct Records {
    files: Files,
    open: Option<(FileRecords, Arc<str>)>,
    /// Bytes to have been counted at the end of the open file, read or not.
    due: u64,
    seen: Seen,
    shared: Arc<Shared>,
    progress: Progress,
}

/// What was met in the folder that is being read.
#[derive(Default)]
struct Seen {
    /// Files that are read.
    files: u64,
    /// The others.
    passed: Tally,
    /// To be told, last first.
    notes: Vec<Problem>,
}

impl Records {
    /// Ends a folder: what was passed over in it is told, and whether it holds nothing.
    fn end(&mut self, folder: &str) {
        let Seen { files, mut passed, .. } = std::mem::take(&mut self.seen);
        let empty = (files == 0).then_some(ProblemKind::EmptyFolder(formats::read_by_name()));
        let problem = |kind| Problem { path: folder.to_owned(), line: None, named: true, kind };
        self.seen.notes = empty.into_iter().chain(passed.told()).map(problem).collect();
    }

    /// Ends a file.
    fn ended(&mut self, file: &FileRecords, path: &str) {
        if file.was_passed() {
            self.seen.passed.add(formats::kind_of(Path::new(path)));
        } else {
            self.seen.files += 1;
        }
    }

    /// How far reading has come; stays true after the iterator was moved to another thread.
    #[must_use]
    pub fn progress(&self) -> Progress {
        self.progress.clone()
    }
}

impl Iterator for Records {
    type Item = Result<RawRecord, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(note) = self.seen.notes.pop() {
                return Some(Err(note));
            }
            if let Some((file, _)) = &mut self.open
                && let Some(item) = file.next()
            {
                if item.is_ok() {
                    self.progress.add_record();
                }
                return Some(item);
            }
            if let Some((file, path)) = self.open.take() {
                self.ended(&file, &path);
            }
            self.progress.catch_up(self.due);
            match self.files.next()? {
                Found::File(input) => {
                    self.progress.add_file();
                    self.due = self.progress.bytes() + input.bytes;
                    match FileRecords::open(&input, &self.shared, &self.progress) {
                        Ok(records) => self.open = Some((records, input.path)),
                        Err(problem) => {
                            self.seen.files += 1;
                            return Some(Err(problem));
                        }
                    }
                }
                Found::Problem(problem) => {
                    self.seen.files += u64::from(!problem.is_note());
                    return Some(Err(problem));
                }
                Found::End(folder) => self.end(&folder),
            }
        }
    }
}

/// What a run will read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Files, without standard input.
    pub files: u64,
    /// Their bytes on disk, compressed as they are.
    pub bytes: u64,
}

/// Counts what [`read`] will read, by a walk of its own: it opens no file. Paths that cannot be read count nothing;
/// `read` reports them.
#[must_use]
pub fn measure(paths: &[PathBuf]) -> Totals {
    let inputs = Files::new(paths, None, true).filter_map(|found| match found {
        Found::File(input) if input.file.is_some() => Some(input),
        _ => None,
    });
    inputs
        .fold(Totals::default(), |totals, input| Totals { files: totals.files + 1, bytes: totals.bytes + input.bytes })
}
