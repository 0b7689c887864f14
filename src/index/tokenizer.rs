//! The project's text analysis, as the engine wants it.

use std::{ops::Range, vec};

use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager};

use super::schema::{self, BODY_START, SEPARATOR, TITLE_WORDS};
use crate::analysis::{Language, Stemmer, Tokens, sentences, tokens};

/// Registers the analysers that the schema names.
pub(super) fn register(manager: &TokenizerManager, language: Language) {
    let analyser = |stem: bool, article: bool| {
        TextAnalyzer::from(Words { stemmer: stem.then(|| Stemmer::new(language)), article, token: Token::default() })
    };
    manager.register(schema::FOLDED, analyser(false, false));
    manager.register(schema::STEMMED_ARTICLE, analyser(true, true));
    manager.register(schema::FOLDED_ARTICLE, analyser(false, true));
}

/// Folded words, stemmed or not; of a plain value, or of a headline and a text in one.
struct Words {
    stemmer: Option<Stemmer>,
    article: bool,
    token: Token,
}

impl Clone for Words {
    /// A clone starts with an empty cache: it goes to another thread.
    fn clone(&self) -> Self {
        let stemmer = self.stemmer.as_ref().map(|stemmer| Stemmer::new(stemmer.language()));
        Self { stemmer, article: self.article, token: Token::default() }
    }
}

/// The words of one value.
struct Stream<'a> {
    tokens: Tokens<'a>,
    /// Added to the position of every token.
    shift: usize,
    /// What follows when `tokens` has ended: the text after the headline.
    rest: Option<&'a str>,
    /// Positions below this are given out; the rest of a long headline is not.
    bound: usize,
    /// Whether sentences are marked in the text.
    marks: bool,
    /// Sentences of the text that have not begun yet.
    sentences: vec::IntoIter<Range<usize>>,
    next_sentence: usize,
    /// A word that waits behind the mark of its sentence.
    waiting: bool,
    held: Token,
    stemmer: Option<&'a mut Stemmer>,
    token: &'a mut Token,
}

impl Tokenizer for Words {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, value: &'a str) -> Stream<'a> {
        self.token.reset();
        let (first, rest) = match value.split_once(SEPARATOR) {
            Some((title, text)) if self.article => (title, Some(text)),
            _ => (value, None),
        };
        let mut stream = Stream {
            tokens: tokens(first),
            shift: 0,
            rest,
            bound: if rest.is_some() { TITLE_WORDS as usize } else { usize::MAX },
            marks: self.article && self.stemmer.is_none(),
            sentences: Vec::new().into_iter(),
            next_sentence: usize::MAX,
            waiting: false,
            held: Token::default(),
            stemmer: self.stemmer.as_mut(),
            token: &mut self.token,
        };
        if first.is_empty() {
            stream.enter_text();
        }
        stream
    }
}

impl Stream<'_> {
    /// Goes on from the headline to the text; false where there is none left.
    fn enter_text(&mut self) -> bool {
        let Some(text) = self.rest.take() else { return false };
        self.tokens = tokens(text);
        self.shift = BODY_START as usize;
        self.bound = usize::MAX;
        if self.marks {
            self.sentences = sentences(text).into_iter();
            self.next_sentence = self.sentences.next().map_or(usize::MAX, |sentence| sentence.start);
        }
        true
    }

    /// Puts the mark of a sentence in front of the token, if one begins at or before it.
    fn mark(&mut self) {
        if self.token.offset_from < self.next_sentence {
            return;
        }
        while self.token.offset_from >= self.next_sentence {
            self.next_sentence = self.sentences.next().map_or(usize::MAX, |sentence| sentence.start);
        }
        std::mem::swap(self.token, &mut self.held);
        self.token.clone_from(&self.held);
        self.token.text.clear();
        self.token.text.push_str(schema::SENTENCE);
        self.waiting = true;
    }
}

impl TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        if self.waiting {
            self.waiting = false;
            std::mem::swap(self.token, &mut self.held);
            return true;
        }
        loop {
            let Some(found) = self.tokens.next_token() else {
                if self.enter_text() {
                    continue;
                }
                return false;
            };
            let position = found.position + self.shift;
            if position >= self.bound {
                if self.enter_text() {
                    continue;
                }
                return false;
            }
            self.token.offset_from = found.start;
            self.token.offset_to = found.end;
            self.token.position = position;
            match &mut self.stemmer {
                Some(stemmer) => stemmer.stem(found.term, &mut self.token.text),
                None => {
                    self.token.text.clear();
                    self.token.text.push_str(found.term);
                }
            }
            self.mark();
            return true;
        }
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(stem: bool, article: bool, value: &str) -> Vec<(usize, String)> {
        let stemmer = stem.then(|| Stemmer::new(Language::English));
        let mut words = Words { stemmer, article, token: Token::default() };
        let mut stream = words.token_stream(value);
        let mut found = Vec::new();
        while stream.advance() {
            found.push((stream.token().position, stream.token().text.replace(schema::SENTENCE, "¶")));
        }
        found
    }

    fn shown(stem: bool, article: bool, value: &str) -> String {
        let shown: Vec<String> =
            terms(stem, article, value).into_iter().map(|(position, term)| format!("{position}:{term}")).collect();
        shown.join(" ")
    }

    #[test]
    fn headline_and_text_have_their_own_positions() {
        assert_eq!(shown(true, false, "Rebels marched"), "0:rebel 1:march");
        assert_eq!(shown(true, true, "Rebels march\u{1}They came."), "0:rebel 1:march 64:they 65:came");
        assert_eq!(shown(false, true, "\u{1}They came. All left."), "64:¶ 64:they 65:came 66:¶ 66:all 67:left");
    }

    #[test]
    fn a_long_headline_does_not_reach_the_text() {
        let value = format!("{}\u{1}end", "word ".repeat(100));
        let found = terms(true, true, &value);
        assert_eq!(found.len(), TITLE_WORDS as usize + 1);
        assert_eq!(found.last(), Some(&(BODY_START as usize, "end".to_owned())));
    }
}
