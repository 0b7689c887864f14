//! The best articles so far: what a collector offers them to.
//!
//! They stand by score without its last digits, then by id, so that the first of them are the same however many are kept. Takes
//! scores and addresses, and the columns of ids; an id is read only where a tie has to be settled, for it costs more to
//! read than an article to score.

use std::{
    cell::OnceCell,
    cmp::{Ordering, Reverse},
    collections::BinaryHeap,
};

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

/// An article with its score. The greater is better: by score, of two that score the same by id.
struct Scored<'a> {
    score: Score,
    address: DocAddress,
    id: OnceCell<Option<String>>,
    ids: Ids<'a>,
}

impl Scored<'_> {
    fn id(&self) -> Option<&str> {
        self.id.get_or_init(|| self.ids.id(self.address)).as_deref()
    }
}

impl PartialEq for Scored<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Scored<'_> {}

impl PartialOrd for Scored<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Scored<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        steady(self.score).total_cmp(&steady(other.score)).then_with(|| {
            if self.address.segment_ord == other.address.segment_ord {
                self.ids.number(other.address).cmp(&self.ids.number(self.address))
            } else {
                other.id().cmp(&self.id())
            }
        })
    }
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
    heap: BinaryHeap<Reverse<Scored<'a>>>,
    limit: usize,
    bar: Score,
    cut: Option<Cut>,
    ids: Ids<'a>,
}

impl<'a> Best<'a> {
    /// Room for the `limit` best.
    #[must_use]
    pub fn new(limit: usize, ids: Ids<'a>) -> Self {
        Self { heap: BinaryHeap::with_capacity(limit.min(1024)), limit, bar: Score::MIN, cut: None, ids }
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
        let room = self.has_room();
        if !room && !self.is_better(score, address) {
            return;
        }
        let scored = Reverse(Scored { score, address, id: OnceCell::new(), ids: self.ids });
        if room {
            self.heap.push(scored);
        } else if let Some(mut worst) = self.heap.peek_mut() {
            *worst = scored;
        }
        if !self.has_room() {
            self.bar = self.heap.peek().map_or(self.bar, |Reverse(worst)| below(steady(worst.score)));
        }
    }

    /// Whether an article stands before the worst of the best.
    fn is_better(&mut self, score: Score, address: DocAddress) -> bool {
        let Some(Reverse(worst)) = self.heap.peek() else { return false };
        match steady(score).total_cmp(&steady(worst.score)) {
            Ordering::Less => return false,
            Ordering::Greater => return true,
            Ordering::Equal => {}
        }
        let number = self.ids.number(address);
        let segment = address.segment_ord;
        if segment == worst.address.segment_ord {
            return number < self.ids.number(worst.address);
        }
        // Where very many articles score the same, each of them costs a number, and only the best a text.
        let cut = match self.cut {
            Some(cut) if cut.worst == worst.address && cut.segment == segment => cut,
            _ => {
                let number = worst.id().and_then(|id| self.ids.first_behind(id, segment));
                *self.cut.insert(Cut { worst: worst.address, segment, number })
            }
        };
        number < cut.number
    }

    /// Best first.
    pub fn sorted(self) -> Vec<(Score, DocAddress)> {
        self.heap.into_sorted_vec().into_iter().map(|Reverse(scored)| (scored.score, scored.address)).collect()
    }
}
