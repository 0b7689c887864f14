//! The door to an engine: what a search asks of it, and nothing else.
//!
//! Takes what a query means ([`Clause`]) and gives articles with scores, counts, positions of words, and stored articles. The words of
//! an index are asked through [`Dictionary`], which every engine implements too. Nothing here knows how an engine keeps
//! its articles: a cluster that speaks HTTP can stand behind it as well as files in a folder. So each call can
//! fail, calls take many things at once, a hit is a [`Handle`], and a pattern may be left to the engine.
//!
//! The trait can be used as `dyn Engine`: a lookup makes a handful of calls, so that they go through a table costs nothing, and what
//! searches is compiled once. Rejected: a generic parameter, which every type above would have to carry; a type of handles of
//! the engine's own, for the same reason.

use std::sync::Arc;

use super::{
    error::IndexError,
    handle::Handle,
    stored::Stored,
    tally::{Cross, Tally},
};
use crate::{
    analysis::Language,
    query::{Stamps, clause::Clause, dictionary::Dictionary, dimensions::Grouping, expr::Test},
    text::items,
};

/// One commit of an index, asked for articles.
pub trait Engine: Dictionary<Error = IndexError> + Send + Sync {
    /// The same commit for one lookup, whose calls make so much work in all ([`work`](super::work)): the call that makes more fails
    /// with [`IndexError::TooMuchWork`].
    fn limited(&self, units: u64) -> Arc<dyn Engine>;

    /// Whether nothing that was read so far was damaged: an answer counts only where it is so behind it.
    ///
    /// # Errors
    /// Damage was met.
    fn sound(&self) -> Result<(), IndexError>;

    /// The language that words in Latin letters are stemmed as.
    fn stemmer(&self) -> Language;

    /// The first articles of a clause in some order.
    ///
    /// # Errors
    /// The index cannot be asked.
    fn best(&self, clause: &Clause, wanted: Wanted) -> Result<Found, IndexError>;

    /// How many articles match all clauses of each list. What several lists have in common need not be looked up twice.
    ///
    /// # Errors
    /// The index cannot be asked.
    fn count(&self, lists: &[Vec<&Clause>]) -> Result<Vec<u64>, IndexError>;

    /// How many of the articles that match have each value of a dimension: of all that match, never of the first alone.
    ///
    /// # Errors
    /// The index cannot be asked.
    fn tally(&self, clause: &Clause, by: Grouping) -> Result<Tally, IndexError>;

    /// The same by two dimensions at once, and by each of them alone.
    ///
    /// # Errors
    /// The index cannot be asked.
    fn cross(&self, clause: &Clause, by: [Grouping; 2]) -> Result<Cross, IndexError>;

    /// Where the words that pass some tests stand in some articles, and where sentences begin, if that is asked.
    ///
    /// # Errors
    /// The index cannot be asked, or a hit is of another commit.
    fn positions(&self, tests: &[&Test], sentences: bool, hits: &[Handle]) -> Result<WordPositions, IndexError>;

    /// Some articles as they are stored.
    ///
    /// # Errors
    /// The index cannot be asked, or a hit is of another commit.
    fn stored(&self, hits: &[Handle]) -> Result<Vec<Stored>, IndexError>;

    /// The ids of some articles, which may cost far less than the articles.
    ///
    /// # Errors
    /// The index cannot be asked, or a hit is of another commit.
    fn ids(&self, hits: &[Handle]) -> Result<Vec<String>, IndexError>;

    /// When the index got some articles, and when they last changed there.
    ///
    /// # Errors
    /// The index cannot be asked, or a hit is of another commit.
    fn stamps(&self, hits: &[Handle]) -> Result<Vec<Stamps>, IndexError>;

    /// The family of copies that each of some articles belongs to, by its number in this commit, or nothing where it has no copies.
    /// `None` in place of all where the engine does not know.
    ///
    /// # Errors
    /// The index cannot be asked, or a hit is of another commit.
    fn families(&self, hits: &[Handle]) -> Result<Option<Vec<Option<u32>>>, IndexError>;

    /// What an article has in common with others.
    ///
    /// # Errors
    /// The index cannot be asked, or the hit is of another commit.
    fn kin(&self, hit: Handle) -> Result<Kin, IndexError>;

    /// How many of the articles that match tell a story that another one tells: all but one of each family. `None` where the
    /// engine does not know.
    ///
    /// # Errors
    /// The index cannot be asked.
    fn repeated(&self, clause: &Clause) -> Result<Option<u64>, IndexError>;

    /// The same by the values of a dimension: what [`Engine::tally`] counts too many of each, where stories are to be counted.
    ///
    /// # Errors
    /// The index cannot be asked.
    fn repeated_by(&self, clause: &Clause, by: Grouping) -> Result<Option<Tally>, IndexError>;

    /// The same by two dimensions at once, and by each of them alone.
    ///
    /// # Errors
    /// The index cannot be asked.
    fn repeated_cross(&self, clause: &Clause, by: [Grouping; 2]) -> Result<Option<Cross>, IndexError>;
}

/// What an article has in common with others.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kin {
    /// Its family with the article itself, the earliest first by a stated date, then those of inferred dates and of none, ties by id; empty
    /// where it has no copies.
    pub copies: Vec<Handle>,
    /// Articles of other families that share text with it, and how like they are.
    pub shares: Vec<(Handle, f64)>,
}

/// What has commits: an index in a folder, or one on another machine.
pub trait Commits {
    /// The last commit, which does not change under whoever asks it.
    ///
    /// # Errors
    /// It cannot be opened.
    fn last(&self) -> Result<Arc<dyn Engine>, IndexError>;
}

/// Which articles are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The first of which order.
    pub order: Order,
    /// So many.
    pub limit: usize,
    /// Whether all that match are to be counted.
    pub total: bool,
}

/// An order of articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Best score first; what scores the same but for the last digits ([`steady`](super::steady::steady)) by id.
    Score,
    /// By the first moment that is possible, latest first; those without a date or a known year last, ties by id.
    Newest,
    /// By the last moment that is possible, earliest first; those without a date or a known year last, ties by id.
    Oldest,
}

/// The first articles of a clause.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// In their order, with their scores; 0 where the order is not by score.
    pub hits: Vec<(f32, Handle)>,
    /// How many match in all, where that was asked for.
    pub total: Option<u64>,
}

/// Positions of words in some articles. They stand in one list: there may be hundreds of articles.
#[derive(Clone, Debug, Default)]
pub struct WordPositions {
    positions: Vec<u32>,
    /// Where the positions of each test in each article stand, article by article.
    words: Vec<(u32, u32)>,
    tests: usize,
    /// The same of the beginnings of sentences.
    sentences: Vec<(u32, u32)>,
}

impl WordPositions {
    /// Of so many articles and tests; nothing stands anywhere.
    #[must_use]
    pub fn new(articles: usize, tests: usize) -> Self {
        let sentences = vec![(0, 0); articles];
        Self { positions: Vec::new(), words: vec![(0, 0); articles * tests], tests, sentences }
    }

    /// Sets the positions at which the words that pass a test stand in an article: `add` appends them, in any order.
    pub fn set_words(&mut self, article: usize, test: usize, add: impl FnOnce(&mut Vec<u32>)) {
        let slot = self.words.get_mut(article * self.tests + test);
        Self::set(&mut self.positions, slot, add);
    }

    /// The same where `add` appends them in order.
    pub fn set_in_order(&mut self, article: usize, test: usize, add: impl FnOnce(&mut Vec<u32>)) {
        let start = self.positions.len();
        add(&mut self.positions);
        debug_assert!(items(&self.positions, start..).is_sorted(), "positions of a word are in order");
        let slot = self.words.get_mut(article * self.tests + test);
        Self::keep(&self.positions, start, slot);
    }

    /// Sets the positions at which the sentences of an article begin.
    pub fn set_sentences(&mut self, article: usize, add: impl FnOnce(&mut Vec<u32>)) {
        Self::set(&mut self.positions, self.sentences.get_mut(article), add);
    }

    fn set(positions: &mut Vec<u32>, slot: Option<&mut (u32, u32)>, add: impl FnOnce(&mut Vec<u32>)) {
        let start = positions.len();
        add(positions);
        if !items(positions, start..).is_sorted()
            && let Some(new) = positions.get_mut(start..)
        {
            new.sort_unstable();
        }
        Self::keep(positions, start, slot);
    }

    fn keep(positions: &[u32], start: usize, slot: Option<&mut (u32, u32)>) {
        debug_assert!(slot.is_some(), "the article and the test are among those that were asked for");
        if let Some(slot) = slot.filter(|_| positions.len() > start) {
            *slot = (start as u32, positions.len() as u32);
        }
    }

    /// Where the words that pass a test stand in an article, in order.
    #[must_use]
    pub fn words(&self, article: usize, test: usize) -> &[u32] {
        self.part(items(&self.words, article * self.tests + test..).first())
    }

    /// Where the sentences of an article begin, in order.
    #[must_use]
    pub fn sentences(&self, article: usize) -> &[u32] {
        self.part(items(&self.sentences, article..).first())
    }

    fn part(&self, slot: Option<&(u32, u32)>) -> &[u32] {
        debug_assert!(slot.is_some(), "the article and the test are among those that were asked for");
        slot.map_or(&[], |&(start, end)| items(&self.positions, start as usize..end as usize))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_those_of_their_article_and_test() {
        let mut positions = WordPositions::new(2, 3);
        positions.set_words(1, 0, |out| out.extend([70, 64]));
        positions.set_words(0, 2, |out| out.push(5));
        positions.set_sentences(1, |out| out.extend([64, 80]));
        let words = |article| [0, 1, 2].map(|test| positions.words(article, test).to_vec());
        assert_eq!(words(0), [vec![], vec![], vec![5]]);
        assert_eq!(words(1), [vec![64, 70], vec![], vec![]]);
        assert_eq!((positions.sentences(0), positions.sentences(1)), (&[][..], &[64, 80][..]));
    }
}
