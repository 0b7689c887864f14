//! From the named values of a record to text and metadata, whatever format they stand in.
//!
//! Tolerant by rule. A field is the best value that looks like it: an outlet is a name, then a domain, never an address, markup or a
//! picture; a language is one. The object that holds the text, what is around it and its envelopes are one record; what the wrapper
//! says, in which the record stood, counts where the record says nothing. Does not know where the record came from.

mod asked;
mod blocks;
mod candidates;
mod keys;
mod known_names;
mod outlet;
mod plausible;
mod tags;
mod translations;
mod values;

use std::borrow::Cow;

use serde_json::{Map, Value};

pub use blocks::is_timed;
pub use keys::says_nothing;
pub use known_names::{WRAPPERS, field_of, id_rank, is_beside, is_body, is_loose, is_part, with_folded};
pub use outlet::NAMES;

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
use asked::Asked;
use candidates::{Candidate, Candidates, lookup};
use values::text_of;

/// Text shorter than this is not proposed as the article's.
const SHORTEST_PROPOSAL: usize = 60;

/// Text and metadata of a record; its text is taken out of it. `wrapper` is what stood around it.
pub fn read(
    mut record: Map<String, Value>,
    wrapper: &Map<String, Value>,
    map: &[Mapping],
) -> Result<(Content, Fields), ProblemKind> {
    let mut found = Candidates::new(&record, wrapper, map);
    let mut language = found.language();
    if found.content(language.as_deref()).is_none() {
        found.add_nested(&record);
        language = found.language();
    }
    found.prefer(language.as_deref());
    let Some((html, name, text)) = found.content(language.as_deref()) else {
        return Err(without_text(&record, &found));
    };
    // A string of the record itself is taken once nothing else is read, instead of copied.
    let text = if is_own(&record, name, &text) { Err(name.to_owned()) } else { Ok(text.into_owned()) };
    let outlet = outlet::of(&record, wrapper, &found);
    let reader = Reader { found: &found, language: language.as_deref() };
    let fields = Fields {
        title: reader.first(Field::Title),
        place: reader.first(Field::Place),
        byline: reader.byline(outlet.as_deref()),
        url: reader.url(),
        date: reader.date(&record),
        modified: reader.first(Field::Modified),
        tags: tags::of(&found),
        outlet,
        language: language.clone(),
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
    let mut values = Vec::new();
    for mapping in map.iter().filter(|mapping| mapping.field == field) {
        match &mapping.constant {
            Some(constant) => values.push(constant),
            None => lookup(record, &mapping.name, &mut values),
        }
    }
    values.into_iter().find_map(|value| value_text(value, field))
}

/// The text of a value that stands for a field.
pub fn value_text(value: &Value, field: Field) -> Option<String> {
    text_of(value, Asked::new(field, None)).map(|text| text.trim().to_owned())
}

impl<'a> Candidates<'a> {
    fn of(&self, wanted: Field) -> impl Iterator<Item = &Candidate<'a>> {
        self.all.iter().filter(move |candidate| candidate.field == wanted)
    }

    /// The language that the record names, else the one of several in which its text is longest.
    fn language(&self) -> Option<String> {
        let said = self.of(Field::Language).find_map(|candidate| {
            text_of(candidate.value, Asked::new(Field::Language, None))
                .filter(|text| plausible::is(text, Field::Language))
        });
        said.map(|text| text.trim().to_owned()).or_else(|| {
            let texts = || self.of(Field::Text).chain(self.of(Field::Html));
            let named = texts()
                .filter_map(|one| Some((one.text(None)?.len(), one.language?)))
                .max_by_key(|(length, _)| *length);
            let several = || texts().filter_map(|one| one.value.as_object()).find(|object| translations::are(object));
            let longest = || translations::longest(several()?, Asked::new(Field::Text, None)).map(|(name, _)| name);
            named.map(|(_, language)| language).or_else(longest).map(str::to_owned)
        })
    }

    /// The text, whether it is HTML, and the name it stands under. A summary is a last resort: the text of an envelope goes
    /// before the summary beside it.
    fn content(&self, language: Option<&str>) -> Option<(bool, &'a str, Cow<'a, str>)> {
        let mut candidates: Vec<&Candidate> =
            self.all.iter().filter(|candidate| matches!(candidate.field, Field::Text | Field::Html)).collect();
        candidates.sort_by_key(|candidate| candidate.depth > 0 && !is_body(candidate.name));
        candidates.into_iter().find_map(|candidate| {
            let text = candidate.text(language)?;
            let html = candidate.field == Field::Html || markup::is_markup(&text);
            Some((html, candidate.name, text))
        })
    }
}

impl<'a> Candidate<'a> {
    fn text(&self, language: Option<&str>) -> Option<Cow<'a, str>> {
        let asked = Asked::new(self.field, language);
        let first = text_of(self.value, asked);
        if self.more.is_empty() || !matches!(self.field, Field::Text | Field::Html) {
            return first.or_else(|| self.more.iter().find_map(|value| text_of(value, asked)));
        }
        let all: Vec<_> = first.into_iter().chain(self.more.iter().filter_map(|value| text_of(value, asked))).collect();
        (!all.is_empty()).then(|| Cow::Owned(all.join("\n\n")))
    }
}

/// Reads the fields beside the text.
struct Reader<'c, 'a> {
    found: &'c Candidates<'a>,
    language: Option<&'c str>,
}

impl Reader<'_, '_> {
    fn first(&self, wanted: Field) -> Option<String> {
        self.all(wanted).next()
    }

    /// What values say that look like the field; what the caller mapped always does.
    fn all(&self, wanted: Field) -> impl Iterator<Item = String> {
        self.found.of(wanted).filter_map(move |candidate| {
            let text = candidate.text(self.language)?;
            let dateline =
                wanted == Field::Place && known_names::with_folded(candidate.name, |name| name == "dateline");
            let text = if dateline { place_of(&text) } else { text.trim() };
            (!text.is_empty() && (candidate.depth == 0 || plausible::is(text, wanted))).then(|| text.to_owned())
        })
    }

    /// Who wrote it, where that is not who published it.
    fn byline(&self, outlet: Option<&str>) -> Option<String> {
        self.all(Field::Byline).find(|byline| outlet != Some(byline.as_str()))
    }

    /// A whole address goes before a part of one; where no field is one, an outlet's may be ("source" often holds the page's).
    fn url(&self) -> Option<String> {
        let whole = |url: &String| url.contains("://");
        self.all(Field::Url).find(whole).or_else(|| self.address_of_outlet()).or_else(|| self.first(Field::Url))
    }

    fn address_of_outlet(&self) -> Option<String> {
        let addresses = self.found.of(Field::Outlet).filter_map(|candidate| candidate.value.as_str()).map(str::trim);
        let mut pages = addresses.filter(|text| crate::collection::is_page(text) && plausible::is(text, Field::Url));
        pages.next().map(str::to_owned)
    }

    /// In a record that names its crawl, a date without a name of its own is the crawl's.
    fn date(&self, record: &Map<String, Value>) -> Option<String> {
        let crawl =
            |name: &String| with_folded(name, |name| name.starts_with("warc") || matches!(name, "dump" | "crawlid"));
        if !record.keys().any(crawl) {
            return self.first(Field::Date);
        }
        let named = self.found.of(Field::Date).filter(|candidate| {
            candidate.depth == 0
                || !with_folded(candidate.name, |name| matches!(name, "date" | "timestamp" | "datetime"))
        });
        named.filter_map(|candidate| candidate.text(None)).map(|text| text.trim().to_owned()).next()
    }
}

/// Why there is no text.
fn without_text(record: &Map<String, Value>, found: &Candidates) -> ProblemKind {
    let texts = || found.all.iter().filter(|candidate| matches!(candidate.field, Field::Text | Field::Html));
    if let Some(first) = texts().find(|candidate| is_body(candidate.name)).or_else(|| texts().next()) {
        return ProblemKind::Empty { what: Emptiness::Text, field: Some(first.name.to_owned()) };
    }
    if is_other(record) {
        return ProblemKind::Empty { what: Emptiness::Text, field: None };
    }
    let mut fields: Vec<String> = record.keys().cloned().collect();
    fields.sort_unstable();
    ProblemKind::NoText { fields, suggestion: proposal(record) }
}

/// Something of linked data that is no article: an organisation, a person, a picture.
fn is_other(record: &Map<String, Value>) -> bool {
    let kind = record.get("@type").and_then(|kind| kind.as_str().or_else(|| kind.get(0)?.as_str()));
    kind.is_some_and(|kind| {
        !["Article", "Posting", "Report", "Review", "CreativeWork"].iter().any(|word| kind.contains(word))
    })
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

/// The field with the longest text that could be an article's, with the path to it.
fn proposal(record: &Map<String, Value>) -> Option<String> {
    let mut longest: Option<(usize, String)> = None;
    prose(record, "", 3, &mut longest);
    longest.filter(|(length, _)| *length >= SHORTEST_PROPOSAL).map(|(_, name)| name)
}

/// Keeps the longest prose below an object: words, not an address, a number or a key.
fn prose(object: &Map<String, Value>, path: &str, left: usize, longest: &mut Option<(usize, String)>) {
    for (name, value) in object {
        let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        let text = match value {
            Value::Object(inner) if left > 0 => {
                prose(inner, &path, left - 1, longest);
                continue;
            }
            Value::Array(items) if left > 0 && items.iter().any(Value::is_object) => {
                for inner in items.iter().filter_map(Value::as_object) {
                    prose(inner, &path, left - 1, longest);
                }
                continue;
            }
            value => text_of(value, Asked::new(Field::Text, None)),
        };
        let Some(text) = text.filter(|text| is_prose(text)) else { continue };
        // The first by name of equals, whatever the order of the parser.
        if longest.as_ref().is_none_or(|(length, known)| (text.len(), known) > (*length, &path)) {
            *longest = Some((text.len(), path));
        }
    }
}

/// Words with blanks between them, most of them letters.
fn is_prose(text: &str) -> bool {
    let text = text.trim();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let blanks = text.split_whitespace().count();
    let scripts_without_blanks = text.chars().any(|c| matches!(c, '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3040}'..='\u{9FFF}'));
    (blanks > 4 || scripts_without_blanks) && letters * 2 > text.chars().count() && !plausible::is_address(text)
}
