//! What a value says as the value of a field.
//!
//! Takes a value of any shape and gives text: `null`, booleans and empty strings say nothing, and neither do the words that
//! programs write for it; an object gives its name or value; a list of authors is joined by commas; what a list says as the text is
//! `blocks`'s; of any other list the first that says something counts. Knows nothing of records.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::{
    asked::Asked,
    blocks,
    keys::{get, keys_of, says_nothing},
    translations,
};
use crate::collection::options::Field;

/// Values inside values that are looked into.
const DEEPEST: usize = 12;

impl<'a> Asked<'a> {
    /// The value of a record's field.
    pub fn new(field: Field, language: Option<&'a str>) -> Self {
        Self { field, language, depth: 0, read: text_of }
    }
}

/// What a value says, or `None` where it says nothing.
pub fn text_of<'v>(value: &'v Value, asked: Asked<'_>) -> Option<Cow<'v, str>> {
    let asked = Asked { depth: asked.depth + 1, ..asked };
    if asked.depth > DEEPEST {
        return None;
    }
    match value {
        Value::Null | Value::Bool(_) => None,
        Value::Number(number) => {
            use Field::{Byline, Html, Language, Outlet, Tags, Text, Url};
            let prose = matches!(asked.field, Text | Html | Url | Language | Byline | Outlet | Tags);
            (!prose).then(|| Cow::Owned(number.to_string()))
        }
        Value::String(text) => (!says_nothing(text)).then_some(Cow::Borrowed(text)),
        Value::Array(items) => match asked.field {
            Field::Text | Field::Html => blocks::text_of(items, asked),
            Field::Byline | Field::Tags => {
                let mut parts: Vec<Cow<'_, str>> = Vec::new();
                for part in items.iter().filter_map(|item| text_of(item, asked)) {
                    if !parts.contains(&part) {
                        parts.push(part);
                    }
                }
                (!parts.is_empty()).then(|| Cow::Owned(parts.join(", ")))
            }
            // The day as a list of numbers, which the reader of dates knows.
            Field::Date | Field::Modified if items.len() > 1 && items.iter().all(Value::is_number) => {
                Some(Cow::Owned(value.to_string()))
            }
            _ => blocks::alternative(items).into_iter().chain(items).find_map(|item| text_of(item, asked)),
        },
        Value::Object(object) => of_object(object, asked),
    }
}

fn of_object<'v>(object: &'v Map<String, Value>, asked: Asked<'_>) -> Option<Cow<'v, str>> {
    if let Some(value) = translations::chosen(object, asked) {
        return text_of(value, asked);
    }
    let mut values = keys_of(asked.field).iter().filter_map(|key| get(object, key));
    if let Some(text) = values.find_map(|value| text_of(value, asked)) {
        return Some(text);
    }
    match asked.field {
        Field::Text | Field::Html => blocks::of_parts(object, asked),
        Field::Byline => full_name(object, asked),
        _ => None,
    }
}

/// A name that is given in its parts.
fn full_name<'v>(object: &'v Map<String, Value>, asked: Asked<'_>) -> Option<Cow<'v, str>> {
    let part = |names: &[&str]| names.iter().find_map(|name| text_of(get(object, name)?, asked));
    let given = part(&["given", "firstname", "givenname", "forename", "first"]);
    let family = part(&["family", "lastname", "familyname", "surname", "last"]);
    match (given, family) {
        (Some(given), Some(family)) => Some(Cow::Owned(format!("{} {}", given.trim(), family.trim()))),
        (given, family) => family.or(given).or_else(|| part(&["person", "persons", "people", "by"])),
    }
}
