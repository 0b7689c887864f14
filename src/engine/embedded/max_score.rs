//! The best articles that have any of some words, and how many have.
//!
//! `MaxScore` (Turtle and Flood, 1995) by windows of documents, with the bounds that each block of a list has (as
//! in Ding and Suel, 2011). All must be counted, so every list is gone through once; on the way the bounds of its blocks
//! are noted. Then, window by window, the words that could not lift an article above the worst of the best even
//! together are put aside; the lists of the others are added up, and the words put aside are asked only for the few
//! articles that they could still lift. Rejected: the engine's block-max WAND, which goes from candidate to
//! candidate and for a hundred of a million articles took twice as long.

use std::ops::Range;

use tantivy::{
    BitSet, DocAddress, Score, Searcher, SegmentOrdinal, SegmentReader, Term,
    fieldnorm::FieldNormReader,
    postings::{BlockSegmentPostings, TermInfo},
    query::{Bm25StatisticsProvider, Bm25Weight},
    schema::IndexRecordOption,
};

use super::{any_words::AnyWords, best::Best};
use crate::text::items;

/// Documents that are looked at together.
const WINDOW: u32 = 4096;
/// Documents of a full block of a list.
const BLOCK: usize = 128;
/// A bound is a sum, and sums of floats depend on their order.
const SLACK: Score = 1.000_001;

/// Offers the articles that may be among the best, and counts all that match.
///
/// # Errors
/// The index cannot be read.
pub fn best(
    searcher: &Searcher,
    statistics: &dyn Bm25StatisticsProvider,
    query: &AnyWords,
    best: &mut Best<'_>,
) -> tantivy::Result<usize> {
    let words = query.words();
    let segments = searcher.segment_readers();
    let mut infos = Vec::with_capacity(segments.len() * words.len());
    for segment in segments {
        for (term, _) in words {
            infos.push(segment.inverted_index(term.field())?.get_term_info(term)?);
        }
    }
    let weights = weights(searcher, statistics, words, &infos)?;
    let mut windows = Windows::default();
    let mut lists = Vec::with_capacity(words.len());
    let mut total = 0;
    for ((ordinal, segment), infos) in (0..).zip(segments).zip(infos.chunks(words.len().max(1))) {
        windows.clear(segment);
        lists.clear();
        for (((term, _), weight), info) in words.iter().zip(&weights).zip(infos) {
            if let Some(info) = info {
                lists.push(windows.open(segment, term, weight, info)?);
            }
        }
        total += windows.count(segment);
        windows.collect(ordinal, segment, &mut lists, best);
    }
    Ok(total)
}

/// How many articles match.
///
/// # Errors
/// The index cannot be read.
pub fn count(searcher: &Searcher, query: &AnyWords) -> tantivy::Result<usize> {
    let mut windows = Windows::default();
    let mut total = 0;
    for segment in searcher.segment_readers() {
        windows.clear(segment);
        for (term, _) in query.words() {
            let inverted = segment.inverted_index(term.field())?;
            let Some(info) = inverted.get_term_info(term)? else { continue };
            let mut through = inverted.read_block_postings_from_terminfo(&info, IndexRecordOption::Basic)?;
            while through.block_len() > 0 {
                set(&mut windows.bits, through.docs());
                through.advance();
            }
        }
        total += windows.count(segment);
    }
    Ok(total)
}

/// The weight of each word by these statistics; `infos` are those of the words in each segment.
fn weights(
    searcher: &Searcher,
    statistics: &dyn Bm25StatisticsProvider,
    words: &[(Term, f32)],
    infos: &[Option<TermInfo>],
) -> tantivy::Result<Vec<Bm25Weight>> {
    let documents = statistics.total_num_docs()?.max(1);
    // Where nothing is deleted, what the dictionaries said is all.
    let is_whole = searcher.segment_readers().iter().all(|segment| segment.alive_bitset().is_none());
    let weight = |(n, (term, weight)): (usize, &(Term, f32))| {
        let average = statistics.total_num_tokens(term.field())? as Score / documents as Score;
        let own = infos.iter().skip(n).step_by(words.len()).flatten();
        let frequency =
            if is_whole { own.map(|info| u64::from(info.doc_freq)).sum() } else { statistics.doc_freq(term)? };
        let frequency = frequency.min(documents);
        Ok(Bm25Weight::for_one_term_without_explain(frequency, documents, average).boost_by(*weight))
    };
    words.iter().enumerate().map(weight).collect()
}

/// The posting list of a word in one segment.
struct WordPostings {
    postings: BlockSegmentPostings,
    norms: FieldNormReader,
    weight: Bm25Weight,
    /// The last document of each block, and what one of its documents scores at most.
    blocks: Vec<(u32, Score)>,
    /// The first block that reaches into the window.
    at: usize,
    /// What a document of the window scores at most.
    bound: Score,
}

impl WordPostings {
    /// Goes on to the window.
    fn enter(&mut self, window: &Range<u32>) {
        self.bound = 0.0;
        while let Some(&(last, _)) = self.blocks.get(self.at)
            && last < window.start
        {
            self.at += 1;
        }
        for &(last, bound) in items(&self.blocks, self.at..) {
            self.bound = self.bound.max(bound);
            if last >= window.end {
                break;
            }
        }
    }

    /// Calls `each` with the documents of the window and their scores.
    fn each(&mut self, window: &Range<u32>, mut each: impl FnMut(u32, Score)) {
        let mut at = self.postings.seek(window.start);
        loop {
            let (docs, frequencies) = (self.postings.docs(), self.postings.freqs());
            if docs.is_empty() {
                return;
            }
            let from_here = items(docs, at..).iter().zip(items(frequencies, at..));
            for (&doc, &frequency) in from_here {
                if doc >= window.end {
                    return;
                }
                each(doc, self.weight.score(self.norms.fieldnorm_id(doc), frequency));
            }
            self.postings.advance();
            at = 0;
        }
    }

    /// What a document scores; 0 where it is not in the list.
    fn score(&mut self, doc: u32) -> Score {
        let at = self.postings.seek(doc);
        match (self.postings.docs().get(at), self.postings.freqs().get(at)) {
            (Some(&found), Some(&frequency)) if found == doc => {
                self.weight.score(self.norms.fieldnorm_id(doc), frequency)
            }
            _ => 0.0,
        }
    }
}

/// A segment's articles by windows; the memory is used again from segment to segment.
#[derive(Default)]
struct Windows {
    /// A bit for each document that matches.
    bits: Vec<u64>,
    /// Scores of the window's documents, and which there are. The order in which an article's words are added up depends
    /// on how many are wanted; sums of twice the digits do not.
    scores: Vec<f64>,
    here: Vec<u64>,
}

impl Windows {
    /// Begins with a segment.
    fn clear(&mut self, segment: &SegmentReader) {
        self.bits.clear();
        self.bits.resize(segment.max_doc() as usize / 64 + 1, 0);
    }

    /// Opens the list of a word and goes through it: sets the bits of what matches, and notes the bounds of its blocks.
    fn open(
        &mut self,
        segment: &SegmentReader,
        term: &Term,
        weight: &Bm25Weight,
        info: &TermInfo,
    ) -> tantivy::Result<WordPostings> {
        let inverted = segment.inverted_index(term.field())?;
        let norms = segment.get_fieldnorms_reader(term.field())?;
        let mut through = inverted.read_block_postings_from_terminfo(info, IndexRecordOption::Basic)?;
        let mut blocks = Vec::with_capacity(info.doc_freq as usize / BLOCK + 1);
        while let Some(&last) = through.docs().last() {
            set(&mut self.bits, through.docs());
            // Of the rest after the full blocks no bound is stored.
            let full = through.block_len() == BLOCK;
            let bound = if full { through.block_max_score(&norms, weight) } else { weight.max_score() };
            blocks.push((last, bound * SLACK));
            through.advance();
        }
        let postings = inverted.read_block_postings_from_terminfo(info, IndexRecordOption::WithFreqs)?;
        Ok(WordPostings { postings, norms, weight: weight.clone(), blocks, at: 0, bound: 0.0 })
    }

    /// How many documents match that are not deleted.
    fn count(&self, segment: &SegmentReader) -> usize {
        let Some(alive) = segment.alive_bitset() else {
            return self.bits.iter().map(|word| word.count_ones() as usize).sum();
        };
        // Word by word: one deleted article must not cost a look at each.
        let mut living = BitSet::with_max_value_and_full(segment.max_doc());
        living.intersect_update(alive.bitset());
        let word = |n| u64::from_le_bytes(living.tinyset(n).into_bytes());
        let words = segment.max_doc().div_ceil(u64::BITS);
        self.bits.iter().zip(0..words).map(|(bits, n)| (bits & word(n)).count_ones() as usize).sum()
    }

    fn collect(
        &mut self,
        ordinal: SegmentOrdinal,
        segment: &SegmentReader,
        lists: &mut [WordPostings],
        best: &mut Best<'_>,
    ) {
        self.scores.resize(WINDOW as usize, 0.0);
        self.here.resize(WINDOW as usize / 64, 0);
        for start in (0..segment.max_doc()).step_by(WINDOW as usize) {
            let window = start..start.saturating_add(WINDOW);
            lists.iter_mut().for_each(|list| list.enter(&window));
            lists.sort_unstable_by(|a, b| a.bound.total_cmp(&b.bound));
            // The words that even together lift nothing above the worst of the best.
            let mut aside = 0;
            let mut most = 0.0;
            while let Some(list) = lists.get(aside)
                && most + list.bound <= best.bar()
            {
                most += list.bound;
                aside += 1;
            }
            let (aside, others) = lists.split_at_mut(aside);
            if !others.is_empty() {
                self.window(&window, aside, others, best.bar(), |doc, score| {
                    if segment.alive_bitset().is_none_or(|alive| alive.is_alive(doc)) {
                        best.offer(score, DocAddress::new(ordinal, doc));
                    }
                    best.bar()
                });
            }
        }
    }

    /// Calls `offer` with what the window has that may be good enough; it gives the score that is to be passed.
    fn window(
        &mut self,
        window: &Range<u32>,
        aside: &mut [WordPostings],
        others: &mut [WordPostings],
        mut bar: Score,
        mut offer: impl FnMut(u32, Score) -> Score,
    ) {
        let Self { scores, here, .. } = self;
        for list in others {
            list.each(window, |doc, score| {
                let place = (doc - window.start) as usize;
                if let (Some(sum), Some(word)) = (scores.get_mut(place), here.get_mut(place / 64)) {
                    *sum += f64::from(score);
                    *word |= 1 << (place % 64);
                }
            });
        }
        let most: Score = aside.iter().map(|list| list.bound).sum();
        for (n, word) in here.iter_mut().enumerate() {
            while *word != 0 {
                let place = n * 64 + word.trailing_zeros() as usize;
                *word &= *word - 1;
                let sum = scores.get_mut(place);
                debug_assert!(sum.is_some(), "place {place} lies in no window");
                let Some(mut score) = sum.map(std::mem::take) else { continue };
                let doc = window.start + place as u32;
                let mut left = most;
                let mut asked = aside.iter_mut().rev().filter(|list| list.bound > 0.0);
                let hopeless = asked.any(|list| {
                    let hopeless = score as Score + left <= bar;
                    if !hopeless {
                        left -= list.bound;
                        score += f64::from(list.score(doc));
                    }
                    hopeless
                });
                if !hopeless && score as Score > bar {
                    bar = offer(doc, score as Score);
                }
            }
        }
    }
}

fn set(bits: &mut [u64], docs: &[u32]) {
    for &doc in docs {
        if let Some(word) = bits.get_mut(doc as usize / 64) {
            *word |= 1 << (doc % 64);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tantivy::{
        Index, IndexWriter, TantivyDocument,
        collector::{Count, TopDocs},
        query::Query as _,
        schema::{FAST, STRING, Schema, TEXT},
    };

    use super::*;
    use crate::engine::{embedded::best::Ids, steady::steady};

    /// An index of articles in segments, with the articles that have a word deleted.
    fn index(segments: &[Vec<String>], deleted: &str) -> (Searcher, tantivy::schema::Field) {
        let mut schema = Schema::builder();
        let field = schema.add_text_field("text", TEXT);
        let id = schema.add_text_field("id", STRING | FAST);
        let index = Index::create_in_ram(schema.build());
        let mut writer: IndexWriter = index.writer_with_num_threads(1, 15_000_000).unwrap();
        writer.set_merge_policy(Box::new(tantivy::merge_policy::NoMergePolicy));
        for (segment, articles) in segments.iter().enumerate() {
            for (n, text) in articles.iter().enumerate() {
                let mut document = TantivyDocument::default();
                document.add_text(field, text);
                // In no order that segments have.
                document.add_text(id, format!("{}-{segment}", n * 7919 % 20_011));
                writer.add_document(document).unwrap();
            }
            writer.commit().unwrap();
        }
        writer.delete_term(Term::from_field_text(field, deleted));
        writer.commit().unwrap();
        (index.reader().unwrap().searcher(), field)
    }

    /// The best must be those of the engine, and the first of all that match by score, then by id.
    fn check(searcher: &Searcher, query: &AnyWords, limit: usize) {
        let readers = searcher.segment_readers();
        let columns: Vec<_> = readers.iter().map(|reader| reader.fast_fields().str("id").unwrap()).collect();
        let ids = Ids(&columns);
        let mut found = Best::new(limit, ids);
        let total = best(searcher, searcher, query, &mut found).unwrap();
        let mut all = Best::new(total, ids);
        best(searcher, searcher, query, &mut all).unwrap();
        let all = all.sorted();
        let key =
            |(score, address): &(Score, DocAddress)| (std::cmp::Reverse(steady(*score).to_bits()), ids.id(*address));
        assert!(all.is_sorted_by_key(key));
        assert_eq!(total, searcher.search(query, &Count).unwrap());
        assert_eq!(total, count(searcher, query).unwrap());
        let found = found.sorted();
        let shorter = all.iter().take(limit).map(|(score, address)| (steady(*score), *address));
        assert!(found.iter().map(|(score, address)| (steady(*score), *address)).eq(shorter), "a longer list begins so");
        let expected = searcher.search(query, &TopDocs::with_limit(limit).order_by_score()).unwrap();
        assert_eq!(found.len(), expected.len());
        for ((score, address), (expected, _)) in found.iter().zip(&expected) {
            assert!((score - expected).abs() <= 1e-4 * expected, "{score} instead of {expected}");
            let own = query.explain(searcher, *address).unwrap().value();
            assert!((score - own).abs() <= 1e-4 * own, "{score}, but the article has {own}");
        }
    }

    fn words(field: tantivy::schema::Field, words: &[(&str, f32)]) -> AnyWords {
        AnyWords::new(words.iter().map(|(word, weight)| (Term::from_field_text(field, word), *weight)))
    }

    #[test]
    fn many_windows_and_blocks() {
        // Words of every frequency, clustered: "b" in runs, "rare" far apart, "late" at the end alone.
        let text = |n: usize| {
            let mut text = "a ".repeat(1 + n % 5);
            text += if n % 900 < 200 { "b b " } else { "" };
            text += if n % 1_013 == 7 { "rare " } else { "" };
            text += if n > 18_900 { "late late " } else { "" };
            text + &"filler ".repeat(n % 11)
        };
        let articles: Vec<String> = (0..19_000).map(text).collect();
        let (first, second) = articles.split_at(12_345);
        let (searcher, field) = index(&[first.to_vec(), second.to_vec()], "none");
        assert_eq!(searcher.segment_readers().len(), 2);
        for asked in [
            &[("a", 1.0)][..],
            &[("a", 1.0), ("b", 1.0)],
            &[("a", 1.0), ("b", 1.0), ("rare", 1.0), ("late", 0.5), ("unknown", 9.0)],
            &[("late", 1.0), ("filler", 3.0)],
            &[("a", 2.0), ("a", 1.0), ("rare", 0.1)],
            &[("unknown", 1.0)],
        ] {
            for limit in [1, 10, 100, 15_000] {
                check(&searcher, &words(field, asked), limit);
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

        #[test]
        fn the_best_are_those_of_the_engine(
            segments in proptest::collection::vec(proptest::collection::vec("([a-f] ){0,12}", 1..300), 1..3),
            deleted in "[a-g]",
            asked in proptest::collection::vec(("[a-g]", 0.1_f32..4.0), 1..6),
            limit in 1_usize..40,
        ) {
            let (searcher, field) = index(&segments, &deleted);
            let asked: Vec<(&str, f32)> = asked.iter().map(|(word, weight)| (word.as_str(), *weight)).collect();
            check(&searcher, &words(field, &asked), limit);
        }
    }
}
