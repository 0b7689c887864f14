//! `dateline extract`: the reading alone, articles as JSON Lines.

use std::{collections::VecDeque, io::Write as _, sync::mpsc, thread};

use anyhow::Result;

use super::{
    args::{ExtractArgs, ExtractFormat, Global},
    exit::Exit,
    grouped::Grouped,
    listed, remedies, setup, terminal,
};
use crate::{
    article::Article,
    collection::{self, Problem, RawRecord},
    output,
    reading::ArticleReader,
};

/// An article, with a note where its fields were cut; or what is wrong with its record.
type Read = Result<(Article, Option<Problem>), Problem>;

/// Bytes of a record that is read while no other is.
const LARGE: usize = 1 << 20;

/// Runs the command.
pub fn run(global: &Global, args: &ExtractArgs) -> Result<Exit> {
    let authority = setup::authority(global)?;
    let rules = setup::rules(&args.rules)?.unwrap_or_default();
    let articles = setup::article_reader(global, &authority).with_rules(rules);
    let paths = listed::paths(&args.paths, &args.list)?;
    let options = setup::read_options(&args.read, &paths)?;
    let records = collection::read(&paths, &options);
    let mut out = terminal::stdout_for(global, matches!(args.format, ExtractFormat::Text));
    let name = |id: &str| match authority.get(id) {
        Some(actor) => actor.name.clone(),
        None => id.to_owned(),
    };
    let page = output::text::Page { width: terminal::width(), name: &name };
    let (mut read, mut failed) = (0_u64, 0_u64);
    let warnings = Grouped::default();
    let outcome = in_order(records, &articles, |outcome| {
        match outcome {
            Ok(article) => {
                read += 1;
                match args.format {
                    ExtractFormat::Jsonl => output::json::line(&mut out, &article)?,
                    ExtractFormat::Text => output::text::article(&mut out, &article, None, &page)?,
                }
            }
            Err(problem) => {
                failed += u64::from(!problem.is_empty() && !problem.is_note());
                warnings.add(problem.place(), remedies::reason(&problem));
            }
        }
        Ok(())
    });
    warnings.tell(global);
    outcome?;
    out.flush()?;
    Ok(match (read, failed) {
        (0, _) => Exit::NoInput,
        (_, 0) => Exit::Found,
        _ => Exit::Partial,
    })
}

/// Reads records on all cores and hands the outcomes on in the order of the records.
fn in_order(
    records: impl Iterator<Item = Result<RawRecord, Problem>>,
    articles: &ArticleReader<'_>,
    mut each: impl FnMut(Result<Article, Problem>) -> Result<()>,
) -> Result<()> {
    let threads = setup::threads(None);
    thread::scope(|scope| {
        let mut workers = Vec::new();
        for _ in 0..threads {
            let (send, jobs) = mpsc::sync_channel::<RawRecord>(4);
            let (done, outcomes) = mpsc::sync_channel(4);
            scope.spawn(move || {
                for record in jobs {
                    let (id, line) = (record.id.clone(), record.line);
                    let outcome = record.decode().map(|record| {
                        let (article, cut) = articles.read_and_tell(&record);
                        let note = (!cut.is_empty()).then(|| Problem::fields_cut(&article.path, line, cut));
                        (Article { id, ..article }, note)
                    });
                    if done.send(outcome).is_err() {
                        break;
                    }
                }
            });
            workers.push((send, outcomes));
        }
        // Records go round the workers; what waits is a worker's number, or a problem in its place.
        let mut waiting: VecDeque<Result<usize, Problem>> = VecDeque::new();
        let mut take = |next: Result<usize, Problem>,
                        workers: &[(mpsc::SyncSender<RawRecord>, mpsc::Receiver<Read>)]| {
            match next {
                Err(problem) => each(Err(problem)),
                Ok(n) => match workers.get(n).map(|(_, outcomes)| outcomes.recv()) {
                    Some(Ok(Ok((article, note)))) => {
                        note.map_or(Ok(()), |note| each(Err(note)))?;
                        each(Ok(article))
                    }
                    Some(Ok(Err(problem))) => each(Err(problem)),
                    _ => anyhow::bail!("a reading thread ended early"),
                },
            }
        };
        let mut turn = 0;
        for record in records {
            match record {
                Err(problem) => waiting.push_back(Err(problem)),
                Ok(record) => {
                    // A large record is read alone: it takes some ten times its bytes.
                    while record.len() > LARGE
                        && let Some(next) = waiting.pop_front()
                    {
                        take(next, &workers)?;
                    }
                    let worker = turn % threads;
                    turn += 1;
                    if let Some((send, _)) = workers.get(worker) {
                        let _ = send.send(record);
                    }
                    waiting.push_back(Ok(worker));
                }
            }
            while waiting.len() > threads * 4
                && let Some(next) = waiting.pop_front()
            {
                take(next, &workers)?;
            }
        }
        while let Some(next) = waiting.pop_front() {
            take(next, &workers)?;
        }
        Ok(())
    })
}
