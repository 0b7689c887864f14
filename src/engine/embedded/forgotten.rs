//! The list of what was taken out for good: ids, hashes of records and reasons, no text. A record that it names is passed over.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{
    IndexError,
    disk::{beside, sealed},
    engine_error,
    family::parse,
};
use crate::{calendar::Moment, collection::RawRecord};

pub(super) const FILE: &str = "forgotten.json";

/// An article that was taken out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forgotten {
    /// The id that it had.
    pub id: String,
    /// The id that its record gives itself, where another article has that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own_id: Option<String>,
    /// Why.
    pub why: String,
    /// When.
    pub at: Moment,
    /// The files that its records stood in.
    pub paths: Vec<String>,
    /// Hashes of the records.
    pub records: Vec<String>,
}

impl Forgotten {
    /// Whether a record is one of the article, or a later version of it: by its id, or by its bytes wherever they stand.
    fn is(&self, record: &RawRecord) -> bool {
        let by_id = match &self.own_id {
            None => self.id == record.id,
            // Of articles that share an id it is the one of these files.
            Some(own) => *own == record.id && self.paths.iter().any(|path| **path == *record.path),
        };
        by_id || self.records.iter().any(|known| parse(known) == record.fingerprint)
    }
}

/// The list.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct List {
    pub forgotten: Vec<Forgotten>,
}

impl List {
    /// Whether a record is to be passed over.
    pub fn has(&self, record: &RawRecord) -> bool {
        self.forgotten.iter().any(|forgotten| forgotten.is(record))
    }

    /// The list of the index in `dir`.
    ///
    /// # Errors
    /// It cannot be read, or is damaged.
    pub fn load(dir: &Path) -> Result<Self, IndexError> {
        let damaged = |reason: &str| IndexError::Damaged { dir: dir.to_owned(), reason: format!("{FILE}: {reason}") };
        let text = beside::text(dir, FILE).map_err(|error| engine_error::of_io(dir, &error))?;
        let Some(text) = text else { return Ok(Self::default()) };
        if !sealed::is_sound(FILE, &text) {
            return Err(damaged("wrong checksum"));
        }
        serde_json::from_str(&text).map_err(|error| damaged(&error.to_string()))
    }

    /// Puts it in its place.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn save(&self, dir: &Path) -> Result<(), IndexError> {
        let failed = |error: serde_json::Error| engine_error::of_io(dir, &error.into());
        let text = sealed::json(FILE, &serde_json::to_string_pretty(self).map_err(failed)?);
        beside::write(dir, FILE, text.as_bytes()).map_err(|error| engine_error::of_io(dir, &error))
    }
}
