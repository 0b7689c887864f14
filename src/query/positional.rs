//! What positions have to hold, and whether those of one article do.
//!
//! An [`Expr`] is a clause of a query brought down to tests of single words. The plan turns it
//! into a query of the engine; here it is evaluated on the [`Words`] of one article, for
//! highlights and passages. Both use [`super::spans`], so what is found is what is lit.

use super::{
    ast::TextField,
    spans::{self, Span},
    words::Words,
};
use crate::analysis::BODY_START;

pub use super::expr::Test;

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
                spans::phrase(&parts, *slop, BODY_START)
            }
            Self::Near(left, right, distance) => {
                spans::near(&left.spans(words), &right.spans(words), *distance, BODY_START)
            }
            Self::Same(parts) => {
                let parts: Vec<Vec<Span>> = parts.iter().map(|part| part.spans(words)).collect();
                spans::same(&parts, words.sentence_starts())
            }
            Self::Zone(inner, field) => {
                let mut found = inner.spans(words);
                found.retain(|span| (span.first < BODY_START) == (*field == TextField::Title));
                found
            }
        }
    }

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
                lit.extend(spans::loose_words(&parts, *slop, BODY_START, is_wanted));
            }
            Self::Near(left, right, distance) => {
                let pairs = spans::near_pairs(&left.spans(words), &right.spans(words), *distance, BODY_START);
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
