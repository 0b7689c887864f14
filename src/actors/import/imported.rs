//! What a list gives: actors with the lines they came from, and what was left out.

use super::problem::{Fault, Problem};
use crate::actors::authority::valid::spoilt_by;
use crate::actors::model::Actor;

/// An actor and the line of the list it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The actor; its id is empty where the list has none of its own.
    pub actor: Actor,
    /// The line, from 1.
    pub line: usize,
}

/// What a list gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// In the order of the list.
    pub entries: Vec<Entry>,
    /// What was left out, and why.
    pub problems: Vec<Problem>,
    /// Records that are no actors (ships, addresses) or of no asked programme.
    pub passed_over: usize,
}

impl Imported {
    pub(crate) fn problem(&mut self, line: usize, what: Fault) {
        self.problems.push(Problem { line, what });
    }

    /// `text` trimmed, or `None` where it is empty or no name; the latter is reported.
    pub(crate) fn name(&mut self, line: usize, field: &'static str, text: &str) -> Option<String> {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            return None;
        }
        if let Some(why) = spoilt_by(&text) {
            self.problem(line, Fault::Mangled { field, text, why });
            return None;
        }
        if !text.chars().any(char::is_alphanumeric) {
            self.problem(line, Fault::NoLetters { field, text });
            return None;
        }
        Some(text)
    }

    /// A code in capitals; anything else is reported.
    pub(crate) fn country(&mut self, line: usize, text: &str) -> Option<String> {
        if text.is_empty() {
            return None;
        }
        if text.len() == 2 && text.bytes().all(|b| b.is_ascii_alphabetic()) {
            return Some(text.to_ascii_uppercase());
        }
        self.problem(line, Fault::BadCountry(text.to_owned()));
        None
    }
}
