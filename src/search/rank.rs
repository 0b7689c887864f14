//! The first articles ranked again: by their best passage, how close the query's words stand to
//! each other, how much of the query they have, and in which form.
//!
//! Works on word positions alone; no article is read.

use super::{
    SearchError,
    passages::{self, Place},
};
use crate::{
    analysis::BODY_START,
    engine::{Engine, Handle, WordPositions, steady::steady},
    query::{expr::Test, resolve::RankWord},
    text::{item, items},
};

/// Articles that are ranked again.
pub const DEPTH: usize = 100;
/// Words of a passage that ranks; passages overlap by half.
const WINDOW: u32 = 100;
/// Share of the best passage of the text.
const PASSAGE: f32 = 0.5;
/// Words of the text that are its lead.
const LEAD_WORDS: u32 = 60;
/// Share of headline and lead, taken as one passage: news says first what it is about.
const LEAD: f32 = 0.5;
/// Share of close pairs of words.
const PAIRS: f32 = 0.3;
/// Words that are close have at most this distance.
const CLOSE: u32 = 8;
/// Share of the base score that an article which has the whole query gains.
const COVERAGE: f32 = 0.2;
/// Share of the forms that were typed, where other forms match as well. More of it moves single articles of the judged
/// collections up and down, without a gain in the mean.
const TYPED: f32 = 0.13;
/// How slowly a second and third occurrence of a typed form count less. BM25's own 1.2 is for frequencies that are weighed by
/// the length of the text, which these are not.
const TYPED_SATURATION: f32 = 3.0;
/// The same of pairs, as BM25 has it.
const PAIR_SATURATION: f32 = 1.2;

/// Sorts the first [`DEPTH`] of the best articles by their full score and, the first `wanted` of them, then by id. The others keep
/// their order behind them, so a ranking of any length begins with the same articles.
///
/// # Errors
/// The lists of positions cannot be read.
pub fn rerank(
    engine: &dyn Engine,
    words: &[RankWord],
    ranked: &mut Vec<(f32, Handle)>,
    wanted: usize,
) -> Result<(), SearchError> {
    let depth = ranked.len().min(DEPTH);
    let rest = ranked.split_off(depth);
    let mut again: Vec<Again> = Vec::with_capacity(depth);
    again.extend(ranked.iter().map(|&(base, hit)| Again { score: base, base: steady(base), hit }));
    if !words.is_empty() {
        let asked = AskedPlaces::new(words);
        let hits: Vec<Handle> = ranked.iter().map(|(_, hit)| *hit).collect();
        let positions = engine.positions(&asked.tests, false, &hits)?;
        let mut places = Vec::new();
        let mut gain = Gain::new(words);
        for (n, article) in again.iter_mut().enumerate() {
            asked.places(&positions, n, &mut places);
            let typed = asked.typed(&positions, n);
            article.score = steady(article.score + gain.of(article.score, &places) + TYPED * typed);
        }
    }
    sort(engine, &mut again, wanted)?;
    ranked.clear();
    ranked.extend(again.into_iter().map(|article| (article.score, article.hit)));
    append(ranked, rest);
    Ok(())
}

/// An article that is ranked again.
struct Again {
    score: f32,
    /// The score that the engine gave it, without its last digits.
    base: f32,
    hit: Handle,
}

/// Puts what ranks behind all others behind them, whatever it scored: what was not looked at behind what was, and
/// other forms of a word behind the typed one. Scores are brought down so that they go with the order.
pub fn append(ranked: &mut Vec<(f32, Handle)>, rest: Vec<(f32, Handle)>) {
    let (Some(&(lowest, _)), Some(&(highest, _))) = (ranked.last(), rest.first()) else {
        return ranked.extend(rest);
    };
    let highest = steady(highest);
    let scale = if highest > lowest && highest > 0.0 { lowest / highest } else { 1.0 };
    ranked.extend(rest.into_iter().map(|(score, hit)| ((steady(score) * scale).min(lowest), hit)));
}

/// By score, then by id. What scored the same for the engine stands in the order of ids already, and an id costs more to
/// read than an article to score: ids are read of other ties alone, and ties behind the first `wanted` stay as they are.
fn sort(engine: &dyn Engine, again: &mut [Again], wanted: usize) -> Result<(), SearchError> {
    again.sort_by(|a, b| b.score.total_cmp(&a.score));
    let mut before = 0;
    for tied in again.chunk_by_mut(|a, b| a.score.total_cmp(&b.score).is_eq()) {
        if before >= wanted {
            break;
        }
        before += tied.len();
        if tied.iter().any(|article| tied.first().is_some_and(|first| first.base.total_cmp(&article.base).is_ne())) {
            let hits: Vec<Handle> = tied.iter().map(|article| article.hit).collect();
            let mut by_id: Vec<(String, Handle)> = engine.ids(&hits)?.into_iter().zip(hits.iter().copied()).collect();
            debug_assert_eq!(by_id.len(), hits.len(), "an id for each hit");
            by_id.sort_unstable_by(|a, b| a.0.cmp(&b.0));
            tied.iter_mut().zip(by_id).for_each(|(article, (_, hit))| article.hit = hit);
        }
    }
    Ok(())
}

/// The tests of the query's words, each once, and which of them each word is found by.
struct AskedPlaces<'a> {
    tests: Vec<&'a Test>,
    /// For each word the sequences of tests that stand for it: itself, and each other spelling of its name.
    sequences: Vec<Vec<Vec<usize>>>,
    /// Tests of typed forms, and what each weighs.
    typed: Vec<(usize, f32)>,
}

impl<'a> AskedPlaces<'a> {
    fn new(words: &'a [RankWord]) -> Self {
        let mut tests: Vec<&'a Test> = Vec::new();
        let mut number = |test: &'a Test| match tests.iter().position(|other| *other == test) {
            Some(known) => known,
            None => {
                tests.push(test);
                tests.len() - 1
            }
        };
        let mut sequences = Vec::with_capacity(words.len());
        for word in words {
            let mut forms = vec![vec![number(&word.test)]];
            for spelling in &word.spellings {
                let mut sequence = Vec::new();
                spelling.words(&mut |test| sequence.push(number(test)));
                forms.push(sequence);
            }
            sequences.push(forms);
        }
        let typed = words.iter().flat_map(|word| &word.typed).map(|(form, weight)| (number(form), *weight)).collect();
        Self { tests, sequences, typed }
    }

    /// What the typed forms of one of the articles score, saturated as terms are.
    fn typed(&self, positions: &WordPositions, article: usize) -> f32 {
        let score = |&(test, weight): &(usize, f32)| {
            weight * saturated(positions.words(article, test).len() as f32, TYPED_SATURATION)
        };
        self.typed.iter().map(score).sum()
    }

    /// The places of the words in one of the articles, in order.
    fn places(&self, positions: &WordPositions, article: usize, places: &mut Vec<Place>) {
        places.clear();
        for (word, sequences) in self.sequences.iter().enumerate() {
            for sequence in sequences {
                let Some((&first, rest)) = sequence.split_first() else { continue };
                let follows = |position: u32| {
                    rest.iter()
                        .zip(1..)
                        .all(|(&test, after)| positions.words(article, test).binary_search(&(position + after)).is_ok())
                };
                let found = positions.words(article, first).iter().filter(|position| follows(**position));
                places.extend(found.map(|&position| Place { position, word }));
            }
        }
        places.sort_unstable();
    }
}

/// Says what an article gains over its base score; keeps its room from one to the next.
struct Gain {
    /// Of the query's words.
    weights: Vec<f32>,
    counts: Vec<u32>,
    pairs: Vec<(usize, usize, f32)>,
}

impl Gain {
    fn new(words: &[RankWord]) -> Self {
        let weights: Vec<f32> = words.iter().map(|word| word.weight).collect();
        Self { counts: vec![0; weights.len()], weights, pairs: Vec::new() }
    }

    fn of(&mut self, base: f32, places: &[Place]) -> f32 {
        let mut best = 0.0_f32;
        passages::windows(places, &self.weights, &mut self.counts, WINDOW, |_, score| best = best.max(score));
        PASSAGE * best
            + LEAD * self.lead(places)
            + PAIRS * self.close_pairs(places)
            + COVERAGE * base * self.coverage(places)
    }

    /// Headline and first words as one passage.
    fn lead(&mut self, places: &[Place]) -> f32 {
        self.counts.fill(0);
        passages::count(&mut self.counts, places, 0..BODY_START + LEAD_WORDS);
        passages::score(&self.counts, &self.weights, LEAD_WORDS)
    }

    /// How much of the query's weight an article has, from 0 to 1.
    fn coverage(&mut self, places: &[Place]) -> f32 {
        self.counts.fill(0);
        passages::count(&mut self.counts, places, 0..u32::MAX);
        let total: f32 = self.weights.iter().sum();
        let counted = self.weights.iter().zip(&self.counts).filter(|(_, count)| **count > 0);
        let covered: f32 = counted.map(|(weight, _)| weight).sum();
        if total > 0.0 { covered / total } else { 0.0 }
    }

    /// Pairs of different words that stand close, each by the inverse square of the distance and
    /// saturated like a term (Rasolofo and Savoy, 2003); a pair weighs what its commoner word does.
    fn close_pairs(&mut self, places: &[Place]) -> f32 {
        let Self { weights, pairs, .. } = self;
        pairs.clear();
        for (n, place) in places.iter().enumerate() {
            let after = items(places, n + 1..);
            for other in after.iter().take_while(|other| other.position - place.position <= CLOSE) {
                if other.word != place.word && other.position != place.position {
                    let distance = (other.position - place.position) as f32;
                    pairs.push((place.word.min(other.word), place.word.max(other.word), 1.0 / (distance * distance)));
                }
            }
        }
        // A stable sort: the sums are the same whatever the machine.
        pairs.sort_by_key(|&(a, b, _)| (a, b));
        let weight = |word: usize| item(weights, word);
        pairs
            .chunk_by(|one, other| (one.0, one.1) == (other.0, other.1))
            .map(|same| {
                let sum: f32 = same.iter().map(|pair| pair.2).sum();
                let least = match *same {
                    [(a, b, _), ..] => weight(a).min(weight(b)),
                    [] => 0.0,
                };
                least * saturated(sum, PAIR_SATURATION)
            })
            .sum()
    }
}

/// A frequency as BM25 lets it count, in a text of average length.
fn saturated(frequency: f32, saturation: f32) -> f32 {
    frequency * (1.0 + saturation) / (frequency + saturation)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(positions: &[(u32, usize)]) -> Vec<Place> {
        positions.iter().map(|&(position, word)| Place { position, word }).collect()
    }

    fn word(weight: f32) -> RankWord {
        RankWord::new(Test::Stem(String::new()), 1.0, weight)
    }

    fn close(found: f32, expected: f32) {
        assert!((found - expected).abs() < 1e-5, "{found} instead of {expected}");
    }

    #[test]
    fn pairs_saturate_and_weigh_their_commoner_word() {
        // Distances 2 and 8 of the same pair; the third is too far.
        let mut gain = Gain::new(&[word(3.0), word(2.0)]);
        let found = gain.close_pairs(&places(&[(70, 0), (72, 1), (90, 1), (98, 0), (200, 1)]));
        let sum = 1.0 / 4.0 + 1.0 / 64.0;
        close(found, 2.0 * sum * 2.2 / (sum + 1.2));
        close(gain.close_pairs(&places(&[(70, 0), (71, 0)])), 0.0);
    }

    #[test]
    fn coverage_is_the_share_of_the_weight() {
        close(Gain::new(&[word(1.0), word(3.0)]).coverage(&places(&[(70, 1), (71, 1)])), 0.75);
        close(Gain::new(&[]).coverage(&[]), 0.0);
    }

    #[test]
    fn the_lead_is_headline_and_first_words() {
        let at = |position| Gain::new(&[word(2.0)]).lead(&places(&[(position, 0)]));
        close(at(0), passages::score(&[1], &[2.0], LEAD_WORDS));
        close(at(BODY_START + LEAD_WORDS - 1), at(0));
        close(at(BODY_START + LEAD_WORDS), 0.0);
    }

    #[test]
    fn the_gain_is_the_sum_of_its_parts() {
        let words = [word(2.0), word(1.0)];
        let (first, second) = (BODY_START + 10, BODY_START + 11);
        let expected = PASSAGE * passages::score(&[1, 1], &[2.0, 1.0], WINDOW)
            + LEAD * passages::score(&[1, 1], &[2.0, 1.0], LEAD_WORDS)
            + PAIRS * 2.2 / 2.2
            + COVERAGE * 5.0;
        let mut gain = Gain::new(&words);
        close(gain.of(5.0, &places(&[(first, 0), (second, 1)])), expected);
        close(gain.of(5.0, &[]), 0.0);
    }
}
