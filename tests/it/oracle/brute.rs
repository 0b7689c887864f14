//! What a query means, by simple loops over the words of a stored article. Slow, and obviously right.

use dateline::{
    analysis::{Language, Stemmer, StopWords, fold, sentences, tokens},
    article::Article,
    calendar::Day,
};

use super::tree::Query;

/// Words of a headline that count.
const TITLE_WORDS: usize = 62;

/// One word of an article.
struct Word {
    title: bool,
    number: usize,
    sentence: usize,
    start: usize,
    end: usize,
    folded: String,
    stem: String,
    /// The stem by the article's own language.
    own_stem: String,
}

/// An article as a list of words.
pub struct Text<'a> {
    article: &'a Article,
    words: Vec<Word>,
}

/// A test of one word.
enum Test {
    Stem(String),
    /// In English, and in French where the article is.
    Stems([String; 2]),
    Exact(String),
    Prefix(String),
    Pattern(Vec<char>),
    Fuzzy(String, usize),
}

/// Where something stands: numbers of its first and last word, and the runs of words that are lit.
#[derive(Clone)]
struct Place {
    first: usize,
    last: usize,
    lit: Vec<(usize, usize)>,
}

/// Byte ranges of headline and text.
pub type Lit = (Vec<(usize, usize)>, Vec<(usize, usize)>);

impl<'a> Text<'a> {
    /// Reads an article.
    pub fn new(article: &'a Article) -> Self {
        let mut words = Vec::new();
        let bounds = sentences(&article.text);
        let mut read = |text: &str, title: bool| {
            let mut stemmer = Stemmer::new(Language::English);
            let mut own = Stemmer::new(if article.language.as_deref() == Some("fr") {
                Language::French
            } else {
                Language::English
            });
            let mut number = 0;
            tokens(text).for_each(|token| {
                let sentence =
                    if title { 0 } else { 1 + bounds.iter().filter(|bound| bound.start <= token.start).count() };
                if !title || number < TITLE_WORDS {
                    let stem = stemmer.stem_of(token.term).to_owned();
                    let own_stem = own.stem_of(token.term).to_owned();
                    let folded = token.term.to_owned();
                    words.push(Word {
                        title,
                        number,
                        sentence,
                        start: token.start,
                        end: token.end,
                        folded,
                        stem,
                        own_stem,
                    });
                }
                number += 1;
            });
        };
        read(article.title.as_deref().unwrap_or_default(), true);
        read(&article.text, false);
        Self { article, words }
    }

    /// Whether the article matches.
    pub fn matches(&self, query: &Query) -> bool {
        self.holds(&flat(query), None)
    }

    /// What is lit in it: every clause that is asked for, where it stands.
    pub fn lit(&self, query: &Query) -> Lit {
        let mut places = Vec::new();
        self.collect(&flat(query), None, &mut places);
        let mut lit: Lit = (Vec::new(), Vec::new());
        for (first, last) in places.into_iter().flat_map(|place| place.lit) {
            let (first, last) = (&self.words[first], &self.words[last]);
            if first.title { lit.0.push((first.start, last.end)) } else { lit.1.push((first.start, last.end)) }
        }
        (union(lit.0), union(lit.1))
    }

    fn holds(&self, query: &Query, zone: Option<bool>) -> bool {
        match query {
            Query::And(parts) => weighty(parts).into_iter().all(|part| self.holds(part, zone)),
            Query::Or(parts) => weighty(parts).into_iter().any(|part| self.holds(part, zone)),
            Query::Not(inner) => !self.holds(inner, zone),
            Query::Scope(title, inner) => self.holds(inner, Some(*title)),
            Query::Outlet(value) => {
                let (wanted, found) = (terms(value), terms(self.article.outlet.as_deref().unwrap_or_default()));
                found.windows(wanted.len()).any(|window| window == wanted)
            }
            Query::Language(code) => self.article.language.as_ref() == Some(code),
            Query::Date(_, from, to) => {
                let day = |text: &str| text.parse::<Day>().unwrap();
                let published = &self.article.published;
                published.earliest.is_some_and(|earliest| earliest >= day(from))
                    && published.latest.is_some_and(|latest| latest <= day(to))
            }
            Query::Undated => self.article.published.date.is_none(),
            _ => self.places(query).iter().any(|place| self.within(place, zone)),
        }
    }

    fn collect(&self, query: &Query, zone: Option<bool>, places: &mut Vec<Place>) {
        match query {
            Query::And(parts) => weighty(parts).into_iter().for_each(|part| self.collect(part, zone, places)),
            // Of alternatives, those that the article matches.
            Query::Or(parts) => {
                let held = weighty(parts).into_iter().filter(|part| self.holds(part, zone));
                held.for_each(|part| self.collect(part, zone, places));
            }
            Query::Scope(title, inner) => self.collect(inner, Some(*title), places),
            Query::Not(_) | Query::Outlet(_) | Query::Language(_) | Query::Date(..) | Query::Undated => {}
            _ => places.extend(self.places(query).into_iter().filter(|place| self.within(place, zone))),
        }
    }

    fn within(&self, place: &Place, zone: Option<bool>) -> bool {
        zone.is_none_or(|title| self.words[place.first].title == title)
    }

    /// Where a clause about places stands.
    fn places(&self, query: &Query) -> Vec<Place> {
        match query {
            Query::Word(word, false) if terms(word).len() == 1 => {
                let word = terms(word).remove(0);
                let stems = [Language::English, Language::French]
                    .map(|language| Stemmer::new(language).stem_of(&word).to_owned());
                self.sequence(&[Test::Stems(stems)])
            }
            Query::Word(word, exact) => self.sequence(&tests(word, *exact)),
            Query::Phrase(words, 0, exact) => self.sequence(&tests(&words.join(" "), *exact)),
            Query::Phrase(words, slop, exact) => self.loose(&tests(&words.join(" "), *exact), *slop as usize),
            Query::Prefix(word) => {
                let mut tests = tests(word, true);
                let prefix = terms(word).pop().unwrap();
                *tests.last_mut().unwrap() = Test::Prefix(prefix);
                self.sequence(&tests)
            }
            Query::Pattern(pattern) => self.sequence(&[Test::Pattern(folded(pattern))]),
            Query::Fuzzy(word, distance) => {
                let tests: Vec<_> = terms(word).into_iter().map(|term| Test::Fuzzy(term, *distance as usize)).collect();
                self.sequence(&tests)
            }
            Query::Or(parts) => parts.iter().flat_map(|part| self.places(part)).collect(),
            Query::Near(left, right, distance) => {
                let (left, right) = (self.places(left), self.places(right));
                let pairs = left.iter().flat_map(|a| right.iter().map(move |b| (a, b)));
                pairs.filter(|(a, b)| self.is_near(a, b, *distance as usize)).map(|(a, b)| join(a, b)).collect()
            }
            Query::Same(parts) => self.same(&parts.iter().map(|part| self.places(part)).collect::<Vec<_>>()),
            _ => Vec::new(),
        }
    }

    /// Words one after the other.
    fn sequence(&self, tests: &[Test]) -> Vec<Place> {
        let mut places = Vec::new();
        for (first, window) in self.words.windows(tests.len()).enumerate() {
            let last = first + tests.len() - 1;
            let one_zone = window.iter().all(|word| word.title == window[0].title);
            if one_zone && window.iter().zip(tests).all(|(word, test)| test.passes(word)) {
                places.push(Place { first, last, lit: vec![(first, last)] });
            }
        }
        places
    }

    /// One word for each test, whose shifts from their places differ by at most `slop`.
    fn loose(&self, tests: &[Test], slop: usize) -> Vec<Place> {
        let mut choices: Vec<Vec<usize>> = vec![Vec::new()];
        for test in tests {
            let found: Vec<usize> = (0..self.words.len()).filter(|&n| test.passes(&self.words[n])).collect();
            let mut longer = Vec::new();
            for choice in &choices {
                for &n in &found {
                    let mut next = choice.clone();
                    next.push(n);
                    if !choice.contains(&n) && self.spread(&next).is_some_and(|spread| spread <= slop) {
                        longer.push(next);
                    }
                }
            }
            choices = longer;
        }
        let place = |choice: Vec<usize>| Place {
            first: *choice.iter().min().unwrap(),
            last: *choice.iter().max().unwrap(),
            lit: choice.into_iter().map(|n| (n, n)).collect(),
        };
        choices.into_iter().map(place).collect()
    }

    /// Difference of the largest and the smallest shift; `None` where headline and text are mixed.
    fn spread(&self, choice: &[usize]) -> Option<usize> {
        let title = self.words[*choice.first()?].title;
        let shifts = choice.iter().enumerate().map(|(n, &at)| self.words[at].number as isize - n as isize);
        let (low, high) = (shifts.clone().min()?, shifts.max()?);
        choice.iter().all(|&at| self.words[at].title == title).then_some(high.abs_diff(low))
    }

    fn is_near(&self, a: &Place, b: &Place, distance: usize) -> bool {
        let (a, b) = if a.first <= b.first { (a, b) } else { (b, a) };
        self.words[a.first].title == self.words[b.first].title && b.first > a.last && b.first - a.last <= distance
    }

    /// The places in sentences in which every part has a place of its own.
    fn same(&self, parts: &[Vec<Place>]) -> Vec<Place> {
        let mut kept = Vec::new();
        let last = self.words.last().map_or(0, |word| word.sentence);
        for sentence in 0..=last {
            let inside = |place: &&Place| {
                self.words[place.first].sentence == sentence && self.words[place.last].sentence == sentence
            };
            let within: Vec<Vec<&Place>> = parts.iter().map(|part| part.iter().filter(inside).collect()).collect();
            if has_own(&within, &mut Vec::new()) {
                kept.extend(within.into_iter().flatten().cloned());
            }
        }
        kept
    }
}

/// Whether the parts can be given a place each, no two the same.
fn has_own(parts: &[Vec<&Place>], taken: &mut Vec<(usize, usize)>) -> bool {
    let Some((head, tail)) = parts.split_first() else { return true };
    head.iter().any(|place| {
        let own = (place.first, place.last);
        if taken.contains(&own) {
            return false;
        }
        taken.push(own);
        let found = has_own(tail, taken);
        taken.pop();
        found
    })
}

fn join(a: &Place, b: &Place) -> Place {
    let lit = a.lit.iter().chain(&b.lit).copied().collect();
    Place { first: a.first.min(b.first), last: a.last.max(b.last), lit }
}

impl Test {
    fn passes(&self, word: &Word) -> bool {
        match self {
            Self::Stem(stem) => word.stem == *stem || word.own_stem == *stem,
            Self::Stems([english, french]) => {
                [&word.stem, &word.own_stem].iter().any(|stem| **stem == *english || **stem == *french)
            }
            Self::Exact(term) => word.folded == *term,
            Self::Prefix(prefix) => word.folded.starts_with(prefix),
            Self::Pattern(pattern) => fits(pattern, &word.folded.chars().collect::<Vec<_>>()),
            Self::Fuzzy(term, distance) => {
                // A short word may be less far off.
                let most = match term.chars().count() {
                    0..3 => 0,
                    3..5 => 1,
                    _ => 2,
                };
                edits(term, &word.folded) <= *distance.min(&most)
            }
        }
    }
}

fn terms(text: &str) -> Vec<String> {
    let mut terms = Vec::new();
    tokens(text).for_each(|token| terms.push(token.term.to_owned()));
    terms
}

fn tests(text: &str, exact: bool) -> Vec<Test> {
    let mut stemmer = Stemmer::new(Language::English);
    let test = |term: String| if exact { Test::Exact(term) } else { Test::Stem(stemmer.stem_of(&term).to_owned()) };
    terms(text).into_iter().map(test).collect()
}

fn folded(pattern: &str) -> Vec<char> {
    let mut out = String::new();
    for c in pattern.chars() {
        if matches!(c, '*' | '?') { out.push(c) } else { fold(&c.to_string(), &mut out) }
    }
    out.chars().collect()
}

fn fits(pattern: &[char], word: &[char]) -> bool {
    match pattern.split_first() {
        None => word.is_empty(),
        Some(('*', rest)) => (0..=word.len()).any(|n| fits(rest, &word[n..])),
        Some(('?', rest)) => !word.is_empty() && fits(rest, &word[1..]),
        Some((letter, rest)) => word.first() == Some(letter) && fits(rest, &word[1..]),
    }
}

/// Letters inserted, left out, changed, or swapped with the next, by the usual table.
fn edits(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            table[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let change = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                let mut best = change.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    best = best.min(table[i - 2][j - 2] + 1);
                }
                best
            };
        }
    }
    table[a.len()][b.len()]
}

/// The clauses that count: plain stop words do only where nothing else is asked for.
fn weighty(parts: &[Query]) -> Vec<&Query> {
    let stop_words = StopWords::new(Language::English);
    let is_stop = |part: &&Query| match part {
        Query::Word(word, false) => matches!(terms(word).as_slice(), [term] if stop_words.contains(term)),
        _ => false,
    };
    let rest: Vec<&Query> = parts.iter().filter(|part| !is_stop(part)).collect();
    let asks = rest.iter().any(|part| !matches!(part, Query::Not(_)));
    if asks { rest } else { parts.iter().collect() }
}

/// Lists of lists as one list.
fn flat(query: &Query) -> Query {
    match query {
        Query::And(parts) => {
            let open = |part| if let Query::And(inner) = part { inner } else { vec![part] };
            Query::And(parts.iter().map(flat).flat_map(open).collect())
        }
        Query::Or(parts) => {
            let open = |part| if let Query::Or(inner) = part { inner } else { vec![part] };
            Query::Or(parts.iter().map(flat).flat_map(open).collect())
        }
        Query::Not(inner) => Query::Not(Box::new(flat(inner))),
        Query::Scope(title, inner) => Query::Scope(*title, Box::new(flat(inner))),
        other => other.clone(),
    }
}

/// Ranges that overlap as one.
fn union(mut ranges: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    ranges.sort_unstable();
    let mut out: Vec<(usize, usize)> = Vec::new();
    for (start, end) in ranges {
        match out.last_mut() {
            Some(last) if start < last.1 => last.1 = last.1.max(end),
            _ => out.push((start, end)),
        }
    }
    out
}
