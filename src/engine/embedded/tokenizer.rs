//! The project's text analysis, as the engine wants it.

use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager};

use super::{article_words::TermPositions, schema};
use crate::analysis::{Tokens, tokens};

/// Registers the analysers that the schema names.
pub(super) fn register(manager: &TokenizerManager) {
    manager.register(schema::FOLDED, TextAnalyzer::from(Folded::default()));
    // Stems or not has been decided when they were gathered.
    for name in [schema::STEMMED_ARTICLE, schema::FOLDED_ARTICLE] {
        manager.register(name, TextAnalyzer::from(Article::default()));
    }
}

/// Folded words of a plain value.
#[derive(Clone, Default)]
struct Folded(Token);

struct FoldedStream<'a> {
    tokens: Tokens<'a>,
    token: &'a mut Token,
}

impl Tokenizer for Folded {
    type TokenStream<'a> = FoldedStream<'a>;

    fn token_stream<'a>(&'a mut self, value: &'a str) -> FoldedStream<'a> {
        self.0.reset();
        FoldedStream { tokens: tokens(value), token: &mut self.0 }
    }
}

impl TokenStream for FoldedStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(found) = self.tokens.next_token() else { return false };
        self.token.offset_from = found.start;
        self.token.offset_to = found.end;
        self.token.position = found.position;
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
