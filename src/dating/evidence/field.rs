//! Reads the date field of a source, in whatever form it has it.

use crate::{
    calendar::{Day, FIRST_YEAR, LAST_YEAR, Moment, Offset, TimeOfDay, digits, forms},
    dating::{
        finding::Finding,
        order::{self, Orders},
    },
};

/// No date is written longer, in bytes; a field that holds a whole text is not a date field.
const LONGEST_FIELD: usize = 400;

/// Digits of an epoch time in milliseconds, from 2001 to 2286; those of other units have so many fewer or more.
const EPOCH_MILLISECONDS: usize = 13;

/// Digits of a day alone, and with the time to the minute, the second, the millisecond: `20241203101500`.
const COMPACT: [usize; 4] = [8, 12, 14, 17];

/// The date in a field: ISO 8601, RFC 2822, epoch time, `20241203`, "Dec 3, 2024 10:15 AM".
pub(in crate::dating) fn read(field: &str, why: &str, order: &Orders<'_>, today: Day) -> Option<Finding> {
    let field = field.trim();
    if field.is_empty() || field.len() > LONGEST_FIELD || is_unset(field) {
        return None;
    }
    if let Some(parts) = listed(field) {
        return Finding::new(parts, why, today);
    }
    if let Some((day, time)) = of_digits(field).or_else(|| wrapped_epoch(field)) {
        return Finding::day(day, why, today).map(|finding| finding.at(time));
    }
    let mut best: Option<forms::Form> = None;
    for form in forms::find(field) {
        if form.is_full() {
            best = Some(form);
            break;
        }
        if best.is_none() && form.parts.year.is_some() {
            best = Some(form);
        }
    }
    if let Some(form) = best {
        return order::settle(&form, order, why, today).map(|finding| finding.at(forms::time_of(field, &form)));
    }
    let (from, to) = crate::calendar::parse_endpoint(field, today).ok().filter(|_| starts_with_year(field))?;
    let parts = forms::Parts {
        year: Some(forms::Year::Full(from.year())),
        month: (from.month() == to.month()).then_some(from.month()),
        day: (from == to).then_some(from.day()),
    };
    Finding::new(parts, why, today)
}

/// A list of year, month and day, as programs hand dates on: `{"date-parts": [[2024, 3, 4]]}` (CSL), `[2024, 3, 4, 10, 15]`.
fn listed(field: &str) -> Option<forms::Parts> {
    let list = field.split_once("date-parts").map_or(field, |(_, list)| list);
    let list = list.trim_start_matches(|c: char| !matches!(c, '[' | '(')).trim_start_matches(['[', '(']);
    let bracketed = field.starts_with(['[', '(', '{']);
    let (list, _) = list.split_once([']', ')']).filter(|_| bracketed)?;
    let mut numbers =
        list.split(',').map(|number| number.trim_matches(|c: char| c.is_whitespace() || c == '"' || c == '\''));
    let year = numbers.next().and_then(|year| digits::number(year, digits::YEAR))?;
    let mut small = |most: i8| {
        numbers.next().and_then(|number| digits::small(number, digits::SMALL)).filter(|n| (1..=most).contains(n))
    };
    let month = small(12);
    let day = month.and_then(|_| small(31));
    Some(forms::Parts { year: Some(forms::Year::Full(year)), month, day })
}

/// The day that a clock begins to count from, alone or with the time at which it does, in whatever zone: what programs write
/// where no date was set.
fn is_unset(field: &str) -> bool {
    let Some((day, time)) = field.split_at_checked("1970-01-01".len()) else { return false };
    let eve = day == "1969-12-31" && time.contains('-');
    if day != "1970-01-01" && !eve {
        return false;
    }
    let mut numbers = time.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let hours = numbers.next();
    let zone = time.rfind(['+', '-']).and_then(|at| time.get(at + 1..)).and_then(|zone| zone.get(..2));
    // In a zone behind Greenwich the same moment is the evening before.
    match (eve, hours) {
        (false, None) => true,
        (false, Some(hours)) => hours == zone.unwrap_or("00") && numbers.take(2).all(is_zeros),
        (true, hours) => {
            let number = |part: Option<&str>| part.and_then(|part| digits::small(part, digits::PADDED));
            number(hours).zip(number(zone)).is_some_and(|(hours, zone)| hours + zone == 24)
        }
    }
}

fn is_zeros(digits: &str) -> bool {
    digits.bytes().all(|digit| digit == b'0')
}

/// "2024" and "2024-12"; words such as "yesterday" are relative to a day that nobody knows.
fn starts_with_year(field: &str) -> bool {
    field.get(..*digits::YEAR.end()).is_some_and(|year| digits::number(year, digits::YEAR).is_some())
}

/// A field of digits alone: a compact date or an epoch time in seconds, milli-, micro- or nanoseconds.
fn of_digits(field: &str) -> Option<(Day, Option<TimeOfDay>)> {
    let whole = field.split_once('.').map_or(field, |(whole, _)| whole);
    let unsigned = whole.strip_prefix('-').unwrap_or(whole);
    if unsigned.is_empty() || !unsigned.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if COMPACT.contains(&unsigned.len())
        && let Some(day) = compact(unsigned)
    {
        return Some((day, compact_time(unsigned)));
    }
    // Since 1973 a count has a digit less than it will have from 2001 to 2286, or as many.
    let units_a_second = match unsigned.len() {
        9 | 10 => 1,
        12 | EPOCH_MILLISECONDS => 1_000,
        15 | 16 => 1_000_000,
        18 | 19 => 1_000_000_000,
        _ => return None,
    };
    let Ok(count) = whole.parse::<i64>() else { return None };
    let moment = Moment::from_epoch(count.div_euclid(units_a_second))?;
    Some((moment.day(), Some(moment.time())))
}

/// The time of "202412031015" and "20241203101500".
fn compact_time(field: &str) -> Option<TimeOfDay> {
    let (_, time) = field.split_at_checked(8)?;
    let (hours, rest) = time.split_at_checked(2)?;
    let (minutes, rest) = rest.split_at_checked(2)?;
    let seconds = rest.split_at_checked(2).map_or("00", |(seconds, _)| seconds);
    let number = |part: &str| digits::small(part, digits::PADDED).map(i8::unsigned_abs).map(u32::from);
    TimeOfDay::new(number(hours)?, number(minutes)?, number(seconds)?, Offset::Unknown)
}

/// The day at the start of `20241203` and `20241203101500`.
fn compact(field: &str) -> Option<Day> {
    let (year, rest) = field.split_at_checked(4)?;
    let (month, rest) = rest.split_at_checked(2)?;
    let (day, _) = rest.split_at_checked(2)?;
    let year = digits::number(year, digits::YEAR).filter(|year| (FIRST_YEAR..=LAST_YEAR).contains(year))?;
    Day::new(year, digits::small(month, digits::PADDED)?, digits::small(day, digits::PADDED)?)
}

/// `{"$date": 1733184000000}` and `Date(1733184000000)`: one long number in a wrapping.
fn wrapped_epoch(field: &str) -> Option<(Day, Option<TimeOfDay>)> {
    let mut numbers = field.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let number = numbers.next()?;
    (numbers.next().is_none() && number.len() == EPOCH_MILLISECONDS).then(|| of_digits(number)).flatten()
}
