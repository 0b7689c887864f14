//! What a search answers, without any word of the engine; `output` turns it into text or JSON.

use super::{
    crossed::Rows,
    explanation::{Explanation, HitScore},
    facets::Facets,
    request::{Filters, Sort},
};
use crate::{
    article::Published,
    query::{
        Stamps, Warning,
        dimensions::{Facts, Grouping},
    },
};

/// The answer to one query.
#[derive(Clone, Debug, Default)]
pub struct Response {
    /// The query as it was understood.
    pub query: Echo,
    /// Articles that match, whatever the limit.
    pub total: u64,
    /// Stories that they tell, a family of copies being one; `None` where copies were not asked for or are not known.
    pub stories: Option<u64>,
    /// What the reader should know about the query or the answer.
    pub warnings: Vec<Warning>,
    /// The ranked articles that were asked for.
    pub hits: Vec<Hit>,
    /// What a range of dates left out; `None` where none was asked for.
    pub left_out: Option<LeftOut>,
    /// Counts, where they were asked for.
    pub facets: Vec<(Grouping, Facets)>,
    /// The pairs of the values of two dimensions, which are the first and the second of the counts, where both were counted at once.
    pub cells: Option<Rows>,
    /// How the query was understood, where that was asked for.
    pub explanation: Option<Explanation>,
}

/// Articles that match but for a range of dates, and may lie in it all the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Without any date.
    pub undated: u64,
    /// With a date that is not exact or not certain enough to say.
    pub uncertain: u64,
}

/// A request as it was understood, so that an answer can be read by itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Echo {
    /// The query text.
    pub text: String,
    /// Whether one word is enough.
    pub any: bool,
    /// Whether words were taken as written.
    pub exact: bool,
    /// Whether no operator was read.
    pub literal: bool,
    /// Whether it was widened by words of the best passages.
    pub expand: bool,
    /// Id of the article that the hits are like.
    pub like: Option<String>,
    /// The share of the query's weight that articles had to have, where one was asked for.
    pub least_share: Option<f32>,
    /// The order of the hits.
    pub sort: Sort,
    /// The values asked for; actors by id.
    pub filters: Filters,
    /// First day asked for, `YYYY-MM-DD`.
    pub from: Option<String>,
    /// Last day asked for.
    pub to: Option<String>,
    /// The moment since which articles were added that are asked for, in seconds since 1970.
    pub added_since: Option<i64>,
}

/// One article of an answer.
#[derive(Clone, Debug, Default)]
pub struct Hit {
    /// Place in the ranking, from 1.
    pub rank: u64,
    /// Id of the article.
    pub id: String,
    /// Score; comparable within one answer only.
    pub score: f32,
    /// Headline.
    pub title: Option<String>,
    /// Byte ranges of the headline that match.
    pub title_highlights: Vec<(usize, usize)>,
    /// Its texts in the dimensions: who published, the place of its dateline, and so on.
    pub facts: Facts,
    /// Address of the page.
    pub url: Option<String>,
    /// File it came from.
    pub path: String,
    /// When it was published.
    pub published: Published,
    /// Ids of the actors in it, in order of their first mention.
    pub actors: Vec<String>,
    /// Best passages, best first.
    pub passages: Vec<Passage>,
    /// Its copies and what shares text with it, where that was asked for.
    pub story: Story,
    /// When the index got it, where that was asked for.
    pub stamps: Option<Stamps>,
    /// What the score is made of, where that was asked for.
    pub explanation: Option<HitScore>,
}

/// One or a few neighbouring sentences of an article.
#[derive(Clone, Debug, Default)]
pub struct Passage {
    /// The text between `start` and `end`.
    pub text: String,
    /// Score of the passage alone.
    pub score: f32,
    /// First byte in the article's text.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// Byte ranges of the article's text that match, within the passage.
    pub highlights: Vec<(usize, usize)>,
    /// Ids of the actors named in it.
    pub actors: Vec<String>,
}

/// What an article has in common with others.
#[derive(Clone, Debug, Default)]
pub struct Story {
    /// Its copies, the earliest first.
    pub copies: Vec<Copy>,
    /// Whether it is itself the earliest of its family.
    pub is_first: bool,
    /// The agency that the text is from, where it or the earliest copy that names one says so.
    pub origin: Option<String>,
    /// Articles that share text with it, the likeliest first.
    pub shares: Vec<Copy>,
}

/// A syndicated near-duplicate of an article, or one that shares text with it.
#[derive(Clone, Debug, Default)]
pub struct Copy {
    /// Its id.
    pub id: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// When.
    pub published: Published,
    /// How like the texts are, from 0 to 1: the four words in a row that both have, of all that either has.
    pub likeness: f64,
}
