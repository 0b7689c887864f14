//! From the tree of a query to a query of the engine.
//!
//! Words are folded and stemmed as the index was, patterns are expanded from its dictionary, dates
//! are resolved against today, and actors by the authority. Besides the engine's query the plan
//! holds what ranking and highlighting need: the tests of the words that are asked for.

mod excluded;
mod expand;
mod filters;
mod names;
mod rank_words;
mod span_query;

use std::borrow::Cow;

use tantivy::{
    Searcher, Term,
    query::{
        AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, EmptyQuery, Occur, PhraseQuery,
        Query, TermQuery,
    },
    schema::IndexRecordOption,
};

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
    actors::Named,
    analysis::{Stemmer, StopWords, tokens},
    calendar::{Day, RangeError, parse_range},
    index::schema::{self, Fields},
};

pub use self::{
    filters::{DateMode, actor_filter, date_filter, language_filter, undated, words_filter},
    names::mark,
    rank_words::{RankWord, Spelling, idf},
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
    let mut planner =
        Planner { context, stemmer, exprs: Vec::new(), named: Vec::new(), warnings: Vec::new(), expanded: Vec::new() };
    // A single compound is one clause of any.
    let query = match &ast.kind {
        Kind::Word { .. } if context.any => {
            let kind = Kind::Any { clauses: vec![ast.clone()] };
            planner.clause(&Ast { kind, ..ast.clone() }, None, true)?
        }
        _ => planner.clause(ast, None, true)?,
    };
    let Planner { exprs, named, warnings, .. } = planner;
    let words = rank_words::rank_words(&exprs, &named, context)?;
    Ok(Plan { query, exprs, words, warnings })
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
    /// Words of actors' names, each with the other spellings of its name.
    named: Vec<(Test, Vec<Expr>)>,
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
            queries.push(Box::new(BoostQuery::new(self.engine_query(part), least / weight)));
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
            Kind::Name { clauses, spellings, .. } => {
                let mut parts = Vec::new();
                for clause in clauses {
                    parts.extend(self.expr(clause)?);
                }
                parts.push(self.spellings(clauses, spellings));
                Some(Expr::Or(parts))
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

/// The alternatives of an expression, those within alternatives too.
fn flatten<'e>(expr: &'e Expr, flat: &mut Vec<&'e Expr>) {
    match expr {
        Expr::Or(parts) | Expr::Spellings(parts) => parts.iter().for_each(|part| flatten(part, flat)),
        other => flat.push(other),
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
        Expr::Or(parts) | Expr::Spellings(parts) => SpanNode::Or(parts.iter().map(node).collect()),
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
