//! Written forms: what a name in a text can stand for, and how it must be capitalised there.
//!
//! Takes the names of actors, countries and ministries, gives forms. Knows nothing of where they are found.

use std::ops::Range;

use rapidhash::fast::RapidHashMap;

use super::signs::Signs;
use super::state_bodies::StateBody;
use crate::actors::authority::countries;
use crate::actors::spelling::name::{self, Name};
use crate::actors::spelling::ordinary::is_ordinary;
use crate::actors::spelling::token_stream::{Gap, Token, TokenStream};
use crate::text::items;

/// How many letters an acronym has at most; what is longer is a name that somebody shouts.
const LONGEST_ACRONYM: usize = 8;
/// Letters from which on an acronym is also written as a word: "Farc", "Ltte".
const FEWEST_TITLED: usize = 4;
/// Words of more bytes begin with a capital in a name of ordinary words.
const LONGEST_SMALL: u32 = 3;
/// Small letters that a Cyrillic acronym has at most, those of its case.
const LONGEST_TAIL: usize = 3;

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
    /// All capitals, in one word.
    Acronym,
    /// Capitals where the name is listed with them, as all of its words are ordinary, or are beside a country.
    Listed,
    /// A capital on one word that is not ordinary, or where it is listed with them.
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
    /// Only as written: its loose spelling is another actor's too, or it is in no other script.
    pub(crate) strict: bool,
    /// The name of a person as lists have it, the family's name first.
    pub(crate) inverted: bool,
    /// What it is written with, over which a name may go on.
    pub(crate) signs: Signs,
}

impl WrittenForm {
    pub(crate) fn new(target: Target, text: &str) -> Self {
        let name = Name::new(text);
        let letters = text.chars().filter(|c| c.is_alphabetic());
        let small = text.chars().any(char::is_lowercase);
        let cased = letters.clone().any(char::is_uppercase);
        let case = if !cased && !small {
            CaseRule::Free
        } else if !small && letters.count() <= LONGEST_ACRONYM && (name.count() == 1 || !text.contains(' ')) {
            CaseRule::Acronym
        } else if name.words().all(is_no_name) {
            CaseRule::Listed
        } else {
            CaseRule::Proper
        };
        let signs = Signs::of(text);
        Self { target, text: text.to_owned(), name, case, strict: false, inverted: false, signs }
    }

    /// Whether it is a country and ordinary words behind it, none of which says that it is a body of the state: "Lebanese
    /// Forces", "Russia Today", not "Israeli Border Police".
    pub(crate) fn is_of_country(&self) -> bool {
        let mut words = self.name.words();
        self.case == CaseRule::Proper
            && words.next().is_some_and(countries::has_word)
            && words.all(|word| (is_no_name(word) || countries::has_word(word)) && !is_of_state(word))
    }

    /// Whether its first word may be written without a capital.
    pub(crate) fn may_be_small(&self) -> bool {
        self.case == CaseRule::Free || self.name.capitals & 1 == 0
    }

    /// Whether `written`, which is not its name letter for letter, is another spelling of it.
    pub(crate) fn is_loosely<'n>(&self, written: impl FnOnce() -> &'n Name) -> bool {
        !self.strict
            && !matches!(self.target, Target::Country(_) | Target::Body(_))
            && (self.case != CaseRule::Acronym || name::is_declined(&self.name))
            && name::may_be_loose(&self.name)
            && name::same_loosely(written(), &self.name)
    }

    /// Whether an acronym of four letters or more is written as a word: "Farc", "Ltte"; in Cyrillic with the ending of a case.
    fn is_titled(&self, word: &str) -> bool {
        let capitals = word.chars().take_while(|c| c.is_uppercase()).count();
        let mut tail = word.chars().skip(capitals);
        let tailed = capitals > 1 && name::is_declined(&self.name) && tail.clone().count() <= LONGEST_TAIL;
        self.text.chars().filter(|c| c.is_alphabetic()).count() >= FEWEST_TITLED
            && matches!(self.target, Target::Actor(_))
            && (capitals == 1 || tailed)
            && tail.all(char::is_lowercase)
    }

    /// Whether the words `range` of a stream that was read from `text` are capitalised as this form must be.
    pub(crate) fn case_fits(&self, stream: &TokenStream, range: Range<usize>, text: &str, capitals: bool) -> bool {
        let tokens = items(&stream.tokens, range.clone());
        let single = tokens.len() == 1;
        let ordinary = || single && tokens.first().is_some_and(|t| is_ordinary(t.of(text)));
        // Letters with blanks between them are words: "IN LA PAZ" is no INLA.
        let in_one = || self.text.contains(' ') || tokens.iter().skip(1).all(|t| t.gap != Gap::Space);
        if self.case == CaseRule::Acronym && !in_one() {
            return false;
        }
        if capitals && matches!(self.target, Target::Actor(_) | Target::Short(_)) {
            return !ordinary();
        }
        match self.case {
            CaseRule::Free => true,
            CaseRule::Acronym => {
                let titled = || tokens.first().is_some_and(|token| self.is_titled(token.of(text)));
                tokens.iter().all(|t| !t.shape.small()) || (single && titled() && !ordinary())
            }
            CaseRule::Listed => {
                let opens = single && tokens.first().is_some_and(|t| t.gap == Gap::Stop);
                !opens && self.is_as_listed(stream, range)
            }
            CaseRule::Proper => {
                let proper = |at| has_capital(stream, at) && !is_ordinary(stream.word(text, at));
                range.clone().any(proper) || self.is_as_listed(stream, range)
            }
        }
    }

    /// Whether words have capitals where the name is listed with them.
    fn is_as_listed(&self, stream: &TokenStream, range: Range<usize>) -> bool {
        let words = || range.clone().filter(|&at| !stream.key(at).is_empty());
        let is_short = |at: usize| stream.tokens.get(at).is_some_and(|token| token.end - token.start <= LONGEST_SMALL);
        if words().count() != self.name.count() {
            // Joined or broken otherwise than listed: the words that a blank stands before need a capital, the short ones do not.
            let free = |at: usize| at > range.start && (is_short(at) || !is_after_blank(stream, at));
            return words().all(|at| free(at) || has_capital(stream, at));
        }
        words().zip(0_u32..).all(|(at, n)| {
            // Of words behind the last bit nothing is known.
            let bit = if n < u32::BITS { 1 << n } else { 0 };
            let small = stream.tokens.get(at).is_some_and(|token| token.shape.small());
            let shouted = self.name.shouted & bit != 0 && is_short(at);
            (self.name.capitals & bit == 0 || has_capital(stream, at)) && !(shouted && small)
        })
    }
}

/// Whether a word of a name is none by itself: an ordinary one, or the s of a possessive.
fn is_no_name(word: &[u8]) -> bool {
    is_ordinary(word) || word == b"s"
}

/// Words of bodies of a state, which texts write small beside its name.
const OF_STATE: &str = "army armed police military government administration authorities authority ministry parliament assembly court \
navy guard guards intelligence security bank radio television agency news media state council";

fn is_of_state(word: &[u8]) -> bool {
    OF_STATE.split(' ').any(|state| state.as_bytes() == word)
}

/// Whether the word at `at` has a capital, or the article that a hyphen joins to it: "Al-shabaab".
pub(crate) fn has_capital(stream: &TokenStream, at: usize) -> bool {
    let article = |hyphen: bool| stream.before(at).filter(|_| hyphen && stream.key(at - 1).is_empty());
    stream.tokens.get(at).is_some_and(|token| {
        token.shape.capital() || article(token.gap == Gap::Hyphen).is_some_and(|article| article.shape.capital())
    })
}

fn is_after_blank(stream: &TokenStream, at: usize) -> bool {
    stream.tokens.get(at).is_some_and(|token: &Token| token.gap == Gap::Space)
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
