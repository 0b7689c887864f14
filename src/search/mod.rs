//! From a request to a response: ranked articles, their best passages, and what is lit in them.

mod authority_names;
pub mod explain;
pub mod facets;
mod feedback;
mod highlight;
mod like;
mod max_score;
mod occurrences;
pub mod passages;
mod rank;
pub mod request;
mod resolve;
pub mod response;
mod session;
mod starved;
mod top;

use tantivy::{
    DocAddress, Order,
    collector::{
        TopDocs,
        sort_key::{SortByStaticFastValue, SortByString},
    },
    query::Query,
};

use self::{
    facets::Facets,
    highlight::Asked,
    occurrences::Positions,
    request::{Request, Sort},
    resolve::Resolved,
    response::{Hit, Response},
    starved::Starved,
};
use crate::{
    analysis::{Stemmer, StopWords},
    calendar::{Day, RangeError},
    engine::embedded::{Index, IndexError, Reader, schema, stored::Shown},
    query::{
        dimensions::{Facts, Grouping, Matching},
        plan::{self, ActorNames, Expansions, PlanError},
    },
};

pub use self::{
    authority_names::AuthorityNames,
    session::{Problems, Session},
};

/// A request that cannot be answered.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The query or a filter makes no sense.
    #[error(transparent)]
    Query(#[from] PlanError),
    /// Articles like this one are asked for, and there is none of this id.
    #[error("no article has the id '{0}'")]
    UnknownArticle(String),
    /// The index cannot be read.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// The range of dates makes no sense.
    #[error(transparent)]
    Range(#[from] RangeError),
}

impl SearchError {
    /// The code: stable, lower case with hyphens.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Query(error) => error.code(),
            Self::UnknownArticle(_) => "unknown-article",
            Self::Index(error) => error.code(),
            Self::Range(error) => error.code(),
        }
    }
}

impl From<tantivy::TantivyError> for SearchError {
    fn from(error: tantivy::TantivyError) -> Self {
        Self::Index(error.into())
    }
}

/// Answers requests from one commit of an index.
pub struct Searcher<'a> {
    reader: Reader,
    actors: &'a (dyn ActorNames + Sync),
    now: Day,
    stemmer: Stemmer,
    stop_words: StopWords,
    expansions: Expansions,
}

impl<'a> Searcher<'a> {
    /// A searcher over the last commit.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn new(index: &Index, actors: &'a (dyn ActorNames + Sync), now: Day) -> Result<Self, SearchError> {
        Ok(Self {
            reader: index.reader()?,
            actors,
            now,
            stemmer: Stemmer::new(index.stemmer()),
            stop_words: StopWords::new(index.stemmer()),
            expansions: Expansions::default(),
        })
    }

    /// Another searcher over the same commit, for another thread. They share what is open and
    /// cached of the index; each has its own cache of stems.
    #[must_use]
    pub fn another(&self) -> Self {
        Self {
            reader: self.reader.clone(),
            actors: self.actors,
            now: self.now,
            stemmer: Stemmer::new(self.stemmer.language()),
            stop_words: self.stop_words.clone(),
            expansions: Expansions::default(),
        }
    }

    /// Answers a request.
    ///
    /// # Errors
    /// The query or a filter makes no sense, or the index cannot be read.
    pub fn search(&mut self, request: &Request) -> Result<Response, SearchError> {
        let Resolved { plan, query, echo, mut warnings, left_out } = self.resolve(request)?;
        let wanted = request.offset.saturating_add(request.limit);
        let (total, ranked) = if wanted > 0 && echo.sort == Sort::Relevance {
            let found = self.best(&query, &plan.words, wanted)?;
            (found.total(self.reader.searcher(), &query)?, found.articles)
        } else {
            let total = top::count(self.reader.searcher(), &*query)?;
            let reach = wanted.min(usize::try_from(total).unwrap_or(usize::MAX));
            (total, if reach > 0 { self.by_date(&query, echo.sort, total, reach)? } else { Vec::new() })
        };
        let facets = request
            .facets
            .iter()
            .map(|&grouping| Ok((grouping, self.count(&query, grouping)?)))
            .collect::<Result<Vec<_>, SearchError>>()?;
        let mut hits = self.hits(&ranked, &plan, request)?;
        if total == 0 {
            warnings.extend(self.starved(request)?);
        }
        let mut explanation = None;
        if request.explain {
            for hit in &mut hits {
                hit.explanation = Some(self.hit_score(&hit.id, hit.score, request)?);
            }
            explanation = Some(self.understood(request)?);
        }
        Ok(Response { query: echo, total, warnings, hits, left_out, facets, explanation })
    }

    /// Counts all that a request matches, whatever its limit; a request without a text counts all
    /// articles that pass its filters.
    ///
    /// # Errors
    /// As [`Searcher::search`].
    pub fn facets(&mut self, request: &Request, grouping: Grouping) -> Result<Response, SearchError> {
        let Resolved { query, echo, mut warnings, left_out, .. } = self.resolve(request)?;
        let facets = self.count(&query, grouping)?;
        if facets.total == 0 {
            warnings.extend(self.starved(request)?);
        }
        let (total, facets) = (facets.total, vec![(grouping, facets)]);
        Ok(Response { query: echo, total, warnings, left_out, facets, ..Response::default() })
    }

    fn count(&self, query: &dyn Query, grouping: Grouping) -> Result<Facets, SearchError> {
        let mut facets = facets::count(self.reader.searcher(), query, grouping)?;
        if grouping.dimension.matching() == Matching::Hierarchy {
            for bucket in &mut facets.buckets {
                bucket.label = bucket.value.rsplit('/').next().and_then(|id| self.actors.label(id));
            }
        }
        Ok(facets)
    }

    /// The best articles, at least as many as are wanted where there are.
    fn best(&self, query: &dyn Query, words: &[plan::RankWord], wanted: usize) -> Result<top::Found, SearchError> {
        // The engine allots memory for as many hits as are asked for.
        let reach = wanted.max(rank::DEPTH).min(usize::try_from(self.reader.len()).unwrap_or(usize::MAX)).max(1);
        let mut found = top::best(self.reader.searcher(), query, reach)?;
        rank::rerank(&self.reader, words, &mut found.articles, wanted)?;
        Ok(found)
    }

    /// The newest or the oldest articles; undated ones last, ties by id.
    ///
    /// An imprecise date stands behind the days that it may be: newest goes by the first day that
    /// is possible, oldest by the last. The score is how many articles stand here or behind, so
    /// that tools which sort a run by its scores keep the order.
    fn by_date(
        &self,
        query: &dyn Query,
        sort: Sort,
        total: u64,
        reach: usize,
    ) -> Result<Vec<(f32, DocAddress)>, SearchError> {
        let (column, order) = match sort {
            Sort::Oldest => (schema::name::LATEST, Order::Asc),
            _ => (schema::name::EARLIEST, Order::Desc),
        };
        let day = SortByStaticFastValue::<i64>::for_field(column);
        let id = SortByString::for_field(schema::name::ID);
        let collector = TopDocs::with_limit(reach).order_by(((day, order), (id, Order::Asc)));
        let sorted = self.reader.searcher().search(query, &collector)?;
        Ok(sorted.into_iter().zip(0..).map(|((_, address), n)| ((total - n) as f32, address)).collect())
    }

    /// The hits of the page that is asked for.
    fn hits(
        &mut self,
        ranked: &[(f32, DocAddress)],
        plan: &plan::Plan,
        request: &Request,
    ) -> Result<Vec<Hit>, SearchError> {
        let ranked = ranked.get(request.offset.min(ranked.len())..).unwrap_or_default();
        let ranked = ranked.get(..request.limit.min(ranked.len())).unwrap_or_default();
        let ranks = request.offset as u64 + 1..;
        if request.ids_only {
            let bare = |(rank, &(score, address)): (u64, &(f32, DocAddress))| Hit {
                rank,
                score,
                id: self.reader.id(address).unwrap_or_default(),
                ..Hit::default()
            };
            return Ok(ranks.zip(ranked).map(bare).collect());
        }
        let asked = Asked::new(&self.reader, plan)?;
        let addresses: Vec<DocAddress> = ranked.iter().map(|(_, address)| *address).collect();
        let positions = asked.positions(&self.reader, &addresses)?;
        ranks
            .zip(ranked.iter().zip(positions))
            .map(|(rank, (&(score, address), positions))| {
                Ok(Hit { rank, score, ..self.hit(address, positions, &asked, request)? })
            })
            .collect()
    }

    fn hit(
        &mut self,
        address: DocAddress,
        positions: Option<Positions>,
        asked: &Asked<'_>,
        request: &Request,
    ) -> Result<Hit, SearchError> {
        let stored = self.reader.stored(address)?;
        let article = stored.shown()?;
        let mut words = asked.words(&article, positions, &mut self.stemmer);
        let lit = highlight::Lit::of(&article, &words, asked);
        let title_highlights = lit.title(&words);
        let passages = highlight::passages(&article, &mut words, &lit, asked, request);
        Ok(Hit { title_highlights, passages, ..bare(article) })
    }
}

/// A hit without rank, score and passages.
fn bare(article: Shown<'_>) -> Hit {
    let mut actors: Vec<String> = Vec::new();
    for mention in article.title_mentions.iter().chain(&article.mentions) {
        if !actors.iter().any(|actor| *actor == mention.actor) {
            actors.push(mention.actor.to_string());
        }
    }
    Hit {
        facts: Facts::new(|dimension| article.fact(dimension).map(str::to_owned)),
        id: article.id,
        title: article.title,
        url: article.url,
        path: article.path,
        published: article.published,
        actors,
        ..Hit::default()
    }
}
