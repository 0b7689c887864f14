//! A moment: a day and the time of it, with the zone that was written beside.

use std::{fmt, str::FromStr};

use super::{day::Day, digits, serde_as_text::serde_as_text};

/// Seconds of a day.
const DAY: i64 = 86_400;

/// What was written of a time's zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Offset {
    /// Nothing; written `-00:00`, as RFC 3339 has it, and counted as Greenwich.
    Unknown,
    /// Greenwich by its letter or its name; written `Z`.
    Utc,
    /// So many minutes east of Greenwich, as `+03:00`.
    East(i16),
}

/// A time of day, to the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TimeOfDay {
    seconds: i64,
    offset: Offset,
}

/// A day, the time of it and the zone that both are counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Moment {
    day: Day,
    time: TimeOfDay,
}

/// The text is not a moment in the form of RFC 3339.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not a moment; write it as 2024-12-03T10:15:00+03:00")]
pub struct ParseMomentError(pub String);

impl TimeOfDay {
    /// The first second of a day in Greenwich.
    pub const MIDNIGHT: Self = Self { seconds: 0, offset: Offset::Utc };

    /// The time with these numbers; `None` where no day has it.
    #[must_use]
    pub fn new(hours: u32, minutes: u32, seconds: u32, offset: Offset) -> Option<Self> {
        /// No zone is further from Greenwich, in minutes.
        const FARTHEST: i16 = 18 * 60;
        let zone = matches!(offset, Offset::East(minutes) if minutes.abs() > FARTHEST);
        // The last second of a day may be a leap second.
        let known = hours < 24 && minutes < 60 && seconds <= 60 && !zone;
        known.then(|| Self { seconds: i64::from(hours * 3600 + minutes * 60 + seconds.min(59)), offset })
    }

    /// Whether it is midnight to the second: that is how programs write a day without a time.
    #[must_use]
    pub fn is_midnight(self) -> bool {
        self.seconds == 0
    }
}

impl Moment {
    /// The time of a day.
    #[must_use]
    pub fn new(day: Day, time: TimeOfDay) -> Self {
        Self { day, time }
    }

    /// The moment so many seconds after 1970 began in Greenwich; `None` beyond the calendar.
    #[must_use]
    pub fn from_epoch(seconds: i64) -> Option<Self> {
        let day = Day::from_epoch_days(i32::try_from(seconds.div_euclid(DAY)).ok()?);
        Some(Self { day, time: TimeOfDay { seconds: seconds.rem_euclid(DAY), offset: Offset::Utc } })
    }

    /// The day, in the zone that was written.
    #[must_use]
    pub fn day(self) -> Day {
        self.day
    }

    /// The time of the day.
    #[must_use]
    pub fn time(self) -> TimeOfDay {
        self.time
    }

    /// Whether its zone is that of Greenwich.
    #[must_use]
    pub fn is_utc(self) -> bool {
        matches!(self.time.offset, Offset::Utc | Offset::East(0))
    }

    /// Seconds since 1970 began in Greenwich.
    #[must_use]
    pub fn to_epoch(self) -> i64 {
        let east = match self.time.offset {
            Offset::East(minutes) => i64::from(minutes) * 60,
            Offset::Unknown | Offset::Utc => 0,
        };
        i64::from(self.day.to_epoch_days()) * DAY + self.time.seconds - east
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.time.seconds;
        write!(f, "{}T{:02}:{:02}:{:02}", self.day, seconds / 3600, seconds / 60 % 60, seconds % 60)?;
        match self.time.offset {
            Offset::Unknown => f.write_str("-00:00"),
            Offset::Utc => f.write_str("Z"),
            Offset::East(minutes) => {
                let sign = if minutes < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
            }
        }
    }
}

impl FromStr for Moment {
    type Err = ParseMomentError;

    fn from_str(text: &str) -> Result<Self, ParseMomentError> {
        let error = || ParseMomentError(text.to_owned());
        let (day, time) = text.split_once('T').ok_or_else(error)?;
        let day = day.parse::<Day>().map_err(|_| error())?;
        let (clock, zone) = time.split_at_checked("10:15:00".len()).ok_or_else(error)?;
        let numbers = |text: &str| {
            let number = |part: &str| digits::small(part, digits::PADDED).map(i8::unsigned_abs).map(u32::from);
            text.split(':').map(number).collect::<Option<Vec<u32>>>()
        };
        let offset = match zone.split_at_checked(1) {
            Some(("Z", "")) => Offset::Utc,
            _ if zone == "-00:00" => Offset::Unknown,
            Some((sign @ ("+" | "-"), zone)) => match numbers(zone).as_deref() {
                Some(&[hours, minutes]) if hours < 24 && minutes < 60 => {
                    let minutes = i16::try_from(hours * 60 + minutes).map_err(|_| error())?;
                    Offset::East(if sign == "-" { -minutes } else { minutes })
                }
                _ => return Err(error()),
            },
            _ => return Err(error()),
        };
        let Some(&[hours, minutes, seconds]) = numbers(clock).as_deref() else { return Err(error()) };
        let time = TimeOfDay::new(hours, minutes, seconds, offset).ok_or_else(error)?;
        Ok(Self { day, time })
    }
}

serde_as_text!(Moment);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written_as_they_are_read() {
        for (text, epoch) in [
            ("2024-12-03T10:15:00Z", 1_733_220_900),
            ("2024-12-03T10:15:00-00:00", 1_733_220_900),
            ("2024-12-03T10:15:00+00:00", 1_733_220_900),
            ("2024-12-03T13:15:00+03:00", 1_733_220_900),
            ("2024-12-03T05:45:00-04:30", 1_733_220_900),
            ("1969-12-31T23:59:59Z", -1),
        ] {
            let moment: Moment = text.parse().unwrap();
            assert_eq!((moment.to_string().as_str(), moment.to_epoch()), (text, epoch));
            let json = serde_json::to_string(&moment).unwrap();
            assert_eq!(serde_json::from_str::<Moment>(&json).unwrap(), moment);
        }
        for text in [
            "",
            "2024-12-03",
            "2024-12-03T10:15",
            "2024-12-03T24:00:00Z",
            "2024-12-03T10:15:00",
            "2024-12-03T10:15:00+3",
            "2024-12-03T10:15:00+99:00",
        ] {
            assert!(text.parse::<Moment>().is_err(), "{text}");
        }
        assert_eq!(Moment::from_epoch(1_733_220_900).unwrap().to_string(), "2024-12-03T10:15:00Z");
        assert_eq!(Moment::from_epoch(i64::MAX), None);
    }
}
