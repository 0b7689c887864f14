//! How many articles match all of some clauses, for many such lists at once.
//!
//! A query that finds nothing asks what is left without each of its parts: as many lists, each of all parts but one.

use tantivy::{
    Searcher,
    query::{EnableScoring, Query},
};

use super::{IndexError, Reader, top};
use crate::query::clause::Clause;

/// Lists that are counted one by one; of more, each clause is looked up once.
const FEW: usize = 3;

impl Reader {
    /// Counts the articles that match all clauses of each list.
    pub(super) fn counts(&self, lists: &[Vec<&Clause>]) -> Result<Vec<u64>, IndexError> {
        if lists.len() <= FEW {
            let count = |list: &Vec<&Clause>| {
                let query = match list.as_slice() {
                    [only] => self.compile(only)?,
                    all => self.compile_all(all.iter().copied())?,
                };
                Ok(top::count(self.searcher(), &*query)?)
            };
            return lists.iter().map(count).collect();
        }
        let mut sets: Vec<(&Clause, DocumentSet)> = Vec::new();
        for &clause in lists.iter().flatten() {
            if sets.iter().all(|(other, _)| *other != clause) {
                sets.push((clause, DocumentSet::of(self.searcher(), &*self.compile(clause)?)?));
            }
        }
        let set = |clause: &&Clause| sets.iter().find(|(other, _)| other == clause).map(|(_, set)| set);
        Ok(lists.iter().map(|list| DocumentSet::shared(list.iter().filter_map(set))).collect())
    }
}

/// A set of articles: a bit for each document of each segment.
#[derive(Clone, Debug, Default)]
struct DocumentSet(Vec<u64>);

impl DocumentSet {
    /// The articles of a query.
    fn of(searcher: &Searcher, query: &dyn Query) -> tantivy::Result<Self> {
        let weight = query.weight(EnableScoring::disabled_from_searcher(searcher))?;
        let mut words = Vec::new();
        for reader in searcher.segment_readers() {
            let mut own = vec![0_u64; reader.max_doc().div_ceil(u64::BITS) as usize];
            let alive = reader.alive_bitset();
            weight.for_each_no_score(reader, &mut |docs| {
                for &doc in docs.iter().filter(|doc| alive.is_none_or(|alive| alive.is_alive(**doc))) {
                    if let Some(word) = own.get_mut((doc / u64::BITS) as usize) {
                        *word |= 1 << (doc % u64::BITS);
                    }
                }
            })?;
            words.append(&mut own);
        }
        Ok(Self(words))
    }

    /// How many articles are in all of the sets.
    fn shared<'a>(mut sets: impl Iterator<Item = &'a Self>) -> u64 {
        let Some(mut all) = sets.next().cloned() else { return 0 };
        for set in sets {
            all.0.iter_mut().zip(&set.0).for_each(|(word, other)| *word &= other);
        }
        all.0.iter().map(|word| u64::from(word.count_ones())).sum()
    }
}
