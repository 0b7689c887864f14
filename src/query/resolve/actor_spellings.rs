//! Actors' names among the words of a query: each becomes a clause that knows its other spellings.
//!
//! What is typed is the name as a whole, and so is each spelling. Only those count that the index has and that find more
//! than what was typed: "Lebanese Hezbollah" is found by "Hezbollah" anyway. Words that the index has in no spelling of the
//! name stay as they are.

use std::cmp::Reverse;

use super::{
    context::{Context, Memory, ResolveError},
    name_words::name_words,
    writings::{ARTICLE, SERVANT},
};
use crate::{
    query::{
        ast::{Ast, Kind},
        dictionary::Dictionary,
        expr::Test,
        facts::{ActorFilter, folded},
        warning::{Warning, WarningKind},
    },
    text::slice,
};

/// Other spellings of one name, at most; the most frequent ones.
const MOST: usize = 32;

/// A tree with the names in it.
#[derive(Clone, Debug)]
pub struct Marked {
    /// The tree: names as [`Kind::Name`], acronyms that are ordinary words too as [`Kind::Acronym`].
    pub ast: Ast,
    /// What other spellings are searched.
    pub warnings: Vec<Warning>,
    /// What words may mean that stay as they are.
    pub possible: Vec<PossibleActors>,
}

/// Words of a query that may mean actors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PossibleActors {
    /// The bytes of the query text that they are.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// The actors with all that they have as members.
    pub actors: Vec<ActorFilter>,
}

/// Words that may mean actors, in one query: what is longer is a text.
const MOST_POSSIBLE: usize = 8;
/// Actors that words may mean; names that more share say nothing.
const MOST_MEANT: usize = 8;
/// Names that speak for an actor which an acronym may mean.
const MOST_NAMES: usize = 4;

/// Marks the names in a tree. `text` is the query.
///
/// # Errors
/// The dictionary cannot be asked.
pub fn mark<D: Dictionary + ?Sized>(
    ast: Ast,
    text: &str,
    context: &Context<'_, D>,
    memory: &mut Memory,
) -> Result<Marked, ResolveError<D::Error>> {
    let (warnings, told, possible) = (Vec::new(), Vec::new(), Vec::new());
    let mut marker = Marker { text, context, memory, warnings, told, possible };
    let ast = marker.mark(ast)?;
    let Marker { warnings, possible, .. } = marker;
    Ok(Marked { ast, warnings, possible })
}

/// Makes one clause of several.
type Join = fn(Vec<Ast>) -> Kind;

struct Marker<'a, D: ?Sized> {
    text: &'a str,
    context: &'a Context<'a, D>,
    memory: &'a mut Memory,
    warnings: Vec<Warning>,
    /// Actors that a warning has told of.
    told: Vec<String>,
    possible: Vec<PossibleActors>,
}

impl<D: Dictionary + ?Sized> Marker<'_, D> {
    fn mark(&mut self, ast: Ast) -> Result<Ast, ResolveError<D::Error>> {
        let Ast { kind, start, end } = ast;
        let (clauses, join): (Vec<Ast>, Join) = match kind {
            Kind::Word { exact: false, .. } => (vec![Ast { kind, start, end }], |clauses| Kind::All { clauses }),
            Kind::All { clauses } => (clauses, |clauses| Kind::All { clauses }),
            Kind::Any { clauses } => (clauses, |clauses| Kind::Any { clauses }),
            kind => return Ast { kind, start, end }.map_children(&mut |child| self.mark(child)),
        };
        let mut marked = self.mark_all(&clauses)?;
        // Words that were one name are one clause.
        match marked.pop() {
            Some(only) if marked.is_empty() => Ok(only),
            last => {
                marked.extend(last);
                Ok(Ast { kind: join(marked), start, end })
            }
        }
    }

    /// Marks clauses that stand side by side; the longest name that begins at a word counts.
    fn mark_all(&mut self, clauses: &[Ast]) -> Result<Vec<Ast>, ResolveError<D::Error>> {
        let mut marked = Vec::with_capacity(clauses.len());
        let mut rest = clauses;
        while let [first, others @ ..] = rest {
            let run: Vec<&str> = self.run(rest);
            let actors = self.context.actors;
            let named = if run.is_empty() { None } else { actors.named(&run) };
            if named.is_none()
                && let [first, second, after @ ..] = rest
                && let [one, other, ..] = run.as_slice()
                && is_servant(one, other)
            {
                let kind = Kind::Word { text: format!("{one} {other}"), exact: false };
                marked.push(Ast { kind, start: first.start, end: second.end });
                rest = after;
                continue;
            }
            let Some(named) = named else {
                marked.push(match first.kind {
                    Kind::Word { .. } => self.possible(&run, rest),
                    _ => self.mark(first.clone())?,
                });
                rest = others;
                continue;
            };
            debug_assert!((1..=run.len()).contains(&named.words), "a name is made of words of the run");
            let (words, after) = rest.split_at(named.words.clamp(1, rest.len()));
            rest = after;
            let (start, end) = (first.start, words.iter().fold(first.end, |_, word| word.end));
            let Some(spellings) = self.others(words, &named.spellings)? else {
                marked.extend(words.iter().cloned());
                continue;
            };
            if !spellings.is_empty() {
                self.tell(named.id, &spellings, start, end);
            }
            let kind = Kind::Name { clauses: words.to_vec(), actor: named.id.to_owned(), spellings };
            marked.push(Ast { kind, start, end });
        }
        Ok(marked)
    }

    /// The first of some words that name nobody; what it, or it and those behind it, may mean is noted.
    fn possible(&mut self, run: &[&str], words: &[Ast]) -> Ast {
        let [first, ..] = words else { return Ast::new(Kind::Nothing, 0, 0) };
        let known = self.possible.last().is_some_and(|last| first.start < last.end);
        let word = first.clone();
        if known || self.possible.len() >= MOST_POSSIBLE || run.is_empty() {
            return word;
        }
        let Some(perhaps) = self.context.actors.perhaps(run).filter(|perhaps| perhaps.actors.len() <= MOST_MEANT)
        else {
            return word;
        };
        let mut end = words.iter().take(perhaps.words).fold(first.end, |_, last| last.end);
        // The last stop of "U.S." is no part of the word.
        if slice(self.text, first.start..end).contains('.') && slice(self.text, end..).starts_with('.') {
            end += 1;
        }
        let filter = |(id, paths): &(&str, Vec<&str>)| ActorFilter {
            id: (*id).to_owned(),
            paths: paths.iter().map(|path| (*path).to_owned()).collect(),
            exact: false,
            ids: vec![(*id).to_owned()],
        };
        let actors: Vec<ActorFilter> = perhaps.actors.iter().map(filter).collect();
        let kind = match word.kind {
            Kind::Word { text, .. } if perhaps.acronym => {
                let ids: Vec<String> = actors.iter().map(|actor| actor.id.clone()).collect();
                let names = ids.iter().flat_map(|id| self.context.actors.names(id).into_iter().take(MOST_NAMES));
                let names = names.map(str::to_owned).collect();
                Kind::Acronym { text, actors: ids, names }
            }
            kind => kind,
        };
        self.possible.push(PossibleActors { start: first.start, end, actors });
        Ast { kind, ..word }
    }

    /// The plain words at the beginning that nothing but blanks and signs parts: no operator, no parenthesis.
    fn run<'c>(&self, clauses: &'c [Ast]) -> Vec<&'c str> {
        let mut run = Vec::new();
        let mut before: Option<usize> = None;
        for clause in clauses {
            let Kind::Word { text, exact: false } = &clause.kind else { break };
            // Clauses of one chunk may stand in any order.
            let between = before.map_or(Some(""), |end| self.text.get(end..clause.start));
            let apart =
                between.is_none_or(|between| between.contains(|c: char| c.is_alphanumeric() || "()|".contains(c)));
            // A word in quotes is meant as it is.
            if apart || slice(self.text, clause.start..clause.end) != text {
                break;
            }
            run.push(text.as_str());
            before = Some(clause.end);
        }
        run
    }

    /// The spellings that the index has and that find articles which the words do not; `None` where it has neither the
    /// name as typed nor any other.
    fn others(&mut self, words: &[Ast], spellings: &[&str]) -> Result<Option<Vec<String>>, ResolveError<D::Error>> {
        let typed = typed_name(words);
        let mut kept = vec![(folded(&typed), typed.as_str())];
        for spelling in spellings {
            let words = folded(spelling);
            if !words.is_empty() && !kept.iter().any(|(part, _)| holds(&words, part)) {
                // What was typed stays, though it holds a shorter spelling.
                let mut first = true;
                kept.retain(|(other, _)| std::mem::take(&mut first) || !holds(other, &words));
                kept.push((words, spelling));
            }
        }
        let mut sequences = Vec::with_capacity(kept.len());
        for (_, spelling) in &kept {
            sequences.push(name_words(spelling, self.context, self.memory)?);
        }
        let sequences: Vec<&[Test]> = sequences.iter().map(Vec::as_slice).collect();
        let articles = self.context.dictionary.frequencies(&sequences).map_err(ResolveError::Engine)?;
        debug_assert_eq!(articles.len(), kept.len(), "a count for each spelling");
        if articles.iter().all(|articles| *articles == 0) {
            return Ok(None);
        }
        let counted = articles.into_iter().zip(kept).skip(1).filter(|(articles, _)| *articles > 0);
        let mut counted: Vec<(u64, &str)> = counted.map(|(articles, (_, spelling))| (articles, spelling)).collect();
        // The most frequent ones first; equal ones stay in the authority's order.
        counted.sort_by_key(|(articles, _)| Reverse(*articles));
        counted.truncate(MOST);
        Ok(Some(counted.into_iter().map(|(_, spelling)| spelling.to_owned()).collect()))
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

/// Whether two words are an Arabic name that is written as one word too: عبد الله.
fn is_servant(one: &str, other: &str) -> bool {
    folded(one) == [SERVANT] && matches!(folded(other).as_slice(), [name] if name.starts_with(ARTICLE))
}

/// A name of several clauses as it was typed.
pub(super) fn typed_name(words: &[Ast]) -> String {
    let text = |word: &Ast| if let Kind::Word { text, .. } = &word.kind { text.clone() } else { String::new() };
    words.iter().map(text).collect::<Vec<_>>().join(" ")
}

/// Whether the words hold the part, its words side by side.
fn holds(words: &[String], part: &[String]) -> bool {
    !part.is_empty() && words.windows(part.len()).any(|window| window == part)
}
