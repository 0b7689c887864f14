//! One validated search request; nothing below knows how it was typed.

use crate::{
    calendar::Day,
    engine::work,
    query::{
        dimensions::{Dimension, Grouping},
        facts::DateMode,
    },
};

/// The order of the hits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Best first.
    #[default]
    Relevance,
    /// By day of publication, latest first; undated last.
    Newest,
    /// By day of publication, first first; undated last.
    Oldest,
}

/// What becomes of copies of one story.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Copies {
    /// Each is a hit of its own.
    #[default]
    All,
    /// The one that ranks first stands for its family, and shows it.
    Fold,
    /// The same, and only what has copies is shown.
    Only,
}

/// Since when the index has what is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddedSince {
    /// This moment, in seconds since 1970.
    Moment(i64),
    /// The last time that anything was added.
    Last,
}

/// Values that are asked for beside the text, as they were typed, in the dimensions that they belong to. How several of
/// a dimension go together is told by [`Matching::needs_all`](crate::query::dimensions::Matching::needs_all). Actors go
/// by any of their names; `=name` is this actor without its members.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters(Vec<(Dimension, String)>);

impl Filters {
    /// One more value.
    pub fn push(&mut self, dimension: Dimension, value: impl Into<String>) {
        self.0.push((dimension, value.into()));
    }

    /// These values in place of all that the dimension has.
    pub fn set(&mut self, dimension: Dimension, values: impl IntoIterator<Item = String>) {
        self.0.retain(|(other, _)| *other != dimension);
        self.0.extend(values.into_iter().map(|value| (dimension, value)));
    }

    /// The values of a dimension, in the order in which they were given.
    pub fn of(&self, dimension: Dimension) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(other, _)| *other == dimension).map(|(_, value)| value.as_str())
    }

    /// Whether nothing is asked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<(Dimension, String)> for Filters {
    fn from_iter<I: IntoIterator<Item = (Dimension, String)>>(values: I) -> Self {
        Self(values.into_iter().collect())
    }
}

/// What is asked.
#[derive(Clone, Debug)]
pub struct Request {
    /// The query text.
    pub text: String,
    /// Take the words only; no operator is read.
    pub literal: bool,
    /// Words and phrases are taken as written: no stems, no other spellings of names.
    pub exact: bool,
    /// One of the words is enough.
    pub any: bool,
    /// Values that the article must have.
    pub filters: Filters,
    /// First day.
    pub from: Option<Day>,
    /// Last day.
    pub to: Option<Day>,
    /// Which articles lie in a range of dates.
    pub dates: DateMode,
    /// Only articles that were added to the index since then.
    pub added_since: Option<AddedSince>,
    /// Whether hits say when they were added, also where nothing of it is asked for.
    pub with_stamps: bool,
    /// The share of the query's weight that an article must have of its words, from 0 to 1: the sum of their inverse document
    /// frequencies. None where it is not asked for.
    pub least_share: Option<f32>,
    /// Ask a second time, with the words that the best passages share.
    pub expand: bool,
    /// Id of an article that the hits are to be like; with a text, they match that too.
    pub like: Option<String>,
    /// The order of the hits.
    pub sort: Sort,
    /// The stories that a sure date stands by first, then the others: beside an order by date.
    pub sure_first: bool,
    /// What becomes of copies.
    pub copies: Copies,
    /// Give rank, score and id alone, for runs; no article is read.
    pub ids_only: bool,
    /// Hits to return.
    pub limit: usize,
    /// Hits to skip before.
    pub offset: usize,
    /// Passages of each hit.
    pub passages: usize,
    /// Sentences around each passage.
    pub context: usize,
    /// What to count besides.
    pub facets: Vec<Grouping>,
    /// Whether an empty text asks for every article instead of none.
    pub all_when_empty: bool,
    /// Whether the answer says how it came about.
    pub explain: bool,
    /// Work that it may make in all, in the units of [`work`].
    pub budget: u64,
}

impl Default for Request {
    fn default() -> Self {
        Self {
            text: String::new(),
            literal: false,
            exact: false,
            any: false,
            filters: Filters::default(),
            from: None,
            to: None,
            dates: DateMode::Within,
            added_since: None,
            with_stamps: false,
            least_share: None,
            expand: false,
            like: None,
            sort: Sort::default(),
            sure_first: false,
            copies: Copies::default(),
            ids_only: false,
            limit: 10,
            offset: 0,
            passages: 1,
            context: 0,
            facets: Vec::new(),
            all_when_empty: false,
            explain: false,
            budget: work::OF_A_LOOKUP,
        }
    }
}

/// The share of a query's weight that makes an article relevant where the order is not by relevance.
pub const RELEVANT: f32 = 0.6;

impl Request {
    /// Asks for the relevant articles alone where any of the words would do and the order is by date: else it would begin with what
    /// has a single common word of a long claim. Whether it does.
    pub fn only_relevant(&mut self) -> bool {
        let any = self.any || self.like.is_some();
        let needed = any && self.sort != Sort::Relevance && self.least_share.is_none();
        if needed {
            self.least_share = Some(RELEVANT);
        }
        needed
    }

    /// Whether anything but the text narrows the answer.
    #[must_use]
    pub fn has_filters(&self) -> bool {
        !(self.filters.is_empty() && self.from.is_none() && self.to.is_none() && self.added_since.is_none())
    }

    /// Whether every article that passes the filters is asked for.
    #[must_use]
    pub fn asks_for_all(&self) -> bool {
        self.all_when_empty && self.like.is_none() && self.text.trim().is_empty()
    }

    /// The order of the hits: without a text all articles are equally relevant, and the newest come first.
    #[must_use]
    pub fn order(&self) -> Sort {
        if self.sort == Sort::Relevance && self.asks_for_all() { Sort::Newest } else { self.sort }
    }
}
