//! Actors held against each other.
//!
//! Takes the actors of all files with the places they were written at and gives problems: parents that there are not,
//! names of two actors. What one file says wrongly by itself, [`super::parse`] finds.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::entry::Entry;
use super::problem::{Problem, Severity};
use crate::actors::model::Kind;
use crate::actors::spelling::name::{Name, same_loosely};
use crate::actors::spelling::ordinary::is_ordinary;

/// Parents that do not exist and chains of parents that come back to where they began.
pub(crate) fn parents(entries: &BTreeMap<String, Entry>, problems: &mut Vec<Problem>) {
    for (id, entry) in entries {
        let [first, ..] = entry.actor.parents.as_slice() else { continue };
        for parent in &entry.actor.parents {
            if !entries.contains_key(parent) {
                problems.push(entry.problem(parent, Severity::Error, format!("{id}: unknown parent {parent:?}")));
            }
        }
        let mut seen: HashSet<&str> = HashSet::new();
        let mut open: Vec<&str> = entry.actor.parents.iter().map(String::as_str).collect();
        while let Some(next) = open.pop() {
            if next == id {
                let message = format!("{id}: its chain of parents comes back to itself");
                problems.push(entry.problem(first, Severity::Error, message));
                break;
            }
            if seen.insert(next) {
                open.extend(entries.get(next).into_iter().flat_map(|e| &e.actor.parents).map(String::as_str));
            }
        }
    }
}

/// Names that say nothing, stand on two actors, or meet those of another actor when folded.
pub(crate) fn names(entries: &BTreeMap<String, Entry>, problems: &mut Vec<Problem>) {
    let mut strict: HashMap<Vec<u8>, &Entry> = HashMap::new();
    let mut loose: HashMap<Vec<u8>, Vec<(&Entry, &str, Name)>> = HashMap::new();
    // Where a name is that of a bundled actor too, it is the other file that has to be mended.
    let (proven, others): (Vec<&Entry>, Vec<&Entry>) = entries.values().partition(|entry| entry.proven);
    for entry in proven.into_iter().chain(others) {
        for text in entry.actor.names() {
            let name = Name::new(text);
            let key = name.strict().to_vec();
            let proven = |other: &Entry| entry.proven && other.proven;
            if key.is_empty() {
                problems.push(entry.problem(text, Severity::Error, format!("{text:?} has no letters")));
                continue;
            }
            if let Some(other) = strict.get(&key).filter(|other| other.actor.id != entry.actor.id && !proven(other)) {
                let message = format!(
                    "{text:?} of {} is also a name of {} ({}:{})",
                    entry.actor.id, other.actor.id, other.file, other.line
                );
                problems.push(entry.problem(text, Severity::Error, message));
                continue;
            }
            if !entry.proven && text.chars().all(|c| c.is_lowercase() || !c.is_alphabetic()) && is_ordinary(text) {
                let message = format!("{text:?} is an ordinary word; write it with a capital or put it under `short`");
                problems.push(entry.problem(text, Severity::Warning, message));
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
                problems.push(entry.problem(text, Severity::Warning, message));
                break;
            }
            words.extend_from_slice(word);
        }
    }
    for list in loose.values() {
        for (i, (entry, text, name)) in list.iter().enumerate() {
            let other = list
                .iter()
                .take(i)
                .find(|(e, _, n)| e.actor.id != entry.actor.id && !(e.proven && entry.proven) && same_loosely(n, name));
            if let Some((other, with, _)) = other {
                let message = format!(
                    "{text:?} of {} and {with:?} of {} differ by a spelling that is folded elsewhere; both count only as written",
                    entry.actor.id, other.actor.id
                );
                problems.push(entry.problem(text, Severity::Warning, message));
            }
        }
    }
}
