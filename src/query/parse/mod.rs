//! The parser of the query language: total, linear, and telling.
//!
//! Takes any text and gives an [`Ast`] with warnings; what makes no sense as an operator is a plain word. It
//! knows no index: whether an actor or a field's value exists is the planner's to say. `lex` finds words,
//! phrases and operators, `tree` joins them.
//!
//! From loosest to tightest: `OR`; `AND` and a blank; `NOT` and `-`; `SAME`; `NEAR/n`; `field:` and `=`.

mod leaf;
mod lex;
mod signs;
mod tree;

use super::{
    ast::{Ast, Kind},
    warning::{Warning, WarningKind},
};
pub(super) use leaf::is_plain_word;
use signs::{Lexeme, Sign};

/// How a query is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseOptions {
    /// Plain words only: no operators, fields, phrases or patterns.
    pub literal: bool,
    /// Words side by side mean any of them, not all.
    pub any: bool,
    /// Every word and phrase is taken as written, as with `=`.
    pub exact: bool,
    /// How deep parentheses may nest. At most some hundreds: the tree is walked recursively.
    pub max_depth: usize,
    /// How many words a query may have, those of its phrases included.
    pub max_clauses: usize,
}

impl Default for ParseOptions {
    fn default() -> Self {
        Self { literal: false, any: false, exact: false, max_depth: 50, max_clauses: 1_024 }
    }
}

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
    let operator = |lexeme: &Lexeme| matches!(lexeme.sign, Sign::And | Sign::Or | Sign::Not | Sign::Same);
    let word = |lexeme: &&Lexeme| matches!(lexeme.sign, Sign::Leaf(Kind::Word { .. }));
    lexemes.iter().any(operator)
        && lexemes.iter().filter(word).count() >= FEWEST
        && text.contains(char::is_uppercase)
        && !text.contains(char::is_lowercase)
}

/// The warnings of one query. A pasted book must not give a book of them.
#[derive(Debug, Default)]
struct Warnings {
    list: Vec<Warning>,
}

impl Warnings {
    const MOST: usize = 20;

    fn add(&mut self, kind: WarningKind, start: usize, end: usize) {
        if self.list.len() < Self::MOST {
            self.list.push(Warning::new(kind, start, end));
        }
    }

    /// Adds a warning unless the same one stands already for another place.
    fn add_once(&mut self, kind: WarningKind, start: usize, end: usize) {
        if self.list.iter().all(|warning| warning.kind != kind) {
            self.add(kind, start, end);
        }
    }
}

#[cfg(test)]
mod tests;
