//! Days of the Ethiopian calendar, as Amharic news dates itself.

use crate::calendar::Day;

/// The first day of its first year, 29 August 8 of the Julian calendar, in days since 1970.
const FIRST_DAY: i32 = -716_367;

/// The Gregorian day of a year, a month (1 to 13) and a day; `None` where there is none.
///
/// Twelve months have thirty days; the thirteenth has five, and six before a year whose number four divides.
pub(super) fn to_gregorian(year: i16, month: i8, day: i8) -> Option<Day> {
    let length = match month {
        1..=12 => 30,
        13 if year % 4 == 3 => 6,
        13 => 5,
        _ => return None,
    };
    if year < 1 || !(1..=length).contains(&day) {
        return None;
    }
    let (year, month, day) = (i32::from(year), i32::from(month), i32::from(day));
    Some(Day::from_epoch_days(FIRST_DAY + 365 * (year - 1) + year / 4 + 30 * (month - 1) + day - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_known_from_elsewhere() {
        for (year, month, day, want) in [
            // New Year, the day after a leap year's, Christmas, the battle of Adwa, the millennium.
            (2016, 1, 1, "2023-09-12"),
            (2017, 1, 1, "2024-09-11"),
            (2016, 4, 28, "2024-01-07"),
            (2016, 6, 25, "2024-03-04"),
            (1888, 6, 23, "1896-03-01"),
            (2000, 1, 1, "2007-09-12"),
            (2015, 13, 6, "2023-09-11"),
        ] {
            assert_eq!(to_gregorian(year, month, day).unwrap().to_string(), want);
        }
        for (year, month, day) in [(2016, 13, 6), (2016, 14, 1), (2016, 1, 31), (2016, 0, 1), (0, 1, 1)] {
            assert_eq!(to_gregorian(year, month, day), None);
        }
    }
}
