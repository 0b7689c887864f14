//! `actors.tsv`: the names of an index's actors and their spellings, beside the engine's own files.
//!
//! An answer shows names, not ids, and a query finds an actor's other spellings; with this file neither
//! needs the authority to be read.

use std::{fs, path::Path};

use super::{IndexError, beside};
use crate::actors::{Authority, NameTable};

const FILE: &str = "actors.tsv";

/// The names beside the index in `dir`. Without them answers show ids and words are taken as typed, so
/// that is no error.
#[must_use]
pub fn load(dir: &Path) -> NameTable {
    NameTable::parse(fs::read_to_string(dir.join(FILE)).unwrap_or_default())
}

/// Writes the names of an authority.
///
/// # Errors
/// The folder cannot be written.
pub(super) fn save(authority: &Authority, dir: &Path) -> Result<(), IndexError> {
    beside::write(dir, FILE, NameTable::of(authority).as_text().as_bytes())
}
