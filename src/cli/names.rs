//! The authority as the search layer asks it.

use crate::{
    actors::{Authority, Found},
    query::plan::{ActorFilter, ActorNames, PlanError},
};

/// Resolves names by an authority.
pub struct Names<'a>(pub &'a Authority);

impl ActorNames for Names<'_> {
    fn resolve(&self, name: &str, exact: bool) -> Result<ActorFilter, PlanError> {
        match self.0.find(name) {
            Found::Actors(ids) => match <[String; 1]>::try_from(ids) {
                Ok([id]) => Ok(ActorFilter { paths: self.0.paths(&id), id, exact }),
                Err(ids) => Err(PlanError::AmbiguousActor { name: name.to_owned(), meant: ids }),
            },
            Found::Nearest(nearest) => Err(PlanError::UnknownActor {
                name: name.to_owned(),
                nearest: nearest.into_iter().map(|(name, id)| format!("{name} ({id})")).collect(),
            }),
        }
    }

    fn label(&self, id: &str) -> Option<String> {
        self.0.get(id).map(|actor| actor.name.clone())
    }
}
