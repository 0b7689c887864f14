//! From the tree of a query to a query of the engine.
//!
//! Words are folded and stemmed as the index was, patterns are expanded from its dictionary, dates
//! are resolved against today, and actors by the authority. Besides the engine's query the plan
//! holds what ranking and highlighting need: the tests of the words that are asked for.

mod any_words;
mod branches;
mod engine;
mod excluded;
mod expand;
mod filters;
mod names;
mod places;
mod rank_words;
mod span_lists;
mod span_query;

use std::borrow::Cow;

use tantivy::{
    Searcher,
    query::{AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, EmptyQuery, Occur, Query},
};

use self::{engine::engine_query, excluded::Excluded, places::phrase};
use super::{
    ast::{Ast, Kind, TextField},
    dimensions::Matching,
    positional::{Expr, Test},
    warning::Warning,
};
use crate::{
    actors::Named,
    analysis::{Stemmer, StopWords, tokens},
    calendar::{Day, RangeError, parse_range},
    engine::embedded::schema::{self, Fields},
};

pub use self::{
    any_words::{AnyWords, as_a},
    branches::{Branch, Fact, Facts},
    engine::test_terms,
    expand::Expansions,
    filters::{actor_filter, date_filter, undated, value_filter},
    names::mark,
    rank_words::{RankWord, Spelling, idf},
};
pub use super::facts::{ActorFilter, DateMode};

/// Finds actors by any of their names.
pub trait ActorNames {
    /// The actor of this name; `exact` leaves its members out.
    ///
    /// # Errors
    /// There is none, or several share the name.
    fn resolve(&self, name: &str, exact: bool) -> Result<ActorFilter, PlanError>;

    /// The name to show for an actor's id.
    fn label(&self, id: &str) -> Option<String>;

    /// The actor that the first words name, with its spellings; none where nobody knows names.
    fn named(&self, _words: &[&str]) -> Option<Named<'_>> {
        None
    }
}

/// What a plan is made against.
pub struct Context<'a> {
    /// The index, for its dictionary.
    pub searcher: &'a Searcher,
    /// Its fields.
    pub fields: &'a Fields,
    /// Today, for "last week".
    pub now: Day,
    /// Which articles lie in a range of dates.
    pub dates: DateMode,
    /// The authority.
    pub actors: &'a dyn ActorNames,
    /// Words that weigh nothing in this index's language.
    pub stop_words: &'a StopWords,
    /// Words side by side mean any of them: so do the parts of a compound such as "non-users".
    pub any: bool,
    /// What the request's patterns stand for, as far as it is known.
    pub expansions: &'a Expansions,
}

/// A planned query.
pub struct Plan {
    /// Which articles match, and their first score.
    pub query: Box<dyn Query>,
    /// The clauses about positions that are asked for, not those that are excluded.
    pub exprs: Vec<Expr>,
    /// The branches that the query has, if it has any.
    pub branches: Option<Branch>,
    /// Actors that are asked for.
    pub actors: Vec<ActorFilter>,
    /// Their words, each once.
    pub words: Vec<RankWord>,
    /// What the reader should know.
    pub warnings: Vec<Warning>,
}

/// A query that cannot be planned.
#[derive(Debug, thiserror::Error)]
pub enum PlanError {
    /// The authority has no such actor.
    #[error("no actor is called '{name}'{}", or_nearest(.nearest))]
    UnknownActor {
        /// As typed.
        name: String,
        /// The nearest names.
        nearest: Vec<String>,
    },
    /// Several actors share the name.
    #[error("'{name}' stands for several actors; ask for one of: {}", .meant.join(", "))]
    AmbiguousActor {
        /// As typed.
        name: String,
        /// Ids of the actors.
        meant: Vec<String>,
    },
    /// The authority cannot be used.
    #[error("{0}")]
    Authority(String),
    /// The date cannot be read.
    #[error(transparent)]
    Date(#[from] RangeError),
    /// The dictionary cannot be read.
    #[error(transparent)]
    Engine(#[from] tantivy::TantivyError),
}

impl PlanError {
    /// The code: stable, lower case with hyphens.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownActor { .. } => "unknown-actor",
            Self::AmbiguousActor { .. } => "ambiguous-actor",
            Self::Authority(_) => "authority",
            Self::Date(error) => error.code(),
            Self::Engine(_) => "engine",
        }
    }
}

fn or_nearest(names: &[String]) -> String {
    if names.is_empty() { String::new() } else { format!("; the nearest names are: {}", names.join(", ")) }
}

/// Plans a query.
///
/// # Errors
/// An actor is unknown, a date cannot be read, or the dictionary cannot.
pub fn plan(ast: &Ast, context: &Context<'_>, stemmer: &mut Stemmer) -> Result<Plan, PlanError> {
    let mut planner = Planner {
        context,
        stemmer,
        exprs: Vec::new(),
        actors: Vec::new(),
        named: Vec::new(),
        warnings: Vec::new(),
        expanded: Vec::new(),
    };
    // A single compound is one clause of any.
    let query = match &ast.kind {
        Kind::Word { .. } if context.any => {
            let kind = Kind::Any { clauses: vec![ast.clone()] };
            planner.clause(&Ast { kind, ..ast.clone() }, None, true)?
        }
        _ => planner.clause(ast, None, true)?,
    };
    let branches = if branches::has_branches(ast) { Some(planner.branch(ast, None)?) } else { None };
    let Planner { exprs, actors, named, warnings, .. } = planner;
    let words = rank_words::rank_words(&exprs, &named, context)?;
    Ok(Plan { query, exprs, branches, actors, words, warnings })
}

/// The clauses of a list that count: plain stop words do only where nothing else is asked for.
#[must_use]
pub fn weighty<'c>(clauses: &'c [Ast], stop_words: &StopWords) -> Vec<&'c Ast> {
    let is_stop = |clause: &&Ast| match &clause.kind {
        Kind::Word { text, exact: false } => {
            let mut stream = tokens(text);
            stream.next_token().is_some_and(|token| stop_words.contains(token.term)) && stream.next_token().is_none()
        }
        _ => false,
    };
    let weighty: Vec<&Ast> = clauses.iter().filter(|clause| !is_stop(clause)).collect();
    let asks = weighty.iter().any(|clause| !matches!(clause.kind, Kind::Not { .. }));
    if asks { weighty } else { clauses.iter().collect() }
}

/// Words of the index that a misspelt word may have been meant for, with the articles they stand in, best
/// first: those one letter off, and where there is none, two. The word is folded.
///
/// # Errors
/// The dictionary cannot be read.
pub fn spellings(context: &Context<'_>, word: &str) -> Result<Vec<(String, u64)>, PlanError> {
    // Half the words of a language are two letters off a word of four; and nobody misspells a word of forty.
    let distances = match word.chars().count() {
        0..5 => 1..=1,
        5..40 => 1..=2,
        _ => return Ok(Vec::new()),
    };
    for distance in distances {
        let found = expand::alike(context, word, distance)?;
        if !found.is_empty() {
            return Ok(found);
        }
    }
    Ok(Vec::new())
}

struct Planner<'a> {
    context: &'a Context<'a>,
    stemmer: &'a mut Stemmer,
    exprs: Vec<Expr>,
    actors: Vec<ActorFilter>,
    /// Words of actors' names, each with the other spellings of its name.
    named: Vec<(Test, Vec<Expr>)>,
    warnings: Vec<Warning>,
    /// Patterns expanded so far, with what they stand for; a query has few different ones.
    expanded: Vec<(Kind, Expr)>,
}

impl Planner<'_> {
    /// The engine's query for a clause; `wanted` is false below a NOT.
    fn clause(&mut self, ast: &Ast, zone: Option<TextField>, wanted: bool) -> Result<Box<dyn Query>, PlanError> {
        let fields = self.context.fields;
        Ok(match &ast.kind {
            Kind::Nothing => Box::new(EmptyQuery),
            Kind::Everything => Box::new(AllQuery),
            Kind::All { clauses } => {
                let clauses = weighty(clauses, self.context.stop_words);
                // A tree of exclusions alone needs something to exclude from.
                let mut parts = Vec::new();
                for clause in &clauses {
                    parts.push(match &clause.kind {
                        Kind::Not { clause } => (Occur::MustNot, Excluded::boxed(self.clause(clause, zone, false)?)),
                        _ => (Occur::Must, self.clause(clause, zone, wanted)?),
                    });
                }
                if parts.iter().all(|(occur, _)| *occur == Occur::MustNot) {
                    parts.push((Occur::Must, Box::new(AllQuery)));
                }
                Box::new(BooleanQuery::new(parts))
            }
            Kind::Any { clauses } => {
                let parts = self.parts(clauses);
                let clauses = weighty(&parts, self.context.stop_words);
                // A word that stands twice counts twice, as one clause with twice the weight.
                let mut counted: Vec<(&Ast, f32)> = Vec::new();
                for clause in clauses {
                    match counted.iter_mut().find(|(other, _)| other.kind == clause.kind) {
                        Some((_, times)) => *times += 1.0,
                        None => counted.push((clause, 1.0)),
                    }
                }
                let mut queries: Vec<(Box<dyn Query>, f32)> = Vec::with_capacity(counted.len());
                for (clause, times) in counted {
                    queries.push((self.clause(clause, zone, wanted)?, times));
                }
                if let Some(words) = AnyWords::of(&queries) {
                    return Ok(Box::new(words));
                }
                let clause = |(query, times): (Box<dyn Query>, f32)| -> (Occur, Box<dyn Query>) {
                    (Occur::Should, if times > 1.0 { Box::new(BoostQuery::new(query, times)) } else { query })
                };
                Box::new(BooleanQuery::new(queries.into_iter().map(clause).collect()))
            }
            Kind::Not { clause } => Box::new(BooleanQuery::new(vec![
                (Occur::Must, Box::new(AllQuery) as Box<dyn Query>),
                (Occur::MustNot, Excluded::boxed(self.clause(clause, zone, false)?)),
            ])),
            Kind::Scope { field, clause } => self.clause(clause, Some(*field), wanted)?,
            Kind::Facet { field, value, exact } => {
                let query = match field.matching() {
                    Matching::Words | Matching::Code => value_filter(fields, *field, value),
                    Matching::Days => self.date(value)?,
                    Matching::Hierarchy => {
                        let actor = self.context.actors.resolve(value, *exact)?;
                        let query = actor_filter(fields, &actor);
                        if wanted {
                            self.actors.push(actor);
                        }
                        query
                    }
                };
                Box::new(ConstScoreQuery::new(query, 0.0))
            }
            Kind::Date { value } => Box::new(ConstScoreQuery::new(self.date(value)?, 0.0)),
            Kind::Name { clauses, spellings, .. } => self.name(ast, clauses, spellings, zone, wanted)?,
            _ => match self.expr(ast)? {
                Some(expr) => self.positional(expr, zone, wanted),
                None => Box::new(EmptyQuery),
            },
        })
    }

    /// A name as typed, or any other of its spellings.
    fn name(
        &mut self,
        ast: &Ast,
        words: &[Ast],
        spellings: &[String],
        zone: Option<TextField>,
        wanted: bool,
    ) -> Result<Box<dyn Query>, PlanError> {
        // Several words need not stand together, and where any word is enough those of a compound neither.
        if words.len() > 1 || self.context.any {
            let clauses = words.to_vec();
            let kind = if self.context.any { Kind::Any { clauses } } else { Kind::All { clauses } };
            let typed = self.clause(&Ast { kind, ..ast.clone() }, zone, wanted)?;
            let others = self.spellings(words, spellings);
            let others = self.alternatives(others, zone, wanted)?;
            return Ok(Box::new(BooleanQuery::new(vec![(Occur::Should, typed), (Occur::Should, others)])));
        }
        match self.expr(ast)? {
            Some(expr) => self.alternatives(expr, zone, wanted),
            None => Ok(Box::new(EmptyQuery)),
        }
    }

    /// Alternatives of one meaning: each is as rare as the most frequent of them, and the best one counts.
    /// A union of their places would do the same for any [`Expr`], in ten times the time.
    fn alternatives(&mut self, expr: Expr, zone: Option<TextField>, wanted: bool) -> Result<Box<dyn Query>, PlanError> {
        if zone.is_some() {
            return Ok(self.positional(expr, zone, wanted));
        }
        let mut flat = Vec::new();
        flatten(&expr, &mut flat);
        let mut weights = Vec::with_capacity(flat.len());
        for part in &flat {
            weights.push(self.rarity(part)?);
        }
        let least = weights.iter().copied().fold(f32::INFINITY, f32::min);
        let mut queries: Vec<Box<dyn Query>> = Vec::with_capacity(flat.len());
        for (part, weight) in flat.into_iter().zip(weights) {
            queries.push(Box::new(BoostQuery::new(engine_query(self.context.fields, part), least / weight)));
        }
        if wanted {
            self.exprs.push(expr);
        }
        Ok(Box::new(DisjunctionMaxQuery::new(queries)))
    }

    /// The inverse document frequency that the engine gives words or a phrase of them.
    fn rarity(&self, expr: &Expr) -> Result<f32, PlanError> {
        let mut sum = 0.0;
        let mut tests = Vec::new();
        expr.words(&mut |test| tests.push(test));
        for test in tests {
            let mut frequency = 0;
            for term in test_terms(self.context.fields, test) {
                frequency = frequency.max(self.context.searcher.doc_freq(&term)?);
            }
            sum += idf(frequency, self.context.searcher.num_docs());
        }
        Ok(if sum > 0.0 { sum } else { 1.0 })
    }

    /// A clause about positions, in one part of the article or anywhere.
    fn positional(&mut self, expr: Expr, zone: Option<TextField>, wanted: bool) -> Box<dyn Query> {
        let expr = branches::zoned(expr, zone);
        let query = engine_query(self.context.fields, &expr);
        if wanted {
            self.exprs.push(expr);
        }
        query
    }

    /// The other spellings of a name, which from now on stand for its words in the ranking.
    fn spellings(&mut self, words: &[Ast], spellings: &[String]) -> Expr {
        let others: Vec<Expr> =
            spellings.iter().filter_map(|spelling| phrase(self.word_tests(spelling, true), 0)).collect();
        for word in words {
            if let Kind::Word { text, .. } = &word.kind {
                for test in self.word_tests(text, false) {
                    if let Expr::Word(test) = test
                        && self.named.iter().all(|(other, _)| *other != test)
                    {
                        self.named.push((test, others.clone()));
                    }
                }
            }
        }
        Expr::Spellings(others)
    }

    /// The clauses; where any word is enough, a compound stands for its parts: as a phrase it would
    /// miss the articles that have one of them, and their closeness counts in the ranking anyway.
    fn parts<'c>(&self, clauses: &'c [Ast]) -> Cow<'c, [Ast]> {
        let words_of = |clause: &Ast| match &clause.kind {
            Kind::Word { text, exact: false } if self.context.any => {
                let mut words = Vec::new();
                tokens(text).for_each(|token| words.push(token.term.to_owned()));
                words
            }
            _ => Vec::new(),
        };
        if clauses.iter().all(|clause| words_of(clause).len() < 2) {
            return Cow::Borrowed(clauses);
        }
        let mut parts = Vec::with_capacity(clauses.len() + 8);
        for clause in clauses {
            let words = words_of(clause);
            if words.len() < 2 {
                parts.push(clause.clone());
                continue;
            }
            let part = |text| Ast { kind: Kind::Word { text, exact: false }, ..clause.clone() };
            parts.extend(words.into_iter().map(part));
        }
        Cow::Owned(parts)
    }

    fn date(&self, value: &str) -> Result<Box<dyn Query>, PlanError> {
        let fields = self.context.fields;
        if value.trim().eq_ignore_ascii_case(schema::UNDATED) {
            return Ok(undated(fields));
        }
        let range = parse_range(value, self.context.now)?;
        Ok(date_filter(fields, range, self.context.dates).unwrap_or_else(|| Box::new(AllQuery)))
    }
}

/// The alternatives of an expression, those within alternatives too.
fn flatten<'e>(expr: &'e Expr, flat: &mut Vec<&'e Expr>) {
    match expr {
        Expr::Or(parts) | Expr::Spellings(parts) => parts.iter().for_each(|part| flatten(part, flat)),
        other => flat.push(other),
    }
}
