//! The first articles ranked again: by their best passage, how close the query's words stand to
//! each other, and how much of the query they have.
//!
//! Works on word positions alone; no article is read.

use tantivy::{
    DocAddress, DocSet as _, TERMINATED,
    postings::{Postings as _, SegmentPostings},
    schema::IndexRecordOption,
};

use super::{
    SearchError,
    passages::{self, Place},
};
use crate::{
    index::{Reader, schema::BODY_START},
    query::plan::RankWord,
};

/// Articles that are ranked again.
pub const DEPTH: usize = 100;
/// Words of a passage for ranking; passages overlap by half.
const WINDOW: u32 = 60;
/// Share of the best passage.
const PASSAGE: f32 = 0.5;
/// Share of close pairs of words.
const PAIRS: f32 = 0.3;
/// Words that are close have at most this distance.
const CLOSE: u32 = 8;
/// Share of the base score that an article which has the whole query gains.
const COVERAGE: f32 = 0.3;

/// Sorts the best articles by their full score and then by id. Articles beyond [`DEPTH`] keep
/// their order behind them, so a ranking of any length begins with the same articles.
///
/// # Errors
/// The lists of positions cannot be read.
pub fn rerank(reader: &Reader, words: &[RankWord], ranked: &mut Vec<(f32, DocAddress)>) -> Result<(), SearchError> {
    let depth = ranked.len().min(DEPTH);
    let rest = ranked.split_off(depth);
    if !words.is_empty() {
        let mut order: Vec<usize> = (0..ranked.len()).collect();
        order.sort_by_key(|&n| ranked.get(n).map(|(_, address)| *address));
        let mut lists = Lists { segment: u32::MAX, postings: Vec::new() };
        let mut places = Vec::new();
        for n in order {
            let Some((score, address)) = ranked.get_mut(n) else { continue };
            lists.places(reader, words, *address, &mut places)?;
            *score += gain(*score, &places, words);
        }
    }
    sort(reader, ranked);
    // What was not looked at stands below what was, whatever it scored.
    let lowest = ranked.last().map_or(f32::MAX, |(score, _)| *score);
    let highest = rest.first().map_or(0.0, |(score, _)| *score);
    let scale = if highest > lowest && highest > 0.0 { lowest / highest } else { 1.0 };
    let mut rest: Vec<_> = rest.into_iter().map(|(score, address)| (score * scale, address)).collect();
    sort(reader, &mut rest);
    ranked.append(&mut rest);
    Ok(())
}

/// By score, then by id; ids are read only where scores are equal.
fn sort(reader: &Reader, ranked: &mut [(f32, DocAddress)]) {
    ranked.sort_by(|a, b| {
        b.0.total_cmp(&a.0).then_with(|| reader.compare_ids(a.1, b.1))
    });
}

/// The lists of the query's words in one segment; articles are visited in the order of the segment.
struct Lists {
    segment: u32,
    postings: Vec<Vec<SegmentPostings>>,
}

impl Lists {
    fn places(
        &mut self,
        reader: &Reader,
        words: &[RankWord],
        address: DocAddress,
        places: &mut Vec<Place>,
    ) -> Result<(), SearchError> {
        if self.segment != address.segment_ord {
            self.segment = address.segment_ord;
            self.postings.clear();
            let segment = reader.searcher().segment_reader(address.segment_ord);
            for word in words {
                let mut lists = Vec::new();
                for term in &word.terms {
                    let inverted = segment.inverted_index(term.field())?;
                    lists.extend(
                        inverted
                            .read_postings(term, IndexRecordOption::WithFreqsAndPositions)
                            .map_err(tantivy::TantivyError::from)?,
                    );
                }
                self.postings.push(lists);
            }
        }
        places.clear();
        let mut positions = Vec::new();
        for (word, lists) in self.postings.iter_mut().enumerate() {
            for list in lists {
                if list.doc() < address.doc_id {
                    list.seek(address.doc_id);
                }
                if list.doc() == address.doc_id && list.doc() != TERMINATED {
                    list.positions(&mut positions);
                    places.extend(positions.iter().map(|&position| Place { position, word }));
                }
            }
        }
        places.sort_unstable();
        Ok(())
    }
}

/// What an article gains over its base score.
fn gain(base: f32, places: &[Place], words: &[RankWord]) -> f32 {
    let weights: Vec<f32> = words.iter().map(|word| word.weight).collect();
    let total: f32 = weights.iter().sum();
    let mut present = vec![false; words.len()];
    for place in places {
        if let Some(slot) = present.get_mut(place.word) {
            *slot = true;
        }
    }
    let covered: f32 = weights.iter().zip(&present).filter(|(_, present)| **present).map(|(weight, _)| weight).sum();
    let coverage = if total > 0.0 { covered / total } else { 0.0 };
    PASSAGE * best_window(places, &weights) + PAIRS * close_pairs(places, &weights) + COVERAGE * base * coverage
}

/// The score of the best window of the text; windows begin every half window.
fn best_window(places: &[Place], weights: &[f32]) -> f32 {
    let body = places.partition_point(|place| place.position < BODY_START);
    let places = places.get(body..).unwrap_or_default();
    let half = WINDOW / 2;
    let mut counts = vec![0_u32; weights.len()];
    let mut best = 0.0_f32;
    let mut from = 0;
    while let Some(first) = places.get(from) {
        let block = (first.position - BODY_START) / half;
        // The window that begins at this block, and the one before it that ends with it.
        for start in [block.saturating_sub(1), block] {
            let (low, high) = (BODY_START + start * half, BODY_START + start * half + WINDOW);
            let begin = places.partition_point(|place| place.position < low);
            counts.fill(0);
            for place in places.get(begin..).unwrap_or_default().iter().take_while(|place| place.position < high) {
                if let Some(count) = counts.get_mut(place.word) {
                    *count += 1;
                }
            }
            best = best.max(passages::score(&counts, weights, WINDOW));
        }
        let next = BODY_START + (block + 1) * half;
        from = places.partition_point(|place| place.position < next);
    }
    best
}

/// Pairs of different words that stand close, each by the inverse square of the distance and
/// saturated like a term (Rasolofo and Savoy, 2003); a pair weighs what its commoner word does.
fn close_pairs(places: &[Place], weights: &[f32]) -> f32 {
    let mut sums: Vec<((usize, usize), f32)> = Vec::new();
    for (n, place) in places.iter().enumerate() {
        let after = places.get(n + 1..).unwrap_or_default();
        for other in after.iter().take_while(|other| other.position - place.position <= CLOSE) {
            if other.word == place.word || other.position == place.position {
                continue;
            }
            let pair = (place.word.min(other.word), place.word.max(other.word));
            let distance = (other.position - place.position) as f32;
            match sums.iter_mut().find(|(known, _)| *known == pair) {
                Some((_, sum)) => *sum += 1.0 / (distance * distance),
                None => sums.push((pair, 1.0 / (distance * distance))),
            }
        }
    }
    let weight = |word: usize| weights.get(word).copied().unwrap_or(0.0);
    sums.into_iter().map(|((a, b), sum)| weight(a).min(weight(b)) * sum * 2.2 / (sum + 1.2)).sum()
}
