//! What only the whole article can decide.
//!
//! Takes what the passes over title and text found and decides what each form means: short forms that the article
//! supports, acronyms that it defines, ministries by the country that it is about. Where the evidence is not clear it
//! gives nothing. Knows nothing of keys and words.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use rapidhash::fast::{RapidHashMap, RapidHashSet};

use super::findings::{Candidate, Findings};
use super::gazetteer::Gazetteer;
use super::state_bodies::StateBody;
use super::written_form::Target;
use crate::actors::model::Kind;
use crate::article::MentionRule;
use crate::text::slice;

/// Most acronyms an article can define; more is a list, not an article.
const MOST_DEFINED: usize = 1000;
/// A country that is named more seldom is not what an article is about.
const FEWEST_OF_DOMINANT: usize = 2;

/// What stands between a country and its body.
const OWNING: [&str; 5] = [" ", "'s ", "’s ", "' ", "’ "];
/// What stands between a body and its country.
const BEHIND: [&str; 4] = [" of ", " of the ", " in ", " in the "];
/// Countries whose groups a text about another one may be about.
const OPPOSED: [(&str, &str); 2] = [("PS", "IL"), ("LB", "IL")];

/// What an article says about itself.
pub(crate) struct Evidence<'g> {
    gazetteer: &'g Gazetteer,
    /// Actors named in full.
    named: BTreeSet<usize>,
    /// How often each country is named.
    countries: BTreeMap<&'static str, usize>,
    /// Actors named by more than one word.
    in_full: BTreeSet<usize>,
    /// Actors whose name of one word another person or thing of the article bears.
    borne: BTreeSet<usize>,
    /// Acronyms it defines; `None` where it defines one twice for different actors.
    defined: RapidHashMap<String, Option<usize>>,
    /// Acronyms it defines as something else.
    foreign: RapidHashSet<String>,
}

/// How well an article supports that one of its short forms is an actor's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Support {
    None,
    /// The actor's country is named.
    Country,
    /// One over or under it is named.
    Family,
    /// It is named itself.
    Named,
}

impl<'g> Evidence<'g> {
    /// The evidence in what was found.
    pub(crate) fn gather(gazetteer: &'g Gazetteer, passes: &[Findings]) -> Self {
        let mut named = BTreeSet::new();
        let mut in_full = BTreeSet::new();
        let mut countries: BTreeMap<&'static str, usize> = BTreeMap::new();
        for found in passes.iter().flat_map(|pass| &pass.candidates).filter(|found| !found.doubtful) {
            let form = gazetteer.form(found.form);
            let country = match form.map(|form| form.target) {
                Some(Target::Actor(at)) => {
                    named.insert(at);
                    if form.is_some_and(|form| form.name.count() > 1) {
                        in_full.insert(at);
                    }
                    gazetteer.country(at)
                }
                Some(Target::Country(code)) => Some(code),
                _ => None,
            };
            if let Some(code) = country {
                *countries.entry(code).or_default() += 1;
            }
        }
        let mut defined: RapidHashMap<String, Option<usize>> = RapidHashMap::default();
        for (acronym, actor) in passes.iter().flat_map(|pass| &pass.defined).take(MOST_DEFINED) {
            let entry = defined.entry(acronym.clone()).or_insert(Some(*actor));
            if *entry != Some(*actor) {
                *entry = None;
            }
        }
        let foreign = passes.iter().flat_map(|pass| pass.foreign.iter().cloned()).collect();
        let borne = passes.iter().flat_map(|pass| pass.borne.iter().copied()).collect();
        Self { gazetteer, named, in_full, borne, countries, defined, foreign }
    }

    /// Whether the article defines acronyms.
    pub(crate) fn defines_any(&self) -> bool {
        !self.defined.is_empty()
    }

    /// The one actor that the article defines `acronym` for.
    pub(crate) fn defined(&self, acronym: &str) -> Option<usize> {
        self.defined.get(acronym).copied().flatten()
    }

    /// The actor that the form at place `at` of those found in `text` means in this article, if any, and by which rule.
    pub(crate) fn decide(&self, pass: &Findings, at: usize, text: &str) -> Option<(usize, MentionRule)> {
        let found = pass.candidates.get(at)?;
        let surface = slice(text, found.start..found.end);
        if self.foreign.contains(surface) {
            return None;
        }
        let form = self.gazetteer.form(found.form)?;
        match form.target {
            Target::Actor(at) if found.doubtful && !self.speaks_for(at) => None,
            Target::Actor(at) if form.name.count() == 1 && self.is_anothers(at) => None,
            Target::Actor(at) => Some((at, found.rule)),
            Target::Short(_) => {
                if let Some(defined) = self.defined.get(surface) {
                    return defined.map(|at| (at, MentionRule::Defined));
                }
                // A short form that is all there is was typed as a name; where one actor alone has it, it means that one.
                let actor = match self.gazetteer.holders(&form.name) {
                    [only] if found.whole => *only,
                    holders => self.best_supported(holders)?,
                };
                (!self.is_anothers(actor)).then_some((actor, MentionRule::Short))
            }
            Target::Country(_) => None,
            Target::Body(body) => {
                let owner = self.owner_beside(pass, at, text).or_else(|| self.about(body))?;
                self.gazetteer.body(owner, body).map(|at| (at, MentionRule::Context))
            }
        }
    }

    /// Whether an actor is named by nothing but one word that another person or thing of the article bears.
    fn is_anothers(&self, at: usize) -> bool {
        self.borne.contains(&at) && !self.in_full.contains(&at)
    }

    /// Whether anything in the article speaks for an actor that a doubtful form may mean: its country or one that it fights with,
    /// one over or under it, another group.
    fn speaks_for(&self, at: usize) -> bool {
        let Some(actor) = self.gazetteer.actor(at) else { return false };
        let opposes = |country: &str| {
            let pair = OPPOSED.iter().find(|(of, _)| actor.country.as_deref() == Some(of));
            pair.is_some_and(|(_, other)| *other == country)
        };
        let group = |&other: &usize| self.gazetteer.actor(other).is_some_and(|other| other.kind == Kind::ArmedGroup);
        self.support(at) > Support::None
            || self.countries.keys().any(|country| opposes(country))
            || (actor.kind == Kind::ArmedGroup && self.named.iter().any(group))
    }

    /// The country that owns the body at place `at` of those found in `text`: it stands directly before it, or behind "of" or "in".
    fn owner_beside(&self, pass: &Findings, at: usize, text: &str) -> Option<&'static str> {
        let found = pass.candidates.get(at)?;
        let country = |other: &Candidate| match self.gazetteer.form(other.form)?.target {
            Target::Country(code) => Some(code),
            _ => None,
        };
        let before = at.checked_sub(1).and_then(|before| pass.candidates.get(before));
        let before = before.filter(|other| OWNING.contains(&slice(text, other.end..found.start)));
        let after = pass.candidates.get(at + 1).filter(|other| BEHIND.contains(&slice(text, found.end..other.start)));
        before.and_then(country).or_else(|| after.and_then(country))
    }

    /// The country that the article is about, among those that have such a body: named at least twice, and more often than all
    /// others together.
    fn about(&self, body: StateBody) -> Option<&'static str> {
        let having = || self.countries.iter().filter(|(country, _)| self.gazetteer.has_body(country, body));
        let all: usize = having().map(|(_, count)| count).sum();
        having().find(|(_, count)| **count >= FEWEST_OF_DOMINANT && **count * 2 > all).map(|(code, _)| *code)
    }

    /// The one of some actors that the article supports best.
    fn best_supported(&self, holders: &[usize]) -> Option<usize> {
        let supported = holders.iter().map(|&at| (self.support(at), at));
        let mut best: Vec<(Support, usize)> = supported.filter(|(support, _)| *support > Support::None).collect();
        best.sort_unstable_by(|a, b| b.cmp(a));
        match best.as_slice() {
            [only] => Some(only.1),
            [first, second, ..] if first.0 > second.0 => Some(first.1),
            _ => None,
        }
    }

    fn support(&self, at: usize) -> Support {
        let Some(actor) = self.gazetteer.actor(at) else { return Support::None };
        if self.named.contains(&at) {
            return Support::Named;
        }
        let over = self.gazetteer.authority().ancestors(&actor.id);
        let mut named = self.named.iter().filter_map(|&at| self.gazetteer.actor(at));
        if named.any(|named| over.contains(named.id.as_str()) || named.parents.contains(&actor.id)) {
            return Support::Family;
        }
        let country = actor.country.as_deref();
        if country.is_some_and(|country| self.countries.contains_key(country)) {
            Support::Country
        } else {
            Support::None
        }
    }
}
