//! The authority as the search layer asks it.

use std::{path::PathBuf, sync::OnceLock};

use anyhow::Result;

use super::{args::Global, remedies, setup};
use crate::{
    actors::{Authority, Found, NameTable, Named},
    engine::embedded::{self, Index},
    query::{ActorFilter, ActorNames, QueryError},
};

/// Resolves names by the authority, which is read when the first name is asked for: most lookups
/// ask for none, and reading it takes longer than they do. What actors are called in answers
/// stands beside the index.
pub struct Names<'a> {
    global: &'a Global,
    table: OnceLock<NameTable>,
    dir: PathBuf,
    authority: OnceLock<Result<Authority, String>>,
}

impl<'a> Names<'a> {
    /// Names for lookups in an index.
    ///
    /// # Errors
    /// An authority file of the user cannot be used: that is said even where no name is asked for.
    pub fn new(global: &'a Global, index: &Index) -> Result<Self> {
        let names = Self { global, table: OnceLock::new(), dir: index.dir().to_owned(), authority: OnceLock::new() };
        if !global.authority.is_empty() {
            names.authority()?;
        }
        Ok(names)
    }

    /// Names of an authority that has been read.
    pub fn of(global: &'a Global, authority: Authority) -> Self {
        Self {
            global,
            table: OnceLock::from(NameTable::of(&authority)),
            dir: PathBuf::new(),
            authority: OnceLock::from(Ok(authority)),
        }
    }

    /// The authority.
    ///
    /// # Errors
    /// It cannot be used.
    pub fn authority(&self) -> Result<&Authority, QueryError> {
        self.authority
            .get_or_init(|| setup::authority(self.global).map_err(|error| remedies::error(&error)))
            .as_ref()
            .map_err(|reason| QueryError::Authority(reason.clone()))
    }

    /// What actors are called: as the authority of this call says, else as the index's did.
    fn table(&self) -> &NameTable {
        self.table.get_or_init(|| match self.authority.get() {
            Some(Ok(authority)) => NameTable::of(authority),
            _ => embedded::actor_names::load(&self.dir),
        })
    }

    /// The name to show for an actor's id.
    pub fn shown(&self, id: &str) -> String {
        self.label(id).unwrap_or_else(|| id.to_owned())
    }
}

impl ActorNames for Names<'_> {
    fn resolve(&self, name: &str, exact: bool) -> Result<ActorFilter, QueryError> {
        let authority = self.authority()?;
        match authority.find(name) {
            Found::Actors(ids) => match <[String; 1]>::try_from(ids) {
                Ok([id]) => Ok(ActorFilter {
                    paths: authority.paths(&id),
                    ids: if exact { vec![id.clone()] } else { authority.within(&id) },
                    id,
                    exact,
                }),
                Err(ids) => Err(QueryError::AmbiguousActor { name: name.to_owned(), meant: ids }),
            },
            Found::Nearest(nearest) => Err(QueryError::UnknownActor {
                name: name.to_owned(),
                nearest: nearest.into_iter().map(|(name, id)| format!("{name} ({id})")).collect(),
            }),
        }
    }

    fn label(&self, id: &str) -> Option<String> {
        self.table().name(id).map(str::to_owned)
    }

    fn named(&self, words: &[&str]) -> Option<Named<'_>> {
        self.table().named(words.iter().copied())
    }
}
