//! Who knows what actors are called.

use super::{error::QueryError, facts::ActorFilter};
use crate::actors::Named;

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
}
