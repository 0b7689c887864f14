//! The best articles so far: what a collector offers them to.
//!
//! They stand by score without its last digits, then by id, so that the first of them are the same however many are kept. Takes
//! scores and addresses, and the columns of ids; an id is read only where a tie has to be settled, for it costs more to
//! read than an article to score.

use std::{cmp::Ordering, collections::HashMap};

use tantivy::{
    DocAddress, Score, SegmentOrdinal,
    columnar::{StrColumn, TermOrdHit},
};

use crate::engine::steady::{below, steady};

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

    /// The number of the first id of a segment that stands behind this one.
    fn first_behind(&self, id: &str, segment: SegmentOrdinal) -> Option<u64> {
        match self.column(segment)?.dictionary().term_ord_or_next(id).ok()? {
            TermOrdHit::Exact(number) | TermOrdHit::Next(number) => Some(number),
        }
    }
}

/// An article with its score.
#[derive(Clone, Copy, Debug)]
struct Scored {
    /// The score without its last digits, as a number that has the same order.
    key: i32,
    score: Score,
    address: DocAddress,
}

impl Scored {
    fn new(score: Score, address: DocAddress) -> Self {
        Self { key: key(score), score, address }
    }
}

/// A score without its last digits, as a number that has the same order.
fn key(score: Score) -> i32 {
    let bits = steady(score).to_bits() as i32;
    // As `f32::total_cmp` has it: of negative numbers the order is turned round.
    bits ^ ((bits >> 31) as u32 >> 1) as i32
}

/// The worst of the best as a bound for what ties with it in a segment.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Cut {
    worst: DocAddress,
    segment: SegmentOrdinal,
    /// Ids with a lower number stand before it.
    number: Option<u64>,
}

/// The best articles so far: no more than are wanted.
pub struct Best<'a> {
    /// A heap with the worst at its root. Rejected: the standard library's, whose elements cannot ask for the columns of ids
    /// when they are compared; with what they need for that, they were four times as large and lookups a tenth slower.
    heap: Vec<Scored>,
    limit: usize,
    bar: Score,
    cut: Option<Cut>,
    ids: Ids<'a>,
    /// The ids that had to be read.
    texts: HashMap<DocAddress, Option<String>>,
}

impl<'a> Best<'a> {
    /// Room for the `limit` best.
    #[must_use]
    pub fn new(limit: usize, ids: Ids<'a>) -> Self {
        let heap = Vec::with_capacity(limit.min(1024));
        Self { heap, limit, bar: Score::MIN, cut: None, ids, texts: HashMap::new() }
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
        let scored = Scored::new(score, address);
        if self.has_room() {
            self.heap.push(scored);
            self.lift();
        } else if self.is_better(&scored)
            && let Some(worst) = self.heap.first_mut()
        {
            *worst = scored;
            self.sink();
        }
        if !self.has_room() {
            self.bar = self.heap.first().map_or(self.bar, |worst| below(steady(worst.score)));
        }
    }

    /// Whether an article stands before the worst of the best.
    fn is_better(&mut self, scored: &Scored) -> bool {
        let Some(&worst) = self.heap.first() else { return false };
        match scored.key.cmp(&worst.key) {
            Ordering::Less => return false,
            Ordering::Greater => return true,
            Ordering::Equal => {}
        }
        let number = self.ids.number(scored.address);
        let segment = scored.address.segment_ord;
        if segment == worst.address.segment_ord {
            return number < self.ids.number(worst.address);
        }
        // Where very many articles score the same, each of them costs a number, and only the best a text.
        let cut = match self.cut {
            Some(cut) if cut.worst == worst.address && cut.segment == segment => cut,
            _ => {
                let ids = self.ids;
                let number = self.text(worst.address).and_then(|id| ids.first_behind(id, segment));
                *self.cut.insert(Cut { worst: worst.address, segment, number })
            }
        };
        number < cut.number
    }

    /// The id of an article, which is read once.
    fn text(&mut self, address: DocAddress) -> Option<&str> {
        let ids = self.ids;
        self.texts.entry(address).or_insert_with(|| ids.id(address)).as_deref()
    }

    /// The order of two articles: the better one first.
    #[inline]
    fn order(&mut self, a: Scored, b: Scored) -> Ordering {
        if a.key == b.key { self.order_by_id(a.address, b.address) } else { b.key.cmp(&a.key) }
    }

    #[cold]
    fn order_by_id(&mut self, a: DocAddress, b: DocAddress) -> Ordering {
        if a.segment_ord == b.segment_ord {
            return self.ids.number(a).cmp(&self.ids.number(b));
        }
        let first = self.text(a).map(str::to_owned);
        first.as_deref().cmp(&self.text(b))
    }

    /// Moves the last of the heap up to where it belongs.
    fn lift(&mut self) {
        let mut at = self.heap.len().saturating_sub(1);
        while at > 0 {
            let above = (at - 1) / 2;
            let [Some(&own), Some(&parent)] = [at, above].map(|place| self.heap.get(place)) else { return };
            if self.order(parent, own).is_ge() {
                return;
            }
            self.heap.swap(at, above);
            at = above;
        }
    }

    /// Moves the root of the heap down to where it belongs.
    fn sink(&mut self) {
        let mut at = 0;
        loop {
            let (left, right) = (2 * at + 1, 2 * at + 2);
            let [Some(&own), Some(&first)] = [at, left].map(|place| self.heap.get(place)) else { return };
            let (below, child) = match self.heap.get(right).copied() {
                Some(second) if self.order(first, second).is_lt() => (right, second),
                _ => (left, first),
            };
            if self.order(child, own).is_le() {
                return;
            }
            self.heap.swap(at, below);
            at = below;
        }
    }

    /// Best first.
    pub fn sorted(mut self) -> Vec<(Score, DocAddress)> {
        let mut articles = std::mem::take(&mut self.heap);
        articles.sort_unstable_by(|a, b| self.order(*a, *b));
        articles.into_iter().map(|scored| (scored.score, scored.address)).collect()
    }
}
