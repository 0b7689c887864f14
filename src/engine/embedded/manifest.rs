//! `manifest.json`: what an index was built with, beside the engine's own files.
//!
//! It holds no time and no counter that would differ between two equal builds.

use std::{fs, path::Path};

use serde::{Deserialize, Serialize};

use super::{IndexError, beside};

const FILE: &str = "manifest.json";

/// What an index was built with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of the index layout.
    pub version: u32,
    /// Version of the program that wrote last.
    pub program: String,
    /// Name and version of the text analysis.
    pub analyzer: String,
    /// Language whose stemmer is used for words in Latin letters.
    pub stemmer: String,
    /// Fingerprint of the authority that the mentions come from.
    pub authority: String,
}

impl Manifest {
    /// Reads the manifest of the index in `dir`; `None` where there is none.
    ///
    /// # Errors
    /// The file cannot be read, or is no manifest.
    pub fn load(dir: &Path) -> Result<Option<Self>, IndexError> {
        let text = match fs::read_to_string(dir.join(FILE)) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(IndexError::Io { dir: dir.to_owned(), source }),
        };
        serde_json::from_str(&text)
            .map(Some)
            .map_err(|error| IndexError::Damaged { dir: dir.to_owned(), reason: format!("{FILE}: {error}") })
    }

    /// Writes it.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn save(&self, dir: &Path) -> Result<(), IndexError> {
        let failed = |error: serde_json::Error| IndexError::Io { dir: dir.to_owned(), source: error.into() };
        let mut text = serde_json::to_string_pretty(self).map_err(failed)?;
        text.push('\n');
        beside::write(dir, FILE, text.as_bytes())
    }
}
