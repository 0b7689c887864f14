//! Damage to a file, as an error of reading that keeps the file's name through the engine.

use std::{
    io,
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

use tantivy::directory::error::OpenReadError;

/// The reason of a file that is not there.
pub(super) const GONE: &str = "is gone";

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: {reason}", file.file_name().unwrap_or(file.as_os_str()).display())]
pub struct DamagedFile {
    /// The file, with its folder where that is known.
    pub file: PathBuf,
    /// What was noticed.
    pub reason: &'static str,
}

/// The first damage that was met among the files of a folder, however what met it went on: the engine does not pass on every error.
pub type Noticed = Arc<OnceLock<DamagedFile>>;

/// The first call that failed while a folder was written: threads of the engine tell no more than that they have ended.
#[derive(Clone, Debug, Default)]
pub struct Failed(Arc<OnceLock<(io::ErrorKind, String)>>);

impl Failed {
    /// Keeps an error, and gives it back.
    pub(super) fn keep(&self, error: io::Error) -> io::Error {
        self.0.get_or_init(|| (error.kind(), error.to_string()));
        error
    }

    /// The error, where there was one.
    pub fn error(&self) -> Option<io::Error> {
        self.0.get().map(|(kind, what)| io::Error::new(*kind, what.clone()))
    }
}

/// The error of reading a damaged file.
pub(super) fn damaged(file: impl AsRef<Path>, reason: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, DamagedFile { file: file.as_ref().to_owned(), reason })
}

/// The same where a file is opened.
pub(super) fn not_opened(path: &Path, error: io::Error) -> OpenReadError {
    match error.kind() {
        io::ErrorKind::NotFound => OpenReadError::FileDoesNotExist(path.to_owned()),
        _ => OpenReadError::IoError { io_error: Arc::new(error), filepath: path.to_owned() },
    }
}

/// Whether a file could not be opened because it is not there.
pub fn is_gone(error: &OpenReadError) -> bool {
    match error {
        OpenReadError::FileDoesNotExist(_) => true,
        OpenReadError::IoError { io_error, .. } => of_error(io_error).is_some_and(|damage| damage.reason == GONE),
        OpenReadError::IncompatibleIndex(_) => false,
    }
}

/// The damage that an error of reading tells of.
pub fn of_error(error: &io::Error) -> Option<&DamagedFile> {
    error.get_ref().and_then(|inner| inner.downcast_ref())
}
