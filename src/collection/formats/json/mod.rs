//! JSON: JSON Lines, a list, a list in a wrapper, one object or several in a row.

mod document;
mod lines;
mod own_id;
mod parse;
mod repair;
mod value_end;

use serde_json::Value;

use self::{document::Document, lines::Lines};
use super::format::{Format, Pieces};
use crate::{
    article::{Content, Fields},
    collection::{
        fields,
        options::{Field, Options},
        problem::ProblemKind,
        source::{Position, Source},
    },
};

/// Bytes that are looked into to tell JSON Lines from other JSON; a longer first line is read as a document, which
/// finds the same records.
const LOOK: usize = 1 << 20;

/// JSON.
#[derive(Debug)]
pub struct Json {
    /// The name says that each line is a record.
    pub lines: bool,
}

impl Format for Json {
    fn pieces(&self, source: Source, options: &Options) -> Result<Box<dyn Pieces>, ProblemKind> {
        let limit = options.max_record_bytes;
        let mut source = source.into_utf8()?;
        let lines = is_lines(source.peek(LOOK)?, self.lines);
        Ok(if lines { Box::new(Lines::new(source, limit)) } else { Box::new(Document::new(source, limit)) })
    }

    fn own_id(&self, record: &[u8], options: &Options) -> Option<String> {
        own_id::mapped(record, Field::Id, options).or_else(|| own_id::known(record, Field::Id))
    }

    fn address(&self, record: &[u8], options: &Options) -> Option<String> {
        own_id::mapped(record, Field::Url, options).or_else(|| own_id::known(record, Field::Url))
    }

    fn decode(&self, record: &[u8], position: Position, options: &Options) -> Result<(Content, Fields), ProblemKind> {
        match parse::value(record, options) {
            Ok(Value::Object(record)) => fields::read(record, &options.map),
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
