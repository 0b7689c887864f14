//! The index that a command looks things up in, with the names of actors and the day that the options of the call give it.

use std::{path::Path, time::Duration};

use anyhow::Result;

use super::{
    args::{DEFAULT_INDEX, Global},
    index, notes,
    place::CORPUS,
    remedies, setup,
};
use crate::{
    collection,
    engine::embedded::{Index, IndexError},
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
    Ok(Session::new(index, names, setup::today(global)))
}
