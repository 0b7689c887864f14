//! The best articles so far: what a collector offers them to.
//!
//! They stand by score without its last digits, then by id, so that the first of them are the same however many are kept. Takes
//! scores and addresses, and the columns of ids; an id is read only where a tie has to be settled, for it costs more to
//! read than an article to score: what ties with the worst of the best is kept beside them to the end.

use std::{
    cmp::{Ordering, Reverse},
    collections::BinaryHeap,
};

use tantivy::{DocAddress, Score, SegmentOrdinal, columnar::StrColumn};

use crate::{
    engine::steady::{below, steady},
    text::at_most,
};

/// The columns of ids, one of each segment.
#[derive(Clone, Copy, Debug)]
pub struct Ids<'a>(pub &'a [Option<StrColumn>]);

impl Ids<'_> {
    fn column(&self, segment: SegmentOrdinal) -> Option<&StrColumn> {
        self.0.get(segment as usize)?.as_ref()
    }

    /// The number of an article's id among those of its segment, which stand in order.
    fn number(&self, address: DocAddress) -> Option<u64> {
        self.column(address.segment_ord)?.term_ords(address.doc_id).next()
    }

    /// The id of the article at an address.
    pub fn id(&self, address: DocAddress) -> Option<String> {
        let (column, number) = (self.column(address.segment_ord)?, self.number(address)?);
        let mut id = String::new();
        column.ord_to_str(number, &mut id).ok()?.then_some(id)
    }
}

/// An article with its score. The greater is better; of ties nothing is said.
#[derive(Clone, Copy, Debug)]
struct Scored {
    /// The score without its last digits, as a number that has the same order.
    key: i32,
    score: Score,
    address: DocAddress,
}

/// A score without its last digits, as a number that has the same order.
fn key(score: Score) -> i32 {
    let bits = steady(score).to_bits().cast_signed();
    // As `f32::total_cmp` has it: of negative numbers the order is turned round.
    bits ^ ((bits >> 31).cast_unsigned() >> 1).cast_signed()
}

impl PartialEq for Scored {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for Scored {}

impl PartialOrd for Scored {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Scored {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key.cmp(&other.key)
    }
}

/// Articles that may tie with the worst of the best before those that cannot be among them are left out.
const TIED: usize = 4096;

/// The best articles so far: no more than are wanted.
pub struct Best<'a> {
    /// As many as are wanted; which of those that tie with the worst is not settled yet.
    heap: BinaryHeap<Reverse<Scored>>,
    /// More that tie with the worst.
    tied: Vec<Scored>,
    most_tied: usize,
    limit: usize,
    bar: Score,
    ids: Ids<'a>,
}

impl<'a> Best<'a> {
    /// Room for the `limit` best.
    #[must_use]
    pub fn new(limit: usize, ids: Ids<'a>) -> Self {
        Self {
            heap: BinaryHeap::with_capacity(limit.min(1024)),
            tied: Vec::new(),
            most_tied: TIED,
            limit,
            bar: Score::MIN,
            ids,
        }
    }

    /// What has to be passed by an article that may be among the best.
    #[must_use]
    pub fn bar(&self) -> Score {
        self.bar
    }

    /// Whether there is room for whatever comes.
    pub fn has_room(&self) -> bool {
        self.heap.len() < self.limit
    }

    /// Takes an article in, if it is good enough.
    pub fn offer(&mut self, score: Score, address: DocAddress) {
        if score <= self.bar {
            return;
        }
        let scored = Scored { key: key(score), score, address };
        if self.has_room() {
            self.heap.push(Reverse(scored));
        } else {
            let Some(Reverse(worst)) = self.heap.peek().copied() else { return };
            let out = match scored.key.cmp(&worst.key) {
                Ordering::Less => return,
                Ordering::Equal => scored,
                Ordering::Greater => {
                    if let Some(mut place) = self.heap.peek_mut() {
                        *place = Reverse(scored);
                    }
                    worst
                }
            };
            if self.heap.peek().is_some_and(|Reverse(worst)| worst.key == out.key) {
                self.tied.push(out);
            } else {
                self.tied.clear();
            }
        }
        if !self.has_room() {
            self.bar = self.heap.peek().map_or(self.bar, |Reverse(worst)| below(steady(worst.score)));
        }
        if self.tied.len() >= self.most_tied {
            self.leave_out();
        }
    }

    /// Leaves out what even its own segment has enough before it, by id.
    fn leave_out(&mut self) {
        let ids = self.ids;
        self.tied.sort_by_cached_key(|scored| (scored.address.segment_ord, ids.number(scored.address)));
        let mut kept: Vec<Scored> = Vec::new();
        for segment in self.tied.chunk_by(|a, b| a.address.segment_ord == b.address.segment_ord) {
            kept.extend(at_most(segment, self.limit));
        }
        // At least as many again come before the next time.
        self.most_tied = TIED.max(kept.len() * 2);
        self.tied = kept;
    }

    /// Best first.
    pub fn sorted(mut self) -> Vec<(Score, DocAddress)> {
        self.leave_out();
        let mut articles: Vec<Scored> = self.heap.into_iter().map(|Reverse(scored)| scored).collect();
        articles.append(&mut self.tied);
        articles.sort_unstable_by(|a, b| b.cmp(a).then(a.address.cmp(&b.address)));
        for tied in articles.chunk_by_mut(|a, b| a.key == b.key) {
            match tied {
                [_] => {}
                [first, .., last] if first.address.segment_ord == last.address.segment_ord => {
                    tied.sort_by_cached_key(|scored| self.ids.number(scored.address));
                }
                _ => tied.sort_by_cached_key(|scored| self.ids.id(scored.address)),
            }
        }
        articles.truncate(self.limit);
        articles.into_iter().map(|scored| (scored.score, scored.address)).collect()
    }
}
