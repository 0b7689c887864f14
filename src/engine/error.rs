//! What can go wrong with an index: a kind with its facts, a code and a sentence. What to do about it on a command
//! line is the command line's to say, by the code.

use std::{io, path::PathBuf};

/// An index cannot be opened, written or read.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// There is no index in the folder.
    #[error("no index in '{}'", .0.display())]
    Missing(PathBuf),
    /// The folder holds files that are not an index.
    #[error("'{}' holds other files and no index", .0.display())]
    Foreign(PathBuf),
    /// Another process is writing to it.
    #[error("the index in '{}' is being written by {}; try again when it has ended", dir.display(), process(*holder))]
    Locked {
        /// Folder of the index.
        dir: PathBuf,
        /// Number of the process, where it is known.
        holder: Option<u32>,
    },
    /// It was written by another version.
    #[error("the index in '{}' {found}, this program needs {needed}", dir.display())]
    Version {
        /// Folder of the index.
        dir: PathBuf,
        /// What it has.
        found: String,
        /// What is needed.
        needed: String,
    },
    /// Its files are damaged.
    #[error("the index in '{}' is damaged ({reason})", dir.display())]
    Damaged {
        /// Folder of the index.
        dir: PathBuf,
        /// What was noticed.
        reason: String,
    },
    /// Reading or writing failed.
    #[error("{cause}: cannot read or write the index in '{}'", dir.display())]
    Io {
        /// Folder of the index.
        dir: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// The engine refused.
    #[error("the index engine failed: {0}")]
    Engine(Box<dyn std::error::Error + Send + Sync>),
    /// It did not answer in time.
    #[error("the index did not answer in time")]
    TimedOut,
    /// The query makes more work than one may.
    #[error("the query makes more work than one may: nothing is answered rather than a part ({})", up_to(*counted))]
    TooMuchWork {
        /// Matching articles that were counted before the budget was spent: at least so many match.
        counted: u64,
    },
    /// A hit is of another commit.
    #[error("a hit was taken from another state of the index")]
    Stale,
}

fn process(holder: Option<u32>) -> String {
    holder.map_or_else(|| "another process".to_owned(), |number| format!("process {number}"))
}

fn up_to(counted: u64) -> String {
    match counted {
        0 => "no article had been counted by then".to_owned(),
        1 => "1 article had been counted by then, and there may be more".to_owned(),
        _ => format!("{counted} articles had been counted by then, and there may be more"),
    }
}

impl IndexError {
    /// The code: stable, lower case with hyphens.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing(_) => "no-index",
            Self::Foreign(_) => "foreign-folder",
            Self::Locked { .. } => "index-locked",
            Self::Version { .. } => "index-version",
            Self::Damaged { .. } => "damaged-index",
            Self::Io { cause, .. } => match cause.kind() {
                io::ErrorKind::PermissionDenied => "index-permission",
                io::ErrorKind::ReadOnlyFilesystem => "index-read-only",
                io::ErrorKind::StorageFull => "index-no-space",
                io::ErrorKind::QuotaExceeded => "index-no-space",
                io::ErrorKind::FileTooLarge => "index-no-space",
                _ if cause.to_string().contains("os error 24") => "too-many-files",
                _ => "index-io",
            },
            Self::Engine(_) => "engine",
            Self::TimedOut => "timed-out",
            Self::TooMuchWork { .. } => "too-much-work",
            Self::Stale => "stale-hit",
        }
    }
}
