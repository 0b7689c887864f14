//! Which words of an article need a look at all, by their first two letters.

use super::expr::Test;
use crate::text::item;

/// How the words begin that tests may pass: what begins otherwise needs neither stem nor comparison.
///
/// Stemming cuts endings, so a stem has the first letters of its words. Exceptions, which are let through:
/// what is not ASCII; a stem of a letter or two, whose last one may be another (Turkish *ap* for *aba*); a
/// doubled first letter (Finnish *ba* for *bba*); *y* for *i* (English *die* for *dying*).
#[derive(Clone, Debug)]
pub struct FirstLetters {
    /// For each first byte the second bytes: a bit each, those beyond ASCII share the first.
    seconds: [u128; 256],
}

impl FirstLetters {
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
                Test::Pattern(pattern) => made.add_all(pattern.beginning()),
            }
        }
        made
    }

    /// Every word.
    #[must_use]
    pub fn all() -> Self {
        Self { seconds: [Self::EVERY; 256] }
    }

    /// Lets through what begins with `text`.
    fn add_all(&mut self, text: &str) {
        match text.as_bytes() {
            [] => *self = Self::all(),
            [first] => self.set(Some(*first), Self::EVERY),
            [first, second, ..] => self.set(Some(*first), Self::bit(Some(*second))),
        }
    }

    fn set(&mut self, first: Option<u8>, seconds: u128) {
        if let Some(slot) = first.and_then(|first| self.seconds.get_mut(usize::from(first))) {
            *slot |= seconds;
        }
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
        self.set(first, seconds);
    }

    /// The bit of a second byte; the first one for none and for all beyond ASCII.
    fn bit(second: Option<u8>) -> u128 {
        1 << second.filter(u8::is_ascii).unwrap_or(0)
    }

    /// Whether a word of these letters may pass.
    #[must_use]
    pub fn has(&self, term: &str) -> bool {
        let mut bytes = term.bytes();
        bytes.next().is_some_and(|first| item(&self.seconds, usize::from(first)) & Self::bit(bytes.next()) != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        analysis::{Language, Stemmer},
        query::{
            expr::{Expr, spans},
            word_map::WordMap,
        },
    };

    /// Words as they are folded, of the languages that are stemmed; those whose stems are odd first.
    const WORDS: &str = "dying lying skis yellowing youth oldest ubernommen groesste ausserst ojdwen ennetacks \
        genommen aimeraient yeux quelques habitaciones andiamo falado kopruler evlerinizden baranda hogst zijn \
        bba bbaie aba cda abla";
    const LANGUAGES: [&str; 15] =
        ["none", "da", "nl", "en", "fi", "fr", "de", "hu", "it", "no", "pt", "ro", "es", "sv", "tr"];

    /// Whether a word passes the beginnings of its own stem and of itself.
    fn passes(stemmer: &mut Stemmer, word: &str) -> bool {
        let stem = stemmer.stem_of(word).to_owned();
        FirstLetters::of([&Test::Stem(stem)]).has(word) && FirstLetters::of([&Test::Exact(word.to_owned())]).has(word)
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
        let begin = |test: Test| FirstLetters::of([&test]);
        let stem = begin(Test::Stem("crew".into()));
        assert!(stem.has("crews") && !stem.has("cats") && !stem.has("dew"));
        let exact = begin(Test::Exact("a".into()));
        assert!(exact.has("a") && !exact.has("ab"));
        assert!(begin(Test::Stem("ميناء".into())).has("ميناء"));
    }

    #[test]
    fn what_is_left_out_would_not_have_matched() {
        let exprs =
            [Expr::Word(Test::Stem("crew".into())), Expr::Word(Test::OneOf(vec!["port".into(), "ميناء".into()]))];
        let mut tests = Vec::new();
        exprs.iter().for_each(|expr| expr.words(&mut |test| tests.push(test)));
        let mut stemmer = Stemmer::new(Language::English);
        let words = WordMap::read(
            "Crews",
            "The ports port crew, Crewed ميناء closed.",
            &FirstLetters::of(tests),
            &mut stemmer,
            None,
        );
        let found: Vec<Vec<u32>> =
            exprs.iter().map(|expr| spans(expr, &mut &words).iter().map(|span| span.first).collect()).collect();
        assert_eq!(found, [vec![0, 67, 68], vec![66, 69]]);
        assert_eq!(words.bytes(70), Some(39..45));
    }
}
