//! Tests of words at places as queries of the engine.

use tantivy::{
    Term,
    query::{PhraseQuery, Query, TermQuery},
    schema::IndexRecordOption,
};

use super::span_query::{SpanNode, SpanQuery, Zone};
use crate::{
    analysis::BODY_START,
    engine::embedded::schema::{self, Fields},
    query::{
        ast::TextField,
        positional::{Expr, Test},
    },
};

/// The engine's own queries where they do the same, else a span query.
pub(super) fn engine_query(fields: &Fields, expr: &Expr) -> Box<dyn Query> {
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
            if all.len() == parts.len() && all.windows(2).all(|pair| matches!(pair, [a, b] if a.field() == b.field())) {
                return Box::new(PhraseQuery::new(all));
            }
        }
        _ => {}
    }
    Box::new(SpanQuery::new(span_node(fields, expr), fields.text))
}

/// The terms of one word test, of any of which it is.
#[must_use]
pub fn test_terms(fields: &Fields, test: &Test) -> Vec<Term> {
    match test {
        Test::Stem(stem) => vec![Term::from_field_text(fields.text, stem)],
        Test::Exact(word) => vec![Term::from_field_text(fields.text_exact, word)],
        // A pattern is never left as it is: the dictionary is at hand.
        Test::Pattern(_) => Vec::new(),
        Test::OneOf(words) => words.iter().map(|word| Term::from_field_text(fields.text_exact, word)).collect(),
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
            SpanNode::Zone(Box::new(node(inner)), zone, BODY_START)
        }
    }
}
