//! What an index knows of records: which article has an id, and which records an article is made of.
//!
//! Takes a commit and answers from its dictionaries and columns; reads no article. A read that fails is an error, never
//! "not known": the record would be added a second time.

use std::collections::HashSet;

use rapidhash::v3::rapidhash_v3;
use tantivy::{DocAddress, DocSet, TERMINATED, Term, columnar::Column, schema::IndexRecordOption};

use super::{
    Index, IndexError, Reader, engine_error, schema,
    stamp_columns::{StampColumns, of_address},
};
use crate::query::Stamps;

/// The records of one commit.
pub(super) struct Known {
    pub reader: Reader,
    /// Fingerprints and paths of each segment's articles.
    columns: Vec<(Column<u64>, Column<u64>)>,
    stamps: Vec<StampColumns>,
    /// Records of the articles that have another id than their own.
    renamed: HashSet<u64>,
}

/// What stands for a record: the hash of its path, with its fingerprint.
pub(super) fn sighting(path_hash: u64, fingerprint: u64) -> u64 {
    path_hash.rotate_left(32).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ fingerprint
}

/// The hash of a path as the column has it.
pub(super) fn path_hash(path: &str) -> u64 {
    rapidhash_v3(path.as_bytes())
}

impl Known {
    /// The last commit of an index.
    pub fn open(index: &Index) -> Result<Self, IndexError> {
        let reader = index.reader()?;
        let wrap = |error| engine_error::sorted(&index.dir, error);
        let columns = reader.searcher().segment_readers().iter().map(|segment| {
            let fast = segment.fast_fields();
            Ok((fast.u64(schema::name::FINGERPRINT)?, fast.u64(schema::name::PATH_HASH)?))
        });
        let columns = columns.collect::<tantivy::Result<_>>().map_err(wrap)?;
        let stamps = reader.searcher().segment_readers().iter().map(StampColumns::of);
        let stamps = stamps.collect::<tantivy::Result<_>>().map_err(wrap)?;
        let mut known = Self { reader, columns, stamps, renamed: HashSet::new() };
        known.renamed = known.renamed_records().map_err(wrap)?;
        Ok(known)
    }

    fn renamed_records(&self) -> tantivy::Result<HashSet<u64>> {
        let field = self.reader.fields().own_id;
        let mut renamed = HashSet::new();
        for (ord, segment) in self.reader.searcher().segment_readers().iter().enumerate() {
            let inverted = segment.inverted_index(field)?;
            let mut terms = inverted.terms().stream()?;
            while terms.advance() {
                let mut postings = inverted.read_postings_from_terminfo(terms.value(), IndexRecordOption::Basic)?;
                let mut doc = postings.doc();
                while doc != TERMINATED {
                    if !segment.is_deleted(doc) {
                        renamed.extend(self.records(DocAddress::new(ord as u32, doc)));
                    }
                    doc = postings.advance();
                }
            }
        }
        Ok(renamed)
    }

    /// What stands for each record of an article.
    pub fn records(&self, address: DocAddress) -> impl Iterator<Item = u64> + '_ {
        let columns = self.columns.get(address.segment_ord as usize).into_iter();
        columns
            .flat_map(move |(fingerprints, paths)| {
                paths.values_for_doc(address.doc_id).zip(fingerprints.values_for_doc(address.doc_id))
            })
            .map(|(path, fingerprint)| sighting(path, fingerprint))
    }

    /// Hashes of the paths of each record of an article.
    pub fn paths(&self, address: DocAddress) -> impl Iterator<Item = u64> + '_ {
        let columns = self.columns.get(address.segment_ord as usize).into_iter();
        columns.flat_map(move |(_, paths)| paths.values_for_doc(address.doc_id))
    }

    /// When the index got an article.
    pub fn stamps(&self, address: DocAddress) -> Stamps {
        of_address(&self.stamps, address)
    }

    /// Whether an article has another id than its own.
    pub fn is_renamed_article(&self, address: DocAddress) -> bool {
        self.records(address).any(|record| self.renamed.contains(&record))
    }

    /// The fingerprint of the record that an article was read from.
    ///
    /// # Errors
    /// It has none: the column is damaged.
    pub fn fingerprint(&self, address: DocAddress) -> Result<u64, IndexError> {
        let column = self.columns.get(address.segment_ord as usize).map(|(fingerprints, _)| fingerprints);
        column
            .and_then(|column| column.first(address.doc_id))
            .ok_or_else(|| self.reader.damaged("an article without a fingerprint"))
    }

    /// Whether an article of the index has been read from this record, other than as `holder`.
    pub fn is_renamed(&self, record: u64) -> bool {
        self.renamed.contains(&record)
    }

    /// The articles whose own id this is: the one that has it, and those that have another.
    pub fn family(&self, name: &str) -> Result<Vec<DocAddress>, IndexError> {
        let term = Term::from_field_text(self.reader.fields().own_id, name);
        let mut family = self.reader.having(&term, usize::MAX)?;
        family.extend(self.reader.find(name)?);
        Ok(family)
    }
}
