//! Answers a batch on several threads and writes the answers in the order of its lines.
//!
//! One thread reads lines, workers answer them and write each answer to memory, the calling
//! thread puts them in order and out. Lines on their way are bounded, so one slow lookup holds
//! back the rest instead of filling memory; what is written is the same for any number of threads.

use std::{
    collections::{BTreeMap, VecDeque},
    io::{self, Write},
    panic::{self, AssertUnwindSafe},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, Receiver, Sender, SyncSender},
    },
    thread,
    time::Instant,
};

use anyhow::{Result, anyhow};
use indicatif::ProgressBar;
use rapidhash::v3::rapidhash_v3;

use super::{
    input::{BatchLine, Input},
    lookup::{Lookup, Lookups},
};
use crate::{
    cli::exit::{NoInputError, UsageError},
    output::{
        self,
        batch::{Failure, Row},
        csv::Table,
    },
    search::{SearchError, Searcher, response::Response},
};

/// Lines on their way for each worker.
const WINDOW: usize = 16;

/// What the answers are written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutputForm {
    /// JSON Lines.
    Json,
    /// CSV or TSV.
    Table(Table),
    /// A TREC run.
    Trec,
}

impl OutputForm {
    /// Whether it is CSV or TSV.
    pub fn is_table(self) -> bool {
        matches!(self, Self::Table(_))
    }
}

/// A line that an earlier run answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// Its number.
    pub line: u64,
    /// Its id, as the output has it.
    pub id: String,
    /// The hash of its query, as the output has it; `None` where it does not say.
    pub query: Option<u64>,
}

impl Answered {
    /// The hash of a query.
    pub fn hash(query: &str) -> u64 {
        rapidhash_v3(query.as_bytes())
    }
}

/// What is to be done.
pub struct Job {
    /// What the answers are written as.
    pub form: OutputForm,
    /// Whether times are taken.
    pub timing: bool,
    /// Workers.
    pub threads: usize,
    /// Reads the lines.
    pub lookups: Lookups,
    /// Lines up to this one have their answers.
    pub skip: VecDeque<Answered>,
    /// What stands in front of the first answer.
    pub head: Vec<u8>,
    /// Moves with the input.
    pub bar: ProgressBar,
}

/// How a run ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Lookups with an answer, be it that nothing was found.
    pub answered: u64,
    /// Lookups without.
    pub failed: u64,
    /// Whether it was stopped before the end.
    pub interrupted: bool,
}

enum Event {
    /// The answer to the nth line.
    Answer(u64, Answer),
    /// There are so many lines.
    End(u64),
    /// The input cannot be read any further.
    Broken(anyhow::Error),
    Interrupted,
}

struct Answer {
    bytes: Vec<u8>,
    line: u64,
    read: u64,
    failure: Option<String>,
    /// The index cannot be read: no later line will fare better.
    fatal: Option<SearchError>,
}

enum Task {
    Answer(u64, BatchLine),
    Stop,
}

/// Answers all lines of `input`; `tell` hears of lines that have no place in the output.
///
/// # Errors
/// The index or the input cannot be read, or the output cannot be written.
pub fn run(
    job: &Job,
    input: Input,
    searcher: &Searcher<'_>,
    out: &mut dyn Write,
    tell: &dyn Fn(&str),
) -> Result<Summary> {
    let (events, received) = mpsc::channel();
    let (tasks, taken) = mpsc::channel();
    let (permits, used) = mpsc::sync_channel(job.threads * WINDOW);
    let stop = AtomicBool::new(false);
    catch_interrupts(events.clone());
    let reader = Reader {
        input,
        lookups: job.lookups.clone(),
        form: job.form,
        skip: job.skip.clone(),
        tasks: tasks.clone(),
        permits,
    };
    // Not joined: it may wait for a terminal for ever.
    let reported = events.clone();
    thread::spawn(move || {
        let event = match panic::catch_unwind(AssertUnwindSafe(|| reader.run())) {
            Ok(Ok(count)) => Event::End(count),
            Ok(Err(error)) => Event::Broken(error),
            Err(_) => Event::Broken(anyhow!("reading the batch failed")),
        };
        // Where nobody listens, the run is over.
        let _ = reported.send(event);
    });
    let taken = Mutex::new(taken);
    thread::scope(|scope| {
        for _ in 0..job.threads {
            let worker =
                Worker { job, searcher: searcher.another(), taken: &taken, events: events.clone(), stop: &stop };
            scope.spawn(move || worker.run());
        }
        let summary = write(job, &received, used, out, tell);
        stop.store(true, Ordering::Relaxed);
        for _ in 0..job.threads {
            // A worker that has ended needs no word.
            let _ = tasks.send(Task::Stop);
        }
        summary
    })
}

/// The first signal ends the run after the line that is being written, the second at once.
fn catch_interrupts(events: Sender<Event>) {
    let asked = AtomicBool::new(false);
    let caught = ctrlc::set_handler(move || {
        if asked.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
        let _ = events.send(Event::Interrupted);
    });
    // Without a handler a signal ends the program as it always does; --resume mends that too.
    drop(caught);
}

/// Writes the answers in order until the end, an error or an interrupt.
fn write(
    job: &Job,
    events: &Receiver<Event>,
    used: Receiver<()>,
    out: &mut dyn Write,
    tell: &dyn Fn(&str),
) -> Result<Summary> {
    let mut summary = Summary::default();
    let mut waiting: BTreeMap<u64, Answer> = BTreeMap::new();
    let (mut next, mut end) = (0, None);
    let mut head = job.head.as_slice();
    while end != Some(next) {
        let event = match events.try_recv() {
            Ok(event) => event,
            Err(_) => {
                // Nothing is ready: whoever reads along gets what there is.
                out.flush()?;
                events.recv()?
            }
        };
        match event {
            Event::Answer(n, answer) => {
                waiting.insert(n, answer);
            }
            Event::End(count) => end = Some(count),
            Event::Broken(error) => {
                out.flush()?;
                return Err(error);
            }
            Event::Interrupted => {
                summary.interrupted = true;
                break;
            }
        }
        while let Some(answer) = waiting.remove(&next) {
            next += 1;
            if let Some(error) = answer.fatal {
                out.flush()?;
                return Err(anyhow::Error::from(error).context(format!("line {}", answer.line)));
            }
            out.write_all(std::mem::take(&mut head))?;
            out.write_all(&answer.bytes)?;
            match answer.failure {
                None => summary.answered += 1,
                Some(reason) => {
                    summary.failed += 1;
                    if job.form == OutputForm::Trec {
                        job.bar.suspend(|| tell(&format!("line {}: {reason}", answer.line)));
                    }
                }
            }
            job.bar.set_position(answer.read);
            job.bar.set_message(format!("{next} lookups"));
            // The reader put a permit in for every line.
            let _ = used.try_recv();
        }
    }
    out.flush()?;
    drop(used);
    Ok(summary)
}

/// Hands out lines.
struct Reader {
    input: Input,
    lookups: Lookups,
    form: OutputForm,
    skip: VecDeque<Answered>,
    tasks: Sender<Task>,
    permits: SyncSender<()>,
}

impl Reader {
    /// Reads to the end; gives the number of lines handed out.
    fn run(mut self) -> Result<u64> {
        let mut count = 0;
        let unreadable = |error: io::Error| NoInputError(format!("cannot read the batch: {error}"));
        while let Some(line) = self.input.next_line().map_err(unreadable)? {
            if let Some(answered) = self.skip.pop_front() {
                self.check(&line, &answered)?;
                continue;
            }
            // Both fail only when the run is over.
            if self.permits.send(()).is_err() || self.tasks.send(Task::Answer(count, line)).is_err() {
                return Ok(count);
            }
            count += 1;
        }
        match self.skip.back() {
            Some(last) => Err(UsageError(format!(
                "the output has answers up to line {}, the batch ends before; is it the same batch?",
                last.line
            ))
            .into()),
            None => Ok(count),
        }
    }

    /// Whether a line that was answered is still what it was.
    fn check(&self, line: &BatchLine, answered: &Answered) -> Result<()> {
        let Lookup { id, query, .. } = self.lookups.read(line);
        let shown = |text: &str| match self.form {
            OutputForm::Table(table) => table.cell(text).into_owned(),
            OutputForm::Json | OutputForm::Trec => text.to_owned(),
        };
        let id = shown(&id);
        if line.number != answered.line || id != answered.id {
            return Err(UsageError(format!(
                "an answer of the output is to '{}' on line {}, the batch has '{id}' on line {}; is it the same batch?",
                answered.id, answered.line, line.number
            ))
            .into());
        }
        if answered.query.is_some_and(|query_there| query_there != Answered::hash(&shown(&query))) {
            return Err(UsageError(format!(
                "the answer of the output on line {} is to another query than the batch has there; is it the same batch?",
                line.number
            ))
            .into());
        }
        Ok(())
    }
}

/// Answers lines.
struct Worker<'a> {
    job: &'a Job,
    searcher: Searcher<'a>,
    taken: &'a Mutex<Receiver<Task>>,
    events: Sender<Event>,
    stop: &'a AtomicBool,
}

impl Worker<'_> {
    fn run(mut self) {
        loop {
            let task = self.taken.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok(Task::Answer(n, line)) = task else { return };
            if self.stop.load(Ordering::Relaxed) {
                return;
            }
            let answer = self.answer(&line);
            if self.events.send(Event::Answer(n, answer)).is_err() {
                return;
            }
        }
    }

    fn answer(&mut self, line: &BatchLine) -> Answer {
        let started = Instant::now();
        let lookup = self.job.lookups.read(line);
        let mut fatal = None;
        let asked = lookup.request.map_err(|reason| ("bad-lookup", reason));
        let outcome: Result<Response, (&'static str, String)> = asked.and_then(|request| {
            let found = panic::catch_unwind(AssertUnwindSafe(|| self.searcher.search(&request)));
            let Ok(found) = found else {
                self.searcher = self.searcher.another();
                let reason = "the lookup failed inside the program; 'dateline check' tells whether the index is sound";
                return Err(("internal", reason.into()));
            };
            found.map_err(|error| {
                let reason = (error.code(), error.to_string());
                if matches!(error, SearchError::Index(_)) {
                    fatal = Some(error);
                }
                reason
            })
        });
        let row = Row {
            line: line.number,
            id: &lookup.id,
            query: &lookup.query,
            outcome: outcome.as_ref().map_err(|(code, message)| Failure { code, message }),
            elapsed: self.job.timing.then(|| started.elapsed()),
        };
        let mut bytes = Vec::with_capacity(16 << 10);
        // Memory takes everything.
        let _ = match (self.job.form, &outcome) {
            (OutputForm::Json, _) => output::json::lookup(&mut bytes, &row),
            (OutputForm::Table(table), _) => table.rows(&mut bytes, &row),
            (OutputForm::Trec, Ok(response)) => output::trec::run(&mut bytes, &lookup.id, response),
            (OutputForm::Trec, Err(_)) => Ok(()),
        };
        Answer { bytes, line: line.number, read: line.read, failure: outcome.err().map(|(_, reason)| reason), fatal }
    }
}
