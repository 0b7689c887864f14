//! What can be wrong with a query that was read: names and dates that nobody knows.

use crate::calendar::RangeError;

/// A query that makes no sense.
#[derive(Debug, thiserror::Error)]
pub enum QueryError {
    /// The authority has no such actor.
    #[error("no actor is called '{name}'{}", or_nearest(.nearest))]
    UnknownActor {
        /// As typed.
        name: String,
        /// The nearest names.
        nearest: Vec<String>,
    },
    /// Several actors share the name.
    #[error("'{name}' stands for several actors; ask for one of: {}", .meant.join(", "))]
    AmbiguousActor {
        /// As typed.
        name: String,
        /// Ids of the actors.
        meant: Vec<String>,
    },
    /// The authority cannot be used.
    #[error("{0}")]
    Authority(String),
    /// The date cannot be read.
    #[error(transparent)]
    Date(#[from] RangeError),
}

fn or_nearest(names: &[String]) -> String {
    if names.is_empty() { String::new() } else { format!("; the nearest names are: {}", names.join(", ")) }
}

impl QueryError {
    /// The code: stable, lower case with hyphens.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownActor { .. } => "unknown-actor",
            Self::AmbiguousActor { .. } => "ambiguous-actor",
            Self::Authority(_) => "authority",
            Self::Date(error) => error.code(),
        }
    }
}
