//! The index on disk: tantivy segments and a manifest in one folder.
//!
//! `writer` brings records in, `reader` gives articles out, `check` verifies every byte. Field
//! names live only in `schema`. A commit is atomic: a reader sees the state before or after it.

mod actor_names;
mod answers;
mod any_words;
mod article_words;
mod best;
pub mod carried_authority;
pub mod carried_rules;
mod charges;
pub mod check;
mod compile;
mod copies;
mod counters;
mod counts;
mod crossed;
mod deep;
mod dictionary;
mod disk;
mod document;
mod engine_error;
mod excluded;
mod family;
#[cfg(test)]
mod faults;
pub mod fingerprint;
pub mod forget;
mod forgotten;
mod in_flight;
mod intake;
mod known;
mod living;
pub mod manifest;
mod max_score;
mod positions;
mod posting_union;
mod progress;
mod prune;
pub mod reader;
pub mod repair;
mod replaced;
pub mod retag;
pub mod schema;
mod segment;
mod settle;
mod share_query;
mod span_query;
mod stamp_columns;
pub mod stats;
mod tokenizer;
mod top;
mod whole_value;
mod worker;
pub mod writer;

use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use tantivy::{
    directory::{Directory as _, META_LOCK},
    index::IndexSettings,
    store::{Compressor, ZstdCompressor},
};

use disk::{
    IndexDirectory,
    damage::{Failed, Noticed},
    is_segment_file,
    lock::{Refused, WriterLock},
};
pub use manifest::Manifest;
pub use reader::Reader;
use schema::Fields;

pub use super::IndexError;
use crate::{
    actors::NameTable,
    analysis::{ANALYZER, Language},
};

/// What an index is built with; the manifest keeps it.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Language whose stemmer is used for words in Latin letters.
    pub stemmer: Language,
    /// Fingerprint of the authority.
    pub authority: String,
}

/// Whether a folder holds files of segments.
fn has_segments(dir: &Path) -> Result<bool, IndexError> {
    let names = disk::names(dir).map_err(|error| engine_error::of_io(dir, &error))?;
    Ok(names.iter().any(|name| is_segment_file(name)))
}

/// The lock of a folder.
fn locked(dir: &Path, wait: Duration) -> Result<WriterLock, IndexError> {
    WriterLock::take(dir, wait).map_err(|refused| match refused {
        Refused::Held(holder) => IndexError::Locked { dir: dir.to_owned(), holder },
        Refused::Io(error) => engine_error::of_io(dir, &error),
    })
}

/// Bytes of stored articles that are packed together.
const BLOCK: usize = 8 << 10;

/// An index folder, opened.
pub struct Index {
    dir: PathBuf,
    engine: tantivy::Index,
    fields: Fields,
    manifest: Manifest,
    stemmer: Language,
    /// Damage that was met while its files were read.
    noticed: Noticed,
    /// The first call that failed while they were written.
    failed: Failed,
}

impl Index {
    /// Opens the index in `dir`, to be read.
    ///
    /// # Errors
    /// There is none, it is of another version, it cannot be read, or it is damaged.
    pub fn open(dir: &Path) -> Result<Self, IndexError> {
        Self::opened(dir, None)
    }

    /// Whether there is an index in a folder, whatever it is like.
    #[must_use]
    pub fn stands_in(dir: &Path) -> bool {
        dir.join(manifest::FILE).is_file()
    }

    fn opened(dir: &Path, lock: Option<Arc<WriterLock>>) -> Result<Self, IndexError> {
        let files = IndexDirectory::open(dir, lock).map_err(|error| engine_error::of_folder(dir, error))?;
        let exists = tantivy::Index::exists(&files).map_err(|error| engine_error::of_open(dir, error))?;
        let manifest = match (exists, Manifest::load(dir)?) {
            (true, Some(manifest)) => manifest,
            (true, None) if files.listed().is_ok() => {
                return Err(IndexError::Damaged { dir: dir.to_owned(), reason: "manifest.json: is gone".into() });
            }
            (true, None) => return Err(IndexError::Foreign(dir.to_owned())),
            // What a first run leaves that died before its first commit: a later one begins anew.
            (false, Some(_)) if !has_segments(dir)? => return Err(IndexError::Missing(dir.to_owned())),
            (false, Some(_)) => {
                return Err(IndexError::Damaged { dir: dir.to_owned(), reason: "meta.json: is gone".into() });
            }
            (false, None) => return Err(IndexError::Missing(dir.to_owned())),
        };
        manifest.supported(dir)?;
        let mut engine = tantivy::Index::open(files.clone()).map_err(|error| engine_error::sorted(dir, error))?;
        let (schema, _) = schema::build();
        if engine.schema() != schema && schema::begins(&schema, &engine.schema()) {
            let wider = files.clone().with_schema(schema);
            engine = tantivy::Index::open(wider).map_err(|error| engine_error::sorted(dir, error))?;
        }
        // What a first run writes before its first articles.
        for name in [actor_names::FILE, carried_authority::FILE] {
            if !files.is_empty() && !dir.join(name).exists() {
                return Err(IndexError::Damaged { dir: dir.to_owned(), reason: format!("{name}: is gone") });
            }
        }
        Self::assemble(dir, engine, manifest, (files.noticed(), files.failed()))
    }

    /// Opens the index in `dir`, or creates an empty one there.
    ///
    /// # Errors
    /// As [`Index::open`]; or the folder holds other files, cannot be written, or is being written.
    pub fn open_or_create(dir: &Path, settings: &Settings, wait: Duration) -> Result<Self, IndexError> {
        match Self::open(dir) {
            Err(IndexError::Missing(_)) => {}
            opened => return opened,
        }
        let io = |error| engine_error::of_io(dir, &error);
        fs::create_dir_all(dir).map_err(io)?;
        // The default folder has a README of its own; anything else may be the user's work.
        for entry in fs::read_dir(dir).map_err(io)? {
            let name = entry.map_err(io)?.file_name();
            let name = name.to_string_lossy();
            if !(name.starts_with('.') || name == "README.md" || name == manifest::FILE || disk::is_aside(&name)) {
                return Err(IndexError::Foreign(dir.to_owned()));
            }
        }
        let lock = Arc::new(locked(dir, wait)?);
        // Another process may have made one while this one waited.
        match Self::open(dir) {
            Err(IndexError::Missing(_)) => {}
            opened => return opened,
        }
        let manifest = Manifest {
            version: schema::VERSION,
            program: env!("CARGO_PKG_VERSION").into(),
            analyzer: ANALYZER.into(),
            stemmer: settings.stemmer.name().into(),
            authority: settings.authority.clone(),
            rules: String::new(),
            copies: false,
            forgotten: false,
        };
        // First of all: a folder with a commit and no manifest would be taken for somebody else's.
        manifest.save(dir)?;
        let (schema, _) = schema::build();
        // zstd: a fifth smaller than lz4 on news, and still far from being the slowest part. Level 3 takes a third
        // longer than level 1 for a hundredth of the index; level 4 takes twice as long for another fiftieth of it.
        // A hit unpacks a whole block: with blocks of half the engine's 16 KB a lookup costs a fourteenth less, and
        // the index is a sixtieth larger; with a quarter of them it is larger by twice that, for little more.
        let settings = IndexSettings {
            docstore_blocksize: BLOCK,
            docstore_compression: Compressor::Zstd(ZstdCompressor { compression_level: Some(3) }),
            ..IndexSettings::default()
        };
        let files = IndexDirectory::open(dir, Some(lock)).map_err(|error| engine_error::of_folder(dir, error))?;
        let builder = tantivy::Index::builder().schema(schema).settings(settings);
        builder.open_or_create(files).map_err(|error| engine_error::sorted(dir, error))?;
        Self::open(dir)
    }

    /// The same index, to be written: with the lock of its folder, which lasts as long as it, and without what a dead run has
    /// left. Where another process writes, it is waited for as long as `wait`.
    ///
    /// # Errors
    /// Another process writes, or the folder cannot be read or written.
    fn for_writing(&self, wait: Duration) -> Result<Self, IndexError> {
        let dir = &self.dir;
        let lock = Arc::new(locked(dir, wait)?);
        let mut index = Self::opened(dir, Some(Arc::clone(&lock)))?;
        // Such a thread is handed copies of blocks faster than it takes them: of large articles several would be held at once.
        index.engine.settings_mut().docstore_compress_dedicated_thread = false;
        if index.manifest.version < schema::VERSION {
            // Before anything is written as an older program does not know it.
            index.manifest.version = schema::VERSION;
            index.manifest.program = env!("CARGO_PKG_VERSION").into();
            index.manifest.save(dir)?;
        }
        let files = IndexDirectory::open(dir, Some(lock)).map_err(|error| engine_error::of_folder(dir, error))?;
        let listed = files.listed().map_err(|error| engine_error::of_open(dir, error))?;
        // Who opens the files of an earlier commit has opened them when this lock is given.
        let readers = files.acquire_lock(&META_LOCK).map_err(|error| engine_error::sorted(dir, error.into()))?;
        drop(readers);
        let listed: HashSet<String> = listed.into_keys().collect();
        disk::sweep(dir, &listed).map_err(|error| engine_error::of_io(dir, &error))?;
        Ok(index)
    }

    fn assemble(
        dir: &Path,
        engine: tantivy::Index,
        manifest: Manifest,
        (noticed, failed): (Noticed, Failed),
    ) -> Result<Self, IndexError> {
        let (schema, fields) = schema::build();
        if engine.schema() != schema {
            return Err(IndexError::Version {
                dir: dir.to_owned(),
                found: "has other fields".into(),
                needed: format!("layout {}", schema::VERSION),
            });
        }
        let stemmer: Language = manifest
            .stemmer
            .parse()
            .map_err(|error| IndexError::Damaged { dir: dir.to_owned(), reason: format!("manifest.json: {error}") })?;
        tokenizer::register(engine.tokenizers());
        Ok(Self { stemmer, dir: dir.to_owned(), engine, fields, manifest, noticed, failed })
    }

    /// The folder that articles' files are called relative to, for an index in `dir`: the one that it lies in.
    #[must_use]
    pub fn root_of(dir: &Path) -> PathBuf {
        let named = dir.file_name().is_some();
        let dir = if named { dir.to_owned() } else { dir.canonicalize().unwrap_or_else(|_| dir.to_owned()) };
        let root = dir.parent().map_or_else(|| dir.clone(), Path::to_owned);
        if root.as_os_str().is_empty() { PathBuf::from(".") } else { root }
    }

    /// The folder.
    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// What it was built with.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The language that words in Latin letters are stemmed as.
    #[must_use]
    pub fn stemmer(&self) -> Language {
        self.stemmer
    }

    /// What its actors are called, read when they are looked up; damage that is met then is told by [`Engine::sound`](super::Engine::sound).
    ///
    /// # Errors
    /// The names cannot be read, or are damaged where they end.
    pub fn actor_names(&self) -> Result<NameTable, IndexError> {
        actor_names::opened(&self.dir, Noticed::clone(&self.noticed))
    }

    /// Nothing is written on where damage was met, whatever the engine made of it.
    fn unless_damaged(&self) -> Result<(), IndexError> {
        match self.noticed.get() {
            None => Ok(()),
            Some(damage) => Err(IndexError::Damaged { dir: self.dir.clone(), reason: damage.to_string() }),
        }
    }

    /// An error of writing by its cause: where a thread of the engine has ended, the call that failed in it.
    fn cause(&self, error: IndexError) -> IndexError {
        match (error, self.failed.error()) {
            (IndexError::Engine(_), Some(cause)) => engine_error::of_io(&self.dir, &cause),
            (error, _) => error,
        }
    }

    /// A view of the last commit.
    ///
    /// # Errors
    /// The segments cannot be read.
    pub fn reader(&self) -> Result<Reader, IndexError> {
        Reader::open(self)
    }
}
