//! The query language as tables, and the properties that hold for any text.

mod any_text;
mod language;
mod warnings;

use super::{ParseOptions, Parsed, parse};
use crate::query::ast::{Ast, Kind};

fn read(query: &str) -> Parsed {
    parse(query, &ParseOptions::default())
}

/// The tree with its joints showing: every node in parentheses, named.
fn shape(ast: &Ast) -> String {
    let list = |clauses: &[Ast]| clauses.iter().map(shape).collect::<Vec<_>>().join(" ");
    let equals = |exact: bool| if exact { "=" } else { "" };
    match &ast.kind {
        Kind::Nothing => "nothing".into(),
        Kind::Everything => "everything".into(),
        Kind::Word { text, exact } => format!("{}{text}", equals(*exact)),
        Kind::Phrase { text, slop, exact } => format!("{}\"{text}\"~{slop}", equals(*exact)),
        Kind::Prefix { text } => format!("{text}*"),
        Kind::Wildcard { pattern } => format!("wild:{pattern}"),
        Kind::Fuzzy { text, distance } => format!("{text}~{distance}"),
        Kind::Near { left, right, distance } => format!("(near/{distance} {} {})", shape(left), shape(right)),
        Kind::Same { clauses } => format!("(same {})", list(clauses)),
        Kind::Scope { field, clause } => format!("{}:{}", field.name(), shape(clause)),
        Kind::Facet { field, value, exact } => format!("{}:{}<{value}>", field.name(), equals(*exact)),
        Kind::Date { value } => format!("date:<{value}>"),
        Kind::Stamp { stamp, value } => format!("{stamp}:<{value}>"),
        Kind::Acronym { text, .. } => format!("(acronym {text})"),
        Kind::Name { clauses, .. } => format!("(name {})", list(clauses)),
        Kind::All { clauses } => format!("(all {})", list(clauses)),
        Kind::Any { clauses } => format!("(any {})", list(clauses)),
        Kind::Not { clause } => format!("(not {})", shape(clause)),
    }
}
