//! CSV with the fields of an actor as columns, in any order.
//!
//! Lists inside a field are separated by `;` or `|`. Columns are separated by commas, or by tabs or semicolons where
//! the first line has those and no comma; semicolons then separate no lists.

use super::imported::{Entry, Imported};
use super::problem::{Fault, ImportError};
use crate::actors::authority::valid::{is_id, spoilt_by};
use crate::actors::model::{Actor, Kind};

const COLUMNS: [&str; 7] = ["id", "name", "kind", "parents", "country", "aliases", "short"];

/// Reads CSV with a first line of column names: id, name, kind, parents, country, aliases, short. Only `name`
/// must be there; a missing kind is `organization`.
///
/// # Errors
/// There is no column `name`. A bad line is reported in [`Imported::problems`] and left out.
pub fn csv(text: &str) -> Result<Imported, ImportError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let head = text.lines().next().unwrap_or_default();
    let delimiter = [b',', b'\t', b';'].into_iter().find(|&d| head.as_bytes().contains(&d)).unwrap_or(b',');
    let separators: &[char] = if delimiter == b';' { &['|'] } else { &[';', '|'] };
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(text.as_bytes());
    let mut records = reader.records();
    let first = records.next().and_then(Result::ok).unwrap_or_default();
    let mut done = Imported::default();
    let mut columns: Vec<Option<&'static str>> = Vec::new();
    for title in &first {
        let title = title.trim().to_lowercase();
        let known = COLUMNS
            .into_iter()
            .find(|c| *c == title || *c == format!("{title}es") || (title == "parent" && *c == "parents"));
        if known.is_none() {
            done.problem(1, Fault::UnknownColumn(title));
        }
        columns.push(known);
    }
    if !columns.contains(&Some("name")) {
        return Err(ImportError::NoNameColumn(first.iter().collect::<Vec<_>>().join(", ")));
    }
    for record in records {
        match record {
            Ok(record) => {
                let line = record.position().map_or(0, |p| p.line() as usize);
                if let Some(actor) = actor(&mut done, line, &record, &columns, separators) {
                    done.entries.push(Entry { actor, line });
                }
            }
            Err(error) => {
                let line = error.position().map_or(0, |p| p.line() as usize);
                done.problem(line, Fault::Unreadable(error.to_string()));
            }
        }
    }
    Ok(done)
}

fn actor(
    done: &mut Imported,
    line: usize,
    record: &csv::StringRecord,
    columns: &[Option<&'static str>],
    separators: &[char],
) -> Option<Actor> {
    if record.iter().all(|field| field.trim().is_empty()) {
        return None;
    }
    if record.len() > columns.len() {
        let message = format!("{} fields, but the first line names {} columns", record.len(), columns.len());
        done.problem(line, Fault::Unreadable(message));
        return None;
    }
    // A row may end before its last columns.
    let of = |name: &str| {
        let mut cells = columns.iter().zip(record);
        cells.find(|(column, _)| **column == Some(name)).map_or("", |(_, field)| field.trim())
    };
    let before = done.problems.len();
    let Some(name) = done.name(line, "name", of("name")) else {
        if done.problems.len() == before {
            done.problem(line, Fault::NoName);
        }
        return None;
    };
    let kind = of("kind").to_lowercase().replace([' ', '_'], "-");
    let Some(kind) = (if kind.is_empty() { Some(Kind::Organization) } else { Kind::parse(&kind) }) else {
        done.problem(line, Fault::BadKind(of("kind").to_owned()));
        return None;
    };
    let mut id = of("id").to_owned();
    if !id.is_empty() && (!is_id(&id) || spoilt_by(&id).is_some()) {
        done.problem(line, Fault::BadId(std::mem::take(&mut id)));
    }
    let country = done.country(line, of("country"));
    let mut list = |field: &'static str| -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for part in of(field).split(separators) {
            if let Some(text) = done.name(line, field, part).filter(|t| !names.contains(t)) {
                names.push(text);
            }
        }
        names
    };
    let (parents, aliases, short) = (list("parents"), list("aliases"), list("short"));
    Some(Actor { id, name, kind, parents, country, aliases, short })
}
