//! What one line of a batch asks for.
//!
//! Takes a line and what the command line says for all lines; gives a request, or a
//! reason that names the field, what was expected there and what came.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};
use serde_json::Value;

use super::{
    fields::{Key, cut},
    input::{BatchLine, Content, LineFormat},
};
use crate::{
    calendar::{Day, parse_endpoint},
    search::request::{Request, Sort},
};

/// Between the names in a cell that may hold several.
const LIST: char = '|';
/// A lookup as it was read.
#[derive(Clone, Debug)]
pub struct Lookup {
    /// Its own id, else the number of its line.
    pub id: String,
    /// The query as it stands there.
    pub query: String,
    /// What it asks for, or why it cannot be asked.
    pub request: Result<Request, String>,
}

/// Reads lookups under what the command line says for all of them.
#[derive(Clone, Debug)]
pub struct Lookups {
    /// How the lines are read.
    pub format: LineFormat,
    /// What a line leaves out.
    pub defaults: Request,
    /// Today, for relative dates.
    pub now: Day,
    /// Only totals are wanted, whatever a line says.
    pub count_only: bool,
    /// Only the best hit is wanted.
    pub one_row: bool,
}

impl Lookups {
    /// Reads one.
    pub fn read(&self, line: &BatchLine) -> Lookup {
        let mut draft = Draft {
            id: None,
            request: Request { text: String::new(), ..self.defaults.clone() },
            has_query: false,
            now: self.now,
        };
        let outcome = self.fill(&mut draft, &line.content);
        let Draft { id, mut request, .. } = draft;
        if self.count_only {
            (request.limit, request.passages) = (0, 0);
        }
        if self.one_row {
            request.limit = request.limit.min(1);
        }
        Lookup {
            id: id.unwrap_or_else(|| line.number.to_string()),
            query: request.text.clone(),
            request: outcome.map(|()| request),
        }
    }

    fn fill(&self, draft: &mut Draft, content: &Content) -> Result<(), String> {
        match (content, &self.format) {
            (Content::Bad(reason), _) => return Err(reason.clone()),
            (Content::Cells(cells), LineFormat::Table { columns, .. }) => {
                // All cells are looked at, so that the row keeps its id whatever else is wrong.
                let mut outcome = Ok(());
                for (key, cell) in columns.iter().zip(cells) {
                    let set = utf8(cell).and_then(|cell| draft.set_cell(*key, cell.trim()));
                    outcome = outcome.and(set);
                }
                outcome?;
            }
            (Content::Line(line), LineFormat::Json) => {
                let Fields(fields) = serde_json::from_str(utf8(line)?).map_err(|error| not_json(line, &error))?;
                let mut outcome = Ok(());
                let mut seen: Vec<Key> = Vec::new();
                for (name, value) in fields {
                    let set = Key::named(&name).and_then(|key| {
                        if seen.contains(&key) {
                            return Err(format!("the field '{}' stands twice", key.name()));
                        }
                        seen.push(key);
                        draft.set(key, value)
                    });
                    outcome = outcome.and(set);
                }
                outcome?;
            }
            (Content::Line(line), _) => {
                utf8(line)?.trim().clone_into(&mut draft.request.text);
                draft.has_query = true;
            }
            (Content::Cells(_), _) => return Err("cells without a header".into()),
        }
        let request = &mut draft.request;
        if !draft.has_query {
            // Filters alone are a question too: everything that passes them.
            request.all_when_empty = request.has_filters();
            if !request.all_when_empty {
                return Err("the field 'query' is missing; write it as {\"query\": \"border troops\"}".into());
            }
        }
        if let (Some(from), Some(to)) = (request.from, request.to)
            && from > to
        {
            return Err(format!("the range is reversed: 'from' is {from} and 'to' is {to}"));
        }
        Ok(())
    }
}

struct Draft {
    id: Option<String>,
    request: Request,
    has_query: bool,
    now: Day,
}

impl Draft {
    fn set(&mut self, key: Key, value: Value) -> Result<(), String> {
        if value.is_null() {
            return Ok(());
        }
        let wrong = |expected: &str, value: &Value| {
            Err(format!("field '{}': expected {expected}, got {}", key.name(), described(value)))
        };
        let request = &mut self.request;
        match (key, value) {
            (Key::Id, Value::String(id)) => self.id = Some(id),
            (Key::Id, Value::Number(id)) => self.id = Some(id.to_string()),
            (Key::Id, value) => return wrong("a string or a number", &value),
            (Key::Query, Value::String(query)) => {
                request.text = query;
                self.has_query = true;
            }
            (Key::Query, value) => return wrong("a string", &value),
            (Key::Literal, Value::Bool(literal)) => request.literal = literal,
            (Key::Literal, value) => return wrong("true or false", &value),
            (Key::Exact, Value::Bool(exact)) => request.exact = exact,
            (Key::Exact, value) => return wrong("true or false", &value),
            (Key::Expand, Value::Bool(expand)) => request.expand = expand,
            (Key::Expand, value) => return wrong("true or false", &value),
            (Key::Like, Value::String(id)) => {
                request.like = Some(id);
                self.has_query = true;
            }
            (Key::Like, value) => return wrong("the id of an article", &value),
            (Key::Sort, value) => {
                request.sort = match value.as_str() {
                    Some("relevance") => Sort::Relevance,
                    Some("newest") => Sort::Newest,
                    Some("oldest") => Sort::Oldest,
                    _ => return wrong("\"relevance\", \"newest\" or \"oldest\"", &value),
                };
            }
            (Key::Match, Value::String(how)) if how == "all" || how == "any" => request.any = how == "any",
            (Key::Match, value) => return wrong("\"all\" or \"any\"", &value),
            (Key::Values(dimension), value) => {
                let names = match names(value) {
                    Ok(names) => names,
                    Err(value) => return wrong("a string or a list of strings", &value),
                };
                request.filters.set(dimension, names);
            }
            (Key::From | Key::To, Value::String(date)) => {
                let (first, last) =
                    parse_endpoint(&date, self.now).map_err(|error| format!("field '{}': {error}", key.name()))?;
                if key == Key::From {
                    request.from = Some(first);
                } else {
                    request.to = Some(last);
                }
            }
            (Key::From | Key::To, value) => return wrong("a date as a string, such as \"2024-12\"", &value),
            (Key::Limit | Key::Offset | Key::Passages | Key::Context, value) => {
                let Some(Ok(number)) = value.as_u64().map(usize::try_from) else {
                    return wrong("a whole number from 0", &value);
                };
                match key {
                    Key::Limit => request.limit = number,
                    Key::Offset => request.offset = number,
                    Key::Context => request.context = number,
                    _ => request.passages = number,
                }
            }
        }
        Ok(())
    }

    /// A cell is text; an empty one leaves the field out.
    fn set_cell(&mut self, key: Key, cell: &str) -> Result<(), String> {
        if cell.is_empty() {
            return Ok(());
        }
        let text = || Value::String(cell.to_owned());
        let value = match key {
            Key::Literal | Key::Exact | Key::Expand => match cell.to_ascii_lowercase().as_str() {
                "true" | "yes" | "1" => Value::Bool(true),
                "false" | "no" | "0" => Value::Bool(false),
                _ => text(),
            },
            // What is no number stays text, and is complained about as such.
            Key::Limit | Key::Offset | Key::Passages | Key::Context => match cell.parse::<u64>() {
                Ok(number) => number.into(),
                Err(_) => text(),
            },
            Key::Match | Key::Sort => Value::String(cell.to_ascii_lowercase()),
            Key::Values(_) => cell
                .split(LIST)
                .map(str::trim)
                .filter(|name| !name.is_empty())
                .map(|name| Value::String(name.to_owned()))
                .collect(),
            Key::Id | Key::Query | Key::Like | Key::From | Key::To => text(),
        };
        self.set(key, value)
    }
}

fn names(value: Value) -> Result<Vec<String>, Value> {
    match value {
        Value::String(name) => Ok(vec![name]),
        Value::Array(values) => values
            .into_iter()
            .map(|value| if let Value::String(name) = value { Ok(name) } else { Err(value) })
            .collect(),
        value => Err(value),
    }
}

fn described(value: &Value) -> String {
    match value {
        Value::Null => "null".into(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::String(text) => format!("the string \"{}\"", cut(text)),
        Value::Array(_) => "a list".into(),
        Value::Object(_) => "an object".into(),
    }
}

fn utf8(bytes: &[u8]) -> Result<&str, String> {
    std::str::from_utf8(bytes).map_err(|error| format!("not UTF-8 from byte {}", error.valid_up_to()))
}

fn not_json(line: &[u8], error: &serde_json::Error) -> String {
    let message = error.to_string();
    let what = message.split(" at line ").next().unwrap_or_default();
    if line.starts_with(b"[") || line == b"]" {
        return "not a lookup: a JSON array; write one object a line, as jq -c '.[]' does".into();
    }
    format!("not a lookup: {what} at column {}; write it as {{\"query\": \"border troops\"}}", error.column())
}

/// The fields of an object as they stand, so that one which stands twice is noticed.
struct Fields(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = Fields;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a JSON object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
                let mut fields = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    fields.push(entry);
                }
                Ok(Fields(fields))
            }
        }
        deserializer.deserialize_map(Object)
    }
}
