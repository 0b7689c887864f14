//! Words of a query that are names by their capitals, and are not stemmed into other words.
//!
//! "Hama" is no plural that lost its "Hamas", and AIDS is no aid. An acronym tells by its own capitals. Of another word with a
//! capital the index tells: a name stands in its articles with a capital alone, and seldom behind an article, as the words for
//! kinds do that English inflects ("an Iranian", "the Marines"). Takes a tree and gives one in which such words count as they
//! are, with what there is to say about it. Only English is judged so; elsewhere names have cases.
//! Rejected: the words that are written in small letters nowhere, gathered when an index is made: they would be a fifth of its
//! dictionary, for the few queries that have a capital and a stem-mate.

use super::{SearchError, Searcher, request::Request};
use crate::{
    analysis::Language,
    engine::{Order, Wanted},
    query::{
        Ast, Clause, Kind, Warning, WarningKind,
        expr::{Expr, Test},
        facts::folded,
    },
    text::slice,
};

/// Articles that are looked into, and places in one of them, at most.
const ARTICLES: usize = 12;
const PLACES: usize = 8;
/// So many places are enough, in however few articles.
const ENOUGH: usize = 24;
/// Places that tell, at least.
const FEWEST: usize = 3;
/// A name is written in small letters, and stands behind an article, in fewer than one of so many places.
const SMALL: usize = 20;
const BEHIND_ARTICLE: usize = 5;
/// Words of one query that are looked up so, at most.
const MOST_WORDS: usize = 4;
/// Letters of an acronym, at most: what is longer is a word that somebody shouts.
const LONGEST_ACRONYM: usize = 6;
/// Words from which on a query in capitals throughout says nothing by them.
const SHOUTED: usize = 3;

/// Words of which is known whether they are names, at most: a batch asks for the same ones again and again.
const KEPT: usize = 10_000;

/// How a word is written in running text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Writing {
    small: usize,
    capital: usize,
    /// With a capital, behind an article.
    behind_article: usize,
}

impl Writing {
    /// Adds the places of a word, which is given in small letters and with a capital.
    fn add(&mut self, text: &str, small: &str, capital: &str) {
        self.small += places(text, small).take(PLACES).count();
        for before in places(text, capital).take(PLACES) {
            self.capital += 1;
            let word = before.rsplit(' ').next().map(str::to_lowercase);
            self.behind_article += usize::from(word.is_some_and(|word| ["a", "an", "the"].contains(&word.as_str())));
        }
    }

    /// Whether more places would hardly say another thing.
    fn tells(self) -> bool {
        self.small + self.capital >= ENOUGH
    }

    fn is_capital(self) -> bool {
        self.capital >= FEWEST && self.small * SMALL < self.capital
    }

    fn is_of_a_kind(self) -> bool {
        self.capital >= FEWEST && self.behind_article * BEHIND_ARTICLE >= self.capital
    }
}

/// What stands before each place of a word that is neither the first of its sentence nor part of another word.
fn places<'t>(text: &'t str, word: &'t str) -> impl Iterator<Item = &'t str> {
    text.match_indices(word).filter_map(move |(at, _)| {
        let before = slice(text, ..at).strip_suffix(' ')?;
        let goes_on = slice(text, at + word.len()..).starts_with(|c: char| c.is_alphanumeric() || c == '-');
        (!goes_on && before.ends_with(|c: char| c.is_lowercase() || c == ',')).then_some(before)
    })
}

impl Searcher<'_> {
    /// The tree with its names by capitals as they are, and what there is to say.
    pub(super) fn proper_names(&mut self, ast: Ast, request: &Request) -> Result<(Ast, Vec<Warning>), SearchError> {
        let text = request.text.as_str();
        let has_capital = text.chars().any(char::is_uppercase);
        let is_quoted = text.contains('"');
        let is_shouted = !text.chars().any(char::is_lowercase) && text.split_whitespace().nth(SHOUTED - 1).is_some();
        if (!has_capital && !is_quoted) || is_shouted || self.engine.stemmer() != Language::English {
            return Ok((ast, Vec::new()));
        }
        let mut names = Names { searcher: self, text, warnings: Vec::new(), looked_up: 0 };
        let ast = names.of(ast)?;
        Ok((ast, names.warnings))
    }

    /// How a folded word is written in the articles that have it most.
    fn writing(&self, word: &str) -> Result<Writing, SearchError> {
        let mut writing = Writing::default();
        let mut letters = word.chars();
        let Some(first) = letters.next() else { return Ok(writing) };
        let capital: String = first.to_uppercase().chain(letters).collect();
        let clause = Clause::Places(Expr::Word(Test::Exact(word.to_owned())));
        let wanted = Wanted { order: Order::Score, limit: ARTICLES, total: false };
        for (_, hit) in self.engine.best(&clause, wanted)?.hits.into_iter().take(ARTICLES) {
            for stored in self.engine.stored(&[hit])? {
                writing.add(&stored.article()?.text, word, &capital);
            }
            if writing.tells() {
                break;
            }
        }
        Ok(writing)
    }
}

struct Names<'s, 'a> {
    searcher: &'s mut Searcher<'a>,
    text: &'s str,
    warnings: Vec<Warning>,
    looked_up: usize,
}

impl Names<'_, '_> {
    fn of(&mut self, ast: Ast) -> Result<Ast, SearchError> {
        match &ast.kind {
            Kind::Word { text, exact: false } => match self.forms(text, &ast)? {
                Some(forms) => {
                    let word = |text: String| Ast { kind: Kind::Word { text, exact: true }, ..ast.clone() };
                    Ok(Ast::any(forms.into_iter().map(word).collect()))
                }
                None => Ok(ast),
            },
            Kind::Name { .. } => Ok(ast),
            _ => ast.map_children(&mut |child| self.of(child)),
        }
    }

    /// The forms that a name has; `None` where a word is none, or where its stem says the same.
    fn forms(&mut self, typed: &str, ast: &Ast) -> Result<Option<Vec<String>>, SearchError> {
        let Ok([word]) = <[String; 1]>::try_from(folded(typed)) else { return Ok(None) };
        let capitals = typed.chars().filter(|c| c.is_uppercase()).count();
        let source = slice(self.text, ast.start..ast.end);
        let quoted = source != typed && source.contains(typed);
        if (capitals == 0 && !quoted) || word.len() < 2 || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return Ok(None);
        }
        let stem = self.searcher.memory.stemmer.stem_of(&word).to_owned();
        let plural = format!("{word}s");
        let [all, one, several] =
            self.frequencies(&[Test::Stem(stem), Test::Exact(word.clone()), Test::Exact(plural.clone())])?;
        if one == 0 || all <= one {
            return Ok(None);
        }
        let acronym = capitals >= 2 && word.len() <= LONGEST_ACRONYM && typed.chars().all(|c| !c.is_lowercase());
        let forms = if acronym {
            // Its plural is written with a small letter, unless it is a name itself.
            let is_plural = several > 0 && self.searcher.actors.named(&[&plural]).is_none();
            std::iter::once(word.clone()).chain(is_plural.then_some(plural)).collect()
        } else if typed.starts_with(char::is_uppercase) && self.is_name(&word)? {
            vec![word.clone()]
        } else {
            if quoted {
                self.warn(WarningKind::OtherForms { word, all, typed: one }, ast);
            }
            return Ok(None);
        };
        let found: u64 = if forms.len() > 1 { one.max(several) } else { one };
        if all > found {
            self.warn(WarningKind::NotInflected { word: typed.to_owned(), all, typed: one }, ast);
        }
        Ok(Some(forms))
    }

    fn is_name(&mut self, word: &str) -> Result<bool, SearchError> {
        self.looked_up += 1;
        if self.looked_up > MOST_WORDS {
            return Ok(false);
        }
        if let Some(known) = self.searcher.known_names.get(word) {
            return Ok(*known);
        }
        let is_name = self.is_written_as_name(word)?;
        let known = &mut self.searcher.known_names;
        if known.len() < KEPT {
            known.insert(word.to_owned(), is_name);
        }
        Ok(is_name)
    }

    fn is_written_as_name(&self, word: &str) -> Result<bool, SearchError> {
        let writing = self.searcher.writing(word)?;
        if !writing.is_capital() || writing.is_of_a_kind() {
            return Ok(false);
        }
        // Of several a word for a kind has no article: "Muslims".
        match word.strip_suffix('s') {
            Some(one) => Ok(!self.searcher.writing(one)?.is_of_a_kind()),
            None => Ok(true),
        }
    }

    fn frequencies<const N: usize>(&self, tests: &[Test; N]) -> Result<[u64; N], SearchError> {
        let sequences: Vec<&[Test]> = tests.iter().map(std::slice::from_ref).collect();
        let counts = self.searcher.engine.frequencies(&sequences)?;
        debug_assert_eq!(counts.len(), N, "a count for each test");
        Ok(std::array::from_fn(|n| counts.get(n).copied().unwrap_or_default()))
    }

    fn warn(&mut self, kind: WarningKind, ast: &Ast) {
        self.warnings.push(Warning::new(kind, ast.start, ast.end));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_and_articles_tell_names() {
        // A text, the word, and whether it has capitals alone and is of a kind.
        let cases = [
            ("in Hama and near Hama, of Hama, at Hama.", "hama", (true, false)),
            ("an Iranian said the Iranian saw, in Iranian hands.", "iranian", (true, true)),
            ("the organ and an Organ of Organ, or Organ", "organ", (false, true)),
            ("Hama was. Hama is. Hama", "hama", (false, false)),
            ("in Hamas, of Hamas, to Hamas-led", "hama", (false, false)),
            ("of Hama and to Hama", "hama", (false, false)),
            ("", "hama", (false, false)),
        ];
        for (text, word, expected) in cases {
            let mut writing = Writing::default();
            let capital = word[..1].to_uppercase() + &word[1..];
            writing.add(text, word, &capital);
            assert_eq!((writing.is_capital(), writing.is_of_a_kind()), expected, "{word} in {text:?}");
        }
    }
}
