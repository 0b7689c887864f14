//! Acronyms that a text defines: "Harbour Transport Service (HTS)".
//!
//! Takes a chunk and a name in it, gives the acronym that stands beside the name in brackets, or says that the acronym
//! found means something that the authority does not know. Knows nothing of the rest of the article.

use super::chunk::Chunk;
use super::longest_match::NameMatch;
use super::written_form::{CaseRule, Target};
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

/// The acronym that stands in brackets behind the words `from..to`, or that they stand in brackets behind.
pub(crate) fn defined_by<'t>(chunk: &Chunk<'t>, from: usize, to: usize) -> Option<&'t str> {
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
