//! Articles out of an index: by address, by id, and all of them.

use std::{cmp::Ordering, path::PathBuf};

use tantivy::{
    DocAddress, IndexReader, ReloadPolicy, Searcher, TantivyDocument, Term,
    columnar::StrColumn,
    schema::{IndexRecordOption, Value as _},
};

use super::{Index, IndexError, Manifest, schema, schema::Fields};
use crate::article::Article;

/// Blocks of stored articles that are kept unpacked, for each segment: 16 KB each. Lookups of one
/// batch are often about the same articles, and unpacking a block costs more than all else of one.
const CACHED_BLOCKS: usize = 256;

/// A view of one commit of an index; it does not change under a running query. Clones share it.
#[derive(Clone)]
pub struct Reader {
    dir: PathBuf,
    searcher: Searcher,
    fields: Fields,
    manifest: Manifest,
    ids: Vec<Option<StrColumn>>,
}

impl Reader {
    pub(super) fn open(index: &Index) -> Result<Self, IndexError> {
        let dir = index.dir.clone();
        let wrap = |error| IndexError::from_engine(&dir, error);
        let reader: IndexReader = index
            .engine
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .doc_store_cache_num_blocks(CACHED_BLOCKS)
            .try_into()
            .map_err(wrap)?;
        let searcher = reader.searcher();
        let ids = searcher
            .segment_readers()
            .iter()
            .map(|segment| segment.fast_fields().str(schema::name::ID))
            .collect::<Result<Vec<_>, _>>()
            .map_err(wrap)?;
        Ok(Self { dir, searcher, fields: index.fields, manifest: index.manifest.clone(), ids })
    }

    /// The engine's view, for queries.
    #[must_use]
    pub fn searcher(&self) -> &Searcher {
        &self.searcher
    }

    /// Handles of the fields.
    #[must_use]
    pub fn fields(&self) -> &Fields {
        &self.fields
    }

    /// What the index was built with.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Number of articles.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.searcher.num_docs()
    }

    /// Whether there are no articles.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The article stored at an address.
    ///
    /// # Errors
    /// The store cannot be read there.
    pub fn article(&self, address: DocAddress) -> Result<Article, IndexError> {
        let document: TantivyDocument =
            self.searcher.doc(address).map_err(|error| IndexError::from_engine(&self.dir, error))?;
        let bytes = document.get_first(self.fields.article).and_then(|value| value.as_bytes()).unwrap_or_default();
        serde_json::from_slice(bytes).map_err(|error| IndexError::Damaged {
            dir: self.dir.clone(),
            reason: format!("the article at {}:{} is not readable: {error}", address.segment_ord, address.doc_id),
        })
    }

    /// The id of the article at an address, without reading the article.
    #[must_use]
    pub fn id(&self, address: DocAddress) -> Option<String> {
        let column = self.ids.get(address.segment_ord as usize)?.as_ref()?;
        let mut id = String::new();
        let ord = column.term_ords(address.doc_id).next()?;
        column.ord_to_str(ord, &mut id).ok()?.then_some(id)
    }

    /// How the ids of two articles are ordered. Within a segment their numbers in its dictionary
    /// say so, and no id is read.
    #[must_use]
    pub fn compare_ids(&self, a: DocAddress, b: DocAddress) -> Ordering {
        if a == b {
            return Ordering::Equal;
        }
        if a.segment_ord == b.segment_ord {
            let ord = |address: DocAddress| {
                self.ids.get(address.segment_ord as usize)?.as_ref()?.term_ords(address.doc_id).next()
            };
            return ord(a).cmp(&ord(b));
        }
        self.id(a).cmp(&self.id(b))
    }

    /// Where the article with this id is.
    ///
    /// # Errors
    /// The term dictionary cannot be read.
    pub fn find(&self, id: &str) -> Result<Option<DocAddress>, IndexError> {
        let wrap = |error| IndexError::from_engine(&self.dir, error);
        let term = Term::from_field_text(self.fields.id, id);
        for (segment, reader) in self.searcher.segment_readers().iter().enumerate() {
            let inverted = reader.inverted_index(self.fields.id).map_err(wrap)?;
            let postings =
                inverted.read_postings(&term, IndexRecordOption::Basic).map_err(|error| wrap(error.into()))?;
            let Some(mut postings) = postings else { continue };
            let mut doc = tantivy::DocSet::doc(&postings);
            while doc != tantivy::TERMINATED {
                if !reader.is_deleted(doc) {
                    return Ok(Some(DocAddress::new(segment as u32, doc)));
                }
                doc = tantivy::DocSet::advance(&mut postings);
            }
        }
        Ok(None)
    }

    /// Every address that holds an article, in the order of the segments.
    pub fn addresses(&self) -> impl Iterator<Item = DocAddress> + '_ {
        self.searcher
            .segment_readers()
            .iter()
            .enumerate()
            .flat_map(|(segment, reader)| reader.doc_ids_alive().map(move |doc| DocAddress::new(segment as u32, doc)))
    }
}
