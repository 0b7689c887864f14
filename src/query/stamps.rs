//! What an index notes of an article beside the article itself: when it was added there, and when it last changed there.
//!
//! That is history of the index and no evidence of publication: nothing ranks, counts or is exported by it unless it is asked for.

use std::fmt;

use serde::{Deserialize, Serialize};

/// When an index got an article, in seconds since 1970.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamps {
    /// When it was added; `None` where it was before such times were kept.
    pub added: Option<i64>,
    /// When another text of it last took the place of the one before; `None` where none has.
    pub changed: Option<i64>,
}

/// One of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stamp {
    /// When it was added.
    Added,
    /// When it last changed.
    Changed,
}

/// What is typed for the last time that anything was added or changed.
pub const LAST: &str = "last";

impl Stamp {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Added, Self::Changed];

    /// As it is typed before a colon.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Changed => "changed",
        }
    }

    /// What it is of an article.
    #[must_use]
    pub fn of(self, stamps: Stamps) -> Option<i64> {
        match self {
            Self::Added => stamps.added,
            Self::Changed => stamps.changed,
        }
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
