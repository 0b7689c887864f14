//! An index with all that a lookup needs beside it: names of actors, and today.
//!
//! What a program that uses the library holds on to: it opens or makes an index, adds what stands in files and
//! folders, and answers requests. The clock is the caller's. Knows no command line.

use std::path::{Path, PathBuf};

use super::{AuthorityNames, SearchError, Searcher, request::Request, response::Response};
use crate::{
    actors::Authority,
    analysis::Language,
    calendar::{Day, first_second},
    collection::{self, Problem},
    engine::{
        Commits,
        embedded::{
            Index, Settings, carried_rules,
            writer::{self, Counters, Observer},
        },
        several::Together,
    },
    query::QueryError,
    reading::ArticleReader,
};

/// An open index, the authority that its names are resolved by, and the day that counts as today.
pub struct Session<'a> {
    index: Index,
    /// Others that are asked with it.
    others: Vec<Index>,
    names: AuthorityNames<'a>,
    today: Day,
}

impl Session<'static> {
    /// Opens the index in a folder, with the authority that it carries.
    ///
    /// # Errors
    /// There is no index there, or it cannot be used.
    pub fn open(dir: &Path, today: Day) -> Result<Self, SearchError> {
        let index = Index::open(dir)?;
        let names = AuthorityNames::carried(&index)?;
        Ok(Self::new(index, names, today))
    }

    /// Opens the index in a folder, with the authority that it carries, or makes one there with the bundled one.
    ///
    /// # Errors
    /// The folder holds something else, or cannot be written.
    pub fn open_or_create(dir: &Path, today: Day) -> Result<Self, SearchError> {
        let authority =
            Authority::bundled().map_err(|problems| QueryError::Authority(format!("{} problems", problems.len())))?;
        let index = opened_or_made(dir, &authority)?;
        let names = AuthorityNames::carried(&index)?;
        Ok(Self::new(index, names, today))
    }

    /// Opens the index in a folder, or makes one there, with an authority of one's own.
    ///
    /// # Errors
    /// The folder holds something else, or cannot be written.
    pub fn with_authority(dir: &Path, authority: Authority, today: Day) -> Result<Self, SearchError> {
        let index = opened_or_made(dir, &authority)?;
        Ok(Self::new(index, AuthorityNames::of(authority), today))
    }
}

/// The index in a folder, or a new one there whose mentions shall come from an authority.
fn opened_or_made(dir: &Path, authority: &Authority) -> Result<Index, SearchError> {
    let fingerprint = format!("{:016x}", authority.fingerprint());
    let settings = Settings { stemmer: Language::default(), authority: fingerprint };
    Ok(Index::open_or_create(dir, &settings, std::time::Duration::ZERO)?)
}

impl<'a> Session<'a> {
    /// A session over an open index.
    #[must_use]
    pub fn new(index: Index, names: AuthorityNames<'a>, today: Day) -> Self {
        Self { index, others: Vec::new(), names, today }
    }

    /// The same session, with other indexes that are asked with the first as if they were one ([`crate::engine::several`]); names are those of the first.
    #[must_use]
    pub fn with(self, others: Vec<Index>) -> Self {
        Self { others, ..self }
    }

    /// All indexes that are asked, the first before the others.
    pub fn indexes(&self) -> impl Iterator<Item = &Index> {
        std::iter::once(&self.index).chain(&self.others)
    }

    /// The index.
    #[must_use]
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// What actors are called.
    #[must_use]
    pub fn names(&self) -> &AuthorityNames<'a> {
        &self.names
    }

    /// The day that counts as today.
    #[must_use]
    pub fn today(&self) -> Day {
        self.today
    }

    /// Adds what stands in files and folders; what has changed takes the place of what it was. `threads` read and
    /// write, each. Gives what became of the records; `observer` hears of each that could not be read.
    ///
    /// # Errors
    /// The index is locked or cannot be written, or the authority cannot be used.
    pub fn add(&self, paths: &[PathBuf], threads: usize, observer: &dyn Observer) -> Result<Counters, SearchError> {
        let rules = carried_rules::load(&self.index)?;
        let root = Some(Index::root_of(self.index.dir()));
        let read = collection::Options { root, cleaned_by: rules.fingerprint(), ..collection::Options::default() };
        let articles = ArticleReader::new(self.names.authority()?, self.today).with_rules(rules);
        let options = writer::Options::of(threads, first_second(self.today));
        let mut counters = writer::update(&self.index, collection::read(paths, &read), &articles, &options, observer)?;
        if counters.again > 0 {
            let again = writer::update(&self.index, collection::read(paths, &read), &articles, &options, observer)?;
            counters.versions += again.versions;
        }
        Ok(counters)
    }

    /// A searcher over the last commit, for many requests.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn searcher(&self) -> Result<Searcher<'_>, SearchError> {
        if self.others.is_empty() {
            return Searcher::new(&self.index, &self.names, self.today);
        }
        let all = Together(self.indexes().map(|index| index as &dyn Commits).collect());
        Searcher::new(&all, &self.names, self.today)
    }

    /// Answers one request.
    ///
    /// # Errors
    /// As [`Searcher::search`].
    pub fn search(&self, request: &Request) -> Result<Response, SearchError> {
        self.searcher()?.search(request)
    }
}

/// Keeps the problems of a run.
#[derive(Debug, Default)]
pub struct Problems(std::sync::Mutex<Vec<Problem>>);

impl Problems {
    /// All of them, in the order in which they came.
    #[must_use]
    pub fn into_list(self) -> Vec<Problem> {
        self.0.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Observer for Problems {
    fn problem(&self, problem: &Problem) {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(problem.clone());
    }

    fn renamed(&self, _id: &str, _path: &str, _new_id: &str) {}

    fn progress(&self, _counters: &Counters) {}
}
