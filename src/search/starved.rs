//! What starved an answer without hits: the part that finds nothing, or the parts that never meet.

use std::fmt::Write as _;

use super::explanation::{Clause, Join};
use crate::query::Warning;

/// Parts that are looked at, at most.
pub const PARTS: usize = 8;
/// Missing words of one part that are told, at most: each costs a walk over the dictionary.
pub const MISSING: usize = 2;

/// What is known about an answer without hits.
pub struct Starved {
    /// The parts that all had to match.
    pub parts: Vec<Part>,
    /// Whether there were more parts than are looked at.
    pub cut: bool,
    /// Length of the query text.
    pub length: usize,
}

/// A part that had to match.
pub struct Part {
    /// What it finds alone.
    pub clause: Clause,
    /// How many articles all the other parts match together.
    pub without: u64,
    /// Words of it that the index does not have.
    pub missing: Vec<Missing>,
}

/// A word that the index does not have.
pub struct Missing {
    /// As typed.
    pub word: String,
    /// Words that may have been meant, with the articles they stand in.
    pub spellings: Vec<(String, u64)>,
}

impl Starved {
    /// Says it, each reason in a warning; never nothing.
    pub fn tell(&self) -> Vec<Warning> {
        let empty: Vec<&Part> = self.parts.iter().filter(|part| part.clause.articles == 0).collect();
        if !empty.is_empty() {
            return empty.into_iter().flat_map(alone).collect();
        }
        let counts: Vec<String> =
            self.parts.iter().map(|part| format!("{} ({})", part.clause.query, part.clause.articles)).collect();
        let whole = |message| Warning { message, start: 0, end: self.length };
        if self.cut {
            return vec![whole("no article matches all of the words; --any asks for any of them".into())];
        }
        let mut remedies = Vec::new();
        for part in self.parts.iter().filter(|part| part.without > 0) {
            remedies.push((part.without, part));
        }
        remedies.sort_by_key(|(left, _)| std::cmp::Reverse(*left));
        let mut message = format!("no article matches all parts; alone they match: {}", counts.join(", "));
        if let Some((first, rest)) = remedies.split_first() {
            let (left, part) = first;
            let _ = write!(message, "; without {}: {left} {}", part.clause.query, articles(*left));
            for (left, part) in rest {
                let _ = write!(message, ", without {}: {left}", part.clause.query);
            }
        }
        vec![whole(message)]
    }
}

/// Why a part finds nothing by itself.
fn alone(part: &Part) -> Vec<Warning> {
    let Clause { query, start, end, clauses, .. } = &part.clause;
    let warning = |message| Warning { message, start: *start, end: *end };
    if !part.missing.is_empty() {
        return part.missing.iter().map(|missing| warning(missing.tell())).collect();
    }
    let counts: Vec<String> = clauses.iter().map(|clause| format!("{} ({})", clause.query, clause.articles)).collect();
    let found = clauses.iter().all(|clause| clause.articles > 0);
    vec![warning(match part.clause.join {
        Join::Places if found => {
            format!("no article has {query}, though it has its parts: {}", counts.join(", "))
        }
        Join::Not => format!("every article matches what {query} excludes"),
        Join::All | Join::Any | Join::Places | Join::Scope if !counts.is_empty() => {
            format!("no article matches {query}; its parts match: {}", counts.join(", "))
        }
        _ => format!("no article matches {query}"),
    })]
}

impl Missing {
    fn tell(&self) -> String {
        let spellings: Vec<String> =
            self.spellings.iter().map(|(word, count)| format!("{word} ({count} {})", articles(*count))).collect();
        match spellings.as_slice() {
            [] => format!("no article has the word {}", self.word),
            _ => format!("no article has the word {}; did you mean {}?", self.word, spellings.join(" or ")),
        }
    }
}

fn articles(count: u64) -> &'static str {
    if count == 1 { "article" } else { "articles" }
}
