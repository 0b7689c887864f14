//! How sure words are that they name an actor.
//!
//! A name is *telling* when it means its actor wherever its words stand, whatever their case: "Hezbollah",
//! "HTS", "Party of God"; not "the Base", "IS", a short form that an article has to support, a name of two actors, or a
//! government's. Those may mean an actor, and so may the surname of a person, and the acronym of a country its government.

use crate::actors::model::{Actor, Kind};
use crate::actors::spelling::name::Name;
use crate::actors::spelling::ordinary::is_ordinary;

/// What a key means.
#[derive(Default)]
pub(super) struct Key<'a> {
    /// Actors that have it as a telling name.
    told: Vec<&'a str>,
    /// Actors that it may mean.
    pub(super) perhaps: Vec<&'a str>,
    /// Whether one of them is written with small letters.
    pub(super) small: bool,
}

impl<'a> Key<'a> {
    /// The one actor that it means; a name of two is nobody's, and may mean either.
    pub(super) fn sure(&self) -> Option<&'a str> {
        if let [only] = self.told.as_slice() { Some(only) } else { None }
    }

    /// It is a telling name of this actor.
    pub(super) fn tell(&mut self, id: &'a str) {
        if !self.told.contains(&id) {
            self.told.push(id);
        }
        self.allow(id, "");
    }

    /// It may mean this actor, which is written so.
    pub(super) fn allow(&mut self, id: &'a str, form: &str) {
        self.small |= !is_acronym(form);
        if !self.perhaps.contains(&id) {
            self.perhaps.push(id);
        }
    }
}

fn is_acronym(form: &str) -> bool {
    form.chars().any(char::is_alphabetic) && form.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
}

/// Forms that may mean an actor: short forms, names that are not telling, a person's surname, and the acronym of a country
/// that begins a name of its government.
pub(super) fn uncertain(actor: &Actor) -> impl Iterator<Item = &str> {
    const FEWEST_OF_SURNAME: usize = 4;
    let government = actor.kind == Kind::Government;
    let names = actor.names().filter(move |name| government || !is_telling(&Name::new(name)));
    let surname = (actor.kind == Kind::Person).then(|| actor.name.rsplit([' ', '-']).next()).flatten();
    let surname = surname.filter(|surname| surname.chars().count() >= FEWEST_OF_SURNAME);
    let countries = actor.names().filter(move |_| government).filter_map(|name| name.split_once(' '));
    let countries = countries.map(|(first, _)| first).filter(|first| is_acronym(first));
    names.chain(&actor.short).map(String::as_str).chain(surname).chain(countries)
}

/// The names of an actor that are telling, each with its strict key.
pub(super) fn telling(actor: &Actor) -> impl Iterator<Item = (&String, String)> {
    // A government goes by its seat and by who is in office: those are no spellings of each other.
    let names = actor.names().filter(|_| actor.kind != Kind::Government);
    names.filter_map(|text| {
        let name = Name::new(text);
        let key = name.strict_text();
        (is_telling(&name) && !key.is_empty()).then(|| (text, key.to_owned()))
    })
}

/// Whether a name means its actor wherever its words stand. Two letters and a single ordinary word do
/// not ("IS", "Hope"); of ordinary words it takes two besides those of grammar ("Party of God").
fn is_telling(name: &Name) -> bool {
    const GRAMMAR: [&str; 9] = ["of", "and", "for", "the", "in", "on", "to", "with", "by"];
    let mut ordinary = 0;
    for word in name.text_words() {
        if word.chars().nth(2).is_some() && !is_ordinary(word) {
            return !name.comma;
        }
        ordinary += usize::from(word.len() > 2 && !GRAMMAR.contains(&word));
    }
    ordinary >= 2 && !name.comma
}
