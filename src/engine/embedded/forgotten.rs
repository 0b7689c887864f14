//! The list of what was taken out for good: ids, hashes of records and reasons, no text. A record that it names is passed over.

use std::{
    collections::{HashMap, HashSet},
    path::Path,
};

use serde::{Deserialize, Serialize};

use super::{
    Index, IndexError, Manifest,
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

/// The list.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct List {
    pub forgotten: Vec<Forgotten>,
}

impl List {
    /// The list of an index.
    ///
    /// # Errors
    /// It cannot be read, or is damaged, or gone: without it, what was taken out would come back unsaid.
    pub fn load(index: &Index) -> Result<Self, IndexError> {
        Self::load_for(&index.dir, Some(&index.manifest))
    }

    /// The same for an index in `dir` that is not opened; without its manifest nothing says that there was a list.
    ///
    /// # Errors
    /// As [`List::load`].
    pub fn load_for(dir: &Path, manifest: Option<&Manifest>) -> Result<Self, IndexError> {
        let damaged = |reason: &str| IndexError::Damaged { dir: dir.to_owned(), reason: format!("{FILE}: {reason}") };
        let text = beside::text(dir, FILE).map_err(|error| engine_error::of_io(dir, &error))?;
        let Some(text) = text else {
            return if manifest.is_some_and(|manifest| manifest.forgotten) {
                Err(damaged("is gone"))
            } else {
                Ok(Self::default())
            };
        };
        if !sealed::is_sound(FILE, &text) {
            return Err(damaged("wrong checksum"));
        }
        serde_json::from_str(&text).map_err(|error| damaged(&error.to_string()))
    }

    /// Puts it beside an index, and says so in the manifest.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn save(&self, index: &Index) -> Result<(), IndexError> {
        let dir = &index.dir;
        let failed = |error: serde_json::Error| engine_error::of_io(dir, &error.into());
        let text = sealed::json(FILE, &serde_json::to_string_pretty(self).map_err(failed)?);
        beside::write(dir, FILE, text.as_bytes()).map_err(|error| engine_error::of_io(dir, &error))?;
        // A manifest never names a list that is not there.
        if index.manifest.forgotten { Ok(()) } else { Manifest { forgotten: true, ..index.manifest.clone() }.save(dir) }
    }
}

/// What tells the records of the list from others, each looked up at once however long it is.
#[derive(Default)]
pub(super) struct PassedOver {
    ids: HashSet<String>,
    /// Of articles that share an id, the files of those that were forgotten.
    files: HashMap<String, HashSet<String>>,
    records: HashSet<u64>,
}

impl PassedOver {
    pub fn of(list: List) -> Self {
        let mut passed = Self::default();
        for Forgotten { id, own_id, paths, records, .. } in list.forgotten {
            passed.records.extend(records.iter().map(|record| parse(record)));
            match own_id {
                None => _ = passed.ids.insert(id),
                Some(own) => passed.files.entry(own).or_default().extend(paths),
            }
        }
        passed
    }

    /// Whether a record is one of a forgotten article, or a later version of it: by its id, or by its bytes wherever they stand.
    pub fn has(&self, record: &RawRecord) -> bool {
        let of_files = |files: &HashSet<String>| files.contains(&*record.path);
        self.records.contains(&record.fingerprint)
            || self.ids.contains(&record.id)
            || self.files.get(&record.id).is_some_and(of_files)
    }
}
