//! The project's text analysis, as the engine wants it.

use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager};

use super::{article_words::TermPositions, schema};
use crate::{
    analysis::{Tokens, tokens},
    article::PARTING,
};

/// Registers the analysers that the schema names.
pub(super) fn register(manager: &TokenizerManager) {
    manager.register(schema::FOLDED, TextAnalyzer::from(Folded::default()));
    // Stems or not has been decided when they were gathered.
    for name in [schema::STEMMED_ARTICLE, schema::FOLDED_ARTICLE] {
        manager.register(name, TextAnalyzer::from(Article::default()));
    }
}

/// Folded words of a plain value. Where it is several, a mark stands between them and at both ends: words side by side are then of
/// one value, and a whole one is what stands between two marks.
#[derive(Clone, Default)]
struct Folded(Token);

struct FoldedStream<'a> {
    tokens: Tokens<'a>,
    /// What stands behind the value at hand, after its mark.
    rest: Option<&'a str>,
    /// Words and marks before the value at hand.
    before: usize,
    /// Words of the value at hand.
    words: usize,
    token: &'a mut Token,
}

impl Tokenizer for Folded {
    type TokenStream<'a> = FoldedStream<'a>;

    fn token_stream<'a>(&'a mut self, value: &'a str) -> FoldedStream<'a> {
        self.0.reset();
        let (first, rest) = parted(value);
        FoldedStream { tokens: tokens(first), rest, before: 0, words: 0, token: &mut self.0 }
    }
}

impl TokenStream for FoldedStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(found) = self.tokens.next_token() else {
            let Some(rest) = self.rest else { return false };
            self.token.position = self.before + self.words;
            self.token.text.clear();
            self.token.text.push_str(schema::PARTED);
            self.before = self.token.position + 1;
            self.words = 0;
            let (next, rest) = parted(rest);
            (self.tokens, self.rest) = (tokens(next), rest);
            return true;
        };
        self.words = found.position + 1;
        self.token.offset_from = found.start;
        self.token.offset_to = found.end;
        self.token.position = self.before + found.position;
        self.token.text.clear();
        self.token.text.push_str(found.term);
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

/// The first value of a text, and what stands behind the mark after it.
fn parted(text: &str) -> (&str, Option<&str>) {
    text.split_once(PARTING).map_or((text, None), |(first, rest)| (first, Some(rest)))
}

/// The words of an article, as [`super::article_words`] has gathered them; offsets are not known here.
#[derive(Clone, Default)]
struct Article(Token);

struct ArticleStream<'a> {
    words: TermPositions<'a>,
    token: &'a mut Token,
}

impl Tokenizer for Article {
    type TokenStream<'a> = ArticleStream<'a>;

    fn token_stream<'a>(&'a mut self, value: &'a str) -> ArticleStream<'a> {
        self.0.reset();
        ArticleStream { words: TermPositions::new(value), token: &mut self.0 }
    }
}

impl TokenStream for ArticleStream<'_> {
    fn advance(&mut self) -> bool {
        let Some((term, position)) = self.words.next() else { return false };
        if let Some(term) = term {
            self.token.text.clear();
            self.token.text.push_str(term);
        }
        self.token.position = position as usize;
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}
