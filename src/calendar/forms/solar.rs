//! Days of the Iranian solar calendar (Solar Hijri), as Persian news dates itself.

use crate::calendar::Day;

/// The Gregorian day of a solar year (1 to 3177), month and day; `None` where there is none.
///
/// Leap years and the day of Nowruz follow Borkowski's breaks ("The Persian calendar for 3000
/// years", 1996), which agree with the official calendar for the years that news covers. The
/// 33-year cycle was rejected: it is a day off in some years of the 19th century.
pub(super) fn to_gregorian(year: i16, month: i8, day: i8) -> Option<Day> {
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let (march_day, leap) = nowruz(i32::from(year))?;
    let (month, day) = (i32::from(month), i32::from(day));
    let length = match month {
        1..=6 => 31,
        12 if !leap => 29,
        _ => 30,
    };
    if day > length {
        return None;
    }
    let before = if month <= 7 { (month - 1) * 31 } else { 186 + (month - 7) * 30 };
    let first = Day::new(year.checked_add(621)?, 3, 1)?;
    Some(first.plus_days(march_day - 1 + before + day - 1))
}

/// The day of March on which a solar year begins, and whether that year is a leap year.
fn nowruz(year: i32) -> Option<(i32, bool)> {
    const BREAKS: [i32; 20] =
        [-61, 9, 38, 199, 426, 686, 756, 818, 1111, 1181, 1210, 1635, 2060, 2097, 2192, 2262, 2324, 2394, 2456, 3178];
    if !(1..3178).contains(&year) {
        return None;
    }
    let gregorian = year + 621;
    let mut leaps = -14;
    let mut last = -61;
    let mut jump = 0;
    for next in BREAKS.into_iter().skip(1) {
        jump = next - last;
        if year < next {
            break;
        }
        leaps += jump / 33 * 8 + jump % 33 / 4;
        last = next;
    }
    let mut passed = year - last;
    leaps += passed / 33 * 8 + (passed % 33 + 3) / 4;
    if jump % 33 == 4 && jump - passed == 4 {
        leaps += 1;
    }
    let gregorian_leaps = gregorian / 4 - (gregorian / 100 + 1) * 3 / 4 - 150;
    let march_day = 20 + leaps - gregorian_leaps;
    if jump - passed < 6 {
        passed = passed - jump + (jump + 4) / 33 * 33;
    }
    let phase = ((passed + 1) % 33 - 1) % 4;
    Some((march_day, phase == 0))
}
