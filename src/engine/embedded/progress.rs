//! What a run counts and tells on its way, and what goes to a worker.

use std::{
    collections::HashSet,
    sync::{
        Mutex,
        atomic::{AtomicU64, Ordering},
    },
};

use serde::Serialize;

use super::in_flight::Pass;
use crate::{
    collection::{Problem, RawRecord},
    query::Stamps,
};

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
    /// Records that stand elsewhere too, letter for letter, under one id; kept once.
    pub duplicates: u64,
    /// Records that are another version of an article that stands elsewhere too; the newest is kept.
    pub versions: u64,
    /// Articles whose record stands in another file than before.
    pub moved: u64,
    /// Articles whose id another one has, and that got their path in front.
    pub renamed: u64,
    /// Records of articles that were taken out for good, which are passed over.
    pub forgotten: u64,
    /// Articles whose newest version has vanished while an older one stands elsewhere: another run reads it.
    #[serde(skip)]
    pub again: u64,
    /// Why nothing was pruned though it was asked for.
    #[serde(skip)]
    pub withheld: Option<Withheld>,
}

/// Nothing was pruned, since it would have been too much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withheld {
    /// Articles that would have gone.
    pub articles: u64,
    /// The path of which nothing could be read; `None` where many files are gone.
    pub root: Option<String>,
}

/// What a run does with an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// The index did not have it.
    Added,
    /// Another text takes the place of the one before.
    Replaced,
    /// It is in the index no more.
    Dropped,
}

/// Hears what happens during a run. Called from several threads.
pub trait Observer: Sync {
    /// A record or file that could not be read.
    fn problem(&self, problem: &Problem);
    /// A record whose id was taken: the id, the place that came second, and its new id.
    fn renamed(&self, id: &str, path: &str, new_id: &str);
    /// An article has come, has another text, or has gone.
    fn changed(&self, _change: Change, _id: &str) {}
    /// Some records further.
    fn progress(&self, counters: &Counters);
}

/// Records on their way to a worker, together.
pub(super) struct Batch<'a> {
    pub(super) jobs: Vec<Job>,
    /// For their bytes.
    pub(super) pass: Pass<'a>,
}

/// One record on its way to a worker.
pub(super) struct Job {
    pub(super) record: RawRecord,
    /// When the article was added that it takes the place of.
    pub(super) replaces: Option<Stamps>,
}

/// What settling has changed.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Settled {
    pub added: u64,
    pub replaced: u64,
    pub removed: u64,
    pub moved: u64,
    pub duplicates: u64,
    pub versions: u64,
    pub renamed: u64,
    /// Articles whose newest version has vanished: an older one has to be read again.
    pub again: u64,
}

impl std::ops::AddAssign for Settled {
    fn add_assign(&mut self, other: Self) {
        self.added += other.added;
        self.replaced += other.replaced;
        self.removed += other.removed;
        self.moved += other.moved;
        self.duplicates += other.duplicates;
        self.versions += other.versions;
        self.renamed += other.renamed;
        self.again += other.again;
    }
}

/// What workers count.
#[derive(Default)]
pub(super) struct Tally {
    pub(super) added: AtomicU64,
    pub(super) replaced: AtomicU64,
    pub(super) empty: AtomicU64,
    pub(super) failed: AtomicU64,
    /// Paths of records that could not be read: what the index has from there has not vanished.
    pub(super) unreadable: Mutex<HashSet<String>>,
}

impl Tally {
    /// Adds what settling has changed.
    pub(super) fn settled(&self, settled: &Settled, counters: &mut Counters) {
        self.added.fetch_add(settled.added, Ordering::Relaxed);
        self.replaced.fetch_add(settled.replaced, Ordering::Relaxed);
        counters.duplicates += settled.duplicates;
        counters.versions += settled.versions;
        counters.moved += settled.moved;
        counters.removed += settled.removed;
        counters.renamed += settled.renamed;
        counters.again += settled.again;
    }

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
