//! A civil day, written `YYYY-MM-DD`.

use std::{fmt, str::FromStr};

use super::{digits, serde_as_text::serde_as_text};
use jiff::civil;

/// A day of the Gregorian calendar between the years 1 and 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Day(civil::Date);

/// The text is not a day in the form `YYYY-MM-DD`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not a day; write it as YYYY-MM-DD, for example 2024-12-03")]
pub struct ParseDayError(pub String);

impl Day {
    /// The day with these numbers, or `None` where the calendar has no such day.
    #[must_use]
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        if !(1..=9999).contains(&year) {
            return None;
        }
        civil::Date::new(year, month, day).ok().map(Self)
    }

    /// Year, 1 to 9999.
    #[must_use]
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// Month, 1 to 12.
    #[must_use]
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// Day of the month, 1 to 31.
    #[must_use]
    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// Day of the week, 1 for Monday to 7 for Sunday (ISO 8601).
    #[must_use]
    pub fn weekday(self) -> i8 {
        self.0.weekday().to_monday_one_offset()
    }

    /// The day `days` later (or earlier, when negative), held within the calendar's bounds.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Self {
        let bound = if days < 0 { civil::Date::new(1, 1, 1) } else { Ok(civil::Date::MAX) };
        let span = jiff::Span::new().try_days(days);
        let moved = span.and_then(|span| self.0.checked_add(span)).or(bound).unwrap_or(self.0);
        if moved.year() < 1 { Self(civil::Date::constant(1, 1, 1)) } else { Self(moved) }
    }

    /// The same day of the month `months` later (or earlier), or the month's last day where it is
    /// shorter; held within the calendar's bounds.
    #[must_use]
    pub fn plus_months(self, months: i32) -> Self {
        let bound = if months < 0 { civil::Date::new(1, 1, 1) } else { Ok(civil::Date::MAX) };
        let span = jiff::Span::new().try_months(months);
        let moved = span.and_then(|span| self.0.checked_add(span)).or(bound).unwrap_or(self.0);
        if moved.year() < 1 { Self(civil::Date::constant(1, 1, 1)) } else { Self(moved) }
    }

    /// Days since 1970-01-01, negative before.
    #[must_use]
    pub fn to_epoch_days(self) -> i32 {
        let epoch = civil::Date::constant(1970, 1, 1);
        self.0.since(epoch).map_or(0, |span| span.get_days())
    }

    /// The day that lies `days` after 1970-01-01, held within the calendar's bounds.
    #[must_use]
    pub fn from_epoch_days(days: i32) -> Self {
        Self(civil::Date::constant(1970, 1, 1)).plus_days(days)
    }

    /// First day of its month.
    #[must_use]
    pub fn first_of_month(self) -> Self {
        Self(self.0.first_of_month())
    }

    /// Last day of its month.
    #[must_use]
    pub fn last_of_month(self) -> Self {
        Self(self.0.last_of_month())
    }

    /// First day of its year.
    #[must_use]
    pub fn first_of_year(self) -> Self {
        Self(self.0.first_of_year())
    }

    /// Last day of its year.
    #[must_use]
    pub fn last_of_year(self) -> Self {
        Self(self.0.last_of_year())
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl FromStr for Day {
    type Err = ParseDayError;

    fn from_str(text: &str) -> Result<Self, ParseDayError> {
        let error = || ParseDayError(text.to_owned());
        let mut parts = text.split('-');
        let mut next = || parts.next().unwrap_or_default();
        let year = digits::number(next(), digits::YEAR);
        let (month, day) = (digits::small(next(), digits::PADDED), digits::small(next(), digits::PADDED));
        let (Some(year), Some(month), Some(day), None) = (year, month, day, parts.next()) else { return Err(error()) };
        Self::new(year, month, day).ok_or_else(error)
    }
}

serde_as_text!(Day);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_only_whole_days() {
        for (text, ok) in [
            ("2024-12-03", true),
            ("2024-02-30", false),
            ("2024-2-3", false),
            ("20241203", false),
            ("2024-12-03T10", false),
        ] {
            assert_eq!(text.parse::<Day>().is_ok(), ok, "{text}");
        }
    }

    #[test]
    fn epoch_days_round_trip() {
        for days in [-719_000, -1, 0, 1, 20_060, 2_000_000] {
            assert_eq!(Day::from_epoch_days(days).to_epoch_days(), days);
        }
    }

    #[test]
    fn weekday_is_iso() {
        assert_eq!("2024-12-03".parse::<Day>().map(Day::weekday), Ok(2));
    }
}
