//! From lexemes to the tree: first every operator without its operands becomes a plain word, then recursive
//! descent, as deep as the lexer lets parentheses nest.

use std::{
    iter::{self, Peekable},
    vec::IntoIter,
};

use super::{
    leaf,
    signs::{Lexeme, Sign},
    warning_list::Warnings,
};
use crate::{
    query::{
        ast::{Ast, Kind},
        lexical::Operator,
        warning::WarningKind,
    },
    text::slice,
};

/// Joins the lexemes of `text` to one clause.
pub(super) fn build(text: &str, lexemes: Vec<Lexeme>, any: bool, warnings: &mut Warnings) -> Ast {
    let lexemes = settle(text, lexemes, warnings).into_iter().peekable();
    Parser { lexemes, any, warnings }.alternatives()
}

/// Turns operators that lack an operand into the words they are spelled with, and what only looks like an operator
/// (`Near/5`) into the words it would be without operators: nobody meant more by it.
fn settle(text: &str, lexemes: Vec<Lexeme>, warnings: &mut Warnings) -> Vec<Lexeme> {
    let mut out: Vec<Lexeme> = Vec::with_capacity(lexemes.len());
    let mut rest = lexemes.into_iter().peekable();
    while let Some(mut lexeme) = rest.next() {
        let left = out.last().is_some_and(|before| matches!(before.sign, Sign::Leaf(_) | Sign::Close));
        let next = rest.peek().map(|lexeme| &lexeme.sign);
        let operand = matches!(next, Some(Sign::Leaf(_) | Sign::Open | Sign::Scope(_)));
        let clause = operand || matches!(next, Some(Sign::Operator(Operator::Not) | Sign::Minus));
        if let Sign::Operator(operator) = lexeme.sign {
            let (works, both_sides) = match operator {
                Operator::And | Operator::Or => (left && clause, true),
                Operator::Near(_) | Operator::Same => (left && operand, true),
                Operator::Not => (clause, false),
            };
            let typed = slice(text, lexeme.start..lexeme.end);
            let lookalike = Operator::read(typed).is_none() && Operator::meant(typed).is_some();
            if works
                && lookalike
                && let Operator::Near(distance) = operator
            {
                warnings.add(WarningKind::ReadAs { meant: format!("NEAR/{distance}") }, lexeme.start, lexeme.end);
            }
            if !works && lookalike {
                out.extend(plain_words(typed, lexeme.start, warnings));
                continue;
            }
            if !works {
                let typed = typed.to_owned();
                warnings.add(WarningKind::LoneOperator { operator: typed, both_sides }, lexeme.start, lexeme.end);
                // The word itself: its capitals are the operator's, so they make no name of it.
                lexeme.sign = Sign::Leaf(Kind::Word { text: operator.spelling().to_lowercase(), exact: false });
            }
        }
        out.push(lexeme);
    }
    out
}

/// The words of a chunk, in parentheses like all words that were typed without a blank between them.
fn plain_words(typed: &str, start: usize, warnings: &mut Warnings) -> Vec<Lexeme> {
    let at = |sign, from, to| Lexeme { sign, start: from, end: to };
    let end = start + typed.len();
    let words = leaf::words(typed, false, false, warnings, start);
    let leaves = words.into_iter().map(|(kind, range)| at(Sign::Leaf(kind), start + range.start, start + range.end));
    iter::once(at(Sign::Open, start, start)).chain(leaves).chain(iter::once(at(Sign::Close, end, end))).collect()
}

struct Parser<'a> {
    lexemes: Peekable<IntoIter<Lexeme>>,
    any: bool,
    warnings: &'a mut Warnings,
}

impl Parser<'_> {
    fn next_if(&mut self, wanted: impl Fn(&Sign) -> bool) -> Option<Lexeme> {
        self.lexemes.next_if(|lexeme| wanted(&lexeme.sign))
    }

    /// `row OR row …`, up to a closing parenthesis or the end.
    fn alternatives(&mut self) -> Ast {
        let (first, mut blanks) = self.row();
        let mut rows = vec![first];
        while self.next_if(|sign| matches!(sign, Sign::Operator(Operator::Or))).is_some() {
            let (row, blank) = self.row();
            rows.push(row);
            blanks |= blank;
        }
        let several = rows.len() > 1;
        let ast = Ast::any(rows);
        if several && blanks && !self.any {
            self.warnings.add_once(WarningKind::BlankBesideOr, ast.start, ast.end);
        }
        ast
    }

    /// `a b AND c -d …`; true when a blank joins two of them.
    fn row(&mut self) -> (Ast, bool) {
        // Clauses joined by AND; a blank parts the groups.
        let mut groups: Vec<Vec<Ast>> = Vec::new();
        while self
            .lexemes
            .peek()
            .is_some_and(|lexeme| !matches!(lexeme.sign, Sign::Close | Sign::Operator(Operator::Or)))
        {
            let left = self.lexemes.len();
            let joined = self.next_if(|sign| matches!(sign, Sign::Operator(Operator::And))).is_some();
            let clause = self.negation();
            if self.lexemes.len() == left {
                // Never reached after `settle`; a parser that stands still would be worse than a lost sign.
                self.lexemes.next();
                continue;
            }
            match groups.last_mut() {
                Some(group) if joined => group.push(clause),
                _ => groups.push(vec![clause]),
            }
        }
        let blank = groups.len() > 1;
        if !self.any {
            return (Ast::all(groups.into_iter().flatten().collect()), blank);
        }
        // What is excluded is excluded from the whole row, even where any word will do.
        let (must, may): (Vec<_>, Vec<_>) =
            groups.into_iter().map(Ast::all).partition(|clause| matches!(clause.kind, Kind::Not { .. }));
        let may = (!may.is_empty()).then(|| Ast::any(may));
        (Ast::all(may.into_iter().chain(must).collect()), blank)
    }

    /// `NOT a`, `-a`, or `a`.
    fn negation(&mut self) -> Ast {
        let (mut negative, mut start) = (false, None);
        while let Some(sign) = self.next_if(|sign| matches!(sign, Sign::Operator(Operator::Not) | Sign::Minus)) {
            negative = !negative;
            start.get_or_insert(sign.start);
        }
        let clause = self.same();
        match start {
            Some(start) if negative => Ast::not(clause, start),
            _ => clause,
        }
    }

    /// `a SAME b …`
    fn same(&mut self) -> Ast {
        let mut clauses = vec![self.near()];
        while self.next_if(|sign| matches!(sign, Sign::Operator(Operator::Same))).is_some() {
            clauses.push(self.near());
        }
        if clauses.len() < 2 {
            return Ast::all(clauses);
        }
        let mut flat = Vec::new();
        for clause in clauses {
            match clause.kind {
                Kind::All { clauses } | Kind::Same { clauses } => flat.extend(clauses),
                _ => flat.push(clause),
            }
        }
        let (start, end) = span(&flat);
        if flat.iter().all(|clause| clause.is_positional() || matches!(clause.kind, Kind::Near { .. })) {
            return Ast::new(Kind::Same { clauses: flat }, start, end);
        }
        self.warnings.add(WarningKind::NotAtPlaces { operator: "SAME" }, start, end);
        Ast::all(flat)
    }

    /// `a NEAR/5 b`; of a chain each two neighbours must be near.
    fn near(&mut self) -> Ast {
        let mut left = self.primary();
        let mut clauses = Vec::new();
        // Whether `left` stands in a pair already. Only what is positional stands in two, and so holds no pairs
        // itself: the tree cannot grow beyond twice the query.
        let mut placed = false;
        while let Some(sign) = self.next_if(|sign| matches!(sign, Sign::Operator(Operator::Near(_)))) {
            let Sign::Operator(Operator::Near(distance)) = sign.sign else { break };
            let right = self.primary();
            let (start, end) = (left.start.min(right.start), left.end.max(right.end));
            let near = left.is_positional() && right.is_positional();
            if near {
                let (left, right) = (Box::new(left), Box::new(right.clone()));
                clauses.push(Ast::new(Kind::Near { left, right, distance }, start, end));
            } else {
                self.warnings.add(WarningKind::NotAtPlaces { operator: "NEAR" }, start, end);
                if !placed {
                    clauses.push(left);
                }
            }
            (left, placed) = (right, near);
        }
        if !placed {
            clauses.push(left);
        }
        Ast::all(clauses)
    }

    /// A word, a phrase, `( … )`, `title:…`.
    fn primary(&mut self) -> Ast {
        let Some(lexeme) = self.next_if(|sign| matches!(sign, Sign::Leaf(_) | Sign::Open | Sign::Scope(_))) else {
            return Ast::new(Kind::Nothing, 0, 0);
        };
        match lexeme.sign {
            Sign::Leaf(kind) => Ast::new(kind, lexeme.start, lexeme.end),
            Sign::Scope(field) => {
                let clause = Box::new(self.primary());
                let end = clause.end;
                Ast::new(Kind::Scope { field, clause }, lexeme.start, end)
            }
            _ => {
                let inner = self.alternatives();
                self.next_if(|sign| matches!(sign, Sign::Close));
                inner
            }
        }
    }
}

fn span(clauses: &[Ast]) -> (usize, usize) {
    let start = clauses.iter().map(|clause| clause.start).min().unwrap_or_default();
    (start, clauses.iter().map(|clause| clause.end).max().unwrap_or_default())
}
