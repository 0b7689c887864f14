//! What positions have to be like: a clause about places, brought down to tests of single words.
//!
//! An [`Expr`] is a tree of places; [`spans()`] says where in one article it stands, [`lit`] which words of it are
//! shown as what matched. Both ask [`Positions`] where single words stand, and nothing else: a text that was read
//! answers as well as the posting lists of an index, and by one function, so what is found is what is lit.
//! Rejected: a second tree of the same nodes for posting lists. Instead the words of an [`Expr`] may be anything, such as
//! the number of a posting list ([`Expr::map`]).

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{
    pattern::Pattern,
    spans::{self, Span},
    text_field::TextField,
};
use crate::analysis::BODY_START;

/// A test of one word.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Test {
    /// Its stem is this.
    Stem(String),
    /// Its folded form is this.
    Exact(String),
    /// Its folded form is one of these, which are sorted: the words of a dictionary that a pattern stands for.
    OneOf(Vec<String>),
    /// Its folded form is of this pattern, which no dictionary has been asked for.
    Pattern(Pattern),
}

/// A clause about positions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Expr<T = Test> {
    /// One word.
    Word(T),
    /// Any of these.
    Any(Vec<Expr<T>>),
    /// These in this order, moved by at most so many words in all.
    Phrase {
        /// Two or more.
        parts: Vec<Expr<T>>,
        /// How far they may be off.
        slop: u32,
    },
    /// Both, in either order.
    Near {
        /// Two of them.
        pair: Box<[Expr<T>; 2]>,
        /// Largest difference of their places; of neighbours it is 1.
        distance: u32,
    },
    /// All of them in one sentence.
    Same(Vec<Expr<T>>),
    /// In one part of the article alone.
    Zone {
        /// The part.
        field: TextField,
        /// What stands in it.
        part: Box<Expr<T>>,
    },
}

/// How a place depends on those below it, as far as an article as a whole goes.
#[derive(Clone, Copy, Debug)]
pub enum Shape<'e, T> {
    /// It is a word.
    Word(&'e T),
    /// An article that has it has one of these.
    AnyOf(&'e [Expr<T>]),
    /// An article that has it has all of these.
    AllOf(&'e [Expr<T>]),
}

/// Where the words of one article stand. `T` is what words are told by.
pub trait Positions<T = Test> {
    /// Adds the places of a word, in order.
    fn places(&mut self, word: &T, out: &mut Vec<Span>);

    /// Adds the positions at which sentences of the text begin, in order.
    fn sentence_starts(&mut self, out: &mut Vec<u32>);
}

impl<T> Expr<T> {
    /// Words that follow each other; `None` where there is none.
    #[must_use]
    pub fn sequence(mut parts: Vec<Self>, slop: u32) -> Option<Self> {
        match parts.len() {
            0 => None,
            1 => parts.pop(),
            _ => Some(Self::Phrase { parts, slop }),
        }
    }

    /// Any of these; `None` where there is none.
    #[must_use]
    pub fn any(mut parts: Vec<Self>) -> Option<Self> {
        match parts.len() {
            0 => None,
            1 => parts.pop(),
            _ => Some(Self::Any(parts)),
        }
    }

    /// The same in one part of the article, or anywhere.
    #[must_use]
    pub fn within(self, zone: Option<TextField>) -> Self {
        match zone {
            Some(field) => Self::Zone { field, part: Box::new(self) },
            None => self,
        }
    }

    /// How it depends on what is below.
    #[must_use]
    pub fn shape(&self) -> Shape<'_, T> {
        match self {
            Self::Word(word) => Shape::Word(word),
            Self::Any(parts) => Shape::AnyOf(parts),
            Self::Phrase { parts, .. } | Self::Same(parts) => Shape::AllOf(parts),
            Self::Near { pair, .. } => Shape::AllOf(pair.as_slice()),
            Self::Zone { part, .. } => Shape::AllOf(std::slice::from_ref(part)),
        }
    }

    /// Calls `each` with every word, in order.
    pub fn words<'e>(&'e self, each: &mut dyn FnMut(&'e T)) {
        match self.shape() {
            Shape::Word(word) => each(word),
            Shape::AnyOf(parts) | Shape::AllOf(parts) => parts.iter().for_each(|part| part.words(each)),
        }
    }

    /// The same tree with other words, each made of the one that stood there, in order.
    pub fn map<'e, U>(&'e self, each: &mut dyn FnMut(&'e T) -> U) -> Expr<U> {
        match self {
            Self::Word(word) => Expr::Word(each(word)),
            Self::Any(parts) => Expr::Any(map_all(parts, each)),
            Self::Phrase { parts, slop } => Expr::Phrase { parts: map_all(parts, each), slop: *slop },
            Self::Near { pair, distance } => {
                let [left, right] = &**pair;
                Expr::Near { pair: Box::new([left.map(each), right.map(each)]), distance: *distance }
            }
            Self::Same(parts) => Expr::Same(map_all(parts, each)),
            Self::Zone { field, part } => Expr::Zone { field: *field, part: Box::new(part.map(each)) },
        }
    }
}

fn map_all<'e, T, U>(parts: &'e [Expr<T>], each: &mut dyn FnMut(&'e T) -> U) -> Vec<Expr<U>> {
    parts.iter().map(|part| part.map(each)).collect()
}

/// The spans of a clause in an article, sorted, each once.
pub fn spans<T>(expr: &Expr<T>, positions: &mut impl Positions<T>) -> Vec<Span> {
    let mut found = Vec::new();
    SpanFinder::default().find(expr, positions, &mut found);
    found
}

/// Finds spans in one article after the other, with lists that are used again.
#[derive(Debug, Default)]
pub struct SpanFinder {
    free: Vec<Vec<Span>>,
    /// Empty lists of the lists of some parts.
    free_lists: Vec<Vec<Vec<Span>>>,
    starts: Vec<u32>,
}

impl SpanFinder {
    /// The spans of a clause in an article, sorted, each once, in place of what `found` holds.
    pub fn find<T>(&mut self, expr: &Expr<T>, positions: &mut impl Positions<T>, found: &mut Vec<Span>) {
        found.clear();
        match expr {
            Expr::Word(word) => {
                positions.places(word, found);
                debug_assert!(found.is_sorted(), "the places of a word are in order");
            }
            Expr::Any(parts) => {
                let Some((first, others)) = parts.split_first() else { return };
                self.find(first, positions, found);
                for part in others {
                    let one = self.list(part, positions);
                    found.extend_from_slice(&one);
                    self.free.push(one);
                }
                spans::normalise(found);
            }
            Expr::Phrase { parts, slop } => {
                let lists = self.lists(parts, positions);
                if lists.len() == parts.len() {
                    spans::phrase(&lists, *slop, BODY_START, found);
                }
                self.give_back(lists);
            }
            Expr::Near { pair, distance } => {
                let lists = self.lists(pair.as_slice(), positions);
                if let [left, right] = lists.as_slice() {
                    spans::near(left, right, *distance, BODY_START, found);
                }
                self.give_back(lists);
            }
            Expr::Same(parts) => {
                let lists = self.lists(parts, positions);
                if lists.len() == parts.len() {
                    self.starts.clear();
                    positions.sentence_starts(&mut self.starts);
                    spans::same(&lists, &self.starts, found);
                }
                self.give_back(lists);
            }
            Expr::Zone { field, part } => {
                self.find(part, positions, found);
                found.retain(|span| (span.first < BODY_START) == (*field == TextField::Title));
            }
        }
    }

    fn list<T>(&mut self, expr: &Expr<T>, positions: &mut impl Positions<T>) -> Vec<Span> {
        let mut list = self.free.pop().unwrap_or_default();
        self.find(expr, positions, &mut list);
        list
    }

    /// The spans of each part; of none where one has none, since then nothing has all.
    fn lists<T>(&mut self, parts: &[Expr<T>], positions: &mut impl Positions<T>) -> Vec<Vec<Span>> {
        let mut lists = self.free_lists.pop().unwrap_or_default();
        for part in parts {
            let list = self.list(part, positions);
            let ends = list.is_empty();
            lists.push(list);
            if ends {
                self.free.append(&mut lists);
                break;
            }
        }
        lists
    }

    fn give_back(&mut self, mut lists: Vec<Vec<Span>>) {
        self.free.append(&mut lists);
        self.free_lists.push(lists);
    }
}

/// The spans of each part; `None` where one has none, so that nothing has all.
fn spans_of<T>(parts: &[Expr<T>], positions: &mut impl Positions<T>) -> Option<Vec<Vec<Span>>> {
    parts.iter().map(|part| Some(spans(part, positions)).filter(|spans| !spans.is_empty())).collect()
}

/// What is lit of a clause: a word or tight phrase as a whole; of a loose phrase, `NEAR` and `SAME` each
/// word or phrase that takes part, and nothing of what lies between.
pub fn lit<T>(expr: &Expr<T>, positions: &mut impl Positions<T>) -> Vec<Span> {
    let mut lit = Vec::new();
    let wanted = spans(expr, positions);
    add_lit(expr, positions, &wanted, &mut lit);
    spans::normalise(&mut lit);
    lit
}

/// Adds what is lit of those of the clause's spans that are among `wanted`, which is sorted.
fn add_lit<T>(expr: &Expr<T>, positions: &mut impl Positions<T>, wanted: &[Span], lit: &mut Vec<Span>) {
    let is_wanted = |span: &Span| wanted.binary_search(span).is_ok();
    match expr {
        Expr::Word(_) | Expr::Phrase { slop: 0, .. } => {
            lit.extend(spans(expr, positions).iter().filter(|span| is_wanted(span)));
        }
        Expr::Any(parts) | Expr::Same(parts) => {
            parts.iter().for_each(|part| add_lit(part, positions, wanted, lit));
        }
        Expr::Zone { part, .. } => add_lit(part, positions, wanted, lit),
        Expr::Phrase { parts, slop } => {
            let parts = spans_of(parts, positions);
            lit.extend(parts.iter().flat_map(|parts| spans::loose_words(parts, *slop, BODY_START, is_wanted)));
        }
        Expr::Near { pair, distance } => {
            let found = spans_of(pair.as_slice(), positions);
            let Some([left, right]) = found.as_deref() else { return };
            let pairs = spans::near_pairs(left, right, *distance, BODY_START);
            let pairs = pairs.into_iter().filter(|(one, other)| is_wanted(&one.join(*other)));
            let (mut lefts, mut rights): (Vec<Span>, Vec<Span>) = pairs.unzip();
            spans::normalise(&mut lefts);
            spans::normalise(&mut rights);
            let [left, right] = &**pair;
            add_lit(left, positions, &lefts, lit);
            add_lit(right, positions, &rights, lit);
        }
    }
}

impl fmt::Display for Test {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stem(stem) => f.write_str(stem),
            Self::Exact(word) => write!(f, "={word}"),
            Self::OneOf(words) => write!(f, "{{{}}}", words.join(" ")),
            Self::Pattern(pattern) => write!(f, "{pattern}"),
        }
    }
}

impl<T: fmt::Display> fmt::Display for Expr<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) => write!(f, "{word}"),
            Self::Any(parts) => write_list(f, "(", parts, " OR ", ")"),
            Self::Phrase { parts, slop } => {
                write_list(f, "\"", parts, " ", "\"")?;
                if *slop > 0 { write!(f, "~{slop}") } else { Ok(()) }
            }
            Self::Near { pair, distance } => {
                let [left, right] = &**pair;
                write!(f, "({left} NEAR/{distance} {right})")
            }
            Self::Same(parts) => write_list(f, "(", parts, " SAME ", ")"),
            Self::Zone { field, part } => write!(f, "{}:{part}", field.name()),
        }
    }
}

/// Writes items between two brackets, with a sign between each two.
pub(super) fn write_list<T: fmt::Display>(
    f: &mut fmt::Formatter<'_>,
    open: &str,
    items: &[T],
    between: &str,
    close: &str,
) -> fmt::Result {
    f.write_str(open)?;
    for (n, item) in items.iter().enumerate() {
        if n > 0 {
            f.write_str(between)?;
        }
        write!(f, "{item}")?;
    }
    f.write_str(close)
}
