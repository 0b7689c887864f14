//! Articles out of an index: by address, by id, and all of them.

use std::{
    path::Path,
    sync::{Arc, OnceLock},
};

use tantivy::{
    DocAddress, IndexReader, ReloadPolicy, Searcher, TantivyDocument, TantivyError, Term,
    columnar::StrColumn,
    directory::OwnedBytes,
    schema::{Field, IndexRecordOption, Value as _},
    store::StoreReader,
};

use super::{
    Index, IndexError, Manifest,
    best::Ids,
    copies::Copies,
    disk::damage::{Noticed, is_gone},
    engine_error,
    living::Living,
    schema,
    schema::Fields,
};
use crate::{
    analysis::Language,
    article::Article,
    engine::{Handle, stored::Stored, work::Work},
};

/// Blocks of stored articles that are kept unpacked, over all segments: 8 KB each, 64 MB in all when a long
/// batch has filled them. Its lookups are often about the same articles, and unpacking a block costs as much
/// as finding the articles did; a lookup alone unpacks ten.
const CACHED_BLOCKS: u64 = 8192;
/// How often a commit is opened anew whose files have gone.
const TRIES: u32 = 3;
/// Blocks that are kept of the smallest segment.
const FEWEST_BLOCKS: u64 = 32;

/// A view of one commit of an index; it does not change under a running query. Clones share it.
#[derive(Clone)]
pub struct Reader {
    dir: Arc<Path>,
    searcher: Searcher,
    fields: Fields,
    manifest: Arc<Manifest>,
    pub(super) language: Language,
    /// Other languages whose stems queries ask for; counted when they are first asked for.
    pub(super) languages: Arc<OnceLock<Vec<&'static str>>>,
    pub(super) ids: Arc<[Option<StrColumn>]>,
    stores: Arc<[StoreReader]>,
    pub(super) living: Arc<Living>,
    /// The families of copies, opened when one is first asked for.
    copies: Arc<OnceLock<Option<Arc<Copies>>>>,
    noticed: Noticed,
    /// What its calls may still do.
    pub(super) work: Work,
}

impl Reader {
    pub(super) fn open(index: &Index) -> Result<Self, IndexError> {
        let dir: Arc<Path> = index.dir.as_path().into();
        let wrap = |error| engine_error::sorted(&dir, error);
        let open = || -> tantivy::Result<IndexReader> {
            index.engine.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()
        };
        // Where no lock can be had, a file may go between the commit that lists it and its opening; a later commit has others.
        let gone = |error: &TantivyError| matches!(error, TantivyError::OpenReadError(error) if is_gone(error));
        let mut reader = open();
        for _ in 0..TRIES {
            if !reader.as_ref().is_err_and(gone) {
                break;
            }
            reader = open();
        }
        let reader = reader.map_err(wrap)?;
        let searcher = reader.searcher();
        let ids = searcher
            .segment_readers()
            .iter()
            .map(|segment| segment.fast_fields().str(schema::name::ID))
            .collect::<Result<Arc<[_]>, _>>()
            .map_err(wrap)?;
        let documents =
            searcher.segment_readers().iter().map(|segment| u64::from(segment.max_doc())).sum::<u64>().max(1);
        let stores = searcher
            .segment_readers()
            .iter()
            .map(|segment| {
                let share = CACHED_BLOCKS * u64::from(segment.max_doc()) / documents;
                segment.get_store_reader(share.max(FEWEST_BLOCKS) as usize).map_err(TantivyError::from)
            })
            .collect::<Result<_, _>>()
            .map_err(wrap)?;
        Ok(Self {
            dir,
            living: Arc::new(Living::new(searcher.clone())),
            noticed: Arc::clone(&index.noticed),
            searcher,
            fields: index.fields,
            manifest: Arc::new(index.manifest.clone()),
            language: index.stemmer,
            languages: Arc::default(),
            copies: Arc::default(),
            ids,
            stores,
            work: Work::unlimited(),
        })
    }

    /// The same commit with a budget of its own.
    pub(super) fn with_work(&self, work: Work) -> Self {
        Self { work, ..self.clone() }
    }

    /// The families of copies; `None` where the index does not know them, as before the end of its first run.
    ///
    /// # Errors
    /// They cannot be read.
    pub(super) fn copies(&self) -> Result<Option<Arc<Copies>>, IndexError> {
        if let Some(known) = self.copies.get() {
            return Ok(known.clone());
        }
        let opened = if self.manifest.copies {
            let opened = Copies::open(&self.dir, &self.searcher, Arc::clone(&self.noticed));
            opened.map_err(|error| engine_error::of_io(&self.dir, &error))?
        } else {
            None
        };
        Ok(self.copies.get_or_init(|| opened).clone())
    }

    /// The error of a file that cannot be read.
    pub(super) fn unread(&self, error: &std::io::Error) -> IndexError {
        engine_error::of_io(&self.dir, error)
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
        self.stored_at(address)?.article()
    }

    /// What is stored at an address, not yet read.
    ///
    /// # Errors
    /// The store cannot be read there.
    pub fn stored_at(&self, address: DocAddress) -> Result<Stored, IndexError> {
        let wrap = |error| engine_error::sorted(&self.dir, error);
        let store = self.stores.get(address.segment_ord as usize);
        let document = store.map(|store| store.get_document_bytes(address.doc_id)).transpose().map_err(wrap)?;
        let bytes = match document.and_then(|document| only_value(&document, self.fields.article)) {
            Some(bytes) => bytes,
            None => {
                let document: TantivyDocument = self.searcher.doc(address).map_err(wrap)?;
                let bytes = document.get_first(self.fields.article).and_then(|value| value.as_bytes());
                OwnedBytes::new(bytes.unwrap_or_default().to_vec())
            }
        };
        Ok(Stored::new(bytes, Arc::clone(&self.dir), handle(address)))
    }

    /// The id of the article at an address, without reading the article.
    #[must_use]
    pub fn id(&self, address: DocAddress) -> Option<String> {
        Ids(&self.ids).id(address)
    }

    /// Where the article with this id is.
    ///
    /// # Errors
    /// The term dictionary cannot be read.
    pub fn find(&self, id: &str) -> Result<Option<DocAddress>, IndexError> {
        Ok(self.having(&Term::from_field_text(self.fields.id, id), 1)?.pop())
    }

    /// The first articles that have a term, at most `most`.
    ///
    /// # Errors
    /// The term dictionary cannot be read.
    pub(super) fn having(&self, term: &Term, most: usize) -> Result<Vec<DocAddress>, IndexError> {
        let wrap = |error| engine_error::sorted(&self.dir, error);
        let mut found = Vec::new();
        for (segment, reader) in self.searcher.segment_readers().iter().enumerate() {
            let inverted = reader.inverted_index(term.field()).map_err(wrap)?;
            let postings =
                inverted.read_postings(term, IndexRecordOption::Basic).map_err(|error| wrap(error.into()))?;
            let Some(mut postings) = postings else { continue };
            let mut doc = tantivy::DocSet::doc(&postings);
            while doc != tantivy::TERMINATED {
                if !reader.is_deleted(doc) {
                    found.push(DocAddress::new(segment as u32, doc));
                    if found.len() >= most {
                        return Ok(found);
                    }
                }
                doc = tantivy::DocSet::advance(&mut postings);
            }
        }
        Ok(found)
    }

    /// An answer, unless damage was met on the way to it.
    pub(super) fn unless_damaged<T>(&self, answer: T) -> Result<T, IndexError> {
        match self.noticed.get() {
            None => Ok(answer),
            Some(damage) => Err(self.damaged(&damage.to_string())),
        }
    }

    /// The error of an index whose files contradict each other.
    pub(super) fn damaged(&self, reason: &str) -> IndexError {
        IndexError::Damaged { dir: self.dir.to_path_buf(), reason: reason.to_owned() }
    }

    /// Every address that holds an article, in the order of the articles' ids: the same for any number of threads
    /// and any history of the index. Holds ids and addresses, not articles.
    ///
    /// # Errors
    /// The column of ids is damaged.
    pub fn addresses_by_id(&self) -> Result<Vec<DocAddress>, IndexError> {
        let damaged =
            || IndexError::Damaged { dir: self.dir.to_path_buf(), reason: "an article without an id".to_owned() };
        let ids = self.addresses().map(|address| Ok((self.id(address).ok_or_else(damaged)?, address)));
        let mut ids = ids.collect::<Result<Vec<_>, IndexError>>()?;
        ids.sort_unstable();
        Ok(ids.into_iter().map(|(_, address)| address).collect())
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

/// An address as a handle: in the order of the index.
pub(super) fn handle(address: DocAddress) -> Handle {
    Handle(u64::from(address.segment_ord) << u32::BITS | u64::from(address.doc_id))
}

/// The bytes of a stored document's one value. The engine would copy them out byte by byte and then once
/// more, which takes as long as reading the JSON. What does not look as expected, to the last byte, is left
/// to the engine: `None`.
pub(super) fn only_value(document: &OwnedBytes, field: Field) -> Option<OwnedBytes> {
    // One value; its field, little-endian; its type; its length.
    const ONE: u8 = 0x80 | 1;
    const BYTES: u8 = 4;
    let (head, rest) = document.split_first_chunk::<6>()?;
    let [ONE, field_bytes @ .., BYTES] = *head else { return None };
    if u32::from_le_bytes(field_bytes) != field.field_id() {
        return None;
    }
    // Seven bits a byte, the lowest first; the last byte has the eighth bit set.
    let digits = 1 + rest.iter().take(9).position(|byte| byte & 0x80 != 0)?;
    let length = rest.iter().take(digits).rev().fold(0_usize, |sum, byte| sum << 7 | usize::from(byte & 0x7F));
    let start = head.len() + digits;
    (document.len() == start.checked_add(length)?).then(|| document.slice(start..document.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_value_is_found_to_the_last_byte() {
        let field = Field::from_field_id(3);
        let value = |bytes: &[u8]| only_value(&OwnedBytes::new(bytes.to_vec()), field).map(|found| found.to_vec());
        assert_eq!(value(&[0x81, 3, 0, 0, 0, 4, 0x82, 7, 9]), Some(vec![7, 9]));
        assert_eq!(value(&[0x81, 3, 0, 0, 0, 4, 0x80]), Some(vec![]));
        let long: Vec<u8> = [&[0x81, 3, 0, 0, 0, 4, 0x02, 0x82][..], &[5; 258]].concat();
        assert_eq!(value(&long), Some(vec![5; 258]));
        for other in [
            &[0x82, 3, 0, 0, 0, 4, 0x82, 7, 9][..],
            &[0x81, 2, 0, 0, 0, 4, 0x82, 7, 9],
            &[0x81, 3, 0, 0, 0, 0, 0x82, 7, 9],
            &[0x81, 3, 0, 0, 0, 4, 0x83, 7, 9],
            &[0x81, 3, 0, 0, 0, 4, 0x02, 7, 9],
            &[0x81, 3],
            &[],
        ] {
            assert_eq!(value(other), None, "{other:?}");
        }
    }
}
