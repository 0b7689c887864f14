//! The authority as the search layer asks it.

use crate::{
    actors::Authority,
    query::plan::{ActorFilter, ActorNames},
};

/// Resolves names by an authority.
pub struct Names<'a>(pub &'a Authority);

impl ActorNames for Names<'_> {
    fn resolve(&self, name: &str, exact: bool) -> Result<ActorFilter, Vec<String>> {
        let actor = self.0.find(name)?;
        Ok(ActorFilter { id: actor.id.clone(), paths: self.0.facet_paths(&actor.id), exact })
    }
}
