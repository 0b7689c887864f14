//! The words of one article: where those that a query asks for stand, and which bytes they are.
//!
//! They are either read out of the text ([`WordMap::read`]), or known from the lists of the index
//! ([`WordMap::listed`]); then only the sentences that are shown have to be read. What stands where is the same
//! both ways: the index was made by the same analysis.

use std::{
    ops::Range,
    sync::{Arc, OnceLock},
};

use super::{
    expr::{Positions, Test},
    first_letters::FirstLetters,
    spans::Span,
    term_chains::TermChains,
};
use crate::{
    analysis::{BODY_START, Stemmer, TITLE_WORDS, Tokens, outline::Sentence, sentences, tokens, tokens_from},
    text::{items, slice},
};

/// A word that a test may pass, with the ranges of its forms.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    position: u32,
    folded: (u32, u32),
    stem: (u32, u32),
    /// The stem by the article's own language.
    other_stem: (u32, u32),
}

/// The words by their forms, once one is asked for: a query may ask for thousands.
#[derive(Clone, Debug, Default)]
struct Chains {
    folded: OnceLock<TermChains>,
    stems: OnceLock<TermChains>,
    /// By the stems that are the article's own language's alone; `None` where there are none.
    other_stems: OnceLock<Option<TermChains>>,
}

/// How it is known where words stand.
#[derive(Clone, Debug)]
enum Known {
    /// They were read.
    Read { candidates: Vec<Candidate>, terms: String, chains: Chains },
    /// The index says so, for each of these tests: positions, in order.
    Listed { tests: Arc<[Test]>, positions: Vec<Vec<u32>> },
}

/// Words of the text that were read one after the other.
#[derive(Clone, Debug)]
struct ReadWords {
    /// Position of the first.
    first: u32,
    /// Byte ranges. Positions have no gaps, so a word's number says where it stands.
    words: Vec<(u32, u32)>,
}

/// The words of one article's headline and text, as the index has them.
#[derive(Clone, Debug)]
pub struct WordMap {
    known: Known,
    /// Byte ranges of the headline's words.
    title: Vec<(u32, u32)>,
    /// What was read of the text.
    read: Vec<ReadWords>,
    sentences: Vec<Range<usize>>,
    sentence_words: Vec<Range<u32>>,
    sentence_starts: Vec<u32>,
}

impl WordMap {
    /// Reads headline and text; `other` stems besides, as the article's own language does. Only tests that `letters` was made of can be asked afterwards.
    #[must_use]
    pub fn read(
        title: &str,
        text: &str,
        letters: &FirstLetters,
        stemmer: &mut Stemmer,
        other: Option<&mut Stemmer>,
    ) -> Self {
        let mut reading = Reading { candidates: Vec::new(), terms: String::new(), letters, stemmer, other };
        let title = reading.words(title, 0, TITLE_WORDS);
        let words = reading.words(text, BODY_START, u32::MAX);
        let sentences = sentences(text);
        let (mut sentence_words, mut sentence_starts) = (Vec::with_capacity(sentences.len()), Vec::new());
        let mut at = 0;
        for sentence in &sentences {
            let start = BODY_START + at as u32;
            let rest = items(&words, at..);
            at += rest.iter().take_while(|word| (word.0 as usize) < sentence.end).count();
            let range = start..BODY_START + at as u32;
            // The index marks a sentence at its first word; one without words has no mark.
            if !range.is_empty() {
                sentence_starts.push(start);
            }
            sentence_words.push(range);
        }
        let Reading { candidates, terms, .. } = reading;
        let known = Known::Read { candidates, terms, chains: Chains::default() };
        let read = vec![ReadWords { first: BODY_START, words }];
        Self { known, title, read, sentences, sentence_words, sentence_starts }
    }

    /// Takes over what the index knows: where the words that pass `tests` stand, a list of positions each, and the
    /// marks at which sentences begin. Reads the headline; of the text `sentences` are read when
    /// [`WordMap::read_sentences`] asks. `None` where marks and sentences are not of one text.
    #[must_use]
    pub fn listed(
        title: &str,
        text: &str,
        sentences: Vec<Sentence>,
        marks: Vec<u32>,
        tests: Arc<[Test]>,
        positions: Vec<Vec<u32>>,
    ) -> Option<Self> {
        let headline = ranges(tokens(title), TITLE_WORDS as usize, title.len());
        // The last sentence ends where the next mark would stand.
        let last = sentences.iter().rfind(|sentence| sentence.has_words);
        let last =
            last.map_or(0, |last| ranges(tokens_from(text, last.bytes.start), usize::MAX, last.bytes.end).len() as u32);
        let mut ends = marks.iter().skip(1).copied().chain(marks.last().map(|start| start + last));
        let mut at = BODY_START;
        let mut sentence_words = Vec::with_capacity(sentences.len());
        for sentence in &sentences {
            let end = if sentence.has_words { ends.next()? } else { at };
            sentence_words.push(at..end);
            at = end;
        }
        if ends.next().is_some() || marks.first().is_some_and(|first| *first != BODY_START) {
            return None;
        }
        Some(Self {
            known: Known::Listed { tests, positions },
            title: headline,
            read: Vec::new(),
            sentences: sentences.into_iter().map(|sentence| sentence.bytes).collect(),
            sentence_words,
            sentence_starts: marks,
        })
    }

    /// Reads some neighbouring sentences of the text, unless all of it was read: their words' bytes can be
    /// asked afterwards.
    pub fn read_sentences(&mut self, text: &str, numbers: Range<usize>) {
        let (Known::Listed { .. }, Some([first, ..]), Some([.., last]), Some(words)) = (
            &self.known,
            self.sentences.get(numbers.clone()),
            self.sentences.get(numbers.clone()),
            self.sentence_words.get(numbers.start),
        ) else {
            return;
        };
        let read = ranges(tokens_from(text, first.start), usize::MAX, last.end);
        self.read.push(ReadWords { first: words.start, words: read });
    }

    /// Byte ranges of the text's sentences.
    #[must_use]
    pub fn sentences(&self) -> &[Range<usize>] {
        &self.sentences
    }

    /// The same sentences as ranges of positions.
    #[must_use]
    pub fn sentence_words(&self) -> &[Range<u32>] {
        &self.sentence_words
    }

    /// Positions at which sentences begin.
    #[must_use]
    pub fn sentence_starts(&self) -> &[u32] {
        &self.sentence_starts
    }

    /// Whether a position is of the headline.
    #[must_use]
    pub fn is_title(&self, position: u32) -> bool {
        position < BODY_START
    }

    /// Byte range of the word at a position, in the headline or in the text; `None` where it was not read.
    #[must_use]
    pub fn bytes(&self, position: u32) -> Option<Range<usize>> {
        let at = |words: &[(u32, u32)], number: u32| {
            words.get(number as usize).map(|&(start, end)| start as usize..end as usize)
        };
        if self.is_title(position) {
            return at(&self.title, position);
        }
        self.read.iter().find_map(|run| at(&run.words, position.checked_sub(run.first)?))
    }

    /// The words that `letters` let through with position, folded form and stem, in order; none where they
    /// were not read.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &str, &str)> {
        let (candidates, terms) = match &self.known {
            Known::Read { candidates, terms, .. } => (candidates.as_slice(), terms.as_str()),
            Known::Listed { .. } => (&[][..], ""),
        };
        let of = move |(start, end): (u32, u32)| slice(terms, start as usize..end as usize);
        candidates.iter().map(move |word| (word.position, of(word.folded), of(word.stem)))
    }

    /// The stems that words have by the article's own language and not by the main one.
    pub fn other_stems(&self) -> impl Iterator<Item = &str> {
        let (candidates, terms) = match &self.known {
            Known::Read { candidates, terms, .. } => (candidates.as_slice(), terms.as_str()),
            Known::Listed { .. } => (&[][..], ""),
        };
        let of = move |(start, end): (u32, u32)| slice(terms, start as usize..end as usize);
        candidates
            .iter()
            .map(move |word| (of(word.stem), of(word.other_stem)))
            .filter_map(|(stem, other)| (stem != other).then_some(other))
    }

    /// The places of the words that pass a test.
    #[must_use]
    pub fn matching<'a>(&'a self, test: &Test) -> Vec<Span> {
        let (candidates, terms, chains) = match &self.known {
            Known::Read { candidates, terms, chains } => (candidates, terms.as_bytes(), chains),
            Known::Listed { tests, positions } => {
                let number = tests.iter().position(|listed| listed == test);
                debug_assert!(number.is_some(), "{test} was looked up");
                let positions = number.and_then(|number| positions.get(number));
                return positions.into_iter().flatten().copied().map(Span::word).collect();
            }
        };
        let of = |(start, end): (u32, u32)| items(terms, start as usize..end as usize);
        let folded = |word: &Candidate| of(word.folded);
        let stem = |word: &Candidate| of(word.stem);
        let by_folded = || chains.folded.get_or_init(|| TermChains::new(candidates.iter().map(folded)));
        let mut found = Vec::new();
        let mut add = |chains: &TermChains, form: &dyn Fn(&Candidate) -> &'a [u8], term: &str| {
            let words = chains.of(term.as_bytes()).filter_map(|number| candidates.get(number));
            found.extend(words.filter(|word| form(word) == term.as_bytes()).map(|word| Span::word(word.position)));
        };
        match test {
            Test::Exact(term) => add(by_folded(), &folded, term),
            Test::Stem(term) => {
                add(chains.stems.get_or_init(|| TermChains::new(candidates.iter().map(stem))), &stem, term);
                let other = |word: &Candidate| match of(word.other_stem) {
                    other if other == of(word.stem) => &[],
                    other => other,
                };
                let others = chains.other_stems.get_or_init(|| {
                    let some = candidates.iter().any(|word| !other(word).is_empty());
                    some.then(|| TermChains::new(candidates.iter().map(other)))
                });
                if let Some(others) = others {
                    add(others, &other, term);
                    found.sort_unstable();
                }
            }
            Test::OneOf(words) if words.len() < candidates.len() => {
                words.iter().for_each(|word| add(by_folded(), &folded, word));
                found.sort_unstable();
            }
            Test::OneOf(words) => {
                let is_one =
                    |word: &&Candidate| words.binary_search_by(|term| term.as_bytes().cmp(folded(word))).is_ok();
                found.extend(candidates.iter().filter(is_one).map(|word| Span::word(word.position)));
            }
            Test::Pattern(pattern) => {
                let matcher = pattern.matcher();
                let passes =
                    |word: &&Candidate| std::str::from_utf8(folded(word)).is_ok_and(|term| matcher.matches(term));
                found.extend(candidates.iter().filter(passes).map(|word| Span::word(word.position)));
            }
        }
        found
    }
}

impl Positions for &WordMap {
    fn places(&mut self, word: &Test, out: &mut Vec<Span>) {
        out.extend(self.matching(word));
    }

    fn sentence_starts(&mut self, out: &mut Vec<u32>) {
        out.extend(&self.sentence_starts);
    }
}

/// Byte ranges of the words up to a number of them and a byte.
fn ranges(mut stream: Tokens<'_>, limit: usize, end: usize) -> Vec<(u32, u32)> {
    let mut words = Vec::new();
    while let Some(token) = stream.next_token().filter(|token| token.start < end && token.position < limit) {
        words.push((token.start as u32, token.end as u32));
    }
    words
}

/// Words on their way from a text.
struct Reading<'a> {
    candidates: Vec<Candidate>,
    terms: String,
    letters: &'a FirstLetters,
    stemmer: &'a mut Stemmer,
    other: Option<&'a mut Stemmer>,
}

impl Reading<'_> {
    /// Byte ranges of the first `limit` words of a text; those that tests may pass become candidates.
    fn words(&mut self, text: &str, shift: u32, limit: u32) -> Vec<(u32, u32)> {
        let mut words = Vec::with_capacity((text.len() / 5 + 16).min(limit as usize));
        let mut stream = tokens(text);
        while let Some(token) = stream.next_token() {
            let position = token.position as u32;
            if position >= limit {
                break;
            }
            words.push((token.start as u32, token.end as u32));
            if self.letters.has(token.term) {
                let folded = push(&mut self.terms, token.term);
                let stem = self.stemmer.stem_of(token.term);
                let stem = if stem == token.term { folded } else { push(&mut self.terms, stem) };
                let other_stem = match &mut self.other {
                    Some(other) if other.decides(token.term) => push(&mut self.terms, other.stem_of(token.term)),
                    _ => stem,
                };
                self.candidates.push(Candidate { position: position + shift, folded, stem, other_stem });
            }
        }
        words
    }
}

fn push(terms: &mut String, term: &str) -> (u32, u32) {
    let start = terms.len() as u32;
    terms.push_str(term);
    (start, terms.len() as u32)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::analysis::Language;

    /// Sentences as an outline has them.
    fn outline(text: &str) -> Vec<Sentence> {
        let read = WordMap::read("", text, &FirstLetters::all(), &mut Stemmer::new(Language::English), None);
        let words = read.sentence_words.iter().map(|words| !words.is_empty());
        read.sentences.iter().cloned().zip(words).map(|(bytes, has_words)| Sentence { bytes, has_words }).collect()
    }

    proptest! {
        #[test]
        fn listed_words_stand_where_read_ones_do(
            title in "([a-c]{1,2} ){0,8}",
            sentences in proptest::collection::vec("[A-C]([ ,][a-c]{1,2}){0,9}(\\.|\\?|!|\n\n)", 0..9),
            shown in 0_usize..9,
            many in 1_usize..4,
        ) {
            let text = sentences.join(" ");
            let tests: Arc<[Test]> = ["a", "ab", "b"].map(|word| Test::Exact(word.to_owned())).into();
            let read = WordMap::read(&title, &text, &FirstLetters::all(), &mut Stemmer::new(Language::English), None);
            let places = |words: &WordMap| tests.iter().map(|test| words.matching(test)).collect::<Vec<_>>();
            let positions = places(&read).iter().map(|spans| spans.iter().map(|span| span.first).collect()).collect();
            let marks = read.sentence_starts.clone();
            let mut listed =
                WordMap::listed(&title, &text, outline(&text), marks.clone(), Arc::clone(&tests), positions).unwrap();
            prop_assert_eq!(places(&listed), places(&read));
            prop_assert_eq!(listed.sentences(), read.sentences());
            prop_assert_eq!(listed.sentence_words(), read.sentence_words());
            prop_assert_eq!(listed.sentence_starts(), read.sentence_starts());
            for other in [marks.get(1..).unwrap_or_default().to_vec(), [marks, vec![9_999]].concat()] {
                let sentences = outline(&text);
                let same = other.is_empty() && sentences.is_empty();
                prop_assert_eq!(WordMap::listed("", &text, sentences, other, Arc::clone(&tests), Vec::new()).is_some(), same);
            }
            let shown = shown.min(read.sentences.len())..(shown + many).min(read.sentences.len());
            listed.read_sentences(&text, shown.clone());
            let within = |position: &u32| read.sentence_words[shown.clone()].iter().any(|words| words.contains(position));
            for position in (0..TITLE_WORDS).chain((BODY_START..BODY_START + 120).filter(within)) {
                prop_assert_eq!(listed.bytes(position), read.bytes(position));
            }
        }
    }
}
