//! From characters to words, phrases and operators.
//!
//! One pass over the text. Whatever could be an operator but stands like text is text: an apostrophe, a quote
//! behind a digit, a colon in a time, a hyphen inside a word, a question mark behind one.

use std::ops::Range;

use super::{
    leaf,
    options::ParseOptions,
    signs::{Lexeme, Sign},
    warning_list::Warnings,
};
use crate::{
    query::{
        ast::Kind,
        dimensions::Dimension,
        lexical::{
            Field, Operator, QUOTES, distance, ends_chunk, field, fields, is_blank, is_like_minus, is_quote, is_stamp,
            quotes,
        },
        warning::WarningKind,
    },
    text::slice,
};

/// Farthest that words may be apart in a phrase with slop or around `NEAR`.
const MAX_DISTANCE: u32 = 1_000;

/// How far the words of `NEAR(a b)` may be apart where it does not say so, as in `SQLite`.
const USUAL_DISTANCE: u32 = 10;

/// The lexemes of `text`. No parenthesis is closed unopened and none is empty; no scope or minus is without
/// its operand.
pub(super) fn lex(text: &str, options: &ParseOptions, warnings: &mut Warnings) -> Vec<Lexeme> {
    let mut lexer = Lexer {
        text,
        at: 0,
        options,
        warnings,
        out: Vec::new(),
        open: Vec::new(),
        skipped: 0,
        words: 0,
        operators: 0,
        values: None,
        last_quotes: [0; QUOTES],
    };
    for (at, kind) in text.char_indices().filter_map(|(at, c)| Some((at, quotes(c)?))) {
        if let Some(last) = lexer.last_quotes.get_mut(kind) {
            *last = at;
        }
    }
    if options.literal {
        lexer.literal();
    } else {
        lexer.run();
    }
    lexer.out
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    options: &'a ParseOptions,
    warnings: &'a mut Warnings,
    out: Vec<Lexeme>,
    /// Places of the parentheses open here.
    open: Vec<usize>,
    /// Parentheses inside those that were too deep to be read.
    skipped: usize,
    /// Words so far, those of phrases included.
    words: usize,
    /// Operators so far: as many as there may be words, so that a text of operators alone ends too.
    operators: usize,
    /// Inside `actor:( … )` every word is a value; with how many parentheses were open before.
    values: Option<(Field, bool, usize)>,
    /// Byte of the last quote of each kind: one that opens there never closes.
    last_quotes: [usize; QUOTES],
}

impl Lexer<'_> {
    fn rest(&self) -> &str {
        slice(self.text, self.at..)
    }

    fn push(&mut self, sign: Sign, start: usize, end: usize) {
        self.out.push(Lexeme { sign, start, end });
    }

    /// Adds a word, unless the query has as many as it may.
    fn push_word(&mut self, sign: Sign, start: usize, end: usize) {
        self.words += 1;
        if self.words <= self.options.max_clauses {
            self.push(sign, start, end);
        }
    }

    /// Adds an operator, likewise.
    fn push_operator(&mut self, operator: Operator, start: usize, end: usize) {
        self.operators += 1;
        self.push(Sign::Operator(operator), start, end);
    }

    /// Takes back what waits for an operand that did not come.
    fn retract(&mut self) {
        while self.out.last().is_some_and(|lexeme| matches!(lexeme.sign, Sign::Scope(_) | Sign::Minus)) {
            self.out.pop();
        }
    }

    fn literal(&mut self) {
        while let Some((start, end)) = self.next_chunk(|c| is_blank(c) || is_quote(c)) {
            self.pieces(start, end, false, true);
            if self.full(start) {
                return;
            }
        }
    }

    /// The next run of characters that none of `ends` is.
    fn next_chunk(&mut self, ends: impl Fn(char) -> bool) -> Option<(usize, usize)> {
        let start = self.at + self.rest().find(|c| !ends(c))?;
        let end = slice(self.text, start..).find(ends).map_or(self.text.len(), |length| start + length);
        self.at = end;
        Some((start, end))
    }

    fn run(&mut self) {
        while let Some(c) = self.rest().chars().next() {
            let start = self.at;
            match c {
                _ if is_blank(c) => self.at += c.len_utf8(),
                '(' => self.open(),
                ')' => self.close(),
                _ if is_quote(c) => self.quote(false, None),
                _ => self.chunk(),
            }
            if self.full(start) {
                break;
            }
        }
        self.retract();
        if let Some(place) = self.open.first().copied() {
            self.warnings.add(WarningKind::UnclosedParenthesis, place, place + 1);
        }
        let cut = self.is_full();
        let waits = |sign: &Sign| match sign {
            Sign::Open | Sign::Scope(_) | Sign::Minus => true,
            Sign::Operator(_) => cut,
            Sign::Leaf(_) | Sign::Close => false,
        };
        while self.out.last().is_some_and(|lexeme| waits(&lexeme.sign)) {
            self.out.pop();
        }
    }

    /// Whether more words came than a query may have.
    fn is_full(&self) -> bool {
        self.words > self.options.max_clauses || self.operators > self.options.max_clauses
    }

    /// Whether the query has as many words as it may; says so, and that the rest is left out.
    fn full(&mut self, start: usize) -> bool {
        if !self.is_full() {
            return false;
        }
        let kind = WarningKind::WordsCut { most: self.options.max_clauses };
        self.warnings.add(kind, start, self.text.len());
        self.at = self.text.len();
        true
    }

    fn open(&mut self) {
        let start = self.at;
        self.at += 1;
        if self.open.len() >= self.options.max_depth {
            let kind = WarningKind::DepthCut { most: self.options.max_depth };
            self.warnings.add_once(kind, start, start + 1);
            self.skipped += 1;
            self.retract();
            return;
        }
        self.open.push(start);
        self.push(Sign::Open, start, start + 1);
    }

    fn close(&mut self) {
        let start = self.at;
        self.at += 1;
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        self.retract();
        if self.open.pop().is_none() {
            self.warnings.add_once(WarningKind::UnopenedParenthesis, start, start + 1);
            return;
        }
        if self.values.is_some_and(|(_, _, depth)| depth >= self.open.len()) {
            self.values = None;
        }
        if self.out.last().is_some_and(|lexeme| matches!(lexeme.sign, Sign::Open)) {
            self.out.pop();
            self.retract();
        } else {
            self.push(Sign::Close, start, start + 1);
        }
    }

    /// A phrase, where a quote opens one; `from` is where the `=` or the field before it begins.
    fn quote(&mut self, exact: bool, from: Option<usize>) {
        let start = self.at;
        let Some((quote, kind)) = self.rest().chars().next().and_then(|c| Some((c, quotes(c)?))) else { return };
        let inside = start + quote.len_utf8();
        self.at = inside;
        // Inches, seconds, and quotes left over from another phrase.
        let before = self.text.get(..start).and_then(|before| before.chars().next_back());
        if from.is_none() && before.is_some_and(char::is_alphanumeric) {
            let inside_a_word = self.rest().starts_with(char::is_alphanumeric);
            if !inside_a_word && !before.is_some_and(char::is_numeric) {
                self.warnings.add_once(WarningKind::UnclosedQuote, start, inside);
            }
            return self.retract();
        }
        if self.last_quotes.get(kind).is_none_or(|last| *last <= start) {
            self.warnings.add(WarningKind::UnclosedQuote, start, inside);
            return self.retract();
        }
        let tail = slice(self.text, inside..);
        let found = tail.char_indices().find(|(_, c)| quotes(*c) == Some(kind));
        let Some((length, closing)) = found else { return self.retract() };
        let closing = closing.len_utf8();
        let end = inside + length;
        self.at = end + closing;
        if let Some((field, exact_field, _)) = self.values {
            return self.value(field, exact_field || exact, inside, end, from.unwrap_or(start));
        }
        let slop = self.slop();
        let text = slice(self.text, inside..end);
        let room = self.options.max_clauses.saturating_sub(self.words);
        let (phrase, words) = leaf::phrase(text, slop, exact, room);
        self.words += words;
        let Some(phrase) = phrase else { return self.retract() };
        if text.contains('*') {
            self.warnings.add_once(WarningKind::StarInQuotes, start, self.at);
        }
        self.push(Sign::Leaf(phrase), from.unwrap_or(start), self.at);
    }

    /// The `~5` behind a phrase, else 0.
    fn slop(&mut self) -> u32 {
        let Some(tail) = self.rest().strip_prefix('~') else { return 0 };
        let digits = tail.find(|c: char| !c.is_ascii_digit()).unwrap_or(tail.len());
        if digits == 0 {
            return 0;
        }
        let slop = distance(slice(tail, ..digits));
        let start = self.at;
        self.at += 1 + digits;
        self.distance(slop, start)
    }

    fn distance(&mut self, wanted: u32, start: usize) -> u32 {
        if wanted > MAX_DISTANCE {
            self.warnings.add(WarningKind::DistanceCut { most: MAX_DISTANCE }, start, self.at);
        }
        wanted.min(MAX_DISTANCE)
    }

    /// Whatever runs to the next blank, parenthesis or quote.
    fn chunk(&mut self) {
        let start = self.at;
        let Some((_, end)) = self.next_chunk(ends_chunk) else { return };
        let chunk = slice(self.text, start..end);
        if chunk == "NEAR" && self.rest().starts_with('(') && self.near_list(start) {
            return;
        }
        if let Some(operator) = Operator::read(chunk).or_else(|| Operator::meant(chunk)) {
            let operator = match operator {
                Operator::Near(distance) => Operator::Near(self.distance(distance.max(1), start)),
                operator => operator,
            };
            if Operator::read(chunk).is_none() {
                // Without operands it is two words.
                self.operators += 1;
            }
            return self.push_operator(operator, start, end);
        }
        let after_blank = self.text.get(..start).is_none_or(|before| !before.ends_with(|c| is_quote(c) || c == ')'));
        if let Some(sign) = chunk.chars().next().filter(|c| *c == '-' || is_like_minus(*c))
            && let tail = slice(chunk, sign.len_utf8()..)
            && after_blank
            && self.begins_operand(tail, end)
        {
            if sign != '-' {
                self.told(format!("-{tail}"), start, end);
            }
            let after = start + sign.len_utf8();
            self.push(Sign::Minus, start, after);
            if !tail.is_empty() {
                self.alternatives(after, end);
            }
            return;
        }
        self.alternatives(start, end);
    }

    /// Says what something was read as that is no operator and must mean one.
    fn told(&mut self, meant: String, start: usize, end: usize) {
        self.warnings.add(WarningKind::ReadAs { meant }, start, end);
    }

    /// `a|b`, alternatives where a word stands on both sides of each sign, else one operand.
    fn alternatives(&mut self, start: usize, end: usize) {
        let chunk = slice(self.text, start..end);
        let parts = chunk.split('|').count();
        let words = chunk.split('|').all(|part| part.contains(char::is_alphanumeric));
        if parts < 2
            || !words
            || self.values.is_some()
            || leaf::is_address(chunk)
            || self.open.len() >= self.options.max_depth
        {
            return self.operand(start, end);
        }
        self.told(format!("({})", chunk.replace('|', " OR ")), start, end);
        self.push(Sign::Open, start, start);
        let mut from = start;
        for (n, part) in chunk.split('|').enumerate() {
            if n > 0 {
                self.push_operator(Operator::Or, from - 1, from);
            }
            let count = self.out.len();
            self.pieces(from, from + part.len(), false, false);
            if self.out.len() == count {
                self.retract();
            }
            from += part.len() + 1;
        }
        self.push(Sign::Close, end, end);
    }

    /// `NEAR(a "b c", 5)`, as other query languages write it; false where it is not that.
    fn near_list(&mut self, start: usize) -> bool {
        let inside = self.at + 1;
        let Some(length) = slice(self.text, inside..).find(')') else { return false };
        let list = slice(self.text, inside..inside + length);
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let (items, within) = match list.rsplit_once(',') {
            Some((items, last)) if is_number(last.trim()) => (items, distance(last.trim())),
            _ => (list, USUAL_DISTANCE),
        };
        let parts = near_parts(items);
        if parts.len() < 2 || list.contains('(') || self.values.is_some() || self.open.len() >= self.options.max_depth {
            return false;
        }
        self.at = inside + length + 1;
        let distance = self.distance(within.max(1), start);
        let shown: Vec<&str> = parts.iter().map(|part| slice(items, part.clone())).collect();
        self.told(shown.join(&format!(" NEAR/{distance} ")), start, self.at);
        self.push(Sign::Open, start, start);
        for (n, part) in parts.into_iter().enumerate() {
            let (from, to) = (inside + part.start, inside + part.end);
            if n > 0 {
                self.push_operator(Operator::Near(distance), from, from);
            }
            let text = slice(self.text, from..to);
            if text.starts_with(is_quote) {
                let room = self.options.max_clauses.saturating_sub(self.words);
                let (phrase, words) = leaf::phrase(text, 0, false, room);
                self.words += words;
                phrase.into_iter().for_each(|phrase| self.push(Sign::Leaf(phrase), from, to));
            } else {
                self.pieces(from, to, false, false);
            }
        }
        self.push(Sign::Close, self.at, self.at);
        true
    }

    /// Whether a clause begins with `tail`, the rest of the chunk that ends at `end`.
    fn begins_operand(&self, tail: &str, end: usize) -> bool {
        match tail.chars().next() {
            Some('=') => tail.len() == 1 || tail.chars().nth(1).is_some_and(char::is_alphanumeric),
            Some(c) => c.is_alphanumeric(),
            None => self.text.get(end..).is_some_and(|after| after.starts_with(|c| is_quote(c) || c == '(')),
        }
    }

    /// A chunk without its minus: a field, an exact word, or words.
    fn operand(&mut self, start: usize, end: usize) {
        let chunk = slice(self.text, start..end);
        if chunk == "=" && self.rest().starts_with(is_quote) {
            return self.quote(true, Some(start));
        }
        if let Some((field, exact, _)) = self.values {
            let equals = chunk.starts_with('=');
            return self.value(field, exact || equals, start + usize::from(equals), end, start);
        }
        if let Some((field, length)) = field(chunk)
            && self.is_meant(field, start + length, end)
        {
            return self.field(field, start, start + length, end);
        }
        let exact = chunk.starts_with('=') && chunk.chars().nth(1).is_some_and(char::is_alphanumeric);
        if let Some(name) = leaf::unknown_field(chunk) {
            let kind = WarningKind::UnknownField { name: name.to_owned(), known: fields() };
            self.warnings.add(kind, start, start + name.len() + 1);
        }
        let count = self.out.len();
        self.pieces(start, end, exact, false);
        if self.out.len() == count {
            self.retract();
        }
    }

    /// Whether a field is meant whose value begins at `value` in the chunk that ends at `end`: "he added: we stay" is no field.
    fn is_meant(&self, field: Field, value: usize, end: usize) -> bool {
        if !matches!(field, Field::Stamp(_)) {
            return true;
        }
        if value < end {
            return is_stamp(slice(self.text, value..end).trim_end_matches([',', ';']));
        }
        let tail = slice(self.text, end..);
        let Some((opening, kind)) = tail.chars().next().and_then(|c| Some((c.len_utf8(), quotes(c)?))) else {
            return false;
        };
        let inside = slice(tail, opening..);
        inside
            .char_indices()
            .find(|(_, c)| quotes(*c) == Some(kind))
            .is_some_and(|(length, _)| is_stamp(slice(inside, ..length)))
    }

    /// A field whose name and colon end at `value`, the chunk at `end`.
    fn field(&mut self, field: Field, start: usize, value: usize, end: usize) {
        let typed = slice(self.text, value..end);
        let exact = typed.starts_with('=');
        let value = value + usize::from(exact);
        let next = self.text.get(end..).and_then(|after| after.chars().next());
        if value == end && !next.is_some_and(|c| c == '(' || is_quote(c)) {
            let name = slice(self.text, start..value);
            self.warnings.add(WarningKind::LoneField { field: name.to_owned() }, start, value);
            self.pieces(start, value, false, false);
            return;
        }
        match field {
            Field::Text(text) => {
                self.push(Sign::Scope(text), start, value);
                if value < end {
                    let value = value - usize::from(exact);
                    let inner = slice(self.text, value..end);
                    let count = self.out.len();
                    self.pieces(value, end, exact && inner.len() > 1, false);
                    if self.out.len() == count {
                        self.retract();
                    }
                } else if exact {
                    self.quote(true, Some(value));
                }
            }
            Field::Dimension(_) | Field::Stamp(_) if value < end => self.value(field, exact, value, end, start),
            Field::Dimension(_) | Field::Stamp(_) if next == Some('(') => {
                if self.open.len() < self.options.max_depth {
                    self.values = Some((field, exact, self.open.len()));
                }
            }
            Field::Dimension(_) | Field::Stamp(_) => {
                self.values = Some((field, exact, self.open.len()));
                self.quote(exact, Some(start));
                self.values = None;
            }
        }
    }

    /// The value of a field, taken as it stands.
    fn value(&mut self, field: Field, exact: bool, from: usize, to: usize, start: usize) {
        let value = leaf::value(slice(self.text, from..to));
        // "actor:hts, date:2024": between quotes the comma would be the value's own.
        let value = if to == self.at { value.trim_end_matches([',', ';']).to_owned() } else { value };
        if value.is_empty() {
            self.warnings.add(WarningKind::EmptyValue, start, self.at);
            return self.retract();
        }
        if value.contains('*') && !matches!(field, Field::Dimension(Dimension::Date)) {
            self.warnings.add(WarningKind::StarInValue, start, self.at);
        }
        let kind = match field {
            Field::Stamp(stamp) => Kind::Stamp { stamp, value },
            Field::Dimension(Dimension::Date) | Field::Text(_) => Kind::Date { value },
            Field::Dimension(field) => Kind::Facet { field, value, exact },
        };
        self.push_word(Sign::Leaf(kind), start, self.at);
    }

    /// The words of a chunk; several of them stand in parentheses, for what is before them is for them all.
    fn pieces(&mut self, start: usize, end: usize, exact: bool, literal: bool) {
        let chunk = slice(self.text, start..end);
        let words = leaf::words(chunk, exact, literal, self.warnings, start);
        let group = words.len() > 1;
        let group = group && self.words < self.options.max_clauses;
        if group {
            self.push(Sign::Open, start, start);
        }
        for (mut kind, range) in words {
            // A word of a script without blanks is as many as its letters.
            let room = self.options.max_clauses.saturating_sub(self.words);
            if let Kind::Word { text, .. } | Kind::Prefix { text } | Kind::Fuzzy { text, .. } = &mut kind {
                let (kept, count) = leaf::fitting(text, room);
                let kept = kept.len();
                text.truncate(kept);
                self.words += count.saturating_sub(1).min(room);
                if count > room && room > 0 {
                    self.push(Sign::Leaf(kind), start + range.start, start + range.end);
                    self.words += 1;
                    continue;
                }
            }
            self.push_word(Sign::Leaf(kind), start + range.start, start + range.end);
        }
        if group {
            self.push(Sign::Close, end, end);
        }
    }
}

/// The words and quoted texts of a list, parted by blanks and commas; none where a part holds no word.
fn near_parts(items: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut at = 0;
    while let Some(start) = slice(items, at..).find(|c| !is_blank(c) && c != ',').map(|from| at + from) {
        let tail = slice(items, start..);
        let quoted = tail.chars().next().and_then(|c| Some((c.len_utf8(), quotes(c)?)));
        let length = match quoted {
            Some((first, kind)) => {
                let closing = slice(tail, first..).char_indices().find(|(_, c)| quotes(*c) == Some(kind));
                closing.map(|(length, c)| first + length + c.len_utf8())
            }
            None => Some(tail.find(|c| is_blank(c) || c == ',' || is_quote(c)).unwrap_or(tail.len())),
        };
        let Some(length) = length else { return Vec::new() };
        if !slice(tail, ..length).contains(char::is_alphanumeric) {
            return Vec::new();
        }
        parts.push(start..start + length);
        at = start + length;
    }
    parts
}
