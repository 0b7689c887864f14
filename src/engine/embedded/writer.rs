//! Records into the index: new ones are added, changed replaced, unchanged left, vanished pruned.
//!
//! One thread reads the source and decides what has to be done; workers decode, clean, date and
//! tag; the engine's own threads index. Every queue is bounded, so memory does not grow with the
//! input; what grows is 16 bytes for each record of a run, to notice an id that comes twice.

use std::{
    collections::{HashMap, HashSet},
    sync::{
        Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
        mpsc,
    },
    thread,
};

use rapidhash::v3::rapidhash_v3;
use tantivy::{
    IndexWriter, Term,
    columnar::Column,
    indexer::{IndexWriterOptions, LogMergePolicy},
};

pub use super::progress::{Counters, Observer};
use super::{
    Index, IndexError, Reader, carried_authority,
    document::ActorFacets,
    engine_error,
    progress::{Job, Tally},
    schema,
    worker::{Run, Worker, joined},
};
use crate::{
    collection::{Problem, RawRecord},
    reading::ArticleReader,
};

/// Memory of one of the engine's indexing threads before it writes a segment.
const MEMORY_PER_THREAD: usize = 28 << 20;
/// Articles of a segment that is merged with others: a merge holds the stored articles of one of them at a time.
const MOST_TO_MERGE: usize = 100_000;
/// Source bytes that go to a worker at once.
const BATCH_BYTES: usize = 256 << 10;
/// Records between two commits: what a killed run loses at most.
const COMMIT_EVERY: u64 = 250_000;

/// How a run is done.
#[derive(Clone, Debug)]
pub struct Options {
    /// Worker and indexing threads, each.
    pub threads: usize,
    /// Drop articles under these paths whose record was not seen; empty for none.
    pub prune: Vec<String>,
}

/// Brings the index up to date with `records`.
///
/// # Errors
/// The index is locked or cannot be written; everything up to the last commit is kept.
pub fn update(
    index: &Index,
    records: impl Iterator<Item = Result<RawRecord, Problem>>,
    articles: &ArticleReader<'_>,
    options: &Options,
    observer: &dyn Observer,
) -> Result<Counters, IndexError> {
    let wrap = |error| engine_error::sorted(&index.dir, error);
    let mut writer = open(index, options.threads)?;
    // First of all: what is tagged by it must be known even if the run does not come to its end.
    carried_authority::save(articles.authority(), &index.dir)?;
    let mut ids = Ids::new(index.reader()?)?;
    let mut counters = Counters::default();
    let tally = Tally::default();
    let actors = ActorFacets::new(articles.authority());
    let mut unreadable: HashSet<String> = HashSet::new();
    let mut records = records.peekable();
    let threads = options.threads;
    let wrote = AtomicBool::new(false);

    while records.peek().is_some() {
        let held = AtomicUsize::new(0);
        let failed = AtomicBool::new(false);
        let (sender, receiver) = mpsc::sync_channel::<Vec<Job>>(threads);
        let receiver = Mutex::new(receiver);
        let run = Run {
            index,
            writer: &writer,
            articles,
            actors: &actors,
            tally: &tally,
            observer,
            threads,
            held: &held,
            wrote: &wrote,
        };
        let workers = thread::scope(|scope| {
            let work = || {
                let worker = Worker::new(&run).run(&receiver);
                if worker.is_err() {
                    failed.store(true, Ordering::Relaxed);
                    // What is on its way may still wait for a place in the channel.
                    while receiver.lock().is_ok_and(|receiver| receiver.recv().is_ok()) {}
                }
                worker
            };
            let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
            let mut batch = Vec::new();
            let mut batched = 0;
            let mut sent = 0;
            for item in records.by_ref() {
                match item {
                    Err(problem) => {
                        if problem.is_empty() {
                            counters.read += 1;
                            counters.empty += 1;
                        } else {
                            counters.failed += 1;
                            unreadable.insert(problem.path.clone());
                        }
                        observer.problem(&problem);
                    }
                    Ok(mut record) => {
                        counters.read += 1;
                        if let Some(replaces) = ids.settle(&mut record, observer, &mut counters) {
                            batched += record.len();
                            batch.push(Job { record, replaces });
                            sent += 1;
                        }
                    }
                }
                if batched >= BATCH_BYTES {
                    batched = 0;
                    if sender.send(std::mem::take(&mut batch)).is_err() {
                        break;
                    }
                }
                if counters.read % 256 == 0 {
                    observer.progress(&tally.snapshot(&counters));
                }
                if sent >= COMMIT_EVERY || failed.load(Ordering::Relaxed) {
                    break;
                }
            }
            // A closed channel means that every worker has failed, and says why.
            let _ = sender.send(batch);
            drop(sender);
            workers.into_iter().map(joined).collect::<Result<Vec<_>, _>>()
        })?;
        Worker::write_all(workers, &wrote)?;
        writer.commit().map_err(wrap)?;
    }

    if !options.prune.is_empty() {
        counters.removed = ids.prune(&options.prune, &unreadable, &writer)?;
        writer.commit().map_err(wrap)?;
    }
    writer.wait_merging_threads().map_err(wrap)?;
    let counters = tally.snapshot(&counters);
    gather(index, counters.added)?;
    observer.progress(&counters);
    Ok(counters)
}

/// Merges the small segments that a run has left, where most of the index is new: a lookup visits every
/// segment, and each has dictionaries of its own. After a run that adds a little to much, the merge policy's
/// judgement stands.
fn gather(index: &Index, added: u64) -> Result<(), IndexError> {
    let wrap = |error| engine_error::sorted(&index.dir, error);
    let segments = index.engine.searchable_segment_metas().map_err(wrap)?;
    let articles: u64 = segments.iter().map(|segment| u64::from(segment.num_docs())).sum();
    let mut small: Vec<_> = segments.iter().map(|segment| (segment.num_docs() as usize, segment.id())).collect();
    small.sort_by_key(|(articles, _)| *articles);
    let mut together = 0;
    small.retain(|(articles, _)| {
        together += articles;
        together <= MOST_TO_MERGE
    });
    if small.len() < 2 || added * 2 < articles {
        return Ok(());
    }
    let mut writer = match open(index, 1) {
        // Somebody else writes by now, and merges as well.
        Err(IndexError::Locked(_)) => return Ok(()),
        writer => writer?,
    };
    // As long as anybody holds what describes a segment, its files are kept.
    drop(segments);
    let ids: Vec<_> = small.into_iter().map(|(_, id)| id).collect();
    writer.merge(&ids).wait().map_err(wrap)?;
    // What was merged would else stay on the disk until the next run.
    writer.garbage_collect_files().wait().map_err(wrap)?;
    writer.wait_merging_threads().map_err(wrap)
}

/// A writer with bounded memory; it holds the lock of the index.
pub(super) fn open(index: &Index, threads: usize) -> Result<IndexWriter, IndexError> {
    let options = IndexWriterOptions::builder()
        .num_worker_threads(threads)
        .memory_budget_per_thread(MEMORY_PER_THREAD)
        .num_merge_threads(1)
        .build();
    let writer: IndexWriter =
        index.engine.writer_with_options(options).map_err(|error| engine_error::sorted(&index.dir, error))?;
    // Replaced articles would stay in the statistics until a merge for size comes along.
    let mut policy = LogMergePolicy::default();
    policy.set_del_docs_ratio_before_merge(0.3);
    policy.set_max_docs_before_merge(MOST_TO_MERGE);
    writer.set_merge_policy(Box::new(policy));
    Ok(writer)
}

/// Knows which ids are taken, by the index and by this run.
struct Ids {
    reader: Reader,
    columns: Vec<(Column<u64>, Column<u64>)>,
    /// Hash of each id of this run, with its record's fingerprint.
    seen: HashMap<u64, u64>,
}

impl Ids {
    fn new(reader: Reader) -> Result<Self, IndexError> {
        let columns = reader
            .searcher()
            .segment_readers()
            .iter()
            .map(|segment| {
                let fast = segment.fast_fields();
                Ok((fast.u64(schema::name::FINGERPRINT)?, fast.u64(schema::name::PATH_HASH)?))
            })
            .collect::<Result<_, IndexError>>()?;
        Ok(Self { reader, columns, seen: HashMap::new() })
    }

    /// Gives the record the id it is indexed under, and says whether it replaces an article;
    /// `None` where nothing has to be done.
    fn settle(&mut self, record: &mut RawRecord, observer: &dyn Observer, counters: &mut Counters) -> Option<bool> {
        let fingerprint = record.fingerprint;
        let path_hash = rapidhash_v3(record.path.as_bytes());
        let own = record.id.clone();
        let mut id = own.clone();
        for attempt in 0_u32.. {
            let hash = rapidhash_v3(id.as_bytes());
            match self.seen.get(&hash) {
                Some(&other) if other == fingerprint => {
                    counters.duplicates += 1;
                    return None;
                }
                Some(_) => {}
                None => match self.indexed(&id) {
                    Some((known, path)) if path == path_hash => {
                        self.seen.insert(hash, fingerprint);
                        rename(record, &own, id, observer, counters);
                        if known == fingerprint {
                            counters.unchanged += 1;
                            return None;
                        }
                        return Some(true);
                    }
                    Some(_) => {}
                    None => {
                        self.seen.insert(hash, fingerprint);
                        rename(record, &own, id, observer, counters);
                        return Some(false);
                    }
                },
            }
            id = match attempt {
                0 => format!("{}:{own}", record.path),
                n => format!("{}:{own}:{}", record.path, n + 1),
            };
        }
        None
    }

    /// Fingerprint and path hash of an indexed article.
    fn indexed(&self, id: &str) -> Option<(u64, u64)> {
        // An unreadable dictionary shows as a failed commit or check; here it means "not known".
        let address = self.reader.find(id).ok().flatten()?;
        let (fingerprints, paths) = self.columns.get(address.segment_ord as usize)?;
        Some((fingerprints.first(address.doc_id)?, paths.first(address.doc_id)?))
    }

    /// Deletes the articles under `roots` that this run has not seen; a file that could not be
    /// read has not vanished.
    fn prune(&self, roots: &[String], unreadable: &HashSet<String>, writer: &IndexWriter) -> Result<u64, IndexError> {
        let mut removed = 0;
        for address in self.reader.addresses() {
            let Some(id) = self.reader.id(address) else { continue };
            if self.seen.contains_key(&rapidhash_v3(id.as_bytes())) {
                continue;
            }
            let path = self.reader.article(address)?.path;
            let under = |root: &String| {
                root == "."
                    || path.strip_prefix(root.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            };
            if roots.iter().any(under) && !unreadable.contains(&path) {
                writer.delete_term(Term::from_field_text(self.reader.fields().id, &id));
                removed += 1;
            }
        }
        Ok(removed)
    }
}

/// Gives a record another id than its own, and tells so.
fn rename(record: &mut RawRecord, own: &str, id: String, observer: &dyn Observer, counters: &mut Counters) {
    if id != own {
        counters.renamed += 1;
        observer.renamed(own, &record.path, &id);
        record.id = id;
    }
}
