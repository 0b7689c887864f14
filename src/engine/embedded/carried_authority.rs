//! The authority that an index carries: `authority.json`, the files it was tagged by, and `actors.tsv`, their names.
//!
//! Takes an [`Authority`] and writes both beside the manifest; gives back what a later command needs to make it again.
//! An answer shows names, not ids, and most need no more than `actors.tsv` (`actor_names`).

use std::path::Path;

use super::{
    IndexError, actor_names,
    disk::{beside, sealed},
    engine_error,
};
use crate::actors::{Authority, AuthorityFiles};

pub(super) const FILE: &str = "authority.json";

/// What the index in `dir` was tagged by; the bundled files where it does not say.
///
/// # Errors
/// The file cannot be read, or is damaged.
pub fn load(dir: &Path) -> Result<AuthorityFiles, IndexError> {
    let Some(text) = text(dir)? else { return Ok(AuthorityFiles::bundled()) };
    serde_json::from_str(&text).map_err(|error| damaged(dir, &error.to_string()))
}

/// Whether it can be read, without making anything of it.
///
/// # Errors
/// As [`load`].
pub fn verify(dir: &Path) -> Result<(), IndexError> {
    text(dir).map(drop)
}

fn text(dir: &Path) -> Result<Option<String>, IndexError> {
    let text = beside::text(dir, FILE).map_err(|error| engine_error::of_io(dir, &error))?;
    match text {
        Some(text) if !sealed::is_sound(FILE, &text) => Err(damaged(dir, "wrong checksum")),
        text => Ok(text),
    }
}

fn damaged(dir: &Path, reason: &str) -> IndexError {
    IndexError::Damaged { dir: dir.to_owned(), reason: format!("{FILE}: {reason}") }
}

/// Writes what an authority was read from, and its names.
///
/// # Errors
/// The folder cannot be written.
pub(super) fn save(authority: &Authority, dir: &Path) -> Result<(), IndexError> {
    let failed = |error: serde_json::Error| engine_error::of_io(dir, &error.into());
    let text = sealed::json(FILE, &serde_json::to_string_pretty(authority.files()).map_err(failed)?);
    beside::write(dir, FILE, text.as_bytes()).map_err(|error| engine_error::of_io(dir, &error))?;
    actor_names::save(authority, dir)
}

/// Ids and names of the actors that the index knows and `authority` does not.
///
/// # Errors
/// The names cannot be read, or are damaged.
pub fn dropped(dir: &Path, authority: &Authority) -> Result<Vec<(String, String)>, IndexError> {
    let known = actor_names::whole(dir)?;
    let gone = known.ids().filter(|id| authority.get(id).is_none());
    Ok(gone.map(|id| (id.to_owned(), known.name(id).unwrap_or(id).to_owned())).collect())
}
