//! What a query means, as a query of tantivy.
//!
//! The engine's own queries are taken where they do the same: for a word, for any or all of some, for words that
//! follow each other. Everything else about places is a [`SpanQuery`].

use std::{collections::HashMap, ops::Bound};

use tantivy::{
    Term,
    query::{
        AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, EmptyQuery, Occur, PhraseQuery,
        Query, RangeQuery, TermQuery,
    },
    schema::{Field, IndexRecordOption},
};

use super::{
    IndexError, Reader,
    any_words::{AnyWords, one_field},
    excluded::Excluded,
    schema::{self, Fields},
    share_query::ShareQuery,
    span_query::SpanQuery,
    whole_value::WholeValue,
};
use crate::{
    calendar::{DateRange, Day, TimeRange},
    query::{
        Stamp,
        clause::Clause,
        dictionary::Dictionary as _,
        dimensions::Dimension,
        expr::{Expr, Test},
        facts::{ActorFilter, DateMode, Fact, value_words},
    },
};

/// Words that a pattern stands for where the query left it as it is.
const PATTERN_WORDS: usize = 1_000;

impl Reader {
    /// The query of a clause.
    ///
    /// # Errors
    /// The dictionary cannot be read.
    pub(super) fn compile(&self, clause: &Clause) -> Result<Box<dyn Query>, IndexError> {
        Ok(match clause {
            Clause::Everything => Box::new(AllQuery),
            Clause::Nothing => Box::new(EmptyQuery),
            Clause::Places(expr) => self.places(expr)?,
            Clause::Fact(fact) => Box::new(ConstScoreQuery::new(fact_query(self.fields(), fact), 0.0)),
            Clause::All(clauses) => self.compile_all(clauses)?,
            Clause::Any(clauses) => match self.any_words(clauses) {
                Some(words) => Box::new(words),
                None => {
                    let mut parts = Vec::with_capacity(clauses.len());
                    for (clause, times) in once_each(clauses) {
                        parts.push((Occur::Should, self.compile_times(clause, times)?));
                    }
                    Box::new(BooleanQuery::new(parts))
                }
            },
            Clause::Best(clauses) => {
                let parts = clauses.iter().map(|clause| self.compile(clause)).collect::<Result<_, _>>()?;
                Box::new(DisjunctionMaxQuery::new(parts))
            }
            Clause::Share { parts, least } => {
                let part = |(clause, weight): &(Clause, f32)| Ok((self.compile(clause)?, *weight));
                let parts = parts.iter().map(part).collect::<Result<_, IndexError>>()?;
                Box::new(ShareQuery::new(parts, *least))
            }
            Clause::Not(clause) => Box::new(BooleanQuery::new(vec![
                (Occur::Must, Box::new(AllQuery) as Box<dyn Query>),
                (Occur::MustNot, Excluded::boxed(self.compile(clause)?)),
            ])),
            Clause::Boost { clause, factor } => Box::new(BoostQuery::new(self.compile(clause)?, *factor)),
            Clause::Rather { clause, preferred } => {
                let mut parts = Vec::with_capacity(preferred.len() + 1);
                parts.push((Occur::Must, self.compile(clause)?));
                for clause in preferred {
                    parts.push((Occur::Should, self.compile(clause)?));
                }
                Box::new(BooleanQuery::new(parts))
            }
        })
    }

    /// The query of what has to match all of some clauses.
    ///
    /// # Errors
    /// The dictionary cannot be read.
    pub(super) fn compile_all<'c>(
        &self,
        clauses: impl IntoIterator<Item = &'c Clause>,
    ) -> Result<Box<dyn Query>, IndexError> {
        let mut parts: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for (clause, times) in once_each(clauses) {
            parts.push(match clause {
                Clause::Not(clause) => (Occur::MustNot, Excluded::boxed(self.compile(clause)?)),
                clause => (Occur::Must, self.compile_times(clause, times)?),
            });
        }
        // A tree of exclusions alone needs something to exclude from.
        if parts.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            parts.push((Occur::Must, Box::new(AllQuery)));
        }
        Ok(Box::new(BooleanQuery::new(parts)))
    }

    /// The query of a clause that stands so many times among its like: it scores for each.
    fn compile_times(&self, clause: &Clause, times: u16) -> Result<Box<dyn Query>, IndexError> {
        let query = self.compile(clause)?;
        Ok(if times == 1 { query } else { Box::new(BoostQuery::new(query, times.into())) })
    }

    /// The alternatives as words with their weights, where all of them are words.
    fn any_words(&self, clauses: &[Clause]) -> Option<AnyWords> {
        let mut words = Vec::with_capacity(clauses.len());
        for clause in clauses {
            let (clause, weight) = match clause {
                Clause::Boost { clause, factor } => (&**clause, *factor),
                clause => (clause, 1.0),
            };
            let Clause::Places(Expr::Word(test)) = clause else { return None };
            words.push((single(self.fields(), test)?, weight));
        }
        Some(AnyWords::new(words))
    }

    fn places(&self, expr: &Expr) -> Result<Box<dyn Query>, IndexError> {
        match expr {
            Expr::Word(test) => {
                if let Some(term) = single(self.fields(), test) {
                    return Ok(Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)));
                }
            }
            Expr::Phrase { parts, slop: 0 } => {
                let term = |part: &Expr| if let Expr::Word(test) = part { single(self.fields(), test) } else { None };
                let terms: Option<Vec<Term>> = parts.iter().map(term).collect();
                if let Some(terms) = terms.filter(|terms| one_field(terms)) {
                    return Ok(Box::new(PhraseQuery::new(terms)));
                }
            }
            _ => {}
        }
        let mut failed = None;
        let expr = expr.map(&mut |test| match self.terms(test) {
            Ok(terms) => terms,
            Err(error) => {
                failed = Some(error);
                Vec::new()
            }
        });
        match failed {
            Some(error) => Err(error),
            None => {
                Ok(Box::new(SpanQuery::new(expr, schema::mark(self.fields()), self.fields().text, self.work.clone())))
            }
        }
    }

    /// The terms of a test, of any of which a word is that passes it.
    pub(super) fn terms(&self, test: &Test) -> Result<Vec<Term>, IndexError> {
        let exact = |word: &String| Term::from_field_text(self.fields().text_exact, word);
        Ok(match test {
            Test::Stem(_) | Test::Exact(_) => single(self.fields(), test).into_iter().collect(),
            Test::OneOf(words) => {
                debug_assert!(words.is_sorted(), "the words of a pattern are in order");
                words.iter().map(exact).collect()
            }
            Test::Pattern(pattern) => {
                let found = self.expand(pattern, PATTERN_WORDS)?.unwrap_or_default();
                let mut terms: Vec<Term> = found.words.iter().map(|(word, _)| exact(word)).collect();
                terms.sort();
                terms
            }
        })
    }
}

/// The clauses, with how often each stands there: what stands at places is looked for once, since to read positions is
/// most of the work of a query. Single words and facts cost too little to be compared.
fn once_each<'c>(clauses: impl IntoIterator<Item = &'c Clause>) -> Vec<(&'c Clause, u16)> {
    let mut once: Vec<(&Clause, u16)> = Vec::new();
    let mut met: HashMap<String, usize> = HashMap::new();
    for clause in clauses {
        let is_cheap = matches!(clause, Clause::Places(Expr::Word(_)) | Clause::Fact(_));
        if !is_cheap {
            let number = *met.entry(clause.to_string()).or_insert(once.len());
            if let Some((like, times)) = once.get_mut(number)
                && *like == clause
            {
                *times = times.saturating_add(1);
                continue;
            }
        }
        once.push((clause, 1));
    }
    once
}

/// The one term of a test; `None` where it is of several words.
fn single(fields: &Fields, test: &Test) -> Option<Term> {
    match test {
        Test::Stem(stem) => Some(Term::from_field_text(fields.text, stem)),
        Test::Exact(word) => Some(Term::from_field_text(fields.text_exact, word)),
        Test::OneOf(_) | Test::Pattern(_) => None,
    }
}

/// The query of a fact, without a score that means anything.
fn fact_query(fields: &Fields, fact: &Fact) -> Box<dyn Query> {
    let basic = |term: Term| -> Box<dyn Query> { Box::new(TermQuery::new(term, IndexRecordOption::Basic)) };
    match fact {
        Fact::Words { dimension, words } => words_query(fields, *dimension, words),
        Fact::Whole { dimension, value } => whole_query(fields, *dimension, value),
        Fact::Code { dimension, code } => basic(Term::from_field_text(fields.column[*dimension], code)),
        Fact::Actor(actor) => actor_query(fields, actor),
        Fact::Dated { range, mode } => date_query(fields, *range, *mode),
        Fact::Undated => basic(Term::from_facet(fields.column[Dimension::Date], &schema::facet([schema::UNDATED]))),
        Fact::Stamped { stamp, range } => stamp_query(fields, *stamp, *range),
        Fact::Unstamped(stamp) => Box::new(BooleanQuery::new(vec![
            (Occur::Must, Box::new(AllQuery) as Box<dyn Query>),
            (Occur::MustNot, Excluded::boxed(stamp_query(fields, *stamp, TimeRange::default()))),
        ])),
        Fact::Id(id) => basic(Term::from_field_text(fields.id, id)),
    }
}

/// The articles whose value has these words side by side.
fn words_query(fields: &Fields, dimension: Dimension, words: &[String]) -> Box<dyn Query> {
    let column = fields.words[dimension];
    debug_assert!(column.is_some(), "{dimension} is matched by words");
    let term = |word: &String| column.map(|column| Term::from_field_text(column, word));
    let mut terms: Vec<Term> = words.iter().filter_map(term).collect();
    match (terms.pop(), terms.is_empty()) {
        (None, _) => Box::new(EmptyQuery),
        (Some(only), true) => Box::new(TermQuery::new(only, IndexRecordOption::Basic)),
        (Some(last), false) => {
            terms.push(last);
            Box::new(PhraseQuery::new(terms))
        }
    }
}

/// The articles whose value is this one.
fn whole_query(fields: &Fields, dimension: Dimension, value: &str) -> Box<dyn Query> {
    match (fields.words[dimension], value_words(value)) {
        (Some(_), Some(mut words)) if dimension.description().several => {
            words.insert(0, schema::PARTED.to_owned());
            words.push(schema::PARTED.to_owned());
            words_query(fields, dimension, &words)
        }
        (Some(column), Some(words)) => WholeValue::boxed(words_query(fields, dimension, &words), column, words.len()),
        _ => {
            let term = Term::from_field_text(fields.column[dimension], value);
            Box::new(TermQuery::new(term, IndexRecordOption::Basic))
        }
    }
}

/// The articles that name an actor.
fn actor_query(fields: &Fields, actor: &ActorFilter) -> Box<dyn Query> {
    let basic = |term: Term| -> Box<dyn Query> { Box::new(TermQuery::new(term, IndexRecordOption::Basic)) };
    if actor.exact {
        return basic(Term::from_field_text(fields.named, &actor.id));
    }
    let parts = actor.paths.iter().map(|path| {
        let facet = schema::facet(path.split('/').filter(|name| !name.is_empty()));
        (Occur::Should, basic(Term::from_facet(fields.column[Dimension::Actor], &facet)))
    });
    Box::new(BooleanQuery::new(parts.collect()))
}

/// The articles that the index got or changed in a range; never those of which that is not known.
fn stamp_query(fields: &Fields, stamp: Stamp, range: TimeRange) -> Box<dyn Query> {
    let [added, changed] = fields.stamps;
    let field = match stamp {
        Stamp::Added => added,
        Stamp::Changed => changed,
    };
    let bound = |moment: Option<i64>, open: i64| Bound::Included(Term::from_field_i64(field, moment.unwrap_or(open)));
    Box::new(RangeQuery::new(bound(range.from, i64::MIN), bound(range.to, i64::MAX)))
}

/// The articles whose date lies in a range; undated ones never do.
fn date_query(fields: &Fields, range: DateRange, mode: DateMode) -> Box<dyn Query> {
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
    debug_assert!(!parts.is_empty(), "a range that is open at both ends is no fact");
    if mode == DateMode::Certain {
        let least = Term::from_field_u64(fields.evidence, schema::INFERRED + 1);
        parts.push((Occur::Must, Box::new(RangeQuery::new(Bound::Included(least), Bound::Unbounded))));
    }
    Box::new(BooleanQuery::new(parts))
}
