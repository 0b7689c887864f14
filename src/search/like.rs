//! Articles like one at hand: its telling words as a query.
//!
//! A word counts by how often the article has it, saturated as BM25 does, and by its inverse
//! document frequency.

use std::collections::BTreeMap;

use super::SearchError;
use crate::{
    analysis::{Stemmer, StopWords},
    engine::{Engine, Order, Wanted},
    query::{
        Clause,
        expr::{Expr, Test},
        facts::Fact,
        first_letters::FirstLetters,
        resolve::{RankWord, idf},
        word_map::WordMap,
    },
};

/// Words that stand for an article.
const WORDS: usize = 30;

/// What an article asks for.
pub struct Like {
    /// Any of its words, and not itself.
    pub clause: Clause,
    /// The words, for ranking and passages.
    pub words: Vec<RankWord>,
}

/// The query of an article.
///
/// # Errors
/// There is no such article, or it cannot be read.
pub fn like(engine: &dyn Engine, id: &str, stemmer: &mut Stemmer, stop_words: &StopWords) -> Result<Like, SearchError> {
    let itself: Clause = Fact::Id(id.to_owned()).into();
    let hits = engine.best(&itself, Wanted { order: Order::Score, limit: 1, total: false })?.hits;
    let hits: Vec<_> = hits.into_iter().map(|(_, hit)| hit).collect();
    let stored = engine.stored(&hits)?;
    let article = stored.first().ok_or_else(|| SearchError::UnknownArticle(id.to_owned()))?.article()?;
    let title = article.title.as_deref().unwrap_or_default();
    let words = WordMap::read(title, &article.text, &FirstLetters::all(), stemmer, None);
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for (_, folded, stem) in words.iter() {
        if !stop_words.contains(folded) && folded.chars().nth(1).is_some() {
            *counts.entry(stem).or_default() += 1;
        }
    }
    let tests: Vec<Test> = counts.keys().map(|stem| Test::Stem((*stem).to_owned())).collect();
    let frequencies = engine.frequencies(&tests.iter().map(std::slice::from_ref).collect::<Vec<_>>())?;
    debug_assert_eq!(frequencies.len(), tests.len(), "a frequency for each word");
    let documents = engine.articles()?;
    let mut found = Vec::new();
    for ((test, count), frequency) in tests.into_iter().zip(counts.into_values()).zip(frequencies) {
        // A word of this article alone finds no other.
        if frequency > 1 {
            let times = saturated(count);
            found.push(RankWord::new(test, times, times * idf(frequency, documents)));
        }
    }
    // Equal weights stay in the order of the words, as the map has them.
    found.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    found.truncate(WORDS);
    let word = |word: &RankWord| Clause::Places(Expr::Word(word.test.clone())).boosted(word.times);
    let any = Clause::Any(found.iter().map(word).collect());
    Ok(Like { clause: Clause::All(vec![any, itself.negated()]), words: found })
}

/// The saturation of BM25 with k1 = 1.2, at an average length.
fn saturated(count: u32) -> f32 {
    count as f32 * 2.2 / (count as f32 + 1.2)
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_word_that_stands_once_weighs_one() {
        assert!((super::saturated(1) - 1.0).abs() < 1e-6);
        assert!(super::saturated(100) < 2.2);
    }
}
