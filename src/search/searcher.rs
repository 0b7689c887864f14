//! Who answers requests: one commit of an index, and what is kept from one request to the next.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    SearchError, copies, rank,
    response::{Copy, Story},
};
use crate::{
    analysis::{Stemmer, Stemmers, StopWords},
    calendar::Day,
    engine::{Commits, Engine, Found, Handle, Order, Wanted},
    query::{
        ActorNames, Clause,
        facts::Fact,
        resolve::{Context, Expansions, Memory, RankWord},
    },
};

use super::request::Request;

/// Answers requests from one commit of an index.
pub struct Searcher<'a> {
    pub(super) engine: Arc<dyn Engine>,
    pub(super) actors: &'a (dyn ActorNames + Sync),
    pub(super) now: Day,
    pub(super) stop_words: StopWords,
    pub(super) memory: Memory,
    /// Folded words of this commit that were looked up, and whether its articles write them as names.
    pub(super) known_names: BTreeMap<String, bool>,
}

impl<'a> Searcher<'a> {
    /// A searcher over the last commit.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn new(index: &dyn Commits, actors: &'a (dyn ActorNames + Sync), now: Day) -> Result<Self, SearchError> {
        Ok(Self::over(index.last()?, actors, now))
    }

    fn over(engine: Arc<dyn Engine>, actors: &'a (dyn ActorNames + Sync), now: Day) -> Self {
        let language = engine.stemmer();
        let memory = Memory {
            stemmer: Stemmer::new(language),
            stemmers: Stemmers::new(language),
            expansions: Expansions::default(),
        };
        let known_names = BTreeMap::new();
        Self { engine, actors, now, stop_words: StopWords::new(language), memory, known_names }
    }

    /// Another searcher over the same commit, for another thread. They share what is open and
    /// cached of the index; each has its own cache of stems.
    #[must_use]
    pub fn another(&self) -> Self {
        Self::over(Arc::clone(&self.engine), self.actors, self.now)
    }

    /// Does a lookup with a budget of work of its own. Neither an answer nor a refusal counts that was made of what is damaged:
    /// the names of actors are read without the engine.
    pub(super) fn lookup<T>(
        &mut self,
        request: &Request,
        lookup: impl FnOnce(&mut Self) -> Result<T, SearchError>,
    ) -> Result<T, SearchError> {
        self.engine = self.engine.limited(request.budget);
        let answer = lookup(self);
        self.engine.sound()?;
        answer
    }

    /// What a request is resolved against, and what is kept from one clause to the next.
    pub(super) fn context(&mut self, request: &Request) -> (Context<'_, dyn Engine>, &mut Memory) {
        let Self { engine, actors, now, stop_words, memory, .. } = self;
        let (dates, any) = (request.dates, request.any);
        (Context { dictionary: &**engine, now: *now, dates, actors: *actors, stop_words, any }, memory)
    }

    /// The best articles, at least as many as are wanted where there are.
    pub(super) fn best(
        &self,
        clause: &Clause,
        words: &[RankWord],
        wanted: usize,
        total: bool,
    ) -> Result<Found, SearchError> {
        let wanted_of_engine = Wanted { order: Order::Score, limit: wanted.max(rank::DEPTH), total };
        let mut found = self.engine.best(clause, wanted_of_engine)?;
        rank::rerank(&*self.engine, words, &mut found.hits, wanted)?;
        Ok(found)
    }

    /// The article with this id as one of its family, with its copies and what shares text with it.
    ///
    /// # Errors
    /// There is no such article, or the index does not know copies or cannot be read.
    pub fn copies(&self, id: &str) -> Result<(Copy, Story), SearchError> {
        let Some(hit) = self.find(id)? else { return Err(SearchError::UnknownArticle(id.to_owned())) };
        copies::story_of(&*self.engine, hit)?.ok_or(SearchError::UnknownCopies)
    }

    /// The article with this id.
    pub(super) fn find(&self, id: &str) -> Result<Option<Handle>, SearchError> {
        let wanted = Wanted { order: Order::Score, limit: 1, total: false };
        let found = self.engine.best(&Fact::Id(id.to_owned()).into(), wanted)?;
        Ok(found.hits.first().map(|(_, hit)| *hit))
    }

    /// The score that a clause gives the article with this id; `None` where it does not match.
    pub(super) fn score(&self, clause: &Clause, id: &str) -> Result<Option<f32>, SearchError> {
        // The clause stays one of its own: what excludes scores alone, and not beside another.
        let alone = Clause::All(vec![clause.clone()]);
        let both = Clause::All(vec![alone, Fact::Id(id.to_owned()).into()]);
        let wanted = Wanted { order: Order::Score, limit: 1, total: false };
        Ok(self.engine.best(&both, wanted)?.hits.first().map(|(score, _)| *score))
    }
}
