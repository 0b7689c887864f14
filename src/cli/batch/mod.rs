//! `dateline batch`: many lookups, one a line; every line has its answer, in order.
//!
//! `input` finds the lines, `fields` names what may stand on one, `lookup` reads what it asks for, `run` answers them on all cores and
//! writes them in order, `resume` finds where an interrupted output ends.

mod fields;
mod input;
mod lookup;
mod resume;
mod run;

use std::{
    collections::VecDeque,
    fs::File,
    io::{self, BufRead, BufReader, BufWriter, Write},
};

use anyhow::Result;

use self::{
    input::{Input, InputError},
    lookup::Lookups,
    run::{Job, OutputForm},
};
use super::{
    args::{BatchArgs, BatchFormat, Global},
    exit::{Exit, NoInputError, UsageError},
    notes, search, session, setup, terminal,
};
use crate::{
    engine::embedded,
    output::{csv::Table, json},
    search::{Session, request::Request},
};

/// Runs the command.
pub fn run(global: &Global, args: &BatchArgs) -> Result<Exit> {
    let form = form(args);
    if args.resume.is_some() && form == OutputForm::Trec {
        return Err(
            UsageError("--resume works with jsonl, csv and tsv: a TREC run does not say where it ends".into()).into()
        );
    }
    if !args.facets.is_empty() && form != OutputForm::Json {
        return Err(
            UsageError("--facets needs --format jsonl: a table and a run have no place for counts".into()).into()
        );
    }
    let now = setup::today(global);
    let mut defaults = search::request(&args.filter, now)?;
    super::search::hits(&args.hits, &mut defaults);
    defaults.facets.clone_from(&args.facets);
    // A run of a thousand ids needs no article to be read.
    defaults.ids_only = form == OutputForm::Trec;
    if args.one_row {
        defaults.limit = defaults.limit.min(1);
    }
    let session = session::open(global)?;
    let searcher = session.searcher()?;
    let header = header(global, args, &session, &defaults)?;
    let head = head(args, form, &header)?;

    let (reader, bytes) = open(args)?;
    let path = (args.file.as_os_str() != "-").then_some(args.file.as_path());
    let input = Input::open(reader, args.input_format, path).map_err(|error| match error {
        InputError::Header { .. } => anyhow::Error::from(UsageError(error.to_string())),
        InputError::Io(_) | InputError::Utf16 => NoInputError(error.to_string()).into(),
    })?;
    let lookups =
        Lookups { format: input.format().clone(), count_only: args.count_only, one_row: args.one_row, defaults, now };
    let mut job = Job {
        form,
        timing: args.timing,
        threads: setup::threads(args.jobs),
        lookups,
        skip: VecDeque::new(),
        head,
        bar: terminal::progress(global, bytes),
    };
    let tell = |message: &str| notes::warning(global, message);
    let (summary, before) = match &args.resume {
        None => {
            // Not through the stream that strips styles: nothing here has any.
            let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
            (run::run(&job, input, &searcher, &mut out, &tell)?, run::Summary::default())
        }
        Some(path) => {
            let found = resume::open(path, form, &job.head)?;
            if found.started {
                job.head.clear();
                if args.no_header || (form.is_table() && !args.header_comment) {
                    tell("the output does not say which index it comes from; taking it for this one");
                }
            }
            job.skip = found.answers;
            let mut out = BufWriter::with_capacity(1 << 16, found.file);
            (run::run(&job, input, &searcher, &mut out, &tell)?, found.before)
        }
    };
    job.bar.finish_and_clear();
    let (answered, failed) = (summary.answered + before.answered, summary.failed + before.failed);
    if summary.interrupted {
        let how = if args.resume.is_some() {
            "the same command goes on from there"
        } else {
            "with --resume OUT a run can go on"
        };
        notes::warning(global, &format!("interrupted after {} lookups; {how}", answered + failed));
        return Ok(Exit::Interrupted);
    }
    if answered + failed == 0 {
        return Err(NoInputError("the batch holds no lookup; write one a line".into()).into());
    }
    if failed > 0 {
        tell(&format!("{failed} of {} lookups failed", answered + failed));
        return Ok(Exit::Partial);
    }
    Ok(Exit::Found)
}

fn form(args: &BatchArgs) -> OutputForm {
    let table = |tabs| OutputForm::Table(Table { tabs, raw: args.csv_raw, timing: args.timing });
    match args.format {
        BatchFormat::Jsonl => OutputForm::Json,
        BatchFormat::Csv => table(false),
        BatchFormat::Tsv => table(true),
        BatchFormat::Trec => OutputForm::Trec,
    }
}

/// The lookups, and how many bytes they are; 0 where that is not known.
fn open(args: &BatchArgs) -> Result<(Box<dyn BufRead + Send>, u64)> {
    if args.file.as_os_str() == "-" {
        return Ok((Box::new(BufReader::with_capacity(1 << 16, io::stdin())), 0));
    }
    let refused = |error: io::Error| NoInputError(format!("cannot read the batch '{}': {error}", args.file.display()));
    let file = File::open(&args.file).map_err(refused)?;
    let meta = file.metadata().map_err(refused)?;
    if meta.is_dir() {
        return Err(NoInputError(format!("the batch '{}' is a folder; name a file", args.file.display())).into());
    }
    Ok((Box::new(BufReader::with_capacity(1 << 16, file)), meta.len()))
}

/// What is needed to get the same answers again.
fn header(global: &Global, args: &BatchArgs, session: &Session<'_>, defaults: &Request) -> Result<json::BatchHeader> {
    // Only where it is written: it reads the ids of all articles, and the whole authority.
    let wanted = match args.format {
        BatchFormat::Jsonl => !args.no_header,
        BatchFormat::Csv | BatchFormat::Tsv => args.header_comment,
        BatchFormat::Trec => false,
    };
    let manifest = session.index().manifest();
    let (mut fingerprints, mut articles) = (Vec::new(), 0);
    for index in session.indexes() {
        let reader = index.reader()?;
        articles += reader.len();
        if wanted {
            fingerprints.push(embedded::fingerprint::fingerprint(index, &reader)?);
        }
    }
    Ok(json::BatchHeader {
        program: env!("CARGO_PKG_VERSION").into(),
        // Of several the fingerprints in the order in which they were named.
        index: fingerprints.join("+"),
        articles,
        analyzer: manifest.analyzer.clone(),
        stemmer: manifest.stemmer.clone(),
        tagged_with: manifest.authority.clone(),
        authority: if wanted { format!("{:016x}", session.names().authority()?.fingerprint()) } else { String::new() },
        now: global.now.map(|now| now.day().to_string()),
        defaults: json::BatchDefaults {
            literal: defaults.literal,
            exact: defaults.exact,
            any: defaults.any,
            filters: defaults.filters.clone(),
            from: defaults.from.map(|day| day.to_string()),
            to: defaults.to.map(|day| day.to_string()),
            limit: defaults.limit,
            passages: defaults.passages,
            count_only: args.count_only,
            facets: defaults.facets.iter().map(|by| by.dimension.name()).collect(),
        },
    })
}

/// What stands in front of the first answer.
fn head(args: &BatchArgs, form: OutputForm, header: &json::BatchHeader) -> Result<Vec<u8>> {
    let mut head = Vec::new();
    match form {
        OutputForm::Json if !args.no_header => json::batch_header(&mut head, header)?,
        OutputForm::Table(table) => {
            if args.header_comment {
                head.write_all(b"# ")?;
                json::batch_header(&mut head, header)?;
            }
            if !args.no_header {
                head.extend(table.header()?);
            }
        }
        OutputForm::Json | OutputForm::Trec => {}
    }
    Ok(head)
}
