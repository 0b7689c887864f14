//! How much work a query may make: a budget in units, the same on every machine.
//!
//! A unit is about what a nanosecond does on a machine of 2026; what is charged is counted, not timed, so that a query that is too
//! much on one machine is too much on another. Who does the work charges for it and ends early where nothing is left; who asked looks at
//! [`Work::is_spent`] at the end, so that what was cut short is never taken for an answer.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

/// Units of one lookup with all that belongs to it: some 250 milliseconds at most.
pub const OF_A_LOOKUP: u64 = 150_000_000;

/// To go on to a document of a posting list and look at it.
pub const POSTING: u64 = 4;
/// To read the position of a word and hold it against others.
pub const POSITION: u64 = 80;
/// To look at a document for one of the words of a clause about places.
pub const CANDIDATE: u64 = 40;
/// To go on by a letter in the dictionary, on the way to words that a misspelt one may be.
pub const LETTER: u64 = 20;
/// To hold a word of the dictionary against a pattern.
pub const PATTERN: u64 = 30;

/// A budget that is being spent; clones spend the same.
#[derive(Clone, Debug)]
pub struct Work {
    spent: Arc<AtomicU64>,
    /// Articles that were counted before all was spent.
    counted: Arc<AtomicU64>,
    most: u64,
}

impl Work {
    /// A budget of so many units.
    #[must_use]
    pub fn new(most: u64) -> Self {
        Self { spent: Arc::default(), counted: Arc::default(), most }
    }

    /// A budget without end, for what no query asks.
    #[must_use]
    pub fn unlimited() -> Self {
        Self::new(u64::MAX)
    }

    /// Spends units; false where there were not as many.
    #[expect(clippy::must_use_candidate, reason = "who charges for what is done already need not look")]
    pub fn charge(&self, units: u64) -> bool {
        self.spent.fetch_add(units, Ordering::Relaxed).saturating_add(units) <= self.most
    }

    /// Whether more was spent than there was.
    #[must_use]
    pub fn is_spent(&self) -> bool {
        self.spent.load(Ordering::Relaxed) > self.most
    }

    /// Notes how many articles of the query were counted; of several counts the greatest stays.
    pub fn note_counted(&self, articles: u64) {
        self.counted.fetch_max(articles, Ordering::Relaxed);
    }

    /// How many articles of the query were counted: where all is spent, at least so many match.
    #[must_use]
    pub fn counted(&self) -> u64 {
        self.counted.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_spent_is_spent_by_all() {
        let work = Work::new(10);
        let other = work.clone();
        assert!(work.charge(6) && other.charge(4) && !work.is_spent());
        work.note_counted(7);
        other.note_counted(3);
        assert!(!other.charge(1) && work.is_spent());
        assert_eq!(work.counted(), 7);
        assert!(Work::unlimited().charge(u64::MAX));
    }
}
