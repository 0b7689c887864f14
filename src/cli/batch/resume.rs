//! Where the output of an interrupted run ends, so that the next one goes on behind it.
//!
//! A torn last line is dropped. Of a table the rows of the last lookup are dropped too, because
//! nothing says whether they are all there; the lookup is answered again.

use std::{
    collections::VecDeque,
    fs::{File, OpenOptions},
    io::{BufRead, BufReader, Read as _, Seek as _, SeekFrom},
    path::Path,
};

use anyhow::{Context as _, Result};
use serde::Deserialize;
use serde_json::Value;

use super::run::{Answered, OutputForm, Summary};
use crate::{cli::exit::UsageError, text::items};

/// An output that is open behind its last whole answer.
pub struct Resumed {
    /// To be written on from where it stands.
    pub file: File,
    /// Whether its header is written.
    pub started: bool,
    /// The lines that have their answers, in order.
    pub answers: VecDeque<Answered>,
    /// What the answers are that it holds.
    pub before: Summary,
}

/// How much of an output is whole.
#[derive(Debug, Default, PartialEq, Eq)]
struct Whole {
    bytes: u64,
    answers: VecDeque<Answered>,
    before: Summary,
}

/// Opens an output; creates it where there is none.
///
/// # Errors
/// It cannot be read or written, it was made with something else, or it is another kind of file.
pub fn open(path: &Path, form: OutputForm, head: &[u8]) -> Result<Resumed> {
    let context = || format!("cannot write '{}'", path.display());
    let mut file =
        OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path).with_context(context)?;
    let whole = scan(&mut BufReader::with_capacity(1 << 16, &file), form, head)
        .with_context(|| format!("cannot go on with '{}'", path.display()))?;
    file.set_len(whole.bytes).with_context(context)?;
    file.seek(SeekFrom::Start(whole.bytes)).with_context(context)?;
    let started = whole.bytes > 0 || head.is_empty() && !whole.answers.is_empty();
    Ok(Resumed { file, started, answers: whole.answers, before: whole.before })
}

/// Reads an output to its end.
fn scan(mut input: &mut dyn BufRead, form: OutputForm, head: &[u8]) -> Result<Whole> {
    let mut start = Vec::with_capacity(head.len());
    (&mut input).take(head.len() as u64).read_to_end(&mut start)?;
    if start != head {
        if head.starts_with(&start) {
            return Ok(Whole::default());
        }
        (&mut input).take(1 << 16).read_until(b'\n', &mut start)?;
        return Err(UsageError(difference(&start, head)).into());
    }
    let mut whole = Whole { bytes: head.len() as u64, ..Whole::default() };
    let mut at = whole.bytes;
    // The answer that is being read: rows of a table that share a line.
    let mut open: Option<Done> = None;
    let mut record = Vec::new();
    while next_record(input, form, &mut record)? {
        if !record.ends_with(b"\n") || is_open(form, &record) {
            if whole.answers.is_empty() && open.is_none() && head.is_empty() && !is_beginning(form, &record) {
                return Err(UsageError("it does not hold answers of a batch".into()).into());
            }
            break;
        }
        let done = done(form, &record)?;
        if let Some(before) = open.take_if(|before| before.line != done.line) {
            whole.add(before, at);
        }
        at += record.len() as u64;
        match form {
            OutputForm::Table(_) => {
                open.get_or_insert(done);
            }
            OutputForm::Json | OutputForm::Trec => whole.add(done, at),
        }
    }
    Ok(whole)
}

impl Whole {
    fn add(&mut self, done: Done, end: u64) {
        self.bytes = end;
        if done.status == "error" {
            self.before.failed += 1;
        } else {
            self.before.answered += 1;
        }
        let query = done.query.map(|query| Answered::hash(&query));
        self.answers.push_back(Answered { line: done.line, id: done.id, query });
    }
}

/// What an answer says of itself.
struct Done {
    line: u64,
    id: String,
    status: String,
    /// Of a lookup that failed JSON has none.
    query: Option<String>,
}

/// The same as JSON has it.
#[derive(Deserialize)]
struct JsonDone {
    line: u64,
    id: String,
    status: String,
    query: Option<JsonQuery>,
}

#[derive(Deserialize)]
struct JsonQuery {
    text: String,
}

fn done(form: OutputForm, record: &[u8]) -> Result<Done> {
    let foreign = || UsageError("it does not hold answers of a batch".to_owned());
    match form {
        OutputForm::Table(table) => {
            let cells = cells(record, table.tabs).ok_or_else(foreign)?;
            let cell = |n: usize| cells.get(n).map(str::to_owned);
            (|| Some(Done { line: cell(0)?.parse().ok()?, id: cell(1)?, query: cell(2), status: cell(3)? }))()
                .ok_or_else(|| foreign().into())
        }
        OutputForm::Json | OutputForm::Trec => {
            let header = serde_json::from_slice::<Value>(record).ok().filter(|value| value.get("schema").is_some());
            if header.is_some() {
                return Err(UsageError("its first line is a header; leave out --no-header".into()).into());
            }
            let JsonDone { line, id, status, query } = serde_json::from_slice(record).map_err(|_| foreign())?;
            Ok(Done { line, id, status, query: query.map(|query| query.text) })
        }
    }
}

fn cells(record: &[u8], tabs: bool) -> Option<csv::StringRecord> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .delimiter(if tabs { b'\t' } else { b',' })
        .from_reader(record)
        .into_records()
        .next()?
        .ok()
}

/// The next line, or of a table the next row, which ends where no quote is open.
fn next_record(input: &mut dyn BufRead, form: OutputForm, record: &mut Vec<u8>) -> Result<bool> {
    record.clear();
    let mut checked = 0;
    let mut quotes = 0;
    loop {
        if input.read_until(b'\n', record)? == 0 {
            return Ok(!record.is_empty());
        }
        quotes += count_quotes(items(record, checked..));
        checked = record.len();
        if !form.is_table() || quotes % 2 == 0 {
            return Ok(true);
        }
    }
}

/// In a table that is well formed, a quote is open exactly where their number is odd.
fn is_open(form: OutputForm, record: &[u8]) -> bool {
    form.is_table() && count_quotes(record) % 2 == 1
}

fn count_quotes(bytes: &[u8]) -> usize {
    memchr::memchr_iter(b'"', bytes).count()
}

/// Whether a torn first line can be the beginning of an answer; nothing else may be dropped.
fn is_beginning(form: OutputForm, record: &[u8]) -> bool {
    const JSON: &[u8] = b"{\"line\":";
    match form {
        OutputForm::Table(_) => record.first().is_some_and(u8::is_ascii_digit),
        OutputForm::Json | OutputForm::Trec => record.starts_with(JSON) || JSON.starts_with(record),
    }
}

/// What is different between the head that is there and the one that would be written.
fn difference(found: &[u8], wanted: &[u8]) -> String {
    let fields = |head: &[u8]| -> Option<serde_json::Map<String, Value>> {
        let line = head.split(|&byte| byte == b'\n').next()?;
        serde_json::from_slice(line.strip_prefix(b"# ").unwrap_or(line)).ok()
    };
    let (Some(found), Some(wanted)) = (fields(found), fields(wanted)) else {
        return "it does not begin as this output would; the form or the options differ, or it is another file".into();
    };
    let differ: Vec<String> = wanted
        .iter()
        .filter(|(name, value)| found.get(*name) != Some(value))
        .map(|(name, value)| {
            let there = match found.get(name) {
                Some(there) => there.to_string(),
                None => "nothing".to_owned(),
            };
            format!("'{name}' is {there} there and {value} now")
        })
        .collect();
    format!("it was made with something else: {}", differ.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        output::{
            batch::{Failure, Row},
            csv::Table,
            json,
        },
        search::response::{Hit, Response},
    };

    /// Answers to four lines, of two, no, no and one hits, as bytes with the place where each ends.
    fn answers(form: OutputForm) -> Vec<(Vec<u8>, u64)> {
        let hit = |title: &str| Hit { title: Some(title.into()), ..Hit::default() };
        let found = |hits: Vec<Hit>| Response { total: hits.len() as u64, hits, ..Response::default() };
        let (two, none, one) =
            (found(vec![hit("a \"b\"\n12,c"), hit("\"")]), found(vec![]), found(vec![hit("é,\r\n")]));
        [(1, Ok(&two)), (2, Err(Failure { code: "x", message: "no \"query\"" })), (11, Ok(&none)), (12, Ok(&one))]
            .into_iter()
            .map(|(line, outcome)| {
                let row = Row { line, id: &format!("q\n{line}"), query: "x", outcome, elapsed: None };
                let mut bytes = Vec::new();
                match form {
                    OutputForm::Table(table) => table.rows(&mut bytes, &row).unwrap(),
                    _ => json::lookup(&mut bytes, &row).unwrap(),
                }
                (bytes, line)
            })
            .collect()
    }

    #[test]
    fn every_cut_ends_behind_a_whole_answer() {
        let table = |tabs| OutputForm::Table(Table { tabs, raw: false, timing: false });
        for form in [OutputForm::Json, table(false), table(true)] {
            for head in ["", "{\"schema\":\"s\"}\n", "# x\nline,id\r\n"] {
                let answers = answers(form);
                let mut whole = head.as_bytes().to_vec();
                // Where each answer ends, and its line.
                let mut ends = vec![(head.len(), None)];
                for (bytes, line) in &answers {
                    whole.extend(bytes);
                    ends.push((whole.len(), Some(*line)));
                }
                for cut in 0..=whole.len() {
                    let kept = scan(&mut &whole[..cut], form, head.as_bytes()).unwrap();
                    if cut < head.len() {
                        assert_eq!(kept, Whole::default(), "{form:?} {cut}");
                        continue;
                    }
                    let last = ends.iter().rposition(|(end, _)| *end <= cut).unwrap();
                    let (end, line) = ends[last];
                    if form.is_table() {
                        // Its last lookup is answered again, so at most one whole answer is given up.
                        assert!(kept.bytes as usize >= ends[last.saturating_sub(1)].0, "{form:?} {cut}");
                        assert!(ends.iter().any(|(end, line)| *end as u64 == kept.bytes
                            && kept.answers.back().map(|last| last.line) == *line));
                        assert!(kept.bytes as usize <= cut);
                    } else {
                        assert_eq!(
                            (kept.bytes as usize, kept.answers.back().map(|last| last.line)),
                            (end, line),
                            "{form:?} {cut}"
                        );
                    }
                    let count = kept.before.answered + kept.before.failed;
                    assert_eq!(
                        count,
                        ends.iter().filter(|(end, line)| line.is_some() && *end as u64 <= kept.bytes).count() as u64
                    );
                }
            }
        }
    }
}
