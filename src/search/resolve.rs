//! A request brought down to one clause for the engine, with what there is to say about it.

use super::{
    SearchError, Searcher, feedback, like,
    request::{self, AddedSince, Request, Sort},
    response::{Echo, LeftOut},
    typed::Ranking,
};
use crate::{
    calendar::{DateRange, TimeRange, parse_range},
    query::{
        Ast, Clause, Dimension, Kind, LAST, ParseOptions, Parsed, Stamp, Warning, WarningKind,
        clause::Condition,
        expr::{Expr, Test},
        facts::{ActorFilter, DateMode, Fact, UNDATED, typed_value},
        parse, parted,
        resolve::{self, Forms, PossibleActors, RankWord, Resolved, mark},
    },
    text::slice,
};

/// A request brought down to a clause.
pub(super) struct Understood {
    /// What was typed, with the names in it.
    pub(super) ast: Ast,
    /// What it means, and what of it is lit and ranks.
    pub(super) query: Resolved,
    /// What matches: the query, what widens it, and the filters.
    pub(super) clause: Clause,
    /// How that is ranked.
    pub(super) ranking: Ranking,
    /// Each filter as it is shown, and its clause; the range of dates is the last.
    pub(super) filters: Vec<(String, Clause)>,
    pub(super) echo: Echo,
    pub(super) warnings: Vec<Warning>,
    pub(super) left_out: Option<LeftOut>,
    /// The range of days that was asked for.
    pub(super) axis: DateRange,
}

impl Searcher<'_> {
    /// The tree of a request's text, with the names in it.
    fn parse(&mut self, request: &Request) -> Result<Parsed, SearchError> {
        if request.asks_for_all() {
            return Ok(Parsed { ast: Ast::new(Kind::Everything, 0, 0), warnings: Vec::new() });
        }
        let Request { literal, any, exact, .. } = *request;
        let parsed = parse(&request.text, &ParseOptions { literal, any, exact, ..ParseOptions::default() });
        if exact {
            return Ok(parsed);
        }
        if literal {
            return Ok(Parsed { ast: parted(parsed.ast, any), ..parsed });
        }
        let (context, memory) = self.context(request);
        let marked = mark(parsed.ast, &request.text, &context, memory)?;
        let mut warnings = parsed.warnings;
        warnings.extend(marked.warnings);
        warnings.extend(self.possible(&request.text, &marked.possible)?);
        let (ast, more) = self.proper_names(parted(marked.ast, any), request)?;
        warnings.extend(more);
        Ok(Parsed { ast, warnings })
    }

    /// What words may mean besides: actors that articles name.
    fn possible(&self, text: &str, possible: &[PossibleActors]) -> Result<Vec<Warning>, SearchError> {
        let filters: Vec<Clause> =
            possible.iter().flat_map(|words| &words.actors).map(|actor| Fact::Actor(actor.clone()).into()).collect();
        if filters.is_empty() {
            return Ok(Vec::new());
        }
        let lists: Vec<Vec<&Clause>> = filters.iter().map(|filter| vec![filter]).collect();
        let mut counts = self.counted(&lists)?.into_iter();
        let mut warnings = Vec::new();
        for words in possible {
            let counted = words.actors.iter().zip(counts.by_ref()).filter(|(_, articles)| *articles > 0);
            let label = |id: &String| self.actors.label(id).unwrap_or_else(|| id.clone());
            let mut actors: Vec<(String, String, u64)> =
                counted.map(|(actor, articles)| (actor.id.clone(), label(&actor.id), articles)).collect();
            actors.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.0.cmp(&b.0)));
            if !actors.is_empty() {
                let kind = WarningKind::MayMean { words: slice(text, words.start..words.end).to_owned(), actors };
                warnings.push(Warning::new(kind, words.start, words.end));
            }
        }
        Ok(warnings)
    }

    /// A tree resolved for a request.
    pub(super) fn meaning(&mut self, ast: &Ast, request: &Request) -> Result<Resolved, SearchError> {
        let (context, memory) = self.context(request);
        Ok(resolve::resolve(ast, &context, memory, Forms::All)?)
    }

    pub(super) fn understand(&mut self, request: &Request) -> Result<Understood, SearchError> {
        self.memory.expansions.clear();
        let parsed = self.parse(request)?;
        let mut query = self.meaning(&parsed.ast, request)?;
        let mut warnings: Vec<Warning> = parsed.warnings;
        warnings.append(&mut query.warnings);
        let mut open = is_open(&parsed.ast, request.any);
        // What matches; what is lit is the query's own clause.
        let mut matching = query.clause.clone();
        if let Some(id) = &request.like {
            let like = like::like(&*self.engine, id, &mut self.memory.stemmer, &self.stop_words)?;
            if parsed.ast.kind == Kind::Nothing {
                // An empty text beside an article is no fault.
                warnings.clear();
                matching = like.clause.clone();
                query = Resolved { clause: like.clause, words: like.words, ..query };
            } else {
                matching = Clause::All(vec![matching, like.clause]);
                query.words.extend(like.words);
            }
            open = false;
        }
        let Filters { clauses: mut filters, actors, mut echo } = self.filters(request)?;
        // Where no word ranks, all that match are equally relevant.
        if echo.sort == Sort::Relevance && query.words.is_empty() && parsed.ast.kind != Kind::Nothing {
            echo.sort = Sort::Newest;
        }
        query.actors.extend(actors);
        if let Some(share) = request.least_share.filter(|share| *share > 0.0) {
            filters.extend(has_share(&query.words, share));
            echo.least_share = Some(share);
        }
        let range = DateRange::new(request.from, request.to)?;
        let mut axis = range;
        let mut left_out = None;
        if let Some(dates) = dated(range, request.dates) {
            let base = filtered(matching.clone(), &filters);
            left_out = Some(self.left_out(&base, range, &dates)?);
            let (from, to) = (echo.from.as_deref().unwrap_or_default(), echo.to.as_deref().unwrap_or_default());
            filters.push((format!("{}: {from}..{to}", Dimension::Date), dates));
        } else if let Some((rest, value)) = only_date(&parsed.ast)
            && let Ok(range) = parse_range(value, self.now)
            && let Some(dates) = dated(range, request.dates)
        {
            axis = range;
            let base = filtered(self.meaning(&rest, request)?.clause, &filters);
            left_out = Some(self.left_out(&base, range, &dates)?);
        }
        if request.dates != DateMode::Within && range.is_open() && !has_date(&parsed.ast) {
            warnings.push(Warning::new(WarningKind::NoRange, request.text.len(), request.text.len()));
        }
        let mut clause = filtered(matching.clone(), &filters);
        let ranks = echo.sort == Sort::Relevance && request.offset.saturating_add(request.limit) > 0;
        let mut ranking = Ranking::by(matching.clone());
        if (ranks || request.expand) && request.like.is_none() && !request.exact {
            ranking = self.ranking(&parsed.ast, &query, request)?;
        }
        if request.expand {
            // What feeds back is what the words are about, in any form: where any is enough, shares lead away from it.
            let feeding = ranking.clone().map(|clause| filtered(clause, &filters));
            let mut words = query.words.clone();
            words.iter_mut().for_each(|word| word.typed.clear());
            let first = self.best_of(&feeding, &words, feedback::ARTICLES, false)?.hits;
            let Searcher { engine, memory, stop_words, .. } = self;
            let added = feedback::added(&**engine, &query.words, &first, &mut memory.stemmer, stop_words)?;
            if let Some(kind) = feedback::told(&added, &query.words, open) {
                warnings.push(Warning::new(kind, 0, request.text.len()));
            }
            ranking.clause = widened(ranking.clause, &added, open);
            ranking.first = ranking.first.map(|(clause, words)| (widened(clause, &added, false), words));
            clause = filtered(widened(matching, &added, open), &filters);
        }
        ranking = ranking.map(|clause| filtered(clause, &filters));
        Ok(Understood { ast: parsed.ast, query, clause, ranking, filters, echo, warnings, left_out, axis })
    }

    /// Of how many articles it is not known when they were added, where that is asked for.
    pub(super) fn unstamped(&self, end: usize) -> Result<Option<Warning>, SearchError> {
        let articles = self.counted(&[vec![&Fact::Unstamped(Stamp::Added).into()]])?.iter().sum();
        Ok((articles > 0).then(|| Warning::new(WarningKind::UnknownAdded { articles }, end, end)))
    }

    /// How many of the articles have no date, for an answer that is sorted by it.
    pub(super) fn undated(&self, clause: &Clause, end: usize) -> Result<Option<Warning>, SearchError> {
        let articles = self.counted(&[vec![clause, &Fact::Undated.into()]])?.iter().sum();
        Ok((articles > 0).then(|| Warning::new(WarningKind::UndatedLast { articles }, 0, end)))
    }

    /// Reads the filters of a request, but for its range of dates.
    fn filters(&self, request: &Request) -> Result<Filters, SearchError> {
        let mut clauses = Vec::new();
        let mut actors = Vec::new();
        let mut understood = request::Filters::default();
        for dimension in Dimension::with_values() {
            let name = |values: &str| format!("{dimension}: {values}");
            if dimension.matching().needs_all() {
                for value in request.filters.of(dimension) {
                    let (value, exact) = typed_value(value);
                    let actor = self.actors.resolve(value, exact)?;
                    understood.push(dimension, &*actor.id);
                    let label = self.actors.label(&actor.id);
                    clauses.push((name(label.as_deref().unwrap_or(&actor.id)), Fact::Actor(actor.clone()).into()));
                    actors.push(actor);
                }
                continue;
            }
            let values: Vec<&str> = request.filters.of(dimension).collect();
            if !values.is_empty() {
                let fact = |typed: &&str| {
                    let (value, whole) = typed_value(typed);
                    Fact::of_value(dimension, value, whole)
                };
                let any = values.iter().filter_map(fact).map(Clause::Fact);
                clauses.push((name(&values.join(" or ")), Clause::any(any.collect())));
                values.iter().for_each(|value| understood.push(dimension, *value));
            }
        }
        let mut added_since = None;
        if let Some(since) = request.added_since {
            let from = match since {
                AddedSince::Moment(from) => Some(from),
                AddedSince::Last => self.engine.last_stamp(Stamp::Added)?,
            };
            let range = TimeRange { from, to: None };
            let added = from.map(|_| Fact::Stamped { stamp: Stamp::Added, range });
            let name = added.as_ref().map_or_else(|| format!("{}:{LAST}", Stamp::Added), ToString::to_string);
            clauses.push((name, added.map_or(Clause::Nothing, Clause::Fact)));
            added_since = from;
        }
        let echo = Echo {
            added_since,
            text: request.text.clone(),
            any: request.any,
            exact: request.exact,
            literal: request.literal,
            expand: request.expand,
            like: request.like.clone(),
            least_share: None,
            sort: request.order(),
            filters: understood,
            from: request.from.map(|day| day.to_string()),
            to: request.to.map(|day| day.to_string()),
        };
        Ok(Filters { clauses, actors, echo })
    }

    /// Counts what matches but for the range of dates, and may lie in it all the same.
    fn left_out(&self, base: &Clause, range: DateRange, dates: &Clause) -> Result<LeftOut, SearchError> {
        // What passes the filter may lie in the range too, so the difference is what it left out. (An exclusion
        // of ranges is what the embedded engine bears only with care.)
        let (undated, possible) = (Fact::Undated.into(), dated(range, DateMode::Possible));
        let mut lists = vec![vec![base, &undated]];
        if let Some(possible) = &possible {
            lists.push(vec![base, possible]);
            lists.push(vec![base, dates]);
        }
        Ok(match *self.counted(&lists)?.as_slice() {
            [undated, possible, passed] => LeftOut { undated, uncertain: possible.saturating_sub(passed) },
            [undated] => LeftOut { undated, uncertain: 0 },
            _ => LeftOut::default(),
        })
    }

    /// How many articles match all clauses of each list.
    pub(super) fn counted(&self, lists: &[Vec<&Clause>]) -> Result<Vec<u64>, SearchError> {
        let counts = self.engine.count(lists)?;
        debug_assert_eq!(counts.len(), lists.len(), "a count for each list");
        Ok(counts)
    }
}

/// The clause of a range of dates; `None` where it is open on both sides.
fn dated(range: DateRange, mode: DateMode) -> Option<Clause> {
    (range != DateRange::default()).then(|| Fact::Dated { range, mode }.into())
}

/// The filter of articles that have a share of the weight of some words, each of which stands for its other spellings.
fn has_share(words: &[RankWord], share: f32) -> Option<(String, Clause)> {
    let part = |word: &RankWord| {
        let forms = std::iter::once(Expr::Word(word.test.clone())).chain(word.spellings.iter().cloned());
        let named = word.actor.iter().map(|actor| Fact::Actor(ActorFilter::only(actor)).into());
        (Clause::any(forms.map(Clause::Places).chain(named).collect()), word.weight)
    };
    let parts: Vec<(Clause, f32)> = words.iter().map(part).collect();
    let total: f32 = words.iter().map(|word| word.weight).sum();
    let name = format!("share of the query's weight: {:.0} %", share * 100.0);
    (words.len() > 1).then_some((name, Clause::Share { parts, least: total * share }))
}

/// Whether it is asked for anywhere in a request when the index got an article.
pub(super) fn asks_when(request: &Request, ast: &Ast) -> bool {
    request.added_since.is_some() || has_stamp(ast)
}

fn has_stamp(ast: &Ast) -> bool {
    matches!(ast.kind, Kind::Stamp { .. }) || ast.children().into_iter().any(has_stamp)
}

/// Whether a range of days is asked for anywhere in a query.
fn has_date(ast: &Ast) -> bool {
    matches!(ast.kind, Kind::Date { .. }) || ast.children().into_iter().any(has_date)
}

/// The one clause of a query that every article's date has to pass, and the query without it.
fn only_date(ast: &Ast) -> Option<(Ast, &str)> {
    let is_date = |clause: &&Ast| matches!(&clause.kind, Kind::Date { value } if value != UNDATED);
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

/// The filters of a request beside its text.
struct Filters {
    /// Each filter as it is shown, and its clause.
    clauses: Vec<(String, Clause)>,
    actors: Vec<ActorFilter>,
    /// The request as it was understood.
    echo: Echo,
}

fn filtered(clause: Clause, filters: &[(String, Clause)]) -> Clause {
    let filters = filters.iter().map(|(_, filter)| filter.clone());
    Clause::all(std::iter::once(clause).chain(filters).collect())
}

/// Whether one word of the query is enough and nothing is excluded or demanded, so that words that
/// are added may find more articles. Else they only weigh among those that match.
fn is_open(ast: &Ast, any: bool) -> bool {
    match &ast.kind {
        Kind::Any { clauses } => clauses.iter().all(|clause| is_open(clause, true)),
        Kind::Word { .. }
        | Kind::Acronym { .. }
        | Kind::Name { .. }
        | Kind::Phrase { .. }
        | Kind::Prefix { .. }
        | Kind::Wildcard { .. }
        | Kind::Fuzzy { .. } => any,
        _ => false,
    }
}

/// The clause with the words that feedback adds.
fn widened(clause: Clause, added: &[feedback::Added], open: bool) -> Clause {
    if added.is_empty() {
        return clause;
    }
    let preferred: Vec<Clause> = added.iter().map(feedback::Added::clause).collect();
    let is_word =
        |clause: &Clause| matches!(clause.condition(), Condition::Places(Expr::Word(Test::Stem(_) | Test::Exact(_))));
    match clause {
        Clause::Any(words) if open && words.iter().all(is_word) => {
            Clause::Any(words.into_iter().chain(preferred).collect())
        }
        clause if open => Clause::Any(std::iter::once(clause).chain(preferred).collect()),
        clause => Clause::Rather { clause: Box::new(clause), preferred },
    }
}
