//! A date for people.

use crate::{
    article::{Evidence, Precision, Published},
    calendar::month_abbreviation,
};

/// A date as people write it, with a word on how sure it is.
#[must_use]
pub fn date(published: &Published) -> String {
    let Some(day) = published.date else { return "undated".into() };
    if published.year_unknown {
        return format!("{} {}, year unknown", day.day(), month_abbreviation(day.month()));
    }
    let date = match published.precision {
        Precision::Day => format!("{} {} {}", day.day(), month_abbreviation(day.month()), day.year()),
        Precision::Month => format!("{} {}", month_abbreviation(day.month()), day.year()),
        Precision::Year | Precision::None => day.year().to_string(),
    };
    match published.evidence {
        Evidence::Inferred => format!("{date} (inferred)"),
        _ => date,
    }
}
