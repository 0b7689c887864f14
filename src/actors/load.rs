//! Reads authority files: TOML with the line of everything in it.
//!
//! Takes the texts of files, gives actors and every problem with file and line. Within one file an id
//! stands once; a later file overrides an actor of an earlier one. Knows nothing of matching.

use std::collections::{BTreeMap, HashMap, HashSet};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::authority::{Actor, Kind, Problem, Severity};
use super::bundled::BUNDLED;
use super::names::{self, Name};
use super::{plain, words};
use crate::calendar;

/// An actor and where it was written.
struct Entry {
    actor: Actor,
    file: String,
    line: usize,
    /// Lines of parents, aliases and short forms.
    lines: HashMap<String, usize>,
    /// Whether it is of a bundled file: no need to compare it with others of them.
    proven: bool,
}

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
        if let Some(why) = mangled(trimmed) {
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

/// Lower-case words joined by single hyphens.
pub(super) fn is_id(id: &str) -> bool {
    id.split('-').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}

/// Why a name is none: what spreadsheets and wrong encodings leave in its place.
pub(super) fn mangled(text: &str) -> Option<&'static str> {
    let lower = text.to_lowercase();
    if text.len() >= 2 && text.bytes().all(|b| b == b'#') {
        return Some("a spreadsheet column that was too narrow");
    }
    if text.starts_with('#') && text.ends_with(['!', '?', 'A']) && text.bytes().skip(1).all(|b| !b.is_ascii_lowercase())
    {
        return Some("a spreadsheet's error value");
    }
    if let Some((left, right)) = lower.split_once('-') {
        let number = |t: &str| !t.is_empty() && t.len() <= 4 && t.bytes().all(|b| b.is_ascii_digit());
        // Spreadsheets write a month in three letters.
        let month = |t: &str| t.chars().count() == 3 && calendar::month_named(t).is_some();
        if (number(left) && month(right)) || (month(left) && number(right)) {
            return Some("a name that a spreadsheet took for a date");
        }
    }
    if let Some((mantissa, exponent)) = lower.split_once("e+") {
        let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        if digits(mantissa) && digits(exponent) {
            return Some("a number in a spreadsheet's scientific form");
        }
    }
    if text.contains('\u{fffd}') || text.chars().any(char::is_control) {
        return Some("bytes that were decoded wrongly");
    }
    // UTF-8 read as Latin-1 or Windows-1252: a lead byte's letter and a sign that no name has after it.
    let pairs = text.chars().zip(text.chars().skip(1));
    let lead = |c: char| matches!(c, 'Ã' | 'Â' | 'Ø' | 'Ù' | 'Ð' | 'Ñ');
    let trail = |c: char| matches!(c, '\u{80}'..='\u{bf}' | '€' | '‚' | 'ƒ' | '„' | '…' | '†' | '‡' | '‰' | '™' | 'œ');
    if text.contains("â€") || pairs.into_iter().any(|(a, b)| lead(a) && trail(b)) {
        return Some("UTF-8 that was read in another encoding");
    }
    None
}

/// Whether the bundled files are checked again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trust {
    /// They are as the tests found them, without errors; only what other files add is checked.
    Bundled,
    /// Everything is checked.
    Nothing,
}

/// Reads files in order: actors that stand after all overriding, and every problem.
pub(super) fn load<N: AsRef<str>, T: AsRef<str>>(files: &[(N, T)], trust: Trust) -> (Vec<Actor>, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut entries: BTreeMap<String, Entry> = BTreeMap::new();
    for (file, text) in files {
        let (file, text) = (file.as_ref(), text.as_ref());
        if trust == Trust::Bundled
            && BUNDLED.contains(&(file, text))
            && let Some(actors) = plain::read(text)
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
        check_parents(&entries, &mut problems);
        check_names(&entries, &mut problems);
    }
    problems.sort_by(|a, b| (&a.file, a.line, &a.message).cmp(&(&b.file, b.line, &b.message)));
    (entries.into_values().map(|entry| entry.actor).collect(), problems)
}

fn at(entry: &Entry, text: &str, severity: Severity, message: String) -> Problem {
    let line = entry.lines.get(text).copied().unwrap_or(entry.line);
    Problem { file: entry.file.clone(), line, severity, message }
}

/// Parents that do not exist and chains of parents that come back to where they began.
fn check_parents(entries: &BTreeMap<String, Entry>, problems: &mut Vec<Problem>) {
    for (id, entry) in entries {
        for parent in &entry.actor.parents {
            if !entries.contains_key(parent) {
                problems.push(at(entry, parent, Severity::Error, format!("{id}: unknown parent {parent:?}")));
            }
        }
        let mut seen: HashSet<&str> = HashSet::new();
        let mut open: Vec<&str> = entry.actor.parents.iter().map(String::as_str).collect();
        while let Some(next) = open.pop() {
            if next == id {
                let first = entry.actor.parents.first().map_or("", String::as_str);
                let message = format!("{id}: its chain of parents comes back to itself");
                problems.push(at(entry, first, Severity::Error, message));
                break;
            }
            if seen.insert(next) {
                open.extend(entries.get(next).into_iter().flat_map(|e| &e.actor.parents).map(String::as_str));
            }
        }
    }
}

/// Names that say nothing, stand on two actors, or meet those of another actor when folded.
fn check_names(entries: &BTreeMap<String, Entry>, problems: &mut Vec<Problem>) {
    let mut strict: HashMap<Vec<u8>, &Entry> = HashMap::new();
    let mut loose: HashMap<Vec<u8>, Vec<(&Entry, &str, Name)>> = HashMap::new();
    for entry in entries.values() {
        for text in names::of(&entry.actor) {
            let name = Name::new(text);
            let key = name.strict().to_vec();
            let proven = |other: &Entry| entry.proven && other.proven;
            if key.is_empty() {
                problems.push(at(entry, text, Severity::Error, format!("{text:?} has no letters")));
                continue;
            }
            if let Some(other) = strict.get(&key).filter(|other| other.actor.id != entry.actor.id && !proven(other)) {
                let message = format!(
                    "{text:?} of {} is also a name of {} ({}:{})",
                    entry.actor.id, other.actor.id, other.file, other.line
                );
                problems.push(at(entry, text, Severity::Error, message));
                continue;
            }
            if !entry.proven && text.chars().all(|c| c.is_lowercase() || !c.is_alphabetic()) && words::is_ordinary(text)
            {
                let message = format!("{text:?} is an ordinary word; write it with a capital or put it under `short`");
                problems.push(at(entry, text, Severity::Warning, message));
            }
            loose.entry(name.loose.clone()).or_default().push((entry, text, name));
            strict.entry(key).or_insert(entry);
        }
    }
    for (entry, text, name) in loose.values().flatten().filter(|(entry, ..)| !entry.proven) {
        let mut words: Vec<u8> = Vec::new();
        for (count, word) in name.words().enumerate() {
            let person = strict.get(&words).filter(|o| o.actor.kind == Kind::Person && o.actor.id != entry.actor.id);
            if let Some(person) = person.filter(|_| count >= 2) {
                let message = format!(
                    "{text:?} of {} begins with the name of {}, who is not found where it stands",
                    entry.actor.id, person.actor.id
                );
                problems.push(at(entry, text, Severity::Warning, message));
                break;
            }
            words.extend_from_slice(word);
        }
    }
    for list in loose.values() {
        for (i, (entry, text, name)) in list.iter().enumerate() {
            let other = list.iter().take(i).find(|(e, _, n)| {
                e.actor.id != entry.actor.id && !(e.proven && entry.proven) && names::same_loosely(n, name)
            });
            if let Some((other, with, _)) = other {
                let message = format!(
                    "{text:?} of {} and {with:?} of {} differ by a spelling that is folded elsewhere; both count only as written",
                    entry.actor.id, other.actor.id
                );
                problems.push(at(entry, text, Severity::Warning, message));
            }
        }
    }
}
