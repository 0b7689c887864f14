//! Entries as an authority file.
//!
//! Makes ids, takes out what would make the file wrong next to the authority it is meant for, and says so.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt::Write as _;

use super::imported::Entry;
use super::problem::{Fault, Problem};
use crate::actors::authority::{Authority, naming, write};
use crate::actors::model::Actor;
use crate::actors::spelling::name::Name;

/// An authority file and what was left out of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rendered {
    /// The file.
    pub toml: String,
    /// Actors in it.
    pub actors: usize,
    /// What was left out, by the lines of the list.
    pub problems: Vec<Problem>,
}

/// Writes `entries` as an authority file to be read after `base`: [`Authority::parse`] of the files of `base`
/// and of this one gives no error.
///
/// An entry whose own name `base` or an entry before it has is left out, as are single aliases of others, parents
/// that do not exist and parents that lead back. An entry with the id of an actor of `base` overrides that actor.
#[must_use]
pub fn to_toml(entries: &[Entry], base: &Authority) -> Rendered {
    let mut done = Rendered::default();
    let own: HashSet<&str> = entries.iter().map(|e| e.actor.id.as_str()).filter(|id| !id.is_empty()).collect();
    let mut taken: HashMap<Vec<u8>, String> = HashMap::new();
    for actor in base.iter().filter(|actor| !own.contains(actor.id.as_str())) {
        for name in actor.names() {
            taken.entry(Name::new(name).strict().to_vec()).or_insert_with(|| actor.id.clone());
        }
    }
    // Ids that the list gives are its own; those made of names give way to them.
    let mut ids: HashMap<String, usize> = HashMap::new();
    let mut kept: Vec<(Actor, usize, Option<String>)> = Vec::new();
    for Entry { actor, line } in entries {
        let mut actor = actor.clone();
        let mut problem = |what| done.problems.push(Problem { line: *line, what });
        let key = Name::new(&actor.name).strict().to_vec();
        if key.is_empty() {
            problem(Fault::NoLetters { field: "name", text: actor.name });
            continue;
        }
        if let Some(other) = taken.get(&key) {
            problem(Fault::Known { name: actor.name, other: other.clone() });
            continue;
        }
        let reason = unique_id(&mut actor, *line, &own, &mut ids, base);
        taken.insert(key, actor.id.clone());
        kept.push((actor, *line, reason));
    }
    // After all names: an alias gives way to another actor's own name.
    for (actor, line, _) in &mut kept {
        let mut problem = |what| done.problems.push(Problem { line: *line, what });
        let id = actor.id.clone();
        actor.aliases.retain(|alias| {
            let key = Name::new(alias).strict().to_vec();
            if key.is_empty() {
                problem(Fault::NoLetters { field: "aliases", text: alias.clone() });
                return false;
            }
            match taken.get(&key) {
                Some(other) if *other != id => {
                    problem(Fault::Taken { actor: id.clone(), name: alias.clone(), other: other.clone() });
                    false
                }
                // A spelling of a name that it has already.
                Some(_) => false,
                None => {
                    taken.insert(key, id.clone());
                    true
                }
            }
        });
    }
    mend_parents(&mut kept, base, &mut done.problems);
    for (actor, _, reason) in &kept {
        if !done.toml.is_empty() {
            done.toml.push('\n');
        }
        if let Some(reason) = reason {
            // Writing to a string cannot fail.
            let _ = writeln!(done.toml, "# {reason}");
        }
        write::actor(&mut done.toml, actor);
    }
    done.actors = kept.len();
    done.problems.sort_by_key(|p| p.line);
    done
}

/// Gives the actor an id that is its own, and says why it is not the plain one.
fn unique_id(
    actor: &mut Actor,
    line: usize,
    own: &HashSet<&str>,
    ids: &mut HashMap<String, usize>,
    base: &Authority,
) -> Option<String> {
    let given = !actor.id.is_empty();
    if !given {
        actor.id = naming::slug(&actor.name).unwrap_or_else(|| format!("line-{line}"));
    }
    let plain = actor.id.clone();
    let mut number = 1;
    let free = |id: &str, ids: &HashMap<String, usize>| {
        !ids.contains_key(id) && (given && id == plain || (!own.contains(id) && base.get(id).is_none()))
    };
    while !free(&actor.id, ids) {
        number += 1;
        actor.id = format!("{plain}-{number}");
    }
    let first = ids.get(&plain).copied();
    ids.insert(actor.id.clone(), line);
    (number > 1).then(|| match first {
        Some(first) => format!("id {plain} stands already for line {first} of the list; this is line {line}"),
        None => format!("id {plain} stands already in the authority; this is line {line} of the list"),
    })
}

fn mend_parents(kept: &mut [(Actor, usize, Option<String>)], base: &Authority, problems: &mut Vec<Problem>) {
    let ids: HashSet<String> = kept.iter().map(|(actor, ..)| actor.id.clone()).collect();
    let mut over: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for actor in base.iter().filter(|actor| !ids.contains(&actor.id)) {
        if !actor.parents.is_empty() {
            over.insert(actor.id.clone(), actor.parents.clone());
        }
    }
    for (actor, line, _) in kept {
        let id = actor.id.clone();
        let mut good: Vec<String> = Vec::new();
        for parent in std::mem::take(&mut actor.parents) {
            let known = ids.contains(&parent) || base.get(&parent).is_some();
            if !known {
                problems.push(Problem { line: *line, what: Fault::UnknownParent { actor: id.clone(), parent } });
            } else if leads_to(&over, &parent, &id) {
                problems.push(Problem { line: *line, what: Fault::ParentCircle { actor: id.clone(), parent } });
            } else if !good.contains(&parent) {
                good.push(parent);
            }
        }
        if !good.is_empty() {
            over.insert(id, good.clone());
        }
        actor.parents = good;
    }
}

fn leads_to(over: &BTreeMap<String, Vec<String>>, from: &str, to: &str) -> bool {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut open = vec![from];
    while let Some(next) = open.pop() {
        if next == to {
            return true;
        }
        if seen.insert(next) {
            open.extend(over.get(next).into_iter().flatten().map(String::as_str));
        }
    }
    false
}
