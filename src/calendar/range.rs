//! Ranges of days, and what a person may type for one.
//!
//! Takes text and the day that counts as today; gives inclusive bounds. An endpoint of lower
//! precision widens: `2024-12` begins on its first day and ends on its last.

use crate::text::slice;
use serde::{Deserialize, Serialize};

use super::{
    day::Day,
    digits,
    forms::{self, Form, Order, Parts},
    lexicon::{is_abbreviated, is_name_in, weekday_named},
};

/// An inclusive range of days; `None` leaves that end open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DateRange {
    /// First day.
    pub from: Option<Day>,
    /// Last day.
    pub to: Option<Day>,
}

/// What is wrong with a date or range that was typed. Offsets count bytes of the text given.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RangeError {
    /// Nothing was typed.
    #[error("a date is missing; write for example 2024-12-03, 2024-12, yesterday or 2w")]
    Empty,
    /// No form that is known.
    #[error(
        "'{text}' at character {at} is not a date; write 2024, 2024-12, 2024-12-03, 3 Dec 2024, yesterday, monday, last-week or 2w"
    )]
    NotADate {
        /// The words that were not understood.
        text: String,
        /// Where they begin, in bytes.
        at: usize,
    },
    /// A form that is known, of a day that the calendar does not have.
    #[error("the calendar has no day '{text}' (at character {at}); write for example 2024-12-03")]
    NoSuchDay {
        /// The words.
        text: String,
        /// Where they begin, in bytes.
        at: usize,
    },
    /// Day and month cannot be told apart.
    #[error("'{text}' at character {at} is {day_first} or {month_first}; write one of the two")]
    Ambiguous {
        /// The words.
        text: String,
        /// Where they begin, in bytes.
        at: usize,
        /// Read day first.
        day_first: Day,
        /// Read month first.
        month_first: Day,
    },
    /// A year of two digits, which may be the first number or the last, and of either century.
    #[error("'{text}' at character {at} has a year of two digits; write all four, for example 2024-12-03")]
    ShortYear {
        /// The words.
        text: String,
        /// Where they begin, in bytes.
        at: usize,
    },
    /// The range ends before it begins.
    #[error("the range is reversed: it begins on {from} and ends on {to}; write {to}..{from}")]
    Reversed {
        /// Where it begins.
        from: Day,
        /// Where it ends.
        to: Day,
    },
}

impl RangeError {
    /// The code: stable, lower case with hyphens.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "no-date",
            Self::NotADate { .. } => "not-a-date",
            Self::NoSuchDay { .. } => "no-such-day",
            Self::Ambiguous { .. } => "ambiguous-date",
            Self::ShortYear { .. } => "short-year",
            Self::Reversed { .. } => "reversed-range",
        }
    }
}

impl DateRange {
    /// A range from its ends.
    ///
    /// # Errors
    /// [`RangeError::Reversed`] when it would end before it begins.
    pub fn new(from: Option<Day>, to: Option<Day>) -> Result<Self, RangeError> {
        match (from, to) {
            (Some(from), Some(to)) if from > to => Err(RangeError::Reversed { from, to }),
            _ => Ok(Self { from, to }),
        }
    }

    /// The range between two endpoints as typed after `--from` and `--to`: the first day of the
    /// one and the last day of the other.
    ///
    /// # Errors
    /// Whatever [`parse_endpoint`] or [`DateRange::new`] refuses.
    pub fn from_endpoints(from: Option<&str>, to: Option<&str>, now: Day) -> Result<Self, RangeError> {
        let from = from.map(|text| parse_endpoint(text, now)).transpose()?;
        let to = to.map(|text| parse_endpoint(text, now)).transpose()?;
        Self::new(from.map(|(first, _)| first), to.map(|(_, last)| last))
    }

    /// Whether neither end is set.
    #[must_use]
    pub fn is_open(self) -> bool {
        self.from.is_none() && self.to.is_none()
    }

    /// Whether all days from `earliest` to `latest` lie in the range.
    #[must_use]
    pub fn contains(self, earliest: Day, latest: Day) -> bool {
        self.from.is_none_or(|from| from <= earliest) && self.to.is_none_or(|to| latest <= to)
    }

    /// Whether any day from `earliest` to `latest` lies in the range.
    #[must_use]
    pub fn overlaps(self, earliest: Day, latest: Day) -> bool {
        self.from.is_none_or(|from| from <= latest) && self.to.is_none_or(|to| earliest <= to)
    }
}

/// Reads what is typed after `date:`: one date, or two with `..` between, either of which may be
/// left out. One date alone is the range of all its days; `2w` alone is the last two weeks.
///
/// # Errors
/// [`RangeError`], with the place in `text`.
pub fn parse_range(text: &str, now: Day) -> Result<DateRange, RangeError> {
    let Some((left, right)) = text.split_once("..") else {
        let (first, last) = parse_endpoint(text, now)?;
        let last = if is_distance(text.trim()) { now.max(first) } else { last };
        return DateRange::new(Some(first), Some(last));
    };
    // "2024-11...2024-12": a third point is a slip of the finger.
    let right = right.strip_prefix('.').unwrap_or(right);
    let offset = text.len() - right.len();
    let end = |part: &str, offset| {
        let present = !part.trim().is_empty();
        present.then(|| endpoint_at(part, offset, now)).transpose()
    };
    let (from, to) = (end(left, 0)?, end(right, offset)?);
    DateRange::new(from.map(|(first, _)| first), to.map(|(_, last)| last))
}

/// Reads one date, giving its first and last day.
///
/// # Errors
/// [`RangeError`], with the place in `text`.
pub fn parse_endpoint(text: &str, now: Day) -> Result<(Day, Day), RangeError> {
    endpoint_at(text, 0, now)
}

pub(super) fn endpoint_at(text: &str, offset: usize, now: Day) -> Result<(Day, Day), RangeError> {
    let words = text.trim();
    let at = offset + text.len() - text.trim_start().len();
    if words.is_empty() {
        return Err(RangeError::Empty);
    }
    let key = words.to_lowercase().replace([' ', '_'], "-");
    let no_such = || RangeError::NoSuchDay { text: words.to_owned(), at };
    if let Some(days) = week_or_quarter(&key, no_such) {
        return days;
    }
    if let Some(days) = named(&key, now).or_else(|| distance(&key, now).map(|day| (day, day))) {
        return Ok(days);
    }
    let error = || RangeError::NotADate { text: words.to_owned(), at };
    if let Some(parts) = plain(words) {
        return parts.interval(now).ok_or_else(no_such);
    }
    let form = forms::find(words).next().filter(|form| form.start == 0).ok_or_else(error)?;
    // A time of day may follow: only the day counts.
    let rest = slice(words, form.end..);
    if !(rest.is_empty() || rest.trim_matches(|c| ".,Z".contains(c)).is_empty() || is_time(rest)) {
        return Err(error());
    }
    if matches!(form.parts.year, Some(forms::Year::Short(_))) {
        return Err(RangeError::ShortYear { text: words.to_owned(), at });
    }
    let parts = one_reading(&form, now, words, at)?;
    if parts.year.is_none() {
        return last_such_day(parts, now).map(|day| (day, day)).ok_or_else(no_such);
    }
    parts.interval(now).ok_or_else(no_such)
}

fn one_reading(form: &Form, now: Day, words: &str, at: usize) -> Result<Parts, RangeError> {
    let other = form.read(Order::MonthFirst);
    match (form.parts.to_day(now), other.to_day(now)) {
        (Some(day_first), Some(month_first)) if day_first != month_first => {
            Err(RangeError::Ambiguous { text: words.to_owned(), at, day_first, month_first })
        }
        (None, Some(_)) => Ok(other),
        _ => Ok(form.parts),
    }
}

/// 2024, 2024-12, 2024/12, 2024-12-03: parts that only a form would have to be guessed from.
fn plain(text: &str) -> Option<Parts> {
    let mut parts = text.split(['-', '/']);
    let year = parts.next().and_then(|part| digits::number(part, digits::YEAR))?;
    let written = text.matches(['-', '/']).count();
    let mut small = || parts.next().and_then(|part| digits::small(part, digits::SMALL));
    let (month, day) = (small(), small());
    let read = usize::from(month.is_some()) + usize::from(day.is_some());
    (written == read).then_some(Parts { year: Some(forms::Year::Full(year)), month, day })
}

/// `2024-W49` (a week of ISO 8601, from Monday) and `2024-Q4`, with or without the hyphen: how counts by week are named and
/// how quarters are. The error `no_such` where the form is right and the calendar has no such week.
fn week_or_quarter(key: &str, no_such: impl Fn() -> RangeError) -> Option<Result<(Day, Day), RangeError>> {
    let (year, rest) = key.split_at_checked(4)?;
    let year = digits::number(year, digits::YEAR)?;
    let rest = rest.strip_prefix('-').unwrap_or(rest);
    if let Some(quarter) = rest.strip_prefix('q').and_then(|number| digits::small(number, 1..=1)) {
        let first = (1..=4).contains(&quarter).then(|| Day::new(year, quarter * 3 - 2, 1)).flatten();
        return Some(first.map(|first| (first, first.plus_months(2).last_of_month())).ok_or_else(no_such));
    }
    let week = rest.strip_prefix('w').and_then(|number| digits::small(number, digits::SMALL))?;
    // The first week is the one with the fourth of January; the last is that of the 28th of December.
    let monday_of = |month, day| Day::new(year, month, day).map(|day| day.plus_days(1 - i32::from(day.weekday())));
    let (first, last) = (monday_of(1, 4), monday_of(12, 28));
    let monday = first.map(|first| first.plus_days(7 * (i32::from(week) - 1)));
    let monday = monday.filter(|monday| week > 0 && last.is_some_and(|last| *monday <= last));
    Some(monday.map(|monday| (monday, monday.plus_days(6))).ok_or_else(no_such))
}

fn is_time(rest: &str) -> bool {
    let rest = rest.strip_prefix('T').unwrap_or(rest).trim_start_matches([' ', ',']);
    rest.contains(':') && rest.chars().all(|c| c.is_ascii_digit() || ":.+-Z apmAPM".contains(c))
}

/// The latest day up to `now` with that month and day.
fn last_such_day(parts: Parts, now: Day) -> Option<Day> {
    let (month, day) = (parts.month?, parts.day?);
    (0..8).filter_map(|back| Day::new(now.year() - back, month, day)).find(|&day| day <= now)
}

/// Words for days and for spans of days, with hyphens between the words.
fn named(key: &str, now: Day) -> Option<(Day, Day)> {
    let monday = now.plus_days(1 - i32::from(now.weekday()));
    let month = now.first_of_month();
    let whole_month = |first: Day| (first, first.last_of_month());
    let whole_year = |day: Day| (day.first_of_year(), day.last_of_year());
    let day = |day| Some((day, day));
    match key {
        "today" | "now" => day(now),
        "yesterday" => day(now.plus_days(-1)),
        "tomorrow" => day(now.plus_days(1)),
        "this-week" => Some((monday, monday.plus_days(6))),
        "last-week" => Some((monday.plus_days(-7), monday.plus_days(-1))),
        "this-month" => Some(whole_month(month)),
        "last-month" => Some(whole_month(month.plus_months(-1))),
        "this-year" => Some(whole_year(now)),
        "last-year" => Some(whole_year(month.plus_months(-12))),
        _ => {
            let (name, earlier) = key.strip_prefix("last-").map_or((key, 0), |name| (name, 1));
            // In English alone: of other languages "so", "do" and "la" are names of days too.
            let wanted = weekday_named(name).filter(|_| is_name_in("en", name) || is_abbreviated(name))?;
            let back = (i32::from(now.weekday()) - i32::from(wanted)).rem_euclid(7);
            let back = if back == 0 { 7 * earlier } else { back };
            day(now.plus_days(-back))
        }
    }
}

fn is_distance(text: &str) -> bool {
    distance(&text.to_lowercase().replace([' ', '_'], "-"), Day::from_epoch_days(0)).is_some()
}

/// "2w", "3d", "6m", "1y", "2-weeks-ago": the day so long before `now`.
fn distance(key: &str, now: Day) -> Option<Day> {
    let key = key.strip_prefix('-').unwrap_or(key);
    let key = key.strip_suffix("-ago").unwrap_or(key);
    let digits = key.bytes().take_while(u8::is_ascii_digit).count();
    let (count, unit) = key.split_at_checked(digits)?;
    let count = -count.parse::<i32>().ok().filter(|count| *count <= 100_000)?;
    match unit.strip_prefix('-').unwrap_or(unit) {
        "d" | "day" | "days" => Some(now.plus_days(count)),
        "w" | "week" | "weeks" => Some(now.plus_days(count * 7)),
        "m" | "mo" | "month" | "months" => Some(now.plus_months(count)),
        "y" | "year" | "years" => Some(now.plus_months(count * 12)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn ranges() {
        // A Tuesday.
        let now = day("2024-12-03");
        for (text, from, to) in [
            ("2024", "2024-01-01", "2024-12-31"),
            ("2024-12", "2024-12-01", "2024-12-31"),
            ("2024-2", "2024-02-01", "2024-02-29"),
            ("2024/02", "2024-02-01", "2024-02-29"),
            ("2023-W40", "2023-10-02", "2023-10-08"),
            ("2024w1", "2024-01-01", "2024-01-07"),
            ("2020-W53", "2020-12-28", "2021-01-03"),
            ("2023-Q4", "2023-10-01", "2023-12-31"),
            ("2023q1..2023-W40", "2023-01-01", "2023-10-08"),
            ("2024-12-03", "2024-12-03", "2024-12-03"),
            ("2024-12-03T10:15:00Z", "2024-12-03", "2024-12-03"),
            ("20241203", "2024-12-03", "2024-12-03"),
            ("3 Dec 2024", "2024-12-03", "2024-12-03"),
            ("Dec 3, 2024", "2024-12-03", "2024-12-03"),
            ("3 Dec", "2024-12-03", "2024-12-03"),
            ("24 Dec", "2023-12-24", "2023-12-24"),
            ("29 Feb", "2024-02-29", "2024-02-29"),
            ("December 2024", "2024-12-01", "2024-12-31"),
            ("3. Dezember 2024", "2024-12-03", "2024-12-03"),
            ("٣ ديسمبر ٢٠٢٤", "2024-12-03", "2024-12-03"),
            ("25/12/2023", "2023-12-25", "2023-12-25"),
            ("12/12/2023", "2023-12-12", "2023-12-12"),
            ("today", "2024-12-03", "2024-12-03"),
            ("Yesterday", "2024-12-02", "2024-12-02"),
            ("tuesday", "2024-12-03", "2024-12-03"),
            ("monday", "2024-12-02", "2024-12-02"),
            ("last tuesday", "2024-11-26", "2024-11-26"),
            ("wed", "2024-11-27", "2024-11-27"),
            ("this-week", "2024-12-02", "2024-12-08"),
            ("last-week", "2024-11-25", "2024-12-01"),
            ("last month", "2024-11-01", "2024-11-30"),
            ("last-year", "2023-01-01", "2023-12-31"),
            ("2w", "2024-11-19", "2024-12-03"),
            ("3d", "2024-11-30", "2024-12-03"),
            ("6m", "2024-06-03", "2024-12-03"),
            ("1y", "2023-12-03", "2024-12-03"),
            ("2 weeks ago", "2024-11-19", "2024-12-03"),
            ("2024-11..2024-12", "2024-11-01", "2024-12-31"),
            ("2024-12..2024-12-05", "2024-12-01", "2024-12-05"),
            ("2024-11 .. 3 Dec 2024", "2024-11-01", "2024-12-03"),
            ("2w..yesterday", "2024-11-19", "2024-12-02"),
            ("2024-11..", "2024-11-01", ""),
            ("..2024-11", "", "2024-11-30"),
            ("..", "", ""),
        ] {
            let end = |text: &str| (!text.is_empty()).then(|| day(text));
            assert_eq!(parse_range(text, now), Ok(DateRange { from: end(from), to: end(to) }), "{text}");
        }
    }

    #[test]
    fn errors_say_what_to_write() {
        let now = day("2024-12-03");
        for (text, wanted) in [
            ("", "a date is missing"),
            ("soon", "'soon' at character 0 is not a date; write 2024,"),
            ("2024-11..later", "'later' at character 9 is not a date"),
            ("2024-13", "the calendar has no day '2024-13'"),
            ("2023-02-29", "the calendar has no day '2023-02-29'"),
            ("2023-W53", "the calendar has no day '2023-W53'"),
            ("2023-W0", "the calendar has no day '2023-W0'"),
            ("2023-Q5", "the calendar has no day '2023-Q5'"),
            ("31 Nov 2024", "the calendar has no day"),
            ("03/04/2024", "is 2024-04-03 or 2024-03-04; write one of the two"),
            ("24-01-05", "'24-01-05' at character 0 has a year of two digits; write all four"),
            ("2023..25/12/24", "'25/12/24' at character 6 has a year of two digits"),
            ("3 Dec '24", "has a year of two digits"),
            ("2024-12..2024-11", "begins on 2024-12-01 and ends on 2024-11-30"),
            ("3 Dec 2024 and later", "is not a date"),
            ("2024-12-03-04", "is not a date"),
            ("99999999999d", "is not a date"),
            ("0", "is not a date"),
        ] {
            let error = parse_range(text, now).unwrap_err().to_string();
            assert!(error.contains(wanted), "{text}: {error}");
        }
    }

    #[test]
    fn endpoints_widen() {
        let now = day("2024-12-03");
        let range = DateRange::from_endpoints(Some("2024-11"), Some("2024"), now);
        assert_eq!(range, Ok(DateRange { from: Some(day("2024-11-01")), to: Some(day("2024-12-31")) }));
        let range = range.unwrap();
        assert!(range.contains(day("2024-11-01"), day("2024-12-31")));
        assert!(!range.contains(day("2024-10-31"), day("2024-12-31")));
        assert!(range.overlaps(day("2024-10-31"), day("2024-11-01")));
        assert!(!range.overlaps(day("2025-01-01"), day("2025-01-01")));
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "[0-9a-zA-Zäم٣ ./:\\-]{0,24}") {
            let _ = parse_range(&text, Day::from_epoch_days(20_000));
        }
    }
}
