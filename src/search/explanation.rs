//! What an explanation says: how a query was understood, what its clauses find, and what they do in one article.
//!
//! Words and figures only; the searcher makes it, `output` shows it.

use crate::{
    article::Article,
    query::{Ast, Warning},
};

/// How a query was understood and what its clauses find.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// The query in its canonical form: it reads to the same tree.
    pub canonical: String,
    /// The tree.
    pub ast: Ast,
    /// The tree's clauses, and each filter as one more.
    pub clauses: Vec<Clause>,
}

/// One clause of a query.
#[derive(Clone, Debug, Default)]
pub struct Clause {
    /// In canonical form; a filter as `outlet: NAME`.
    pub query: String,
    /// First byte of the query text it was read from.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// How it joins the clauses below it.
    pub join: Join,
    /// Whether it is a filter beside the query's text.
    pub filter: bool,
    /// Whether it is a stop word beside other words, which nobody has to match.
    pub ignored: bool,
    /// Articles of the index that match it alone.
    pub articles: u64,
    /// The index's words that it stands for, as far as they are told.
    pub terms: Vec<String>,
    /// Words that are not told.
    pub more_terms: usize,
    /// The clauses below.
    pub clauses: Vec<Clause>,
    /// What it does in the article that was asked about.
    pub here: Option<Here>,
}

/// How a clause joins those below it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Join {
    /// There are none.
    #[default]
    Leaf,
    /// All must match.
    All,
    /// One must match.
    Any,
    /// It must not match.
    Not,
    /// They must stand so to each other.
    Places,
    /// It must match in one part of the article.
    Scope,
}

/// What a clause does in one article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Here {
    /// Whether it matches.
    pub matches: bool,
    /// Its share of the first score, before the best articles are ranked anew.
    pub score: f32,
    /// Byte ranges of the headline.
    pub title: Vec<(usize, usize)>,
    /// Byte ranges of the text.
    pub body: Vec<(usize, usize)>,
}

/// Why an article matches a query or does not.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// The article.
    pub article: Article,
    /// Whether the whole query finds it.
    pub matches: bool,
    /// The first score, before the best articles are ranked anew.
    pub score: f32,
    /// The clauses that keep it out, smallest first found.
    pub kept_out_by: Vec<String>,
    /// The query and its clauses.
    pub explanation: Explanation,
    /// What the reader should know about the query.
    pub warnings: Vec<Warning>,
}

/// What a hit's score is made of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HitScore {
    /// The score that found it.
    pub base: f32,
    /// What its best passage and close words added.
    pub added: f32,
    /// The clauses' shares of the base.
    pub clauses: Vec<(String, f32)>,
}
