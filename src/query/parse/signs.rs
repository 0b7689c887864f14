//! The signs of the language: operators, fields, quotes, and what parts words.
//!
//! Tables and one-chunk decisions; reading a whole query is [`super::lex`]'s.

use crate::query::{
    ast::{Kind, TextField},
    dimensions::{Dimension, listed},
};

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
    And,
    Or,
    Not,
    Minus,
    Same,
    Near(u32),
    Scope(TextField),
}

impl Sign {
    /// The word an operator is spelled with.
    pub(super) fn spelling(&self) -> &'static str {
        match self {
            Self::And => "AND",
            Self::Or => "OR",
            Self::Not => "NOT",
            Self::Same => "SAME",
            Self::Near(_) => "NEAR",
            _ => "",
        }
    }
}

/// A field as typed before a colon.
#[derive(Clone, Copy, Debug)]
pub(super) enum Field {
    Text(TextField),
    Dimension(Dimension),
}

/// Whether a chunk means more than its letters: an operator or a field.
pub(super) fn is_reserved(chunk: &str) -> bool {
    operator(chunk).is_some() || field(chunk).is_some()
}

/// What a chunk of text ends at.
pub(super) fn ends_chunk(c: char) -> bool {
    is_blank(c) || is_quote(c) || matches!(c, '(' | ')')
}

/// The parts of an article that a field can name.
const PARTS: [TextField; 2] = [TextField::Title, TextField::Body];

/// What a warning says of fields.
pub(super) fn fields() -> String {
    let names = PARTS.iter().map(|part| part.name()).chain(Dimension::ALL.iter().map(|dimension| dimension.name()));
    listed(&names.collect::<Vec<_>>(), "and")
}

/// The operator a chunk is, in capitals as all operators are.
pub(super) fn operator(chunk: &str) -> Option<Sign> {
    Some(match chunk {
        "AND" | "&&" => Sign::And,
        "OR" | "||" => Sign::Or,
        "NOT" => Sign::Not,
        "SAME" => Sign::Same,
        _ => {
            let digits = chunk.strip_prefix("NEAR/").filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))?;
            if digits.is_empty() {
                return None;
            }
            Sign::Near(digits.parse().unwrap_or(u32::MAX))
        }
    })
}

/// The field a chunk begins with, and the length of its name and colon.
pub(super) fn field(chunk: &str) -> Option<(Field, usize)> {
    // A chunk may be a whole book without a blank; no name is that long.
    const LONGEST: usize = 16;
    let head = chunk.get(..chunk.bytes().take(LONGEST).position(|b| b == b':')?)?;
    let part = PARTS.into_iter().find(|part| part.name().eq_ignore_ascii_case(head)).map(Field::Text);
    let field = part.or_else(|| Dimension::named(head).map(Field::Dimension))?;
    Some((field, head.len() + 1))
}

/// What separates like a blank: white space, control characters, marks of direction, the byte-order mark.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{61C}' | '\u{202A}'..='\u{202E}' | '\u{2060}'
            | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// Double quotes of every script; single ones are apostrophes.
pub(super) fn is_quote(c: char) -> bool {
    quotes(c).is_some()
}

/// Number of the kinds of quotes that close each other.
pub(super) const QUOTES: usize = 4;

/// The kind of a quote: any of a kind closes any other, for hands and programs mix them.
pub(super) fn quotes(c: char) -> Option<usize> {
    match c {
        '"' | '“' | '”' | '„' | '‟' | '＂' | '〝' | '〞' => Some(0),
        '«' | '»' => Some(1),
        '「' | '」' => Some(2),
        '『' | '』' => Some(3),
        _ => None,
    }
}
