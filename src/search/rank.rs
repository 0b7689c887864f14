//! The first articles ranked again: by their best passage, how close the query's words stand to
//! each other, and how much of the query they have.
//!
//! Works on word positions alone; no article is read.

use tantivy::{
    DocAddress, DocId, DocSet as _, SegmentReader, TERMINATED, Term,
    postings::{Postings as _, SegmentPostings},
    schema::IndexRecordOption,
};

use super::{
    SearchError,
    passages::{self, Place},
};
use crate::{analysis::BODY_START, engine::embedded::Reader, query::plan::RankWord};

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

/// Sorts the best articles by their full score and, the first `wanted` of them, then by id. Articles beyond
/// [`DEPTH`] keep their order behind them, so a ranking of any length begins with the same articles.
///
/// # Errors
/// The lists of positions cannot be read.
pub fn rerank(
    reader: &Reader,
    words: &[RankWord],
    ranked: &mut Vec<(f32, DocAddress)>,
    wanted: usize,
) -> Result<(), SearchError> {
    let depth = ranked.len().min(DEPTH);
    let rest = ranked.split_off(depth);
    if !words.is_empty() {
        let mut order: Vec<usize> = (0..ranked.len()).collect();
        order.sort_by_key(|&n| ranked.get(n).map(|(_, address)| *address));
        let mut lists = Lists { segment: u32::MAX, forms: Vec::new(), positions: Vec::new(), next: Vec::new() };
        let mut places = Vec::new();
        let mut gain = Gain::new(words);
        for n in order {
            let Some((score, address)) = ranked.get_mut(n) else { continue };
            lists.places(reader, words, *address, &mut places)?;
            *score = steady(*score + gain.of(*score, &places));
        }
    }
    sort(reader, ranked, wanted);
    // What was not looked at stands below what was, whatever it scored.
    let lowest = ranked.last().map_or(f32::MAX, |(score, _)| *score);
    let highest = rest.first().map_or(0.0, |(score, _)| *score);
    let scale = if highest > lowest && highest > 0.0 { lowest / highest } else { 1.0 };
    let mut rest: Vec<_> = rest.into_iter().map(|(score, address)| (steady(score * scale), address)).collect();
    sort(reader, &mut rest, wanted.saturating_sub(ranked.len()));
    ranked.append(&mut rest);
    Ok(())
}

/// By score, then by id. Copies of one story score the same, and an id costs more to read than an
/// article to score: ties behind the first `wanted` stay as they are.
fn sort(reader: &Reader, ranked: &mut [(f32, DocAddress)], wanted: usize) {
    ranked.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let mut before = 0;
    for equal in ranked.chunk_by_mut(|a, b| a.0.total_cmp(&b.0).is_eq()) {
        if before >= wanted {
            break;
        }
        before += equal.len();
        let one_segment = equal.windows(2).all(|pair| matches!(pair, [a, b] if a.1.segment_ord == b.1.segment_ord));
        match equal.len() {
            1 => {}
            // Within a segment ids are numbered in their order.
            _ if one_segment => equal.sort_by_cached_key(|(_, address)| reader.id_number(*address)),
            _ => equal.sort_by_cached_key(|(_, address)| reader.id(*address)),
        }
    }
}

/// The lists of the query's words in one segment; articles are visited in the order of the segment.
struct Lists {
    segment: u32,
    /// For each word.
    forms: Vec<Vec<Form>>,
    /// Positions of one list, and of the list after it in a spelling.
    positions: Vec<u32>,
    next: Vec<u32>,
}

/// Lists of terms that follow each other: of one term mostly, of several in another spelling of a name.
type Form = Vec<SegmentPostings>;

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
            self.forms.clear();
            let segment = reader.searcher().segment_reader(address.segment_ord);
            for word in words {
                let mut forms = Vec::new();
                for term in &word.terms {
                    forms.extend(form(segment, std::slice::from_ref(term))?);
                }
                for spelling in &word.spellings {
                    forms.extend(form(segment, &spelling.terms)?);
                }
                self.forms.push(forms);
            }
        }
        places.clear();
        for (word, forms) in self.forms.iter_mut().enumerate() {
            for form in forms {
                let Some((first, rest)) = form.split_first_mut() else { continue };
                if !stands_at(first, address.doc_id) {
                    continue;
                }
                first.positions(&mut self.positions);
                for (list, after) in rest.iter_mut().zip(1..) {
                    self.next.clear();
                    if stands_at(list, address.doc_id) {
                        list.positions(&mut self.next);
                    }
                    self.positions.retain(|position| self.next.binary_search(&(position + after)).is_ok());
                }
                places.extend(self.positions.iter().map(|&position| Place { position, word }));
            }
        }
        places.sort_unstable();
        Ok(())
    }
}

/// The lists of terms that follow each other; `None` where the segment has not all of them.
fn form(segment: &SegmentReader, terms: &[Term]) -> Result<Option<Form>, SearchError> {
    let mut lists = Vec::with_capacity(terms.len());
    for term in terms {
        match list(segment, term)? {
            Some(list) => lists.push(list),
            None => return Ok(None),
        }
    }
    Ok(Some(lists))
}

/// The list of a term with its positions; `None` where the segment does not have it.
pub fn list(segment: &SegmentReader, term: &Term) -> tantivy::Result<Option<SegmentPostings>> {
    Ok(segment.inverted_index(term.field())?.read_postings(term, IndexRecordOption::WithFreqsAndPositions)?)
}

/// Moves a list to a document, and says whether it has it.
pub fn stands_at(list: &mut SegmentPostings, doc: DocId) -> bool {
    if list.doc() < doc {
        list.seek(doc);
    }
    list.doc() == doc && doc != TERMINATED
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
            let after = places.get(n + 1..).unwrap_or_default();
            for other in after.iter().take_while(|other| other.position - place.position <= CLOSE) {
                if other.word != place.word && other.position != place.position {
                    let distance = (other.position - place.position) as f32;
                    pairs.push((place.word.min(other.word), place.word.max(other.word), 1.0 / (distance * distance)));
                }
            }
        }
        // A stable sort: the sums are the same whatever the machine.
        pairs.sort_by_key(|&(a, b, _)| (a, b));
        let weight = |word: usize| weights.get(word).copied().unwrap_or(0.0);
        pairs
            .chunk_by(|one, other| (one.0, one.1) == (other.0, other.1))
            .map(|same| {
                let sum: f32 = same.iter().map(|pair| pair.2).sum();
                let least = same.first().map_or(0.0, |&(a, b, _)| weight(a).min(weight(b)));
                least * sum * 2.2 / (sum + 1.2)
            })
            .sum()
    }
}

/// A score without its last digits. The engine adds up the words of an article in an order that depends on how the
/// index was built, and float sums with it; articles that score the same, such as copies of one story, shall
/// stand in one order, and a lookup give the same bytes, whatever way the index came about.
fn steady(score: f32) -> f32 {
    const LOST: u32 = 8;
    f32::from_bits(score.to_bits().saturating_add(1 << (LOST - 1)) & !((1 << LOST) - 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::positional::Test;

    fn places(positions: &[(u32, usize)]) -> Vec<Place> {
        positions.iter().map(|&(position, word)| Place { position, word }).collect()
    }

    fn word(weight: f32) -> RankWord {
        RankWord::new(Test::Stem(String::new()), Vec::new(), 1.0, weight)
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

    #[test]
    fn the_last_digits_of_a_score_do_not_count() {
        for score in [0.0_f32, 1.0, 12.345_678, 1e-3, 250.5] {
            let next = f32::from_bits(score.to_bits() + 3);
            assert!((steady(score) - score).abs() <= score * 2e-5, "{score}");
            assert!(steady(next) >= steady(score));
            assert_eq!(steady(steady(score)).to_bits(), steady(score).to_bits());
        }
        assert_eq!(steady(3.0).to_bits(), steady(3.000_000_5).to_bits());
        assert!(steady(f32::INFINITY).is_infinite());
    }
}
