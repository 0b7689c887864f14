//! Records into the index: new ones are added, changed replaced, unchanged left, vanished pruned.
//!
//! One thread reads the source and decides what has to be done; workers decode, clean, date and
//! tag; the engine's own threads index. Every queue is bounded, so memory does not grow with the
//! input; what grows is 16 bytes for each record of a run, to notice an id that comes twice.

use std::{
    collections::{BTreeSet, HashSet},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
        mpsc,
    },
    thread,
    time::Duration,
};

use tantivy::{
    IndexWriter,
    indexer::{IndexWriterOptions, LogMergePolicy},
};

pub use super::progress::{Counters, Observer, Withheld};
use super::{
    Index, IndexError, carried_authority,
    document::ActorFacets,
    engine_error,
    intake::{Intake, Task},
    known::Known,
    progress::{Job, Tally},
    prune::{self, Roots},
    settle::{self, Groups, Seen},
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
/// Segments beside the largest are merged with it where they hold at least one article in so many.
const WORTH_MERGING: u64 = 20;
/// Source bytes that go to a worker at once.
const BATCH_BYTES: usize = 256 << 10;
/// Records between two commits: what a killed run loses at most.
const COMMIT_EVERY: u64 = 250_000;

/// Bytes of records that wait for others of their id.
const MOST_WAITING: usize = 64 << 20;

/// How a run is done.
#[derive(Clone, Debug)]
pub struct Options {
    /// Worker and indexing threads, each.
    pub threads: usize,
    /// Drop articles under these paths whose record was not seen; empty for none.
    pub prune: Vec<String>,
    /// Prune even where a folder is missing or much would go.
    pub force: bool,
    /// How long another process is waited for that writes.
    pub wait: Duration,
}

impl Options {
    /// Nothing is pruned, and nobody waited for.
    #[must_use]
    pub fn of(threads: usize) -> Self {
        Self { threads, prune: Vec::new(), force: false, wait: Duration::ZERO }
    }
}

/// Brings the index up to date with `records`.
///
/// # Errors
/// The index is locked or cannot be written; everything up to the last commit is kept.
#[expect(
    clippy::too_many_lines,
    reason = "one run from its first record to its merge, over the state that all steps share"
)]
pub fn update(
    index: &Index,
    records: impl Iterator<Item = Result<RawRecord, Problem>>,
    articles: &ArticleReader<'_>,
    options: &Options,
    observer: &dyn Observer,
) -> Result<Counters, IndexError> {
    let index = &index.for_writing(options.wait)?;
    let wrap = |error| engine_error::sorted(&index.dir, error);
    let mut writer = open(index, options.threads)?;
    // First of all: what is tagged by it must be known even if the run does not come to its end.
    carried_authority::save(articles.authority(), &index.dir)?;
    let mut known = Known::open(index)?;
    let mut intake = Intake::default();
    let mut counters = Counters::default();
    let tally = Tally::default();
    let actors = ActorFacets::new(articles.authority());
    let mut unreadable: HashSet<String> = HashSet::new();
    let mut absent: HashSet<String> = HashSet::new();
    let mut records = records.peekable();
    let threads = options.threads;
    let (wrote, held) = (AtomicBool::new(false), AtomicUsize::new(0));
    // What waits to be settled, and ids that have been, while not all was read.
    let mut waiting = Groups::new();
    let mut settled: BTreeSet<String> = BTreeSet::new();

    while records.peek().is_some() {
        held.store(0, Ordering::Relaxed);
        let mut waits = 0;
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
            let mut read = Ok(());
            for item in records.by_ref() {
                match item {
                    Err(problem) => {
                        if problem.is_empty() {
                            counters.read += 1;
                            counters.empty += 1;
                        } else {
                            counters.failed += 1;
                        }
                        // An empty record is known to be so; an empty file has most likely been cut off, an empty or missing
                        // folder is not mounted.
                        if problem.is_absence() {
                            absent.insert(problem.path.clone());
                        } else if !problem.is_empty() {
                            unreadable.insert(problem.path.clone());
                        }
                        observer.problem(&problem);
                    }
                    Ok(record) => {
                        counters.read += 1;
                        match intake.task(&record, &known, &mut counters) {
                            Ok(Task::Nothing) => {}
                            Ok(Task::Settle) => {
                                waits += record.len();
                                waiting.entry(record.id.clone()).or_default().push(record);
                            }
                            Ok(task) => {
                                batched += record.len();
                                batch.push(Job { record, replaces: task == Task::Replace });
                                sent += 1;
                            }
                            Err(error) => {
                                read = Err(error);
                                break;
                            }
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
                if sent >= COMMIT_EVERY || waits >= MOST_WAITING || failed.load(Ordering::Relaxed) {
                    break;
                }
            }
            // A closed channel means that every worker has failed, and says why.
            let _ = sender.send(batch);
            drop(sender);
            let workers = workers.into_iter().map(joined).collect::<Result<Vec<_>, _>>();
            read.and(workers)
        })?;
        Worker::write_all(workers, &wrote)?;
        if records.peek().is_some() || !waiting.is_empty() || !options.prune.is_empty() {
            writer.commit().map_err(wrap)?;
            known = Known::open(index)?;
            intake.committed();
        }
        // What waits is settled at the end, when it is known what has vanished, unless it becomes too much.
        if waits >= MOST_WAITING && records.peek().is_some() {
            settled.extend(waiting.keys().cloned());
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
            let outcome = settle::settle(&run, &known, std::mem::take(&mut waiting), None)?;
            tally.settled(&outcome, &mut counters);
            writer.commit().map_err(wrap)?;
            known = Known::open(index)?;
        }
    }

    unreadable.extend(tally.unreadable.lock().unwrap_or_else(PoisonError::into_inner).drain());
    if options.force {
        absent.clear();
    }
    let roots = Roots { roots: &options.prune, unreadable: &unreadable, absent: &absent };
    let protect = |path: &str| roots.protect(path);
    let hold = |path: &str| roots.hold(path);
    let nothing = |_: &str| false;
    let mut seen = Seen { records: &intake.records, paths: &intake.paths, unreadable: &protect, pruned: &hold };
    if !options.prune.is_empty() {
        let moving = waiting.values().flatten().map(|record| record.fingerprint).collect();
        match prune::vanished(&known, &roots, &seen, &moving, options.force)? {
            Ok(names) => settled.extend(names),
            Err(withheld) => {
                counters.withheld = Some(withheld);
                seen.pruned = &nothing;
            }
        }
    }
    for name in settled {
        waiting.entry(name).or_default();
    }
    if !waiting.is_empty() {
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
        let outcome = settle::settle(&run, &known, waiting, Some(&seen))?;
        tally.settled(&outcome, &mut counters);
    }
    writer.commit().map_err(wrap)?;
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
    // To write a whole index anew for a few articles beside it costs more than lookups gain.
    let beside = match small.last() {
        Some((largest, _)) => articles.saturating_sub(*largest as u64),
        None => 0,
    };
    if small.len() < 2 || added * 2 < articles || beside * WORTH_MERGING < articles {
        return Ok(());
    }
    let mut writer = open(index, 1)?;
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
