//! From what was typed to what it means: an [`Ast`](super::Ast) resolved to a [`Clause`](super::Clause).
//!
//! Words are folded and stemmed as the index was, patterns become the words of its dictionary, dates are resolved
//! against today, names by the authority. Beside the clause stands what ranking and highlighting need: the words
//! that are asked for, with their weights. Asks a [`Dictionary`](super::dictionary::Dictionary) and [`ActorNames`](super::ActorNames), and knows no engine.

mod actor_spellings;
mod context;
mod expansions;
mod meaning;
mod name_words;
mod places;
mod rank_words;
mod stop_clauses;
mod writings;

pub use self::{
    actor_spellings::{Marked, PossibleActors, mark},
    context::{Context, Memory, ResolveError},
    expansions::{Expansions, spellings},
    meaning::{Resolved, resolve},
    places::Forms,
    rank_words::{RankWord, idf},
    stop_clauses::weighty,
};

#[cfg(test)]
mod tests;
