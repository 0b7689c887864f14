//! `actors.tsv`: the names of an index's actors and their spellings, beside the engine's own files.
//!
//! An answer shows names, not ids, and a query finds an actor's other spellings; with this file neither
//! needs the authority to be read.

use std::path::Path;

use super::{
    IndexError,
    disk::{beside, sealed},
    engine_error,
};
use crate::actors::{Authority, NameTable};

pub(super) const FILE: &str = "actors.tsv";

/// The names beside the index in `dir`; none where there is no file, as before the first run.
///
/// # Errors
/// The file cannot be read, or is damaged.
pub fn load(dir: &Path) -> Result<NameTable, IndexError> {
    let table = beside::bytes(dir, FILE).map_err(|error| engine_error::of_io(dir, &error))?;
    let Some(table) = table else { return Ok(NameTable::default()) };
    match sealed::opened(FILE, table) {
        Some(table) => Ok(NameTable::parse(table)),
        None => Err(IndexError::Damaged { dir: dir.to_owned(), reason: format!("{FILE}: wrong checksum") }),
    }
}

/// Writes the names of an authority.
///
/// # Errors
/// The folder cannot be written.
pub(super) fn save(authority: &Authority, dir: &Path) -> Result<(), IndexError> {
    let table = sealed::table(FILE, NameTable::of(authority).as_bytes());
    beside::write(dir, FILE, &table).map_err(|error| engine_error::of_io(dir, &error))
}
