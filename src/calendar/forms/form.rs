//! What a date says that is written somewhere: its parts, its possible orders, and where it stands.

use super::{ethiopian, solar};
use crate::calendar::{day::Day, lexicon::Meaning};

/// A year as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Year {
    /// All four digits.
    Full(i16),
    /// The last two digits, 0 to 99.
    Short(i8),
}

/// One reading of a surface form; what was not written is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Parts {
    /// The year.
    pub year: Option<Year>,
    /// The month, 1 to 12.
    pub month: Option<i8>,
    /// The day of the month, 1 to 31.
    pub day: Option<i8>,
}

/// The order in which the numbers of an ambiguous form are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Order {
    /// 03/12 is the third of December.
    DayFirst,
    /// 03/12 is the twelfth of March.
    MonthFirst,
}

/// A date as it stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// First byte, of the weekday if one is written before the date.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// What it says; for an ambiguous form read day first.
    pub parts: Parts,
    /// The month-first reading, where the numbers allow both.
    pub month_first: Option<Parts>,
    /// Day of the week, 1 for Monday to 7 for Sunday, where it is written.
    pub weekday: Option<i8>,
    /// ISO 639-1 code of the language of its words; `None` for numbers alone. A word that several
    /// languages share gives the commonest of them.
    pub language: Option<&'static str>,
    /// For numeric forms, the order that the numbers leave no doubt about ("12/25/2024").
    pub order: Option<Order>,
    /// Whether a one-digit number stands without a zero ("12/2/24"), as Americans write it.
    pub unpadded: bool,
}

/// Years that a text of our days may date itself with in the calendars that are not ours: 1821 to 2121, and 1692 to 2207.
const SOLAR_YEARS: std::ops::RangeInclusive<i16> = 1200..=1500;
const ETHIOPIAN_YEARS: std::ops::RangeInclusive<i16> = 1685..=2200;

/// Years that are of the Buddhist era wherever they stand: nothing else is dated so far ahead.
const BUDDHIST_YEARS: std::ops::RangeInclusive<i16> = 2400..=2700;

/// By so much the Buddhist era is ahead, as Thailand counts it.
const BUDDHIST: i16 = 543;

impl Year {
    /// The year as the common era counts it; Thai writes the one of the Buddha, and of that two digits too.
    pub(super) fn in_language(self, language: &str) -> Self {
        match self {
            Self::Full(_) => self.common(),
            // "67" is 2567; what would lie before 2000 is more likely of the common era.
            Self::Short(short @ 43..) if language == "th" => Self::Full(2500 - BUDDHIST + i16::from(short)),
            Self::Short(_) => self,
        }
    }

    /// The year as the common era counts it, where it can only be of the Buddhist one.
    pub(super) fn common(self) -> Self {
        match self {
            Self::Full(year) if BUDDHIST_YEARS.contains(&year) => Self::Full(year - BUDDHIST),
            year => year,
        }
    }

    /// The four-digit year, taking two digits as the latest such year up to `today`'s.
    #[must_use]
    pub fn resolve(self, today: Day) -> i16 {
        match self {
            Self::Full(year) => year,
            Self::Short(short) => {
                let year = today.year() - today.year() % 100 + i16::from(short);
                if year > today.year() { year - 100 } else { year }
            }
        }
    }
}

impl Parts {
    /// The day, where all three parts are written and the calendar has it.
    #[must_use]
    pub fn to_day(self, today: Day) -> Option<Day> {
        Day::new(self.year?.resolve(today), self.month?, self.day?)
    }

    /// The first and last day that the parts allow; `None` without a year.
    #[must_use]
    pub fn interval(self, today: Day) -> Option<(Day, Day)> {
        let year = self.year?.resolve(today);
        match (self.month, self.day) {
            (Some(month), Some(day)) => Day::new(year, month, day).map(|day| (day, day)),
            (Some(month), None) => Day::new(year, month, 1).map(|day| (day, day.last_of_month())),
            (None, _) => Day::new(year, 1, 1).map(|day| (day, day.last_of_year())),
        }
    }
}

impl Form {
    /// A form that is in no doubt and in no language.
    pub(super) fn new(start: usize, end: usize, year: Option<Year>, month: Option<i8>, day: Option<i8>) -> Self {
        let parts = Parts { year, month, day };
        Self { start, end, parts, month_first: None, weekday: None, language: None, order: None, unpadded: false }
    }

    /// The Gregorian form of a day of the Iranian calendar; `None` where that has no such day.
    pub(super) fn solar(start: usize, end: usize, year: i16, month: i8, day: i8) -> Option<Self> {
        let day = solar::to_gregorian(year, month, day)?;
        let form = Self::new(start, end, Some(Year::Full(day.year())), Some(day.month()), Some(day.day()));
        Some(Self { language: Some("fa"), ..form })
    }

    /// The Gregorian form of a day whose month is one of another calendar; `None` where that has no such day.
    pub(super) fn of_calendar(start: usize, end: usize, year: Year, month: Meaning, day: i8) -> Option<Self> {
        let Year::Full(year) = year else { return None };
        if month.solar > 0 {
            return SOLAR_YEARS.contains(&year).then(|| Self::solar(start, end, year, month.solar, day)).flatten();
        }
        let known = ETHIOPIAN_YEARS.contains(&year) && month.ethiopian > 0;
        let day = known.then(|| ethiopian::to_gregorian(year, month.ethiopian, day)).flatten()?;
        let form = Self::new(start, end, Some(Year::Full(day.year())), Some(day.month()), Some(day.day()));
        Some(Self { language: Some(month.language), ..form })
    }

    /// Day, month and year are all written.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.parts.year.is_some() && self.parts.month.is_some() && self.parts.day.is_some()
    }

    /// Day and month without a year.
    #[must_use]
    pub fn is_yearless(&self) -> bool {
        self.parts.year.is_none()
    }

    /// The reading in one order; unambiguous forms have the same one in both.
    #[must_use]
    pub fn read(&self, order: Order) -> Parts {
        match order {
            Order::DayFirst => self.parts,
            Order::MonthFirst => self.month_first.unwrap_or(self.parts),
        }
    }
}
