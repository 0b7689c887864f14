//! Prefixes, patterns and misspellings: the words of the index that they stand for.

use std::{collections::HashMap, sync::LazyLock};

use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder, SINK_STATE};
use tantivy_fst::Automaton;

use super::{Context, PlanError};
use crate::analysis::fold;

/// Words that one pattern stands for, at most; the most frequent are taken.
const MOST: usize = 1_000;
/// Other spellings that are suggested for one word, at most.
const ALIKE: usize = 3;

/// One for each distance: their tables take longer to make than a search.
static BUILDERS: LazyLock<[LevenshteinAutomatonBuilder; 3]> =
    LazyLock::new(|| [0, 1, 2].map(|distance| LevenshteinAutomatonBuilder::new(distance, true)));

/// What a pattern stands for.
pub(super) struct Expansion {
    /// Folded words, sorted.
    pub words: Vec<String>,
    /// Words that were left out.
    pub left_out: usize,
}

/// The words that begin with `prefix`, which is folded.
pub(super) fn prefix(context: &Context<'_>, prefix: &str) -> Result<Expansion, PlanError> {
    ranged(context, prefix, |_| true)
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
    let pattern: Vec<char> = folded.chars().collect();
    let start: String = pattern.iter().take_while(|c| !matches!(c, '*' | '?')).collect();
    ranged(context, &start, |word| matches(&pattern, word))
}

/// The words at most `distance` letters off: inserted, left out, changed, or swapped with the next.
pub(super) fn fuzzy(context: &Context<'_>, word: &str, distance: u8) -> Result<Expansion, PlanError> {
    Ok(most_frequent(misspellings(context, word, distance, "")?))
}

/// The most frequent words that are so many letters off, with the articles they stand in, but for the word itself.
pub(super) fn alike(context: &Context<'_>, word: &str, distance: u8) -> Result<Vec<(String, u64)>, PlanError> {
    // Hardly anybody gets the first letter wrong, and with it a walk of the dictionary is a walk
    // through one letter of it.
    let first = word.chars().next().map(String::from).unwrap_or_default();
    let mut found: Vec<(String, u64)> = misspellings(context, word, distance, &first)?.into_iter().collect();
    found.retain(|(other, _)| other != word);
    found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    found.truncate(ALIKE);
    Ok(found)
}

/// The words so many letters off that begin with `start`.
fn misspellings(
    context: &Context<'_>,
    word: &str,
    distance: u8,
    start: &str,
) -> Result<HashMap<String, u64>, PlanError> {
    let Some(builder) = BUILDERS.get(usize::from(distance)) else { return Ok(HashMap::new()) };
    let automaton = builder.build_dfa(word);
    let mut found = HashMap::new();
    for segment in context.searcher.segment_readers() {
        let inverted = segment.inverted_index(context.fields.text_exact)?;
        let walk = inverted.terms().search(Misspellings(&automaton)).ge(start.as_bytes());
        let mut stream = walk.into_stream().map_err(tantivy::TantivyError::from)?;
        while let Some((term, info)) = stream.next() {
            if !term.starts_with(start.as_bytes()) {
                break;
            }
            count(&mut found, term, info.doc_freq);
        }
    }
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

fn ranged(context: &Context<'_>, start: &str, passes: impl Fn(&str) -> bool) -> Result<Expansion, PlanError> {
    let mut found = HashMap::new();
    for segment in context.searcher.segment_readers() {
        let inverted = segment.inverted_index(context.fields.text_exact)?;
        let mut stream =
            inverted.terms().range().ge(start.as_bytes()).into_stream().map_err(tantivy::TantivyError::from)?;
        while let Some((term, info)) = stream.next() {
            if !term.starts_with(start.as_bytes()) {
                break;
            }
            if std::str::from_utf8(term).is_ok_and(&passes) {
                count(&mut found, term, info.doc_freq);
            }
        }
    }
    Ok(most_frequent(found))
}

fn count(found: &mut HashMap<String, u64>, term: &[u8], frequency: u32) {
    if let Ok(word) = std::str::from_utf8(term)
        && word != crate::index::schema::SENTENCE
    {
        *found.entry(word.to_owned()).or_default() += u64::from(frequency);
    }
}

fn most_frequent(found: HashMap<String, u64>) -> Expansion {
    let mut found: Vec<(String, u64)> = found.into_iter().collect();
    found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let left_out = found.len().saturating_sub(MOST);
    found.truncate(MOST);
    let mut words: Vec<String> = found.into_iter().map(|(word, _)| word).collect();
    words.sort();
    Expansion { words, left_out }
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
