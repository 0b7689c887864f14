//! What a small document says of its records elsewhere: behind the list, and of what records refer to by an id.
//!
//! `{"data": [{"author_id": "5"}], "includes": {"users": [{"id": "5", "name": "Harbour Wire"}]}}`: what has an id and a name is known by
//! both, and a record goes with the names of the ids in it. The only organisation of a document published what is in it.

use rapidhash::fast::RapidHashMap;
use serde_json::{Map, Value};

use super::{repair, value_end::ValueEnd, wrapped};
use crate::{collection::fields, text::items};

/// Objects inside objects that are looked into.
const DEEPEST: usize = 8;

/// What a document says of its records.
#[derive(Debug, Default)]
pub struct Surroundings {
    /// Of all of them: the outermost object's own fields.
    said: Map<String, Value>,
    /// Names by id.
    names: RapidHashMap<String, String>,
}

impl Surroundings {
    /// What a document says that begins so; `None` where it is longer than that.
    pub fn of(start: &[u8]) -> Option<Self> {
        let mut end = ValueEnd::default();
        let mut at = 0;
        while !end.done && at < start.len() {
            at += end.run(items(start, at..));
        }
        if !end.done {
            return None;
        }
        let Some(value) = repair::value(items(start, ..at)) else { return Some(Self::default()) };
        let mut all = Self::default();
        if let Value::Object(object) = &value {
            let simple =
                |(name, value): &(&String, &Value)| wrapped::counts(name) && (value.is_string() || value.is_number());
            all.said.extend(object.iter().filter(simple).map(|(name, value)| (name.clone(), value.clone())));
        }
        let mut organisations = Vec::new();
        all.collect(&value, &mut organisations, DEEPEST);
        organisations.dedup();
        if let [only] = organisations.as_slice() {
            all.said.entry("publisher").or_insert_with(|| Value::String(only.clone()));
        }
        Some(all)
    }

    fn collect(&mut self, value: &Value, organisations: &mut Vec<String>, left: usize) {
        if left == 0 {
            return;
        }
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.collect(item, organisations, left - 1)),
            Value::Object(object) => {
                let id = ["@id", "id"].iter().find_map(|name| object.get(*name));
                let id = id.and_then(|id| id.as_str().map(str::to_owned).or_else(|| Some(id.as_u64()?.to_string())));
                if let Some(name) =
                    object.get("name").and_then(Value::as_str).filter(|name| !fields::says_nothing(name))
                {
                    if object.get("@type").and_then(Value::as_str).is_some_and(|kind| kind.ends_with("Organization")) {
                        organisations.push(name.to_owned());
                    }
                    if let Some(id) = id {
                        self.names.insert(id, name.to_owned());
                    }
                }
                object.values().for_each(|inner| self.collect(inner, organisations, left - 1));
            }
            _ => {}
        }
    }

    /// What goes with a record: what is said of all, and the names of what it refers to.
    pub fn of_record(&self, record: &[u8]) -> Map<String, Value> {
        let mut said = self.said.clone();
        if self.names.is_empty() {
            return said;
        }
        let mut names = Map::new();
        for token in record.split(|byte| matches!(byte, b'"' | b',' | b':' | b' ' | b'}' | b'\n')) {
            let known = std::str::from_utf8(token).ok().and_then(|token| self.names.get_key_value(token));
            if let Some((id, name)) = known {
                names.insert(id.clone(), Value::String(name.clone()));
            }
        }
        if !names.is_empty() {
            said.insert(fields::NAMES.to_owned(), Value::Object(names));
        }
        said
    }
}
