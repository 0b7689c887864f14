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
    Engine(tantivy::TantivyError),
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
        }
    }

    /// Sorts an engine error by what the user can do about it.
    #[must_use]
    pub fn from_engine(dir: &std::path::Path, error: tantivy::TantivyError) -> Self {
        use tantivy::TantivyError as E;
        let dir = dir.to_owned();
        match error {
            E::LockFailure(..) => Self::Locked(dir),
            E::IoError(source) => Self::Io { dir, source: io::Error::new(source.kind(), source.to_string()) },
            E::DataCorruption(what) => Self::Damaged { dir, reason: format!("{what:?}") },
            E::OpenReadError(what) => Self::Damaged { dir, reason: what.to_string() },
            E::OpenDirectoryError(what) => Self::Damaged { dir, reason: what.to_string() },
            other => Self::Engine(other),
        }
    }
}

impl From<tantivy::TantivyError> for IndexError {
    fn from(error: tantivy::TantivyError) -> Self {
        Self::Engine(error)
    }
}
