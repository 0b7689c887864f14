//! What can go wrong with a search.

use crate::{
    calendar::RangeError,
    engine::IndexError,
    query::{QueryError, resolve::ResolveError},
};

/// A request that cannot be answered.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The query or a filter makes no sense.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// Articles like this one are asked for, and there is none of this id.
    #[error("no article has the id '{0}'")]
    UnknownArticle(String),
    /// Copies are asked for, and the index was made before there were any, or its last run did not come to its end.
    #[error("which articles are copies of each other is not known of this index yet")]
    UnknownCopies,
    /// The query makes more work than one may.
    #[error(transparent)]
    TooMuchWork(IndexError),
    /// The index cannot be read.
    #[error(transparent)]
    Index(IndexError),
    /// The range of dates makes no sense.
    #[error(transparent)]
    Range(#[from] RangeError),
}

impl From<IndexError> for SearchError {
    fn from(error: IndexError) -> Self {
        match error {
            // The query's fault; what is said of the index itself concerns every query.
            IndexError::TooMuchWork { .. } => Self::TooMuchWork(error),
            error => Self::Index(error),
        }
    }
}

impl From<ResolveError<IndexError>> for SearchError {
    fn from(error: ResolveError<IndexError>) -> Self {
        match error {
            ResolveError::Query(error) => Self::Query(error),
            ResolveError::Engine(error) => error.into(),
        }
    }
}

impl SearchError {
    /// The code: stable, lower case with hyphens.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Query(error) => error.code(),
            Self::UnknownArticle(_) => "unknown-article",
            Self::UnknownCopies => "unknown-copies",
            Self::TooMuchWork(error) | Self::Index(error) => error.code(),
            Self::Range(error) => error.code(),
        }
    }
}
