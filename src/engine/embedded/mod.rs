//! The index on disk: tantivy segments and a manifest in one folder.
//!
//! `writer` brings records in, `reader` gives articles out, `check` verifies every byte. Field
//! names live only in `schema`. A commit is atomic: a reader sees the state before or after it.

pub mod actor_names;
mod answers;
mod any_words;
mod article_words;
mod beside;
mod best;
mod buffered_directory;
pub mod carried_authority;
mod charges;
pub mod check;
mod compile;
mod counters;
mod counts;
mod dictionary;
mod document;
mod engine_error;
mod excluded;
mod family;
pub mod fingerprint;
mod intake;
mod known;
pub mod manifest;
mod max_score;
mod positions;
mod posting_union;
mod progress;
mod prune;
pub mod reader;
pub mod retag;
pub mod schema;
mod segment;
mod settle;
mod share_query;
mod span_query;
pub mod stats;
mod tokenizer;
mod top;
mod whole_value;
mod worker;
pub mod writer;

use std::{
    fs,
    path::{Path, PathBuf},
};

use tantivy::{
    directory::MmapDirectory,
    index::IndexSettings,
    store::{Compressor, ZstdCompressor},
};

pub use manifest::Manifest;
pub use reader::Reader;
use schema::Fields;

pub use super::IndexError;
use crate::analysis::{ANALYZER, Language};

/// What an index is built with; the manifest keeps it.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Language whose stemmer is used for words in Latin letters.
    pub stemmer: Language,
    /// Fingerprint of the authority.
    pub authority: String,
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
}

impl Index {
    /// Opens the index in `dir`.
    ///
    /// # Errors
    /// There is none, it is of another version, or it is damaged.
    pub fn open(dir: &Path) -> Result<Self, IndexError> {
        let directory = match MmapDirectory::open(dir) {
            Ok(directory) => directory,
            Err(_) if !dir.is_dir() => return Err(IndexError::Missing(dir.to_owned())),
            Err(error) => return Err(engine_error::sorted(dir, error.into())),
        };
        let exists = tantivy::Index::exists(&directory)
            .map_err(|error| IndexError::Damaged { dir: dir.to_owned(), reason: error.to_string() })?;
        let manifest = Manifest::load(dir)?;
        let manifest = match (exists, manifest) {
            (true, Some(manifest)) => manifest,
            (true, None) => return Err(IndexError::Foreign(dir.to_owned())),
            (false, Some(_)) => {
                return Err(IndexError::Damaged { dir: dir.to_owned(), reason: "meta.json is gone".into() });
            }
            (false, None) => return Err(IndexError::Missing(dir.to_owned())),
        };
        if manifest.version != schema::VERSION || manifest.analyzer != ANALYZER {
            return Err(IndexError::Version {
                dir: dir.to_owned(),
                found: format!("has layout {} and analyser {}", manifest.version, manifest.analyzer),
                needed: format!("layout {} and analyser {}", schema::VERSION, ANALYZER),
            });
        }
        let engine = tantivy::Index::open(directory).map_err(|error| engine_error::sorted(dir, error))?;
        Self::assemble(dir, engine, manifest)
    }

    /// Opens the index in `dir`, or creates an empty one there.
    ///
    /// # Errors
    /// As [`Index::open`]; or the folder holds other files, or cannot be written.
    pub fn open_or_create(dir: &Path, settings: &Settings) -> Result<Self, IndexError> {
        match Self::open(dir) {
            Err(IndexError::Missing(_)) => {}
            opened => return opened.and_then(Self::for_writing),
        }
        let io = |source| IndexError::Io { dir: dir.to_owned(), source };
        fs::create_dir_all(dir).map_err(io)?;
        // The default folder has a README of its own; anything else may be the user's work.
        for entry in fs::read_dir(dir).map_err(io)? {
            let name = entry.map_err(io)?.file_name();
            let name = name.to_string_lossy();
            if !(name.starts_with('.') || name == "README.md") {
                return Err(IndexError::Foreign(dir.to_owned()));
            }
        }
        let manifest = Manifest {
            version: schema::VERSION,
            program: env!("CARGO_PKG_VERSION").into(),
            analyzer: ANALYZER.into(),
            stemmer: settings.stemmer.name().into(),
            authority: settings.authority.clone(),
        };
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
        let engine = tantivy::Index::builder()
            .schema(schema)
            .settings(settings)
            .create_in_dir(dir)
            .map_err(|error| engine_error::sorted(dir, error))?;
        manifest.save(dir)?;
        Self::assemble(dir, engine, manifest)?.for_writing()
    }

    /// The same index, its large files read rather than mapped: see [`buffered_directory`].
    fn for_writing(self) -> Result<Self, IndexError> {
        let wrap = |error| engine_error::sorted(&self.dir, error);
        let engine = tantivy::Index::open(buffered_directory::BufferedDirectory::open(&self.dir).map_err(wrap)?)
            .map_err(wrap)?;
        Self::assemble(&self.dir, engine, self.manifest)
    }

    fn assemble(dir: &Path, engine: tantivy::Index, manifest: Manifest) -> Result<Self, IndexError> {
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
        Ok(Self { stemmer, dir: dir.to_owned(), engine, fields, manifest })
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

    /// A view of the last commit.
    ///
    /// # Errors
    /// The segments cannot be read.
    pub fn reader(&self) -> Result<Reader, IndexError> {
        Reader::open(self)
    }
}
