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
    #[error("the index in '{}' is being written by another process; try again when it has ended", .0.display())]
    Locked(PathBuf),
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
    #[error("cannot read or write the index in '{}': {source}; check space and permissions", dir.display())]
    Io {
        /// Folder of the index.
        dir: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The engine refused.
    #[error("the index engine failed: {0}")]
    Engine(Box<dyn std::error::Error + Send + Sync>),
    /// It did not answer in time.
    #[error("the index did not answer in time")]
    TimedOut,
    /// The query makes more work than one may.
    #[error("the query makes more work than one may: nothing is answered rather than a part")]
    TooMuchWork,
    /// A hit is of another commit.
    #[error("a hit was taken from another state of the index")]
    Stale,
}

impl IndexError {
    /// The code: stable, lower case with hyphens.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing(_) => "no-index",
            Self::Foreign(_) => "foreign-folder",
            Self::Locked(_) => "index-locked",
            Self::Version { .. } => "index-version",
            Self::Damaged { .. } => "damaged-index",
            Self::Io { .. } => "index-io",
            Self::Engine(_) => "engine",
            Self::TimedOut => "timed-out",
            Self::TooMuchWork => "too-much-work",
            Self::Stale => "stale-hit",
        }
    }
}
