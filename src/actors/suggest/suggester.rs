//! Collects names that the authority does not know, article by article.
//!
//! Takes articles with their mentions, gives suggestions at the end. Memory is bounded, as the room's page says.

use std::collections::HashMap;

use super::find::find;
use super::known_names::KnownNames;
use super::report;
use super::sighting::Sighting;
use super::suggestion::{Context, Limits, Suggestion};
use super::tagged_text::TaggedText;
use super::tally::{Tally, bump};
use crate::actors::authority::Authority;
use crate::actors::spelling::capitals::is_in_capitals;
use crate::actors::spelling::chunks::chunks;
use crate::actors::spelling::token_stream::TokenStream;
use crate::article::Mention;
use crate::text::{items, slice};

/// Fewest bytes around a name in its context.
const AROUND: usize = 70;
/// Fewest names that are kept, whatever is asked for.
const FEWEST_NAMES: usize = 16;
/// Words of a title that have fewer letters are written small in many styles.
const LONGEST_SMALL: usize = 3;

/// Collects names, article by article.
#[derive(Debug)]
pub struct Suggester<'a> {
    authority: &'a Authority,
    known: KnownNames,
    limits: Limits,
    names: HashMap<String, Tally>,
    article: u64,
    evicted: u32,
    stream: TokenStream,
}

impl<'a> Suggester<'a> {
    /// Prepares for articles that were tagged with `authority`.
    #[must_use]
    pub fn new(authority: &'a Authority, limits: Limits) -> Self {
        Self {
            authority,
            known: KnownNames::new(authority),
            limits: Limits { names: limits.names.max(FEWEST_NAMES), ..limits },
            names: HashMap::new(),
            article: 0,
            evicted: 0,
            stream: TokenStream::default(),
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
        let capitals = is_in_capitals(text);
        let mut stream = std::mem::take(&mut self.stream);
        let mut sightings = Vec::new();
        for (from, chunk) in chunks(text) {
            stream.read(chunk);
            let first = mentions.partition_point(|mention| mention.end <= from);
            let here = items(mentions, first..).iter().take_while(|mention| mention.start < from + chunk.len());
            let here: Vec<(usize, usize)> =
                here.map(|m| (m.start.saturating_sub(from), m.end.saturating_sub(from))).collect();
            find(&TaggedText { text: chunk, stream: &stream, mentions: &here }, capitals, &self.known, &mut sightings);
            for sighting in sightings.drain(..) {
                self.count(article, text, from, in_title, sighting);
            }
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
        let surface: Vec<&str> = slice(text, start..end).split_whitespace().collect();
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
            text: slice(text, from..to).to_owned(),
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

/// Whether most longer words of a title are in small letters.
fn like_a_sentence(title: &str) -> bool {
    let longer = || title.split_whitespace().filter(|w| w.chars().count() > LONGEST_SMALL);
    let small = longer().filter(|w| w.chars().next().is_some_and(char::is_lowercase)).count();
    small * 2 > longer().count()
}

/// The words around a name, within its paragraph.
fn around(text: &str, start: usize, end: usize) -> (usize, usize) {
    let from = text.floor_char_boundary(start.saturating_sub(AROUND));
    let before = slice(text, from..start);
    let before = match before.rsplit_once("\n\n") {
        Some((_, paragraph)) => paragraph,
        None if from == 0 => before,
        // What the first word may lack at its beginning is left out.
        None => before.split_once(char::is_whitespace).map_or("", |(_, words)| words),
    };
    let to = text.ceil_char_boundary((end + AROUND).min(text.len()));
    let after = slice(text, end..to);
    let after = match after.split_once("\n\n") {
        Some((paragraph, _)) => paragraph,
        None if to == text.len() => after,
        None => after.rsplit_once(char::is_whitespace).map_or("", |(words, _)| words),
    };
    (start - before.trim_start().len(), end + after.trim_end().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_bounded() {
        let authority = Authority::default();
        let mut suggester = Suggester::new(&authority, Limits { names: 100, min_articles: 1, contexts: 1 });
        for at in 0..2000_u32 {
            let digit = |d: u32| char::from(b'a' + (d % 16) as u8);
            let name: String = [at / 256, at / 16, at].into_iter().map(digit).collect();
            suggester.add(&format!("a{at:05}"), None, &format!("The Zor{name} Army and the Orontes Army met."), &[]);
            assert!(suggester.names.len() <= 100);
        }
        assert!(suggester.evicted() > 0);
        let found = suggester.finish();
        assert_eq!((found[0].name.as_str(), found[0].articles), ("Orontes Army", 2000));
    }

    #[test]
    fn contexts_are_whole_words_of_a_paragraph() {
        let before = "word ".repeat(30);
        let table = [
            ("A name here.", "name", "A name here."),
            ("Before.\n\nThe name here.\n\nAfter.", "name", "The name here."),
            ("é\u{a0}ñññññññññññññññññññññññññññññññññññññññññññ name", "name", "name"),
        ];
        for (text, name, expected) in table {
            let start = text.find(name).unwrap();
            let (from, to) = around(text, start, start + name.len());
            assert!(text[from..to].ends_with(expected) && from <= start, "{text}: {}", &text[from..to]);
        }
        let text = format!("{before}name {before}");
        let (from, to) = around(&text, before.len(), before.len() + 4);
        assert!(text[from..to].starts_with("word ") && text[from..to].ends_with(" word"));
    }
}
