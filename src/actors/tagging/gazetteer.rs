//! The gazetteer: every written form of every name, ready to be found.
//!
//! Takes an authority, gives forms by their loose keys and what the evidence of an article is held against: who has a short
//! form, whose ministry it is. Built once; knows nothing of texts.

use std::{collections::HashMap, sync::OnceLock};

use super::prefix_index::{KeyEntry, PrefixIndex};
use super::state_bodies::{self, StateBody};
use super::written_form::{CaseRule, Target, WrittenForm, ambiguous};
use crate::actors::authority::{Authority, countries};
use crate::actors::model::{Actor, Kind};
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
    /// Who has a short form.
    shorts: HashMap<String, Vec<usize>>,
    /// Ministries by country; `None` where there are several.
    bodies: HashMap<(String, StateBody), Option<usize>>,
    /// Made when the first is asked for.
    whole_names: OnceLock<ByLetters>,
}

impl Gazetteer {
    /// Takes down the forms of `authority`.
    pub(crate) fn new(authority: &Authority) -> Self {
        let mut forms = Vec::new();
        let mut shorts: HashMap<String, Vec<usize>> = HashMap::new();
        let mut bodies: HashMap<(String, StateBody), Option<usize>> = HashMap::new();
        for (at, actor) in authority.iter().enumerate() {
            let names = actor.names().map(|text| (Target::Actor(at), text));
            let short = actor.short.iter().map(|text| (Target::Short(at), text));
            forms.extend(names.chain(short).map(|(target, text)| form_of(actor, target, text)));
            for short in &actor.short {
                shorts.entry(short.clone()).or_default().push(at);
            }
            for (country, body) in actor.country.iter().flat_map(|c| state_bodies::of(actor).map(move |body| (c, body)))
            {
                bodies.entry((country.clone(), body)).and_modify(|b| *b = None).or_insert(Some(at));
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
    pub(crate) fn holders(&self, short: &str) -> &[usize] {
        match self.shorts.get(short) {
            Some(holders) => holders,
            None => &[],
        }
    }

    /// The body of a country; `None` where it has none or several.
    pub(crate) fn body(&self, country: &str, body: StateBody) -> Option<usize> {
        self.bodies.get(&(country.to_owned(), body)).copied().flatten()
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
