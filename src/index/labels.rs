//! `actors.json`: what the actors of an index are called, beside the engine's own files.
//!
//! An answer shows names, not ids; with this file it needs no authority to be read.

use std::{collections::BTreeMap, fs, io::Write as _, path::Path};

use super::error::IndexError;
use crate::actors::Authority;

const FILE: &str = "actors.json";

/// Names of actors by id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Labels(BTreeMap<String, String>);

impl Labels {
    /// The names of an authority.
    #[must_use]
    pub fn of(authority: &Authority) -> Self {
        Self(authority.iter().map(|actor| (actor.id.clone(), actor.name.clone())).collect())
    }

    /// The names beside the index in `dir`. Without them answers show ids, so that is no error.
    #[must_use]
    pub fn load(dir: &Path) -> Self {
        let text = fs::read(dir.join(FILE)).unwrap_or_default();
        Self(serde_json::from_slice(&text).unwrap_or_default())
    }

    /// Writes them: aside first, then renamed.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn save(&self, dir: &Path) -> Result<(), IndexError> {
        let io = |source| IndexError::Io { dir: dir.to_owned(), source };
        let aside = dir.join(format!("{FILE}.new"));
        let text = serde_json::to_vec(&self.0).map_err(|error| io(error.into()))?;
        let mut file = fs::File::create(&aside).map_err(io)?;
        file.write_all(&text).and_then(|()| file.sync_all()).map_err(io)?;
        fs::rename(&aside, dir.join(FILE)).map_err(io)
    }

    /// The name of an actor.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&str> {
        self.0.get(id).map(String::as_str)
    }
}
