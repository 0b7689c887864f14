//! What a query is resolved against: the words that an index has, and how many articles have them.
//!
//! An engine answers; it may stand behind a network, so that each question can fail and asks for
//! many things at once. Knows no index.

use super::{expr::Test, pattern::Pattern, stamps::Stamp};

/// The words of an index.
pub trait Dictionary {
    /// Why it could not answer.
    type Error: std::error::Error + 'static;

    /// How many articles there are.
    ///
    /// # Errors
    /// The index cannot be asked.
    fn articles(&self) -> Result<u64, Self::Error>;

    /// In how many articles each of these stands: a word, or several that follow each other. Of a test that several
    /// words pass the most frequent one counts. What was deleted may still be counted, as long as the engine's own
    /// scores count it.
    ///
    /// # Errors
    /// The index cannot be asked.
    fn frequencies(&self, sequences: &[&[Test]]) -> Result<Vec<u64>, Self::Error>;

    /// The codes of the languages besides the main one whose stems a query asks for too: those with a stemmer for Latin letters
    /// that enough of the articles are in ([`is_asked_for`]).
    ///
    /// # Errors
    /// The index cannot be asked.
    fn languages(&self) -> Result<Vec<&'static str>, Self::Error>;

    /// When articles were last added or changed, in seconds since 1970; `None` where that is not known.
    ///
    /// # Errors
    /// The index cannot be asked.
    fn last_stamp(&self, _: Stamp) -> Result<Option<i64>, Self::Error> {
        Ok(None)
    }

    /// The folded words that a pattern stands for, at most so many. `None` leaves it as it is: the engine holds
    /// words against patterns itself.
    ///
    /// # Errors
    /// The index cannot be asked.
    fn expand(&self, pattern: &Pattern, most: usize) -> Result<Option<Expansion>, Self::Error>;
}

/// Whether so many of all articles are in a language that its stems are asked for. What is missed below that is found by the
/// main language's stems and by the words as they are written; what is gained is that a few articles whose language was
/// wrongly recognised cost no query anything.
#[must_use]
pub fn is_asked_for(articles: u64, all: u64) -> bool {
    const ONE_IN: u64 = 1_000;
    const ENOUGH: u64 = 200;
    articles > 0 && (articles >= ENOUGH || articles.saturating_mul(ONE_IN) >= all)
}

/// The words that a pattern stands for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expansion {
    /// Words, with the articles that they stand in: the most frequent first, those alike in their order.
    pub words: Vec<(String, u64)>,
    /// Less frequent words that were left out.
    pub left_out: usize,
}
