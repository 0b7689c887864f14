//! A record as it stands in its source: known by id and fingerprint, decoded only when asked.
//!
//! The two halves have two costs: finding records and their ids runs over every byte of every run, decoding
//! only over what is new, and may run on another thread.

use std::{borrow::Cow, sync::Arc};

use rapidhash::v3::rapidhash_v3;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::{Map, Value};

use super::{
    Options, fields, format, names,
    options::Field,
    problem::{Emptiness, Problem, ProblemKind},
    repair,
};
use crate::{
    article::{Content, Fields, Record},
    clean::encoding,
    markup,
};

/// Raised when the same bytes are read differently than before, so that an index reads them anew.
const READING: u64 = 1;

/// What all records of a run share.
#[derive(Debug)]
pub(super) struct Shared {
    pub options: Options,
    /// Hash of the options that change what a record says.
    seed: u64,
    /// Ids stand in a field that the caller named.
    mapped_id: bool,
}

impl Shared {
    pub fn new(options: &Options) -> Self {
        let said = format!("{READING} {:?} {:?}", options.map, options.encoding);
        Self {
            seed: rapidhash_v3(said.as_bytes()),
            mapped_id: options.map.iter().any(|mapping| mapping.field == Field::Id),
            options: options.clone(),
        }
    }

    fn fingerprint(&self, bytes: &[u8]) -> u64 {
        let mut both = [0; 16];
        let (left, right) = both.split_at_mut(8);
        left.copy_from_slice(&self.seed.to_le_bytes());
        right.copy_from_slice(&rapidhash_v3(bytes).to_le_bytes());
        rapidhash_v3(&both)
    }
}

/// How the bytes of a record are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Html,
    Json,
}

/// A record as it stands in its source.
#[derive(Clone, Debug)]
pub struct RawRecord {
    /// As in [`Record::id`].
    pub id: String,
    /// As in [`Record::path`].
    pub path: Arc<str>,
    /// As in [`Record::line`].
    pub line: Option<u64>,
    /// As in [`Record::fingerprint`].
    pub fingerprint: u64,
    bytes: Vec<u8>,
    kind: Kind,
    /// Bytes before the record on its first line.
    column: u64,
    shared: Arc<Shared>,
}

impl RawRecord {
    /// A record that is a whole file.
    pub(super) fn file(path: Arc<str>, bytes: Vec<u8>, kind: Kind, shared: Arc<Shared>) -> Self {
        let fingerprint = shared.fingerprint(&bytes);
        Self { id: path.to_string(), path, line: None, fingerprint, bytes, kind, column: 0, shared }
    }

    /// A JSON record: the `number`th of its file, or `None` where the file is that one object.
    pub(super) fn json(
        path: Arc<str>,
        (line, column): (u64, u64),
        number: Option<u64>,
        bytes: Vec<u8>,
        shared: Arc<Shared>,
    ) -> Self {
        let fingerprint = shared.fingerprint(&bytes);
        let own = if shared.mapped_id { mapped_id(&bytes, &shared.options) } else { None };
        let id = own.or_else(|| own_id(&bytes)).unwrap_or_else(|| match number {
            Some(number) => format!("{path}#{number}"),
            None => path.to_string(),
        });
        let line = number.map(|_| line);
        Self { id, path, line, fingerprint, bytes, kind: Kind::Json, column, shared }
    }

    /// Bytes of the record in its source, decompressed.
    #[must_use]
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// True where the record has no bytes; `read` gives none such.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Decodes the record.
    ///
    /// # Errors
    /// When it is binary, no JSON object, or has no text; see [`ProblemKind`].
    pub fn decode(self) -> Result<Record, Problem> {
        let Self { id, path, line, fingerprint, bytes, kind, column, shared } = self;
        let decoded = match kind {
            Kind::Json => json(&bytes, line.unwrap_or(1), column, &shared.options),
            Kind::Text | Kind::Html => file(&bytes, kind, &shared.options),
        };
        match decoded {
            Ok((content, fields)) => Ok(Record { id, path: path.to_string(), line, fingerprint, content, fields }),
            Err(kind) => Err(Problem { path: path.to_string(), line, named: false, kind }),
        }
    }
}

fn file(bytes: &[u8], kind: Kind, options: &Options) -> Result<(Content, Fields), ProblemKind> {
    let looks_like = format::magic(bytes);
    if looks_like.is_some() || encoding::is_binary(bytes) {
        return Err(ProblemKind::Binary { looks_like });
    }
    let html = kind == Kind::Html;
    let text = encoding::decode(bytes, options.encoding.as_deref(), html).text;
    if text.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}').is_empty() {
        return Err(ProblemKind::Empty { what: Emptiness::File, field: None });
    }
    let html = html || markup::is_html_page(&text);
    Ok((if html { Content::Html(text) } else { Content::Text(text) }, Fields::default()))
}

fn json(bytes: &[u8], line: u64, column: u64, options: &Options) -> Result<(Content, Fields), ProblemKind> {
    match parse(bytes, options) {
        Ok(Value::Object(record)) => fields::read(record, &options.map),
        Ok(other) => Err(ProblemKind::NotAnObject { found: name_of(&other) }),
        Err(error) => {
            let first = error.line() <= 1;
            let column = error.column().max(1) as u64 + if first { column } else { 0 };
            let reason = error.to_string();
            let reason = reason.split(" at line ").next().unwrap_or_default().to_owned();
            Err(ProblemKind::Json { line: line + (error.line() as u64).saturating_sub(1), column, reason })
        }
    }
}

/// The value of JSON text: as it is, else repaired; the error is that of the text as it is.
fn parse(bytes: &[u8], options: &Options) -> serde_json::Result<Value> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(encoding::decode(bytes, options.encoding.as_deref(), false).text),
    };
    serde_json::from_str(&text).or_else(|error| {
        let value = repair::repaired(text.as_bytes()).and_then(|bytes| serde_json::from_slice(&bytes).ok());
        value.ok_or(error)
    })
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

/// The id under the name that the caller gave.
fn mapped_id(bytes: &[u8], options: &Options) -> Option<String> {
    let record: Map<String, Value> = match parse(bytes, options) {
        Ok(Value::Object(record)) => record,
        _ => return None,
    };
    fields::mapped_id(&record, &options.map)
}

/// The id under a known name, without decoding the rest: the scan ends at the best name.
fn own_id(bytes: &[u8]) -> Option<String> {
    let scan = |bytes: &[u8]| {
        let mut ids = Ids::default();
        let mut json = serde_json::Deserializer::from_slice(bytes);
        let outcome = (&mut ids).deserialize(&mut json);
        (outcome.is_ok() || ids.0[0].is_some(), ids.0.into_iter().flatten().next())
    };
    let (whole, id) = scan(bytes);
    if whole { id } else { repair::repaired(bytes).map_or(id, |bytes| scan(&bytes).1) }
}

/// Ids found, by rank of their name.
#[derive(Default)]
struct Ids([Option<String>; 3]);

impl<'de> DeserializeSeed<'de> for &mut Ids {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for &mut Ids {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(rank) = map.next_key_seed(IdName)? {
            match rank.and_then(|rank| self.0.get_mut(usize::from(rank))) {
                Some(slot) => *slot = fields::id_text(&map.next_value::<Value>()?),
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
            if self.0[0].is_some() {
                return Err(serde::de::Error::custom("found"));
            }
        }
        Ok(())
    }
}

/// Reads a field's name and gives its rank among the names of ids.
struct IdName;

impl<'de> DeserializeSeed<'de> for IdName {
    type Value = Option<u8>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<u8>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for IdName {
    type Value = Option<u8>;

    fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("a field name")
    }

    fn visit_str<E>(self, name: &str) -> Result<Option<u8>, E> {
        Ok(names::id_rank(name))
    }
}
