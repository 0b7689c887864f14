//! The characters and words that the query language is made of: blanks, quotes and separators, operators and fields.
//!
//! Tables and decisions about one chunk of text; reading a whole query is the parser's. The tree asks it which words
//! have to be quoted when it is written ([`is_plain_word`]).

use std::ops::Range;

use super::{
    dimensions::{Dimension, listed},
    facts::UNDATED,
    stamps::{LAST, Stamp},
    text_field::TextField,
};
use crate::{
    analysis::tokens,
    calendar::{Day, parse_time_range},
    text::slice,
};

/// The number that digits are; the highest one where they are too many.
pub(super) fn distance(digits: &str) -> u32 {
    let value = |byte: u8| u32::from(byte.saturating_sub(b'0'));
    digits.bytes().fold(0, |number: u32, byte| number.saturating_mul(10).saturating_add(value(byte)))
}

/// An operator, in capitals as all are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    /// Both.
    And,
    /// One at least.
    Or,
    /// Not what follows.
    Not,
    /// Both in one sentence.
    Same,
    /// Both, at most so many places apart.
    Near(u32),
}

impl Operator {
    /// The operator a chunk is.
    pub(super) fn read(chunk: &str) -> Option<Self> {
        Some(match chunk {
            "AND" | "&&" => Self::And,
            "OR" | "||" => Self::Or,
            "NOT" => Self::Not,
            "SAME" => Self::Same,
            _ => {
                let digits = chunk.strip_prefix("NEAR/").filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))?;
                if digits.is_empty() {
                    return None;
                }
                Self::Near(distance(digits))
            }
        })
    }

    /// The operator that a chunk must mean though it is not written as one: `NEAR5`, `near/5`, `W/5`.
    pub(super) fn meant(chunk: &str) -> Option<Self> {
        let digits = chunk.trim_start_matches(|c: char| !c.is_ascii_digit());
        let name = chunk.strip_suffix(digits)?;
        let near = name == "NEAR" || ["near/", "w/"].iter().any(|known| name.eq_ignore_ascii_case(known));
        let number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        (near && number).then(|| Self::Near(distance(digits)))
    }

    /// The word it is spelled with.
    pub(super) fn spelling(self) -> &'static str {
        match self {
            Self::And => "AND",
            Self::Or => "OR",
            Self::Not => "NOT",
            Self::Same => "SAME",
            Self::Near(_) => "NEAR",
        }
    }
}

/// A field as typed before a colon.
#[derive(Clone, Copy, Debug)]
pub(super) enum Field {
    Text(TextField),
    Dimension(Dimension),
    Stamp(Stamp),
}

/// Whether a chunk means more than its letters: an operator or a field.
pub(super) fn is_reserved(chunk: &str) -> bool {
    Operator::read(chunk).or_else(|| Operator::meant(chunk)).is_some() || field(chunk).is_some()
}

/// Signs that stand for the minus in front of a word, as keyboards and word processors make them: hyphens, the en dash, the minus
/// sign, and the exclamation mark of other query languages. The em dash is none: it parts what it stands between.
pub(super) fn is_like_minus(c: char) -> bool {
    matches!(c, '\u{2010}' | '\u{2011}' | '\u{2013}' | '\u{2212}' | '\u{FF0D}' | '!')
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
    let names = names.chain(Stamp::ALL.iter().map(|stamp| stamp.name()));
    listed(&names.collect::<Vec<_>>(), "and")
}

/// The field a chunk begins with, and the length of its name and colon.
pub(super) fn field(chunk: &str) -> Option<(Field, usize)> {
    // A chunk may be a whole book without a blank; no name is that long.
    const LONGEST: usize = 16;
    let head = chunk.get(..chunk.bytes().take(LONGEST).position(|b| b == b':')?)?;
    let part = PARTS.into_iter().find(|part| part.name().eq_ignore_ascii_case(head)).map(Field::Text);
    let stamp = || Stamp::ALL.into_iter().find(|stamp| stamp.name().eq_ignore_ascii_case(head)).map(Field::Stamp);
    let field = part.or_else(|| Dimension::named(head).map(Field::Dimension)).or_else(stamp)?;
    Some((field, head.len() + 1))
}

/// Whether a value says when something came into the index. "He added: we stay" is a sentence, so what is no time is no value.
pub(super) fn is_stamp(value: &str) -> bool {
    let value = value.trim();
    // Which day is today does not matter here.
    let is_word = [LAST, UNDATED].iter().any(|word| value.eq_ignore_ascii_case(word));
    is_word || parse_time_range(value, Day::from_epoch_days(0)).is_ok()
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

/// Whether a sign parts words that need not stand together ("Idlib,Hama", "and/or", "a:b"). A hyphen, a full
/// stop, an apostrophe and the like do not: their parts are one word, or a phrase.
///
/// In an address or in literal text no sign is a pattern: there they part words as well.
pub(super) fn is_separator(c: char, before: Option<char>, after: Option<char>, address: bool) -> bool {
    let digit = |c: Option<char>| c.is_some_and(char::is_numeric);
    match c {
        // 12:30, 3,719, 3/12/2024
        ':' | ',' | '/' | '٬' => !(digit(before) && digit(after)),
        ';' | '|' | '—' | '…' | '،' | '؛' | '、' | '，' | '。' | '\\' | '=' | '<' | '>' | '[' | ']' | '{' | '}'
        | '+' | '~' => true,
        '*' | '?' => address,
        _ => false,
    }
}

/// The range from the first to the last character that is wanted, with the marks on the last one.
pub(super) fn trimmed(text: &str, wanted: impl Fn(char) -> bool) -> Range<usize> {
    let start = text.find(&wanted).unwrap_or(text.len());
    let end = text.rfind(&wanted).map_or(start, |at| {
        let tail = slice(text, at..);
        let mut chars = tail.chars();
        let first = chars.next().map_or(0, char::len_utf8);
        at + first
            + chars
                .take_while(|c| unicode_normalization::char::is_combining_mark(*c))
                .map(char::len_utf8)
                .sum::<usize>()
    });
    start..end
}

/// Whether a word reads as the same word without quotes.
pub(super) fn is_plain_word(text: &str) -> bool {
    let mut before = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if ends_chunk(c) || matches!(c, '*' | '?') || is_separator(c, before, chars.peek().copied(), false) {
            return false;
        }
        before = Some(c);
    }
    !is_reserved(text) && trimmed(text, char::is_alphanumeric) == (0..text.len()) && tokens(text).next_token().is_some()
}
