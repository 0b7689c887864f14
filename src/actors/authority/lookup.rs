//! What a typed name means.
//!
//! Takes the actors of an authority and a name as somebody typed it, gives the actors that it names, or the names that
//! come nearest. Knows nothing of texts, in which nothing is ever guessed.

use std::collections::HashMap;

use crate::actors::model::Actor;
use crate::actors::spelling::name::{Name, same_loosely, without_possessive};

/// Most names that are offered in place of one that nobody has.
const MOST_NEAREST: usize = 5;
/// Least likeness of a name that is offered; below it hardly a letter agrees.
const LEAST_LIKENESS: f64 = 0.75;
/// Likeness at least of a name that has the typed words among its own.
const LIKENESS_OF_PART: f64 = 0.8;
/// Letters that typed words have at least, to be looked for among the words of a name.
const FEWEST_OF_PART: usize = 4;

/// What a typed name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameLookup {
    /// Ids of the actors that it names; more than one only for a short form.
    Actors(Vec<String>),
    /// None; the nearest names, the nearest first, each with the id behind it.
    Nearest(Vec<(String, String)>),
}

/// Who has a name, by its keys: places in the list of actors that it was made of.
#[derive(Clone, Debug, Default)]
pub(crate) struct NameIndex {
    /// Names, aliases and short forms.
    strict: HashMap<Vec<u8>, Vec<usize>>,
    /// Names and aliases.
    loose: HashMap<Vec<u8>, Vec<usize>>,
}

impl NameIndex {
    /// The names of `actors`.
    pub(crate) fn new(actors: &[Actor]) -> Self {
        let mut index = Self::default();
        let add = |map: &mut HashMap<Vec<u8>, Vec<usize>>, key: Vec<u8>, at: usize| {
            let meant = map.entry(key).or_default();
            if meant.last() != Some(&at) {
                meant.push(at);
            }
        };
        for (at, actor) in actors.iter().enumerate() {
            for name in actor.names().map(|text| Name::new(text)) {
                add(&mut index.strict, name.strict().to_vec(), at);
                add(&mut index.loose, name.loose, at);
            }
            for short in &actor.short {
                add(&mut index.strict, Name::new(short).strict().to_vec(), at);
            }
        }
        index
    }

    /// What `typed` means among `actors`, of which the index was made.
    pub(crate) fn find(&self, actors: &[Actor], typed: &str) -> NameLookup {
        let wanted = Name::new(typed);
        let key = wanted.strict();
        let of = |places: Option<&Vec<usize>>| -> Vec<&Actor> {
            places.into_iter().flatten().filter_map(|&at| actors.get(at)).collect()
        };
        let ids = |actors: &[&Actor]| actors.iter().map(|actor| actor.id.clone()).collect();
        let meant = of(self.strict.get(key).filter(|_| !key.is_empty()));
        if !meant.is_empty() {
            // Who has it as a name goes before those who have it as a short form.
            let named = |actor: &&&Actor| actor.names().any(|name| Name::new(name).strict() == key);
            let full: Vec<&Actor> = meant.iter().filter(named).copied().collect();
            return NameLookup::Actors(ids(if full.is_empty() { &meant } else { &full }));
        }
        let mut near = of(self.loose.get(&wanted.loose));
        near.retain(|actor| actor.names().any(|name| same_loosely(&wanted, &Name::new(name))));
        if near.len() == 1 {
            return NameLookup::Actors(ids(&near));
        }
        // As a sentence has it: "the Taliban", "Hezbollah's". A name that is really so was found above.
        let bare = without_possessive(without_the(typed.trim()));
        if bare.len() < typed.trim().len()
            && let found @ NameLookup::Actors(_) = self.find(actors, bare)
        {
            return found;
        }
        NameLookup::Nearest(nearest(actors, typed))
    }
}

/// A typed name without the English article before it.
fn without_the(typed: &str) -> &str {
    let name = typed.split_once(char::is_whitespace).filter(|(the, _)| the.eq_ignore_ascii_case("the"));
    name.map_or(typed, |(_, name)| name.trim_start())
}

/// The names most like `typed`, at most one an actor, the nearest first.
fn nearest(actors: &[Actor], typed: &str) -> Vec<(String, String)> {
    let typed = typed.to_lowercase();
    let mut scored: Vec<(f64, &str, &str)> = actors
        .iter()
        .filter_map(|actor| {
            std::iter::once(&actor.id)
                .chain(actor.names())
                .chain(&actor.short)
                .map(|name| (likeness(&typed, &name.to_lowercase()), name.as_str(), actor.id.as_str()))
                .max_by(|a, b| a.0.total_cmp(&b.0))
        })
        .filter(|(score, ..)| *score >= LEAST_LIKENESS)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.2.cmp(b.2)));
    scored.into_iter().take(MOST_NEAREST).map(|(_, name, id)| (name.to_owned(), id.to_owned())).collect()
}

/// How like a name is to what was typed, from 0 to 1. A name that has the typed words among its own is as near
/// as one with a letter or two wrong; the shorter, the nearer.
fn likeness(typed: &str, name: &str) -> f64 {
    let within = typed.len() >= FEWEST_OF_PART && format!(" {name} ").contains(&format!(" {typed} "));
    let share = typed.len() as f64 / name.len().max(1) as f64;
    let part = if within { LIKENESS_OF_PART + (1.0 - LIKENESS_OF_PART) * share } else { 0.0 };
    strsim::jaro_winkler(typed, name).max(part)
}
