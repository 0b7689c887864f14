//! Errors of tantivy, sorted by what can be done about them.

use std::{io, path::Path};

use tantivy::TantivyError as E;

use crate::engine::IndexError;

/// The error of an index in `dir`.
pub(super) fn sorted(dir: &Path, error: E) -> IndexError {
    let dir = dir.to_owned();
    match error {
        E::LockFailure(..) => IndexError::Locked(dir),
        E::IoError(source) => IndexError::Io { dir, source: io::Error::new(source.kind(), source.to_string()) },
        E::DataCorruption(what) => IndexError::Damaged { dir, reason: format!("{what:?}") },
        E::OpenReadError(what) => IndexError::Damaged { dir, reason: what.to_string() },
        E::OpenDirectoryError(what) => IndexError::Damaged { dir, reason: what.to_string() },
        other => other.into(),
    }
}

impl From<E> for IndexError {
    fn from(error: E) -> Self {
        Self::Engine(error.into())
    }
}
