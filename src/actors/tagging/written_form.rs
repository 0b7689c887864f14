//! Written forms: what a name in a text can stand for, and how it must be capitalised there.
//!
//! Takes the names of actors, countries and ministries, gives forms. Knows nothing of where they are found.

use rapidhash::fast::RapidHashMap;

use super::state_bodies::StateBody;
use crate::actors::spelling::name::{self, Name};
use crate::actors::spelling::ordinary::is_ordinary;
use crate::actors::spelling::token_stream::{Gap, Token};

/// How many letters an acronym has at most; what is longer is a name that somebody shouts.
const LONGEST_ACRONYM: usize = 8;
/// Letters from which on an acronym is also written as a word: "Farc", "Ltte".
const FEWEST_TITLED: usize = 4;
/// Words of more bytes begin with a capital in a name of ordinary words.
const LONGEST_SMALL: u32 = 3;

/// What a written form stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// An actor by name or alias.
    Actor(usize),
    /// An actor by a form that the article must support.
    Short(usize),
    /// A country: evidence for what the article is about.
    Country(&'static str),
    /// A body of some country.
    Body(StateBody),
}

/// How a form must be capitalised in a text that has small letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CaseRule {
    /// All capitals.
    Acronym,
    /// A capital on every longer word, as all of them are ordinary.
    Ordinary,
    /// A capital on one word that is not ordinary.
    Proper,
    /// Any.
    Free,
}

/// A written form.
#[derive(Clone, Debug)]
pub(crate) struct WrittenForm {
    pub(crate) target: Target,
    pub(crate) text: String,
    pub(crate) name: Name,
    pub(crate) case: CaseRule,
    /// Only as written: its loose spelling is another actor's too.
    pub(crate) strict: bool,
}

impl WrittenForm {
    pub(crate) fn new(target: Target, text: &str) -> Self {
        let name = Name::new(text);
        let letters = text.chars().filter(|c| c.is_alphabetic());
        let small = text.chars().any(char::is_lowercase);
        let cased = letters.clone().any(char::is_uppercase);
        let case = if !cased && !small {
            CaseRule::Free
        } else if !small && letters.count() <= LONGEST_ACRONYM && name.count() == 1 {
            CaseRule::Acronym
        } else if name.words().all(is_ordinary) {
            CaseRule::Ordinary
        } else {
            CaseRule::Proper
        };
        Self { target, text: text.to_owned(), name, case, strict: false }
    }

    /// Whether `written`, which is not its name letter for letter, is another spelling of it.
    pub(crate) fn is_loosely<'n>(&self, written: impl FnOnce() -> &'n Name) -> bool {
        !self.strict
            && !matches!(self.target, Target::Country(_) | Target::Body(_))
            && name::may_be_loose(&self.name)
            && name::same_loosely(written(), &self.name)
    }

    /// Whether an acronym of four letters or more is written as a word: "Farc", "Ltte".
    fn is_titled(&self, tokens: &[Token], text: &str) -> bool {
        let titled = |word: &str| {
            let mut letters = word.bytes();
            letters.next().is_some_and(|b| b.is_ascii_uppercase()) && letters.all(|b| b.is_ascii_lowercase())
        };
        self.text.len() >= FEWEST_TITLED
            && matches!(self.target, Target::Actor(_))
            && tokens.first().is_some_and(|token| titled(token.of(text)))
    }

    /// Whether the words of `text` at `tokens` are capitalised as this form must be.
    pub(crate) fn case_fits(&self, tokens: &[Token], text: &str, capitals: bool) -> bool {
        let single = tokens.len() == 1;
        let ordinary = || single && tokens.first().is_some_and(|t| is_ordinary(t.of(text)));
        if capitals && matches!(self.target, Target::Actor(_) | Target::Short(_)) {
            return !ordinary();
        }
        match self.case {
            CaseRule::Free => true,
            CaseRule::Acronym => {
                tokens.iter().all(|t| !t.shape.small()) || (single && self.is_titled(tokens, text) && !ordinary())
            }
            CaseRule::Ordinary => {
                let long = |t: &&Token| t.end - t.start > LONGEST_SMALL;
                let all = tokens.iter().filter(long).all(|t| t.shape.capital())
                    && tokens.first().is_some_and(|t| t.shape.capital());
                all && !(single && tokens.first().is_some_and(|t| t.gap == Gap::Stop))
            }
            CaseRule::Proper => tokens.iter().any(|t| t.shape.capital() && !is_ordinary(t.of(text))),
        }
    }
}

/// Forms of one loose key that belong to several actors: they count only as written.
pub(crate) fn ambiguous(forms: &[WrittenForm], pairs: &[(&[u8], u32)]) -> Vec<u32> {
    let mut groups: RapidHashMap<&[u8], Vec<u32>> = RapidHashMap::default();
    for (key, number) in pairs {
        groups.entry(key).or_default().push(*number);
    }
    let owner = |n: &u32| match forms.get(*n as usize)?.target {
        Target::Actor(at) => Some(at),
        _ => None,
    };
    let several = |group: &Vec<u32>| {
        let mut owners = group.iter().filter_map(owner);
        let first = owners.next();
        owners.any(|other| Some(other) != first)
    };
    groups.into_values().filter(several).flatten().collect()
}
