//! The authority as a search asks it: actors by their names, and what actors are called.
//!
//! Takes a way to get the authority and the names that stand beside an index; gives [`ActorNames`]. Opens no file.

use std::sync::OnceLock;

use crate::{
    actors::{Authority, NameLookup, NameTable, Named, Perhaps, Problem},
    engine::embedded::{self, Index, IndexError},
    query::{ActorFilter, ActorNames, QueryError},
};

/// How the authority is got when it is first needed; the reason where it cannot be.
type Source<'a> = Box<dyn Fn() -> Result<Authority, String> + Send + Sync + 'a>;

/// Resolves names by the authority, which is read when the first name is asked for: most lookups
/// ask for none, and reading it takes longer than they do. What actors are called in answers
/// stands beside the index.
pub struct AuthorityNames<'a> {
    source: Source<'a>,
    /// What the index's authority called actors.
    carried: NameTable,
    /// What an authority calls them that was read before the first name was asked for.
    read: OnceLock<Option<NameTable>>,
    authority: OnceLock<Result<Authority, String>>,
}

impl<'a> AuthorityNames<'a> {
    /// Names for lookups in an index; `source` gives the authority when it is first needed.
    ///
    /// # Errors
    /// The names beside the index cannot be read, or are damaged.
    pub fn of_index(
        index: &Index,
        source: impl Fn() -> Result<Authority, String> + Send + Sync + 'a,
    ) -> Result<Self, IndexError> {
        let carried = index.actor_names()?;
        embedded::carried_authority::verify(index.dir())?;
        Ok(Self { source: Box::new(source), carried, read: OnceLock::new(), authority: OnceLock::new() })
    }

    /// Names for lookups in an index by the authority that it carries.
    ///
    /// # Errors
    /// As [`Self::of_index`].
    pub fn carried(index: &Index) -> Result<Self, IndexError> {
        let dir = index.dir().to_owned();
        Self::of_index(index, move || {
            let files = embedded::carried_authority::load(&dir).map_err(|error| error.to_string())?;
            Authority::of_files(&files).map_err(|problems| lines(&problems))
        })
    }

    /// Names of an authority that has been read.
    #[must_use]
    pub fn of(authority: Authority) -> Self {
        Self {
            source: Box::new(bundled),
            carried: NameTable::default(),
            read: OnceLock::from(Some(NameTable::of(&authority))),
            authority: OnceLock::from(Ok(authority)),
        }
    }

    /// The authority.
    ///
    /// # Errors
    /// It cannot be used.
    pub fn authority(&self) -> Result<&Authority, QueryError> {
        let authority = self.authority.get_or_init(|| (self.source)()).as_ref();
        authority.map_err(|reason| QueryError::Authority(reason.clone()))
    }

    /// What actors are called: as an authority that has been read says, else as the index's did.
    fn table(&self) -> &NameTable {
        let read = self.read.get_or_init(|| match self.authority.get() {
            Some(Ok(authority)) => Some(NameTable::of(authority)),
            _ => None,
        });
        read.as_ref().unwrap_or(&self.carried)
    }

    /// The name to show for an actor's id.
    #[must_use]
    pub fn shown(&self, id: &str) -> String {
        self.label(id).unwrap_or_else(|| id.to_owned())
    }
}

fn bundled() -> Result<Authority, String> {
    Authority::bundled().map_err(|problems| lines(&problems))
}

fn lines(problems: &[Problem]) -> String {
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

impl ActorNames for AuthorityNames<'_> {
    fn resolve(&self, name: &str, exact: bool) -> Result<ActorFilter, QueryError> {
        let authority = self.authority()?;
        match authority.find(name) {
            NameLookup::Actors(ids) => match <[String; 1]>::try_from(ids) {
                Ok([id]) => Ok(ActorFilter {
                    paths: authority.paths(&id),
                    ids: if exact { vec![id.clone()] } else { authority.within(&id) },
                    id,
                    exact,
                }),
                Err(ids) => Err(QueryError::AmbiguousActor { name: name.to_owned(), meant: ids }),
            },
            NameLookup::Nearest(nearest) => Err(QueryError::UnknownActor {
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

    fn perhaps(&self, words: &[&str]) -> Option<Perhaps<'_>> {
        self.table().perhaps(words)
    }

    fn names(&self, id: &str) -> Vec<&str> {
        self.table().names(id)
    }
}
