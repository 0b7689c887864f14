//! From counted names to suggestions: which cuts count, in which order, and the TOML of each.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

use super::known_names::KnownNames;
use super::suggestion::{Limits, Reason, Suggestion};
use super::tally::Tally;
use crate::actors::authority::{Authority, naming, write};
use crate::actors::model::{Actor, Kind};
use crate::actors::spelling::name::Name;

/// A longer cut takes the place of a shorter one with this part of its count, in tenths.
const TAKES_OVER: u32 = 6;

pub(super) fn report(
    authority: &Authority,
    known: &KnownNames,
    limits: Limits,
    names: HashMap<String, Tally>,
) -> Vec<Suggestion> {
    let mut names: BTreeMap<String, Tally> = names.into_iter().collect();
    choose_cuts(&mut names);
    join_openings(&mut names);
    let mut found: Vec<Suggestion> = names
        .into_values()
        .filter(|tally| tally.articles as usize >= limits.min_articles)
        .filter_map(|tally| suggestion(authority, known, tally))
        .collect();
    found.sort_by(|a, b| {
        (Reverse(a.articles), Reverse(a.count), &a.name).cmp(&(Reverse(b.articles), Reverse(b.count), &b.name))
    });
    let mut ids: HashSet<String> = HashSet::new();
    for one in &mut found {
        one.stub = stub(authority, one, &mut ids);
    }
    found
}

/// Of the cuts of a name those that stand on their own: not those that are nearly always part of one longer cut, nor
/// those that are a rare lengthening of a shorter one.
fn choose_cuts(names: &mut BTreeMap<String, Tally>) {
    let mut drop: HashSet<String> = HashSet::new();
    for (key, tally) in names.iter().filter(|(_, t)| t.cut) {
        let known = tally.shorter.as_ref().and_then(|shorter| names.get_key_value(shorter));
        let Some((shorter, parent)) = known else { continue };
        let takes_over = tally.count * 10 >= parent.count * TAKES_OVER && tally.count > 1;
        drop.insert(if takes_over { shorter.clone() } else { key.clone() });
        // A lengthening that is often seen is a name beside the shorter one.
        if !takes_over && tally.count >= 5 && tally.count * 4 >= parent.count {
            drop.remove(key);
        }
    }
    // What lengthens a dropped lengthening is dropped with it, the shortest first.
    let mut cuts: Vec<(&String, &Tally)> = names.iter().filter(|(_, tally)| tally.cut).collect();
    cuts.sort_by_key(|(key, _)| key.len());
    for (key, tally) in cuts {
        if let Some(shorter) = tally.shorter.as_ref().filter(|s| drop.contains(*s))
            && names.get(shorter).is_some_and(|p| tally.count * 10 < p.count * TAKES_OVER || tally.count < 2)
        {
            drop.insert(key.clone());
        }
    }
    for key in drop {
        names.remove(&key);
    }
}

/// A name that only ever began sentences is the name without its first word where that is known from elsewhere.
fn join_openings(names: &mut BTreeMap<String, Tally>) {
    let openings = names.iter().filter(|(_, tally)| tally.opening);
    let openings = openings.filter_map(|(key, tally)| Some((key.clone(), tally.shorter.clone()?)));
    for (key, plain) in openings.collect::<Vec<_>>() {
        if names.contains_key(&plain)
            && let Some(opening) = names.remove(&key)
            && let Some(tally) = names.get_mut(&plain)
        {
            tally.count = tally.count.saturating_add(opening.count);
            tally.articles = tally.articles.saturating_add(opening.articles);
        }
    }
}

/// The keys of `counts`, the most frequent first.
fn ranked(counts: BTreeMap<String, u32>) -> Vec<String> {
    let mut all: Vec<(String, u32)> = counts.into_iter().collect();
    all.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    all.into_iter().map(|(text, _)| text).collect()
}

fn suggestion(authority: &Authority, known: &KnownNames, tally: Tally) -> Option<Suggestion> {
    let mut surfaces = ranked(tally.surfaces).into_iter();
    let name = surfaces.next()?;
    let written = Name::new(&name);
    if written.strict().is_empty() || known.has(&written) {
        return None;
    }
    // A plural or a possessive without its apostrophe.
    if name.strip_suffix(['s', 'S']).is_some_and(|plain| known.has(&Name::new(plain))) {
        return None;
    }
    let acronym = ranked(tally.acronyms).into_iter().next();
    let spelling = tally.like.and_then(|(at, like)| {
        let actor = authority.at(at)?.id.clone();
        Some(Reason::Spelling { actor, like })
    });
    let reason = spelling.unwrap_or(if acronym.is_some() { Reason::Definition } else { Reason::Head });
    Some(Suggestion {
        name,
        variants: surfaces.collect(),
        acronym,
        kind: tally.kind.unwrap_or(Kind::Organization),
        reason,
        count: tally.count as usize,
        articles: tally.articles as usize,
        contexts: tally.contexts,
        stub: String::new(),
    })
}

fn stub(authority: &Authority, one: &Suggestion, ids: &mut HashSet<String>) -> String {
    let acronyms: Vec<String> = one.acronym.iter().cloned().collect();
    let readable = |text: &String| -> String {
        if text.chars().any(char::is_lowercase) { text.clone() } else { naming::title_case(text, &acronyms) }
    };
    let mut out = String::new();
    if let Reason::Spelling { actor, .. } = &one.reason
        && let Some(actor) = authority.get(actor)
    {
        let mut actor = actor.clone();
        actor.aliases.push(readable(&one.name));
        write::actor(&mut out, &actor);
        return out;
    }
    let name = readable(&one.name);
    let plain = naming::slug(&name).unwrap_or_else(|| "new-actor".to_owned());
    let mut id = plain.clone();
    let mut number = 1;
    while authority.get(&id).is_some() || !ids.insert(id.clone()) {
        number += 1;
        id = format!("{plain}-{number}");
    }
    let strict = Name::new(&name).strict().to_vec();
    let mut aliases: Vec<String> = one.variants.iter().map(readable).collect();
    aliases.retain(|alias| Name::new(alias).strict() != strict);
    aliases.dedup();
    let actor = Actor { id, name, kind: one.kind, parents: Vec::new(), country: None, aliases, short: acronyms };
    write::actor(&mut out, &actor);
    out
}
