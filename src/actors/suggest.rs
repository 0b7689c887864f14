//! Names in the articles that the authority does not know.
//!
//! Takes articles with their mentions, one after the other, and gives suggestions: groups by their head words
//! ("Free Valley Army"), groups that a text defines ("Free Valley Army (FVA)"), and spellings of known actors that
//! the matcher does not tag. Each comes with counts, contexts and a TOML stub. Guesses, all of them: nothing here
//! ever tags an article.
//!
//! Memory is bounded: when the names outgrow [`Limits::names`], those seen least are thrown out until half the places are
//! free, as in lossy counting (Manku and Motwani 2002), and a name that comes back starts with nothing. Below the limit the
//! order of the articles changes nothing; above it only names near the thrown-out counts depend on it, so who wants one
//! answer adds articles in the order of their ids.

mod cuts;
mod heads;
mod known;
mod phrases;
mod report;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap};

use super::authority::{Authority, Kind};
use super::matcher;
use super::tokens::Stream;
use crate::article::Mention;
use known::Known;
use phrases::Sighting;

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

/// What is known of one name so far.
#[derive(Clone, Debug, Default)]
struct Tally {
    count: u32,
    articles: u32,
    /// Number of the last article, from 1.
    last: u64,
    surfaces: BTreeMap<String, u32>,
    acronyms: BTreeMap<String, u32>,
    kind: Option<Kind>,
    /// Key of the cut that is one word shorter, where a name may be cut in several ways.
    shorter: Option<String>,
    cut: bool,
    /// Every time at the beginning of a sentence so far, where the first word may not be of the name.
    opening: bool,
    like: Option<(usize, String)>,
    contexts: Vec<Context>,
}

/// Fewest bytes around a name in its context.
const AROUND: usize = 70;
/// Most spellings or acronyms kept of a name.
const MOST_SURFACES: usize = 4;

/// Collects names, article by article.
#[derive(Debug)]
pub struct Suggester<'a> {
    authority: &'a Authority,
    known: Known,
    limits: Limits,
    names: HashMap<String, Tally>,
    article: u64,
    evicted: u32,
    stream: Stream,
}

impl<'a> Suggester<'a> {
    /// Prepares for articles that were tagged with `authority`.
    #[must_use]
    pub fn new(authority: &'a Authority, limits: Limits) -> Self {
        Self {
            authority,
            known: Known::new(authority),
            limits: Limits { names: limits.names.max(16), ..limits },
            names: HashMap::new(),
            article: 0,
            evicted: 0,
            stream: Stream::default(),
        }
    }

    /// Reads an article; `mentions` are those of the text, in order. Linear in the text.
    ///
    /// A title counts only where it is written like a sentence: in others capitals say nothing.
    pub fn add(&mut self, article: &str, title: Option<&str>, text: &str, mentions: &[Mention]) {
        self.article += 1;
        if let Some(title) = title.filter(|t| like_a_sentence(t)) {
            self.read(article, title, &[], true);
        }
        self.read(article, text, mentions, false);
    }

    fn read(&mut self, article: &str, text: &str, mentions: &[Mention], in_title: bool) {
        let capitals = matcher::all_capitals(text);
        let mut stream = std::mem::take(&mut self.stream);
        let mut sightings = Vec::new();
        let mut from = 0;
        let mut left = mentions;
        while from < text.len() {
            let to = matcher::cut(text, from);
            let piece = text.get(from..to).unwrap_or_default();
            stream.read(piece);
            while left.first().is_some_and(|m| m.end <= from) {
                left = left.get(1..).unwrap_or_default();
            }
            let here: Vec<(usize, usize, &str)> = left
                .iter()
                .take_while(|m| m.start < to)
                .map(|m| (m.start.saturating_sub(from), m.end.saturating_sub(from), m.actor.as_str()))
                .collect();
            phrases::find(piece, &stream, &here, capitals, &self.known, &mut sightings);
            for sighting in sightings.drain(..) {
                self.count(article, text, from, in_title, sighting);
            }
            from = to;
        }
        self.stream = stream;
    }

    fn count(&mut self, article: &str, text: &str, offset: usize, in_title: bool, sighting: Sighting) {
        if self.names.len() >= self.limits.names && !self.names.contains_key(&sighting.key) {
            self.evict();
        }
        let fresh = !self.names.contains_key(&sighting.key);
        let tally = self.names.entry(sighting.key).or_default();
        tally.count = tally.count.saturating_add(1);
        tally.opening = sighting.opening && (fresh || tally.opening);
        tally.kind = tally.kind.max(sighting.kind);
        tally.cut |= sighting.cut;
        tally.shorter = tally.shorter.take().or(sighting.shorter);
        tally.like = tally.like.take().or(sighting.like);
        let (start, end) = (offset + sighting.start, offset + sighting.end);
        let surface: Vec<&str> = text.get(start..end).unwrap_or_default().split_whitespace().collect();
        bump(&mut tally.surfaces, surface.join(" "));
        if let Some(acronym) = sighting.acronym {
            bump(&mut tally.acronyms, acronym);
        }
        if tally.last == self.article {
            return;
        }
        tally.last = self.article;
        tally.articles = tally.articles.saturating_add(1);
        let (from, to) = around(text, start, end);
        let full = tally.contexts.len() >= self.limits.contexts;
        if full && tally.contexts.last().is_none_or(|c| c.article.as_str() <= article) {
            return;
        }
        let context = Context {
            article: article.to_owned(),
            in_title,
            start: from,
            end: to,
            name_start: start,
            name_end: end,
            text: text.get(from..to).unwrap_or_default().to_owned(),
        };
        let at = tally.contexts.partition_point(|c| *c < context);
        tally.contexts.insert(at, context);
        tally.contexts.truncate(self.limits.contexts);
    }

    /// Throws out the names of the fewest articles until half the places are free.
    fn evict(&mut self) {
        let half = self.limits.names / 2;
        let mut least = 1;
        while self.names.len() > half {
            self.names.retain(|_, tally| tally.articles > least);
            self.evicted = self.evicted.max(least);
            least = least.saturating_mul(2);
        }
    }

    /// The most articles that a name can have been thrown out with; 0 where every count is exact.
    #[must_use]
    pub fn evicted(&self) -> usize {
        self.evicted as usize
    }

    /// The suggestions: those of the most articles first, then of the highest count, then by name.
    #[must_use]
    pub fn finish(self) -> Vec<Suggestion> {
        report::report(self.authority, &self.known, self.limits, self.names)
    }
}

fn bump(counts: &mut BTreeMap<String, u32>, key: String) {
    if let Some(count) = counts.get_mut(&key) {
        *count = count.saturating_add(1);
    } else if counts.len() < MOST_SURFACES {
        counts.insert(key, 1);
    }
}

/// Whether most longer words of a title are in small letters.
fn like_a_sentence(title: &str) -> bool {
    let longer = || title.split_whitespace().filter(|w| w.chars().count() > 3);
    let small = longer().filter(|w| w.chars().next().is_some_and(char::is_lowercase)).count();
    small * 2 > longer().count()
}

/// The words around a name, within its paragraph.
fn around(text: &str, start: usize, end: usize) -> (usize, usize) {
    let mut from = start.saturating_sub(AROUND);
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    let before = text.get(from..start).unwrap_or_default();
    if let Some(at) = before.rfind("\n\n") {
        from += at + 2;
    } else if from > 0 {
        from += before.find(char::is_whitespace).map_or(before.len(), |at| at + 1);
    }
    let mut to = (end + AROUND).min(text.len());
    while !text.is_char_boundary(to) {
        to += 1;
    }
    let after = text.get(end..to).unwrap_or_default();
    let cut = after
        .find("\n\n")
        .or_else(|| if to < text.len() { after.rfind(char::is_whitespace).or(Some(0)) } else { None });
    to = cut.map_or(to, |at| end + at);
    let trimmed = text.get(from..start).unwrap_or_default().trim_start();
    (start - trimmed.len(), end + text.get(end..to).unwrap_or_default().trim_end().len())
}
