//! The best passages of one article: one to three neighbouring sentences that answer the query.
//!
//! Takes the places of the query's words and the sentences, both as word positions; gives ranges
//! of sentences. Knows neither the text nor the engine.

use std::ops::Range;

use crate::{analysis::BODY_START, text::items};

/// Term saturation and length normalisation of BM25 (Robertson and Zaragoza, 2009), as the engine
/// has them.
const K1: f32 = 1.2;
const B: f32 = 0.75;
/// Words of an average passage: two sentences of news.
const AVERAGE_WORDS: f32 = 45.0;
/// Words that a passage of several sentences has at most; a single sentence may be longer.
const MOST_WORDS: u32 = 80;
/// Sentences of a passage at most.
const MOST_SENTENCES: usize = 3;

/// A word of the query at a place of the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Position of the word.
    pub position: u32,
    /// Which of the query's words.
    pub word: usize,
}

/// A passage that was chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// Its sentences.
    pub sentences: Range<usize>,
    /// Its score; 0 for a lead that no word of the query is in.
    pub score: f32,
}

/// BM25 of a passage of `words` words in which word `n` of the query stands `counts[n]` times.
#[must_use]
pub fn score(counts: &[u32], weights: &[f32], words: u32) -> f32 {
    let norm = K1 * (1.0 - B + B * words as f32 / AVERAGE_WORDS);
    counts
        .iter()
        .zip(weights)
        .filter(|(count, _)| **count > 0)
        .map(|(&count, weight)| weight * count as f32 * (K1 + 1.0) / (count as f32 + norm))
        .sum()
}

/// Counts the places of each word within a range of positions; `places` is sorted.
pub fn count(counts: &mut [u32], places: &[Place], range: Range<u32>) {
    let from = places.partition_point(|place| place.position < range.start);
    for place in items(places, from..).iter().take_while(|place| place.position < range.end) {
        if let Some(count) = counts.get_mut(place.word) {
            *count += 1;
        }
    }
}

/// Calls `each` with the first position and the score of every window of `size` words of the text
/// that holds a word of the query; windows begin every half window. `places` is sorted; `counts` is room for a
/// number for each weight.
pub fn windows(places: &[Place], weights: &[f32], counts: &mut [u32], size: u32, mut each: impl FnMut(u32, f32)) {
    let half = (size / 2).max(1);
    let body = places.partition_point(|place| place.position < BODY_START);
    let places = items(places, body..);
    let mut from = 0;
    let mut next_block = 0;
    while let Some(first) = places.get(from) {
        let block = (first.position - BODY_START) / half;
        // The window that ends with this half, unless it was seen, and the one that begins with it.
        for start in block.saturating_sub(1).max(next_block)..=block {
            let low = BODY_START + start * half;
            counts.fill(0);
            count(counts, places, low..low.saturating_add(size));
            each(low, score(counts, weights, size));
        }
        next_block = block + 1;
        let next = BODY_START + next_block * half;
        from = places.partition_point(|place| place.position < next);
    }
}

/// The `limit` best passages that do not overlap, best first. `sentences` are ranges of word
/// positions, in order; `places` is sorted. Where no word of the query stands in the text, the
/// lead is given.
#[must_use]
pub fn choose(sentences: &[Range<u32>], places: &[Place], weights: &[f32], limit: usize) -> Vec<Choice> {
    let mut candidates = Vec::new();
    let mut counts = vec![0_u32; weights.len()];
    for first in 0..sentences.len() {
        counts.fill(0);
        let mut words = 0;
        for (n, sentence) in sentences.iter().enumerate().skip(first).take(MOST_SENTENCES) {
            words += sentence.end.saturating_sub(sentence.start);
            if n > first && words > MOST_WORDS {
                break;
            }
            let from = places.partition_point(|place| place.position < sentence.start);
            let inside = items(places, from..).iter().take_while(|place| place.position < sentence.end);
            let mut gained = false;
            for place in inside {
                if let Some(count) = counts.get_mut(place.word) {
                    *count += 1;
                    gained = true;
                }
            }
            // A passage begins and ends with a sentence that has something to say.
            if n == first && !gained {
                break;
            }
            if gained {
                candidates.push(Choice { sentences: first..n + 1, score: score(&counts, weights, words) });
            }
        }
    }
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.sentences.start.cmp(&b.sentences.start)));
    let mut chosen: Vec<Choice> = Vec::new();
    for candidate in candidates {
        if chosen.len() >= limit {
            break;
        }
        let apart = |other: &Choice| {
            candidate.sentences.end <= other.sentences.start || other.sentences.end <= candidate.sentences.start
        };
        if chosen.iter().all(apart) {
            chosen.push(candidate);
        }
    }
    if chosen.is_empty() && limit > 0 && !sentences.is_empty() {
        chosen.push(lead(sentences));
    }
    chosen
}

/// The sentences of each choice with as many as `context` before and after it. What stands between two
/// passages is given to the one before, so that they never overlap.
#[must_use]
pub fn around(chosen: &[Choice], context: usize, sentences: usize) -> Vec<Range<usize>> {
    let mut wide: Vec<Range<usize>> = chosen.iter().map(|choice| choice.sentences.clone()).collect();
    if context == 0 {
        return wide;
    }
    let mut order: Vec<usize> = (0..wide.len()).collect();
    order.sort_by_key(|&n| wide.get(n).map(|range| range.start));
    let starts: Vec<usize> = order.iter().filter_map(|&n| wide.get(n)).map(|range| range.start).collect();
    let mut taken = 0;
    let bounds = starts.into_iter().skip(1).chain([sentences]);
    for (n, bound) in order.into_iter().zip(bounds) {
        if let Some(range) = wide.get_mut(n) {
            let start = range.start.saturating_sub(context).max(taken).min(range.start);
            let end = range.end.saturating_add(context).min(bound).max(range.end);
            *range = start..end;
            taken = end;
        }
    }
    wide
}

/// The first sentences, up to the size of a passage.
fn lead(sentences: &[Range<u32>]) -> Choice {
    let mut words = 0;
    let mut end = 0;
    for sentence in sentences.iter().take(MOST_SENTENCES) {
        words += sentence.end.saturating_sub(sentence.start);
        if end > 0 && words > MOST_WORDS {
            break;
        }
        end += 1;
        if words as f32 >= AVERAGE_WORDS / 2.0 {
            break;
        }
    }
    Choice { sentences: 0..end, score: 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(positions: &[(u32, usize)]) -> Vec<Place> {
        positions.iter().map(|&(position, word)| Place { position, word }).collect()
    }

    /// Ten sentences of ten words each.
    fn sentences() -> Vec<Range<u32>> {
        (0..10).map(|n| n * 10..n * 10 + 10).collect()
    }

    fn chosen(positions: &[(u32, usize)], weights: &[f32], limit: usize) -> Vec<Range<usize>> {
        choose(&sentences(), &places(positions), weights, limit).into_iter().map(|choice| choice.sentences).collect()
    }

    #[test]
    fn the_sentence_with_both_words_wins() {
        assert_eq!(chosen(&[(5, 0), (42, 0), (44, 1), (80, 1)], &[1.0, 1.0], 1), [4..5]);
    }

    #[test]
    fn neighbours_join_when_each_adds_a_word() {
        assert_eq!(chosen(&[(5, 0), (42, 0), (54, 1)], &[1.0, 1.0], 1), [4..6]);
    }

    #[test]
    fn passages_do_not_overlap() {
        assert_eq!(chosen(&[(5, 0), (42, 0), (54, 1), (95, 1)], &[1.0, 1.0], 3), [4..6, 0..1, 9..10]);
    }

    #[test]
    fn context_does_not_overlap() {
        let wide = |ranges: &[Range<usize>], context| {
            let choices: Vec<Choice> =
                ranges.iter().map(|range| Choice { sentences: range.clone(), score: 1.0 }).collect();
            around(&choices, context, 10)
        };
        assert_eq!(wide(&[4..5], 0), [4..5]);
        assert_eq!(wide(&[4..5, 0..1, 9..10], 1), [3..6, 0..2, 8..10]);
        assert_eq!(wide(&[6..7, 4..5], 2), [6..9, 2..6]);
        assert_eq!(wide(&[4..5, 5..6], usize::MAX), [0..5, 5..10]);
    }

    #[test]
    fn without_a_word_the_lead_is_shown() {
        assert_eq!(chosen(&[], &[1.0], 2), [0..3]);
        assert!(choose(&[], &[], &[1.0], 2).is_empty());
    }

    #[test]
    fn windows_overlap_by_half_and_are_seen_once() {
        let found = |positions: &[u32]| {
            let places: Vec<Place> = positions.iter().map(|&at| Place { position: BODY_START + at, word: 0 }).collect();
            let mut found = Vec::new();
            windows(&places, &[1.0], &mut [0], 20, |start, score| found.push((start - BODY_START, score)));
            found
        };
        let one = score(&[1], &[1.0], 20);
        let two = score(&[2], &[1.0], 20);
        assert_eq!(found(&[5]), [(0, one)]);
        assert_eq!(found(&[5, 12]), [(0, two), (10, one)]);
        assert_eq!(found(&[35]), [(20, one), (30, one)]);
        assert!(found(&[]).is_empty());
    }

    #[test]
    fn the_score_is_bm25() {
        let expected = 2.0 * 3.0 * 2.2 / (3.0 + 1.2 * (0.25 + 0.75 * 60.0 / 45.0));
        assert!((score(&[3, 0], &[2.0, 5.0], 60) - expected).abs() < 1e-6);
    }
}
