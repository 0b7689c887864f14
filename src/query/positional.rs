//! What positions have to hold, and whether those of one article do.
//!
//! An [`Expr`] is a clause of a query brought down to tests of single words. The plan turns it
//! into a query of the engine; here it is evaluated on the [`Words`] of one article, for
//! highlights and passages. Both use [`super::spans`], so what is found is what is lit.

use std::{collections::HashSet, ops::Range};

use super::{
    ast::TextField,
    spans::{self, Span},
};
use crate::analysis::{Stemmer, sentences, tokens};

/// A test of one word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// Its stem is this.
    Stem(String),
    /// Its folded form is this.
    Exact(String),
    /// Its folded form is one of these: the words that a prefix, pattern or misspelling stands for.
    OneOf(HashSet<String>),
}

/// A clause about positions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expr {
    /// One word.
    Word(Test),
    /// Any of these.
    Or(Vec<Expr>),
    /// Any of these, which stand for words that were typed: other spellings of a name.
    Spellings(Vec<Expr>),
    /// These in this order, moved by at most so many words.
    Phrase(Vec<Expr>, u32),
    /// Both, at most so many words apart.
    Near(Box<Expr>, Box<Expr>, u32),
    /// All of them in one sentence.
    Same(Vec<Expr>),
    /// In the headline or in the text.
    Zone(Box<Expr>, TextField),
}

impl Expr {
    /// Calls `each` with every word test.
    pub fn words<'a>(&'a self, each: &mut dyn FnMut(&'a Test)) {
        match self {
            Self::Word(test) => each(test),
            Self::Or(parts) | Self::Spellings(parts) | Self::Phrase(parts, _) | Self::Same(parts) => {
                parts.iter().for_each(|part| part.words(each));
            }
            Self::Near(left, right, _) => {
                left.words(each);
                right.words(each);
            }
            Self::Zone(inner, _) => inner.words(each),
        }
    }

    /// Calls `each` with the word tests that were typed, not those of other spellings.
    pub fn typed<'a>(&'a self, each: &mut dyn FnMut(&'a Test)) {
        match self {
            Self::Spellings(_) => {}
            Self::Word(test) => each(test),
            Self::Or(parts) | Self::Phrase(parts, _) | Self::Same(parts) => {
                parts.iter().for_each(|part| part.typed(each));
            }
            Self::Near(left, right, _) => {
                left.typed(each);
                right.typed(each);
            }
            Self::Zone(inner, _) => inner.typed(each),
        }
    }

    /// The spans of the clause in an article.
    #[must_use]
    pub fn spans(&self, words: &Words) -> Vec<Span> {
        match self {
            Self::Word(test) => words.matching(test),
            Self::Or(parts) | Self::Spellings(parts) => {
                let mut found: Vec<Span> = parts.iter().flat_map(|part| part.spans(words)).collect();
                spans::normalise(&mut found);
                found
            }
            Self::Phrase(parts, slop) => {
                let parts: Vec<Vec<Span>> = parts.iter().map(|part| part.spans(words)).collect();
                spans::phrase(&parts, *slop, words.body_start)
            }
            Self::Near(left, right, distance) => {
                spans::near(&left.spans(words), &right.spans(words), *distance, words.body_start)
            }
            Self::Same(parts) => {
                let parts: Vec<Vec<Span>> = parts.iter().map(|part| part.spans(words)).collect();
                spans::same(&parts, words.sentence_starts())
            }
            Self::Zone(inner, field) => {
                let mut found = inner.spans(words);
                found.retain(|span| (span.first < words.body_start) == (*field == TextField::Title));
                found
            }
        }
    }
}

/// How the words begin that tests may pass: what begins otherwise needs neither stem nor comparison.
///
/// Stemming cuts endings, so a stem has the first letters of its words. Exceptions, which are let through:
/// what is not ASCII; a stem of a letter or two, whose last one may be another (Turkish *ap* for *aba*); a
/// doubled first letter (Finnish *ba* for *bba*); *y* for *i* (English *die* for *dying*).
#[derive(Clone, Debug)]
pub struct Beginnings {
    /// For each first byte the second bytes: a bit each, those beyond ASCII share the first.
    seconds: [u128; 256],
}

impl Beginnings {
    const EVERY: u128 = u128::MAX;

    /// Those of these tests.
    #[must_use]
    pub fn of<'a>(tests: impl IntoIterator<Item = &'a Test>) -> Self {
        let mut made = Self { seconds: [0; 256] };
        for byte in made.seconds.iter_mut().skip(128) {
            *byte = Self::EVERY;
        }
        for test in tests {
            match test {
                Test::Stem(text) => made.add(text, true),
                Test::Exact(text) => made.add(text, false),
                Test::OneOf(texts) => texts.iter().for_each(|text| made.add(text, false)),
            }
        }
        made
    }

    /// Every word.
    #[must_use]
    pub fn all() -> Self {
        Self { seconds: [Self::EVERY; 256] }
    }

    fn add(&mut self, text: &str, stem: bool) {
        let (first, second) = (text.as_bytes().first().copied(), text.as_bytes().get(1).copied());
        let seconds = match (text.chars().take(3).count(), second) {
            _ if !stem => Self::bit(second),
            (..=1, _) => return *self = Self::all(),
            (2, _) => Self::EVERY,
            (_, Some(b'i')) => Self::bit(second) | Self::bit(first) | Self::bit(None) | Self::bit(Some(b'y')),
            _ => Self::bit(second) | Self::bit(first) | Self::bit(None),
        };
        if let Some(slot) = first.and_then(|first| self.seconds.get_mut(usize::from(first))) {
            *slot |= seconds;
        }
    }

    /// The bit of a second byte; the first one for none and for all beyond ASCII.
    fn bit(second: Option<u8>) -> u128 {
        1 << second.filter(u8::is_ascii).unwrap_or(0)
    }

    fn has(&self, term: &str) -> bool {
        let mut bytes = term.bytes();
        let seconds = bytes.next().and_then(|first| self.seconds.get(usize::from(first))).copied().unwrap_or(0);
        seconds & Self::bit(bytes.next()) != 0
    }
}

impl Expr {
    /// What is lit: a word or tight phrase as a whole; of a loose phrase, `NEAR` and `SAME` each
    /// word or phrase that takes part, and nothing of what lies between.
    #[must_use]
    pub fn lit(&self, words: &Words) -> Vec<Span> {
        let mut lit = Vec::new();
        self.add_lit(words, &self.spans(words), &mut lit);
        spans::normalise(&mut lit);
        lit
    }

    /// Adds what is lit of those of the clause's spans that are among `wanted`, which is sorted.
    fn add_lit(&self, words: &Words, wanted: &[Span], lit: &mut Vec<Span>) {
        let is_wanted = |span: &Span| wanted.binary_search(span).is_ok();
        match self {
            Self::Word(_) | Self::Phrase(_, 0) => lit.extend(self.spans(words).iter().filter(|span| is_wanted(span))),
            Self::Or(parts) | Self::Spellings(parts) | Self::Same(parts) => {
                parts.iter().for_each(|part| part.add_lit(words, wanted, lit));
            }
            Self::Zone(inner, _) => inner.add_lit(words, wanted, lit),
            Self::Phrase(parts, slop) => {
                let parts: Vec<Vec<Span>> = parts.iter().map(|part| part.spans(words)).collect();
                lit.extend(spans::loose_words(&parts, *slop, words.body_start, is_wanted));
            }
            Self::Near(left, right, distance) => {
                let pairs = spans::near_pairs(&left.spans(words), &right.spans(words), *distance, words.body_start);
                let pairs = pairs.into_iter().filter(|(one, other)| is_wanted(&one.join(*other)));
                let (mut lefts, mut rights): (Vec<Span>, Vec<Span>) = pairs.unzip();
                spans::normalise(&mut lefts);
                spans::normalise(&mut rights);
                left.add_lit(words, &lefts, lit);
                right.add_lit(words, &rights, lit);
            }
        }
    }
}

/// A word that a test may pass, with the ranges of its forms.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    position: u32,
    folded: (u32, u32),
    stem: (u32, u32),
}

/// The words of one article's headline and text, as the index has them.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// Byte ranges of all words, those of the headline first. Positions have no gaps, so a word's number
    /// says where it stands.
    words: Vec<(u32, u32)>,
    first_of_body: usize,
    body_start: u32,
    candidates: Vec<Candidate>,
    terms: String,
    sentences: Vec<Range<usize>>,
    sentence_words: Vec<Range<u32>>,
    sentence_starts: Vec<u32>,
}

impl Words {
    /// Reads headline and text; `title_words` and `body_start` are the index's: how many words of
    /// a headline have positions, and the position of the text's first word. Only tests that
    /// `beginnings` was made of can be asked afterwards.
    #[must_use]
    pub fn read(
        title: &str,
        text: &str,
        title_words: u32,
        body_start: u32,
        beginnings: &Beginnings,
        stemmer: &mut Stemmer,
    ) -> Self {
        let mut read = Self { words: Vec::with_capacity(text.len() / 5 + 16), body_start, ..Self::default() };
        read.add(title, 0, title_words, beginnings, stemmer);
        read.first_of_body = read.words.len();
        read.add(text, body_start, u32::MAX, beginnings, stemmer);
        read.sentences = sentences(text);
        read.sentence_words.reserve(read.sentences.len());
        read.sentence_starts.reserve(read.sentences.len());
        let mut at = read.first_of_body;
        for sentence in &read.sentences {
            let start = read.position_at(at);
            let rest = read.words.get(at..).unwrap_or_default();
            at += rest.iter().take_while(|word| (word.0 as usize) < sentence.end).count();
            let range = start..read.position_at(at);
            // The index marks a sentence at its first word; one without words has no mark.
            if range.end > range.start {
                read.sentence_starts.push(range.start);
            }
            read.sentence_words.push(range);
        }
        read
    }

    fn add(&mut self, text: &str, shift: u32, limit: u32, beginnings: &Beginnings, stemmer: &mut Stemmer) {
        let mut stream = tokens(text);
        while let Some(token) = stream.next_token() {
            let position = token.position as u32;
            if position >= limit {
                break;
            }
            self.words.push((token.start as u32, token.end as u32));
            if beginnings.has(token.term) {
                let folded = push(&mut self.terms, token.term);
                let stem = stemmer.stem_of(token.term);
                let stem = if stem == token.term { folded } else { push(&mut self.terms, stem) };
                self.candidates.push(Candidate { position: position + shift, folded, stem });
            }
        }
    }

    /// The position of a word of the text by its number; after the last word, the position that follows.
    fn position_at(&self, number: usize) -> u32 {
        self.body_start + (number - self.first_of_body) as u32
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

    fn sentence_starts(&self) -> &[u32] {
        &self.sentence_starts
    }

    /// Whether a position is of the headline.
    #[must_use]
    pub fn is_title(&self, position: u32) -> bool {
        position < self.body_start
    }

    /// Byte range of the word at a position, in the headline or in the text.
    #[must_use]
    pub fn bytes(&self, position: u32) -> Option<Range<usize>> {
        let (words, number) = match position.checked_sub(self.body_start) {
            Some(number) => (self.words.get(self.first_of_body..)?, number),
            None => (self.words.get(..self.first_of_body)?, position),
        };
        words.get(number as usize).map(|&(start, end)| start as usize..end as usize)
    }

    /// The words that `beginnings` let through with position, folded form and stem, in order.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &str, &str)> {
        let of = |(start, end): (u32, u32)| self.terms.get(start as usize..end as usize).unwrap_or_default();
        self.candidates.iter().map(move |word| (word.position, of(word.folded), of(word.stem)))
    }

    /// The places of the words that pass a test.
    #[must_use]
    pub fn matching(&self, test: &Test) -> Vec<Span> {
        let of = |(start, end): (u32, u32)| self.terms.as_bytes().get(start as usize..end as usize).unwrap_or_default();
        let is =
            |range: (u32, u32), term: &str| (range.1 - range.0) as usize == term.len() && of(range) == term.as_bytes();
        let passes = |word: &&Candidate| match test {
            Test::Stem(stem) => is(word.stem, stem),
            Test::Exact(term) => is(word.folded, term),
            Test::OneOf(terms) => std::str::from_utf8(of(word.folded)).is_ok_and(|term| terms.contains(term)),
        };
        self.candidates.iter().filter(passes).map(|word| Span::word(word.position)).collect()
    }
}

fn push(terms: &mut String, term: &str) -> (u32, u32) {
    let start = terms.len() as u32;
    terms.push_str(term);
    (start, terms.len() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Language;

    /// Words as they are folded, of the languages that are stemmed; those whose stems are odd first.
    const WORDS: &str = "dying lying skis yellowing youth oldest ubernommen groesste ausserst ojdwen ennetacks \
        genommen aimeraient yeux quelques habitaciones andiamo falado kopruler evlerinizden baranda hogst zijn \
        bba bbaie aba cda abla";
    const LANGUAGES: [&str; 15] =
        ["none", "da", "nl", "en", "fi", "fr", "de", "hu", "it", "no", "pt", "ro", "es", "sv", "tr"];

    /// Whether a word passes the beginnings of its own stem and of itself.
    fn passes(stemmer: &mut Stemmer, word: &str) -> bool {
        let stem = stemmer.stem_of(word).to_owned();
        Beginnings::of([&Test::Stem(stem)]).has(word) && Beginnings::of([&Test::Exact(word.to_owned())]).has(word)
    }

    #[test]
    fn a_stem_begins_as_its_word() {
        for language in LANGUAGES {
            let mut stemmer = Stemmer::new(language.parse::<Language>().unwrap());
            for word in WORDS.split_whitespace() {
                assert!(passes(&mut stemmer, word), "{language} {word}");
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn whatever_the_word(word in "[a-z]{1,14}") {
            for language in LANGUAGES {
                let mut stemmer = Stemmer::new(language.parse::<Language>().unwrap());
                proptest::prop_assert!(passes(&mut stemmer, &word), "{} {}", language, word);
            }
        }
    }

    #[test]
    fn other_words_are_left_out() {
        let begin = |test: Test| Beginnings::of([&test]);
        let stem = begin(Test::Stem("crew".into()));
        assert!(stem.has("crews") && !stem.has("cats") && !stem.has("dew"));
        let exact = begin(Test::Exact("a".into()));
        assert!(exact.has("a") && !exact.has("ab"));
        assert!(begin(Test::Stem("ميناء".into())).has("ميناء"));
    }

    #[test]
    fn what_is_left_out_would_not_have_matched() {
        let exprs = [
            Expr::Word(Test::Stem("crew".into())),
            Expr::Word(Test::OneOf(HashSet::from(["ميناء".into(), "port".into()]))),
        ];
        let mut tests = Vec::new();
        exprs.iter().for_each(|expr| expr.words(&mut |test| tests.push(test)));
        let mut stemmer = Stemmer::new(Language::English);
        let words = Words::read(
            "Crews",
            "The ports port crew, Crewed ميناء closed.",
            62,
            64,
            &Beginnings::of(tests),
            &mut stemmer,
        );
        let found: Vec<Vec<u32>> =
            exprs.iter().map(|expr| expr.spans(&words).iter().map(|span| span.first).collect()).collect();
        assert_eq!(found, [vec![0, 67, 68], vec![66, 69]]);
        assert_eq!(words.bytes(70), Some(39..45));
    }
}
