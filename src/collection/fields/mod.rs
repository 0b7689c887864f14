//! From the named values of a record to text and metadata, whatever format they stand in.
//!
//! Tolerant by rule: `null`, booleans and empty strings are as if absent, and so are the words that programs
//! write for "nothing" ("null", "nan", "None", "N/A"); a number is text except where only prose makes sense; a list
//! of paragraphs is joined by empty lines, a list of authors by commas, of any other list the first that gives
//! something counts; an object gives its name or value. Knows the names from `known_names`, not where the object
//! came from.

pub mod known_names;

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::{
    article::{Content, Fields},
    calendar,
    collection::{
        options::{Field, Mapping},
        problem::{Emptiness, ProblemKind},
    },
    markup,
    text::slice,
};

/// Text shorter than this is not proposed as the article's.
const SHORTEST_PROPOSAL: usize = 60;

/// Text and metadata of a record; its text is taken out of it.
pub fn read(mut record: Map<String, Value>, map: &[Mapping]) -> Result<(Content, Fields), ProblemKind> {
    let found = Candidates::new(&record, map);
    let (html, name, text) = content(&record, &found)?;
    // A string of the record itself is taken once nothing else is read, instead of copied.
    let text = if is_own(&record, name, &text) { Err(name.to_owned()) } else { Ok(text.into_owned()) };
    let fields = Fields {
        title: found.first(Field::Title),
        outlet: found.outlet(),
        place: found.first(Field::Place),
        byline: found.first(Field::Byline),
        url: found.first(Field::Url),
        language: found.first(Field::Language),
        date: found.first(Field::Date),
        modified: found.first(Field::Modified),
        not_after: None,
    };
    let text = text.unwrap_or_else(|name| match record.get_mut(&name) {
        Some(Value::String(text)) => std::mem::take(text),
        _ => String::new(),
    });
    Ok((if html { Content::Html(text) } else { Content::Text(text) }, fields))
}

/// Whether a text is the string under this name of the record, and not one of the same name further within.
fn is_own(record: &Map<String, Value>, name: &str, text: &str) -> bool {
    record.get(name).and_then(Value::as_str).is_some_and(|own| std::ptr::eq(own, text))
}

/// The id or address of a record by the caller's mapping; the known names are the format's.
pub fn mapped(record: &Map<String, Value>, field: Field, map: &[Mapping]) -> Option<String> {
    let mut values = map.iter().filter(|m| m.field == field).filter_map(|m| lookup(record, &m.name));
    values.find_map(|value| value_text(value, field))
}

/// The text of a value that stands for a field.
pub fn value_text(value: &Value, field: Field) -> Option<String> {
    text_of(value, field).map(|text| text.trim().to_owned())
}

/// Every value that may stand for a field, best first.
struct Candidates<'a>(Vec<Candidate<'a>>);

struct Candidate<'a> {
    field: Field,
    /// Mapped ones, the record's own, those of its envelopes.
    depth: usize,
    rank: u8,
    name: &'a str,
    value: &'a Value,
}

impl<'a> Candidates<'a> {
    fn new(record: &'a Map<String, Value>, map: &'a [Mapping]) -> Self {
        let mut found = Vec::new();
        for (mapping, rank) in map.iter().zip(0..) {
            if let Some(value) = lookup(record, &mapping.name) {
                found.push(Candidate { field: mapping.field, depth: 0, rank, name: &mapping.name, value });
            }
        }
        let mut add = |depth: usize, object: &'a Map<String, Value>| {
            found.extend(object.iter().filter_map(|(name, value)| {
                let (field, rank) = known_names::field_of(name)?;
                Some(Candidate { field, depth, rank, name, value })
            }));
        };
        add(1, record);
        for (name, value) in record {
            let Value::Object(object) = value else { continue };
            let envelope =
                known_names::with_folded(name, |name| known_names::ENVELOPES.iter().position(|known| *known == name));
            if let Some(at) = envelope {
                add(2 + at, object);
            }
        }
        // By name last: names that fold alike must not depend on how the parser orders an object.
        found.sort_by_key(|candidate| (candidate.depth, candidate.rank, candidate.name));
        Self(found)
    }

    fn first(&self, wanted: Field) -> Option<String> {
        self.all(wanted).next()
    }

    /// The outlet by name; its address only where no field names it ("source" often holds the page's address).
    fn outlet(&self) -> Option<String> {
        let is_address = |text: &String| text.contains("://") || text.starts_with("www.");
        self.all(Field::Outlet).find(|text| !is_address(text)).or_else(|| self.first(Field::Outlet))
    }

    fn all(&self, wanted: Field) -> impl Iterator<Item = String> {
        let candidates = self.0.iter().filter(move |candidate| candidate.field == wanted);
        candidates.filter_map(move |candidate| {
            let text = text_of(candidate.value, wanted)?;
            let dateline =
                wanted == Field::Place && known_names::with_folded(candidate.name, |name| name == "dateline");
            let text = if dateline { place_of(&text) } else { text.trim() };
            (!text.is_empty()).then(|| text.to_owned())
        })
    }
}

/// The text, whether it is HTML, and the name it stands under.
fn content<'a>(
    record: &Map<String, Value>,
    found: &Candidates<'a>,
) -> Result<(bool, &'a str, Cow<'a, str>), ProblemKind> {
    let mut candidates: Vec<&Candidate> =
        found.0.iter().filter(|candidate| matches!(candidate.field, Field::Text | Field::Html)).collect();
    // A summary is a last resort: the text of an envelope goes before the summary beside it.
    candidates.sort_by_key(|candidate| candidate.depth > 0 && !known_names::is_body(candidate.name));
    for candidate in &candidates {
        if let Some(text) = text_of(candidate.value, candidate.field) {
            let html = candidate.field == Field::Html || markup::is_markup(&text);
            return Ok((html, candidate.name, text));
        }
    }
    if let Some(first) = candidates.first() {
        return Err(ProblemKind::Empty { what: Emptiness::Text, field: Some(first.name.to_owned()) });
    }
    let mut fields: Vec<String> = record.keys().cloned().collect();
    fields.sort_unstable();
    Err(ProblemKind::NoText { fields, suggestion: proposal(record) })
}

/// The value under a name that the caller gave: a field of that name, else a step into an object at each dot.
fn lookup<'a>(object: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    let get = |name: &str| {
        let folded = known_names::folded(name);
        object
            .get(name)
            .or_else(|| object.iter().find(|(key, _)| known_names::folded(key) == folded).map(|(_, value)| value))
    };
    get(name).or_else(|| {
        let (head, rest) = name.split_once('.')?;
        lookup(get(head)?.as_object()?, rest)
    })
}

/// What a value says as the value of a field, or `None` where it says nothing.
fn text_of(value: &Value, field: Field) -> Option<Cow<'_, str>> {
    match value {
        Value::Null | Value::Bool(_) => None,
        Value::Number(number) => {
            let prose = matches!(field, Field::Text | Field::Html | Field::Url | Field::Language | Field::Byline);
            (!prose).then(|| Cow::Owned(number.to_string()))
        }
        Value::String(text) => (!says_nothing(text)).then_some(Cow::Borrowed(text)),
        Value::Array(items) => {
            let mut parts = items.iter().filter_map(|item| text_of(item, field));
            match field {
                Field::Text => joined(parts, "\n\n"),
                Field::Html => joined(parts, "\n"),
                Field::Byline => joined(parts, ", "),
                _ => parts.next(),
            }
        }
        Value::Object(object) => {
            let mut values = keys_of(field).iter().filter_map(|key| lookup(object, key));
            values.find_map(|value| text_of(value, field))
        }
    }
}

fn joined<'a>(parts: impl Iterator<Item = Cow<'a, str>>, separator: &str) -> Option<Cow<'a, str>> {
    let parts: Vec<_> = parts.collect();
    (!parts.is_empty()).then(|| Cow::Owned(parts.join(separator)))
}

/// Where an object that stands for a field holds its text.
fn keys_of(field: Field) -> &'static [&'static str] {
    match field {
        Field::Id => &["$oid", "value"],
        Field::Text | Field::Html => &["text", "rendered", "body", "content", "value", "#text", "html"],
        Field::Title => &["main", "rendered", "text", "title", "name", "value", "#text"],
        Field::Date | Field::Modified => &["$date", "date", "iso", "value", "$numberLong", "#text"],
        Field::Outlet => &["name", "title", "id", "domain", "url"],
        Field::Place => &["name", "city", "label", "address"],
        Field::Byline => &["name", "displayName", "fullName", "original", "text", "value"],
        Field::Url => &["url", "href", "@id", "value"],
        Field::Language => &["code", "name", "value"],
    }
}

/// White space, or a word that programs write for an absent value.
fn says_nothing(text: &str) -> bool {
    let text = text.trim();
    text.is_empty() || ["null", "none", "nan", "n/a", "undefined"].iter().any(|word| word.eq_ignore_ascii_case(text))
}

/// The place of a dateline such as "SALVADOR, Feb 26 -": all before the date, the agency or the dash.
fn place_of(dateline: &str) -> &str {
    let dateline = dateline.trim();
    let mut end = 0;
    let mut at = 0;
    for part in dateline.split(',') {
        let word = part.trim_start();
        let first = word.split(|c: char| !c.is_alphabetic()).next().unwrap_or(word);
        if at > 0 && (calendar::is_month(first) || part.contains(|c: char| c.is_ascii_digit())) {
            break;
        }
        end = at + part.len();
        at = end + 1;
    }
    let place = slice(dateline, ..end);
    let stop = [" -", "--", "–", "—", "("].iter().filter_map(|mark| place.find(mark)).min().unwrap_or(place.len());
    slice(place, ..stop).trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '-' | ':' | '/'))
}

/// The field with the longest string, one level deep: most likely the text.
fn proposal(record: &Map<String, Value>) -> Option<String> {
    let own = record.iter().filter_map(|(name, value)| Some((name.clone(), value.as_str()?.len())));
    let inner =
        record.iter().filter_map(|(name, value)| Some((name, value.as_object()?))).flat_map(|(outer, object)| {
            object.iter().filter_map(move |(name, value)| Some((format!("{outer}.{name}"), value.as_str()?.len())))
        });
    let longest = own.chain(inner).max_by(|(a, x), (b, y)| (x, b).cmp(&(y, a)))?;
    (longest.1 >= SHORTEST_PROPOSAL).then_some(longest.0)
}
