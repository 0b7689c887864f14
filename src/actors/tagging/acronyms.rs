//! Acronyms that a text defines: "Harbour Transport Service (HTS)".
//!
//! Takes a chunk and a name in it, gives the acronym that stands beside the name in brackets, or says that the acronym
//! found means something that the authority does not know. Knows nothing of the rest of the article.

use super::chunk::Chunk;
use super::longest_match::NameMatch;
use super::written_form::{CaseRule, Target};
use crate::actors::model::{Actor, Kind};
use crate::actors::spelling::ordinary::is_ordinary;
use crate::actors::spelling::token_stream::{Gap, TokenStream};
use crate::text::slice;

/// Most bytes between a name and the acronym that it defines: a space, a bracket, quotation marks.
const WIDEST_GAP: usize = 4;
/// Fewest letters of an acronym that can be told to mean something else by its letters.
const FEWEST_LETTERS: usize = 3;
/// Words of at most so many bytes without a capital have no letter in an acronym: "of", "the".
const LONGEST_SMALL: usize = 3;
/// Bytes of a word that tells whose name it is of.
const FEWEST_TELLING: usize = 5;

/// The acronym that stands in brackets behind the words `from..to`, or that they stand in brackets behind, and that the
/// letters of a name of `actor` can be meant by; people have none.
pub(crate) fn defined_by<'t>(chunk: &Chunk<'t>, actor: &Actor, from: usize, to: usize) -> Option<&'t str> {
    let acronym = in_brackets(chunk, from, to)?;
    let fits = actor.kind != Kind::Person && !is_ordinary(acronym);
    (fits && actor.names().chain(&actor.short).any(|name| spells(acronym, name))).then_some(acronym)
}

/// Whether the letters of an acronym stand in a name: those of its words' beginnings, or of the one word that it is.
fn spells(acronym: &str, name: &str) -> bool {
    let words = || name.split([' ', '-', '–', '\'', '’']).filter(|word| !word.is_empty());
    let mut wanted = acronym.chars().filter(|c| c.is_alphanumeric()).peekable();
    if words().nth(1).is_none() {
        let mut letters = name.chars().flat_map(char::to_uppercase);
        return letters.next() == wanted.next() && wanted.all(|letter| letters.any(|c| c == letter));
    }
    let first = wanted.peek().copied();
    let beginnings: Vec<char> = words().filter_map(|word| word.chars().next()?.to_uppercase().next()).collect();
    // An article may stand before the first word that counts.
    let mut rest = beginnings.iter().skip_while(|&&c| Some(c) != first);
    let long = name.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_uppercase()).eq(acronym.chars());
    long || wanted.all(|letter| rest.any(|&c| c == letter))
}

/// The acronym in brackets behind the words `from..to`, or that they stand in brackets behind.
fn in_brackets<'t>(chunk: &Chunk<'t>, from: usize, to: usize) -> Option<&'t str> {
    let Chunk { text, stream, .. } = *chunk;
    let acronym = |word: &&str| {
        (2..=8).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-')
    };
    let opens = |at: usize| {
        gap_before(text, stream, at).is_some_and(|gap| gap.len() <= WIDEST_GAP && gap.ends_with(['(', '[']))
    };
    let closes = |end: u32| slice(text, end as usize..).starts_with([')', ']']);
    if opens(to) && stream.tokens.get(to).is_some_and(|token| closes(token.end)) {
        return Some(stream.word(text, to)).filter(acronym);
    }
    if opens(from) && stream.before(to).is_some_and(|last| closes(last.end)) {
        return stream.before(from).map(|token| token.of(text)).filter(acronym);
    }
    None
}

/// What stands between the word at `at` and the one before it, where there are both.
fn gap_before<'t>(text: &'t str, stream: &TokenStream, at: usize) -> Option<&'t str> {
    let (before, token) = (stream.before(at)?, stream.tokens.get(at)?);
    Some(slice(text, before.end as usize..token.start as usize))
}

/// The acronym in brackets that `found` is, when the words before it spell it and have nothing of the actor's names.
pub(crate) fn foreign<'t>(chunk: &Chunk<'t>, found: &NameMatch) -> Option<&'t str> {
    let Chunk { gazetteer, text, stream, .. } = *chunk;
    let form = gazetteer.form(found.form)?;
    let (Target::Actor(actor) | Target::Short(actor)) = form.target else { return None };
    let acronym = slice(text, found.start..found.end);
    let bracketed = slice(text, ..found.start).ends_with('(') && slice(text, found.end..).starts_with(')');
    if form.case != CaseRule::Acronym || !bracketed || acronym.len() < FEWEST_LETTERS {
        return None;
    }
    let actor = gazetteer.actor(actor)?;
    let mut letters = acronym.bytes().rev();
    let mut wanted = letters.next();
    let mut at = found.from;
    while let Some(letter) = wanted {
        if at < found.from && !stream.tokens.get(at).is_some_and(|token| matches!(token.gap, Gap::Space | Gap::Hyphen))
        {
            return None;
        }
        let token = stream.before(at)?;
        at -= 1;
        let word = token.of(text);
        if !token.shape.capital() && word.len() <= LONGEST_SMALL {
            continue;
        }
        if word.bytes().next() != Some(letter) {
            return None;
        }
        let lower = word.to_lowercase();
        if word.len() >= FEWEST_TELLING && actor.names().any(|name| name.to_lowercase().contains(&lower)) {
            return None;
        }
        wanted = letters.next();
    }
    Some(acronym)
}
