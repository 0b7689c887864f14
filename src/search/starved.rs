//! What starved an answer without hits: the part that finds nothing, or the parts that never meet.

use tantivy::{
    Searcher,
    query::{EnableScoring, Query},
};

use super::{
    SearchError,
    explain::{Clause, Join},
};
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
    /// The same, one by one.
    pub docs: Documents,
    /// Words of it that the index does not have.
    pub missing: Vec<Missing>,
}

/// A set of articles: what each part finds is looked up once, however often it is asked what is left without
/// it.
#[derive(Clone, Debug, Default)]
pub struct Documents(Vec<u64>);

impl Documents {
    /// The articles of a query.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn of(searcher: &Searcher, query: &dyn Query) -> Result<Self, SearchError> {
        let weight = query.weight(EnableScoring::disabled_from_searcher(searcher))?;
        let mut words = Vec::new();
        for reader in searcher.segment_readers() {
            let before = words.len();
            words.resize(before + reader.max_doc().div_ceil(u64::BITS) as usize, 0_u64);
            let (own, alive) = (words.get_mut(before..).unwrap_or_default(), reader.alive_bitset());
            weight.for_each_no_score(reader, &mut |docs| {
                for &doc in docs.iter().filter(|doc| alive.is_none_or(|alive| alive.is_alive(**doc))) {
                    if let Some(word) = own.get_mut((doc / u64::BITS) as usize) {
                        *word |= 1 << (doc % u64::BITS);
                    }
                }
            })?;
        }
        Ok(Self(words))
    }

    /// How many they are.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.0.iter().map(|word| u64::from(word.count_ones())).sum()
    }

    /// How many articles are in all of the sets.
    fn shared<'a>(mut sets: impl Iterator<Item = &'a Self>) -> u64 {
        let Some(mut all) = sets.next().cloned() else { return 0 };
        for set in sets {
            all.0.iter_mut().zip(&set.0).for_each(|(word, other)| *word &= other);
        }
        all.count()
    }
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
        for (n, part) in self.parts.iter().enumerate() {
            let rest = self.parts.iter().enumerate().filter(|(other, _)| *other != n);
            let left = Documents::shared(rest.map(|(_, part)| &part.docs));
            if left > 0 {
                without.push((part.clause.query.clone(), left));
            }
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
