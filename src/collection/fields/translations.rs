//! What a record says in several languages: `{"en": …, "de": …}`.
//!
//! All fields of a record are read in one language: the one that it names, else the one with the longest text.

use serde_json::{Map, Value};

use super::asked::Asked;
use crate::{clean::is_language_code, collection::options::Field};

/// Whether an object's names are languages, and its values what is said in them.
pub fn are(object: &Map<String, Value>) -> bool {
    let said = |value: &Value| !matches!(value, Value::Number(_) | Value::Bool(_));
    !object.is_empty() && object.iter().all(|(name, value)| is_language_code(name) && said(value))
}

/// The value in the language that is asked for, else in that with the longest text.
pub fn chosen<'v>(object: &'v Map<String, Value>, asked: Asked<'_>) -> Option<&'v Value> {
    if !matches!(asked.field, Field::Text | Field::Html | Field::Title | Field::Byline | Field::Place) || !are(object) {
        return None;
    }
    let wanted = asked.language.and_then(|language| object.iter().find(|(name, _)| same(name, language)));
    wanted.map(|(_, value)| value).or_else(|| longest(object, asked).map(|(_, value)| value))
}

/// The language with the longest text.
pub fn longest<'v>(object: &'v Map<String, Value>, asked: Asked<'_>) -> Option<(&'v str, &'v Value)> {
    let length = |value: &Value| asked.with(Field::Text).of(value).map_or(0, |text| text.len());
    // The first of equals.
    let longest = object.iter().rev().max_by_key(|(_, value)| length(value))?;
    Some((longest.0, longest.1))
}

/// The same language, whatever the country.
pub fn same(one: &str, other: &str) -> bool {
    let bare = |code: &str| code.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    bare(one) == bare(other)
}
