//! `manifest.json`: what an index was built with, beside the engine's own files.
//!
//! It holds no time and no counter that would differ between two equal builds.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{
    IndexError,
    disk::{beside, sealed},
    engine_error, schema,
};
use crate::analysis::ANALYZER;

pub(super) const FILE: &str = "manifest.json";

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
    /// Fingerprint of the rules that lines are taken out by; empty where there are none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub rules: String,
    /// Whether families of copies stand beside it: an index that was made before there were any has none until its next run.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub copies: bool,
    /// Whether a list of what was taken out for good stands beside it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub forgotten: bool,
}

impl Manifest {
    /// Reads the manifest of the index in `dir`; `None` where there is none.
    ///
    /// # Errors
    /// The file cannot be read, or is no manifest.
    pub fn load(dir: &Path) -> Result<Option<Self>, IndexError> {
        let text = beside::text(dir, FILE).map_err(|error| engine_error::of_io(dir, &error))?;
        let Some(text) = text else { return Ok(None) };
        let damaged = |reason: &str| IndexError::Damaged { dir: dir.to_owned(), reason: format!("{FILE}: {reason}") };
        let manifest: Self = serde_json::from_str(&text).map_err(|error| damaged(&error.to_string()))?;
        // Older layouts had no checksum; of a newer one only the version may be the same.
        if manifest.version >= schema::SEALED && !sealed::is_sound(FILE, &text)
            || sealed::is_sealed(&text) && !sealed::is_sound(FILE, &text)
        {
            return Err(damaged("wrong checksum"));
        }
        Ok(Some(manifest))
    }

    /// Whether this program reads such an index.
    ///
    /// # Errors
    /// It is of another layout or analysis: what it has, and what is needed.
    pub(super) fn supported(&self, dir: &Path) -> Result<(), IndexError> {
        if (schema::OLDEST..=schema::VERSION).contains(&self.version) && self.analyzer == ANALYZER {
            return Ok(());
        }
        let newer = self.version > schema::VERSION;
        let by = if newer { format!(", written by dateline {}", self.program) } else { String::new() };
        Err(IndexError::Version {
            dir: dir.to_owned(),
            found: format!("has layout {} and analyser {}{by}", self.version, self.analyzer),
            needed: format!("layout {} and analyser {}", schema::VERSION, ANALYZER),
        })
    }

    /// Writes it.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn save(&self, dir: &Path) -> Result<(), IndexError> {
        let failed = |error: serde_json::Error| engine_error::of_io(dir, &error.into());
        let text = sealed::json(FILE, &serde_json::to_string_pretty(self).map_err(failed)?);
        beside::write(dir, FILE, text.as_bytes()).map_err(|error| engine_error::of_io(dir, &error))
    }
}
