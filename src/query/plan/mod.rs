//! From the tree of a query to a query of the engine.
//!
//! Words are folded and stemmed as the index was, patterns are expanded from its dictionary, dates
//! are resolved against today, and actors by the authority. Besides the engine's query the plan
//! holds what ranking and highlighting need: the tests of the words that are asked for.

mod excluded;
mod expand;
mod span_query;

use std::{borrow::Cow, ops::Bound};

use tantivy::{
    Searcher, Term,
    query::{
        AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery, Query, RangeQuery,
        TermQuery,
    },
    schema::{Field, IndexRecordOption},
};

pub use self::expand::Expansions;
use self::{
    excluded::Excluded,
    span_query::{SpanNode, SpanQuery, Zone},
};
use super::{
    ast::{Ast, FacetField, Kind, TextField},
    parse::Warning,
    positional::{Expr, Test},
};
use crate::{
    analysis::{Stemmer, StopWords, tokens},
    calendar::{DateRange, Day, RangeError, parse_range},
    index::schema::{self, Fields},
};

/// What an actor's name stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActorFilter {
    /// Id of the actor.
    pub id: String,
    /// Facet paths whose articles count, each with all below it, as `/armed-group/pmf`.
    pub paths: Vec<String>,
    /// Only articles that name this very actor.
    pub exact: bool,
}

/// Finds actors by any of their names.
pub trait ActorNames {
    /// The actor of this name; `exact` leaves its members out.
    ///
    /// # Errors
    /// There is none, or several share the name.
    fn resolve(&self, name: &str, exact: bool) -> Result<ActorFilter, PlanError>;

    /// The name to show for an actor's id.
    fn label(&self, id: &str) -> Option<String>;
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

/// A word of the query as the ranking sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct RankWord {
    /// Its test, for highlights.
    pub test: Test,
    /// The terms that stand for it in the index.
    pub terms: Vec<Term>,
    /// How often the query has the word; a fraction for words that were not typed.
    pub times: f32,
    /// Inverse document frequency, as BM25 has it, as many times.
    pub weight: f32,
}

/// A planned query.
pub struct Plan {
    /// Which articles match, and their first score.
    pub query: Box<dyn Query>,
    /// The clauses about positions that are asked for, not those that are excluded.
    pub exprs: Vec<Expr>,
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

fn or_nearest(names: &[String]) -> String {
    if names.is_empty() { String::new() } else { format!("; the nearest names are: {}", names.join(", ")) }
}

/// Plans a query.
///
/// # Errors
/// An actor is unknown, a date cannot be read, or the dictionary cannot.
pub fn plan(ast: &Ast, context: &Context<'_>, stemmer: &mut Stemmer) -> Result<Plan, PlanError> {
    let mut planner = Planner { context, stemmer, exprs: Vec::new(), warnings: Vec::new(), expanded: Vec::new() };
    // A single compound is one clause of any.
    let query = match &ast.kind {
        Kind::Word { .. } if context.any => {
            let kind = Kind::Any { clauses: vec![ast.clone()] };
            planner.clause(&Ast { kind, ..ast.clone() }, None, true)?
        }
        _ => planner.clause(ast, None, true)?,
    };
    let Planner { exprs, warnings, .. } = planner;
    let words = rank_words(&exprs, context)?;
    Ok(Plan { query, exprs, words, warnings })
}

/// Which articles lie in a range of dates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DateMode {
    /// Those whose every possible day lies in it.
    #[default]
    Within,
    /// Those, and the ones that have a possible day in it.
    Possible,
    /// Those within it whose date is explicit or metadata.
    Certain,
}

/// A filter on the publication date; `None` where the range is open on both sides. Undated
/// articles never pass it.
#[must_use]
pub fn date_filter(fields: &Fields, range: DateRange, mode: DateMode) -> Option<Box<dyn Query>> {
    let bound = |field: Field, day: Option<Day>| {
        day.map_or(Bound::Unbounded, |day| Bound::Included(Term::from_field_i64(field, day.to_epoch_days().into())))
    };
    // Within: the first possible day is not before the range, the last not after it. Possible: the
    // last is not before it, the first not after it.
    let (first, last) = match mode {
        DateMode::Possible => (fields.latest, fields.earliest),
        DateMode::Within | DateMode::Certain => (fields.earliest, fields.latest),
    };
    let mut parts: Vec<(Occur, Box<dyn Query>)> = Vec::new();
    if range.from.is_some() {
        parts.push((Occur::Must, Box::new(RangeQuery::new(bound(first, range.from), Bound::Unbounded))));
    }
    if range.to.is_some() {
        parts.push((Occur::Must, Box::new(RangeQuery::new(Bound::Unbounded, bound(last, range.to)))));
    }
    if parts.is_empty() {
        return None;
    }
    if mode == DateMode::Certain {
        let least = Term::from_field_u64(fields.evidence, schema::INFERRED + 1);
        parts.push((Occur::Must, Box::new(RangeQuery::new(Bound::Included(least), Bound::Unbounded))));
    }
    Some(Box::new(BooleanQuery::new(parts)))
}

/// The articles without a date.
#[must_use]
pub fn undated(fields: &Fields) -> Box<dyn Query> {
    let facet = schema::facet([schema::UNDATED]);
    Box::new(TermQuery::new(Term::from_facet(fields.date, &facet), IndexRecordOption::Basic))
}

/// A filter on the words of an outlet or a place.
#[must_use]
pub fn words_filter(field: Field, value: &str) -> Box<dyn Query> {
    let mut terms = Vec::new();
    let mut stream = tokens(value);
    while let Some(token) = stream.next_token() {
        terms.push(Term::from_field_text(field, token.term));
    }
    match terms.as_slice() {
        [] => Box::new(EmptyQuery),
        [term] => Box::new(TermQuery::new(term.clone(), IndexRecordOption::Basic)),
        _ => Box::new(PhraseQuery::new(terms)),
    }
}

/// A filter on a language, by code.
#[must_use]
pub fn language_filter(fields: &Fields, code: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(fields.language, &code.to_lowercase()), IndexRecordOption::Basic))
}

/// A filter on an actor.
#[must_use]
pub fn actor_filter(fields: &Fields, actor: &ActorFilter) -> Box<dyn Query> {
    if actor.exact {
        return Box::new(TermQuery::new(Term::from_field_text(fields.named, &actor.id), IndexRecordOption::Basic));
    }
    let parts = actor.paths.iter().map(|path| {
        let facet = schema::facet(path.split('/').filter(|name| !name.is_empty()));
        let query = TermQuery::new(Term::from_facet(fields.actor, &facet), IndexRecordOption::Basic);
        (Occur::Should, Box::new(query) as Box<dyn Query>)
    });
    Box::new(BooleanQuery::new(parts.collect()))
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
    warnings: Vec<Warning>,
    /// Patterns expanded so far, with what they stand for; a query has few different ones.
    expanded: Vec<(Kind, Expr)>,
}

/// Different prefixes, patterns and misspellings of one query, at most: each walks the dictionary.
const MOST_PATTERNS: usize = 24;

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
                let mut queries: Vec<(Occur, Box<dyn Query>)> = Vec::with_capacity(counted.len());
                for (clause, times) in counted {
                    let query = self.clause(clause, zone, wanted)?;
                    let query = if times > 1.0 { Box::new(BoostQuery::new(query, times)) } else { query };
                    queries.push((Occur::Should, query));
                }
                Box::new(BooleanQuery::new(queries))
            }
            Kind::Not { clause } => Box::new(BooleanQuery::new(vec![
                (Occur::Must, Box::new(AllQuery) as Box<dyn Query>),
                (Occur::MustNot, Excluded::boxed(self.clause(clause, zone, false)?)),
            ])),
            Kind::Scope { field, clause } => self.clause(clause, Some(*field), wanted)?,
            Kind::Facet { field, value, exact } => {
                let query = match field {
                    FacetField::Outlet => words_filter(fields.outlet_words, value),
                    FacetField::Place => words_filter(fields.place_words, value),
                    FacetField::Language => language_filter(fields, value),
                    FacetField::Actor => actor_filter(fields, &self.context.actors.resolve(value, *exact)?),
                };
                Box::new(ConstScoreQuery::new(query, 0.0))
            }
            Kind::Date { value } => Box::new(ConstScoreQuery::new(self.date(value)?, 0.0)),
            _ => {
                let Some(expr) = self.expr(ast)? else { return Ok(Box::new(EmptyQuery)) };
                let expr = match zone {
                    Some(zone) => Expr::Zone(Box::new(expr), zone),
                    None => expr,
                };
                let query = self.engine_query(&expr);
                if wanted {
                    self.exprs.push(expr);
                }
                query
            }
        })
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

    /// The clause as tests of words; `None` where it holds no word.
    fn expr(&mut self, ast: &Ast) -> Result<Option<Expr>, PlanError> {
        Ok(match &ast.kind {
            Kind::Word { text, exact } => phrase(self.word_tests(text, *exact), 0),
            Kind::Phrase { text, slop, exact } => phrase(self.word_tests(text, *exact), *slop),
            Kind::Prefix { .. } | Kind::Wildcard { .. } | Kind::Fuzzy { .. } => self.pattern(ast)?,
            Kind::Near { left, right, distance } => match (self.expr(left)?, self.expr(right)?) {
                (Some(left), Some(right)) => Some(Expr::Near(Box::new(left), Box::new(right), *distance)),
                _ => None,
            },
            Kind::Same { clauses } => {
                let mut parts = Vec::new();
                for clause in clauses {
                    let Some(part) = self.expr(clause)? else { return Ok(None) };
                    parts.push(part);
                }
                Some(Expr::Same(parts))
            }
            Kind::Any { clauses } => {
                let mut parts = Vec::new();
                for clause in clauses {
                    parts.extend(self.expr(clause)?);
                }
                (!parts.is_empty()).then_some(Expr::Or(parts))
            }
            _ => None,
        })
    }

    fn word_tests(&mut self, text: &str, exact: bool) -> Vec<Expr> {
        let mut tests = Vec::new();
        let mut stream = tokens(text);
        while let Some(token) = stream.next_token() {
            tests.push(Expr::Word(if exact {
                Test::Exact(token.term.to_owned())
            } else {
                Test::Stem(self.stemmer.stem_of(token.term).to_owned())
            }));
        }
        tests
    }

    /// A prefix, pattern or misspelling as the words of the index that it stands for.
    fn pattern(&mut self, ast: &Ast) -> Result<Option<Expr>, PlanError> {
        if let Some((_, known)) = self.expanded.iter().find(|(kind, _)| *kind == ast.kind) {
            return Ok(Some(known.clone()));
        }
        if self.expanded.len() >= MOST_PATTERNS {
            self.warnings.push(Warning {
                message: format!("left out: a query may have {MOST_PATTERNS} different patterns, and this is one more"),
                start: ast.start,
                end: ast.end,
            });
            return Ok(None);
        }
        let expr = match &ast.kind {
            Kind::Prefix { text } => {
                let mut parts = self.word_tests(text, true);
                if let Some(Expr::Word(Test::Exact(prefix))) = parts.pop() {
                    parts.push(self.expansion(ast, expand::prefix(self.context, &prefix)?));
                }
                phrase(parts, 0)
            }
            Kind::Wildcard { pattern } => {
                let found = expand::wildcard(self.context, pattern)?;
                Some(self.expansion(ast, found))
            }
            Kind::Fuzzy { text, distance } => {
                let mut parts = Vec::new();
                for part in self.word_tests(text, true) {
                    let Expr::Word(Test::Exact(word)) = part else { continue };
                    parts.push(self.misspelt(ast, &word, *distance)?);
                }
                phrase(parts, 0)
            }
            _ => None,
        };
        if let Some(expr) = &expr {
            self.expanded.push((ast.kind.clone(), expr.clone()));
        }
        Ok(expr)
    }

    /// A misspelt word. Two letters off a word of three is half the dictionary, so short words may
    /// be less far off.
    fn misspelt(&mut self, ast: &Ast, word: &str, distance: u8) -> Result<Expr, PlanError> {
        let most = match word.chars().count() {
            0..3 => 0,
            3..5 => 1,
            _ => 2,
        };
        if distance > most {
            self.warnings.push(Warning {
                message: format!("so short a word is taken with {most} letters off at most"),
                start: ast.start,
                end: ast.end,
            });
        }
        Ok(match distance.min(most) {
            0 => Expr::Word(Test::Exact(word.to_owned())),
            distance => {
                let found = expand::fuzzy(self.context, word, distance)?;
                self.expansion(ast, found)
            }
        })
    }

    fn expansion(&mut self, ast: &Ast, found: expand::Expansion) -> Expr {
        if found.left_out > 0 {
            self.warnings.push(Warning {
                message: format!(
                    "stands for {} words; the {} most frequent were taken, make it longer for the rest",
                    found.words.len() + found.left_out,
                    found.words.len()
                ),
                start: ast.start,
                end: ast.end,
            });
        }
        Expr::Word(Test::OneOf(found.words.into_iter().collect()))
    }

    /// The engine's own queries where they do the same, else a span query.
    fn engine_query(&self, expr: &Expr) -> Box<dyn Query> {
        let fields = self.context.fields;
        match expr {
            Expr::Word(Test::Stem(_) | Test::Exact(_)) => {
                if let Some(term) = terms(fields, expr).pop() {
                    return Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs));
                }
            }
            Expr::Phrase(parts, 0)
                if parts.iter().all(|part| matches!(part, Expr::Word(Test::Stem(_) | Test::Exact(_)))) =>
            {
                let all: Vec<Term> = parts.iter().flat_map(|part| terms(fields, part)).collect();
                if all.len() == parts.len()
                    && all.windows(2).all(|pair| matches!(pair, [a, b] if a.field() == b.field()))
                {
                    return Box::new(PhraseQuery::new(all));
                }
            }
            _ => {}
        }
        Box::new(SpanQuery::new(span_node(fields, expr), fields.text))
    }
}

fn phrase(mut parts: Vec<Expr>, slop: u32) -> Option<Expr> {
    match parts.len() {
        0 => None,
        1 => parts.pop(),
        _ => Some(Expr::Phrase(parts, slop)),
    }
}

/// The terms of one word test.
fn test_terms(fields: &Fields, test: &Test) -> Vec<Term> {
    match test {
        Test::Stem(stem) => vec![Term::from_field_text(fields.text, stem)],
        Test::Exact(word) => vec![Term::from_field_text(fields.text_exact, word)],
        Test::OneOf(words) => {
            let mut words: Vec<&String> = words.iter().collect();
            words.sort();
            words.into_iter().map(|word| Term::from_field_text(fields.text_exact, word)).collect()
        }
    }
}

fn terms(fields: &Fields, expr: &Expr) -> Vec<Term> {
    match expr {
        Expr::Word(test) => test_terms(fields, test),
        _ => Vec::new(),
    }
}

fn span_node(fields: &Fields, expr: &Expr) -> SpanNode {
    let node = |part: &Expr| span_node(fields, part);
    match expr {
        Expr::Word(test) => SpanNode::Terms(test_terms(fields, test)),
        Expr::Or(parts) => SpanNode::Or(parts.iter().map(node).collect()),
        Expr::Phrase(parts, slop) => SpanNode::Phrase(parts.iter().map(node).collect(), *slop),
        Expr::Near(left, right, distance) => SpanNode::Near(Box::new(node(left)), Box::new(node(right)), *distance),
        Expr::Same(parts) => {
            SpanNode::Same(parts.iter().map(node).collect(), Term::from_field_text(fields.text_exact, schema::SENTENCE))
        }
        Expr::Zone(inner, field) => {
            let zone = match field {
                TextField::Title => Zone::Title,
                TextField::Body => Zone::Body,
            };
            SpanNode::Zone(Box::new(node(inner)), zone, schema::BODY_START)
        }
    }
}

/// The words of the clauses with their weights, each once. Stop words of phrases weigh nothing
/// beside other words.
fn rank_words(exprs: &[Expr], context: &Context<'_>) -> Result<Vec<RankWord>, PlanError> {
    let mut tests: Vec<(&Test, f32)> = Vec::new();
    for expr in exprs {
        expr.words(&mut |test| match tests.iter_mut().find(|(other, _)| *other == test) {
            Some((_, times)) => *times += 1.0,
            None => tests.push((test, 1.0)),
        });
    }
    let is_stop = |test: &Test| match test {
        Test::Stem(word) | Test::Exact(word) => context.stop_words.contains(word),
        Test::OneOf(_) => false,
    };
    if tests.iter().any(|(test, _)| !is_stop(test)) {
        tests.retain(|(test, _)| !is_stop(test));
    }
    let documents = context.searcher.num_docs() as f32;
    let mut words = Vec::with_capacity(tests.len());
    for (test, times) in tests {
        let terms = test_terms(context.fields, test);
        let mut frequency = 0;
        for term in &terms {
            frequency = frequency.max(context.searcher.doc_freq(term)?);
        }
        let frequency = (frequency as f32).min(documents);
        let idf = (1.0 + (documents - frequency + 0.5) / (frequency + 0.5)).ln();
        words.push(RankWord { test: test.clone(), terms, times, weight: idf * times });
    }
    Ok(words)
}
