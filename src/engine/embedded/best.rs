//! The best articles so far: what a collector offers them to.

use std::{cmp::Reverse, collections::BinaryHeap};

use tantivy::{DocAddress, Score};

/// An article with its score. The greater scores higher; of two that score the same, it stands first.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Scored(Score, DocAddress);

impl Eq for Scored {}

impl PartialOrd for Scored {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Scored {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0).then_with(|| other.1.cmp(&self.1))
    }
}

/// The best articles so far: no more than are wanted.
#[derive(Debug)]
pub struct Best {
    heap: BinaryHeap<Reverse<Scored>>,
    limit: usize,
    worst: Score,
}

impl Best {
    /// Room for the `limit` best.
    #[must_use]
    pub fn new(limit: usize) -> Self {
        Self { heap: BinaryHeap::with_capacity(limit.min(1024)), limit, worst: Score::MIN }
    }

    /// What has to be passed; of two that score the same the first to be offered stays.
    #[must_use]
    pub fn worst(&self) -> Score {
        self.worst
    }

    /// Whether there is room for whatever comes.
    pub fn has_room(&self) -> bool {
        self.heap.len() < self.limit
    }

    /// Takes an article in, if it is good enough.
    pub fn offer(&mut self, score: Score, address: DocAddress) {
        if score <= self.worst {
            return;
        }
        let scored = Reverse(Scored(score, address));
        if self.has_room() {
            self.heap.push(scored);
        } else if let Some(mut worst) = self.heap.peek_mut() {
            *worst = scored;
        }
        if !self.has_room() {
            self.worst = self.heap.peek().map_or(self.worst, |Reverse(worst)| worst.0);
        }
    }

    /// Best first; what scores the same in the order of the index.
    pub fn sorted(self) -> Vec<(Score, DocAddress)> {
        self.heap.into_sorted_vec().into_iter().map(|Reverse(Scored(score, address))| (score, address)).collect()
    }
}
