//! The dimensions of an article: what it can be asked for, filtered and counted by beside its words.
//!
//! One table says of each dimension what it is called, how a value of it is matched, how it is shown, and where an
//! article keeps it. The parser's fields, the filters of a request, the columns of the index, the counts, the keys of
//! a batch, the JSON and the tables of answers, the flags and their help are all made from it. A new dimension is
//! one more variant with one more row here; the compiler names the places that a row cannot tell.
//!
//! Knows the data model and nothing of engines, formats or flags.

use std::{
    fmt,
    ops::{Index, IndexMut},
    str::FromStr,
};

use serde::{Deserialize, Serialize};

use crate::{
    article::{Article, PARTING},
    calendar::Day,
};

/// What an article can be asked for beside its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Dimension {
    /// Actors named.
    Actor,
    /// Who published.
    Outlet,
    /// Place of the dateline.
    Place,
    /// Who wrote it.
    Byline,
    /// Tags, sections and keywords.
    Tag,
    /// Language of the text.
    Language,
    /// When it was published.
    Date,
}

/// What is to be known of a dimension.
#[derive(Clone, Copy, Debug)]
pub struct Description {
    /// The dimension itself.
    pub dimension: Dimension,
    /// As it is typed before a colon, after `--` and `--by`, and as an article's own value is called in answers. Also
    /// the name of its column in the index.
    pub name: &'static str,
    /// What several values are called: the key of a batch and of a query in JSON.
    pub plural: &'static str,
    /// What the query language takes as well.
    pub short: Option<&'static str>,
    /// How a value is matched.
    pub matching: Matching,
    /// What stands for a value in the help.
    pub placeholder: &'static str,
    /// What its flag does, for the help.
    pub help: &'static str,
    /// Whether people are shown its text below the title of a hit; the date stands there anyway.
    pub beside_title: bool,
    /// Whether an article may have several: its text then holds them with [`PARTING`] between them, and answers have a list.
    pub several: bool,
    /// The one text that an article has for it; `None` where it has something else: mentions, or a date.
    pub fact: Option<fn(&Article) -> Option<&str>>,
}

/// How a value is matched, and with it how it is indexed and shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matching {
    /// A node of a hierarchy, by any name that the authority knows, with all that stand below it. Counted at each node
    /// that is reached and shown as a tree; of several values all must hold.
    Hierarchy,
    /// The article's value holds these words, folded, side by side. Counted as it is shown, and listed; of several
    /// values one is enough.
    Words,
    /// The article's value is this code. Counted and combined as words are.
    Code,
    /// The days that the article can be from lie in a range. Counted by years, months, weeks or days and shown as bars.
    Days,
}

impl Matching {
    /// Whether an article must have all the values that a filter asks for; else one of them is enough.
    #[must_use]
    pub fn needs_all(self) -> bool {
        // An article names many actors; it has one outlet.
        self == Self::Hierarchy
    }
}

/// One row a dimension, in the order of the variants.
static TABLE: ByDimension<Description> = ByDimension([
    Description {
        dimension: Dimension::Actor,
        name: "actor",
        plural: "actors",
        short: None,
        matching: Matching::Hierarchy,
        placeholder: "NAME",
        help: "Only articles that name this actor, in any spelling; =NAME without its members (repeatable: all of them)",
        beside_title: false,
        several: false,
        fact: None,
    },
    Description {
        dimension: Dimension::Outlet,
        name: "outlet",
        plural: "outlets",
        short: None,
        matching: Matching::Words,
        placeholder: "NAME",
        help: "Only articles of an outlet with these words in its name; =NAME is the whole name (repeatable: any of them)",
        beside_title: true,
        several: false,
        fact: Some(|article| article.outlet.as_deref()),
    },
    Description {
        dimension: Dimension::Place,
        name: "place",
        plural: "places",
        short: None,
        matching: Matching::Words,
        placeholder: "NAME",
        help: "Only articles whose dateline names this place; =NAME is the whole of it (repeatable: any of them)",
        beside_title: true,
        several: false,
        fact: Some(|article| article.place.as_deref()),
    },
    Description {
        dimension: Dimension::Byline,
        name: "byline",
        plural: "bylines",
        short: None,
        matching: Matching::Words,
        placeholder: "NAME",
        help: "Only articles whose author line has this name; =NAME is the whole line (repeatable: any of them)",
        beside_title: false,
        several: false,
        fact: Some(|article| article.byline.as_deref()),
    },
    Description {
        dimension: Dimension::Tag,
        name: "tag",
        plural: "tags",
        short: None,
        matching: Matching::Words,
        placeholder: "NAME",
        help: "Only articles with these words in a tag, section or keyword of the source; =NAME is a whole one (repeatable: any of them)",
        beside_title: false,
        several: true,
        fact: Some(|article| article.tags.joined()),
    },
    Description {
        dimension: Dimension::Language,
        name: "language",
        plural: "languages",
        short: Some("lang"),
        matching: Matching::Code,
        placeholder: "CODE",
        help: "Only articles in this language, as a code such as en (repeatable: any of them)",
        beside_title: false,
        several: false,
        fact: Some(|article| article.language.as_deref()),
    },
    Description {
        dimension: Dimension::Date,
        name: "date",
        plural: "dates",
        short: None,
        matching: Matching::Days,
        placeholder: "DATE",
        help: "Only articles published in this time",
        beside_title: false,
        several: false,
        fact: None,
    },
]);

impl Dimension {
    /// How many there are.
    pub const COUNT: usize = Self::ALL.len();

    /// All of them, in the order in which they are named everywhere.
    pub const ALL: [Self; 7] =
        [Self::Actor, Self::Outlet, Self::Place, Self::Byline, Self::Tag, Self::Language, Self::Date];

    /// Its row of the table.
    #[must_use]
    pub fn description(self) -> &'static Description {
        &TABLE[self]
    }

    /// The name as it is typed and written.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.description().name
    }

    /// The name of several values.
    #[must_use]
    pub fn plural(self) -> &'static str {
        self.description().plural
    }

    /// What an article's own value is called in answers: of several they are a list.
    #[must_use]
    pub fn answered(self) -> &'static str {
        let Description { name, plural, several, .. } = self.description();
        if *several { plural } else { name }
    }

    /// The values in the text that an article has for it.
    pub fn values(self, text: &str) -> impl Iterator<Item = &str> {
        let parting = self.description().several.then_some(PARTING);
        text.split(move |c| parting == Some(c)).filter(|value| !value.is_empty())
    }

    /// How a value is matched.
    #[must_use]
    pub fn matching(self) -> Matching {
        self.description().matching
    }

    /// The dimension of a name as the query language has it, in capitals or not.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let is = |known: &str| known.eq_ignore_ascii_case(name);
        Self::ALL.into_iter().find(|dimension| is(dimension.name()) || dimension.description().short.is_some_and(is))
    }

    /// The dimensions that values are asked for by name: all but dates, which are ranges.
    pub fn with_values() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(|dimension| dimension.matching() != Matching::Days)
    }

    /// The dimensions of which an article has one text, or none.
    pub fn with_facts() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(|dimension| dimension.description().fact.is_some())
    }

    /// The one text that an article has for it.
    #[must_use]
    pub fn fact(self, article: &Article) -> Option<&str> {
        self.description().fact.and_then(|fact| fact(article))
    }
}

impl fmt::Display for Dimension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Something for each dimension.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ByDimension<T>([T; Dimension::COUNT]);

impl<T> ByDimension<T> {
    /// What a function gives for each.
    #[must_use]
    pub fn new(each: impl FnMut(Dimension) -> T) -> Self {
        Self(Dimension::ALL.map(each))
    }

    /// All of them with their dimensions, in order.
    pub fn iter(&self) -> impl Iterator<Item = (Dimension, &T)> {
        Dimension::ALL.into_iter().zip(&self.0)
    }
}

impl<T> Index<Dimension> for ByDimension<T> {
    type Output = T;

    #[expect(clippy::indexing_slicing, reason = "there is one for each variant")]
    fn index(&self, dimension: Dimension) -> &T {
        &self.0[dimension as usize]
    }
}

impl<T> IndexMut<Dimension> for ByDimension<T> {
    #[expect(clippy::indexing_slicing, reason = "there is one for each variant")]
    fn index_mut(&mut self, dimension: Dimension) -> &mut T {
        &mut self.0[dimension as usize]
    }
}

/// The texts that an article has, by their dimensions.
pub type Facts = ByDimension<Option<String>>;

/// What is counted by: a dimension, and of dates the size of a bucket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grouping {
    /// The dimension.
    pub dimension: Dimension,
    /// The size of a bucket of dates; of other dimensions it says nothing.
    pub unit: Unit,
    /// Of a hierarchy: each value by itself and without what stands below it, as a list; of other dimensions it says nothing.
    pub flat: bool,
}

/// The size of a bucket of dates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// Calendar years.
    Year,
    /// Quarters of calendar years.
    Quarter,
    /// Calendar months.
    #[default]
    Month,
    /// Weeks of ISO 8601, from Monday.
    Week,
    /// Days.
    Day,
}

impl From<Dimension> for Grouping {
    fn from(dimension: Dimension) -> Self {
        Self { dimension, unit: Unit::default(), flat: false }
    }
}

impl Grouping {
    /// All that can be counted by.
    pub fn all() -> impl Iterator<Item = Self> {
        Dimension::ALL.into_iter().flat_map(|dimension| {
            let is = |matching| dimension.matching() == matching;
            let units = if is(Matching::Days) { &Unit::ALL[..] } else { &[Unit::Month] };
            let flat = if is(Matching::Hierarchy) { &[false, true][..] } else { &[false] };
            units.iter().flat_map(move |&unit| flat.iter().map(move |&flat| Self { dimension, unit, flat }))
        })
    }

    /// How its values are counted and shown: what is flat is a list.
    #[must_use]
    pub fn matching(self) -> Matching {
        match self.dimension.matching() {
            Matching::Hierarchy if self.flat => Matching::Code,
            matching => matching,
        }
    }

    /// Whether spellings of a value are one: of values that sources write, and not of ids.
    #[must_use]
    pub fn unites_spellings(self) -> bool {
        matches!(self.dimension.matching(), Matching::Words | Matching::Code)
    }

    /// The values of a hierarchy each by itself; of other dimensions the same.
    #[must_use]
    pub fn flattened(self) -> Self {
        Self { flat: self.dimension.matching() == Matching::Hierarchy, ..self }
    }

    /// The dimension, with the size of its buckets where there are sizes: `date:month`; a hierarchy as a list is `actor:flat`.
    #[must_use]
    pub fn full_name(self) -> String {
        let name = self.dimension.name();
        match self.dimension.matching() {
            Matching::Days => format!("{name}:{}", self.unit.name()),
            Matching::Hierarchy if self.flat => format!("{name}:flat"),
            _ => name.to_owned(),
        }
    }

    /// All their names as a sentence has them, with a word before the last.
    #[must_use]
    pub fn names(last: &str) -> String {
        listed(&Self::all().map(Self::full_name).collect::<Vec<_>>(), last)
    }
}

/// Names with commas between, and a word such as "and" before the last: "actor, outlet and date".
#[must_use]
pub fn listed(names: &[impl AsRef<str>], last: &str) -> String {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    match names.split_last() {
        Some((final_name, rest)) if !rest.is_empty() => format!("{} {last} {final_name}", rest.join(", ")),
        _ => names.concat(),
    }
}

/// The text names nothing that can be counted by.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' cannot be counted by; use {names}", names = Grouping::names("or"))]
pub struct UnknownGrouping(String);

impl FromStr for Grouping {
    type Err = UnknownGrouping;

    fn from_str(text: &str) -> Result<Self, UnknownGrouping> {
        let small = text.to_lowercase();
        let plain = |dimension: &Dimension| dimension.name() == small;
        Self::all()
            .find(|grouping| grouping.full_name() == small)
            .or_else(|| Dimension::ALL.into_iter().find(plain).map(Self::from))
            .ok_or_else(|| UnknownGrouping(text.to_owned()))
    }
}

impl Unit {
    /// All sizes, largest first.
    pub const ALL: [Self; 5] = [Self::Year, Self::Quarter, Self::Month, Self::Week, Self::Day];

    /// The name as it is typed after `date:`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Quarter => "quarter",
            Self::Month => "month",
            Self::Week => "week",
            Self::Day => "day",
        }
    }

    /// First day of the bucket that a day is in.
    #[must_use]
    pub fn start(self, day: Day) -> Day {
        match self {
            Self::Year => day.first_of_year(),
            Self::Quarter => day.first_of_month().plus_months(-i32::from((day.month() - 1) % 3)),
            Self::Month => day.first_of_month(),
            Self::Week => day.plus_days(1 - i32::from(day.weekday())),
            Self::Day => day,
        }
    }

    /// First day of the bucket after the one that begins on `start`.
    #[must_use]
    pub fn next(self, start: Day) -> Day {
        match self {
            Self::Year => start.last_of_year().plus_days(1),
            Self::Quarter => start.plus_months(3),
            Self::Month => start.last_of_month().plus_days(1),
            Self::Week => start.plus_days(7),
            Self::Day => start.plus_days(1),
        }
    }

    /// The name of the bucket that begins on `start`: `2024`, `2024-Q4`, `2024-12`, `2024-W49`, `2024-12-03`.
    #[must_use]
    pub fn label(self, start: Day) -> String {
        match self {
            Self::Year => format!("{:04}", start.year()),
            Self::Quarter => format!("{:04}-Q{}", start.year(), (start.month() - 1) / 3 + 1),
            Self::Month => format!("{:04}-{:02}", start.year(), start.month()),
            Self::Day => start.to_string(),
            Self::Week => {
                // The year of an ISO week is the year of its Thursday.
                let thursday = start.plus_days(3);
                let days = thursday.to_epoch_days() - thursday.first_of_year().to_epoch_days();
                format!("{:04}-W{:02}", thursday.year(), days / 7 + 1)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rows_stand_in_the_order_of_the_variants() {
        for (at, dimension) in Dimension::ALL.into_iter().enumerate() {
            assert_eq!((dimension as usize, dimension.description().dimension), (at, dimension));
            assert_eq!(Dimension::named(dimension.name()), Some(dimension));
            assert_eq!(serde_json::to_value(dimension).unwrap(), dimension.name());
        }
    }

    #[test]
    fn what_is_counted_by_has_a_name() {
        for grouping in Grouping::all() {
            assert_eq!(grouping.full_name().parse(), Ok(grouping));
            assert_eq!(grouping.full_name().to_uppercase().parse(), Ok(grouping));
        }
        assert_eq!("date".parse(), Ok(Grouping::from(Dimension::Date)));
        for wrong in ["", "colour", "outlet:month", "outlet:flat", "date:", "date:decade"] {
            let message = wrong.parse::<Grouping>().unwrap_err().to_string();
            assert!(
                message.starts_with(&format!("'{wrong}' cannot be counted by; use actor, actor:flat, outlet, place")),
                "{message}"
            );
            assert!(
                message.ends_with("language, date:year, date:quarter, date:month, date:week or date:day"),
                "{message}"
            );
        }
    }

    #[test]
    fn buckets_have_iso_names() {
        for (day, unit, start, label) in [
            ("2024-12-03", Unit::Week, "2024-12-02", "2024-W49"),
            ("2024-12-30", Unit::Week, "2024-12-30", "2025-W01"),
            ("2021-01-03", Unit::Week, "2020-12-28", "2020-W53"),
            ("2024-12-03", Unit::Month, "2024-12-01", "2024-12"),
            ("2024-12-31", Unit::Quarter, "2024-10-01", "2024-Q4"),
            ("2024-03-31", Unit::Quarter, "2024-01-01", "2024-Q1"),
            ("2024-05-31", Unit::Quarter, "2024-04-01", "2024-Q2"),
            ("2024-12-03", Unit::Year, "2024-01-01", "2024"),
            ("2024-12-03", Unit::Day, "2024-12-03", "2024-12-03"),
        ] {
            let day: Day = day.parse().unwrap();
            assert_eq!((unit.start(day).to_string().as_str(), unit.label(unit.start(day)).as_str()), (start, label));
            let next = unit.next(unit.start(day));
            assert_eq!((unit.start(next), unit.start(next.plus_days(-1))), (next, unit.start(day)));
        }
    }
}
