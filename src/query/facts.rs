//! What is asked of an article beside its text, and whether it has it.
//!
//! A [`Fact`] is resolved: names of actors are ids, dates are ranges, words are folded. An engine answers it from its
//! columns; [`Fact::holds`] answers it from one article at hand.

use std::{borrow::Cow, fmt};

use serde::{Deserialize, Serialize};

use super::{
    dimensions::{ByDimension, Dimension, Matching},
    stamps::{Stamp, Stamps},
};
use crate::{
    analysis::tokens,
    article::{Evidence, Published},
    calendar::{DateRange, Moment, TimeRange},
};

/// What is typed for articles without a date.
pub const UNDATED: &str = "none";

/// What is asked of an article beside its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Fact {
    /// The article's value has these folded words side by side; no words are had by none.
    Words {
        /// Whose value.
        dimension: Dimension,
        /// The words.
        words: Vec<String>,
    },
    /// The article's value is this one, as values are told apart: see [`same_value`].
    Whole {
        /// Whose value.
        dimension: Dimension,
        /// The value as typed.
        value: String,
    },
    /// The article's value is this one, in small letters.
    Code {
        /// Whose value.
        dimension: Dimension,
        /// The value.
        code: String,
    },
    /// An actor is named.
    Actor(ActorFilter),
    /// The date of publication lies in a range, which is not open at both ends.
    Dated {
        /// The days.
        range: DateRange,
        /// What it is to lie in it.
        mode: DateMode,
    },
    /// The article has no date.
    Undated,
    /// The index got or changed the article in this time.
    Stamped {
        /// Which of the two.
        stamp: Stamp,
        /// The time.
        range: TimeRange,
    },
    /// It is not known when that was, or it never was.
    Unstamped(Stamp),
    /// The article has this id.
    Id(String),
}

/// What an actor's name stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActorFilter {
    /// Id of the actor.
    pub id: String,
    /// Facet paths whose articles count, each with all below it, as `/armed-group/pmf`.
    pub paths: Vec<String>,
    /// Only articles that name this very actor.
    pub exact: bool,
    /// Ids of the actors that it stands for: its own, and unless exact those of all below it.
    pub ids: Vec<String>,
}

impl ActorFilter {
    /// This very actor.
    #[must_use]
    pub fn only(id: &str) -> Self {
        Self { id: id.to_owned(), paths: Vec::new(), exact: true, ids: vec![id.to_owned()] }
    }
}

/// Which articles lie in a range of dates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateMode {
    /// Those whose every possible day lies in it.
    #[default]
    Within,
    /// Those, and the ones that have a possible day in it.
    Possible,
    /// Those within it whose date is explicit or metadata.
    Certain,
}

/// What an article has beside its text.
#[derive(Clone, Debug)]
pub struct Facts<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its texts in the dimensions.
    pub texts: ByDimension<Option<&'a str>>,
    /// When it was published.
    pub published: &'a Published,
    /// Ids of the actors named.
    pub actors: Vec<&'a str>,
    /// When the index got it; `None` where that is not at hand, and whatever is asked of it is taken to hold: the engine has asked.
    pub stamps: Option<Stamps>,
}

impl<'a> Facts<'a> {
    /// Those of an article: its id, its texts in the dimensions, its date, and the ids of its mentions.
    #[must_use]
    pub fn new(
        id: &'a str,
        texts: ByDimension<Option<&'a str>>,
        published: &'a Published,
        actors: impl Iterator<Item = &'a str>,
    ) -> Self {
        Self { id, texts, published, actors: actors.collect(), stamps: None }
    }
}

impl Fact {
    /// What a value of a dimension asks for: words that the article's value has, or with `whole` the value itself. `None`
    /// where that is not for the value alone to say: names of actors need the authority, and days today.
    #[must_use]
    pub fn of_value(dimension: Dimension, value: &str, whole: bool) -> Option<Self> {
        match dimension.matching() {
            Matching::Words if whole => Some(Self::Whole { dimension, value: value.to_owned() }),
            Matching::Words => Some(Self::Words { dimension, words: folded(value) }),
            Matching::Code => Some(Self::Code { dimension, code: value.to_lowercase() }),
            Matching::Hierarchy | Matching::Days => None,
        }
    }

    /// Whether an article has it.
    #[must_use]
    pub fn holds(&self, facts: &Facts<'_>) -> bool {
        match self {
            Self::Words { dimension, words } => {
                let holds = |value: &str| folded(value).windows(words.len()).any(|window| window == words);
                !words.is_empty() && facts.texts[*dimension].is_some_and(|text| dimension.values(text).any(holds))
            }
            Self::Whole { dimension, value } => {
                let same = |text: &str| same_value(text) == same_value(value);
                facts.texts[*dimension].is_some_and(|text| dimension.values(text).any(same))
            }
            Self::Code { dimension, code } => facts.texts[*dimension] == Some(code),
            Self::Actor(actor) => facts.actors.iter().any(|named| actor.ids.iter().any(|id| id == named)),
            Self::Undated => facts.published.date.is_none(),
            Self::Stamped { stamp, range } => {
                facts.stamps.is_none_or(|stamps| stamp.of(stamps).is_some_and(|moment| range.contains(moment)))
            }
            Self::Unstamped(stamp) => facts.stamps.is_none_or(|stamps| stamp.of(stamps).is_none()),
            Self::Id(id) => facts.id == id,
            Self::Dated { range, mode } => {
                let Published { earliest: Some(earliest), latest: Some(latest), evidence, .. } = facts.published else {
                    return false;
                };
                match mode {
                    DateMode::Within => range.contains(*earliest, *latest),
                    DateMode::Possible => range.overlaps(*earliest, *latest),
                    DateMode::Certain => {
                        range.contains(*earliest, *latest)
                            && matches!(evidence, Evidence::Metadata | Evidence::Explicit)
                    }
                }
            }
        }
    }
}

/// The folded words of a text.
#[must_use]
pub fn folded(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    tokens(text).for_each(|token| words.push(token.term.to_owned()));
    words
}

/// The folded words that a value is told by, so that "Al-Jazeera" and "al jazeera" are one in counts and in filters alike.
/// `None` where it has no word, or more than an engine counts exactly: such a value is as it is written.
#[must_use]
pub fn value_words(value: &str) -> Option<Vec<String>> {
    const MOST: usize = 39;
    Some(folded(value)).filter(|words| (1..=MOST).contains(&words.len()))
}

/// What the spellings of one value have in common.
#[must_use]
pub fn same_value(value: &str) -> Cow<'_, str> {
    value_words(value).map_or(Cow::Borrowed(value), |words| Cow::Owned(words.join(" ")))
}

/// A value as it is typed for a filter, and whether it is to be the whole of it: `=value`.
#[must_use]
pub fn typed_value(typed: &str) -> (&str, bool) {
    typed.strip_prefix('=').map_or((typed, false), |value| (value.trim(), true))
}

impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words { dimension, words } => write!(f, "{dimension}:\"{}\"", words.join(" ")),
            Self::Whole { dimension, value } => write!(f, "{dimension}:=\"{value}\""),
            Self::Code { dimension, code } => write!(f, "{dimension}:{code}"),
            Self::Actor(actor) => {
                write!(f, "{}:{}{}", Dimension::Actor, if actor.exact { "=" } else { "" }, actor.id)
            }
            Self::Dated { range, mode } => {
                f.write_str(match mode {
                    DateMode::Within => "date:",
                    DateMode::Possible => "date-possible:",
                    DateMode::Certain => "date-certain:",
                })?;
                range.from.map_or(Ok(()), |day| write!(f, "{day}"))?;
                f.write_str("..")?;
                range.to.map_or(Ok(()), |day| write!(f, "{day}"))
            }
            Self::Undated => write!(f, "date:{UNDATED}"),
            Self::Stamped { stamp, range } => {
                let moment = |seconds: Option<i64>| seconds.and_then(Moment::from_epoch);
                write!(f, "{stamp}:\"")?;
                moment(range.from).map_or(Ok(()), |moment| write!(f, "{moment}"))?;
                f.write_str("..")?;
                moment(range.to).map_or(Ok(()), |moment| write!(f, "{moment}"))?;
                f.write_str("\"")
            }
            Self::Unstamped(stamp) => write!(f, "{stamp}:{UNDATED}"),
            Self::Id(id) => write!(f, "id:\"{id}\""),
        }
    }
}
