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
use super::written_form::Target;
use crate::article::MentionRule;
use crate::text::slice;

/// Most acronyms an article can define; more is a list, not an article.
const MOST_DEFINED: usize = 1000;
/// A country that is named more seldom is not what an article is about.
const FEWEST_OF_DOMINANT: usize = 2;

/// What an article says about itself.
pub(crate) struct Evidence<'g> {
    gazetteer: &'g Gazetteer,
    /// Actors named in full.
    named: BTreeSet<usize>,
    /// How often each country is named.
    countries: BTreeMap<&'static str, usize>,
    /// The country that the article is about.
    about: Option<&'static str>,
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
        let mut countries: BTreeMap<&'static str, usize> = BTreeMap::new();
        for found in passes.iter().flat_map(|pass| &pass.candidates) {
            let country = match gazetteer.form(found.form).map(|form| form.target) {
                Some(Target::Actor(at)) => {
                    named.insert(at);
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
        Self { gazetteer, named, about: dominant(&countries), countries, defined, foreign }
    }

    /// Whether the article defines acronyms.
    pub(crate) fn defines_any(&self) -> bool {
        !self.defined.is_empty()
    }

    /// The one actor that the article defines `acronym` for.
    pub(crate) fn defined(&self, acronym: &str) -> Option<usize> {
        self.defined.get(acronym).copied().flatten()
    }

    /// The actor that a form found in `text` means in this article, if any, and by which rule.
    pub(crate) fn decide(&self, found: &Candidate, text: &str) -> Option<(usize, MentionRule)> {
        let surface = slice(text, found.start..found.end);
        if self.foreign.contains(surface) {
            return None;
        }
        let form = self.gazetteer.form(found.form)?;
        match form.target {
            Target::Actor(at) => Some((at, found.rule)),
            Target::Short(_) => {
                if let Some(defined) = self.defined.get(surface) {
                    return defined.map(|at| (at, MentionRule::Defined));
                }
                // A short form that is all there is was typed as a name; where one actor alone has it, it means that one.
                let at = match self.gazetteer.holders(&form.text) {
                    [only] if found.whole => *only,
                    holders => self.best_supported(holders)?,
                };
                Some((at, MentionRule::Short))
            }
            Target::Country(_) => None,
            Target::Body(body) => self.gazetteer.body(self.about?, body).map(|at| (at, MentionRule::Context)),
        }
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

/// The country that the article is about: named at least twice, and at least as often as all others together.
fn dominant(countries: &BTreeMap<&'static str, usize>) -> Option<&'static str> {
    let all: usize = countries.values().sum();
    countries.iter().find(|(_, count)| **count >= FEWEST_OF_DOMINANT && **count * 2 > all).map(|(code, _)| *code)
}
