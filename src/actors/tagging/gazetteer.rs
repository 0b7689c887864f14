//! The gazetteer: every written form of every name, ready to be found.
//!
//! Takes an authority, gives forms by their loose keys and what the evidence of an article is held against: who has a short
//! form, whose ministry it is. Built once; knows nothing of texts.

use std::{
    collections::{HashMap, HashSet},
    sync::OnceLock,
};

use super::prefix_index::{KeyEntry, PrefixIndex};
use super::state_bodies::{self, StateBody};
use super::written_form::{CaseRule, Target, WrittenForm, ambiguous};
use crate::actors::authority::{Authority, countries};
use crate::actors::model::{Actor, Kind};
use crate::actors::spelling::german;
use crate::actors::spelling::name::Name;

/// Actors by their names' letters; nobody where several have them.
type ByLetters = HashMap<Vec<u8>, Option<usize>>;

/// Written forms of one authority.
#[derive(Clone, Debug)]
pub(crate) struct Gazetteer {
    authority: Authority,
    forms: Vec<WrittenForm>,
    /// Loose keys with the numbers of their forms.
    index: PrefixIndex,
    /// The country of each actor, where it is one that [`countries`] knows.
    countries: Vec<Option<&'static str>>,
    /// Who has a short form, by its strict letters.
    shorts: HashMap<Vec<u8>, Vec<usize>>,
    /// Ministries by country; `None` where there are several.
    bodies: HashMap<(String, StateBody), Option<usize>>,
    /// Made when the first is asked for.
    whole_names: OnceLock<ByLetters>,
}

impl Gazetteer {
    /// Takes down the forms of `authority`.
    pub(crate) fn new(authority: &Authority) -> Self {
        let mut forms = Vec::new();
        let mut bodies: HashMap<(String, StateBody), Option<usize>> = HashMap::new();
        for (at, actor) in authority.iter().enumerate() {
            let names = actor.names().map(|text| (Target::Actor(at), text.as_str()));
            let short = actor.short.iter().map(|text| (Target::Short(at), text.as_str()));
            let of_country =
                actor.names().filter_map(|name| without_country(name)).map(|text| (Target::Short(at), text));
            forms.extend(names.chain(short).chain(of_country).map(|(target, text)| form_of(actor, target, text)));
            forms
                .extend(actor.names().filter(|_| actor.kind == Kind::Person).filter_map(|name| family_first(at, name)));
            forms.extend(
                actor
                    .names()
                    .flat_map(|name| german::declined(name))
                    .map(|text| form_of(actor, Target::Actor(at), &text)),
            );
            for (country, body) in actor.country.iter().flat_map(|c| state_bodies::of(actor).map(move |body| (c, body)))
            {
                bodies.entry((country.clone(), body)).and_modify(|b| *b = None).or_insert(Some(at));
            }
        }
        share_names_of_countries(&mut forms, authority);
        let mut shorts: HashMap<Vec<u8>, Vec<usize>> = HashMap::new();
        for form in &forms {
            if let Target::Short(at) = form.target {
                let holders = shorts.entry(form.name.strict().to_vec()).or_default();
                if !holders.contains(&at) {
                    holders.push(at);
                }
            }
        }
        forms.extend(countries::all().map(|(code, name)| WrittenForm::new(Target::Country(code), name)));
        forms.extend(
            state_bodies::NAMES.iter().map(|&(text, body)| WrittenForm {
                case: CaseRule::Free,
                ..WrittenForm::new(Target::Body(body), text)
            }),
        );
        let pairs: Vec<_> = forms.iter().zip(0..).map(|(form, number)| (form.name.loose.as_slice(), number)).collect();
        let ambiguous = ambiguous(&forms, &pairs);
        let index = PrefixIndex::new(pairs);
        for number in ambiguous {
            if let Some(form) = forms.get_mut(number as usize) {
                form.strict = true;
            }
        }
        let known: HashMap<&str, &str> = countries::all().map(|(code, _)| (code, code)).collect();
        let countries = authority.iter().map(|actor| known.get(actor.country.as_deref()?).copied()).collect();
        Self { authority: authority.clone(), forms, index, countries, shorts, bodies, whole_names: OnceLock::new() }
    }

    /// The authority that it was made of.
    pub(crate) fn authority(&self) -> &Authority {
        &self.authority
    }

    /// Loose keys with the numbers of their forms.
    #[inline]
    pub(crate) fn index(&self) -> &PrefixIndex {
        &self.index
    }

    /// The form with a number that it has given.
    #[inline]
    pub(crate) fn form(&self, number: usize) -> Option<&WrittenForm> {
        let form = self.forms.get(number);
        debug_assert!(form.is_some(), "no form {number}");
        form
    }

    /// The forms that have a key, with their numbers.
    pub(crate) fn forms_of(&self, entry: &KeyEntry) -> impl Iterator<Item = (usize, &WrittenForm)> {
        let numbers = self.index.numbers(entry).iter().map(|&number| number as usize);
        numbers.filter_map(|number| Some((number, self.form(number)?)))
    }

    /// The actor at a place that a form gives.
    pub(crate) fn actor(&self, at: usize) -> Option<&Actor> {
        self.authority.at(at)
    }

    /// The country of the actor at a place, if it is one that news names.
    pub(crate) fn country(&self, at: usize) -> Option<&'static str> {
        self.countries.get(at).copied().flatten()
    }

    /// Who has a short form.
    pub(crate) fn holders(&self, short: &Name) -> &[usize] {
        match self.shorts.get(short.strict()) {
            Some(holders) => holders,
            None => &[],
        }
    }

    /// The body of a country; `None` where it has none or several.
    pub(crate) fn body(&self, country: &str, body: StateBody) -> Option<usize> {
        self.bodies.get(&(country.to_owned(), body)).copied().flatten()
    }

    /// Whether a country has such a body.
    pub(crate) fn has_body(&self, country: &str, body: StateBody) -> bool {
        self.bodies.contains_key(&(country.to_owned(), body))
    }

    /// The one actor with a name of exactly these letters.
    pub(crate) fn by_letters(&self, name: &Name) -> Option<usize> {
        let names = self.whole_names.get_or_init(|| {
            let mut names = ByLetters::new();
            for (at, actor) in self.authority.iter().enumerate() {
                for name in actor.names() {
                    let owner = names.entry(Name::new(name).strict().to_vec()).or_insert(Some(at));
                    *owner = owner.filter(|&other| other == at);
                }
            }
            names
        });
        names.get(name.strict()).copied().flatten()
    }
}

/// A form of an actor's name. Bodies of a state are written small beside its name, all others as listed; what is called so in a
/// country that writes Latin letters is transliterated from nothing, though a person's two names are misspelt.
fn form_of(actor: &Actor, target: Target, text: &str) -> WrittenForm {
    let mut form = WrittenForm::new(target, text);
    let of_state = matches!(actor.kind, Kind::Government | Kind::Ministry | Kind::Military);
    if !of_state && form.is_of_country() {
        form.case = CaseRule::Listed;
    }
    let native = |country: &String| countries::writes_latin(country);
    let misspelt = actor.kind == Kind::Person && form.name.count() > 1;
    form.strict = !misspelt && !form.name.article && actor.country.as_ref().is_some_and(native);
    form
}

/// A name without the country that it is listed with in brackets, so that it is told from those of other states.
fn without_country(name: &str) -> Option<&str> {
    let (bare, country) = name.strip_suffix(')')?.rsplit_once(" (")?;
    let is_country = countries::all().any(|(_, known)| known == country.trim_start_matches("the "));
    is_country.then_some(bare)
}

/// Names that several states have count for each of them only where the article speaks for it.
fn share_names_of_countries(forms: &mut [WrittenForm], authority: &Authority) {
    let names = authority.iter().flat_map(Actor::names).filter_map(|name| without_country(name));
    let shared: HashSet<Vec<u8>> = names.map(|name| Name::new(name).strict().to_vec()).collect();
    for form in forms {
        if let Target::Actor(at) = form.target
            && shared.contains(form.name.strict())
        {
            form.target = Target::Short(at);
        }
    }
}

/// What stands before a family's name and belongs to it.
const OF_FAMILY: [&str; 12] = ["bin", "ibn", "ben", "van", "von", "de", "da", "di", "del", "la", "le", "al"];

/// The name of a person as lists have it: "Nasrallah, Hassan".
fn family_first(at: usize, name: &str) -> Option<WrittenForm> {
    let (mut given, mut family) = name.rsplit_once(' ')?;
    while let Some((rest, particle)) = given.rsplit_once(' ').filter(|(_, word)| OF_FAMILY.contains(word)) {
        family = name.get(name.len() - family.len() - particle.len() - 1..)?;
        given = rest;
    }
    let latin = name.starts_with(|c: char| c.is_uppercase()) && !name.contains([',', '(']);
    let text = latin.then(|| format!("{family}, {given}"))?;
    Some(WrittenForm { inverted: true, ..WrittenForm::new(Target::Actor(at), &text) })
}
