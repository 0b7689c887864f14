//! Records as they come: what is new, what has changed, what is known, and what has to be thought about.
//!
//! Nearly every record is one of the first three, told by the index's dictionary and columns alone. What has the id of another
//! record waits for `settle`, with its bytes; what it waits for is bounded by the caller. Besides, 16 bytes are kept of each
//! record of a run.

use std::{collections::HashSet, sync::Arc};

use super::{
    IndexError,
    forgotten::PassedOver,
    known::{Known, path_hash, sighting},
    progress::Counters,
};
use crate::{
    collection::{RawRecord, STDIN},
    query::Stamps,
};

/// What is to be done with a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Task {
    /// Nothing.
    Nothing,
    /// A new article.
    Add,
    /// A new text of an article, which was added then.
    Replace(Stamps),
    /// Its id stands elsewhere as well.
    Settle,
}

/// The records of a run.
#[derive(Default)]
pub(super) struct Intake {
    /// Every record, as [`sighting`] has it.
    pub records: HashSet<u64>,
    /// Hashes of the paths of all records.
    pub paths: HashSet<u64>,
    /// Hashes of the ids that were written since the last commit.
    written: HashSet<u64>,
    /// Articles that were taken out for good.
    forgotten: PassedOver,
    /// The path of the last record, and its hash.
    path: Option<(Arc<str>, u64)>,
}

impl Intake {
    /// Of an index that passes over what was taken out of it.
    pub fn without(forgotten: PassedOver) -> Self {
        Self { forgotten, ..Self::default() }
    }

    /// What is to be done with a record; `known` is the last commit.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn task(&mut self, record: &RawRecord, known: &Known, counters: &mut Counters) -> Result<Task, IndexError> {
        let hash = match &self.path {
            Some((path, hash)) if Arc::ptr_eq(path, &record.path) => *hash,
            _ => {
                let hash = path_hash(&record.path);
                self.path = Some((Arc::clone(&record.path), hash));
                // Of what came through standard input before, nothing has vanished.
                if &*record.path != STDIN {
                    self.paths.insert(hash);
                }
                hash
            }
        };
        let sighting = sighting(hash, record.fingerprint);
        if !self.records.insert(sighting) {
            counters.duplicates += 1;
            return Ok(Task::Nothing);
        }
        if self.forgotten.has(record) {
            counters.forgotten += 1;
            return Ok(Task::Nothing);
        }
        let id = path_hash(&record.id);
        if self.written.contains(&id) {
            return Ok(Task::Settle);
        }
        let Some(holder) = known.reader.find(&record.id)? else {
            self.written.insert(id);
            return Ok(Task::Add);
        };
        if known.records(holder).any(|known| known == sighting) || known.is_renamed(sighting) {
            counters.unchanged += 1;
            return Ok(Task::Nothing);
        }
        // The one record of an article, changed where it stands; where it still stands there, this is another one beside it.
        let alone = known.paths(holder).eq([hash]) && known.family(&record.id)?.len() == 1;
        let stands = known.records(holder).any(|known| self.records.contains(&known));
        if alone && !stands && !known.is_renamed_article(holder) {
            self.written.insert(id);
            return Ok(Task::Replace(known.stamps(holder)));
        }
        Ok(Task::Settle)
    }

    /// What was written so far is in the last commit.
    pub fn committed(&mut self) {
        self.written.clear();
    }
}
