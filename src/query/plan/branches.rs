//! The branches of a query, and which of them one article matches: only those are lit.
//!
//! Of `(port AND strike) OR flood` an article about a flood has matched the second branch; that its port is
//! open is no reason why it was found. Where a query has no such branches none is made.

use super::{DateMode, PlanError, Planner, weighty};
use crate::{
    analysis::tokens,
    article::{Evidence, Published},
    calendar::{DateRange, parse_range},
    engine::embedded::schema,
    query::{
        ast::{Ast, Kind, TextField},
        dimensions::{ByDimension, Dimension, Matching},
        positional::Expr,
        words::Words,
    },
};

/// A part of a query.
#[derive(Clone, Debug, PartialEq)]
pub enum Branch {
    /// Every article, or none.
    Always(bool),
    /// Words at places.
    Places(Expr),
    /// Something beside the text.
    Fact(Fact),
    /// All of these.
    All(Vec<Branch>),
    /// Any of these.
    Any(Vec<Branch>),
    /// Not this.
    Not(Box<Branch>),
}

/// What is asked of an article beside its text.
#[derive(Clone, Debug, PartialEq)]
pub enum Fact {
    /// Folded words of the value in a dimension, side by side.
    Words(Dimension, Vec<String>),
    /// The whole value in a dimension, in small letters.
    Code(Dimension, String),
    /// Ids of actors, any of them.
    Actor(Vec<String>),
    /// A range of days.
    Dated(DateRange, DateMode),
    /// No date.
    Undated,
}

/// What an article has beside its text.
#[derive(Clone, Debug)]
pub struct Facts<'a> {
    /// Its texts in the dimensions.
    pub texts: ByDimension<Option<&'a str>>,
    /// When it was published.
    pub published: &'a Published,
    /// Ids of the actors named.
    pub actors: Vec<&'a str>,
}

impl<'a> Facts<'a> {
    /// Those of an article: its texts in the dimensions, its date, and the ids of its mentions.
    #[must_use]
    pub fn new(
        texts: ByDimension<Option<&'a str>>,
        published: &'a Published,
        actors: impl Iterator<Item = &'a str>,
    ) -> Self {
        Self { texts, published, actors: actors.collect() }
    }
}

impl Branch {
    /// Whether an article matches.
    #[must_use]
    pub fn holds(&self, words: &Words, facts: &Facts<'_>) -> bool {
        match self {
            Self::Always(always) => *always,
            Self::Places(expr) => !expr.spans(words).is_empty(),
            Self::Fact(fact) => fact.holds(facts),
            Self::All(parts) => parts.iter().all(|part| part.holds(words, facts)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(words, facts)),
            Self::Not(part) => !part.holds(words, facts),
        }
    }

    /// Calls `each` with all places that have to be known to say whether an article matches.
    pub fn places<'b>(&'b self, each: &mut dyn FnMut(&'b Expr)) {
        match self {
            Self::Always(_) | Self::Fact(_) => {}
            Self::Places(expr) => each(expr),
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.places(each)),
            Self::Not(part) => part.places(each),
        }
    }

    /// Calls `each` with the places that the article was asked for, but for those of alternatives that it
    /// does not match.
    pub fn matched<'b>(&'b self, words: &Words, facts: &Facts<'_>, each: &mut dyn FnMut(&'b Expr)) {
        match self {
            Self::Always(_) | Self::Fact(_) | Self::Not(_) => {}
            Self::Places(expr) => each(expr),
            Self::All(parts) => parts.iter().for_each(|part| part.matched(words, facts, each)),
            Self::Any(parts) => {
                for part in parts.iter().filter(|part| part.holds(words, facts)) {
                    part.matched(words, facts, each);
                }
            }
        }
    }
}

impl Fact {
    fn holds(&self, facts: &Facts<'_>) -> bool {
        match self {
            Self::Words(dimension, words) => has(facts.texts[*dimension], words),
            Self::Code(dimension, code) => facts.texts[*dimension] == Some(code),
            Self::Actor(ids) => facts.actors.iter().any(|actor| ids.iter().any(|id| id == actor)),
            Self::Undated => facts.published.date.is_none(),
            Self::Dated(range, mode) => {
                let Published { earliest: Some(earliest), latest: Some(latest), evidence, .. } = facts.published else {
                    return false;
                };
                let (first, last) = if *mode == DateMode::Possible { (latest, earliest) } else { (earliest, latest) };
                range.from.is_none_or(|from| *first >= from)
                    && range.to.is_none_or(|to| *last <= to)
                    && (*mode != DateMode::Certain || matches!(evidence, Evidence::Metadata | Evidence::Explicit))
            }
        }
    }
}

/// Whether a value has the words side by side.
fn has(value: Option<&str>, words: &[String]) -> bool {
    let found = folded(value.unwrap_or_default());
    !words.is_empty() && found.windows(words.len()).any(|window| window == words)
}

fn folded(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    tokens(text).for_each(|token| words.push(token.term.to_owned()));
    words
}

/// Whether a query has alternatives that are more than places.
pub(super) fn has_branches(ast: &Ast) -> bool {
    let simple = |clause: &Ast| clause.is_positional() || matches!(clause.kind, Kind::Phrase { .. });
    match &ast.kind {
        Kind::Any { clauses } => !clauses.iter().all(simple),
        Kind::Name { clauses, .. } => clauses.len() > 1,
        Kind::All { clauses } => clauses.iter().any(has_branches),
        Kind::Scope { clause, .. } => has_branches(clause),
        _ => false,
    }
}

impl Planner<'_> {
    /// The branches of a clause.
    pub(super) fn branch(&mut self, ast: &Ast, zone: Option<TextField>) -> Result<Branch, PlanError> {
        Ok(match &ast.kind {
            Kind::Nothing => Branch::Always(false),
            Kind::Everything => Branch::Always(true),
            Kind::All { clauses } => Branch::All(self.branches(&weighty(clauses, self.context.stop_words), zone)?),
            Kind::Any { clauses } => {
                let parts = self.parts(clauses);
                Branch::Any(self.branches(&weighty(&parts, self.context.stop_words), zone)?)
            }
            Kind::Not { clause } => Branch::Not(Box::new(self.branch(clause, zone)?)),
            Kind::Scope { field, clause } => self.branch(clause, Some(*field))?,
            Kind::Name { clauses, spellings, .. } if clauses.len() > 1 || self.context.any => {
                let words = self.branches(&weighty(clauses, self.context.stop_words), zone)?;
                let words = if self.context.any { Branch::Any(words) } else { Branch::All(words) };
                let others = Branch::Places(zoned(self.spellings(clauses, spellings), zone));
                Branch::Any(vec![words, others])
            }
            Kind::Facet { field, value, exact } => match field.matching() {
                Matching::Words => Branch::Fact(Fact::Words(*field, folded(value))),
                Matching::Code => Branch::Fact(Fact::Code(*field, value.to_lowercase())),
                Matching::Hierarchy => Branch::Fact(Fact::Actor(self.context.actors.resolve(value, *exact)?.ids)),
                Matching::Days => self.days(value)?,
            },
            Kind::Date { value } => self.days(value)?,
            _ => match self.expr(ast)? {
                Some(expr) => Branch::Places(zoned(expr, zone)),
                None => Branch::Always(false),
            },
        })
    }

    fn days(&self, value: &str) -> Result<Branch, PlanError> {
        if value.trim().eq_ignore_ascii_case(schema::UNDATED) {
            return Ok(Branch::Fact(Fact::Undated));
        }
        Ok(match parse_range(value, self.context.now)? {
            DateRange { from: None, to: None } => Branch::Always(true),
            range => Branch::Fact(Fact::Dated(range, self.context.dates)),
        })
    }

    fn branches(&mut self, clauses: &[&Ast], zone: Option<TextField>) -> Result<Vec<Branch>, PlanError> {
        clauses.iter().map(|clause| self.branch(clause, zone)).collect()
    }
}

/// An expression in one part of the article, or anywhere.
pub(super) fn zoned(expr: Expr, zone: Option<TextField>) -> Expr {
    match zone {
        Some(zone) => Expr::Zone(Box::new(expr), zone),
        None => expr,
    }
}
