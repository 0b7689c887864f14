//! JSON: JSON Lines, a list, records in any wrapper, one object or several in a row; also as what a script assigns.

mod document;
mod head;
mod lines;
mod own_id;
mod parse;
mod plan;
mod repair;
mod surroundings;
mod value_end;
mod wrapped;

use serde_json::{Map, Value};

use self::{document::Document, lines::Lines, plan::Plan};
use super::format::{Format, Pieces, Raw};
use crate::{
    article::{Content, Fields},
    collection::{
        fields,
        head::Head,
        options::{Field, Options},
        problem::ProblemKind,
        source::Source,
    },
    text::items,
};

/// Bytes that are looked into to tell JSON Lines from other JSON, and to find where its records are; a longer first line is read as
/// a document, which finds the same records.
const LOOK: usize = wrapped::LOOK;

/// JSON.
#[derive(Debug)]
pub struct Json {
    /// The name says that each line is a record.
    pub lines: bool,
}

impl Format for Json {
    fn claims(&self, head: &Head<'_>) -> bool {
        begins(head.text().as_bytes())
    }

    fn pieces(&self, source: Source, options: &Options) -> Result<Box<dyn Pieces>, ProblemKind> {
        let limit = options.max_record_bytes;
        let mut source = source.into_utf8()?;
        let script = before_value(source.peek(LONGEST_STATEMENT)?);
        source.consume(script);
        let start = source.peek(LOOK)?;
        let lines = is_lines(start, self.lines);
        let plan = match &options.records {
            Some(path) => Plan::named(path),
            None if lines => Plan::of_lines(start),
            None => Plan::of(start),
        };
        let lines = lines && plan.steps.is_empty();
        Ok(if lines { Box::new(Lines::new(source, limit)) } else { Box::new(Document::new(source, plan, limit)) })
    }

    fn own_id(&self, record: &Raw<'_>, options: &Options) -> Option<String> {
        let (record, around) = wrapped::split(record.bytes);
        let id = own_id::mapped(record, Field::Id, options).or_else(|| own_id::known(record, Field::Id))?;
        Some(wrapped::id(id, around))
    }

    fn address(&self, record: &Raw<'_>, options: &Options) -> Option<String> {
        let (record, _) = wrapped::split(record.bytes);
        own_id::mapped(record, Field::Url, options).or_else(|| own_id::known(record, Field::Url))
    }

    fn decode(&self, raw: &Raw<'_>, options: &Options) -> Result<(Content, Fields), ProblemKind> {
        let ((record, around), position) = (wrapped::split(raw.bytes), raw.position);
        match parse::value(record, options) {
            Ok(Value::Object(record)) => fields::read(record, &wrapped::around(around), &options.map),
            Ok(Value::Array(items)) if fields::is_timed(&items) => {
                let record = Map::from_iter([("transcript".to_owned(), Value::Array(items))]);
                fields::read(record, &wrapped::around(around), &options.map)
            }
            Ok(other) => Err(ProblemKind::NotAnObject { found: name_of(&other) }),
            Err(error) => {
                let first = error.line() <= 1;
                let column = error.column().max(1) as u64 + if first { position.column } else { 0 };
                let line = position.line + (error.line() as u64).saturating_sub(1);
                let told = error.to_string();
                // The parser's own place counts from the record.
                let reason = told.split_once(" at line ").map_or(told.as_str(), |(reason, _)| reason).to_owned();
                Err(ProblemKind::Json { line, column, reason })
            }
        }
    }
}

/// Bytes of a statement before its value, at most.
const LONGEST_STATEMENT: usize = 200;

/// Whether a text without a telling name is JSON: it begins with an object or a list of them, alone or as what a script assigns. Prose
/// may begin with a bracket, too.
fn begins(head: &[u8]) -> bool {
    let start = items(head, before_value(head)..).trim_ascii_start();
    let Some((open, inside)) = start.split_first() else { return false };
    let first = inside.trim_ascii_start().first();
    matches!((open, first), (b'{', None | Some(b'"' | b'}')) | (b'[', None | Some(b'{' | b'[' | b']')))
}

/// Bytes before the value of an assignment or a call, as scripts hold data: `window.YTD.tweets.part0 = [`, `callback({`.
fn before_value(head: &[u8]) -> usize {
    let head = items(head, ..head.len().min(LONGEST_STATEMENT));
    let Some(at) = head.iter().position(|byte| matches!(byte, b'{' | b'[')) else { return 0 };
    let before = items(head, ..at).trim_ascii();
    let name = before.strip_suffix(b"=").or_else(|| before.strip_suffix(b"(")).map(<[u8]>::trim_ascii);
    let part = |c: &u8| c.is_ascii_alphanumeric() || matches!(c, b'_' | b'$' | b'.' | b' ');
    let is_name = |name: &[u8]| {
        name.first().is_some_and(|first| first.is_ascii_alphabetic() || *first == b'_') && name.iter().all(part)
    };
    if name.is_some_and(is_name) { at } else { 0 }
}

/// True for JSON Lines: by name, unless the content is a list or an object over several lines; by content where two
/// lines in a row begin with an object and the first has one to its end.
fn is_lines(head: &[u8], named: bool) -> bool {
    let mut lines = head.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or_default();
    if named {
        return !first.starts_with(b"[") && first != b"{";
    }
    let open = matches!(first.last(), Some(b'[' | b',' | b':' | b'{'));
    first.starts_with(b"{") && !open && lines.next().is_some_and(|second| second.starts_with(b"{"))
}

fn name_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
