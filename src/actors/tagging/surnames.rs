//! People by their surnames, after the article has named them in full.
//!
//! Takes what a pass found, gives the surnames that mean one of the people found. Knows nothing of keys and words.

use std::ops::Range;

use rapidhash::fast::RapidHashMap;

use super::findings::Findings;
use super::gazetteer::Gazetteer;
use super::written_form::Target;
use crate::actors::model::Kind;
use crate::actors::spelling::given_names::is_arabic_given_name;
use crate::actors::spelling::letters;
use crate::actors::spelling::name::Name;
use crate::actors::spelling::ordinary::is_ordinary;
use crate::actors::spelling::titles::is_no_personal_name;
use crate::text::slice;

/// Most people that an article can call by surname; more is a list, not an article.
const MOST: usize = 1000;
/// Most names of a text that are looked at.
const MOST_NAMES: usize = 10_000;
/// Bytes that a surname has at least: shorter ones are words and syllables of other names.
const FEWEST: usize = 4;
/// The same in Arabic: four letters.
const FEWEST_OF_ARABIC: usize = 8;

/// The person that a surname means.
#[derive(Clone, Copy, Debug)]
struct Bearer {
    actor: usize,
    /// Where in the text the full name first ends; 0 where the title has it.
    from: usize,
}

/// Surnames of people named in full.
#[derive(Debug, Default)]
pub(crate) struct Surnames {
    latin: RapidHashMap<String, Option<Bearer>>,
    /// As Arabic writes them, with their article.
    arabic: RapidHashMap<String, Option<Bearer>>,
}

impl Surnames {
    /// The surnames of the people that title and text name in full.
    pub(crate) fn gather(gazetteer: &Gazetteer, texts: [&str; 2], passes: &[Findings; 2]) -> Self {
        let mut known = Self::default();
        for (part, (text, pass)) in texts.into_iter().zip(passes).enumerate() {
            for found in pass.candidates.iter().take(MOST_NAMES) {
                let Some(Target::Actor(actor)) = gazetteer.form(found.form).map(|form| form.target) else { continue };
                if gazetteer.actor(actor).is_none_or(|a| a.kind != Kind::Person) {
                    continue;
                }
                let full = slice(text, found.start..found.end);
                let (names, surname) = match surname(full) {
                    Some(latin) => (&mut known.latin, latin),
                    None => match arabic_surname(full) {
                        Some(arabic) => (&mut known.arabic, arabic),
                        None => continue,
                    },
                };
                if names.len() >= MOST {
                    continue;
                }
                let from = if part == 0 { 0 } else { found.end };
                let bearer = names.entry(surname.to_owned()).or_insert(Some(Bearer { actor, from }));
                // Two people of one surname: it means neither.
                *bearer = bearer.filter(|known| known.actor == actor);
            }
        }
        known
    }

    /// Whether there is none that capitals tell.
    pub(crate) fn is_empty(&self) -> bool {
        self.latin.is_empty()
    }

    /// The person whose surname `word` is, when it stands at `start` of a text, behind that person's full name. In the title it
    /// may stand before it, but for words of the language, which have capitals there.
    pub(crate) fn bearer(&self, word: &str, start: usize, in_title: bool) -> Option<usize> {
        let bearer = self.latin.get(word).copied().flatten()?;
        let counts = if in_title { !is_ordinary(word) && is_given(word) } else { start >= bearer.from };
        counts.then_some(bearer.actor)
    }

    /// Where in a text Arabic surnames of people named before stand, and whose they are.
    pub(crate) fn arabic_in<'s>(
        &'s self,
        text: &'s str,
        in_title: bool,
    ) -> impl Iterator<Item = (Range<usize>, usize)> + 's {
        let known = self.arabic.iter().filter_map(|(name, bearer)| Some((name, (*bearer)?)));
        known.flat_map(move |(name, bearer)| {
            let places = memchr::memmem::find_iter(text.as_bytes(), name.as_bytes()).map(|at| at..at + name.len());
            let counts = move |place: &Range<usize>| {
                (in_title || place.start >= bearer.from)
                    && is_whole_word(text, place)
                    && !is_behind_given_name(text, place.start)
            };
            places.filter(counts).map(move |place| (place, bearer.actor))
        })
    }
}

/// Letters that Arabic writes together with a name behind them.
const PARTICLES: [&str; 6] = ["", "و", "ف", "ب", "ل", "ك"];

/// Whether a place of a text is a word of Arabic, but for a particle before it.
fn is_whole_word(text: &str, place: &Range<usize>) -> bool {
    let ends = !slice(text, place.end..).starts_with(letters::is_arabic);
    let before = slice(text, ..place.start);
    let word = slice(before, before.trim_end_matches(letters::is_arabic).len()..);
    ends && PARTICLES.contains(&word)
}

/// Whether the word before a place is a given name: the surname is then another person's.
fn is_behind_given_name(text: &str, start: usize) -> bool {
    let before = slice(text, ..start).trim_end_matches(letters::is_arabic);
    let Some(before) = before.strip_suffix(' ') else { return false };
    let word = slice(before, before.trim_end_matches(letters::is_arabic).len()..);
    SON_OF.contains(&word) || (!word.is_empty() && is_arabic_given_name(Name::new(word).strict_text()))
}

/// Son of, father of, the house of: what follows is another's name.
const SON_OF: [&str; 6] = ["بن", "ابن", "بنت", "أبو", "ابو", "آل"];
/// Last words of Arabic names that are no family's: God, the religion, the son, and the like.
const NO_FAMILY: [&str; 6] = ["الله", "الدين", "الابن", "الأب", "الرحمن", "العزيز"];

/// The family name at the end of a full name of Arabic, with its article: no given name, which may be the father's, and long enough.
fn arabic_surname(full: &str) -> Option<&str> {
    let (given, last) = full.rsplit_once(char::is_whitespace)?;
    let father = given.rsplit(' ').next().is_some_and(|word| SON_OF.contains(&word));
    let arabic = last.len() >= FEWEST_OF_ARABIC && last.chars().all(letters::is_arabic);
    (arabic && !father && !NO_FAMILY.contains(&last) && !is_arabic_given_name(Name::new(last).strict_text()))
        .then_some(last)
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
