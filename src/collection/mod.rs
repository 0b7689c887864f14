//! Files and folders to records: the only reader of corpus files.
//!
//! [`read`] takes paths and gives [`RawRecord`]s, one after the other, in an order that never changes: it finds where
//! each record begins and ends, its id and its fingerprint, and no more. [`RawRecord::decode`] does the heavy part,
//! on any thread, and only for what is new. Whatever cannot be read is a [`Problem`] with its place and its
//! remedy; none ends the run. Memory is bounded by [`Options::max_record_bytes`], not by the size of a file.
//!
//! What is read: plain text and Markdown, HTML, JSON (an object, a list, records in any wrapper, several in a row) and
//! JSON Lines, each also compressed with gzip. Refuses to know what an article is: cleaning is `clean`'s.
//!
//! | module | does |
//! |---|---|
//! | `options` | what the caller chooses, and the names of the fields |
//! | `files`, `names` | paths to files; what files are called |
//! | `signatures` | kinds of files by their first bytes |
//! | `source`, `utf16` | the bytes of a source, counted |
//! | `containers` | a file to the sources in it: gzip |
//! | `formats` | the table of formats; a source to its records, and each to text and metadata: text, HTML, JSON |
//! | `fields` | named values to text and metadata, for every format that has them |
//! | `identity` | what a record is known by |
//! | `file_records`, `record` | all that for one file; a raw record with id and fingerprint |
//! | `problem` | what can go wrong |

mod containers;
mod fields;
mod file_records;
mod files;
mod formats;
mod identity;
mod names;
mod options;
mod problem;
mod record;
mod signatures;
mod source;
mod utf16;

#[cfg(test)]
mod tests;

use std::{path::PathBuf, sync::Arc};

pub use formats::READ as FORMATS;
pub use identity::{capped, is_page};
pub use names::path_name;
pub use options::{Field, MAX_RECORD_BYTES, Mapping, MappingError, Options};
pub use problem::{Emptiness, Problem, ProblemKind, shortened};
pub use record::RawRecord;
pub use source::Progress;

use file_records::FileRecords;
use files::Files;
use record::Shared;

/// Reads the records under `paths`: files, folders, and `-` for standard input.
#[must_use]
pub fn read(paths: &[PathBuf], options: &Options) -> Records {
    Records {
        files: Files::new(paths, options.root.as_deref(), options.follow),
        open: None,
        due: 0,
        shared: Arc::new(Shared::new(options)),
        progress: Progress::default(),
    }
}

/// The records of a run.
pub struct Records {
    files: Files,
    open: Option<FileRecords>,
    /// Bytes to have been counted at the end of the open file, read or not.
    due: u64,
    shared: Arc<Shared>,
    progress: Progress,
}

impl Records {
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
            if let Some(item) = self.open.as_mut().and_then(Iterator::next) {
                if item.is_ok() {
                    self.progress.add_record();
                }
                return Some(item);
            }
            self.open = None;
            self.progress.catch_up(self.due);
            let opened = match self.files.next()? {
                Ok(input) => {
                    self.progress.add_file();
                    self.due = self.progress.bytes() + input.bytes;
                    FileRecords::open(&input, &self.shared, &self.progress)
                }
                Err(problem) => Err(problem),
            };
            match opened {
                Ok(records) => self.open = Some(records),
                Err(problem) => return Some(Err(problem)),
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
    let inputs = Files::new(paths, None, true).flatten().filter(|input| input.file.is_some());
    inputs
        .fold(Totals::default(), |totals, input| Totals { files: totals.files + 1, bytes: totals.bytes + input.bytes })
}
