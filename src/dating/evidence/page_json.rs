//! Dates in the JSON of a page: JSON-LD, which says what each object is, and what scripts carry for themselves.
//!
//! A date belongs to the object that it stands in: that of a comment, a video or an entry of a list is not the article's.
//! JSON that is broken is searched for its keys.

use serde_json::Value;

use super::{page_fields::JSON_PUBLISHED, source::Source};
use crate::text::slice;

/// Objects nested deeper than this are not looked at.
const DEEPEST: usize = 24;

/// So many values of a key are read.
const MOST: usize = 8;

/// A date with the key that holds it.
pub(super) type Dated = (Source, &'static str, String);

/// The dates of a script's JSON.
pub(super) fn dates(body: &str, linked: bool) -> Vec<Dated> {
    // Most scripts hold none, and some hold all of a site.
    let keys = JSON_PUBLISHED.iter().copied().chain(["datePublished", "dateCreated", "dateModified"]);
    if !keys.into_iter().any(|key| memchr::memmem::find(body.as_bytes(), key.as_bytes()).is_some()) {
        return Vec::new();
    }
    let json: Option<Value> = serde_json::from_str(body.trim()).ok();
    let mut found = Vec::new();
    match json {
        Some(json) if linked => {
            let mut objects = Vec::new();
            articles(&json, &mut objects, 0);
            // What is said of the page is said of its article only where that says nothing.
            objects.sort_by_key(|object| {
                !has_kind(object, &["Article", "Posting", "Report", "BlogPost"]).unwrap_or(false)
            });
            for object in objects {
                read(object, &mut found);
            }
        }
        Some(json) => {
            search(&json, &["datePublished"], Source::Json, &mut found, 0);
            search(&json, &["dateModified"], Source::Modified, &mut found, 0);
            let mut others = Vec::new();
            search(&json, JSON_PUBLISHED, Source::LooseJson, &mut others, 0);
            // Several days are those of several articles.
            let day = |dated: &Dated| dated.2.get(..10).map(str::to_owned);
            if others.iter().all(|other| day(other).is_some() && day(other) == others.first().and_then(day)) {
                found.append(&mut others);
            }
        }
        None => {
            for (key, source) in [("datePublished", Source::Json), ("dateModified", Source::Modified)] {
                found.extend(written(body, key).take(MOST).map(|value| (source, key, value.to_owned())));
            }
        }
    }
    found
}

/// The date of publication in the JSON of a meta field (`parsely-page`).
pub(super) fn published(json: &str) -> Option<String> {
    let json: Value = serde_json::from_str(json).ok()?;
    JSON_PUBLISHED.iter().chain(&["datePublished"]).find_map(|key| text(json.get(key)?))
}

/// What the types of schema.org end with that are an article or the page of one.
const ARTICLES: &[&str] =
    &["Article", "Posting", "Page", "Report", "Review", "CreativeWork", "Recipe", "BlogPost", "Dataset"];

/// Whether the type that an object names ends with one of these; `None` where it names none.
fn has_kind(object: &serde_json::Map<String, Value>, ends: &[&str]) -> Option<bool> {
    let kinds = object.get("@type")?;
    let kinds: Vec<&str> = match kinds {
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        kind => kind.as_str().into_iter().collect(),
    };
    Some(kinds.iter().any(|kind| ends.iter().any(|end| kind.ends_with(end))))
}

/// The objects that are articles or name no type; entries of lists, comments and parts are passed over.
fn articles<'j>(json: &'j Value, out: &mut Vec<&'j serde_json::Map<String, Value>>, depth: usize) {
    /// Under these an article has other things than itself.
    const OTHERS: &[&str] = &[
        "comment",
        "review",
        "itemListElement",
        "hasPart",
        "relatedLink",
        "isPartOf",
        "mentions",
        "citation",
        "isBasedOn",
        "blogPost",
        "video",
        "image",
        "associatedMedia",
    ];
    if depth > DEEPEST {
        return;
    }
    match json {
        Value::Array(items) => items.iter().for_each(|item| articles(item, out, depth + 1)),
        Value::Object(object) => {
            if has_kind(object, ARTICLES) != Some(false) {
                out.push(object);
            }
            let parts = object.iter().filter(|(key, _)| !OTHERS.contains(&key.as_str()));
            parts.for_each(|(_, value)| articles(value, out, depth + 1));
        }
        _ => {}
    }
}

/// The dates of an article's object.
fn read(object: &serde_json::Map<String, Value>, out: &mut Vec<Dated>) {
    let published = object.get("datePublished").and_then(text);
    let created = object.get("dateCreated").and_then(text).filter(|_| published.is_none());
    let modified = object.get("dateModified").and_then(text);
    out.extend(published.map(|value| (Source::Json, "datePublished", value)));
    out.extend(created.map(|value| (Source::LooseJson, "dateCreated", value)));
    out.extend(modified.map(|value| (Source::Modified, "dateModified", value)));
}

/// The values of some keys, wherever they stand.
fn search(json: &Value, keys: &[&'static str], source: Source, out: &mut Vec<Dated>, depth: usize) {
    if depth > DEEPEST || out.len() >= MOST {
        return;
    }
    match json {
        Value::Array(items) => items.iter().for_each(|item| search(item, keys, source, out, depth + 1)),
        Value::Object(object) => {
            for (key, value) in object {
                match (keys.iter().find(|known| *known == key), text(value)) {
                    (Some(key), Some(value)) => out.push((source, *key, value)),
                    _ => search(value, keys, source, out, depth + 1),
                }
            }
        }
        _ => {}
    }
}

/// A date as text: a string, or a number of seconds.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(values) => values.first().and_then(text),
        _ => None,
    }
}

/// The strings that stand after a key in broken JSON.
fn written<'b>(body: &'b str, key: &str) -> impl Iterator<Item = &'b str> {
    let key = format!("\"{key}\"");
    let places: Vec<usize> = body.match_indices(&key).map(|(at, _)| at + key.len()).collect();
    places.into_iter().filter_map(move |at| {
        let rest = slice(body, at..).trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
        rest.split_once('"').map(|(value, _)| value)
    })
}
