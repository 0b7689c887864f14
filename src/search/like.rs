//! Articles like one at hand: its telling words as a query.
//!
//! A word counts by how often the article has it, saturated as BM25 does, and by its inverse
//! document frequency.

use std::collections::BTreeMap;

use tantivy::{
    Term,
    query::{BooleanQuery, Occur, Query, TermQuery},
    schema::IndexRecordOption,
};

use super::SearchError;
use crate::{
    analysis::{Stemmer, StopWords},
    engine::embedded::Reader,
    query::{
        beginnings::Beginnings,
        plan::{AnyWords, RankWord, idf},
        positional::{Expr, Test},
        words::Words,
    },
};

/// Words that stand for an article.
const WORDS: usize = 30;

/// What an article asks for.
pub struct Like {
    /// Any of its words, and not itself.
    pub query: Box<dyn Query>,
    /// The words, for ranking and passages.
    pub words: Vec<RankWord>,
    /// The same, for highlights.
    pub exprs: Vec<Expr>,
}

/// The query of an article.
///
/// # Errors
/// There is no such article, or it cannot be read.
pub fn like(reader: &Reader, id: &str, stemmer: &mut Stemmer, stop_words: &StopWords) -> Result<Like, SearchError> {
    let address = reader.find(id)?.ok_or_else(|| SearchError::UnknownArticle(id.to_owned()))?;
    let article = reader.article(address)?;
    let title = article.title.as_deref().unwrap_or_default();
    let words = Words::read(title, &article.text, &Beginnings::all(), stemmer);
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for (_, folded, stem) in words.iter() {
        if !stop_words.contains(folded) && folded.chars().nth(1).is_some() {
            *counts.entry(stem).or_default() += 1;
        }
    }
    let mut found = Vec::new();
    for (stem, count) in counts {
        let term = Term::from_field_text(reader.fields().text, stem);
        let frequency = reader.searcher().doc_freq(&term)?;
        // A word of this article alone finds no other.
        if frequency > 1 {
            let rarity = idf(frequency, reader.len());
            let times = saturated(count);
            found.push(RankWord::new(Test::Stem(stem.to_owned()), vec![term], times, times * rarity));
        }
    }
    // Equal weights stay in the order of the words, as the map has them.
    found.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    found.truncate(WORDS);
    let itself = TermQuery::new(Term::from_field_text(reader.fields().id, id), IndexRecordOption::Basic);
    let words = found.iter().flat_map(|word| word.terms.iter().map(|term| (term.clone(), word.times)));
    let any: Box<dyn Query> = Box::new(AnyWords::new(words));
    let query = BooleanQuery::new(vec![(Occur::Must, any), (Occur::MustNot, Box::new(itself))]);
    let exprs = found.iter().map(|word| Expr::Word(word.test.clone())).collect();
    Ok(Like { query: Box::new(query), words: found, exprs })
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
