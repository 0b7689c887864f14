//! A clause as tests of words at places: stems, exact words, and the words that patterns stand for.

use super::{PlanError, Planner, expand};
use crate::{
    analysis::tokens,
    query::{
        ast::{Ast, Kind},
        positional::{Expr, Test},
        warning::{Warning, WarningKind},
    },
};

/// Different prefixes, patterns and misspellings of one query, at most: each walks the dictionary.
const MOST_PATTERNS: usize = 24;

impl Planner<'_> {
    /// The clause as tests of words; `None` where it holds no word.
    pub(super) fn expr(&mut self, ast: &Ast) -> Result<Option<Expr>, PlanError> {
        Ok(match &ast.kind {
            Kind::Word { text, exact } => phrase(self.word_tests(text, *exact), 0),
            Kind::Phrase { text, slop, exact } => phrase(self.word_tests(text, *exact), *slop),
            Kind::Prefix { .. } | Kind::Wildcard { .. } | Kind::Fuzzy { .. } => self.pattern(ast)?,
            Kind::Near { left, right, distance } => match (self.expr(left)?, self.expr(right)?) {
                (Some(left), Some(right)) => Some(Expr::Near(Box::new(left), Box::new(right), *distance)),
                _ => None,
            },
            Kind::Same { clauses } => {
                let mut parts = Vec::new();
                for clause in clauses {
                    let Some(part) = self.expr(clause)? else { return Ok(None) };
                    parts.push(part);
                }
                Some(Expr::Same(parts))
            }
            Kind::Any { clauses } => {
                let mut parts = Vec::new();
                for clause in clauses {
                    parts.extend(self.expr(clause)?);
                }
                (!parts.is_empty()).then_some(Expr::Or(parts))
            }
            Kind::Name { clauses, spellings, .. } => {
                let mut parts = Vec::new();
                for clause in clauses {
                    parts.extend(self.expr(clause)?);
                }
                parts.push(self.spellings(clauses, spellings));
                Some(Expr::Or(parts))
            }
            _ => None,
        })
    }

    pub(super) fn word_tests(&mut self, text: &str, exact: bool) -> Vec<Expr> {
        let mut tests = Vec::new();
        let mut stream = tokens(text);
        while let Some(token) = stream.next_token() {
            tests.push(Expr::Word(if exact {
                Test::Exact(token.term.to_owned())
            } else {
                Test::Stem(self.stemmer.stem_of(token.term).to_owned())
            }));
        }
        tests
    }

    /// A prefix, pattern or misspelling as the words of the index that it stands for.
    fn pattern(&mut self, ast: &Ast) -> Result<Option<Expr>, PlanError> {
        if let Some((_, known)) = self.expanded.iter().find(|(kind, _)| *kind == ast.kind) {
            return Ok(Some(known.clone()));
        }
        if self.expanded.len() >= MOST_PATTERNS {
            self.warn(WarningKind::PatternsCut { most: MOST_PATTERNS }, ast);
            return Ok(None);
        }
        let expr = match &ast.kind {
            Kind::Prefix { text } => {
                let mut parts = self.word_tests(text, true);
                if let Some(Expr::Word(Test::Exact(prefix))) = parts.pop() {
                    parts.push(self.expansion(ast, expand::prefix(self.context, &prefix)?));
                }
                phrase(parts, 0)
            }
            Kind::Wildcard { pattern } => {
                let found = expand::wildcard(self.context, pattern)?;
                Some(self.expansion(ast, found))
            }
            Kind::Fuzzy { text, distance } => {
                let mut parts = Vec::new();
                for part in self.word_tests(text, true) {
                    let Expr::Word(Test::Exact(word)) = part else { continue };
                    parts.push(self.misspelt(ast, &word, *distance)?);
                }
                phrase(parts, 0)
            }
            _ => None,
        };
        if let Some(expr) = &expr {
            self.expanded.push((ast.kind.clone(), expr.clone()));
        }
        Ok(expr)
    }

    /// A misspelt word. Two letters off a word of three is half the dictionary, so short words may
    /// be less far off.
    fn misspelt(&mut self, ast: &Ast, word: &str, distance: u8) -> Result<Expr, PlanError> {
        let most = match word.chars().count() {
            0..3 => 0,
            3..5 => 1,
            _ => 2,
        };
        if distance > most {
            self.warn(WarningKind::ShortMisspelling { most }, ast);
        }
        Ok(match distance.min(most) {
            0 => Expr::Word(Test::Exact(word.to_owned())),
            distance => {
                let found = expand::fuzzy(self.context, word, distance)?;
                self.expansion(ast, found)
            }
        })
    }

    fn expansion(&mut self, ast: &Ast, found: expand::Expansion) -> Expr {
        if found.left_out > 0 {
            let taken = found.words.len();
            self.warn(WarningKind::ExpansionCut { words: taken + found.left_out, taken }, ast);
        }
        Expr::Word(Test::OneOf(found.words))
    }

    fn warn(&mut self, kind: WarningKind, about: &Ast) {
        self.warnings.push(Warning::new(kind, about.start, about.end));
    }
}

pub(super) fn phrase(mut parts: Vec<Expr>, slop: u32) -> Option<Expr> {
    match parts.len() {
        0 => None,
        1 => parts.pop(),
        _ => Some(Expr::Phrase(parts, slop)),
    }
}
