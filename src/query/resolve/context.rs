//! What a query is resolved against, what is kept meanwhile, and what can go wrong.

use super::expansions::Expansions;
use crate::{
    analysis::{Stemmer, Stemmers, StopWords},
    calendar::{Day, RangeError},
    query::{actor_names::ActorNames, error::QueryError, facts::DateMode},
};

/// What a query is resolved against.
pub struct Context<'a, D: ?Sized> {
    /// The words of the index.
    pub dictionary: &'a D,
    /// Today, for "last week".
    pub now: Day,
    /// Which articles lie in a range of dates.
    pub dates: DateMode,
    /// The authority.
    pub actors: &'a dyn ActorNames,
    /// Words that weigh nothing in this index's language.
    pub stop_words: &'a StopWords,
    /// Words side by side mean any of them: so do the parts of a compound such as "non-users".
    pub any: bool,
}

/// What is kept from one clause to the next.
pub struct Memory {
    /// The stems of words.
    pub stemmer: Stemmer,
    /// Those of the other languages.
    pub stemmers: Stemmers,
    /// What the request's patterns stand for.
    pub expansions: Expansions,
}

/// A query that cannot be resolved.
#[derive(Debug, thiserror::Error)]
pub enum ResolveError<E: std::error::Error + 'static> {
    /// It makes no sense.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// The index could not be asked.
    #[error(transparent)]
    Engine(E),
}

impl<E: std::error::Error + 'static> From<RangeError> for ResolveError<E> {
    fn from(error: RangeError) -> Self {
        Self::Query(error.into())
    }
}
