//! Copies folded: of each family the article that ranks first stands for all.
//!
//! The ranking itself is what it is without: from its front, what belongs to a family that was met before is passed over, until
//! there are as many rows as were asked for. So any prefix of the rows is the same however many are asked for, and pages go on where
//! the one before ended.

use std::collections::HashSet;

use super::{SearchError, Searcher, request::Copies};
use crate::{
    engine::{Found, Handle},
    query::Clause,
};

/// How much more of a ranking is looked at where it does not yield the rows that are wanted.
const MORE: usize = 4;

/// The rows of a ranking.
pub(super) struct Rows {
    /// At least as many as are wanted, where there are.
    pub(super) found: Found,
    /// Whether the engine knows copies.
    pub(super) known: bool,
}

impl Searcher<'_> {
    /// The first rows of a ranking; `rank` gives its first articles, at least so many as it is asked for where there are.
    pub(super) fn folded(
        &self,
        copies: Copies,
        wanted: usize,
        rank: impl Fn(usize) -> Result<Found, SearchError>,
    ) -> Result<Rows, SearchError> {
        if copies == Copies::All || wanted == 0 {
            return Ok(Rows { found: rank(wanted)?, known: true });
        }
        // Most pages hold some copies.
        let mut asked = wanted.saturating_mul(2);
        loop {
            let mut found = rank(asked)?;
            let is_all = found.hits.len() < asked;
            // What stands behind has no fixed order.
            found.hits.truncate(asked);
            let handles: Vec<Handle> = found.hits.iter().map(|(_, hit)| *hit).collect();
            let Some(families) = self.engine.families(&handles)? else {
                found.hits.truncate(if copies == Copies::Only { 0 } else { wanted });
                return Ok(Rows { found, known: false });
            };
            debug_assert_eq!(families.len(), found.hits.len(), "an answer for each hit");
            let mut met = HashSet::new();
            let mut families = families.into_iter();
            found.hits.retain(|_| match families.next().flatten() {
                Some(family) => met.insert(family),
                None => copies == Copies::Fold,
            });
            if is_all || found.hits.len() >= wanted {
                return Ok(Rows { found, known: true });
            }
            asked = asked.saturating_mul(MORE);
        }
    }

    /// How many stories the articles tell that match, of which there are `total`.
    pub(super) fn stories(&self, clause: &Clause, total: u64, copies: Copies) -> Result<Option<u64>, SearchError> {
        if copies == Copies::All {
            return Ok(None);
        }
        let repeated = self.engine.repeated(clause)?;
        debug_assert!(repeated.is_none_or(|repeated| repeated <= total), "what repeats matches");
        Ok(repeated.map(|repeated| total.saturating_sub(repeated)))
    }
}
