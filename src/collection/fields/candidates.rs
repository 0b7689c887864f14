//! The values of a record that may stand for a field, best first.
//!
//! First what the caller mapped, then the record's own fields, those of its envelopes, those of the object that holds the text and of
//! what is around it, at last those of the wrapper that the record stood in. Knows names, not what values say.

use serde_json::{Map, Value};

use super::{asked::Asked, keys, known_names, translations, values};
use crate::{
    clean::is_language_code,
    collection::options::{Field, Mapping},
};

/// Envelopes inside envelopes.
const DEEPEST_ENVELOPE: usize = 3;
/// Objects inside objects in which a text is looked for.
const DEEPEST_TEXT: usize = 5;
/// Depth of what the wrapper says.
const WRAPPER: usize = 1000;

/// Every value that may stand for a field, best first.
pub struct Candidates<'a> {
    pub all: Vec<Candidate<'a>>,
}

/// A value that may stand for a field.
pub struct Candidate<'a> {
    pub field: Field,
    /// Mapped ones, the record's own, those of its envelopes.
    pub depth: usize,
    pub rank: u8,
    pub name: &'a str,
    pub value: &'a Value,
    /// What else stands under the name that the caller gave, where it leads through a list.
    pub more: Vec<&'a Value>,
    /// The language that its name says: `title_en`.
    pub language: Option<&'a str>,
}

impl<'a> Candidates<'a> {
    pub fn new(record: &'a Map<String, Value>, wrapper: &'a Map<String, Value>, map: &'a [Mapping]) -> Self {
        let mut found = Self { all: Vec::new() };
        for (mapping, rank) in map.iter().zip(0..) {
            let mut values = Vec::new();
            match &mapping.constant {
                Some(constant) => values.push(constant),
                None => lookup(record, &mapping.name, &mut values),
            }
            if let Some((value, more)) = values.split_first() {
                let (field, name, more) = (mapping.field, &mapping.name, more.to_vec());
                found.all.push(Candidate { field, depth: 0, rank, name, value, more, language: None });
            }
        }
        found.add(1, record);
        found.add_envelopes(record, 1);
        found.add_wrapper(wrapper);
        found.sort();
        found
    }

    /// By name last: names that fold alike must not depend on how the parser orders an object.
    fn sort(&mut self) {
        self.all.sort_by_key(|candidate| (candidate.depth, candidate.rank, candidate.name));
    }

    /// Puts what is in another language behind all others.
    pub fn prefer(&mut self, language: Option<&str>) {
        let other = |one: &Candidate| {
            one.language.is_some_and(|own| language.is_some_and(|known| !translations::same(own, known)))
        };
        self.all.sort_by_key(other);
    }

    fn add(&mut self, depth: usize, object: &'a Map<String, Value>) {
        self.all.extend(object.iter().filter_map(|(name, value)| {
            let known = known_names::field_of(name).map(|(field, rank)| (field, rank, None));
            let (field, rank, language) = known.or_else(|| of_language(name))?;
            (!is_poster(name) || value.is_object()).then_some(Candidate {
                field,
                depth,
                rank,
                name,
                value,
                more: Vec::new(),
                language,
            })
        }));
    }

    fn add_envelopes(&mut self, record: &'a Map<String, Value>, level: usize) {
        for (name, value) in record {
            let Value::Object(object) = value else { continue };
            let envelope =
                known_names::with_folded(name, |name| known_names::ENVELOPES.iter().position(|known| *known == name));
            if let Some(at) = envelope {
                self.add(level * 100 + at, object);
                if level < DEEPEST_ENVELOPE {
                    self.add_envelopes(object, level + 1);
                }
            }
        }
    }

    /// What is around a record says who published and in which language; it calls itself by a title or a name.
    fn add_wrapper(&mut self, wrapper: &'a Map<String, Value>) {
        for (name, value) in wrapper {
            let Some((field, rank)) = known_names::field_of(name) else { continue };
            let (field, depth) = match field {
                Field::Outlet | Field::Language => (field, WRAPPER),
                Field::Title => (Field::Outlet, WRAPPER + 1),
                _ => continue,
            };
            self.all.push(Candidate { field, depth, rank, name, value, more: Vec::new(), language: None });
        }
    }

    /// Looks for the text further within, and adds the fields of the object that has it and of those around it.
    pub fn add_nested(&mut self, record: &'a Map<String, Value>) {
        let mut path = Vec::new();
        let body = |name: &str, value: &Value| known_names::is_body(name) && says(value);
        let text = |name: &str, value: &Value| known_names::is_text(name) && says(value);
        if path_to(record, &mut path, DEEPEST_TEXT, &body) || path_to(record, &mut path, DEEPEST_TEXT, &text) {
            for (depth, object) in (500..).zip(path.iter().rev()) {
                self.add(depth, object);
            }
            self.sort();
        }
    }
}

/// A field in one of several languages: `title_en`, `text-ar`. Endings that say something else in names are none.
fn of_language(name: &str) -> Option<(Field, u8, Option<&str>)> {
    let (stem, code) = name.rsplit_once(['_', '-'])?;
    let code = Some(code).filter(|code| code.len() == 2 && is_language_code(code));
    let code = code.filter(|code| !["id", "no", "is", "to", "as", "or", "so"].contains(code))?;
    let (field, rank) = known_names::field_of(stem)?;
    let prose = matches!(field, Field::Title | Field::Text | Field::Html | Field::Byline | Field::Place);
    prose.then_some((field, rank, Some(code)))
}

/// Names of who posted, which are names of much else where they hold no object.
fn is_poster(name: &str) -> bool {
    known_names::with_folded(name, |name| matches!(name, "user" | "account" | "channel" | "origin" | "feed" | "links"))
}

/// The objects from a record to the first one inside it that has such a field, the outermost first; those nearer go first.
fn path_to<'a>(
    object: &'a Map<String, Value>,
    path: &mut Vec<&'a Map<String, Value>>,
    left: usize,
    is: &impl Fn(&str, &Value) -> bool,
) -> bool {
    let inner = || object.values().filter_map(Value::as_object);
    if left == 0 {
        return false;
    }
    for inner in inner() {
        if inner.iter().any(|(name, value)| is(name, value)) {
            path.push(inner);
            return true;
        }
    }
    for inner in inner() {
        path.push(inner);
        if path_to(inner, path, left - 1, is) {
            return true;
        }
        path.pop();
    }
    false
}

fn says(value: &Value) -> bool {
    values::text_of(value, Asked::new(Field::Text, None)).is_some()
}

/// The values under a name that the caller gave: a field of that name, else a step into an object, or into each of a list, at
/// each dot.
pub fn lookup<'a>(object: &'a Map<String, Value>, name: &str, found: &mut Vec<&'a Value>) {
    if let Some(value) = keys::get(object, name) {
        found.push(value);
        return;
    }
    let Some((head, rest)) = name.split_once('.') else { return };
    match keys::get(object, head) {
        Some(Value::Object(inner)) => lookup(inner, rest, found),
        Some(Value::Array(items)) => {
            items.iter().filter_map(Value::as_object).for_each(|item| lookup(item, rest, found));
        }
        _ => {}
    }
}
