//! When articles were added and last changed: two columns of seconds, which an index of an older layout has not.

use tantivy::{DocAddress, DocId, SegmentReader, columnar::Column};

use super::{IndexError, Reader, schema};
use crate::{
    engine::Handle,
    query::{Stamp, Stamps},
    text::items,
};

/// The columns of a segment; `None` in one that was made without.
pub(super) struct StampColumns([Option<Column<i64>>; 2]);

impl StampColumns {
    /// Those of a segment.
    ///
    /// # Errors
    /// They cannot be read.
    pub fn of(segment: &SegmentReader) -> tantivy::Result<Self> {
        let [added, changed] = Stamp::ALL.map(|stamp| segment.fast_fields().column_opt::<i64>(schema::stamp(stamp)));
        Ok(Self([added?, changed?]))
    }

    /// What they say of an article.
    pub fn of_article(&self, doc: DocId) -> Stamps {
        let [added, changed] = self.0.each_ref().map(|column| column.as_ref()?.first(doc));
        Stamps { added, changed }
    }
}

/// What the columns of all segments of a commit say of the article at an address of it.
pub(super) fn of_address(columns: &[StampColumns], address: DocAddress) -> Stamps {
    let segment = address.segment_ord as usize;
    items(columns, segment..=segment).iter().fold(Stamps::default(), |_, columns| columns.of_article(address.doc_id))
}

impl Reader {
    /// When the index got some articles.
    ///
    /// # Errors
    /// The columns cannot be read, or a hit is of another commit.
    pub(super) fn stamps_of(&self, hits: &[Handle]) -> Result<Vec<Stamps>, IndexError> {
        let columns = self.stamp_columns()?;
        hits.iter().map(|hit| Ok(of_address(&columns, self.address(*hit)?))).collect()
    }

    /// When the index got the article at an address.
    ///
    /// # Errors
    /// The columns cannot be read.
    pub fn stamps_at(&self, address: DocAddress) -> Result<Stamps, IndexError> {
        let segment = self.searcher().segment_reader(address.segment_ord);
        self.unless_damaged(StampColumns::of(segment)?.of_article(address.doc_id))
    }

    /// The columns of each segment.
    ///
    /// # Errors
    /// They cannot be read.
    pub(super) fn stamp_columns(&self) -> Result<Vec<StampColumns>, IndexError> {
        Ok(self.searcher().segment_readers().iter().map(StampColumns::of).collect::<tantivy::Result<_>>()?)
    }

    /// The latest of a stamp that any article has.
    ///
    /// # Errors
    /// The columns cannot be read.
    pub(super) fn last_stamp_of(&self, stamp: Stamp) -> Result<Option<i64>, IndexError> {
        let mut last = None;
        for (segment, columns) in self.searcher().segment_readers().iter().zip(self.stamp_columns()?) {
            let moments = segment.doc_ids_alive().filter_map(|doc| stamp.of(columns.of_article(doc)));
            last = last.max(moments.max());
        }
        Ok(last)
    }
}
