//! `actors.tsv`: the names of an index's actors and their spellings, beside the engine's own files.
//!
//! An answer shows names, not ids, and a query finds an actor's other spellings; with this file neither
//! needs the authority to be read.

use std::{fs, io::Write as _, path::Path};

use super::IndexError;
use crate::actors::{Authority, NameTable};

const FILE: &str = "actors.tsv";

/// The names beside the index in `dir`. Without them answers show ids and words are taken as typed, so
/// that is no error.
#[must_use]
pub fn load(dir: &Path) -> NameTable {
    NameTable::parse(fs::read_to_string(dir.join(FILE)).unwrap_or_default())
}

/// Writes the names of an authority: aside first, then renamed.
///
/// # Errors
/// The folder cannot be written.
pub fn save(authority: &Authority, dir: &Path) -> Result<(), IndexError> {
    let io = |source| IndexError::Io { dir: dir.to_owned(), source };
    let aside = dir.join(format!("{FILE}.new"));
    let mut file = fs::File::create(&aside).map_err(io)?;
    file.write_all(NameTable::of(authority).as_text().as_bytes()).and_then(|()| file.sync_all()).map_err(io)?;
    fs::rename(&aside, dir.join(FILE)).map_err(io)
}
