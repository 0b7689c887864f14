//! The rules that an index's articles are cleaned by: `rules.toml`, the file that a run was given, and its name in the manifest.
//!
//! Most indexes have none; then there is no file, and nothing is read.

use std::{fs, io, path::Path};

use super::{
    Index, IndexError, Manifest,
    disk::{beside, sealed},
    engine_error,
};
use crate::clean::boilerplate::Rules;

pub(super) const FILE: &str = "rules.toml";

/// The rules that the articles of an index are cleaned by.
///
/// # Errors
/// They cannot be read, or are damaged.
pub fn load(index: &Index) -> Result<Rules, IndexError> {
    load_for(&index.dir, &index.manifest)
}

/// The same for an index in `dir` that is not opened.
///
/// # Errors
/// As [`load`].
pub(super) fn load_for(dir: &Path, manifest: &Manifest) -> Result<Rules, IndexError> {
    if manifest.rules.is_empty() {
        return Ok(Rules::default());
    }
    let damaged = |reason: &str| IndexError::Damaged { dir: dir.to_owned(), reason: format!("{FILE}: {reason}") };
    let text = beside::text(dir, FILE).map_err(|error| engine_error::of_io(dir, &error))?;
    let text = text.ok_or_else(|| damaged("is gone"))?;
    let text = sealed::opened(FILE, text).ok_or_else(|| damaged("wrong checksum"))?;
    Rules::parse(&text).map_err(|error| damaged(&error.to_string()))
}

/// Makes an index one whose articles are cleaned by these rules.
///
/// # Errors
/// The folder cannot be written.
pub(super) fn save(rules: &Rules, index: &Index) -> Result<(), IndexError> {
    let name = name(rules);
    if name == index.manifest.rules {
        return Ok(());
    }
    let io = |error: io::Error| engine_error::of_io(&index.dir, &error);
    let manifest = Manifest { rules: name, ..index.manifest.clone() };
    // A manifest never names rules that are not there.
    if !rules.is_empty() {
        let mut text = rules.file().to_owned();
        if !text.ends_with('\n') {
            text.push('\n');
        }
        beside::write(&index.dir, FILE, sealed::table(FILE, &text).as_bytes()).map_err(io)?;
        return manifest.save(&index.dir);
    }
    manifest.save(&index.dir)?;
    match fs::remove_file(index.dir.join(FILE)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(io(error)),
        _ => Ok(()),
    }
}

/// What the manifest calls rules.
#[must_use]
pub fn name(rules: &Rules) -> String {
    if rules.is_empty() { String::new() } else { format!("{:016x}", rules.fingerprint()) }
}
