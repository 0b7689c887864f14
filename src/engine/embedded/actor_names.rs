//! `actors.tsv`: the names of an index's actors and their spellings, beside the engine's own files.
//!
//! An answer shows names, not ids, and a query finds an actor's other spellings; with this file neither
//! needs the authority to be read.

use std::{ops::Range, path::Path, sync::Arc};

use super::{
    IndexError,
    disk::{beside, blocks, blocks::Blocks, damage::Noticed, sealed},
    engine_error,
};
use crate::actors::{Authority, NamePieces, NameTable};

pub(super) const FILE: &str = "actors.tsv";

/// The names beside the index in `dir`, compared with all their checksums; none where there is no file, as before the first run.
///
/// # Errors
/// The file cannot be read, or is damaged.
pub(super) fn whole(dir: &Path) -> Result<NameTable, IndexError> {
    let noticed = Noticed::default();
    let table = opened(dir, Noticed::clone(&noticed))?;
    // What is damaged anywhere is noticed when all of it has been looked at.
    let _whole = table.as_bytes();
    match noticed.get() {
        Some(damage) => Err(IndexError::Damaged { dir: dir.to_owned(), reason: damage.to_string() }),
        None => Ok(table),
    }
}

/// The same, read when they are looked up: what is damaged is told by `noticed`.
///
/// # Errors
/// The file cannot be read, or is damaged where it ends.
pub(super) fn opened(dir: &Path, noticed: Noticed) -> Result<NameTable, IndexError> {
    let io = |error| engine_error::of_io(dir, &error);
    if !dir.join(FILE).try_exists().map_err(io)? {
        return Ok(NameTable::default());
    }
    if let Some(blocks) = Blocks::open(dir, FILE, noticed).map_err(io)? {
        return Ok(NameTable::parse(Arc::new(blocks)));
    }
    // Layout 5 had one checksum for the whole.
    let table = beside::bytes(dir, FILE).map_err(io)?.and_then(|table| sealed::opened(FILE, table));
    let damaged = || IndexError::Damaged { dir: dir.to_owned(), reason: format!("{FILE}: wrong checksum") };
    table.map(|table| NameTable::parse(Arc::new(table))).ok_or_else(damaged)
}

impl NamePieces for Blocks {
    fn length(&self) -> usize {
        self.length()
    }

    fn piece(&self, range: Range<usize>) -> &[u8] {
        // What is damaged is noticed with its reason, and no answer is given that was read from it.
        self.read(range).unwrap_or_default()
    }
}

/// Writes the names of an authority.
///
/// # Errors
/// The folder cannot be written.
pub(super) fn save(authority: &Authority, dir: &Path) -> Result<(), IndexError> {
    let written =
        blocks::bytes(FILE, NameTable::of(authority).as_bytes()).and_then(|table| beside::write(dir, FILE, &table));
    written.map_err(|error| engine_error::of_io(dir, &error))
}
