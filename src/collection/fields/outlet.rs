//! Who published a record: a name before a domain, the record's own before its wrapper's.

use serde_json::{Map, Value};

use super::{asked::Asked, candidates::Candidates, known_names, plausible, values::text_of};
use crate::collection::options::Field;

/// Depth from which on candidates are the wrapper's.
const WRAPPER: usize = 1000;
/// Objects inside objects in which a site's name is looked for.
const DEEPEST: usize = 3;
/// Where the wrapper keeps the names of what has an id in it.
pub const NAMES: &str = "\u{1}names";

/// The outlet of a record.
pub fn of(record: &Map<String, Value>, wrapper: &Map<String, Value>, found: &Candidates) -> Option<String> {
    let said = |own: bool| {
        let candidates = found.all.iter().filter(move |one| one.field == Field::Outlet && (one.depth < WRAPPER) == own);
        candidates.filter_map(|one| {
            let text = text_of(one.value, Asked::new(Field::Outlet, None))?;
            Some((one.depth == 0, text.trim().to_owned()))
        })
    };
    let named =
        |(mapped, text): &(bool, String)| *mapped || plausible::is(text, Field::Outlet) && !plausible::is_domain(text);
    let name = said(true).find(named).map(|(_, text)| text);
    let name = name.or_else(|| site_name(record, DEEPEST)).or_else(|| referred(record, wrapper));
    if let Some(name) = name.or_else(|| said(false).find(named).map(|(_, text)| text)) {
        return Some(name);
    }
    let domain = said(true).chain(said(false)).map(|(_, text)| text).find_map(|text| domain_of(&text));
    let address = || found.all.iter().find(|one| one.field == Field::Url && one.value.is_string())?.value.as_str();
    let host = domain.clone().or_else(|| address().and_then(domain_of));
    host.and_then(|host| written(&host, record, 2)).or(domain)
}

/// A domain, alone or as the host of an address.
fn domain_of(text: &str) -> Option<String> {
    let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let whole = host.len() == text.len() || text.contains("://") || text.starts_with("www.");
    (whole && plausible::is_domain(host)).then(|| host.to_owned())
}

/// The name of the site as pages give it, wherever in the record it stands.
fn site_name(object: &Map<String, Value>, left: usize) -> Option<String> {
    let is_name = |name: &str| known_names::with_folded(name, |name| name.ends_with("sitename"));
    for (name, value) in object {
        let found = match value {
            Value::String(text) if is_name(name) => Some(text.trim().to_owned()),
            Value::Object(inner) if left > 0 => site_name(inner, left - 1),
            _ => None,
        };
        let found = found.filter(|text| plausible::is(text, Field::Outlet) && !plausible::is_domain(text));
        if found.is_some() {
            return found;
        }
    }
    None
}

/// The name of what the record refers to by an id as its author, publisher or source, where it stood elsewhere in the document.
fn referred(record: &Map<String, Value>, wrapper: &Map<String, Value>) -> Option<String> {
    let names = wrapper.get(NAMES)?.as_object()?;
    let refers = |name: &str| {
        known_names::with_folded(name, |name| {
            ["author", "publisher", "source", "user", "account", "channel", "outlet"]
                .iter()
                .any(|who| name.starts_with(who))
        })
    };
    let mut ids = record.iter().filter(|(name, _)| refers(name)).filter_map(|(_, value)| match value {
        Value::String(id) => Some(id.clone()),
        Value::Number(id) => Some(id.to_string()),
        // One that has a name says it itself.
        Value::Object(object) if !object.contains_key("name") => {
            Some(object.get("@id").or_else(|| object.get("id"))?.as_str()?.to_owned())
        }
        _ => None,
    });
    ids.find_map(|id| names.get(&id)?.as_str().map(str::to_owned))
}

/// How the name that a domain is made of is written in a title of the record.
fn written(domain: &str, object: &Map<String, Value>, left: usize) -> Option<String> {
    let title = |name: &str| ["title", "headline", "name"].iter().any(|word| name.to_ascii_lowercase().contains(word));
    object.iter().find_map(|(name, value)| match value {
        Value::String(text) if title(name) => plausible::name_of_domain(domain, text).map(str::to_owned),
        Value::Object(inner) if left > 0 => written(domain, inner, left - 1),
        _ => None,
    })
}
