//! Prefixes, patterns and misspellings: the words of the index that they stand for.

use std::{
    collections::HashMap,
    ops::Range,
    sync::{LazyLock, Mutex, MutexGuard, PoisonError},
};

use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder, SINK_STATE};
use tantivy_fst::Automaton;

use super::{Context, PlanError};
use crate::analysis::fold;

/// Words that one pattern stands for, at most; the most frequent are taken.
const MOST: usize = 1_000;
/// Words of all patterns of a request: each may have half of what those before it have left, so that a query
/// of many costs about as much as one of a few.
const TOGETHER: usize = 4_000;
/// Words that a pattern may have in any case.
const FEWEST: usize = 50;
/// Other spellings that are suggested for one word, at most.
const ALIKE: usize = 3;

/// One for each distance: their tables take longer to make than a search.
static BUILDERS: LazyLock<[LevenshteinAutomatonBuilder; 3]> =
    LazyLock::new(|| [0, 1, 2].map(|distance| LevenshteinAutomatonBuilder::new(distance, true)));

/// What a pattern stands for.
#[derive(Clone)]
pub(super) struct Expansion {
    /// Folded words, sorted.
    pub words: Vec<String>,
    /// Words that were left out.
    pub left_out: usize,
}

/// What the patterns of one request stand for. The parts of a query that finds nothing are planned again one
/// by one, and need not walk the dictionary again.
#[derive(Default)]
pub struct Expansions {
    known: Mutex<HashMap<(Pattern, String), Expansion>>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Pattern {
    Prefix,
    Wildcard,
    Fuzzy(u8),
}

impl Expansions {
    fn known(&self) -> MutexGuard<'_, HashMap<(Pattern, String), Expansion>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Forgets them, for another request.
    pub fn clear(&self) {
        self.known().clear();
    }

    /// What is known of a pattern, or what `find` finds; it is handed the most words there may be.
    fn get(
        &self,
        pattern: Pattern,
        text: &str,
        find: impl FnOnce(usize) -> Result<Expansion, PlanError>,
    ) -> Result<Expansion, PlanError> {
        let key = (pattern, text.to_owned());
        if let Some(known) = self.known().get(&key) {
            return Ok(known.clone());
        }
        let given: usize = self.known().values().map(|known| known.words.len()).sum();
        let found = find((TOGETHER.saturating_sub(given) / 2).clamp(FEWEST, MOST))?;
        self.known().insert(key, found.clone());
        Ok(found)
    }
}

/// The words that begin with `prefix`, which is folded.
pub(super) fn prefix(context: &Context<'_>, prefix: &str) -> Result<Expansion, PlanError> {
    context.expansions.get(Pattern::Prefix, prefix, |most| Ok(ranged(context, prefix, |_| true)?.most_frequent(most)))
}

/// The words of a pattern in which `*` stands for any letters and `?` for one.
pub(super) fn wildcard(context: &Context<'_>, pattern: &str) -> Result<Expansion, PlanError> {
    let mut folded = String::new();
    // Folding knows no jokers; the pieces between them are folded one by one.
    for piece in pattern.split_inclusive(['*', '?']) {
        let (text, joker) = match piece.strip_suffix(['*', '?']) {
            Some(text) => (text, piece.chars().next_back()),
            None => (piece, None),
        };
        fold(text, &mut folded);
        folded.extend(joker);
    }
    context.expansions.get(Pattern::Wildcard, &folded, |most| {
        let pattern: Vec<char> = folded.chars().collect();
        let start: String = pattern.iter().take_while(|c| !matches!(c, '*' | '?')).collect();
        // A beginning that folds to nothing (a lone tatweel) would be a walk through the whole dictionary.
        if start.is_empty() {
            return Ok(Expansion { words: Vec::new(), left_out: 0 });
        }
        Ok(ranged(context, &start, |word| matches(&pattern, word))?.most_frequent(most))
    })
}

/// The words at most `distance` letters off: inserted, left out, changed, or swapped with the next.
pub(super) fn fuzzy(context: &Context<'_>, word: &str, distance: u8) -> Result<Expansion, PlanError> {
    context
        .expansions
        .get(Pattern::Fuzzy(distance), word, |most| Ok(misspellings(context, word, distance, "")?.most_frequent(most)))
}

/// The most frequent words that are so many letters off, with the articles they stand in, but for the word itself.
pub(super) fn alike(context: &Context<'_>, word: &str, distance: u8) -> Result<Vec<(String, u64)>, PlanError> {
    // Hardly anybody gets the first letter wrong, and with it a walk of the dictionary is a walk
    // through one letter of it.
    let first = word.chars().next().map(String::from).unwrap_or_default();
    let mut found = misspellings(context, word, distance, &first)?;
    found.rank(ALIKE + 1);
    let words = found.words.iter().map(|(range, frequency)| (found.word(range).to_owned(), *frequency));
    Ok(words.filter(|(other, _)| other != word).take(ALIKE).collect())
}

/// The words so many letters off that begin with `start`.
fn misspellings(context: &Context<'_>, word: &str, distance: u8, start: &str) -> Result<Found, PlanError> {
    let mut found = Found::default();
    let Some(builder) = BUILDERS.get(usize::from(distance)) else { return Ok(found) };
    let automaton = builder.build_dfa(word);
    for segment in context.searcher.segment_readers() {
        let inverted = segment.inverted_index(context.fields.text_exact)?;
        let walk = inverted.terms().search(Misspellings(&automaton)).ge(start.as_bytes());
        let mut stream = walk.into_stream().map_err(tantivy::TantivyError::from)?;
        while let Some((term, info)) = stream.next() {
            if !term.starts_with(start.as_bytes()) {
                break;
            }
            found.add(term, info.doc_freq, |_| true);
        }
    }
    found.unite();
    Ok(found)
}

/// The automaton of a misspelt word, as the dictionary walks it.
struct Misspellings<'a>(&'a DFA);

impl Automaton for Misspellings<'_> {
    type State = u32;

    fn start(&self) -> u32 {
        self.0.initial_state()
    }

    fn is_match(&self, state: &u32) -> bool {
        matches!(self.0.distance(*state), Distance::Exact(_))
    }

    fn can_match(&self, state: &u32) -> bool {
        *state != SINK_STATE
    }

    fn accept(&self, state: &u32, byte: u8) -> u32 {
        self.0.transition(*state, byte)
    }
}

/// The words that begin with `start` and pass.
fn ranged(context: &Context<'_>, start: &str, passes: impl Fn(&str) -> bool) -> Result<Found, PlanError> {
    let mut found = Found::default();
    for segment in context.searcher.segment_readers() {
        let inverted = segment.inverted_index(context.fields.text_exact)?;
        let mut stream =
            inverted.terms().range().ge(start.as_bytes()).into_stream().map_err(tantivy::TantivyError::from)?;
        while let Some((term, info)) = stream.next() {
            if !term.starts_with(start.as_bytes()) {
                break;
            }
            found.add(term, info.doc_freq, &passes);
        }
    }
    found.unite();
    Ok(found)
}

/// Words of the dictionaries, one after the other in one text: there may be tens of thousands.
#[derive(Default)]
struct Found {
    text: String,
    words: Vec<(Range<usize>, u64)>,
}

impl Found {
    fn word(&self, range: &Range<usize>) -> &str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    fn add(&mut self, term: &[u8], frequency: u32, passes: impl Fn(&str) -> bool) {
        if let Ok(word) = std::str::from_utf8(term)
            && word != crate::engine::embedded::schema::SENTENCE
            && passes(word)
        {
            let start = self.text.len();
            self.text.push_str(word);
            self.words.push((start..self.text.len(), u64::from(frequency)));
        }
    }

    /// Makes one of each word that several segments have.
    fn unite(&mut self) {
        let text = &self.text;
        let word = |range: &Range<usize>| text.get(range.clone()).unwrap_or_default();
        // Each segment's words are in order, which this sort is made for.
        self.words.sort_by(|a, b| word(&a.0).cmp(word(&b.0)));
        self.words.dedup_by(|next, kept| {
            let same = word(&next.0) == word(&kept.0);
            kept.1 += if same { next.1 } else { 0 };
            same
        });
    }

    /// Keeps the `most` frequent, the most frequent first, those alike in order.
    fn rank(&mut self, most: usize) {
        let text = &self.text;
        let word = |range: &Range<usize>| text.get(range.clone()).unwrap_or_default();
        let rank =
            |a: &(Range<usize>, u64), b: &(Range<usize>, u64)| b.1.cmp(&a.1).then_with(|| word(&a.0).cmp(word(&b.0)));
        if most > 0 && self.words.len() > most {
            self.words.select_nth_unstable_by(most - 1, rank);
            self.words.truncate(most);
        }
        self.words.sort_unstable_by(rank);
    }

    fn most_frequent(mut self, most: usize) -> Expansion {
        let left_out = self.words.len().saturating_sub(most);
        self.rank(most);
        let mut words: Vec<String> = self.words.iter().map(|(range, _)| self.word(range).to_owned()).collect();
        words.sort();
        Expansion { words, left_out }
    }
}

/// Whether a word is of the pattern. Goes back to the last `*` only, so it is linear but for the
/// product of pattern and word.
fn matches(pattern: &[char], word: &str) -> bool {
    let word: Vec<char> = word.chars().collect();
    let (mut p, mut w) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while let Some(&letter) = word.get(w) {
        match pattern.get(p) {
            Some('*') => {
                star = Some((p, w));
                p += 1;
            }
            Some(&wanted) if wanted == '?' || wanted == letter => {
                p += 1;
                w += 1;
            }
            _ => match star {
                Some((at, from)) => {
                    star = Some((at, from + 1));
                    p = at + 1;
                    w = from + 1;
                }
                None => return false,
            },
        }
    }
    pattern.get(p..).is_some_and(|rest| rest.iter().all(|&c| c == '*'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_frequent_words_of_all_segments() {
        let mut found = Found::default();
        for (word, frequency) in [("port", 3), ("ports", 2), ("post", 4), ("poor", 1), ("port", 1), ("pox", 2)] {
            found.add(word.as_bytes(), frequency, |word| word != "post");
        }
        found.unite();
        let Expansion { words, left_out } = found.most_frequent(3);
        assert_eq!((words, left_out), (vec!["port".to_owned(), "ports".into(), "pox".into()], 1));
    }

    #[test]
    fn many_patterns_share_the_words() {
        let known = Expansions::default();
        let most = |text: &str| {
            let mut most = 0;
            let found = known.get(Pattern::Prefix, text, |words| {
                most = words;
                Ok(Expansion { words: vec![String::new(); words], left_out: 0 })
            });
            found.map(|_| most).unwrap_or_default()
        };
        let given: Vec<usize> =
            ["a", "b", "a", "c", "d", "e", "f", "g", "h", "i"].iter().map(|text| most(text)).collect();
        assert_eq!(given, [1000, 1000, 0, 1000, 500, 250, 125, 62, 50, 50]);
        known.clear();
        assert_eq!(most("a"), 1000);
    }

    #[test]
    fn patterns() {
        for (pattern, word, expected) in [
            ("mobili*", "mobilisation", true),
            ("w?ld", "wild", true),
            ("w?ld", "wld", false),
            ("a*b*c", "axxbyyc", true),
            ("a*b*c", "axxbyy", false),
            ("a*", "a", true),
            ("col*r", "colour", true),
            ("ab", "abc", false),
            ("?", "", false),
        ] {
            let pattern: Vec<char> = pattern.chars().collect();
            assert_eq!(matches(&pattern, word), expected, "{pattern:?} {word}");
        }
    }
}
