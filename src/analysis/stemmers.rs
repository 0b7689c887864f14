//! The stemmers of an index: that of its main language, and those of articles in other ones.
//!
//! Every word in Latin letters has its stem by the main language, whatever the article's own is, so that a language that was
//! wrongly recognised loses nothing. In an article of another language it has its stem by that one too.

use std::str::FromStr as _;

use super::stem::{Language, Stemmer};

/// Stemmers of languages, each made when it is first asked for.
#[derive(Debug)]
pub struct Stemmers {
    main: Language,
    others: Vec<Stemmer>,
}

impl Stemmers {
    /// For an index with this main language.
    #[must_use]
    pub fn new(main: Language) -> Self {
        Self { main, others: Vec::new() }
    }

    /// The stemmer of a language by its ISO 639-1 code; `None` where that is the main one, or has none for Latin letters.
    pub fn other(&mut self, code: &str) -> Option<&mut Stemmer> {
        let language = Language::from_str(code).ok().filter(|language| !matches!(language, Language::None))?;
        if language == self.main {
            return None;
        }
        let known = self.others.iter().position(|stemmer| stemmer.language() == language);
        let at = known.unwrap_or_else(|| {
            self.others.push(Stemmer::new(language));
            self.others.len() - 1
        });
        self.others.get_mut(at)
    }
}

impl Language {
    /// The ISO 639-1 codes of all languages that have a stemmer.
    pub fn codes() -> impl Iterator<Item = &'static str> {
        Self::all().map(Self::code).filter(|code| !code.is_empty())
    }
}
