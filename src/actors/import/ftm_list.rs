//! `FollowTheMoney` JSON Lines, as `OpenSanctions` publishes them: one entity a line.
//!
//! Source of the names: <https://followthemoney.tech/explorer/>; properties are lists of strings. Weak aliases become
//! short forms, which count only with support in an article.

use serde::Deserialize;
use std::collections::BTreeMap;

use super::imported::{Entry, Imported};
use super::problem::{Fault, ImportError};
use crate::actors::model::{Actor, Kind};

#[derive(Deserialize)]
struct Entity {
    schema: Option<String>,
    caption: Option<String>,
    #[serde(default)]
    properties: BTreeMap<String, serde_json::Value>,
}

impl Entity {
    fn list(&self, property: &str) -> impl Iterator<Item = &str> {
        let value = self.properties.get(property);
        let many = value.and_then(serde_json::Value::as_array).into_iter().flatten();
        many.chain(value.filter(|v| v.is_string())).filter_map(serde_json::Value::as_str)
    }
}

/// Reads entities of the schemas Person, Organization, Company, `LegalEntity` and `PublicBody`; others are passed over.
///
/// # Errors
/// Not one line is an entity.
pub fn ftm(text: &str) -> Result<Imported, ImportError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut done = Imported::default();
    for (at, row) in text.lines().enumerate() {
        let line = at + 1;
        if row.trim().is_empty() {
            continue;
        }
        match serde_json::from_str::<Entity>(row) {
            Err(error) => done.problem(line, Fault::Unreadable(format!("no entity: {error}"))),
            Ok(entity) => {
                let Some(kind) = kind(&entity) else {
                    done.passed_over += 1;
                    continue;
                };
                if let Some(actor) = actor(&mut done, line, &entity, kind) {
                    done.entries.push(Entry { actor, line });
                }
            }
        }
    }
    if done.entries.is_empty() && done.passed_over == 0 && !done.problems.is_empty() {
        return Err(ImportError::NothingRead("JSON Lines of FollowTheMoney entities"));
    }
    Ok(done)
}

fn kind(entity: &Entity) -> Option<Kind> {
    match entity.schema.as_deref()? {
        "Person" => Some(Kind::Person),
        "Organization" | "LegalEntity" if entity.list("topics").any(|t| t == "crime.terror") => Some(Kind::ArmedGroup),
        "Organization" | "Company" | "LegalEntity" | "PublicBody" => Some(Kind::Organization),
        _ => None,
    }
}

fn actor(done: &mut Imported, line: usize, entity: &Entity, kind: Kind) -> Option<Actor> {
    let mut names: Vec<String> = Vec::new();
    let written = entity.caption.as_deref().into_iter().map(|c| ("caption", c));
    let written =
        written.chain(entity.list("name").map(|n| ("name", n))).chain(entity.list("alias").map(|n| ("alias", n)));
    for (field, text) in written {
        // A caption without a name is the entity's id.
        if field == "caption" && !entity.list("name").any(|n| n == text) {
            continue;
        }
        if let Some(name) = done.name(line, field, text).filter(|n| !names.contains(n)) {
            names.push(name);
        }
    }
    if names.is_empty() {
        done.problem(line, Fault::NoName);
        return None;
    }
    let name = names.remove(0);
    let mut short: Vec<String> = Vec::new();
    for text in entity.list("weakAlias") {
        if let Some(text) =
            done.name(line, "weakAlias", text).filter(|t| !short.contains(t) && !names.contains(t) && *t != name)
        {
            short.push(text);
        }
    }
    // Of several countries none is the actor's own.
    let mut countries = entity.list("country");
    let country = match (countries.next(), countries.next()) {
        (Some(code), None) => done.country(line, code),
        _ => None,
    };
    Some(Actor { id: String::new(), name, kind, parents: Vec::new(), country, aliases: names, short })
}
