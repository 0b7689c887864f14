//! Names in the articles that the authority does not know.
//!
//! Takes articles with their mentions, one after the other, and gives suggestions: groups by their head words
//! ("Free Valley Army"), groups that a text defines ("Free Valley Army (FVA)"), and spellings of known actors that
//! tagging does not find. Each comes with counts, contexts and a TOML stub. Guesses, all of them: nothing here
//! ever tags an article.
//!
//! Memory is bounded: when the names outgrow [`Limits::names`], those seen least are thrown out until half the places are
//! free, as in lossy counting (Manku and Motwani 2002), and a name that comes back starts with nothing. Below the limit the
//! order of the articles changes nothing; above it only names near the thrown-out counts depend on it, so who wants one
//! answer adds articles in the order of their ids.

mod capital_runs;
mod find;
mod head_words;
mod known_names;
mod report;
mod sighting;
mod suggester;
mod suggestion;
mod tagged_text;
mod tally;
#[cfg(test)]
mod tests;
mod uncased;

pub use suggester::Suggester;
pub use suggestion::{Context, Limits, Reason, Suggestion};
