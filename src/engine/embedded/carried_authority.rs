//! The authority that an index carries: `authority.json`, the files it was tagged by, and `actors.tsv`, their names.
//!
//! Takes an [`Authority`] and writes both beside the manifest; gives back what a later command needs to make it again.
//! An answer shows names, not ids, and most need no more than `actors.tsv` ([`actor_names`]).

use std::{fs, io, path::Path};

use super::{IndexError, actor_names, beside};
use crate::actors::{Authority, AuthorityFiles};

const FILE: &str = "authority.json";

/// What the index in `dir` was tagged by; the bundled files where it does not say.
///
/// # Errors
/// The file cannot be read, or is damaged.
pub fn load(dir: &Path) -> Result<AuthorityFiles, IndexError> {
    let text = match fs::read_to_string(dir.join(FILE)) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(AuthorityFiles::bundled()),
        Err(source) => return Err(IndexError::Io { dir: dir.to_owned(), source }),
    };
    serde_json::from_str(&text)
        .map_err(|error| IndexError::Damaged { dir: dir.to_owned(), reason: format!("{FILE}: {error}") })
}

/// Writes what an authority was read from, and its names.
///
/// # Errors
/// The folder cannot be written.
pub(super) fn save(authority: &Authority, dir: &Path) -> Result<(), IndexError> {
    let failed = |error: serde_json::Error| IndexError::Io { dir: dir.to_owned(), source: error.into() };
    let mut text = serde_json::to_string_pretty(authority.files()).map_err(failed)?;
    text.push('\n');
    beside::write(dir, FILE, text.as_bytes())?;
    actor_names::save(authority, dir)
}

/// Ids and names of the actors that the index knows and `authority` does not.
#[must_use]
pub fn dropped(dir: &Path, authority: &Authority) -> Vec<(String, String)> {
    let known = actor_names::load(dir);
    let gone = known.ids().filter(|id| authority.get(id).is_none());
    gone.map(|id| (id.to_owned(), known.name(id).unwrap_or(id).to_owned())).collect()
}
