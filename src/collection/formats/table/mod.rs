//! Tables: CSV and TSV, with a row of names above the records.
//!
//! The columns are told by the names that JSON has, too. A table in which no column can be the text is refused once, as a whole.

mod header;
mod row;
mod rows;

use std::sync::Arc;

use serde_json::{Map, Value};

use self::{
    header::Header,
    rows::{Next, Rows},
};
use super::format::{Context, Format, Piece, Pieces, Raw};
use crate::{
    article::{Content, Fields},
    clean::encoding,
    collection::{
        fields::{self, field_of},
        head::Head,
        options::{Field, Options},
        problem::{Emptiness, ProblemKind},
        source::Source,
    },
};

/// Bytes by which the encoding and the separator are told.
const LOOK: usize = 64 << 10;

/// A table.
#[derive(Debug)]
pub struct Table;

impl Format for Table {
    fn claims(&self, head: &Head<'_>) -> bool {
        Header::of(head.whole()).is_some_and(|header| header.is_sure())
    }

    fn pieces(&self, source: Source, options: &Options) -> Result<Box<dyn Pieces>, ProblemKind> {
        let mut source = source.into_utf8()?;
        let head = source.peek(LOOK)?;
        let declared = options.encoding.as_deref();
        let encoding = std::str::from_utf8(head).is_err().then(|| encoding::decode(head, declared, false).encoding);
        let told = String::from_utf8_lossy(head);
        let separator = header::separator(&told);
        if header::says_separator(&told) {
            source.read_line(&mut Vec::new(), options.max_record_bytes)?;
        }
        let mut rows = Rows::new(source, separator, options.max_record_bytes);
        let Next::Row(names) = rows.next()? else {
            return Err(ProblemKind::Empty { what: Emptiness::File, field: None });
        };
        let columns: Vec<String> =
            row::values(&names.bytes).map(|name| text(name, encoding.or(declared)).trim().to_owned()).collect();
        if !options.map.iter().any(|mapping| mapping.field == Field::Text) && !columns.iter().any(|name| is_text(name))
        {
            return Err(ProblemKind::NoText { suggestion: rows.longest(&columns), fields: columns });
        }
        let context = Context { columns, encoding: encoding.map(str::to_owned), given: Map::new() };
        Ok(Box::new(Records {
            rows: Some(rows),
            context: Arc::new(context),
            any: false,
            limit: options.max_record_bytes,
        }))
    }

    fn own_id(&self, record: &Raw<'_>, options: &Options) -> Option<String> {
        value(record, Field::Id, options)
    }

    fn address(&self, record: &Raw<'_>, options: &Options) -> Option<String> {
        value(record, Field::Url, options)
    }

    fn decode(&self, record: &Raw<'_>, options: &Options) -> Result<(Content, Fields), ProblemKind> {
        let mut named = Map::new();
        for (name, value) in columns(record) {
            let mut value = text(value, encoding_of(record, options));
            // Of several sources in one value the first is the outlet.
            if let Some(end) = value.find("; ").filter(|_| is_outlet(name)) {
                value.truncate(end);
            }
            if !value.is_empty() && !named.contains_key(name) {
                named.insert(name.to_owned(), Value::String(value));
            }
        }
        fields::read(named, &Map::new(), &options.map)
    }
}

fn is_text(name: &str) -> bool {
    field_of(name).is_some_and(|(field, _)| matches!(field, Field::Text | Field::Html))
}

fn is_outlet(name: &str) -> bool {
    field_of(name).is_some_and(|(field, _)| field == Field::Outlet)
}

fn columns<'a>(record: &Raw<'a>) -> impl Iterator<Item = (&'a str, &'a [u8])> {
    let names = record.context.map_or(&[][..], |context| &context.columns);
    names.iter().map(String::as_str).zip(row::values(record.bytes))
}

fn encoding_of<'a>(record: &Raw<'a>, options: &'a Options) -> Option<&'a str> {
    record.context.and_then(|context| context.encoding.as_deref()).or(options.encoding.as_deref())
}

fn text(bytes: &[u8], encoding: Option<&str>) -> String {
    encoding::decode(bytes, encoding, false).text
}

/// A field of a record, without decoding the rest.
fn value(record: &Raw<'_>, field: Field, options: &Options) -> Option<String> {
    let rank = |name: &str| {
        let mapped = options.map.iter().zip(0..).find(|(m, _)| m.field == field && m.name.eq_ignore_ascii_case(name));
        let known = || field_of(name).filter(|(known, _)| *known == field);
        mapped.map(|(_, rank)| (0, rank)).or_else(|| known().map(|(_, rank)| (1, rank)))
    };
    let given = columns(record).filter(|(_, value)| !value.trim_ascii().is_empty());
    let (_, best) = given.filter_map(|(name, value)| Some((rank(name)?, value))).min_by_key(|(rank, _)| *rank)?;
    fields::value_text(&Value::String(text(best, encoding_of(record, options))), field)
}

struct Records {
    rows: Option<Rows>,
    context: Arc<Context>,
    any: bool,
    limit: usize,
}

impl Pieces for Records {
    fn next(&mut self) -> Option<Piece> {
        let mut rows = self.rows.take()?;
        let line = rows.line();
        let piece = match rows.next() {
            Ok(Next::End) => {
                let kind = ProblemKind::Empty { what: Emptiness::List, field: None };
                return (!self.any).then_some(Piece::Problem { line: None, kind });
            }
            Err(kind) => return Some(Piece::Problem { line: Some(line), kind }),
            Ok(Next::Row(found)) => {
                let context = Some(Arc::clone(&self.context));
                Piece::Record { position: found.position, bytes: found.bytes, alone: false, context }
            }
            Ok(Next::TooLarge(line)) => {
                Piece::Problem { line: Some(line), kind: ProblemKind::TooLarge { limit: self.limit } }
            }
        };
        self.any = true;
        self.rows = Some(rows);
        Some(piece)
    }
}
