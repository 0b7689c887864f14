//! Lines that an outlet puts into many of its articles: rules that take them out, and what proposes such rules.
//!
//! What recurs is seen only beside other articles, and an article's text is a function of its record and the rules alone. So finding
//! ([`Recurring`]) and taking out ([`Rules`]) are two things, with a file between them that somebody reads. Rejected: to take out while
//! indexing what was seen often before, by which an article would read otherwise by its neighbours and by the order they came in.

mod places;
mod recurring;
mod rules;
mod write;

pub use recurring::{Limits, Proposal, Recurring};
pub use rules::{Rules, RulesError};
pub use write::toml;

/// The longest line that is proposed, in bytes: what recurs and is longer is a copy.
const LONGEST_LINE: usize = 1200;

/// An outlet's name as rules compare it.
fn outlet_key(name: &str) -> String {
    name.trim().to_lowercase()
}

/// The lines of an article's text, each with whether a paragraph begins there.
fn lines_of(text: &str) -> impl Iterator<Item = (&str, bool)> {
    let mut opens = true;
    text.split('\n').filter_map(move |line| {
        let line = line.trim();
        let opened = std::mem::replace(&mut opens, line.is_empty());
        (!line.is_empty()).then_some((line, opened))
    })
}

#[cfg(test)]
mod tests;
