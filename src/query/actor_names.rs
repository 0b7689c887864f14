//! Who knows what actors are called.

use super::{error::QueryError, facts::ActorFilter};
use crate::actors::{Named, Perhaps};

/// Finds actors by any of their names.
pub trait ActorNames {
    /// The actor of this name; `exact` leaves its members out.
    ///
    /// # Errors
    /// There is none, or several share the name.
    fn resolve(&self, name: &str, exact: bool) -> Result<ActorFilter, QueryError>;

    /// The name to show for an actor's id.
    fn label(&self, id: &str) -> Option<String>;

    /// The actor that the first words name, with its spellings; none where nobody knows names.
    fn named(&self, _words: &[&str]) -> Option<Named<'_>> {
        None
    }

    /// The actors that the first words may mean; none where nobody knows names.
    fn perhaps(&self, _words: &[&str]) -> Option<Perhaps<'_>> {
        None
    }

    /// The telling names of an actor.
    fn names(&self, _id: &str) -> Vec<&str> {
        Vec::new()
    }
}
