//! Ranges of moments, and what a person may type for one: days as everywhere, and the time of a day behind one.
//!
//! Takes text and the day that counts as today; gives inclusive bounds in seconds since 1970. A time without a zone is one of Greenwich,
//! as today is. What is less exact widens: a day has all its seconds, `06:00` all of its minute.

use serde::{Deserialize, Serialize};

use super::{
    day::Day,
    instant,
    range::{RangeError, endpoint_at, parse_range},
};

/// Seconds of a day.
const DAY: i64 = 86_400;
/// Seconds of a minute.
const MINUTE: i64 = 60;

/// An inclusive range of moments, in seconds since 1970; `None` leaves that end open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TimeRange {
    /// First second.
    pub from: Option<i64>,
    /// Last second.
    pub to: Option<i64>,
}

impl TimeRange {
    /// Whether a moment lies in it.
    #[must_use]
    pub fn contains(self, moment: i64) -> bool {
        self.from.is_none_or(|from| from <= moment) && self.to.is_none_or(|to| moment <= to)
    }
}

/// Reads a range of moments: a day, a time of a day (`2026-11-27T06:00`), or two of them with `..` between, either of which may be left
/// out; `2w` alone is the last two weeks.
///
/// # Errors
/// [`RangeError`], with the place in `text`.
pub fn parse_time_range(text: &str, now: Day) -> Result<TimeRange, RangeError> {
    let Some((left, right)) = text.split_once("..") else {
        if let Some((from, to)) = time_of_day(text, 0)? {
            return Ok(TimeRange { from: Some(from), to: Some(to) });
        }
        let days = parse_range(text, now)?;
        return Ok(TimeRange { from: days.from.map(first_second), to: days.to.map(last_second) });
    };
    let end = |part: &str, offset: usize| -> Result<Option<(i64, i64)>, RangeError> {
        if part.trim().is_empty() {
            return Ok(None);
        }
        if let Some(moment) = time_of_day(part, offset)? {
            return Ok(Some(moment));
        }
        let (first, last) = endpoint_at(part, offset, now)?;
        Ok(Some((first_second(first), last_second(last))))
    };
    let (from, to) = (end(left, 0)?, end(right, text.len() - right.len())?);
    let range = TimeRange { from: from.map(|(first, _)| first), to: to.map(|(_, last)| last) };
    match (range.from, range.to) {
        (Some(from), Some(to)) if from > to => Err(RangeError::Reversed { from: day_of(from), to: day_of(to) }),
        _ => Ok(range),
    }
}

/// The first second of a day.
#[must_use]
pub fn first_second(day: Day) -> i64 {
    i64::from(day.to_epoch_days()) * DAY
}

fn last_second(day: Day) -> i64 {
    first_second(day) + DAY - 1
}

fn day_of(second: i64) -> Day {
    Day::from_epoch_days(second.div_euclid(DAY).clamp(i32::MIN.into(), i32::MAX.into()) as i32)
}

/// The first and the last second of a day with the time of it; `None` where the text is something else. A time that no day has is an
/// error: it would be taken for the whole day.
fn time_of_day(text: &str, at: usize) -> Result<Option<(i64, i64)>, RangeError> {
    let text = text.trim();
    let Some((day, time)) = text.split_once(['T', 't', ' ']) else { return Ok(None) };
    if !time.contains(':') || !day.contains('-') {
        return Ok(None);
    }
    let first = instant(text).ok_or_else(|| RangeError::NoSuchDay { text: text.to_owned(), at })?;
    let zone = time.find(['Z', 'z', '+', '-']);
    let exact = time.char_indices().filter(|(at, c)| *c == ':' && zone.is_none_or(|zone| *at < zone)).count() > 1;
    Ok(Some((first, if exact { first } else { first + MINUTE - 1 })))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_of_moments_are_read() {
        let today: Day = "2026-11-29".parse().unwrap();
        let at = |text: &str| instant(text);
        for (text, from, to) in [
            ("2026-11-27T06:00", at("2026-11-27T06:00:00Z"), at("2026-11-27T06:00:59Z")),
            ("2026-11-27 06:00", at("2026-11-27T06:00:00Z"), at("2026-11-27T06:00:59Z")),
            ("2026-11-27T06:00:05Z", at("2026-11-27T06:00:05Z"), at("2026-11-27T06:00:05Z")),
            ("2026-11-27T06:00+03:00", at("2026-11-27T03:00:00Z"), at("2026-11-27T03:00:59Z")),
            ("2026-11-27T06:00..", at("2026-11-27T06:00:00Z"), None),
            ("..2026-11-27T06:00", None, at("2026-11-27T06:00:59Z")),
            ("2026-11-27T06:00..2026-11-28", at("2026-11-27T06:00:00Z"), at("2026-11-28T23:59:59Z")),
            ("yesterday", at("2026-11-28T00:00:00Z"), at("2026-11-28T23:59:59Z")),
            ("yesterday..", at("2026-11-28T00:00:00Z"), None),
            ("2026-11", at("2026-11-01T00:00:00Z"), at("2026-11-30T23:59:59Z")),
            ("1w", at("2026-11-22T00:00:00Z"), at("2026-11-29T23:59:59Z")),
        ] {
            assert_eq!(parse_time_range(text, today), Ok(TimeRange { from, to }), "{text}");
        }
        for text in ["", "we will", "6:00", "2026-11-27T25:00", "2026-11-28..2026-11-27T06:00", "2026-13-01"] {
            assert!(parse_time_range(text, today).is_err(), "{text}");
        }
        let range = TimeRange { from: Some(5), to: Some(7) };
        assert_eq!([4, 5, 7, 8].map(|second| range.contains(second)), [false, true, true, false]);
    }
}
