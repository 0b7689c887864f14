//! Where an object that stands for a field holds its value.

use serde_json::{Map, Value};

use super::known_names;
use crate::collection::options::Field;

/// Where an object that stands for a field holds its text.
pub fn keys_of(field: Field) -> &'static [&'static str] {
    match field {
        Field::Id => &["$oid", "value"],
        Field::Text | Field::Html => &["text", "rendered", "body", "content", "value", "#text", "html"],
        Field::Title => &["main", "basic", "rendered", "text", "title", "headline", "name", "value", "#text"],
        Field::Date | Field::Modified => {
            &["$date", "original", "published", "date", "iso", "created", "value", "$numberLong", "date-parts", "#text"]
        }
        Field::Outlet => &[
            "name",
            "title",
            "displayname",
            "fullname",
            "label",
            "value",
            "username",
            "screenname",
            "id",
            "domain",
            "url",
            "#text",
        ],
        Field::Place => &["name", "city", "label", "address", "value"],
        Field::Byline => &["name", "displayName", "fullName", "original", "text", "value", "literal", "#text"],
        Field::Url => &["canonical", "permalink", "url", "href", "@id", "rendered", "value", "#text"],
        Field::Language => &["code", "name", "value"],
        Field::Tags => &["name", "label", "title", "webTitle", "text", "tag", "term", "value", "displayName", "#text"],
    }
}

/// The value of this name, as it is or folded.
pub fn get<'v>(object: &'v Map<String, Value>, name: &str) -> Option<&'v Value> {
    object.get(name).or_else(|| {
        known_names::with_folded(name, |wanted| {
            object.iter().find(|(key, _)| known_names::with_folded(key, |key| key == wanted)).map(|(_, value)| value)
        })
    })
}

/// White space, or a word that programs write for an absent value.
pub fn says_nothing(text: &str) -> bool {
    let text = text.trim();
    text.is_empty() || ["null", "none", "nan", "n/a", "undefined"].iter().any(|word| word.eq_ignore_ascii_case(text))
}
