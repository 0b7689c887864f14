//! News-like text by chance: word frequencies, lengths, dates and names as news has them, and no
//! word of anybody's article.
//!
//! An article is made from its seed and its number alone, so the thousandth is the same whether a
//! thousand or a million are made, and nothing is kept between two. What it rests on:
//!
//! - words by the law of Zipf and Mandelbrot over a vocabulary without end ([`frequencies`]), spelled
//!   from their ranks ([`words`]);
//! - a topic an article, of which there is always a new one, with words of its own; and words of an
//!   article that come again (Simon, 1955), so that a word's second place is likelier than its first;
//! - log-normal lengths of articles, sentences and headlines;
//! - actors of the bundled authority, a few an article, under their names and aliases ([`cast`]);
//! - outlets, each with its own forms of dates, paragraphs, headers and footers ([`outlets`]).

// Made by hand for this generator; no input reaches an index, and no count its bounds.
#![allow(clippy::indexing_slicing, clippy::cast_sign_loss, clippy::cast_possible_wrap)]
// Once or twice an article; its words are pushed as they are.
#![allow(clippy::format_push_string)]
// The benchmarks take less of it than the generator's own command line does.
#![allow(dead_code)]

pub mod cast;
pub mod days;
pub mod frequencies;
pub mod lists;
pub mod lookups;
pub mod outlets;
pub mod random;
pub mod story;
pub mod words;

use dateline::actors::Authority;
use serde::Serialize;

use cast::Cast;
use outlets::Outlet;
use random::Random;
use words::{Script, Words};

/// What every article is made from.
pub struct News {
    /// Decides all of it.
    pub seed: u64,
    /// Share of the articles that are in Arabic.
    pub arabic: f64,
    english_words: Words,
    arabic_words: Words,
    cast: Cast,
    outlets: Vec<Outlet>,
}

/// One article as an archive of scraped news has it: a line of JSON.
#[derive(Debug, Default, Serialize)]
pub struct Story {
    /// Unique for a seed.
    pub id: String,
    /// Headline.
    pub title: String,
    /// The text with what stands around it: dateline, byline, footer.
    pub text: String,
    /// The date in one of many forms.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<days::Field>,
    /// Outlet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Address of the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

impl News {
    /// Articles of this seed. `authority` gives the actors.
    pub fn new(seed: u64, arabic: f64, authority: &Authority) -> Self {
        Self {
            seed,
            arabic,
            english_words: Words::new(Script::Latin, lists::ENGLISH),
            arabic_words: Words::new(Script::Arabic, lists::ARABIC),
            cast: Cast::new(authority),
            outlets: outlets::all(),
        }
    }

    /// Article `number`.
    pub fn story(&self, number: u64) -> Story {
        let mut random = Random::new(self.seed, number);
        let script = if random.chance(self.arabic) { Script::Arabic } else { Script::Latin };
        story::write(self, number, script, random)
    }

    /// The words of a script's language.
    pub fn words(&self, script: Script) -> &Words {
        match script {
            Script::Latin => &self.english_words,
            Script::Arabic => &self.arabic_words,
        }
    }
}
