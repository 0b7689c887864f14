//! What starved an answer without hits: the part that finds nothing, or the parts that never meet.

use super::explanation::{Clause, Join};
use crate::query::{Warning, WarningKind};

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
#[derive(Clone, Debug)]
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
        let whole = |kind| vec![Warning::new(kind, 0, self.length)];
        if self.cut {
            return whole(WarningKind::NotAllWords);
        }
        let mut without = Vec::new();
        for part in self.parts.iter().filter(|part| part.without > 0) {
            without.push((part.clause.query.clone(), part.without));
        }
        without.sort_by_key(|(_, left)| std::cmp::Reverse(*left));
        let parts = self.parts.iter().map(|part| counted(&part.clause)).collect();
        whole(WarningKind::NeverTogether { parts, without })
    }
}

/// Why a part finds nothing by itself.
fn alone(part: &Part) -> Vec<Warning> {
    let Clause { query, start, end, clauses, .. } = &part.clause;
    let warning = |kind| Warning::new(kind, *start, *end);
    if !part.missing.is_empty() {
        let missing = part.missing.iter().cloned();
        return missing
            .map(|Missing { word, spellings }| warning(WarningKind::MissingWord { word, spellings }))
            .collect();
    }
    let parts = || clauses.iter().map(counted).collect();
    let found = !clauses.is_empty() && clauses.iter().all(|clause| clause.articles > 0);
    let clause = query.clone();
    vec![warning(match part.clause.join {
        Join::Places if found => WarningKind::NotSoPlaced { clause, parts: parts() },
        Join::Not => WarningKind::AllExcluded { clause },
        Join::All | Join::Any | Join::Places | Join::Scope => WarningKind::NoMatch { clause, parts: parts() },
        Join::Leaf => WarningKind::NoMatch { clause, parts: Vec::new() },
    })]
}

fn counted(clause: &Clause) -> (String, u64) {
    (clause.query.clone(), clause.articles)
}
