//! Whether a found name is only part of one that the authority does not know.
//!
//! Takes a form and where it stands, looks at the words around it: "Turkish Hezbollah", "Liwa Hamza Brigade",
//! "Ahmed Sadr" of a known "Sadr". Knows nothing of the rest of the article.

use super::chunk::Chunk;
use super::written_form::{CaseRule, WrittenForm};
use crate::actors::authority::countries;
use crate::actors::model::{Actor, Kind};
use crate::actors::spelling::given_names::is_given_name;
use crate::actors::spelling::ordinary::is_ordinary;
use crate::actors::spelling::titles::is_no_personal_name;
use crate::actors::spelling::token_stream::{Gap, Token};
use crate::text::{items, slice};

/// Last words of names that a longer name may end with as well: "Valley Trade Bank" is not "Trade Bank".
const COMPANIES: [&[u8]; 6] = [b"company", b"corporation", b"bank", b"group", b"trust", b"foundation"];
/// What companies do, in their names: with these alone a name is that of many.
const TRADES: [&[u8]; 28] = [
    b"management",
    b"investment",
    b"investments",
    b"trading",
    b"trade",
    b"development",
    b"construction",
    b"insurance",
    b"holding",
    b"holdings",
    b"commercial",
    b"industrial",
    b"agricultural",
    b"shipping",
    b"engineering",
    b"consulting",
    b"services",
    b"finance",
    b"financial",
    b"credit",
    b"savings",
    b"transport",
    b"electric",
    b"energy",
    b"mining",
    b"steel",
    b"media",
    b"publishing",
];
/// Words that the names of groups begin with.
const HEADS: [&str; 26] = [
    "джебхат",
    "джабхат",
    "катаиб",
    "катаиб",
    "харакат",
    "джейш",
    "джайш",
    "лива",
    "ансар",
    "джунд",
    "сарайя",
    "бригады",
    "бригада",
    "kataib",
    "kata'ib",
    "kata’ib",
    "saraya",
    "liwa",
    "harakat",
    "jund",
    "ansar",
    "jaysh",
    "jaish",
    "jabhat",
    "usbat",
    "brigades",
];
/// What makes a leaning of a people's name, joined to it by a hyphen.
const LEANINGS: [&str; 4] = ["pro", "anti", "non", "ex"];
/// Words that make a thing of the name before them, in a headline.
const THINGS: [&str; 22] = [
    "tower",
    "towers",
    "hotel",
    "hotels",
    "organization",
    "foundation",
    "university",
    "street",
    "avenue",
    "airport",
    "plaza",
    "casino",
    "resort",
    "library",
    "center",
    "centre",
    "bridge",
    "square",
    "institute",
    "museum",
    "jr",
    "sr",
];
/// Words that make the name before them that of a unit.
const UNITS: [&str; 5] = ["brigade", "brigades", "battalion", "battalions", "regiment"];

/// The words on both sides of a form, as far as a name goes on over what stands between.
struct Sides<'t> {
    /// The word before it and before its articles; empty where none joins it.
    before: &'t str,
    /// Whether that word has a capital.
    before_capital: bool,
    /// Whether a hyphen stands before that word.
    before_hyphenated: bool,
    /// The word behind it; empty where none joins it.
    after: &'t str,
    /// Whether that word has a capital.
    after_capital: bool,
}

impl<'t> Sides<'t> {
    fn of(chunk: &Chunk<'t>, from: usize, to: usize) -> Self {
        let Chunk { text, stream, .. } = *chunk;
        let articles = (0..from).rev().take_while(|&at| stream.key(at).is_empty()).count();
        let first = from - articles;
        let joined = |at: usize| stream.tokens.get(at).filter(|token| token.gap == Gap::Space);
        let mut token = joined(first).and_then(|_| stream.before(first));
        // The initial of a second name belongs to the first: "Donald J. Trump".
        if let Some(at) = first.checked_sub(1).filter(|&at| is_initial(chunk, at, first)) {
            token = joined(at).and_then(|_| stream.before(at));
        }
        let next = joined(to);
        // Letters of scripts without capitals, and digits, say nothing.
        let has_capital = |token: &Token| token.of(text).starts_with(char::is_uppercase);
        Self {
            before: token.map_or("", |token| token.of(text)),
            before_capital: token.is_some_and(has_capital),
            before_hyphenated: token.is_some_and(|token| token.gap == Gap::Hyphen),
            after: next.map_or("", |token| token.of(text)),
            after_capital: next.is_some_and(has_capital),
        }
    }
}

/// Whether the word at `at` is an initial before a name at `first`.
fn is_initial(chunk: &Chunk, at: usize, first: usize) -> bool {
    let [initial, name, ..] = items(&chunk.stream.tokens, at..=first) else { return false };
    initial.end - initial.start == 1
        && initial.shape.capital()
        && matches!(slice(chunk.text, initial.end as usize..name.start as usize), " " | ". ")
}

/// Whether a capitalised word follows the words before `to`.
pub(crate) fn goes_on_behind(chunk: &Chunk, to: usize) -> bool {
    let next = chunk.stream.tokens.get(to).filter(|token| token.gap == Gap::Space);
    next.is_some_and(|token| token.of(chunk.text).starts_with(char::is_uppercase))
}

/// Whether the words from `from` on are a family's name behind the given name of another person than `actor`.
pub(crate) fn is_borne_by_another(chunk: &Chunk, actor: &Actor, from: usize) -> bool {
    let sides = Sides::of(chunk, from, from + 1);
    let before = sides.before.to_lowercase();
    !chunk.capitals && is_given_name(&before) && given_before(chunk, actor, &sides, &before)
}

/// Whether the word before the name of a person, in lower case too, is the given name of another one.
fn given_before(chunk: &Chunk, actor: &Actor, sides: &Sides, before: &str) -> bool {
    let own = || actor.names().any(|name| name.split(' ').next().is_some_and(|first| first.to_lowercase() == before));
    let given = || {
        is_given_name(before)
            || !chunk.title_case
                && !is_ordinary(sides.before)
                && !is_no_personal_name(before)
                && !countries::has_word(before.as_bytes())
    };
    sides.before_capital && given() && !own()
}

/// Whether a family's name goes on in a name of something else: "Trump Tower".
fn more_behind(chunk: &Chunk, sides: &Sides, after: &str) -> bool {
    sides.after_capital
        && if chunk.title_case {
            THINGS.contains(&after)
        } else {
            !is_ordinary(sides.after) && !is_no_personal_name(after)
        }
}

/// Whether the words `from..to`, which are `form`, are only part of a name that the authority does not know.
pub(crate) fn is_part_of_another(chunk: &Chunk, form: &WrittenForm, actor: &Actor, from: usize, to: usize) -> bool {
    if matches!(actor.kind, Kind::Government | Kind::Military) && is_leaning(chunk, from) {
        return true;
    }
    let company = form.name.words().last().is_some_and(|word| COMPANIES.contains(&word));
    let single = form.name.count() == 1 && form.case != CaseRule::Acronym;
    if !company && !single {
        return false;
    }
    let sides = Sides::of(chunk, from, to);
    let before = sides.before.to_lowercase();
    let generic = company
        && form.name.words().all(|word| is_ordinary(word) || TRADES.contains(&word) || COMPANIES.contains(&word));
    let longer = sides.before_capital && !is_ordinary(sides.before) && !countries::has_word(before.as_bytes());
    if generic && longer && !chunk.capitals && !is_no_personal_name(&before) {
        return true;
    }
    if !single {
        return false;
    }
    let after = sides.after.to_lowercase();
    if actor.kind == Kind::Person {
        return !chunk.capitals && (given_before(chunk, actor, &sides, &before) || more_behind(chunk, &sides, &after));
    }
    // "Liam Daish" is a person.
    if sides.before_capital && is_given_name(&before) && !chunk.capitals {
        return true;
    }
    if sides.before_capital && HEADS.contains(&before.as_str())
        || sides.after_capital && UNITS.contains(&after.as_str())
    {
        return true;
    }
    // "Turkish Hezbollah" is another group than that of Lebanon; "pro-Iranian Hezbollah" is not.
    sides.before_capital
        && !sides.before_hyphenated
        && actor.country.as_deref().is_some_and(|country| {
            countries::all().any(|(code, name)| code != country && name == sides.before && is_demonym(name))
        })
}

/// Whether a hyphen joins the word at `from` to one that makes a leaning of it: "pro-American forces" are not America's.
fn is_leaning(chunk: &Chunk, from: usize) -> bool {
    let hyphen = chunk.stream.tokens.get(from).is_some_and(|token| token.gap == Gap::Hyphen);
    let before = chunk.stream.before(from).filter(|_| hyphen).map_or("", |token| token.of(chunk.text));
    LEANINGS.iter().any(|leaning| leaning.eq_ignore_ascii_case(before))
}

fn is_demonym(name: &str) -> bool {
    ["i", "an", "ese", "ish", "ian", "ench", "is"].iter().any(|end| name.ends_with(end))
        && !matches!(
            name,
            "Iran"
                | "Pakistan"
                | "Afghanistan"
                | "Mali"
                | "Sudan"
                | "South Sudan"
                | "Azerbaijan"
                | "Japan"
                | "Oman"
                | "Amman"
                | "Tunis"
                | "Paris"
                | "Jordan"
        )
}
