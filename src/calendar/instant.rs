//! A moment as a number, for telling which of two versions is the newer.

use jiff::{
    Timestamp,
    civil::{Date, DateTime, Time},
    tz::TimeZone,
};

/// Milliseconds of an epoch begin here; seconds come to it in the year 5138.
const MILLISECONDS: i64 = 100_000_000_000;

/// Seconds since 1970 of a moment that is written as RFC 3339, as a date with or without a time (taken as UTC), or as
/// seconds or milliseconds since 1970; `None` for other forms.
#[must_use]
pub fn instant(text: &str) -> Option<i64> {
    let text = text.trim();
    if let Ok(number) = text.parse::<i64>() {
        return match number {
            0..=99_999_999 => None,
            number if number >= MILLISECONDS => Some(number / 1000),
            number => Some(number),
        };
    }
    let utc = |time: DateTime| time.to_zoned(TimeZone::UTC).ok().map(|time| time.timestamp().as_second());
    if let Ok(moment) = text.parse::<Timestamp>() {
        return Some(moment.as_second());
    }
    if let Ok(time) = text.parse::<DateTime>() {
        return utc(time);
    }
    text.parse::<Date>().ok().and_then(|day| utc(day.to_datetime(Time::midnight())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_numbers() {
        for (text, expected) in [
            ("1970-01-02T00:00:00Z", Some(86_400)),
            ("1970-01-02T02:00:00+02:00", Some(86_400)),
            ("1970-01-02 00:00:10", Some(86_410)),
            (" 1970-01-02 ", Some(86_400)),
            ("1700000000", Some(1_700_000_000)),
            ("1700000000123", Some(1_700_000_000)),
            ("20", None),
            ("0", None),
            ("yesterday", None),
            ("", None),
        ] {
            assert_eq!(instant(text), expected, "{text}");
        }
    }
}
