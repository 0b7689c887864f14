//! What a run counts and tells on its way, and what goes to a worker.

use std::sync::atomic::{AtomicU64, Ordering};

use serde::Serialize;

use crate::collection::{Problem, RawRecord};

/// What became of the records of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counters {
    /// Records read.
    pub read: u64,
    /// New articles.
    pub added: u64,
    /// Articles whose record had changed.
    pub replaced: u64,
    /// Articles left as they are.
    pub unchanged: u64,
    /// Articles whose record has vanished (with `--prune`).
    pub removed: u64,
    /// Records without any text.
    pub empty: u64,
    /// Records and files that could not be read.
    pub failed: u64,
    /// Records that stood twice, letter for letter, under one id; kept once.
    pub duplicates: u64,
    /// Records whose id another place had already; they got their path in front.
    pub renamed: u64,
}

/// Hears what happens during a run. Called from several threads.
pub trait Observer: Sync {
    /// A record or file that could not be read.
    fn problem(&self, problem: &Problem);
    /// A record whose id was taken: the id, the place that came second, and its new id.
    fn renamed(&self, id: &str, path: &str, new_id: &str);
    /// Some records further.
    fn progress(&self, counters: &Counters);
}

/// One record on its way to a worker.
pub(super) struct Job {
    pub(super) record: RawRecord,
    pub(super) replaces: bool,
}

/// What workers count.
#[derive(Default)]
pub(super) struct Tally {
    pub(super) added: AtomicU64,
    pub(super) replaced: AtomicU64,
    pub(super) empty: AtomicU64,
    pub(super) failed: AtomicU64,
}

impl Tally {
    pub(super) fn snapshot(&self, counters: &Counters) -> Counters {
        let get = |n: &AtomicU64| n.load(Ordering::Relaxed);
        Counters {
            added: get(&self.added),
            replaced: get(&self.replaced),
            empty: counters.empty + get(&self.empty),
            failed: counters.failed + get(&self.failed),
            ..counters.clone()
        }
    }
}
