//! Filters on an article's facts: its date, its actors, and what else it has in a dimension.

use std::ops::Bound;

use tantivy::{
    Term,
    query::{BooleanQuery, EmptyQuery, Occur, PhraseQuery, Query, RangeQuery, TermQuery},
    schema::{Field, IndexRecordOption},
};

use super::{ActorFilter, DateMode};
use crate::{
    analysis::tokens,
    calendar::{DateRange, Day},
    engine::embedded::schema::{self, Fields},
    query::dimensions::Dimension,
};

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
    Box::new(TermQuery::new(Term::from_facet(fields.column[Dimension::Date], &facet), IndexRecordOption::Basic))
}

/// A filter on the value of a dimension: on its words, or on all of it.
#[must_use]
pub fn value_filter(fields: &Fields, dimension: Dimension, value: &str) -> Box<dyn Query> {
    let Some(field) = fields.words[dimension] else {
        let term = Term::from_field_text(fields.column[dimension], &value.to_lowercase());
        return Box::new(TermQuery::new(term, IndexRecordOption::Basic));
    };
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

/// A filter on an actor.
#[must_use]
pub fn actor_filter(fields: &Fields, actor: &ActorFilter) -> Box<dyn Query> {
    if actor.exact {
        return Box::new(TermQuery::new(Term::from_field_text(fields.named, &actor.id), IndexRecordOption::Basic));
    }
    let parts = actor.paths.iter().map(|path| {
        let facet = schema::facet(path.split('/').filter(|name| !name.is_empty()));
        let query = TermQuery::new(Term::from_facet(fields.column[Dimension::Actor], &facet), IndexRecordOption::Basic);
        (Occur::Should, Box::new(query) as Box<dyn Query>)
    });
    Box::new(BooleanQuery::new(parts.collect()))
}
