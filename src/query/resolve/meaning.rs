//! A tree of what was typed as a [`Clause`], operator by operator.

use std::borrow::Cow;

use super::{
    context::{Context, Memory, ResolveError},
    places::{Forms, Places},
    rank_words::{self, RankWord},
    stop_clauses::weighty,
};
use crate::{
    analysis::starts_unspaced,
    calendar::{DateRange, TimeRange, parse_range, parse_time_range},
    query::{
        ast::{Ast, Kind},
        clause::Clause,
        dictionary::Dictionary,
        dimensions::{Dimension, Matching},
        expr::Expr,
        facts::{ActorFilter, Fact, UNDATED, folded},
        stamps::{LAST, Stamp},
        text_field::TextField,
        warning::Warning,
    },
};

/// What a query means.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolved {
    /// Which articles match, with their first score.
    pub clause: Clause,
    /// Actors that are asked for.
    pub actors: Vec<ActorFilter>,
    /// The words that are asked for, each once.
    pub words: Vec<RankWord>,
    /// What the reader should know.
    pub warnings: Vec<Warning>,
}

/// Resolves a query; with [`Forms::Typed`] to the articles that have its words as they were typed, all of which it
/// finds by any form too: what is excluded is excluded in every form.
///
/// # Errors
/// An actor is unknown, a date cannot be read, or the dictionary cannot be asked.
pub fn resolve<D: Dictionary + ?Sized>(
    ast: &Ast,
    context: &Context<'_, D>,
    memory: &mut Memory,
    forms: Forms,
) -> Result<Resolved, ResolveError<D::Error>> {
    let mut resolver = Resolver { places: Places::new(context, memory, forms), actors: Vec::new() };
    let clause = match &ast.kind {
        // A single compound is one clause of any.
        Kind::Word { .. } if context.any => resolver.any(std::slice::from_ref(ast), None, true)?,
        _ => resolver.clause(ast, None, true)?,
    };
    let Resolver { places: Places { typed, forms_typed, spelled, warnings, .. }, actors } = resolver;
    let any = matches!(&clause, Clause::Any(parts) if parts.len() > 1);
    let forms = if any { forms_typed.as_slice() } else { &[] };
    let words = rank_words::rank_words(typed, &spelled, forms, context).map_err(ResolveError::Engine)?;
    Ok(Resolved { clause, actors, words, warnings })
}

struct Resolver<'a, D: ?Sized> {
    places: Places<'a, D>,
    actors: Vec<ActorFilter>,
}

impl<D: Dictionary + ?Sized> Resolver<'_, D> {
    /// What a clause means; `wanted` is false below a NOT.
    fn clause(&mut self, ast: &Ast, zone: Option<TextField>, wanted: bool) -> Result<Clause, ResolveError<D::Error>> {
        Ok(match &ast.kind {
            Kind::Nothing => Clause::Nothing,
            Kind::Everything => Clause::Everything,
            Kind::All { clauses } => {
                let mut kept = weighty(clauses, self.places.context.stop_words);
                if self.looks_for_acronyms(zone) {
                    let is_dropped = |clause: &&Ast| !kept.iter().any(|other| std::ptr::eq(*other, *clause));
                    let is_acronym = |clause: &&Ast| matches!(clause.kind, Kind::Acronym { .. });
                    let dropped: Vec<&Ast> = clauses.iter().filter(is_acronym).filter(is_dropped).collect();
                    kept.extend(dropped);
                }
                let each = kept.into_iter().map(|clause| self.clause(clause, zone, wanted));
                Clause::All(each.collect::<Result<_, _>>()?)
            }
            Kind::Any { clauses } => self.any(clauses, zone, wanted)?,
            Kind::Not { clause } => {
                let forms = std::mem::take(&mut self.places.forms);
                let clause = self.clause(clause, zone, false);
                self.places.forms = forms;
                clause?.negated()
            }
            Kind::Scope { field, clause } => self.clause(clause, Some(*field), wanted)?,
            Kind::Facet { field, value, exact } => self.facet(*field, value, *exact, wanted)?,
            Kind::Date { value } => self.date(value)?,
            Kind::Stamp { stamp, value } => self.stamp(*stamp, value)?,
            Kind::Name { clauses, actor, spellings } => self.name(ast, (clauses, actor, spellings), zone, wanted)?,
            Kind::Acronym { actors, names, .. } if self.looks_for_acronyms(zone) => {
                let word = self.places.asked(ast, wanted)?.map_or(Clause::Nothing, Clause::Places);
                let meant = actors.iter().map(|actor| Fact::Actor(ActorFilter::only(actor)).into());
                let clause = Box::new(Clause::All(vec![word, Clause::any(meant.collect())]));
                let names = names.iter().filter_map(|name| self.places.name_as_typed(name));
                Clause::Rather { clause, preferred: names.map(Clause::Places).collect() }
            }
            _ => match self.places.asked(ast, wanted)? {
                Some(Expr::Any(parts)) if zone.is_none() && matches!(ast.kind, Kind::Word { .. }) => {
                    self.best(parts, None)?
                }
                Some(expr) => Clause::Places(expr.within(zone)),
                None => Clause::Nothing,
            },
        })
    }

    /// Whether an acronym is more than the word that it also is: where it is looked for as it was typed.
    fn looks_for_acronyms(&self, zone: Option<TextField>) -> bool {
        self.places.forms == Forms::Typed && !self.places.context.any && zone.is_none()
    }

    /// Any of some clauses. A word that stands twice counts twice, as one clause with twice the weight.
    fn any(
        &mut self,
        clauses: &[Ast],
        zone: Option<TextField>,
        wanted: bool,
    ) -> Result<Clause, ResolveError<D::Error>> {
        let parts = self.parts(clauses);
        let mut counted: Vec<(&Ast, f32)> = Vec::new();
        for clause in weighty(&parts, self.places.context.stop_words) {
            match counted.iter_mut().find(|(other, _)| other.kind == clause.kind) {
                Some((_, times)) => *times += 1.0,
                None => counted.push((clause, 1.0)),
            }
        }
        let each = counted.into_iter().map(|(clause, times)| Ok(self.clause(clause, zone, wanted)?.boosted(times)));
        Ok(Clause::Any(each.collect::<Result<_, ResolveError<_>>>()?))
    }

    fn facet(
        &mut self,
        dimension: Dimension,
        value: &str,
        exact: bool,
        wanted: bool,
    ) -> Result<Clause, ResolveError<D::Error>> {
        match dimension.matching() {
            Matching::Hierarchy => {
                let actor = self.places.context.actors.resolve(value, exact)?;
                if wanted {
                    self.actors.push(actor.clone());
                }
                Ok(Fact::Actor(actor).into())
            }
            Matching::Days => self.date(value),
            Matching::Words | Matching::Code => {
                Ok(Fact::of_value(dimension, value, exact).map_or(Clause::Nothing, Clause::Fact))
            }
        }
    }

    fn date(&self, value: &str) -> Result<Clause, ResolveError<D::Error>> {
        if value.trim().eq_ignore_ascii_case(UNDATED) {
            return Ok(Fact::Undated.into());
        }
        Ok(match parse_range(value, self.places.context.now)? {
            // Facts score nothing, and neither does one that every article has.
            DateRange { from: None, to: None } => Clause::Everything.boosted(0.0),
            range => Fact::Dated { range, mode: self.places.context.dates }.into(),
        })
    }

    fn stamp(&self, stamp: Stamp, value: &str) -> Result<Clause, ResolveError<D::Error>> {
        let value = value.trim();
        if value.eq_ignore_ascii_case(UNDATED) {
            return Ok(Fact::Unstamped(stamp).into());
        }
        if value.eq_ignore_ascii_case(LAST) {
            let last = self.places.context.dictionary.last_stamp(stamp).map_err(ResolveError::Engine)?;
            let since = |from| Fact::Stamped { stamp, range: TimeRange { from: Some(from), to: None } };
            return Ok(last.map_or(Clause::Nothing, |from| since(from).into()));
        }
        Ok(Fact::Stamped { stamp, range: parse_time_range(value, self.places.context.now)? }.into())
    }

    /// A name: its words, actor and other spellings. It is had by an article that has it in any spelling, or whose actors
    /// have its one; where any word is enough, by one that has any of its words.
    fn name(
        &mut self,
        ast: &Ast,
        (words, actor, spellings): (&[Ast], &str, &[String]),
        zone: Option<TextField>,
        wanted: bool,
    ) -> Result<Clause, ResolveError<D::Error>> {
        if self.places.context.any {
            let any = Ast { kind: Kind::Any { clauses: words.to_vec() }, ..ast.clone() };
            let typed = self.clause(&any, zone, wanted)?;
            if self.places.forms == Forms::Typed {
                return Ok(typed);
            }
            let words = self.places.word_tests(words);
            let others = self.places.spellings(words, actor, spellings)?;
            return Ok(Clause::Any(vec![typed, self.alternatives(others, actor, zone)?]));
        }
        match self.places.asked(ast, wanted)? {
            Some(expr) if self.places.forms == Forms::Typed => Ok(Clause::Places(expr.within(zone))),
            Some(expr) => self.alternatives(vec![expr], actor, zone),
            None => Ok(Clause::Nothing),
        }
    }

    /// Spellings of a name, and the articles that name the actor in another way.
    fn alternatives(
        &mut self,
        exprs: Vec<Expr>,
        actor: &str,
        zone: Option<TextField>,
    ) -> Result<Clause, ResolveError<D::Error>> {
        if zone.is_some() {
            return Ok(Expr::any(exprs).map_or(Clause::Nothing, |expr| Clause::Places(expr.within(zone))));
        }
        self.places.found_anywhere(actor);
        self.best(exprs, Some(Fact::Actor(ActorFilter::only(actor)).into()))
    }

    /// Alternatives of one meaning, and one that scores nothing: each is as rare as the most frequent
    /// of them, and the best one counts. A union of their places would do the same for any [`Expr`], in ten times the time.
    fn best(&self, exprs: Vec<Expr>, other: Option<Clause>) -> Result<Clause, ResolveError<D::Error>> {
        let mut flat = Vec::new();
        exprs.into_iter().for_each(|expr| flatten(expr, &mut flat));
        let dictionary = self.places.context.dictionary;
        let rarities = rank_words::rarities(&flat, dictionary).map_err(ResolveError::Engine)?;
        let least = rarities.iter().copied().fold(f32::INFINITY, f32::min);
        let spelled = flat.into_iter().zip(rarities);
        let spelled = spelled.map(|(part, rarity)| Clause::Places(part).boosted(least / rarity));
        Ok(Clause::Best(spelled.chain(other).collect()))
    }

    /// The clauses; where any word is enough, a compound stands for its parts: as a phrase it would
    /// miss the articles that have one of them, and their closeness counts in the ranking anyway.
    fn parts<'c>(&self, clauses: &'c [Ast]) -> Cow<'c, [Ast]> {
        let words_of = |clause: &Ast| match &clause.kind {
            // Words without blanks between them are parted before.
            Kind::Word { text, exact: false } if self.places.context.any && !starts_unspaced(text) => folded(text),
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
}

/// The alternatives of an expression, those within alternatives too.
fn flatten(expr: Expr, flat: &mut Vec<Expr>) {
    match expr {
        Expr::Any(parts) => parts.into_iter().for_each(|part| flatten(part, flat)),
        other => flat.push(other),
    }
}
