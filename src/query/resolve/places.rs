//! A clause about words as an [`Expr`]: stems, exact words, and the words that patterns stand for.

use super::{
    actor_spellings::typed_name,
    context::{Context, Memory, ResolveError},
    expansions::Known,
    name_words::name_words,
    rank_words::Spelled,
    writings::other_writings,
};
use crate::{
    analysis::tokens,
    query::{
        ast::{Ast, Kind},
        dictionary::Dictionary,
        expr::{Expr, Test},
        pattern::Pattern,
        warning::{Warning, WarningKind},
    },
};

/// Different prefixes, patterns and misspellings of one query, at most: each walks the dictionary.
const MOST_PATTERNS: usize = 24;

/// Which forms of a word count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Forms {
    /// Every inflection, every spelling of a name, every word that a misspelt one may be.
    #[default]
    All,
    /// The one that was typed.
    Typed,
}

/// Makes places of clauses, and gathers on the way what they ask for.
pub(super) struct Places<'a, D: ?Sized> {
    pub(super) context: &'a Context<'a, D>,
    memory: &'a mut Memory,
    /// Which forms of a word count that is not asked for in one alone.
    pub(super) forms: Forms,
    /// Tests of the words that are asked for, as typed.
    pub(super) typed: Vec<Test>,
    /// The stems among them, each with the form that was typed.
    pub(super) forms_typed: Vec<(Test, String)>,
    /// Words with what else stands for them: other spellings of an actor's name, other ways to write a word.
    pub(super) spelled: Vec<Spelled>,
    pub(super) warnings: Vec<Warning>,
    /// Patterns so far, with what they stand for; a query has few different ones.
    patterns: Vec<(Kind, Expr)>,
}

impl<'a, D: Dictionary + ?Sized> Places<'a, D> {
    pub(super) fn new(context: &'a Context<'a, D>, memory: &'a mut Memory, forms: Forms) -> Self {
        let (typed, forms_typed, spelled) = (Vec::new(), Vec::new(), Vec::new());
        Self { context, memory, forms, typed, forms_typed, spelled, warnings: Vec::new(), patterns: Vec::new() }
    }

    /// Where a clause stands; its words are asked for, unless it is not wanted.
    pub(super) fn asked(&mut self, ast: &Ast, wanted: bool) -> Result<Option<Expr>, ResolveError<D::Error>> {
        let before = self.typed.len();
        let expr = self.expr(ast)?;
        if !wanted {
            self.typed.truncate(before);
        }
        Ok(expr)
    }

    /// Where a clause stands; `None` where it holds no word.
    fn expr(&mut self, ast: &Ast) -> Result<Option<Expr>, ResolveError<D::Error>> {
        Ok(match &ast.kind {
            Kind::Word { text, exact: false } if self.forms == Forms::All => self.word(text)?,
            Kind::Word { text, exact } => self.sequence(text, *exact, 0),
            Kind::Acronym { text, .. } => self.sequence(text, false, 0),
            Kind::Phrase { text, slop, exact } => self.sequence(text, *exact, *slop),
            Kind::Fuzzy { text, .. } if self.forms == Forms::Typed => self.sequence(text, true, 0),
            Kind::Prefix { .. } | Kind::Wildcard { .. } | Kind::Fuzzy { .. } => self.pattern(ast)?,
            Kind::Near { left, right, distance } => match (self.expr(left)?, self.expr(right)?) {
                (Some(left), Some(right)) => Some(Expr::Near { pair: Box::new([left, right]), distance: *distance }),
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
                (!parts.is_empty()).then_some(Expr::Any(parts))
            }
            Kind::Name { clauses, actor, spellings } => {
                let typed = self.name(&typed_name(clauses))?;
                self.ask_for(typed.as_ref());
                let mut parts = Vec::from_iter(typed);
                if self.forms == Forms::All {
                    let mut words = Vec::new();
                    parts.iter().for_each(|part| part.words(&mut |test| words.push(test.clone())));
                    parts.extend(self.spellings(words, actor, spellings)?);
                }
                Expr::any(parts)
            }
            _ => None,
        })
    }

    /// The words of a text, which follow each other and are asked for.
    fn sequence(&mut self, text: &str, exact: bool, slop: u32) -> Option<Expr> {
        let expr = Expr::sequence(self.tests(text, exact), slop);
        self.ask_for(expr.as_ref());
        expr
    }

    /// A word in any way to write it.
    fn word(&mut self, text: &str) -> Result<Option<Expr>, ResolveError<D::Error>> {
        let Some(typed) = self.sequence(text, false, 0) else { return Ok(None) };
        let others = other_writings(text, self.context, self.memory)?;
        if others.is_empty() {
            return Ok(Some(typed));
        }
        let words = |words: Vec<Test>| Expr::sequence(words.into_iter().map(Expr::Word).collect(), 0);
        let others: Vec<Expr> = others.into_iter().filter_map(words).collect();
        typed.words(&mut |word| {
            if self.spelled.iter().all(|known| known.word != *word) {
                self.spelled.push(Spelled {
                    word: word.clone(),
                    actor: None,
                    anywhere: false,
                    spellings: others.clone(),
                });
            }
        });
        Ok(Expr::any([vec![typed], others].concat()))
    }

    /// Notes that the words of a clause were typed.
    fn ask_for(&mut self, expr: Option<&Expr>) {
        if let Some(expr) = expr {
            expr.words(&mut |test| self.typed.push(test.clone()));
        }
    }

    /// A name as a whole.
    fn name(&mut self, name: &str) -> Result<Option<Expr>, ResolveError<D::Error>> {
        Ok(match self.forms {
            Forms::All => {
                let words = name_words(name, self.context, self.memory)?;
                Expr::sequence(words.into_iter().map(Expr::Word).collect(), 0)
            }
            Forms::Typed => self.name_as_typed(name),
        })
    }

    /// A name as it is written.
    pub(super) fn name_as_typed(&mut self, name: &str) -> Option<Expr> {
        Expr::sequence(self.tests(name, true), 0)
    }

    /// The other spellings of an actor's name, which from now on stand for its words in the ranking.
    pub(super) fn spellings(
        &mut self,
        words: Vec<Test>,
        actor: &str,
        spellings: &[String],
    ) -> Result<Vec<Expr>, ResolveError<D::Error>> {
        let mut others = Vec::with_capacity(spellings.len());
        for spelling in spellings {
            others.extend(self.name(spelling)?);
        }
        for word in words {
            if self.spelled.iter().all(|known| known.word != word) {
                self.spelled.push(Spelled {
                    word,
                    actor: Some(actor.to_owned()),
                    anywhere: false,
                    spellings: others.clone(),
                });
            }
        }
        Ok(others)
    }

    /// Notes that an actor is found wherever it is named.
    pub(super) fn found_anywhere(&mut self, actor: &str) {
        self.spelled
            .iter_mut()
            .filter(|known| known.actor.as_deref() == Some(actor))
            .for_each(|known| known.anywhere = true);
    }

    /// The tests of the words of clauses.
    pub(super) fn word_tests(&mut self, words: &[Ast]) -> Vec<Test> {
        let mut tests = Vec::new();
        for test in self.tests(&typed_name(words), false) {
            test.words(&mut |test| tests.push(test.clone()));
        }
        tests
    }

    /// A test for each word of a text.
    fn tests(&mut self, text: &str, exact: bool) -> Vec<Expr> {
        let mut tests = Vec::new();
        let exact = exact || self.forms == Forms::Typed;
        tokens(text).for_each(|token| {
            tests.push(Expr::Word(if exact {
                Test::Exact(token.term.to_owned())
            } else {
                let stem = Test::Stem(self.memory.stemmer.stem_of(token.term).to_owned());
                self.forms_typed.push((stem.clone(), token.term.to_owned()));
                stem
            }));
        });
        tests
    }

    /// A prefix, pattern or misspelling.
    fn pattern(&mut self, ast: &Ast) -> Result<Option<Expr>, ResolveError<D::Error>> {
        if let Some((_, known)) = self.patterns.iter().find(|(kind, _)| *kind == ast.kind) {
            let known = Some(known.clone());
            self.ask_for(known.as_ref());
            return Ok(known);
        }
        if self.patterns.len() >= MOST_PATTERNS {
            self.warn(WarningKind::PatternsCut { most: MOST_PATTERNS }, ast);
            return Ok(None);
        }
        let expr = match &ast.kind {
            Kind::Prefix { text } => {
                let mut parts = self.tests(text, true);
                if let Some(Expr::Word(Test::Exact(prefix))) = parts.pop() {
                    parts.push(self.expansion(ast, Pattern::Prefix(prefix))?);
                }
                Expr::sequence(parts, 0)
            }
            Kind::Wildcard { pattern } => Some(self.expansion(ast, Pattern::wildcard(pattern))?),
            Kind::Fuzzy { text, distance } => {
                let mut parts = Vec::new();
                for part in self.tests(text, true) {
                    let Expr::Word(Test::Exact(word)) = part else { continue };
                    parts.push(self.misspelt(ast, word, *distance)?);
                }
                Expr::sequence(parts, 0)
            }
            _ => None,
        };
        self.ask_for(expr.as_ref());
        self.patterns.extend(expr.clone().map(|expr| (ast.kind.clone(), expr)));
        Ok(expr)
    }

    /// A misspelt word. Two letters off a word of three is half the dictionary, so short words may
    /// be less far off.
    fn misspelt(&mut self, ast: &Ast, word: String, distance: u8) -> Result<Expr, ResolveError<D::Error>> {
        let most = match word.chars().count() {
            0..3 => 0,
            3..5 => 1,
            _ => 2,
        };
        if distance > most {
            self.warn(WarningKind::ShortMisspelling { most }, ast);
        }
        match distance.min(most) {
            0 => Ok(Expr::Word(Test::Exact(word))),
            distance => self.expansion(ast, Pattern::Fuzzy { word, distance, prefix: 0 }),
        }
    }

    /// The words that a pattern stands for, or the pattern itself where the dictionary leaves it.
    fn expansion(&mut self, ast: &Ast, pattern: Pattern) -> Result<Expr, ResolveError<D::Error>> {
        let dictionary = self.context.dictionary;
        let Known { test, words, left_out } =
            self.memory.expansions.get(pattern, dictionary).map_err(ResolveError::Engine)?;
        if left_out > 0 {
            self.warn(WarningKind::ExpansionCut { words: words + left_out, taken: words }, ast);
        }
        Ok(Expr::Word(test))
    }

    fn warn(&mut self, kind: WarningKind, about: &Ast) {
        self.warnings.push(Warning::new(kind, about.start, about.end));
    }
}
