//! Reads authority files: TOML with the line of everything in it.
//!
//! Takes the texts of files, gives actors and every problem with file and line. Within one file an id
//! stands once; a later file overrides an actor of an earlier one. Knows nothing of matching.

use std::collections::{BTreeMap, HashMap};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::bundled::BUNDLED;
use super::entry::Entry;
use super::problem::{Problem, Severity};
use super::valid::{is_id, spoilt_by};
use super::{check, simple_toml};
use crate::actors::model::{Actor, Kind};

/// Collects the problems of one file.
struct Reader<'a> {
    file: &'a str,
    text: &'a str,
    /// Where each line ends.
    ends: Vec<usize>,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn line(&self, at: usize) -> usize {
        1 + self.ends.partition_point(|&end| end < at)
    }

    fn problem(&mut self, at: usize, severity: Severity, message: String) {
        let line = self.line(at);
        self.problems.push(Problem { file: self.file.to_owned(), line, severity, message });
    }

    fn error(&mut self, at: usize, message: impl Into<String>) {
        self.problem(at, Severity::Error, message.into());
    }

    fn string(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<String> {
        let Some(text) = value.get_ref().as_str() else {
            self.error(
                value.span().start,
                format!("`{key}` wants a string in quotes, not {}", value.get_ref().type_str()),
            );
            return None;
        };
        let trimmed = text.trim();
        if let Some(why) = spoilt_by(trimmed) {
            self.error(value.span().start, format!("`{key}` is {trimmed:?}: {why}"));
            return None;
        }
        if trimmed.is_empty() {
            self.error(value.span().start, format!("`{key}` is empty; leave it out or fill it"));
            return None;
        }
        Some(trimmed.to_owned())
    }

    fn list(&mut self, key: &str, value: &Spanned<DeValue<'_>>, lines: &mut HashMap<String, usize>) -> Vec<String> {
        let Some(items) = value.get_ref().as_array() else {
            let found = value.get_ref().type_str();
            self.error(value.span().start, format!("`{key}` wants a list of strings in [ ], not {found}"));
            return Vec::new();
        };
        let mut list: Vec<String> = Vec::new();
        for item in items {
            let Some(text) = self.string(key, item) else { continue };
            if list.contains(&text) {
                self.problem(item.span().start, Severity::Warning, format!("{text:?} stands twice in `{key}`"));
                continue;
            }
            lines.insert(text.clone(), self.line(item.span().start));
            list.push(text);
        }
        list
    }

    fn actor(&mut self, table: &Spanned<DeValue<'_>>) -> Option<Entry> {
        let start = table.span().start;
        let Some(fields) = table.get_ref().as_table() else {
            self.error(start, "an actor is a table: write [[actor]] and its fields below");
            return None;
        };
        let (mut id, mut name, mut kind, mut country) = (None, None, None, None);
        let (mut parents, mut aliases, mut short) = (Vec::new(), Vec::new(), Vec::new());
        let mut lines = HashMap::new();
        for (key, value) in fields {
            let at = value.span().start;
            match key.get_ref().as_ref() {
                "id" => {
                    id = self.string("id", value);
                    if let Some(bad) = id.as_deref().filter(|id| !is_id(id)) {
                        self.error(at, format!("id {bad:?}: lower-case letters, digits and single hyphens only"));
                    }
                }
                "name" => name = self.string("name", value),
                "kind" => {
                    if let Some(text) = self.string("kind", value) {
                        kind = Kind::parse(&text);
                        if kind.is_none() {
                            let all = Kind::ALL.map(Kind::as_str).join(", ");
                            self.error(at, format!("unknown kind {text:?}; known: {all}"));
                        }
                    }
                }
                "country" => {
                    country = self.string("country", value);
                    if let Some(bad) =
                        country.as_deref().filter(|c| c.len() != 2 || !c.bytes().all(|b| b.is_ascii_uppercase()))
                    {
                        self.error(at, format!("country {bad:?}: two capital letters as in ISO 3166 (IQ)"));
                    }
                }
                "parents" => parents = self.list("parents", value, &mut lines),
                "aliases" => aliases = self.list("aliases", value, &mut lines),
                "short" => short = self.list("short", value, &mut lines),
                other => {
                    let known = "id, name, kind, parents, country, aliases, short";
                    let at = key.span().start;
                    self.error(at, format!("unknown field `{other}`; known: {known}"));
                }
            }
        }
        for (field, missing) in [("id", id.is_none()), ("name", name.is_none()), ("kind", kind.is_none())] {
            if missing && !fields.iter().any(|(key, _)| key.get_ref().as_ref() == field) {
                self.error(start, format!("an actor without `{field}`"));
            }
        }
        let actor = Actor { id: id?, name: name?, kind: kind?, parents, country, aliases, short };
        Some(Entry { file: self.file.to_owned(), line: self.line(start), actor, lines, proven: false })
    }
}

/// Whether the bundled files are checked again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trust {
    /// They are as the tests found them, without errors; only what other files add is checked.
    Bundled,
    /// Everything is checked.
    Nothing,
}

/// Reads files in order: actors that stand after all overriding, and every problem.
pub(crate) fn read<N: AsRef<str>, T: AsRef<str>>(files: &[(N, T)], trust: Trust) -> (Vec<Actor>, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut entries: BTreeMap<String, Entry> = BTreeMap::new();
    for (file, text) in files {
        let (file, text) = (file.as_ref(), text.as_ref());
        if trust == Trust::Bundled
            && BUNDLED.contains(&(file, text))
            && let Some(actors) = simple_toml::read(text)
        {
            for (actor, line) in actors {
                let entry = Entry { file: file.to_owned(), line, lines: HashMap::new(), proven: true, actor };
                entries.insert(entry.actor.id.clone(), entry);
            }
            continue;
        }
        let ends = text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(at, _)| at).collect();
        let mut reader = Reader { file, text, ends, problems: Vec::new() };
        let mut here: HashMap<String, usize> = HashMap::new();
        match DeTable::parse(reader.text) {
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                reader.error(at, format!("not TOML: {}", error.message()));
            }
            Ok(root) => {
                for (key, value) in root.get_ref() {
                    match (key.get_ref().as_ref(), value.get_ref().as_array()) {
                        ("actor", Some(list)) => {
                            for item in list {
                                let Some(entry) = reader.actor(item) else { continue };
                                let (id, line) = (entry.actor.id.clone(), entry.line);
                                if let Some(first) = here.insert(id.clone(), line) {
                                    let message = format!("id {id:?} stands already in line {first}");
                                    reader.error(item.span().start, message);
                                    continue;
                                }
                                entries.insert(id, entry);
                            }
                        }
                        (other, _) => {
                            reader.error(
                                key.span().start,
                                format!("unknown section `{other}`; actors stand in [[actor]]"),
                            );
                        }
                    }
                }
            }
        }
        problems.append(&mut reader.problems);
    }
    if entries.values().any(|entry| !entry.proven) {
        check::parents(&entries, &mut problems);
        check::names(&entries, &mut problems);
    }
    problems.sort_by(|a, b| (&a.file, a.line, &a.message).cmp(&(&b.file, b.line, &b.message)));
    (entries.into_values().map(|entry| entry.actor).collect(), problems)
}
