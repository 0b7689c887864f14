//! Whether a found name is only part of one that the authority does not know.
//!
//! Takes a form and where it stands, looks at the words around it: "Turkish Hezbollah", "Liwa Hamza Brigade",
//! "Ahmed Sadr" of a known "Sadr". Knows nothing of the rest of the article.

use super::chunk::Chunk;
use super::written_form::{CaseRule, Target, WrittenForm};
use crate::actors::authority::countries;
use crate::actors::model::Kind;
use crate::actors::spelling::ordinary::is_ordinary;
use crate::actors::spelling::titles::is_no_personal_name;
use crate::actors::spelling::token_stream::{Gap, Token};

/// Last words of names that a longer name may end with as well: "Valley Trade Bank" is not "Trade Bank".
const COMPANIES: [&[u8]; 6] = [b"company", b"corporation", b"bank", b"group", b"trust", b"foundation"];
/// Words that the names of groups begin with.
const HEADS: [&str; 13] = [
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
        let token = joined(first).and_then(|_| stream.before(first));
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

/// Whether the words `from..to`, which are `form`, are only part of a name that the authority does not know.
pub(crate) fn is_part_of_another(chunk: &Chunk, form: &WrittenForm, from: usize, to: usize) -> bool {
    let (Target::Actor(actor) | Target::Short(actor)) = form.target else { return false };
    let Some(actor) = chunk.gazetteer.actor(actor) else { return false };
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
    let generic = company && form.name.words().all(is_ordinary);
    let longer = sides.before_capital && !is_ordinary(sides.before) && !countries::has_word(before.as_bytes());
    if generic && longer && !chunk.capitals && !is_no_personal_name(&before) {
        return true;
    }
    if !single {
        return false;
    }
    let after = sides.after.to_lowercase();
    if actor.kind == Kind::Person {
        let given = sides.before_capital && !is_ordinary(sides.before) && !is_no_personal_name(&before);
        let more = sides.after_capital && !is_ordinary(sides.after) && !is_no_personal_name(&after);
        return !chunk.capitals && (given || more);
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
