//! Records into the index: new ones are added, changed replaced, unchanged left, vanished pruned.
//!
//! One thread reads the source and decides what has to be done; workers decode, clean, date and
//! tag; the engine's own threads index. Every queue is bounded, and so are the bytes of all records on their way (`in_flight`), so
//! memory does not grow with the input; what grows is 16 bytes for each record of a run, to notice an id that comes twice.

use std::{
    collections::{BTreeSet, HashSet},
    iter::Peekable,
    panic::{self, AssertUnwindSafe},
    sync::{
        Mutex,
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

pub use super::progress::{Change, Counters, Observer, Withheld};
use super::{
    Index, IndexError, carried_authority, carried_rules,
    copies::{self, NewSketches},
    document::ActorFacets,
    engine_error,
    forgotten::{List, PassedOver},
    in_flight::{self, InFlight},
    intake::{Intake, Task},
    known::Known,
    progress::{Batch, Job, Tally},
    prune::{self, Roots},
    replaced::Made,
    settle::{self, Groups, Seen},
    worker::{Run, Worker, joined},
};
use crate::{
    collection::{Problem, RawRecord},
    reading::ArticleReader,
    text::held,
};

/// Memory of one of the engine's indexing threads before it writes a segment.
const MEMORY_PER_THREAD: usize = 28 << 20;
/// Articles of a segment that is merged with others: a merge holds the stored articles of one of them at a time.
const MOST_TO_MERGE: usize = 100_000;
/// Segments beside the largest are merged with it where they hold at least one article in so many.
const WORTH_MERGING: u64 = 20;
/// Source bytes that go to a worker at once.
const BATCH_BYTES: usize = 256 << 10;
/// Records between two commits, and bytes of them: what a killed run loses at most, some minutes of work.
const COMMIT_EVERY: u64 = 250_000;
const COMMIT_BYTES: usize = 512 << 20;

/// Bytes of records that wait for others of their id.
const MOST_WAITING: usize = 24 << 20;
/// Bytes that segments in the making may hold beside a record that goes alone.
const BESIDE_LARGE: usize = 48 << 20;

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
    /// When the run begins, in seconds since 1970: what it adds is added then.
    pub now: i64,
}

impl Options {
    /// Nothing is pruned, and nobody waited for; the run begins `now`, in seconds since 1970.
    #[must_use]
    pub fn of(threads: usize, now: i64) -> Self {
        Self { threads, prune: Vec::new(), force: false, wait: Duration::ZERO, now }
    }
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
    let index = &index.for_writing(options.wait)?;
    updated(index, records, articles, options, observer).map_err(|error| index.cause(error))
}

/// The same with an index that has its lock.
fn updated(
    index: &Index,
    records: impl Iterator<Item = Result<RawRecord, Problem>>,
    articles: &ArticleReader<'_>,
    options: &Options,
    observer: &dyn Observer,
) -> Result<Counters, IndexError> {
    // First of all: what is tagged by it must be known even if the run does not come to its end.
    carried_authority::save(articles.authority(), &index.dir)?;
    carried_rules::save(articles.rules(), index)?;
    let mut writing = Writing::open(index, articles, options, observer)?;
    let mut reading = Reading::open(index)?;
    let mut records = records.peekable();
    while records.peek().is_some() {
        let waits = writing.part(&mut reading, &mut records)?;
        let rest = records.peek().is_some();
        if rest || !reading.waiting.is_empty() || !options.prune.is_empty() {
            writing.commit()?;
            reading.known = Known::open(index)?;
            reading.intake.committed();
        }
        // What waits is settled at the end, when it is known what has vanished, unless it becomes too much.
        if rest && waits >= MOST_WAITING {
            reading.settled.extend(reading.waiting.keys().cloned());
            let waiting = std::mem::take(&mut reading.waiting);
            writing.settle(&mut reading, waiting, None)?;
            writing.commit()?;
            reading.known = Known::open(index)?;
        }
    }
    let (counters, sketches) = writing.close(reading, options)?;
    gather(index, counters.added)?;
    copies::update(&index.dir, sketches)?;
    observer.progress(&counters);
    Ok(counters)
}

/// What a run knows of the records that it has read.
struct Reading {
    /// The last commit.
    known: Known,
    intake: Intake,
    counters: Counters,
    unreadable: HashSet<String>,
    absent: HashSet<String>,
    /// What waits to be settled.
    waiting: Groups,
    /// Ids that have been settled while not all was read.
    settled: BTreeSet<String>,
}

impl Reading {
    fn open(index: &Index) -> Result<Self, IndexError> {
        Ok(Self {
            known: Known::open(index)?,
            intake: Intake::without(PassedOver::of(List::load(index)?)),
            counters: Counters::default(),
            unreadable: HashSet::new(),
            absent: HashSet::new(),
            waiting: Groups::new(),
            settled: BTreeSet::new(),
        })
    }

    /// Notes a record or a file that could not be read.
    fn problem(&mut self, problem: &Problem) {
        if problem.is_note() {
            // Nothing has failed. Of a link that was not followed nothing is known: it protects what stands below it.
        } else if problem.is_empty() {
            self.counters.read += 1;
            self.counters.empty += 1;
        } else {
            self.counters.failed += 1;
        }
        // An empty record is known to be so; an empty file has most likely been cut off, an empty or missing
        // folder is not mounted.
        if problem.is_absence() {
            self.absent.insert(problem.path.clone());
        } else if !problem.is_empty() && !problem.is_summary() {
            self.unreadable.insert(problem.path.clone());
        }
    }
}

/// What a run writes with.
pub(super) struct Writing<'a> {
    index: &'a Index,
    writer: IndexWriter,
    articles: &'a ArticleReader<'a>,
    actors: ActorFacets,
    tally: Tally,
    sketches: NewSketches,
    observer: &'a dyn Observer,
    threads: usize,
    held: AtomicUsize,
    in_flight: InFlight,
    made: Made,
    wrote: AtomicBool,
    now: i64,
}

impl<'a> Writing<'a> {
    pub(super) fn open(
        index: &'a Index,
        articles: &'a ArticleReader<'a>,
        options: &Options,
        observer: &'a dyn Observer,
    ) -> Result<Self, IndexError> {
        let Options { threads, now, .. } = *options;
        Ok(Self {
            index,
            writer: open(index, threads)?,
            articles,
            actors: ActorFacets::new(articles.authority()),
            tally: Tally::default(),
            sketches: NewSketches::default(),
            observer,
            threads,
            held: AtomicUsize::new(0),
            in_flight: InFlight::default(),
            made: Made::default(),
            wrote: AtomicBool::new(false),
            now,
        })
    }

    pub(super) fn run(&self) -> Run<'_> {
        let Self { index, writer, articles, actors, tally, sketches, held, in_flight, made, wrote, .. } = self;
        let Self { observer, threads, now, .. } = *self;
        Run { index, writer, articles, actors, tally, sketches, observer, threads, held, in_flight, made, wrote, now }
    }

    pub(super) fn commit(&mut self) -> Result<(), IndexError> {
        self.index.unless_damaged()?;
        self.writer.commit().map_err(|error| engine_error::sorted(&self.index.dir, error))?;
        self.made = Made::default();
        Ok(())
    }

    /// Reads and writes until a commit is due, or there are no more records; gives the bytes that wait to be settled.
    fn part(
        &self,
        reading: &mut Reading,
        records: &mut Peekable<impl Iterator<Item = Result<RawRecord, Problem>>>,
    ) -> Result<usize, IndexError> {
        self.held.store(0, Ordering::Relaxed);
        let failed = AtomicBool::new(false);
        let (sender, receiver) = mpsc::sync_channel::<Batch<'_>>(self.threads);
        let receiver = Mutex::new(receiver);
        let run = self.run();
        let (workers, waits) = thread::scope(|scope| {
            let work = || {
                let worker = panic::catch_unwind(AssertUnwindSafe(|| Worker::new(&run).run(&receiver)));
                if !matches!(worker, Ok(Ok(_))) {
                    failed.store(true, Ordering::Relaxed);
                    // What is on its way may still wait for a place in the channel, or for others to come off it.
                    while receiver.lock().is_ok_and(|receiver| receiver.recv().is_ok()) {}
                }
                worker.unwrap_or_else(|panic| panic::resume_unwind(panic))
            };
            let workers: Vec<_> = (0..self.threads).map(|_| scope.spawn(work)).collect();
            let waits = self.read(reading, records, &sender, &failed);
            drop(sender);
            // Those that failed say why; the reading before them cannot have gone wrong without them.
            let workers: Result<Vec<Worker<'_>>, IndexError> = workers.into_iter().map(joined).collect();
            waits.and_then(|waits| Ok((workers?, waits)))
        })?;
        Worker::write_all(workers, &self.wrote)?;
        Ok(waits)
    }

    /// Reads records and hands them to the workers, until a commit is due or there are no more.
    fn read<'w>(
        &'w self,
        reading: &mut Reading,
        records: &mut Peekable<impl Iterator<Item = Result<RawRecord, Problem>>>,
        sender: &mpsc::SyncSender<Batch<'w>>,
        failed: &AtomicBool,
    ) -> Result<usize, IndexError> {
        let mut jobs = Vec::new();
        let (mut batched, mut sent, mut taken, mut waits) = (0, 0, 0, 0);
        while let Some(item) = records.next() {
            match item {
                Err(problem) => {
                    reading.problem(&problem);
                    self.observer.problem(&problem);
                }
                Ok(record) => {
                    let Reading { intake, known, counters, waiting, .. } = &mut *reading;
                    counters.read += 1;
                    match intake.task(&record, known, counters)? {
                        Task::Nothing => {}
                        Task::Settle => {
                            waits += record.len();
                            waiting.entry(record.id.clone()).or_default().push(record);
                        }
                        task => {
                            batched += record.len();
                            taken += record.len();
                            let replaces = if let Task::Replace(stamps) = task { Some(stamps) } else { None };
                            jobs.push(Job { record, replaces });
                            sent += 1;
                        }
                    }
                }
            }
            if batched >= BATCH_BYTES {
                let pass = self.in_flight.enter(std::mem::take(&mut batched));
                if sender.send(Batch { jobs: std::mem::take(&mut jobs), pass }).is_err() {
                    break;
                }
                self.in_flight.settle();
            }
            if reading.counters.read.is_multiple_of(256) {
                self.observer.progress(&self.tally.snapshot(&reading.counters));
            }
            let due = sent >= COMMIT_EVERY || taken >= COMMIT_BYTES || waits >= MOST_WAITING;
            if due || sent > 0 && self.is_no_room_for(records.peek()) || failed.load(Ordering::Relaxed) {
                break;
            }
        }
        // A closed channel means that every worker has failed, and says why.
        let _ = sender.send(Batch { jobs, pass: self.in_flight.enter(batched) });
        Ok(waits)
    }

    /// Whether what is held has to be written before the next record, which goes alone.
    fn is_no_room_for(&self, next: Option<&Result<RawRecord, Problem>>) -> bool {
        let goes_alone = next.is_some_and(|next| next.as_ref().is_ok_and(|record| record.len() > in_flight::MOST));
        if goes_alone {
            self.in_flight.empty();
        }
        goes_alone && self.held.load(Ordering::Relaxed) > BESIDE_LARGE
    }

    fn settle(&self, reading: &mut Reading, waiting: Groups, seen: Option<&Seen<'_>>) -> Result<(), IndexError> {
        let outcome = settle::settle(&self.run(), &reading.known, waiting, seen)?;
        self.tally.settled(&outcome, &mut reading.counters);
        Ok(())
    }

    /// Settles what waits and what has vanished, and ends the run.
    fn close(mut self, mut reading: Reading, options: &Options) -> Result<(Counters, NewSketches), IndexError> {
        reading.unreadable.extend(held(&self.tally.unreadable).drain());
        if options.force {
            reading.absent.clear();
        }
        let (unreadable, absent) = (std::mem::take(&mut reading.unreadable), std::mem::take(&mut reading.absent));
        let intake = std::mem::take(&mut reading.intake);
        let roots = Roots { roots: &options.prune, unreadable: &unreadable, absent: &absent };
        let protect = |path: &str| roots.protect(path);
        let hold = |path: &str| roots.hold(path);
        let nothing = |_: &str| false;
        let mut seen = Seen { records: &intake.records, paths: &intake.paths, unreadable: &protect, pruned: &hold };
        if !options.prune.is_empty() {
            let moving = reading.waiting.values().flatten().map(|record| record.fingerprint).collect();
            match prune::vanished(&reading.known, &roots, &seen, &moving, options.force)? {
                Ok(names) => reading.settled.extend(names),
                Err(withheld) => {
                    reading.counters.withheld = Some(withheld);
                    seen.pruned = &nothing;
                }
            }
        }
        for name in std::mem::take(&mut reading.settled) {
            reading.waiting.entry(name).or_default();
        }
        let waiting = std::mem::take(&mut reading.waiting);
        if !waiting.is_empty() {
            self.settle(&mut reading, waiting, Some(&seen))?;
        }
        self.commit()?;
        let counters = self.tally.snapshot(&reading.counters);
        Ok((counters, self.end()?))
    }

    /// Waits for what is still being merged; gives the sketches of the articles that were read.
    pub(super) fn end(self) -> Result<NewSketches, IndexError> {
        self.writer.wait_merging_threads().map_err(|error| engine_error::sorted(&self.index.dir, error))?;
        Ok(self.sketches)
    }
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
