//! Errors of tantivy, sorted by their cause: damage, another writer, the system, or the engine itself.

use std::{io, path::Path};

use tantivy::{
    TantivyError as E,
    directory::error::{LockError, OpenDirectoryError, OpenReadError, OpenWriteError},
};

use super::disk::damage;
use crate::engine::IndexError;

/// The error of an index in `dir`.
pub(super) fn sorted(dir: &Path, error: E) -> IndexError {
    match error {
        E::LockFailure(LockError::LockBusy, _) => IndexError::Locked { dir: dir.to_owned(), holder: None },
        E::LockFailure(LockError::IoError(error), _) | E::IoError(error) => of_io(dir, &error),
        E::DataCorruption(what) => damaged(dir, format!("{what:?}")),
        E::OpenReadError(error) => of_open(dir, error),
        E::OpenWriteError(OpenWriteError::IoError { io_error, .. }) => of_io(dir, &io_error),
        E::OpenDirectoryError(error) => of_folder(dir, error),
        other => IndexError::Engine(other.into()),
    }
}

/// The error of a system call for an index in `dir`.
pub(super) fn of_io(dir: &Path, error: &io::Error) -> IndexError {
    if let Some(damage) = damage::of_error(error) {
        let folder = damage.file.parent().filter(|folder| !folder.as_os_str().is_empty());
        return damaged(folder.unwrap_or(dir), damage.to_string());
    }
    match error.kind() {
        // What decodes blocks and dictionaries says so of bytes that are none.
        io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => damaged(dir, error.to_string()),
        kind => IndexError::Io { dir: dir.to_owned(), source: io::Error::new(kind, error.to_string()) },
    }
}

/// The error of a folder that cannot be opened.
pub(super) fn of_folder(dir: &Path, error: OpenDirectoryError) -> IndexError {
    match error {
        OpenDirectoryError::IoError { io_error, .. } | OpenDirectoryError::FailedToCreateTempDir(io_error) => {
            of_io(dir, &io_error)
        }
        OpenDirectoryError::DoesNotExist(_) => IndexError::Missing(dir.to_owned()),
        OpenDirectoryError::NotADirectory(_) => of_io(dir, &io::ErrorKind::NotADirectory.into()),
    }
}

/// The error of a file that cannot be opened.
pub(super) fn of_open(dir: &Path, error: OpenReadError) -> IndexError {
    match error {
        OpenReadError::IoError { io_error, .. } => of_io(dir, &io_error),
        OpenReadError::FileDoesNotExist(path) => damaged(dir, format!("{}: is gone", path.display())),
        OpenReadError::IncompatibleIndex(what) => damaged(dir, format!("{what:?}")),
    }
}

fn damaged(dir: &Path, reason: String) -> IndexError {
    IndexError::Damaged { dir: dir.to_owned(), reason }
}

impl From<E> for IndexError {
    /// Where no folder is at hand: damage names its own.
    fn from(error: E) -> Self {
        match sorted(Path::new(""), error.clone()) {
            Self::Damaged { dir, reason } if !dir.as_os_str().is_empty() => Self::Damaged { dir, reason },
            _ => Self::Engine(error.into()),
        }
    }
}
