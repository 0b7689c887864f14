//! A request brought down to one query of the engine, with what there is to say about it.

use tantivy::{
    Term,
    collector::Count,
    query::{BooleanQuery, ConstScoreQuery, Occur, Query, TermQuery},
    schema::IndexRecordOption,
};

use super::{
    SearchError, Searcher, feedback, like,
    request::{self, Request, Sort},
    response::{Echo, LeftOut},
};
use crate::{
    analysis::StopWords,
    calendar::{DateRange, Day, parse_range},
    engine::embedded::{Reader, schema},
    query::{
        Ast, Dimension, Kind, ParseOptions, Parsed, Warning, WarningKind, parse,
        plan::{self, ActorFilter, ActorNames, Context, DateMode, Expansions, Plan},
    },
};

impl Searcher<'_> {
    /// The tree of a request's text, with the names in it.
    pub(super) fn parse(&mut self, request: &Request) -> Result<Parsed, SearchError> {
        if request.asks_for_all() {
            return Ok(Parsed { ast: Ast::new(Kind::Everything, 0, 0), warnings: Vec::new() });
        }
        let Request { literal, any, exact, .. } = *request;
        let parsed = parse(&request.text, &ParseOptions { literal, any, exact, ..ParseOptions::default() });
        if literal || exact {
            return Ok(parsed);
        }
        let context = context(&self.reader, self.actors, self.now, &self.stop_words, &self.expansions, request);
        let (ast, more) = plan::mark(parsed.ast, &request.text, &context, &mut self.stemmer)?;
        let mut warnings = parsed.warnings;
        warnings.extend(more);
        Ok(Parsed { ast, warnings })
    }

    /// A tree planned for a request.
    pub(super) fn plan(&mut self, ast: &Ast, request: &Request) -> Result<Plan, SearchError> {
        let context = context(&self.reader, self.actors, self.now, &self.stop_words, &self.expansions, request);
        Ok(plan::plan(ast, &context, &mut self.stemmer)?)
    }

    pub(super) fn resolve(&mut self, request: &Request) -> Result<Resolved, SearchError> {
        self.expansions.clear();
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
                plan = Plan { query: like.query, exprs: like.exprs, words: like.words, warnings: Vec::new(), ..plan };
            } else {
                plan.query = Box::new(BooleanQuery::new(vec![(Occur::Must, plan.query), (Occur::Must, like.query)]));
                plan.words.extend(like.words);
            }
            open = false;
        }
        let Filters { clauses, actors, mut echo } = self.filters(request)?;
        let mut filters: Vec<Box<dyn Query>> = clauses.into_iter().map(|(_, query)| query).collect();
        // Where no word ranks, all that match are equally relevant.
        if echo.sort == Sort::Relevance && plan.words.is_empty() && parsed.ast.kind != Kind::Nothing {
            echo.sort = Sort::Newest;
        }
        plan.actors.extend(actors);
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
            if let Some(kind) = feedback::told(&added, &plan.words) {
                warnings.push(Warning::new(kind, 0, request.text.len()));
            }
            query = filtered(widened(plan.query.box_clone(), &added, self.reader.fields().text, open), &filters);
        }
        if echo.sort != Sort::Relevance {
            warnings.extend(self.undated(&query, request.text.len())?);
        }
        Ok(Resolved { plan, query, echo, warnings, left_out })
    }

    /// How many of the articles have no date, for an answer that is sorted by it.
    fn undated(&self, query: &dyn Query, end: usize) -> Result<Option<Warning>, SearchError> {
        let none = Term::from_facet(self.reader.fields().column[Dimension::Date], &schema::facet([schema::UNDATED]));
        let none: Box<dyn Query> = Box::new(TermQuery::new(none, IndexRecordOption::Basic));
        let undated = BooleanQuery::new(vec![(Occur::Must, query.box_clone()), (Occur::Must, none)]);
        let articles = self.reader.searcher().search(&undated, &Count)? as u64;
        Ok((articles > 0).then(|| Warning::new(WarningKind::UndatedLast { articles }, 0, end)))
    }

    /// Reads the filters of a request.
    pub(super) fn filters(&self, request: &Request) -> Result<Filters, SearchError> {
        let fields = self.reader.fields();
        let mut clauses = Vec::new();
        let mut actors = Vec::new();
        let mut understood = request::Filters::default();
        for dimension in Dimension::with_values() {
            let name = |values: &str| format!("{dimension}: {values}");
            if dimension.matching().needs_all() {
                for value in request.filters.of(dimension) {
                    let (value, exact) = value.strip_prefix('=').map_or((value, false), |value| (value, true));
                    let actor = self.actors.resolve(value, exact)?;
                    understood.push(dimension, &*actor.id);
                    let label = self.actors.label(&actor.id);
                    clauses.push((name(label.as_deref().unwrap_or(&actor.id)), plan::actor_filter(fields, &actor)));
                    actors.push(actor);
                }
                continue;
            }
            let values: Vec<&str> = request.filters.of(dimension).collect();
            if !values.is_empty() {
                let any = values.iter().map(|value| (Occur::Should, plan::value_filter(fields, dimension, value)));
                let query: Box<dyn Query> = Box::new(BooleanQuery::new(any.collect()));
                clauses.push((name(&values.join(" or ")), query));
                values.iter().for_each(|value| understood.push(dimension, *value));
            }
        }
        let echo = Echo {
            text: request.text.clone(),
            any: request.any,
            exact: request.exact,
            literal: request.literal,
            expand: request.expand,
            like: request.like.clone(),
            sort: request.order(),
            filters: understood,
            from: request.from.map(|day| day.to_string()),
            to: request.to.map(|day| day.to_string()),
        };
        Ok(Filters { clauses, actors, echo })
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
pub(super) fn context<'c>(
    reader: &'c Reader,
    actors: &'c dyn ActorNames,
    now: Day,
    stop_words: &'c StopWords,
    expansions: &'c Expansions,
    request: &Request,
) -> Context<'c> {
    let (searcher, fields) = (reader.searcher(), reader.fields());
    Context { searcher, fields, now, dates: request.dates, actors, stop_words, any: request.any, expansions }
}

/// The filters of a request beside its text.
pub(super) struct Filters {
    /// Each filter as it is shown, and its query.
    pub(super) clauses: Vec<(String, Box<dyn Query>)>,
    pub(super) actors: Vec<ActorFilter>,
    /// The request as it was understood.
    pub(super) echo: Echo,
}

/// A request brought down to a query of the engine.
pub(super) struct Resolved {
    pub(super) plan: Plan,
    pub(super) query: Box<dyn Query>,
    pub(super) echo: Echo,
    pub(super) warnings: Vec<Warning>,
    pub(super) left_out: Option<LeftOut>,
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
    if let Some(words) = plan::as_a::<plan::AnyWords>(&query).filter(|_| open) {
        let added = added.iter().map(|word| (Term::from_field_text(field, &word.stem), word.weight));
        return Box::new(plan::AnyWords::new(words.words().iter().cloned().chain(added)));
    }
    let mut parts = vec![(if open { Occur::Should } else { Occur::Must }, query)];
    parts.extend(added.iter().map(|word| word.query(field)));
    Box::new(BooleanQuery::new(parts))
}
