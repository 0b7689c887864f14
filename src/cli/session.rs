//! The index that a command looks things up in, with the names of actors and the day that the options of the call give it.

use std::{
    collections::{BTreeSet, HashSet},
    fs,
    path::Path,
    time::Duration,
};

use anyhow::{Result, bail};

use super::{
    args::{DEFAULT_INDEX, Global},
    exit::UsageError,
    index, notes,
    place::CORPUS,
    remedies, setup,
};
use crate::{
    collection,
    engine::{
        embedded::{Index, IndexError},
        several,
    },
    search::{AuthorityNames, Session},
};

/// Opens the index.
///
/// # Errors
/// There is none or it cannot be read; or an authority file of the user cannot be used, which is said even where no name is
/// asked for.
pub fn open(global: &Global) -> Result<Session<'_>> {
    over(global, Index::open(&global.index)?)
}

/// Opens the index; where there is none in the default folder and a corpus is at hand, builds it first and says so. A
/// folder that was named is never written to: it may be a slip of the fingers.
///
/// # Errors
/// As [`open`], or the corpus cannot be indexed.
pub fn open_or_build(global: &Global) -> Result<Session<'_>> {
    let index = match Index::open(&global.index) {
        Err(IndexError::Missing(dir)) if global.index == Path::new(DEFAULT_INDEX) && Path::new(CORPUS).is_dir() => {
            notes::info(global, &format!("no index yet: building one in '{}' from '{CORPUS}'", dir.display()));
            let plan = index::Plan {
                paths: &[CORPUS.into()],
                read: collection::Options::default(),
                rules: None,
                stemmer: None,
                prune: false,
                force: false,
                wait: Duration::ZERO,
                threads: setup::threads(None),
                changes: None,
            };
            let counters = index::build(global, &plan)?;
            notes::info(global, &index::describe(&counters));
            Index::open(&global.index)
        }
        other => other,
    };
    over(global, index?)
}

fn over(global: &Global, index: Index) -> Result<Session<'_>> {
    let names = AuthorityNames::of_index(&index, || {
        setup::authority_of_index(global).map_err(|error| remedies::error(&error))
    })?;
    if setup::states_authority(global) {
        names.authority()?;
    }
    let others = others(global, &index)?;
    Ok(Session::new(index, names, setup::today(global)).with(others))
}

/// The other indexes that are asked with the first.
fn others(global: &Global, first: &Index) -> Result<Vec<Index>> {
    let mut others: Vec<Index> = Vec::new();
    let real = |index: &Index| fs::canonicalize(index.dir()).unwrap_or_else(|_| index.dir().to_owned());
    if global.indexes.len() > several::MOST {
        bail!(UsageError(format!("at most {} indexes can be asked at once", several::MOST)));
    }
    for place in global.indexes.iter().skip(1) {
        let index = Index::open(place)?;
        let name = place.display();
        if real(&index) == real(first) || others.iter().any(|other| real(other) == real(&index)) {
            bail!(UsageError(format!("the index '{name}' is named twice")));
        }
        if index.stemmer() != first.stemmer() {
            bail!(UsageError(format!(
                "the index '{name}' was made with --stemmer {}, the first one with {}: their words cannot be asked as one",
                index.stemmer(),
                first.stemmer()
            )));
        }
        if index.manifest().authority != first.manifest().authority {
            notes::warning(
                global,
                &format!(
                    "the index '{name}' was made with other actors than the first one, by which names are read here"
                ),
            );
        }
        others.push(index);
    }
    Ok(others)
}

/// Says which ids of some hits stand in several of the indexes: such hits are not the same article.
pub fn tell_same_ids<'h>(global: &Global, ids: impl Iterator<Item = &'h str>) {
    if global.indexes.len() < 2 {
        return;
    }
    let (mut seen, mut twice) = (HashSet::new(), BTreeSet::new());
    for id in ids {
        if !seen.insert(id) {
            twice.insert(id);
        }
    }
    if let Some(first) = twice.first() {
        let count = notes::counted(twice.len(), "id");
        notes::warning(global, &format!("{count} of this answer in several of the indexes, such as '{first}'"));
    }
}
