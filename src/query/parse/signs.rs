//! The signs of a query: what the lexer makes of its text and the tree is made of.

use crate::query::{ast::Kind, lexical::Operator, text_field::TextField};

/// One sign of the language, with its bytes of the query.
#[derive(Clone, Debug)]
pub(super) struct Lexeme {
    pub sign: Sign,
    pub start: usize,
    pub end: usize,
}

#[derive(Clone, Debug)]
pub(super) enum Sign {
    Leaf(Kind),
    Open,
    Close,
    Operator(Operator),
    Minus,
    Scope(TextField),
}
