//! Actors' names among the words of a query: each becomes a clause that knows its other spellings.
//!
//! What is typed keeps its meaning; the spellings come beside it. Only those count that the index has and
//! that find more than what was typed: "Lebanese Hezbollah" is found by "Hezbollah" anyway.

use std::cmp::Reverse;

use tantivy::{Term, collector::Count, query::PhraseQuery};

use super::{Context, PlanError};
use crate::{
    analysis::{Stemmer, tokens},
    query::{
        ast::{Ast, Kind},
        warning::{Warning, WarningKind},
    },
};

/// Other spellings of one name, at most; the most frequent ones.
const MOST: usize = 32;

/// The tree with the names in it marked as [`Kind::Name`], and a warning for each actor. `text` is the query.
///
/// # Errors
/// The dictionary cannot be read.
pub fn mark(
    ast: Ast,
    text: &str,
    context: &Context<'_>,
    stemmer: &mut Stemmer,
) -> Result<(Ast, Vec<Warning>), PlanError> {
    let mut marker = Marker { text, context, stemmer, warnings: Vec::new(), told: Vec::new() };
    let ast = marker.mark(ast)?;
    Ok((ast, marker.warnings))
}

struct Marker<'a> {
    text: &'a str,
    context: &'a Context<'a>,
    stemmer: &'a mut Stemmer,
    warnings: Vec<Warning>,
    /// Actors that a warning has told of.
    told: Vec<String>,
}

impl Marker<'_> {
    fn mark(&mut self, ast: Ast) -> Result<Ast, PlanError> {
        let Ast { kind, start, end } = ast;
        let kind = match kind {
            Kind::Word { exact: false, .. } => {
                let mut marked = self.mark_all(&[Ast { kind, start, end }])?;
                // One clause gives one clause.
                return Ok(marked.pop().unwrap_or_else(|| Ast::new(Kind::Nothing, start, end)));
            }
            Kind::All { clauses } => {
                let mut clauses = self.mark_all(&clauses)?;
                match clauses.pop() {
                    Some(only) if clauses.is_empty() => return Ok(only),
                    last => clauses.extend(last),
                }
                Kind::All { clauses }
            }
            Kind::Any { clauses } => {
                let mut clauses = self.mark_all(&clauses)?;
                match clauses.pop() {
                    Some(only) if clauses.is_empty() => return Ok(only),
                    last => clauses.extend(last),
                }
                Kind::Any { clauses }
            }
            Kind::Same { clauses } => {
                Kind::Same { clauses: clauses.into_iter().map(|clause| self.mark(clause)).collect::<Result<_, _>>()? }
            }
            Kind::Near { left, right, distance } => {
                Kind::Near { left: Box::new(self.mark(*left)?), right: Box::new(self.mark(*right)?), distance }
            }
            Kind::Scope { field, clause } => Kind::Scope { field, clause: Box::new(self.mark(*clause)?) },
            Kind::Not { clause } => Kind::Not { clause: Box::new(self.mark(*clause)?) },
            other => other,
        };
        Ok(Ast { kind, start, end })
    }

    /// Marks clauses that stand side by side; the longest name that begins at a word counts.
    fn mark_all(&mut self, clauses: &[Ast]) -> Result<Vec<Ast>, PlanError> {
        let mut marked = Vec::with_capacity(clauses.len());
        let mut rest = clauses;
        while let [first, others @ ..] = rest {
            let run: Vec<&str> = self.run(rest);
            let actors = self.context.actors;
            let named = if run.is_empty() { None } else { actors.named(&run) };
            let Some(named) = named else {
                let whole = matches!(first.kind, Kind::Word { .. });
                marked.push(if whole { first.clone() } else { self.mark(first.clone())? });
                rest = others;
                continue;
            };
            let (words, after) = rest.split_at(named.words.min(rest.len()));
            rest = after;
            let (start, end) = (first.start, words.last().map_or(first.end, |last| last.end));
            let spellings = self.others(words, &named.spellings)?;
            if spellings.is_empty() {
                marked.extend(words.iter().cloned());
                continue;
            }
            self.tell(named.id, &spellings, start, end);
            let kind = Kind::Name { clauses: words.to_vec(), actor: named.id.to_owned(), spellings };
            marked.push(Ast { kind, start, end });
        }
        Ok(marked)
    }

    /// The plain words at the beginning that nothing but blanks and signs parts: no operator, no parenthesis.
    fn run<'c>(&self, clauses: &'c [Ast]) -> Vec<&'c str> {
        let mut run = Vec::new();
        let mut before: Option<usize> = None;
        for clause in clauses {
            let Kind::Word { text, exact: false } = &clause.kind else { break };
            let between = before.map_or(Some(""), |end| self.text.get(end..clause.start));
            let apart =
                between.is_none_or(|between| between.contains(|c: char| c.is_alphanumeric() || "()|".contains(c)));
            // A word in quotes is meant as it is.
            if apart || self.text.get(clause.start..clause.end) != Some(text) {
                break;
            }
            run.push(text.as_str());
            before = Some(clause.end);
        }
        run
    }

    /// The spellings that the index has and that find articles which the words do not.
    fn others(&mut self, words: &[Ast], spellings: &[&str]) -> Result<Vec<String>, PlanError> {
        let mut typed: Vec<Vec<String>> = Vec::new();
        for word in words {
            if let Kind::Word { text, .. } = &word.kind {
                typed.push(self.stems(text));
            }
        }
        let single = typed.len() == 1;
        let mut kept: Vec<(Vec<String>, &str)> = Vec::new();
        for spelling in spellings {
            let stems = self.stems(spelling);
            // Several words need not stand together, one word's tokens do.
            let found = |part: &Vec<String>| holds(&stems, part);
            let found = if single { typed.iter().any(found) } else { typed.iter().all(found) };
            // What is typed counts in every inflection, a spelling as it is.
            let mut words = Vec::new();
            tokens(spelling).for_each(|token| words.push(token.term.to_owned()));
            if !found && !words.is_empty() && !kept.iter().any(|(part, _)| holds(&words, part)) {
                kept.retain(|(other, _)| !holds(other, &words));
                kept.push((words, spelling));
            }
        }
        let mut counted = Vec::with_capacity(kept.len());
        for (_, spelling) in kept {
            let articles = self.articles(spelling)?;
            if articles > 0 {
                counted.push((articles, spelling.to_owned()));
            }
        }
        // The most frequent ones first; equal ones stay in the authority's order.
        counted.sort_by_key(|(articles, _)| Reverse(*articles));
        counted.truncate(MOST);
        Ok(counted.into_iter().map(|(_, spelling)| spelling).collect())
    }

    fn stems(&mut self, text: &str) -> Vec<String> {
        let mut stems = Vec::new();
        tokens(text).for_each(|token| stems.push(self.stemmer.stem_of(token.term).to_owned()));
        stems
    }

    /// How many articles have a spelling.
    fn articles(&self, spelling: &str) -> Result<u64, PlanError> {
        let searcher = self.context.searcher;
        let mut terms = Vec::new();
        let mut stream = tokens(spelling);
        let mut least = u64::MAX;
        while let Some(token) = stream.next_token() {
            let term = Term::from_field_text(self.context.fields.text_exact, token.term);
            least = least.min(searcher.doc_freq(&term)?);
            if least == 0 {
                return Ok(0);
            }
            terms.push(term);
        }
        if terms.len() < 2 {
            return Ok(if terms.is_empty() { 0 } else { least });
        }
        Ok(searcher.search(&PhraseQuery::new(terms), &Count)? as u64)
    }

    fn tell(&mut self, actor: &str, spellings: &[String], start: usize, end: usize) {
        if self.told.iter().any(|told| told == actor) {
            return;
        }
        self.told.push(actor.to_owned());
        let name = self.context.actors.label(actor).unwrap_or_else(|| actor.to_owned());
        let (actor, spellings) = (actor.to_owned(), spellings.to_vec());
        self.warnings.push(Warning::new(WarningKind::OtherSpellings { actor, name, spellings }, start, end));
    }
}

/// Whether the words hold the part, its words side by side.
fn holds(words: &[String], part: &[String]) -> bool {
    !part.is_empty() && words.windows(part.len()).any(|window| window == part)
}
