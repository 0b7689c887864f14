//! One article as a whole, with what a query lights in it.

use super::{
    SearchError, Searcher,
    highlight::{Asked, Lit},
    request::Request,
};
use crate::{
    article::Article,
    engine::IndexError,
    query::{Stamps, Warning, facts::Fact},
};

/// An article that was asked for by its id.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The article.
    pub article: Article,
    /// When the index got it.
    pub stamps: Stamps,
    /// What a query matches in it, where there is one.
    pub lit: Option<LitRanges>,
    /// Articles that have this id: more than one where several indexes have it.
    pub same_id: u64,
    /// What the reader should know about the query.
    pub warnings: Vec<Warning>,
}

/// Byte ranges that match, sorted, not overlapping.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LitRanges {
    /// Of the headline.
    pub title: Vec<(usize, usize)>,
    /// Of the text.
    pub text: Vec<(usize, usize)>,
}

impl LitRanges {
    /// Whether nothing of the query stands in the article.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.title.is_empty() && self.text.is_empty()
    }
}

impl Searcher<'_> {
    /// The article with this id, with what a request lights in it; `None` where there is no such article.
    ///
    /// # Errors
    /// As [`Searcher::search`].
    pub fn opened(&mut self, id: &str, request: Option<&Request>) -> Result<Option<Opened>, SearchError> {
        let unlimited = Request { budget: u64::MAX, ..Request::default() };
        self.lookup(request.unwrap_or(&unlimited), |searcher| searcher.open(id, request))
    }

    fn open(&mut self, id: &str, request: Option<&Request>) -> Result<Option<Opened>, SearchError> {
        let Some(hit) = self.find(id)? else { return Ok(None) };
        let own = Fact::Id(id.to_owned()).into();
        let same_id: u64 = self.engine.count(&[vec![&own]])?.into_iter().sum();
        let stored = self.engine.stored(&[hit])?;
        let stored = stored.first().ok_or(IndexError::Stale)?;
        let stamps = self.engine.stamps(&[hit])?.first().copied().ok_or(IndexError::Stale)?;
        let (mut lit, mut warnings) = (None, Vec::new());
        if let Some(request) = request {
            let understood = self.understand(request)?;
            let asked = Asked::new(&*self.engine, &understood.query)?;
            let shown = stored.shown()?;
            let words = asked.words(&shown, None, &mut self.memory.stemmer, &mut self.memory.stemmers);
            let found = Lit::of(&shown, &words, &asked);
            lit = Some(LitRanges { title: found.title(&words), text: found.body(&words) });
            warnings = understood.warnings;
        }
        Ok(Some(Opened { article: stored.article()?, stamps, lit, same_id, warnings }))
    }
}
