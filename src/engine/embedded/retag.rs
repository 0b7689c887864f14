//! Mentions renewed from the stored text, when the authority has changed.

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use tantivy::DocAddress;

use super::{
    Index, IndexError, Manifest, carried_authority,
    copies::{self, NewSketches},
    progress::{Counters, Observer},
    schema,
    stamp_columns::of_address,
    worker::{Worker, joined},
    writer::{Options, Writing},
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
    let locked = index.for_writing(options.wait)?;
    let mut writing = Writing::open(&locked, articles, options, observer)?;
    // Mapped: articles are read by several threads.
    let reader = index.reader()?;
    let addresses: Vec<DocAddress> = reader.addresses().collect();
    let columns = reader
        .searcher()
        .segment_readers()
        .iter()
        .map(|segment| Ok(segment.fast_fields().u64(schema::name::FINGERPRINT)?))
        .collect::<Result<Vec<_>, IndexError>>()?;
    let stamps = reader.stamp_columns()?;
    let next = AtomicUsize::new(0);
    let changed = AtomicUsize::new(0);
    let run = writing.run();
    let one = |address: DocAddress, worker: &mut Worker<'_>| -> Result<(), IndexError> {
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
        let _pass = run.in_flight.enter(article.text.len());
        run.delete(&article.id)?;
        // The text is what it was.
        worker.put(article, fingerprint, of_address(&stamps, address))
    };
    let some = || {
        let mut worker = Worker::new(&run);
        let one_more = || next.fetch_add(1, Ordering::Relaxed);
        let mut n = one_more();
        while let Some(&address) = addresses.get(n) {
            if n.is_multiple_of(256) {
                let replaced = changed.load(Ordering::Relaxed) as u64;
                observer.progress(&Counters { read: n as u64, replaced, ..Counters::default() });
            }
            if let Err(error) = one(address, &mut worker) {
                next.store(addresses.len(), Ordering::Relaxed);
                return Err(error);
            }
            n = one_more();
        }
        Ok(worker)
    };
    let written = thread::scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(some)).collect();
        // All of them are waited for, whichever failed.
        let workers: Vec<Result<Worker<'_>, IndexError>> = threads.into_iter().map(joined).collect();
        Worker::write_all(workers.into_iter().collect::<Result<_, _>>()?, run.wrote)
    });
    written.map_err(|error| locked.cause(error))?;
    index.unless_damaged()?;
    let ended = writing.commit().and_then(|()| writing.end());
    // The texts are what they were, and so are their sketches.
    ended.map(drop).map_err(|error| locked.cause(error))?;
    carried_authority::save(articles.authority(), &index.dir)?;
    Manifest { authority: authority.to_owned(), ..locked.manifest.clone() }.save(&index.dir)?;
    copies::update(&index.dir, NewSketches::default())?;
    let read = addresses.len() as u64;
    let replaced = changed.into_inner() as u64;
    Ok(Counters { read, replaced, unchanged: read - replaced, ..Counters::default() })
}
