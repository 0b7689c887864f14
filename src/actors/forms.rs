//! Written forms: what a name in a text can stand for, and how it must be capitalised there.
//!
//! Takes the names of actors, countries and ministries, gives forms. Knows nothing of where they are found.

use rapidhash::fast::RapidHashMap;

use super::authority::Kind;
use super::names::Name;
use super::tokens::{Gap, Token};
use super::words;

/// What a written form stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// An actor by name or alias.
    Actor(usize),
    /// An actor by a form that the article must support.
    Short(usize),
    /// A country: evidence for what the article is about.
    Country(&'static str),
    /// A body of some country: kind, and a word of its name.
    Body(Kind, &'static str),
}

/// How a form must be capitalised in a text that has small letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
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
pub(super) struct Form {
    pub(super) target: Target,
    pub(super) text: String,
    pub(super) name: Name,
    pub(super) case: Case,
    /// Only as written: its loose spelling is another actor's too.
    pub(super) strict: bool,
}

/// How the bodies of states are called without their country.
pub(super) const BODIES: &[(&str, Kind, &str)] = &[
    ("Interior Ministry", Kind::Ministry, "interior"),
    ("Ministry of Interior", Kind::Ministry, "interior"),
    ("Ministry of the Interior", Kind::Ministry, "interior"),
    ("Defence Ministry", Kind::Ministry, "defence"),
    ("Defense Ministry", Kind::Ministry, "defence"),
    ("Ministry of Defence", Kind::Ministry, "defence"),
    ("Ministry of Defense", Kind::Ministry, "defence"),
    ("Foreign Ministry", Kind::Ministry, "foreign"),
    ("Ministry of Foreign Affairs", Kind::Ministry, "foreign"),
];

impl Form {
    pub(super) fn new(target: Target, text: &str) -> Self {
        let name = Name::new(text);
        let letters = text.chars().filter(|c| c.is_alphabetic());
        let small = text.chars().any(char::is_lowercase);
        let cased = letters.clone().any(char::is_uppercase);
        let ordinary = |w: &[u8]| std::str::from_utf8(w).is_ok_and(words::is_ordinary);
        let case = if !cased && !small {
            Case::Free
        } else if !small && letters.count() <= 8 && name.count() == 1 {
            Case::Acronym
        } else if name.words().all(ordinary) {
            Case::Ordinary
        } else {
            Case::Proper
        };
        Self { target, text: text.to_owned(), name, case, strict: false }
    }

    /// Whether an acronym of four letters or more is written as a word: "Farc", "Ltte".
    fn is_titled(&self, tokens: &[Token], text: &str) -> bool {
        let word = tokens.first().and_then(|t| text.get(t.start as usize..t.end as usize)).unwrap_or_default();
        let mut letters = word.bytes();
        self.text.len() >= 4
            && matches!(self.target, Target::Actor(_))
            && letters.next().is_some_and(|b| b.is_ascii_uppercase())
            && letters.all(|b| b.is_ascii_lowercase())
    }

    /// Whether the words of `text` at `tokens` are capitalised as this form must be.
    pub(super) fn case_fits(&self, tokens: &[Token], text: &str, capitals: bool) -> bool {
        let word = |t: &Token| text.get(t.start as usize..t.end as usize).unwrap_or_default();
        let single = tokens.len() == 1;
        let ordinary = || single && tokens.first().is_some_and(|t| words::is_ordinary(word(t)));
        if capitals && matches!(self.target, Target::Actor(_) | Target::Short(_)) {
            return !ordinary();
        }
        match self.case {
            Case::Free => true,
            Case::Acronym => {
                tokens.iter().all(|t| !t.shape.small()) || (single && self.is_titled(tokens, text) && !ordinary())
            }
            Case::Ordinary => {
                let long = |t: &&Token| t.end - t.start > 3;
                let all = tokens.iter().filter(long).all(|t| t.shape.capital())
                    && tokens.first().is_some_and(|t| t.shape.capital());
                all && !(single && tokens.first().is_some_and(|t| t.gap == Gap::Stop))
            }
            Case::Proper => tokens.iter().any(|t| t.shape.capital() && !words::is_ordinary(word(t))),
        }
    }
}

/// Forms of one loose key that belong to several actors: they count only as written.
pub(super) fn ambiguous(forms: &[Form], pairs: &[(&[u8], u32)]) -> Vec<u32> {
    let mut groups: RapidHashMap<&[u8], Vec<u32>> = RapidHashMap::default();
    for (key, number) in pairs {
        groups.entry(key).or_default().push(*number);
    }
    let owner = |n: &u32| match forms.get(*n as usize).map(|f| f.target) {
        Some(Target::Actor(at)) => Some(at),
        _ => None,
    };
    let several = |group: &Vec<u32>| {
        let mut owners = group.iter().filter_map(owner);
        let first = owners.next();
        owners.any(|other| Some(other) != first)
    };
    groups.into_values().filter(several).flatten().collect()
}
