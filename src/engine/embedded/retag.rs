//! Mentions renewed from the stored text, when the authority has changed.

use std::{
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use tantivy::{DocAddress, Term};

use super::{
    Index, IndexError, Manifest, carried_authority,
    copies::{self, NewSketches},
    document::{ActorFacets, Documents},
    engine_error,
    progress::{Counters, Observer},
    schema,
    writer::{self, Options},
};
use crate::reading::ArticleReader;

/// Tags every article of the index anew; no source is read. One commit makes all of it visible.
///
/// # Errors
/// The index is locked, or cannot be read or written; then it is left as it was.
pub fn retag(
    index: &Index,
    articles: &ArticleReader<'_>,
    authority: &str,
    options: &Options,
    observer: &dyn Observer,
) -> Result<Counters, IndexError> {
    let threads = options.threads;
    let writing = index.for_writing(options.wait)?;
    let mut writer = writer::open(&writing, threads)?;
    // Mapped: articles are read by several threads.
    let reader = index.reader()?;
    let actors = ActorFacets::new(articles.authority());
    let addresses: Vec<DocAddress> = reader.addresses().collect();
    let columns = reader
        .searcher()
        .segment_readers()
        .iter()
        .map(|segment| Ok(segment.fast_fields().u64(schema::name::FINGERPRINT)?))
        .collect::<Result<Vec<_>, IndexError>>()?;
    let next = AtomicUsize::new(0);
    let changed = AtomicUsize::new(0);
    let failure: Mutex<Option<IndexError>> = Mutex::new(None);
    let one = |address: DocAddress, documents: &mut Documents<'_>| -> Result<(), IndexError> {
        let mut article = reader.article(address)?;
        let before = (article.mentions.clone(), article.title_mentions.clone());
        articles.retag(&mut article);
        // Parents may have changed where mentions have not, so every article is written anew.
        if before != (article.mentions.clone(), article.title_mentions.clone()) {
            changed.fetch_add(1, Ordering::Relaxed);
        }
        let fingerprint = columns.get(address.segment_ord as usize).and_then(|column| column.first(address.doc_id));
        let Some(fingerprint) = fingerprint else {
            let reason = format!("article '{}' has no fingerprint", article.id);
            return Err(IndexError::Damaged { dir: index.dir.clone(), reason });
        };
        let mut document = documents
            .document(&mut article, fingerprint)
            .map_err(|error| engine_error::of_io(&index.dir, &error.into()))?;
        documents.complete(&mut document);
        if documents.words().vocabulary().is_full() {
            documents.clear_words();
        }
        writer.delete_term(Term::from_field_text(index.fields.id, &article.id));
        writer.add_document(document).map_err(|error| engine_error::sorted(&index.dir, error))?;
        Ok(())
    };
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let mut documents = Documents::new(index.fields, index.stemmer, &actors);
                let one_more = || next.fetch_add(1, Ordering::Relaxed);
                let mut n = one_more();
                while let Some(&address) = addresses.get(n) {
                    if n.is_multiple_of(256) {
                        let replaced = changed.load(Ordering::Relaxed) as u64;
                        observer.progress(&Counters { read: n as u64, replaced, ..Counters::default() });
                    }
                    if let Err(error) = one(address, &mut documents) {
                        if let Ok(mut slot) = failure.lock() {
                            slot.get_or_insert(error);
                        }
                        next.store(addresses.len(), Ordering::Relaxed);
                        return;
                    }
                    n = one_more();
                }
            });
        }
    });
    if let Some(error) = failure.into_inner().ok().flatten() {
        writer.rollback().map_err(|error| engine_error::sorted(&index.dir, error))?;
        return Err(writing.cause(error));
    }
    index.unless_damaged()?;
    writing.unless_damaged()?;
    let wrap = |error| writing.cause(engine_error::sorted(&index.dir, error));
    writer.commit().map_err(wrap)?;
    writer.wait_merging_threads().map_err(wrap)?;
    carried_authority::save(articles.authority(), &index.dir)?;
    Manifest { authority: authority.to_owned(), ..index.manifest.clone() }.save(&index.dir)?;
    copies::update(&index.dir, NewSketches::default())?;
    let read = addresses.len() as u64;
    let replaced = changed.into_inner() as u64;
    Ok(Counters { read, replaced, unchanged: read - replaced, ..Counters::default() })
}
