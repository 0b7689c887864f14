//! From a request to a response: ranked articles, their best passages, and what is lit in them.

pub mod explain;
pub mod facets;
mod feedback;
mod highlight;
mod like;
pub mod passages;
mod rank;
pub mod request;
pub mod response;
mod starved;
mod top;

use tantivy::{
    DocAddress, Order, Term,
    collector::{
        Count, TopDocs,
        sort_key::{SortByStaticFastValue, SortByString},
    },
    query::{BooleanQuery, ConstScoreQuery, Occur, Query, TermQuery},
    schema::IndexRecordOption,
};

use self::{
    facets::{Dimension, Facets},
    request::{Request, Sort},
    response::{Echo, Hit, LeftOut, Response},
    starved::Starved,
};
use crate::{
    analysis::{Stemmer, StopWords},
    calendar::{DateRange, Day, RangeError, parse_range},
    index::{Index, IndexError, Reader, reader::Shown, schema},
    query::{
        Ast, Kind, ParseOptions, Parsed, Warning, parse,
        plan::{self, ActorNames, Context, DateMode, Plan, PlanError},
        positional::{Beginnings, Test, Words},
    },
};

/// A request that cannot be answered.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The query or a filter makes no sense.
    #[error(transparent)]
    Query(#[from] PlanError),
    /// Articles like this one are asked for, and there is none of this id.
    #[error("no article has the id '{0}'; take an id as a search prints it")]
    UnknownArticle(String),
    /// The index cannot be read.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// The range of dates makes no sense.
    #[error(transparent)]
    Range(#[from] RangeError),
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
        }
    }

    /// Answers a request.
    ///
    /// # Errors
    /// The query or a filter makes no sense, or the index cannot be read.
    pub fn search(&mut self, request: &Request) -> Result<Response, SearchError> {
        let Resolved { plan, query, echo, mut warnings, left_out } = self.resolve(request)?;
        let wanted = request.offset.saturating_add(request.limit);
        let (total, ranked) = if wanted > 0 && request.order() == Sort::Relevance {
            let found = self.best(&query, &plan.words, wanted)?;
            (found.total(self.reader.searcher(), &query)?, found.articles)
        } else {
            let total = self.reader.searcher().search(&query, &Count)? as u64;
            let reach = wanted.min(usize::try_from(total).unwrap_or(usize::MAX));
            (total, if reach > 0 { self.by_date(&query, request.order(), total, reach)? } else { Vec::new() })
        };
        let facets = request
            .facets
            .iter()
            .map(|&dimension| Ok((dimension, self.count(&query, dimension)?)))
            .collect::<Result<Vec<_>, SearchError>>()?;
        let mut tests: Vec<&Test> = plan.words.iter().map(|word| &word.test).collect();
        plan.exprs.iter().for_each(|expr| expr.words(&mut |test| tests.push(test)));
        let beginnings = Beginnings::of(tests);
        let mut hits = ranked
            .into_iter()
            .enumerate()
            .skip(request.offset)
            .take(request.limit)
            .map(|(n, (score, address))| self.hit(n as u64 + 1, score, address, &plan, &beginnings, request))
            .collect::<Result<Vec<_>, _>>()?;
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
    pub fn facets(&mut self, request: &Request, dimension: Dimension) -> Result<Response, SearchError> {
        let Resolved { query, echo, mut warnings, left_out, .. } = self.resolve(request)?;
        let facets = self.count(&query, dimension)?;
        if facets.total == 0 {
            warnings.extend(self.starved(request)?);
        }
        let (total, facets) = (facets.total, vec![(dimension, facets)]);
        Ok(Response { query: echo, total, warnings, left_out, facets, ..Response::default() })
    }

    fn count(&self, query: &dyn Query, dimension: Dimension) -> Result<Facets, SearchError> {
        let mut facets = facets::count(self.reader.searcher(), query, dimension)?;
        if dimension == Dimension::Actor {
            for bucket in &mut facets.buckets {
                bucket.label = bucket.value.rsplit('/').next().and_then(|id| self.actors.label(id));
            }
        }
        Ok(facets)
    }

    /// The tree of a request's text, with the names in it.
    fn parse(&mut self, request: &Request) -> Result<Parsed, SearchError> {
        if request.asks_for_all() {
            return Ok(Parsed { ast: Ast::new(Kind::Everything, 0, 0), warnings: Vec::new() });
        }
        let Request { literal, any, exact, .. } = *request;
        let parsed = parse(&request.text, &ParseOptions { literal, any, exact, ..ParseOptions::default() });
        if literal || exact {
            return Ok(parsed);
        }
        let context = context(&self.reader, self.actors, self.now, &self.stop_words, request);
        let (ast, more) = plan::mark(parsed.ast, &request.text, &context, &mut self.stemmer)?;
        let mut warnings = parsed.warnings;
        warnings.extend(more);
        Ok(Parsed { ast, warnings })
    }

    /// A tree planned for a request.
    fn plan(&mut self, ast: &Ast, request: &Request) -> Result<Plan, SearchError> {
        let context = context(&self.reader, self.actors, self.now, &self.stop_words, request);
        Ok(plan::plan(ast, &context, &mut self.stemmer)?)
    }

    fn resolve(&mut self, request: &Request) -> Result<Resolved, SearchError> {
        let parsed = self.parse(request)?;
        let mut plan = self.plan(&parsed.ast, request)?;
        let mut warnings: Vec<Warning> = parsed.warnings;
        warnings.extend(plan.warnings.iter().cloned());
        let mut open = is_open(&parsed.ast, request.any);
        if let Some(id) = &request.like {
            let like = like::like(&self.reader, id, &mut self.stemmer, &self.stop_words)?;
            if parsed.ast.kind == Kind::Nothing {
                // An empty text beside an article is no fault.
                warnings.clear();
                plan = Plan { query: like.query, exprs: like.exprs, words: like.words, warnings: Vec::new() };
            } else {
                plan.query = Box::new(BooleanQuery::new(vec![(Occur::Must, plan.query), (Occur::Must, like.query)]));
                plan.words.extend(like.words);
            }
            open = false;
        }
        let (mut filters, echo) = self.filters(request)?;
        let range = DateRange::new(request.from, request.to)?;
        let mut left_out = None;
        if let Some(dates) = plan::date_filter(self.reader.fields(), range, request.dates) {
            let base = filtered(plan.query.box_clone(), &filters);
            left_out = Some(self.left_out(&base, range, dates.as_ref())?);
            filters.push(dates);
        } else if let Some((rest, value)) = dated(&parsed.ast)
            && let Ok(range) = parse_range(value, self.now)
            && let Some(dates) = plan::date_filter(self.reader.fields(), range, request.dates)
        {
            let base = filtered(self.plan(&rest, request)?.query, &filters);
            left_out = Some(self.left_out(&base, range, dates.as_ref())?);
        }
        let mut query = filtered(plan.query.box_clone(), &filters);
        if request.expand {
            let first = self.best(&query, &plan.words, feedback::ARTICLES)?.articles;
            let added = feedback::added(&self.reader, &plan.words, &first, &mut self.stemmer, &self.stop_words)?;
            if let Some(message) = feedback::told(&added, &plan.words) {
                warnings.push(Warning { message, start: 0, end: request.text.len() });
            }
            query = filtered(widened(plan.query.box_clone(), &added, self.reader.fields().text, open), &filters);
        }
        if request.order() != Sort::Relevance {
            warnings.extend(self.undated(&query, request.text.len())?);
        }
        Ok(Resolved { plan, query, echo, warnings, left_out })
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

    /// How many of the articles have no date, for an answer that is sorted by it.
    fn undated(&self, query: &dyn Query, end: usize) -> Result<Option<Warning>, SearchError> {
        let none = Term::from_facet(self.reader.fields().date, &schema::facet([schema::UNDATED]));
        let none: Box<dyn Query> = Box::new(TermQuery::new(none, IndexRecordOption::Basic));
        let undated = BooleanQuery::new(vec![(Occur::Must, query.box_clone()), (Occur::Must, none)]);
        let count = self.reader.searcher().search(&undated, &Count)?;
        let message = match count {
            0 => return Ok(None),
            1 => "one article has no date and stands last".to_owned(),
            _ => format!("{count} articles have no date and stand last"),
        };
        Ok(Some(Warning { message, start: 0, end }))
    }

    /// The filters of a request beside its text, and the request as it was understood.
    fn filters(&self, request: &Request) -> Result<(Vec<Box<dyn Query>>, Echo), SearchError> {
        let fields = self.reader.fields();
        let mut filters: Vec<Box<dyn Query>> = Vec::new();
        let mut any_of = |queries: Vec<Box<dyn Query>>| {
            if !queries.is_empty() {
                let parts = queries.into_iter().map(|query| (Occur::Should, query)).collect();
                filters.push(Box::new(BooleanQuery::new(parts)));
            }
        };
        any_of(request.outlets.iter().map(|name| plan::words_filter(fields.outlet_words, name)).collect());
        any_of(request.places.iter().map(|name| plan::words_filter(fields.place_words, name)).collect());
        any_of(request.languages.iter().map(|code| plan::language_filter(fields, code)).collect());
        let mut actors = Vec::new();
        for name in &request.actors {
            let (name, exact) = name.strip_prefix('=').map_or((name.as_str(), false), |name| (name, true));
            let actor = self.actors.resolve(name, exact)?;
            filters.push(plan::actor_filter(fields, &actor));
            actors.push(actor.id);
        }
        let echo = Echo {
            text: request.text.clone(),
            any: request.any,
            exact: request.exact,
            literal: request.literal,
            expand: request.expand,
            like: request.like.clone(),
            sort: request.order(),
            actors,
            outlets: request.outlets.clone(),
            places: request.places.clone(),
            languages: request.languages.clone(),
            from: request.from.map(|day| day.to_string()),
            to: request.to.map(|day| day.to_string()),
        };
        Ok((filters, echo))
    }

    /// Counts what matches but for the range of dates, and may lie in it all the same.
    fn left_out(&self, base: &dyn Query, range: DateRange, dates: &dyn Query) -> Result<LeftOut, SearchError> {
        let fields = self.reader.fields();
        let count =
            |parts: Vec<(Occur, Box<dyn Query>)>| self.reader.searcher().search(&BooleanQuery::new(parts), &Count);
        let undated = count(vec![(Occur::Must, base.box_clone()), (Occur::Must, plan::undated(fields))])? as u64;
        // What passes the filter may lie in the range too, so the difference is what it left out. (An exclusion
        // of ranges is what the engine cannot be asked for, see `query::plan::excluded`.)
        let uncertain = match plan::date_filter(fields, range, DateMode::Possible) {
            None => 0,
            Some(possible) => {
                let possible = count(vec![(Occur::Must, base.box_clone()), (Occur::Must, possible)])?;
                let passed = count(vec![(Occur::Must, base.box_clone()), (Occur::Must, dates.box_clone())])?;
                possible.saturating_sub(passed) as u64
            }
        };
        Ok(LeftOut { undated, uncertain })
    }

    fn hit(
        &mut self,
        rank: u64,
        score: f32,
        address: DocAddress,
        plan: &Plan,
        beginnings: &Beginnings,
        request: &Request,
    ) -> Result<Hit, SearchError> {
        if request.ids_only {
            let id = self.reader.id(address).unwrap_or_default();
            return Ok(Hit { rank, score, id, ..Hit::default() });
        }
        let stored = self.reader.stored(address)?;
        let article = stored.shown()?;
        let words = Words::read(
            article.title.as_deref().unwrap_or_default(),
            &article.text,
            schema::TITLE_WORDS,
            schema::BODY_START,
            beginnings,
            &mut self.stemmer,
        );
        let lit = highlight::Lit::new(&words, &plan.exprs);
        let title_highlights = lit.title();
        let passages = highlight::passages(&article, &words, &lit, &plan.words, request);
        Ok(Hit { rank, score, title_highlights, passages, ..bare(article) })
    }
}

/// The one clause of a query that every article's date has to pass, and the query without it.
fn dated(ast: &Ast) -> Option<(Ast, &str)> {
    let is_date = |clause: &&Ast| matches!(&clause.kind, Kind::Date { value } if value != schema::UNDATED);
    match &ast.kind {
        Kind::Date { value } if is_date(&ast) => Some((Ast::new(Kind::Everything, ast.start, ast.end), value)),
        Kind::All { clauses } => {
            let mut dates = clauses.iter().filter(is_date);
            let (date, None) = (dates.next()?, dates.next()) else { return None };
            let rest = clauses.iter().filter(|clause| !is_date(clause)).cloned().collect();
            let Kind::Date { value } = &date.kind else { return None };
            Some((Ast::all(rest), value))
        }
        _ => None,
    }
}

/// What a request is planned against.
fn context<'c>(
    reader: &'c Reader,
    actors: &'c dyn ActorNames,
    now: Day,
    stop_words: &'c StopWords,
    request: &Request,
) -> Context<'c> {
    let (searcher, fields) = (reader.searcher(), reader.fields());
    Context { searcher, fields, now, dates: request.dates, actors, stop_words, any: request.any }
}

/// A request brought down to a query of the engine.
struct Resolved {
    plan: Plan,
    query: Box<dyn Query>,
    echo: Echo,
    warnings: Vec<Warning>,
    left_out: Option<LeftOut>,
}

fn filtered(query: Box<dyn Query>, filters: &[Box<dyn Query>]) -> Box<dyn Query> {
    if filters.is_empty() {
        return query;
    }
    let mut parts = vec![(Occur::Must, query)];
    parts.extend(filters.iter().map(|filter| {
        let filter: Box<dyn Query> = Box::new(ConstScoreQuery::new(filter.box_clone(), 0.0));
        (Occur::Must, filter)
    }));
    Box::new(BooleanQuery::new(parts))
}

/// Whether one word of the query is enough and nothing is excluded or demanded, so that words that
/// are added may find more articles. Else they only weigh among those that match.
fn is_open(ast: &Ast, any: bool) -> bool {
    match &ast.kind {
        Kind::Any { clauses } => clauses.iter().all(|clause| is_open(clause, true)),
        Kind::Word { .. }
        | Kind::Name { .. }
        | Kind::Phrase { .. }
        | Kind::Prefix { .. }
        | Kind::Wildcard { .. }
        | Kind::Fuzzy { .. } => any,
        _ => false,
    }
}

/// The query with the words that feedback adds.
fn widened(
    query: Box<dyn Query>,
    added: &[feedback::Added],
    field: tantivy::schema::Field,
    open: bool,
) -> Box<dyn Query> {
    if added.is_empty() {
        return query;
    }
    let mut parts = vec![(if open { Occur::Should } else { Occur::Must }, query)];
    parts.extend(added.iter().map(|word| word.query(field)));
    Box::new(BooleanQuery::new(parts))
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
        id: article.id,
        title: article.title,
        outlet: article.outlet,
        place: article.place,
        language: article.language,
        url: article.url,
        path: article.path,
        published: article.published,
        actors,
        ..Hit::default()
    }
}
