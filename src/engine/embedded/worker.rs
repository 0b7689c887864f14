//! Records into articles, and articles into segments: what each worker thread of a run does.
//!
//! While nothing of a run has been written, workers hold what they have; a run that ends before becomes one segment, so
//! that nothing has to be merged. In a longer one each worker writes segments of its own.

use std::{
    sync::{
        Mutex,
        atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering},
        mpsc,
    },
    thread,
};

use tantivy::{IndexWriter, Term};

use super::{
    Index, IndexError,
    copies::NewSketches,
    document::{ActorFacets, Documents},
    engine_error,
    in_flight::{self, InFlight},
    progress::{Batch, Change, Job, Observer, Tally},
    replaced::{Made, Replaced},
    segment::NewSegment,
};
use crate::{
    article::Article,
    collection::{Problem, RawRecord},
    query::Stamps,
    reading::ArticleReader,
    text::held,
};

/// Bytes that the segments hold which workers have begun, before a worker writes its own.
const MEMORY_TOGETHER: usize = 72 << 20;
/// The same for the first segments of a run: while nothing has been written nothing is merged either, and a run that ends
/// before leaves one segment.
const MEMORY_AT_FIRST: usize = 160 << 20;
/// Bytes of an article after which its worker gives back the room that it took.
const LARGE: usize = 1 << 20;
/// The least share of each of many workers.
const MEMORY_EACH: usize = 32 << 20;

/// What the workers of a run share.
pub(super) struct Run<'a> {
    pub(super) index: &'a Index,
    pub(super) writer: &'a IndexWriter,
    pub(super) articles: &'a ArticleReader<'a>,
    pub(super) actors: &'a ActorFacets,
    pub(super) tally: &'a Tally,
    /// Sketches of the articles that the run has read.
    pub(super) sketches: &'a NewSketches,
    pub(super) observer: &'a dyn Observer,
    pub(super) threads: usize,
    /// Bytes that all workers' segments hold.
    pub(super) held: &'a AtomicUsize,
    /// Bytes of the records that are being read.
    pub(super) in_flight: &'a InFlight,
    /// The segments that were made since the last commit.
    pub(super) made: &'a Made,
    /// Whether a segment has been written.
    pub(super) wrote: &'a AtomicBool,
    /// When the run began, in seconds since 1970.
    pub(super) now: i64,
}

impl Run<'_> {
    /// Those of an article that the index did not have.
    pub(super) fn new_stamps(&self) -> Stamps {
        Stamps { added: Some(self.now), changed: None }
    }

    /// Deletes an article of the last commit.
    pub(super) fn delete(&self, id: &str) -> Result<(), IndexError> {
        let replaced = Replaced::new(Term::from_field_text(self.index.fields.id, id), self.made);
        let deleted = self.writer.delete_query(Box::new(replaced));
        deleted.map(drop).map_err(|error| engine_error::sorted(&self.index.dir, error))
    }
}

/// Makes articles of records, and a segment of the new ones.
pub(super) struct Worker<'a> {
    run: &'a Run<'a>,
    documents: Documents<'a>,
    segment: Option<NewSegment>,
    /// Bytes that it holds.
    held: usize,
}

impl<'a> Worker<'a> {
    pub(super) fn new(run: &'a Run<'a>) -> Self {
        let documents = Documents::new(run.index.fields, run.index.stemmer, run.actors);
        Self { run, documents, segment: None, held: 0 }
    }

    /// Takes records until there are no more, or one cannot be written.
    pub(super) fn run(mut self, receiver: &Mutex<mpsc::Receiver<Batch<'_>>>) -> Result<Self, IndexError> {
        // The lock is held only while waiting for the next batch.
        while let Ok(Ok(Batch { jobs, pass })) = receiver.lock().map(|receiver| receiver.recv()) {
            jobs.into_iter().try_for_each(|job| self.record(job))?;
            drop(pass);
        }
        Ok(self)
    }

    fn record(&mut self, Job { record, replaces }: Job) -> Result<(), IndexError> {
        let tally = self.run.tally;
        let fingerprint = record.fingerprint;
        let Some(article) = read(self.run, record) else { return Ok(()) };
        let (stamps, change) = match replaces {
            Some(before) => {
                self.run.delete(&article.id)?;
                (Stamps { changed: Some(self.run.now), ..before }, Change::Replaced)
            }
            None => (self.run.new_stamps(), Change::Added),
        };
        self.run.observer.changed(change, &article.id);
        self.put(article, fingerprint, stamps)?;
        (if change == Change::Replaced { &tally.replaced } else { &tally.added }).fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    /// Adds an article that the index does not have, or that was deleted.
    pub(super) fn put(&mut self, mut article: Article, fingerprint: u64, stamps: Stamps) -> Result<(), IndexError> {
        let Run { index, wrote, made, .. } = *self.run;
        let wrap = |error| engine_error::sorted(&index.dir, error);
        let mut document = self
            .documents
            .document(&mut article, fingerprint)
            .map_err(|error| engine_error::of_io(&index.dir, &error.into()))?;
        self.documents.stamp(&mut document, stamps);
        self.run.sketches.note(fingerprint, self.documents.sketch());
        // What it is stored as and its words are all that is needed from here on.
        drop(article);
        let segment = match &mut self.segment {
            Some(segment) => segment,
            none => {
                let segment = NewSegment::new(index, !wrote.load(Ordering::Relaxed)).map_err(wrap)?;
                made.add(segment.id());
                none.insert(segment)
            }
        };
        let words = self.documents.words().numbers();
        segment.add(document, self.documents.json(), words).map_err(wrap)?;
        let bytes = self.documents.json().len();
        // The engine keeps the room that the largest article took until the segment is written.
        let goes_alone = bytes > in_flight::MOST;
        if goes_alone || self.is_full() || self.documents.words().vocabulary().is_full() {
            wrote.store(true, Ordering::Relaxed);
            self.write(false)?;
        }
        if bytes >= LARGE {
            self.documents.give_back();
        }
        Ok(())
    }

    /// Whether its segment should be written before it gets more: all hold much, and this one no less than others.
    fn is_full(&mut self) -> bool {
        let Run { held, threads, wrote, .. } = *self.run;
        let before = self.held;
        self.held = self.segment.as_ref().map_or(0, NewSegment::memory);
        let all = held.fetch_add(self.held.wrapping_sub(before), Ordering::Relaxed);
        let most = if wrote.load(Ordering::Relaxed) { MEMORY_TOGETHER } else { MEMORY_AT_FIRST };
        let most = most.max(MEMORY_EACH * threads);
        all > most && self.held >= most / threads.max(1)
    }

    /// Writes the segment, where there is one, and hands it to the engine.
    fn write(&mut self, beside: bool) -> Result<(), IndexError> {
        let Run { index, writer, .. } = *self.run;
        let wrap = |error| engine_error::sorted(&index.dir, error);
        let vocabulary = self.documents.words().vocabulary();
        if let Some(segment) = self.segment.take() {
            self.run.held.fetch_sub(self.held, Ordering::Relaxed);
            self.held = 0;
            let written = segment.write(vocabulary, beside).map_err(wrap)?;
            writer.add_segment(written).map_err(wrap)?;
        }
        if vocabulary.is_full() {
            self.documents.clear_words();
        }
        Ok(())
    }

    /// Writes what several workers have begun: as one segment, where the run has written none before.
    pub(super) fn write_all(workers: Vec<Self>, wrote: &AtomicBool) -> Result<(), IndexError> {
        let mut workers: Vec<Self> = workers.into_iter().filter(|worker| worker.segment.is_some()).collect();
        if !wrote.swap(true, Ordering::Relaxed) {
            let Some(mut first) = workers.pop() else { return Ok(()) };
            workers.into_iter().try_for_each(|worker| first.absorb(worker))?;
            return first.write(true);
        }
        thread::scope(|scope| {
            let writing: Vec<_> =
                workers.into_iter().map(|mut worker| scope.spawn(move || worker.write(false))).collect();
            writing.into_iter().try_for_each(joined)
        })
    }

    fn absorb(&mut self, other: Self) -> Result<(), IndexError> {
        let numbers = self.documents.numbers_of(&other.documents);
        if let (Some(segment), Some(other)) = (&mut self.segment, other.segment) {
            let index = self.run.index;
            segment.absorb(other, &numbers).map_err(|error| engine_error::sorted(&index.dir, error))?;
        }
        Ok(())
    }
}

/// The article that a record holds; `None`, counted and told, where it holds none.
pub(super) fn read(run: &Run<'_>, record: RawRecord) -> Option<Article> {
    let Run { articles, tally, observer, .. } = *run;
    let count = |n: &AtomicU64| n.fetch_add(1, Ordering::Relaxed);
    let (id, line) = (record.id.clone(), record.line);
    let record = match record.decode() {
        Ok(record) => record,
        Err(problem) => {
            count(if problem.is_empty() { &tally.empty } else { &tally.failed });
            if !problem.is_empty() {
                held(&tally.unreadable).insert(problem.path.clone());
            }
            observer.problem(&problem);
            return None;
        }
    };
    let (mut article, cut) = articles.read_and_tell(&record);
    article.id = id;
    if !cut.is_empty() {
        observer.problem(&Problem::fields_cut(&article.path, line, cut));
    }
    // A text that only repeats the headline leaves an article with a headline alone.
    if article.text.is_empty() && article.title.is_none() {
        count(&tally.empty);
        return None;
    }
    Some(article)
}

/// What a thread gave. That it panicked is a fault of the program; it goes on here, as if there were no thread.
pub(super) fn joined<T>(thread: thread::ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}
