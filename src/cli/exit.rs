//! Exit codes: what each means, and which error leads to which.

use std::{io, process::ExitCode};

use crate::{calendar::RangeError, engine::IndexError, query::QueryError, search::SearchError};

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Something was found, or the work is done.
    Found,
    /// Nothing was found.
    Nothing,
    /// The command line or the query cannot be understood.
    Usage,
    /// Some records of a run or some lines of a batch failed; the rest is done.
    Partial,
    /// There is no input that can be read.
    NoInput,
    /// The index is damaged, or reading or writing failed.
    Broken,
    /// Another process writes to the index; try again.
    Locked,
    /// Stopped by the user or the system; what was written is whole.
    Interrupted,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Found => 0_u8,
            Exit::Nothing => 1,
            Exit::Usage => 2,
            Exit::Partial => 3,
            Exit::NoInput => 65,
            Exit::Broken => 74,
            Exit::Locked => 75,
            // As shells have it: 128 and the number of the signal.
            Exit::Interrupted => 130,
        })
    }
}

/// The command line was understood by the parser but makes no sense.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct UsageError(pub String);

/// There is nothing to read.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct NoInputError(pub String);

/// The exit code of an error.
pub fn of(error: &anyhow::Error) -> Exit {
    for cause in error.chain() {
        if cause.is::<UsageError>() {
            return Exit::Usage;
        }
        if cause.is::<NoInputError>() {
            return Exit::NoInput;
        }
        if cause.is::<RangeError>() {
            return Exit::Usage;
        }
        if cause.is::<QueryError>() {
            return Exit::Usage;
        }
        if let Some(error) = cause.downcast_ref::<SearchError>() {
            return match error {
                SearchError::Query(_) | SearchError::Range(_) | SearchError::TooMuchWork(_) => Exit::Usage,
                SearchError::UnknownArticle(_) | SearchError::UnknownCopies => Exit::Nothing,
                SearchError::Index(error) => of_index(error),
            };
        }
        if let Some(error) = cause.downcast_ref::<IndexError>() {
            return of_index(error);
        }
    }
    Exit::Broken
}

fn of_index(error: &IndexError) -> Exit {
    match error {
        IndexError::Missing(_) => Exit::NoInput,
        IndexError::Foreign(_) | IndexError::Version { .. } | IndexError::TooMuchWork { .. } => Exit::Usage,
        IndexError::Locked { .. } => Exit::Locked,
        IndexError::Damaged { .. }
        | IndexError::Io { .. }
        | IndexError::Engine(_)
        | IndexError::TimedOut
        | IndexError::Stale => Exit::Broken,
    }
}

/// Whether the reader of our output has gone, as in `dateline … | head`: no error.
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .any(|cause| cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe))
}
