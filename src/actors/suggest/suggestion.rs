//! What a suggestion is, and how many are wanted.
//!
//! Knows nothing of how one comes about.

use crate::actors::model::Kind;

/// How much is kept and shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Most distinct names in memory.
    pub names: usize,
    /// Most contexts of a suggestion.
    pub contexts: usize,
    /// Fewest articles of a suggestion.
    pub min_articles: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { names: 1 << 16, contexts: 3, min_articles: 2 }
    }
}

/// Where a name stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Context {
    /// Id of the article.
    pub article: String,
    /// Whether it is in the title; offsets then count its bytes.
    pub in_title: bool,
    /// First byte of the context in the text, at a word.
    pub start: usize,
    /// Byte after its last word.
    pub end: usize,
    /// First byte of the name.
    pub name_start: usize,
    /// Byte after the name.
    pub name_end: usize,
    /// The text from `start` to `end`.
    pub text: String,
}

/// Why a name is suggested.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It has a head word of groups, as Front or Kataib.
    Head,
    /// The text gives its initials in brackets.
    Definition,
    /// It is like this name of a known actor.
    Spelling {
        /// Id of the actor.
        actor: String,
        /// The name that it is like.
        like: String,
    },
}

/// A name that the authority does not know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// As written most often.
    pub name: String,
    /// Other ways in which it is written.
    pub variants: Vec<String>,
    /// Its acronym, where texts define one.
    pub acronym: Option<String>,
    /// A guess at what it is.
    pub kind: Kind,
    /// Why it is suggested.
    pub reason: Reason,
    /// How often it stands in the articles.
    pub count: usize,
    /// In how many articles.
    pub articles: usize,
    /// Some of the places, by the ids of the articles.
    pub contexts: Vec<Context>,
    /// An `[[actor]]` table for an authority file: a new actor, or the known one whole with the spelling added, since
    /// a file overrides an actor whole.
    pub stub: String,
}
