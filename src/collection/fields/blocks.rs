//! The text of a list: paragraphs, typed blocks, runs of a line, or pieces of speech.
//!
//! - A list of strings is a list of paragraphs.
//! - Strings and objects beside each other are runs of one text, which bring their own white space; so are objects whose texts do.
//! - Objects with a time are pieces of speech: words in a row.
//! - Objects with a `role` are the same in several versions, of which the main one counts.
//! - All other objects are blocks, of which those count whose type is not that of a picture, of an insert, or of another field.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::{
    asked::Asked,
    keys::{get, keys_of, says_nothing},
    known_names,
};
use crate::{collection::options::Field, markup};

/// Names of a list inside an object that is the text or a part of it.
const LISTS: [&str; 13] = [
    "paragraphs",
    "sections",
    "blocks",
    "contentelements",
    "contents",
    "elements",
    "children",
    "items",
    "sentences",
    "segments",
    "spans",
    "runs",
    "data",
];

/// Words in the type of a block that is no text of the article.
const NO_TEXT: [&str; 23] = [
    "image",
    "img",
    "photo",
    "picture",
    "figure",
    "video",
    "audio",
    "gallery",
    "slideshow",
    "media",
    "embed",
    "oembed",
    "iframe",
    "ad",
    "advert",
    "advertisement",
    "promo",
    "newsletter",
    "related",
    "interstitial",
    "caption",
    "credit",
    "divider",
];

/// The text of a list.
pub fn text_of<'v>(items: &'v [Value], asked: Asked<'_>) -> Option<Cow<'v, str>> {
    if let Some(chosen) = alternative(items) {
        return asked.of(chosen);
    }
    let mixed = items.iter().any(Value::is_string) && items.iter().any(Value::is_object);
    if mixed {
        return said(Cow::Owned(items.iter().filter_map(|item| run(item, asked)).collect()));
    }
    if is_timed(items) {
        let words: Vec<Cow<'_, str>> = items.iter().filter_map(|item| asked.of(item)).collect();
        return said(Cow::Owned(words.iter().map(|words| words.trim()).collect::<Vec<_>>().join(" ")));
    }
    let mut texts: Vec<Cow<'_, str>> = Vec::with_capacity(items.len());
    for item in items {
        let text = match item {
            Value::Object(block) if !is_text(block) => None,
            Value::Object(block) => of_block(block, asked),
            item => asked.of(item),
        };
        texts.extend(text);
    }
    if texts.len() < 2 {
        return texts.pop();
    }
    let objects = items.iter().all(Value::is_object);
    if objects && are_runs(&texts) {
        return said(Cow::Owned(texts.concat()));
    }
    let separator = if asked.field == Field::Html { "\n" } else { "\n\n" };
    // Blocks of markup and of plain text stay blocks when they are read as a page.
    if objects && texts.iter().any(|text| markup::is_markup(text)) {
        for text in &mut texts {
            if !text.trim_start().starts_with('<') || !markup::is_markup(text) || begins_inline(text) {
                *text = Cow::Owned(format!("<p>{}</p>", text.trim()));
            }
        }
    }
    said(Cow::Owned(texts.join(separator)))
}

/// The main one of several versions of the same.
pub fn alternative(items: &[Value]) -> Option<&Value> {
    let role = |item: &Value| item.as_object()?.get("role")?.as_str().map(str::to_ascii_lowercase);
    let mut roles = items.iter().map(role);
    if items.is_empty() || !roles.all(|role| role.is_some()) {
        return None;
    }
    items.iter().find(|item| role(item).as_deref() == Some("main")).or(items.first())
}

/// Whether these are pieces of speech: each with words and a time, and nothing that an article has.
pub fn is_timed(items: &[Value]) -> bool {
    let timed = |item: &Value| {
        let Some(object) = item.as_object() else { return false };
        let number = |name: &str| get(object, name).is_some_and(|value| value.is_number() || is_clock(value));
        let ends = ["end", "duration", "dur", "to", "endtime"].iter().any(|name| number(name));
        let begins = ["start", "offset", "begin", "from", "starttime", "tstart"].iter().any(|name| number(name));
        begins && ends && get(object, "text").is_some_and(Value::is_string)
    };
    !items.is_empty() && items.iter().all(timed)
}

/// A time as text: `00:01:02,500`, `1.5`.
fn is_clock(value: &Value) -> bool {
    let clock = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | ',');
    value.as_str().is_some_and(|text| !text.is_empty() && text.chars().all(clock))
}

/// The text of an object whose text stands in a list inside.
pub fn of_parts<'v>(object: &'v Map<String, Value>, asked: Asked<'_>) -> Option<Cow<'v, str>> {
    let mut inner =
        LISTS.iter().filter_map(|name| get(object, name)).filter(|value| value.is_array() || value.is_object());
    inner.find_map(|value| asked.of(value))
}

/// A block: its heading, where it has one, and its text.
fn of_block<'v>(block: &'v Map<String, Value>, asked: Asked<'_>) -> Option<Cow<'v, str>> {
    let text = value_of(block, asked)?;
    let titled = asked.with(Field::Title);
    let heading = ["headline", "heading", "title"].iter().find_map(|name| titled.of(get(block, name)?));
    match heading.filter(|heading| heading.trim() != text.trim() && !heading.contains('<') && !text.contains("</")) {
        Some(heading) => Some(Cow::Owned(format!("{}\n\n{text}", heading.trim()))),
        None => Some(text),
    }
}

/// The text of a block; what is inside a block with a type is one line.
fn value_of<'v>(block: &'v Map<String, Value>, asked: Asked<'_>) -> Option<Cow<'v, str>> {
    let inner = ["children", "content", "spans", "runs"].iter().find_map(|name| get(block, name)?.as_array());
    if let (Some(_), Some(inner)) = (type_of(block), inner) {
        let leaf = |item: &Value| match item {
            Value::Object(object) => {
                !object.values().any(Value::is_array) || get(object, "text").is_some_and(Value::is_string)
            }
            item => item.is_string(),
        };
        if inner.len() > 1 && inner.iter().all(leaf) {
            return said(Cow::Owned(inner.iter().filter_map(|item| run(item, asked)).collect()));
        }
    }
    let keys = keys_of(asked.field).iter().filter_map(|key| get(block, key));
    let mut values = keys.filter(|value| !value.is_number());
    values.find_map(|value| asked.of(value)).or_else(|| of_parts(block, asked))
}

/// A run as it stands, with its white space.
fn run<'v>(item: &'v Value, asked: Asked<'_>) -> Option<&'v str> {
    match item {
        Value::Object(object) => keys_of(asked.field).iter().find_map(|key| get(object, key)?.as_str()),
        item => item.as_str(),
    }
}

/// Whether texts bring the white space between them, at half of their seams.
fn are_runs(texts: &[Cow<'_, str>]) -> bool {
    let seams = texts.windows(2).filter(|pair| match pair {
        [before, after] => before.ends_with(char::is_whitespace) || after.starts_with(char::is_whitespace),
        _ => false,
    });
    seams.count() * 2 >= texts.len() - 1 && !texts.iter().any(|text| text.trim_start().starts_with('<'))
}

/// Whether markup begins with what stands in a line.
fn begins_inline(text: &str) -> bool {
    let name: String =
        text.trim_start().trim_start_matches('<').chars().take_while(char::is_ascii_alphanumeric).collect();
    ["a", "b", "i", "em", "strong", "span", "u", "sup", "sub", "q", "cite", "code", "mark"]
        .iter()
        .any(|inline| inline.eq_ignore_ascii_case(&name))
}

fn type_of(block: &Map<String, Value>) -> Option<&str> {
    ["type", "_type", "nodeType", "kind"].iter().find_map(|name| block.get(*name)?.as_str())
}

/// Whether a block is text of the article, as far as its type says.
fn is_text(block: &Map<String, Value>) -> bool {
    let Some(kind) = type_of(block) else { return true };
    let mut words = kind.split(|c: char| !c.is_alphanumeric()).map(str::to_ascii_lowercase);
    let other = known_names::field_of(kind).is_some_and(|(field, _)| !matches!(field, Field::Text | Field::Html));
    let heading = kind.eq_ignore_ascii_case("heading");
    (!other || heading) && !words.any(|word| NO_TEXT.contains(&word.as_str()))
}

fn said(text: Cow<'_, str>) -> Option<Cow<'_, str>> {
    (!says_nothing(&text)).then_some(text)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn lists_are_paragraphs_runs_speech_or_blocks() {
        for (list, expected) in [
            (json!(["One.", "Two."]), Some("One.\n\nTwo.")),
            (
                json!([{"type": "bold", "text": "One"}, "\n\nTwo ", {"type": "link", "text": "three"}]),
                Some("One\n\nTwo three"),
            ),
            (json!([{"type": "plain", "text": "One "}, {"type": "bold", "text": "two"}]), Some("One two")),
            (
                json!([{"text": "one two", "start": 0.5, "duration": 1}, {"text": "three", "start": 1.5, "duration": 1}]),
                Some("one two three"),
            ),
            (
                json!([{"id": 0, "start": 0.0, "end": 1.5, "text": " One."}, {"start": 1.5, "end": 2.0, "text": " Two."}]),
                Some("One. Two."),
            ),
            (
                json!([{"role": "short", "value": "No"}, {"role": "main", "value": "One"}, {"role": "main", "value": "<p>One"}]),
                Some("One"),
            ),
            (
                json!([{"type": "kicker", "content": "World"}, {"type": "title", "content": "Title"}, {"type": "date", "content": 1_709_544_600},
                    {"type": "image", "caption": "A crane"}, {"type": "oembed_response", "text": "A clip"}, {"type": "text", "content": "One."},
                    {"type": "sanitized_html", "content": "Two."}]),
                Some("One.\n\nTwo."),
            ),
            (
                json!([{"type": "text", "content": "One."}, {"type": "text", "content": "<a href=x>Two</a>."}]),
                Some("<p>One.</p>\n\n<p><a href=x>Two</a>.</p>"),
            ),
            (
                json!([{"headline": [], "paragraphs": ["One."]}, {"headline": ["Night"], "paragraphs": ["Two.", "Three."]}]),
                Some("One.\n\nNight\n\nTwo.\n\nThree."),
            ),
            (
                json!([{"type": "paragraph", "content": [{"type": "text", "text": "One "}, {"type": "text", "text": "two"}, {"type": "text", "text": "."}]},
                    {"type": "heading", "content": [{"type": "text", "text": "Three"}]}]),
                Some("One two.\n\nThree"),
            ),
            (
                json!([{"_type": "block", "children": [{"_type": "span", "text": "One "}, {"_type": "span", "text": "two"}]}, {"_type": "image"}]),
                Some("One two"),
            ),
            (
                json!([{"type": "paragraph", "data": {"text": "One."}}, {"type": "list", "data": {"items": ["Two", "Three"]}}]),
                Some("One.\n\nTwo\n\nThree"),
            ),
            (json!([]), None),
            (json!([null, "", {"type": "image"}]), None),
        ] {
            let items = list.as_array().unwrap();
            let text = text_of(items, Asked::new(Field::Text, None));
            assert_eq!(text.as_deref(), expected, "{list}");
        }
    }
}
