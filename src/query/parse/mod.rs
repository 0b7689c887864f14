//! The parser of the query language: total, linear, and telling.
//!
//! Takes any text and gives an [`Ast`] with warnings; what makes no sense as an operator is a plain word. It
//! knows no index: whether an actor or a field's value exists is the planner's to say. `lex` finds words,
//! phrases and operators, `tree` joins them.
//!
//! From loosest to tightest: `OR`; `AND` and a blank; `NOT` and `-`; `SAME`; `NEAR/n`; `field:` and `=`.

mod leaf;
mod lex;
mod options;
mod signs;
mod tree;
mod warning_list;

use super::{
    ast::{Ast, Kind},
    lexical::Operator,
    warning::{Warning, WarningKind},
};
pub use options::ParseOptions;
use signs::{Lexeme, Sign};
use warning_list::Warnings;

/// A query as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed {
    /// The tree; [`Kind::Nothing`] where the text holds no word.
    pub ast: Ast,
    /// In the order of their places, at most some twenty.
    pub warnings: Vec<Warning>,
}

/// Reads a query.
///
/// ```
/// # use dateline::query::{ParseOptions, parse};
/// let parsed = parse("“Hay'at Tahrir” AND (Idlib OR Hama) -cease* date:2024-12", &ParseOptions::default());
/// assert_eq!(parsed.ast.to_string(), r#""Hay'at Tahrir" (Idlib OR Hama) NOT cease* date:"2024-12""#);
/// assert!(parsed.warnings.is_empty());
/// ```
#[must_use]
pub fn parse(text: &str, options: &ParseOptions) -> Parsed {
    let mut warnings = Warnings::default();
    let lexemes = lex::lex(text, options, &mut warnings);
    if is_shouted(text, &lexemes) {
        warnings.add(WarningKind::Capitals, 0, text.len());
    }
    let ast = tree::build(text, lexemes, options.any, &mut warnings);
    let ast = if options.exact { ast.exact() } else { ast };
    if ast.kind == Kind::Nothing {
        warnings.add(WarningKind::NoWord, 0, text.len());
    } else if is_only_negative(&ast) {
        warnings.add(WarningKind::OnlyExclusions, ast.start, ast.end);
    }
    let mut warnings = warnings.list;
    warnings.sort_by_key(|warning| (warning.start, warning.end));
    Parsed { ast, warnings }
}

/// Whether nothing but the absence of something is asked for.
fn is_only_negative(ast: &Ast) -> bool {
    match &ast.kind {
        Kind::Not { .. } => true,
        Kind::All { clauses } | Kind::Any { clauses } => clauses.iter().all(is_only_negative),
        _ => false,
    }
}

/// Whether a text in capitals throughout, as headlines come, holds what may not be meant as operators.
fn is_shouted(text: &str, lexemes: &[Lexeme]) -> bool {
    // Two or three acronyms with an operator between them are an analyst's query.
    const FEWEST: usize = 4;
    let operator = |lexeme: &Lexeme| {
        matches!(lexeme.sign, Sign::Operator(Operator::And | Operator::Or | Operator::Not | Operator::Same))
    };
    let word = |lexeme: &&Lexeme| matches!(lexeme.sign, Sign::Leaf(Kind::Word { .. }));
    lexemes.iter().any(operator)
        && lexemes.iter().filter(word).count() >= FEWEST
        && text.contains(char::is_uppercase)
        && !text.contains(char::is_lowercase)
}

#[cfg(test)]
mod tests;
