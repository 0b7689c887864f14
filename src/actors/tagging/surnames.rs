//! People by their surnames, after the article has named them in full.
//!
//! Takes what a pass found, gives the surnames that mean one of the people found. Knows nothing of keys and words.

use rapidhash::fast::RapidHashMap;

use super::findings::Findings;
use super::gazetteer::Gazetteer;
use super::written_form::Target;
use crate::actors::model::Kind;
use crate::actors::spelling::titles::is_no_personal_name;
use crate::text::slice;

/// Most people that an article can call by surname; more is a list, not an article.
const MOST: usize = 1000;
/// Most names of a text that are looked at.
const MOST_NAMES: usize = 10_000;
/// Bytes that a surname has at least: shorter ones are words and syllables of other names.
const FEWEST: usize = 4;

/// The person that a surname means.
#[derive(Clone, Copy, Debug)]
struct Bearer {
    actor: usize,
    /// Where in the text the full name first ends; 0 where the title has it.
    from: usize,
}

/// Surnames of people named in full.
#[derive(Debug, Default)]
pub(crate) struct Surnames(RapidHashMap<String, Option<Bearer>>);

impl Surnames {
    /// The surnames of the people that title and text name in full.
    pub(crate) fn gather(gazetteer: &Gazetteer, texts: [&str; 2], passes: &[Findings; 2]) -> Self {
        let mut known = RapidHashMap::default();
        for (part, (text, pass)) in texts.into_iter().zip(passes).enumerate() {
            for found in pass.candidates.iter().take(MOST_NAMES) {
                let Some(Target::Actor(actor)) = gazetteer.form(found.form).map(|form| form.target) else { continue };
                if gazetteer.actor(actor).is_none_or(|a| a.kind != Kind::Person) || known.len() >= MOST {
                    continue;
                }
                let Some(surname) = surname(slice(text, found.start..found.end)) else { continue };
                let from = if part == 0 { 0 } else { found.end };
                let bearer = known.entry(surname.to_owned()).or_insert(Some(Bearer { actor, from }));
                // Two people of one surname: it means neither.
                *bearer = bearer.filter(|known| known.actor == actor);
            }
        }
        Self(known)
    }

    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The person whose surname `word` is, when it stands at `start` of a text, behind that person's full name.
    pub(crate) fn bearer(&self, word: &str, start: usize) -> Option<usize> {
        let bearer = self.0.get(word).copied().flatten()?;
        (start >= bearer.from).then_some(bearer.actor)
    }
}

/// The surname in a full name, without an article joined to it.
fn surname(full: &str) -> Option<&str> {
    let (given, last) = full.rsplit_once(char::is_whitespace)?;
    let last = last.rsplit_once('-').filter(|(article, _)| article.len() == 2).map_or(last, |(_, name)| name);
    (!given.is_empty() && last.len() >= FEWEST && last.starts_with(char::is_uppercase)).then_some(last)
}

/// Whether a capitalised word before a surname is another given name and no title.
pub(crate) fn is_given(word: &str) -> bool {
    !is_no_personal_name(&word.to_lowercase())
}

/// Whether another capitalised word follows directly: the surname is then a given name or part of a longer name.
pub(crate) fn goes_on(text: &str, end: usize) -> bool {
    let mut rest = slice(text, end..).chars();
    match rest.next() {
        Some(' ' | '-') => rest.next().is_some_and(char::is_uppercase),
        _ => false,
    }
}
