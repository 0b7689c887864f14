//! The project's text analysis, as the engine wants it.

use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager};

use super::schema;
use crate::analysis::{Language, Stemmer, Tokens, tokens};

/// Registers the analysers that the schema names.
pub(super) fn register(manager: &TokenizerManager, language: Language) {
    let stemmed = Stemmed { stemmer: Stemmer::new(language), token: Token::default() };
    manager.register(schema::STEMMED, TextAnalyzer::from(stemmed));
    manager.register(schema::FOLDED, TextAnalyzer::from(Folded { token: Token::default() }));
}

/// Folded words.
#[derive(Clone)]
struct Folded {
    token: Token,
}

/// Folded and stemmed words.
struct Stemmed {
    stemmer: Stemmer,
    token: Token,
}

impl Clone for Stemmed {
    /// A clone starts with an empty cache: it goes to another thread.
    fn clone(&self) -> Self {
        Self { stemmer: Stemmer::new(self.stemmer.language()), token: Token::default() }
    }
}

struct FoldedStream<'a> {
    tokens: Tokens<'a>,
    token: &'a mut Token,
}

struct StemmedStream<'a> {
    tokens: Tokens<'a>,
    stemmer: &'a mut Stemmer,
    token: &'a mut Token,
}

impl Tokenizer for Folded {
    type TokenStream<'a> = FoldedStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> FoldedStream<'a> {
        self.token.reset();
        FoldedStream { tokens: tokens(text), token: &mut self.token }
    }
}

impl Tokenizer for Stemmed {
    type TokenStream<'a> = StemmedStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> StemmedStream<'a> {
        self.token.reset();
        StemmedStream { tokens: tokens(text), stemmer: &mut self.stemmer, token: &mut self.token }
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

impl TokenStream for StemmedStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(found) = self.tokens.next_token() else { return false };
        self.token.offset_from = found.start;
        self.token.offset_to = found.end;
        self.token.position = found.position;
        self.stemmer.stem(found.term, &mut self.token.text);
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}
