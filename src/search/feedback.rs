//! Words that the best passages of the first articles share: what `--expand` adds to a query.
//!
//! A relevance model (RM3: Abdul-Jaleel and others, 2004) over passages instead of articles: a
//! long article of news tells of several things, and whole articles bring their words in. Each of
//! the first articles gives the words of its headline and best passage, by their share of it and its score; a
//! word counts by that and by its inverse document frequency. Takes addresses and gives words; the
//! second search is the caller's.

use std::{collections::BTreeMap, ops::Range};

use super::{
    SearchError,
    passages::{self, Place},
};
use crate::{
    analysis::{BODY_START, Stemmer, StopWords},
    engine::{Engine, Handle},
    query::{
        Clause, WarningKind,
        expr::{Expr, Test},
        first_letters::FirstLetters,
        resolve::{RankWord, idf},
        word_map::WordMap,
    },
    text::at_most,
};

/// Articles that words are taken from.
pub const ARTICLES: usize = 10;
/// Words of a passage that feeds back: somewhat longer than one that ranks. Measured on six judged collections, 80 gives 1.033 of the
/// best peers, 100 1.035, 150 and 200 1.038; articles that are looked for by a sentence stand where they stood.
const WINDOW: u32 = 150;
/// Words that are added at most.
const WORDS: usize = 20;
/// Articles whose passages must have a word: one alone is a chance.
const AGREE: u32 = 2;
/// Share of the added words in the second query.
const SHARE: f32 = 0.5;

/// A word that was added.
#[derive(Clone, Debug, PartialEq)]
pub struct Added {
    /// Its stem, as the index has it.
    pub stem: String,
    /// Its commonest form in the passages, for people.
    pub form: String,
    /// What it weighs, where a word that is asked for once weighs 1.
    pub weight: f32,
}

impl Added {
    /// The clause that it adds.
    pub fn clause(&self) -> Clause {
        Clause::Places(Expr::Word(Test::Stem(self.stem.clone()))).boosted(self.weight)
    }
}

/// A word as the passages have it.
#[derive(Default)]
struct Seen {
    share: f32,
    articles: u32,
    forms: BTreeMap<String, u32>,
}

/// The words that the best passages of `ranked` share, heaviest first.
///
/// # Errors
/// An article or the dictionary cannot be read.
pub fn added(
    engine: &dyn Engine,
    asked: &[RankWord],
    ranked: &[(f32, Handle)],
    stemmer: &mut Stemmer,
    stop_words: &StopWords,
) -> Result<Vec<Added>, SearchError> {
    let best = match ranked {
        [(best, _), ..] if *best > 0.0 && !asked.is_empty() => *best,
        _ => return Ok(Vec::new()),
    };
    let mut seen: BTreeMap<String, Seen> = BTreeMap::new();
    let ranked = at_most(ranked, ARTICLES);
    let hits: Vec<Handle> = ranked.iter().map(|(_, hit)| *hit).collect();
    for ((score, _), stored) in ranked.iter().zip(engine.stored(&hits)?) {
        let article = stored.article()?;
        let title = article.title.as_deref().unwrap_or_default();
        let words = WordMap::read(title, &article.text, &FirstLetters::all(), stemmer, None);
        gather(&words, asked, score / best, stop_words, &mut seen);
    }
    let documents = engine.articles()?;
    seen.retain(|_, seen| seen.articles >= AGREE.min(ranked.len() as u32));
    let tests: Vec<Test> = seen.keys().map(|stem| Test::Stem(stem.clone())).collect();
    let frequencies = engine.frequencies(&tests.iter().map(std::slice::from_ref).collect::<Vec<_>>())?;
    debug_assert_eq!(frequencies.len(), seen.len(), "a frequency for each word");
    let mut found = Vec::new();
    for ((stem, seen), frequency) in seen.into_iter().zip(frequencies) {
        let form = seen.forms.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0)));
        let weight = seen.share * idf(frequency, documents);
        found.push(Added { form: form.map_or_else(|| stem.clone(), |(form, _)| form), stem, weight });
    }
    let asked_for: f32 = asked.iter().map(|word| word.times).sum();
    Ok(heaviest(found, asked_for))
}

/// Adds the words of the headline and the best passage of one article.
fn gather(words: &WordMap, asked: &[RankWord], weight: f32, stop_words: &StopWords, seen: &mut BTreeMap<String, Seen>) {
    let mut places = Vec::new();
    for (word, asked) in asked.iter().enumerate() {
        places.extend(words.matching(&asked.test).iter().map(|span| Place { position: span.first, word }));
    }
    places.sort_unstable();
    let weights: Vec<f32> = asked.iter().map(|word| word.weight).collect();
    let passage = best_passage(&places, &weights);
    let tells = |folded: &str| {
        !stop_words.contains(folded) && folded.chars().nth(1).is_some() && !folded.bytes().all(|b| b.is_ascii_digit())
    };
    let mut counts: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut length = 0_u32;
    for (position, folded, stem) in words.iter() {
        if (words.is_title(position) || passage.contains(&position)) && tells(folded) {
            counts.entry(stem).or_default().push(folded);
            length += 1;
        }
    }
    for (stem, forms) in counts {
        let slot = seen.entry(stem.to_owned()).or_default();
        slot.share += weight * forms.len() as f32 / length.max(1) as f32;
        slot.articles += 1;
        for form in forms {
            *slot.forms.entry(form.to_owned()).or_default() += 1;
        }
    }
}

/// Positions of the best window of the text; the first one where no word of the query stands.
fn best_passage(places: &[Place], weights: &[f32]) -> Range<u32> {
    let mut best = (0.0, BODY_START);
    passages::windows(places, weights, &mut vec![0; weights.len()], WINDOW, |start, score| {
        if score > best.0 {
            best = (score, start);
        }
    });
    best.1..best.1 + WINDOW
}

/// The heaviest words, so scaled that all of them together have their share of the whole query.
fn heaviest(mut found: Vec<Added>, asked_for: f32) -> Vec<Added> {
    found.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.stem.cmp(&b.stem)));
    found.truncate(WORDS);
    let total: f32 = found.iter().map(|word| word.weight).sum();
    let scale = if total > 0.0 { asked_for * SHARE / (1.0 - SHARE) / total } else { 0.0 };
    found.iter_mut().for_each(|word| word.weight *= scale);
    found
}

/// The warning that names the words which the query did not have; `open` is whether they find more articles.
pub fn told(added: &[Added], asked: &[RankWord], open: bool) -> Option<WarningKind> {
    let is_new = |word: &&Added| asked.iter().all(|asked| asked.test != Test::Stem(word.stem.clone()));
    let words: Vec<String> = added.iter().filter(is_new).map(|word| word.form.clone()).collect();
    let is_empty = words.is_empty();
    let kind = if open { WarningKind::AddedWords { words } } else { WarningKind::RankedBy { words } };
    (!is_empty).then_some(kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(stem: &str, weight: f32) -> Added {
        Added { stem: stem.into(), form: stem.into(), weight }
    }

    #[test]
    fn added_words_weigh_as_much_as_the_query() {
        let found = heaviest(vec![word("rain", 1.0), word("mud", 3.0), word("dike", 1.0)], 4.0);
        let stems: Vec<&str> = found.iter().map(|word| word.stem.as_str()).collect();
        assert_eq!(stems, ["mud", "dike", "rain"], "by weight, then by name");
        let weights: Vec<f32> = found.iter().map(|word| word.weight).collect();
        assert_eq!(weights, [4.0 * 3.0 / 5.0, 4.0 / 5.0, 4.0 / 5.0]);
    }

    #[test]
    fn no_words_no_weight() {
        assert!(heaviest(Vec::new(), 3.0).is_empty());
        assert_eq!(told(&[], &[], true), None);
    }

    #[test]
    fn words_come_from_the_best_passage_only() {
        let filler = "plain ".repeat(300);
        let text = format!("Flood. {filler} flood broke the dike. {filler}");
        let words =
            WordMap::read("", &text, &FirstLetters::all(), &mut Stemmer::new(crate::analysis::Language::English), None);
        let asked = |stem: &str| RankWord::new(Test::Stem(stem.into()), 1.0, 1.0);
        let mut seen = BTreeMap::new();
        gather(
            &words,
            &[asked("flood"), asked("dike")],
            1.0,
            &StopWords::new(crate::analysis::Language::English),
            &mut seen,
        );
        let stems: Vec<&str> = seen.keys().map(String::as_str).collect();
        assert_eq!(stems, ["broke", "dike", "flood", "plain"]);
        let total: f32 = seen.values().map(|seen| seen.share).sum();
        assert!((total - 1.0).abs() < 1e-5, "shares of one passage are a whole: {total}");
    }
}
