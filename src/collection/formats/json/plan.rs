//! Where in a document its records stand, found in its first bytes by their shape.
//!
//! A record is an object with a text of its own, or inside of one of its objects. An object without one is a wrapper where a list in it
//! holds records; the shallowest such list counts, and lists beside each other in one object all do. So does an object
//! whose values are all objects with the same field of a text. Where no text is known, a list under one of the usual names of
//! wrappers is taken. A list of pieces of speech is one record.

use serde_json::{Map, Value};

use super::head;
use crate::collection::{fields, options::Field};

/// Objects inside objects that are searched for records.
const DEEPEST: usize = 8;
/// Bytes of a string that may be a text whatever its name, at least.
const LONG: usize = 200;
/// Members of a list that are looked at.
const LOOKED_AT: usize = 32;

/// A step from a wrapper towards the records. Lists on the way are walked through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Into the fields of these names.
    Names(Vec<String>),
    /// Into every field that holds an object or a list.
    Any,
}

/// Where the records are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The steps from the top.
    pub steps: Vec<Step>,
    /// A list at the top is one record.
    pub whole: bool,
}

/// What an object is.
enum Shape {
    /// It has a text; strictly, where it is not a summary alone.
    Record { strictly: bool },
    /// Records are in it: by these steps, so many.
    Wrapper { steps: Vec<Step>, records: usize },
    /// Something else; by these steps there may be records.
    Other { perhaps: Option<Vec<Step>> },
}

impl Plan {
    /// The steps that the caller named: `chats.list.messages`.
    pub fn named(path: &str) -> Self {
        let names = path.split('.').map(str::trim).filter(|name| !name.is_empty());
        let step = |name: &str| if name == "*" { Step::Any } else { Step::Names(vec![name.to_owned()]) };
        Self { steps: names.map(step).collect(), whole: false }
    }

    /// The plan for a document that begins so.
    pub fn of(start: &[u8]) -> Self {
        if head::has_text(start) {
            return Self::default();
        }
        match head::value(start) {
            Some(Value::Array(items)) if fields::is_timed(&items) => Self { steps: Vec::new(), whole: true },
            Some(Value::Array(items)) => Self::of_each(items.iter().filter_map(Value::as_object)),
            Some(Value::Object(object)) => Self::of_each([&object].into_iter()),
            _ => Self::default(),
        }
    }

    /// The plan for lines that begin so.
    pub fn of_lines(start: &[u8]) -> Self {
        let mut lines = start.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty());
        if lines.clone().next().is_some_and(head::has_text) {
            return Self::default();
        }
        let values: Vec<Value> = lines.by_ref().take(LOOKED_AT).filter_map(head::value).collect();
        Self::of_each(values.iter().filter_map(Value::as_object))
    }

    /// The plan for objects in a row: a record among them says that all are.
    fn of_each<'v>(objects: impl Iterator<Item = &'v Map<String, Value>>) -> Self {
        let mut found = Vec::new();
        for object in objects.take(LOOKED_AT) {
            match shape(object, 0) {
                Shape::Record { .. } => return Self::default(),
                other if found.is_empty() => found = steps(other),
                _ => {}
            }
        }
        Self { steps: found, whole: false }
    }
}

fn steps(shape: Shape) -> Vec<Step> {
    match shape {
        Shape::Wrapper { steps, .. } | Shape::Other { perhaps: Some(steps) } => steps,
        Shape::Record { .. } | Shape::Other { perhaps: None } => Vec::new(),
    }
}

/// A way to records found in one field of an object.
struct Way<'a> {
    name: &'a str,
    steps: Vec<Step>,
    records: usize,
}

fn shape(object: &Map<String, Value>, depth: usize) -> Shape {
    if let Some(strictly) = own_text(object, depth) {
        return Shape::Record { strictly };
    }
    if depth == DEEPEST {
        return Shape::Other { perhaps: None };
    }
    let mut ways: Vec<Way> = Vec::new();
    let mut inside = None;
    let mut perhaps = None;
    for (name, value) in object {
        let found = match value {
            Value::Array(items) => list(name, items, depth),
            Value::Object(inner) => shape(inner, depth + 1),
            _ => continue,
        };
        match found {
            Shape::Wrapper { steps, records } => ways.push(Way { name, steps, records }),
            Shape::Record { strictly } => inside = Some(inside.unwrap_or(false) || strictly),
            Shape::Other { perhaps: Some(steps) } => {
                perhaps.get_or_insert_with(|| [vec![Step::Names(vec![name.clone()])], steps].concat());
            }
            Shape::Other { perhaps: None } => {}
        }
    }
    // An article with a summary alone may have lists of much else: comments, related ones.
    let summary = has_summary(object);
    let empty =
        || has(object, &[Field::Title]) && object.keys().any(|name| fields::is_body(name) && !fields::is_loose(name));
    if summary && is_dated_or_placed(object) || empty() {
        ways.retain(|way| fields::with_folded(way.name, |name| fields::WRAPPERS.contains(&name)));
    }
    if let Some(wrapper) = nearest(object, ways) {
        return wrapper;
    }
    if is_map_of_records(object) {
        return Shape::Wrapper { steps: vec![Step::Any], records: object.len() };
    }
    match inside {
        None if empty() => Shape::Record { strictly: true },
        Some(strictly) => Shape::Record { strictly },
        None if summary => Shape::Record { strictly: false },
        None => Shape::Other { perhaps },
    }
}

/// The shallowest way; all that are as shallow and go on alike.
fn nearest(object: &Map<String, Value>, ways: Vec<Way>) -> Option<Shape> {
    let least = ways.iter().map(|way| way.steps.len()).min()?;
    let best = ways.iter().filter(|way| way.steps.len() == least).max_by_key(|way| way.records)?.steps.clone();
    let alike: Vec<Way> = ways.into_iter().filter(|way| way.steps == best).collect();
    let records = alike.iter().map(|way| way.records).sum();
    let nested = object.values().filter(|value| value.is_object() || value.is_array()).count();
    let step = if alike.len() > 1 && alike.len() == nested {
        Step::Any
    } else {
        Step::Names(alike.iter().map(|way| way.name.to_owned()).collect())
    };
    Some(Shape::Wrapper { steps: [vec![step], best].concat(), records })
}

/// What a list of an object is.
fn list(name: &str, items: &[Value], depth: usize) -> Shape {
    let usual = fields::with_folded(name, |name| fields::WRAPPERS.contains(&name));
    let objects = || items.iter().take(LOOKED_AT).filter_map(Value::as_object);
    let told = || objects().any(|object| has_summary(object) || object.values().any(is_long));
    let perhaps = || Shape::Other {
        perhaps: (usual && (items.is_empty() || items.first().is_some_and(Value::is_object)) || told()).then(Vec::new),
    };
    if fields::is_beside(name) {
        return Shape::Other { perhaps: None };
    }
    if fields::is_timed(items) {
        return Shape::Record { strictly: true };
    }
    let mut records = 0;
    for object in objects() {
        match shape(object, depth + 1) {
            Shape::Record { strictly } if is_record(object, strictly, usual, name) => records += 1,
            Shape::Wrapper { steps, records: inside } if records == 0 => {
                return Shape::Wrapper { steps, records: inside.saturating_mul(items.len()) };
            }
            _ => {}
        }
    }
    if records > 0 { Shape::Wrapper { steps: Vec::new(), records: items.len() } } else { perhaps() }
}

/// A string of many words: what a field of an unknown name may hold as its text.
fn is_long(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.len() >= LONG && text.split_whitespace().nth(LONG / 10).is_some())
}

/// Whether an object with a text, in a list of this name, is a record and not a part of one.
fn is_record(object: &Map<String, Value>, strictly: bool, usual: bool, name: &str) -> bool {
    if !strictly {
        return has_anywhere(object, &[Field::Title]) && is_dated_or_placed(object);
    }
    let body = fields::is_body(name) && !usual;
    let part = fields::is_part(name);
    if body || part && !usual {
        return has_anywhere(object, &[Field::Date, Field::Url]) && has_anywhere(object, &[Field::Title, Field::Id]);
    }
    true
}

fn is_dated_or_placed(object: &Map<String, Value>) -> bool {
    has_anywhere(object, &[Field::Date, Field::Url])
}

fn has(object: &Map<String, Value>, wanted: &[Field]) -> bool {
    object.iter().any(|(name, value)| {
        let is = fields::field_of(name).is_some_and(|(field, _)| wanted.contains(&field));
        is && !value.is_null()
    })
}

/// In the object or in one of its objects.
fn has_anywhere(object: &Map<String, Value>, wanted: &[Field]) -> bool {
    has(object, wanted) || object.values().filter_map(Value::as_object).any(|inner| has(inner, wanted))
}

/// Whether an object has a text of its own; `None` where it has none, or its list of parts are records themselves.
fn own_text(object: &Map<String, Value>, depth: usize) -> Option<bool> {
    let text = object.iter().any(|(name, value)| {
        let text = fields::is_body(name) && !fields::is_loose(name);
        text && match value {
            Value::String(text) => !fields::says_nothing(text),
            Value::Array(items) => {
                !matches!(list(name, items, depth + 1), Shape::Wrapper { .. })
                    && fields::value_text(value, Field::Text).is_some()
            }
            Value::Object(inner) => {
                let records = depth < DEEPEST && matches!(shape(inner, depth + 1), Shape::Wrapper { .. });
                !records && fields::value_text(value, Field::Text).is_some()
            }
            _ => false,
        }
    });
    let loose = || {
        object.iter().any(|(name, value)| fields::is_loose(name) && fields::value_text(value, Field::Text).is_some())
            && !object.values().any(Value::is_array)
    };
    (text || loose()).then_some(true)
}

fn has_summary(object: &Map<String, Value>) -> bool {
    object.iter().any(|(name, value)| {
        let text = fields::field_of(name).is_some_and(|(field, _)| matches!(field, Field::Text | Field::Html));
        text && fields::value_text(value, Field::Text).is_some()
    })
}

/// Whether an object is a list by keys: two or more objects and nothing else, all with a text under the same name.
fn is_map_of_records(object: &Map<String, Value>) -> bool {
    let body = |value: &Value| {
        let inner = value.as_object()?;
        inner
            .iter()
            .find(|(name, value)| fields::is_body(name) && fields::value_text(value, Field::Text).is_some())
            .map(|(name, _)| name.clone())
    };
    let mut values = object.values();
    let Some(first) = values.next().and_then(body) else { return false };
    object.len() > 1 && values.all(|value| body(value).as_ref() == Some(&first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_found_by_their_shape() {
        let none = Vec::<&str>::new();
        for (document, expected) in [
            (r#"{"title": "One", "text": "Two"}"#, none.clone()),
            (r#"[{"title": "One", "text": "Two"}]"#, none.clone()),
            (r#"{"ok": 1, "articles": [{"text": "Two"}]}"#, vec!["articles"]),
            (r#"{"ok": 1, "stuff": [{"id": 1, "text": "Two"}]}"#, vec!["stuff"]),
            (
                r#"{"about": "x", "chats": {"about": "x", "list": [{"name": "A", "messages": [{"id": 1, "text": ["a", {"text": "b"}]}]}]}}"#,
                vec!["chats", "list", "messages"],
            ),
            (
                r#"{"name": "A", "messages": [{"id": 1, "text": "", "title": "A"}, {"id": 2, "text": "a"}]}"#,
                vec!["messages"],
            ),
            (
                r#"{"data": [{"id": "1", "text": "a", "author_id": "5"}], "includes": {"users": [{"id": "5", "name": "A", "description": "b", "url": "c"}]}}"#,
                vec!["data"],
            ),
            (r#"{"a1": {"title": "One", "text": "Two"}, "a2": {"title": "One", "text": "Two"}}"#, vec!["*"]),
            (
                r#"{"2024-03-04": [{"title": "One", "text": "Two"}], "2024-03-05": [{"title": "One", "text": "Two"}]}"#,
                vec!["*"],
            ),
            (
                r#"{"n": 2, "world": [{"title": "One", "text": "Two"}], "sport": [{"title": "One", "text": "Two"}], "tags": ["a"]}"#,
                vec!["sport|world"],
            ),
            (r#"{"content": [{"title": "One", "url": "x", "text": "Two"}], "totalPages": 3}"#, vec!["content"]),
            (
                r#"{"title": "One", "body": {"summary": ["a"], "sections": [{"headline": [], "paragraphs": ["Two"]}]}}"#,
                none.clone(),
            ),
            (
                r#"{"headlines": {"basic": "One"}, "content_elements": [{"type": "text", "content": "Two"}]}"#,
                none.clone(),
            ),
            (
                r#"{"title": "Feed", "description": "x", "link": "y", "items": [{"title": "One", "link": "z", "description": "Two"}]}"#,
                vec!["items"],
            ),
            (r#"{"title": "One", "description": "x", "url": "y", "comments": [{"body": "No"}]}"#, none.clone()),
            (r#"{"title": "One", "text": "x", "related": [{"title": "No", "url": "x", "text": "No"}]}"#, none.clone()),
            (r#"{"text": "One", "segments": [{"id": 0, "start": 0, "end": 1, "text": "One"}]}"#, none.clone()),
            (r#"{"language": "en", "segments": [{"id": 0, "start": 0, "end": 1, "text": "One"}]}"#, none.clone()),
            (r#"[{"tweet": {"full_text": "One"}}]"#, none.clone()),
            (r#"[{"page": 1, "articles": [{"text": "One"}]}]"#, vec!["articles"]),
            (r#"{"headline": {"en": "One", "de": "Eins"}, "body": {"en": "Two", "de": "Zwei"}}"#, none.clone()),
            (
                r#"{"rss": {"channel": {"title": "A", "link": "x", "description": "y", "item": [{"title": "One", "link": "z", "description": "Two"}]}}}"#,
                vec!["rss", "channel", "item"],
            ),
            (
                r#"{"kind": "Listing", "data": {"after": null, "children": [{"kind": "t3", "data": {"id": "1", "title": "One", "selftext": "Two", "url": "x"}}]}}"#,
                vec!["data", "children"],
            ),
            (
                r#"{"items": [{"id": {"videoId": "x"}, "snippet": {"publishedAt": "2024", "title": "One", "description": "Two"}}]}"#,
                vec!["items"],
            ),
            (r#"{"clips": [{"show": "One", "snippet": "Two"}]}"#, vec!["clips"]),
            (r#"{"articles": []}"#, vec!["articles"]),
            (r#"{"hits": {"hits": [{"_id": "1", "_source": {"foo": "x"}}]}}"#, vec!["hits", "hits"]),
            (r#"{"foo": "x"}"#, none.clone()),
            // Cut off.
            (r#"{"ok": 1, "stuff": [{"id": 1, "text": "Two"}, {"id": 2, "te"#, vec!["stuff"]),
            (r#"{"ok": 1, "stuff": [{"id": 1, "text": "Tw"#, vec!["stuff"]),
            (r#"{"ok": 1, "stuff": [{"id": 1, "text": "Tw\u00"#, vec!["stuff"]),
        ] {
            let steps: Vec<String> = Plan::of(document.as_bytes())
                .steps
                .into_iter()
                .map(|step| match step {
                    Step::Any => "*".to_owned(),
                    Step::Names(names) => names.join("|"),
                })
                .collect();
            assert_eq!(steps, expected, "{document}");
        }
        assert!(Plan::of(br#"[{"text": "a", "start": 0.5, "duration": 1}]"#).whole);
        assert_eq!(
            Plan::named("chats.list"),
            Plan { steps: vec![Step::Names(vec!["chats".into()]), Step::Names(vec!["list".into()])], whole: false }
        );
    }
}
