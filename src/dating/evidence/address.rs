//! Reads the date in the address of a page.

use crate::{
    calendar::{
        Day, digits,
        forms::{self, Parts, Year},
    },
    dating::finding::Finding,
};

/// What parts an address.
const SIGNS: [char; 4] = ['/', '-', '_', '.'];

/// Addresses with more parts are made by programs to be followed by none.
const MOST_PARTS: usize = 200;

/// Addresses are younger than the web; an earlier "year" is the number of something.
const FIRST_YEAR: i16 = 1990;

/// Months of a year, and the days that a month has at most: a higher number is no part of a date.
const MONTHS: i8 = 12;
const DAYS: i8 = 31;

/// Letters of the shortest abbreviations of months, as in "/2024/dec/03".
const SHORTEST_NAME: usize = 3;

/// Digits of a year, a month and a day in one, as in "/20241203/".
const COMPACT: usize = 8;

/// The date in the path of an address: `/2024/12/03/`, `/2024-12-03-title`, `/20241203/`,
/// `/2024/dec/03/`; or only the month of `/2024/12/`.
pub(in crate::dating) fn read(address: &str, today: Day) -> Option<Finding> {
    let path = address.split(['?', '#']).next()?;
    let path = path.split_once("://").map_or(path, |(_, rest)| rest);
    let path = path.split_once('/').map_or("", |(_, path)| path);
    let why = format!("address /{path}");
    // Each part with the sign behind it.
    let parts: Vec<&str> = path.split_inclusive(SIGNS).take(MOST_PARTS).collect();
    let mut rest = parts.as_slice();
    while let Some((&first, after)) = rest.split_first() {
        rest = after;
        // The path may end with the year or the month.
        let (second, third) = match *after {
            [] => ("", ""),
            [second] => (second, ""),
            [second, third, ..] => (second, third),
        };
        // "/2023/10/3-questions": what slashes part, the number of a headline does not go on.
        let slug = second.ends_with('/') && third.ends_with(['-', '_']);
        let [first, second, third] = [first, second, third].map(|part| part.trim_end_matches(SIGNS));
        let Some(year) = year(first, today) else {
            if let Some(day) = compact(first).and_then(|day| Finding::day(day, &why, today)) {
                return Some(day);
            }
            // "/29-10-2021"
            let reversed = year_last(first, second, third, today).and_then(|parts| Finding::new(parts, &why, today));
            if reversed.is_some() {
                return reversed;
            }
            continue;
        };
        let Some(month) = month(second) else { continue };
        let day = number(third, DAYS).filter(|_| !slug);
        let parts = Parts { year: Some(Year::Full(year)), month: Some(month), day };
        // A month alone is one only between slashes: "/2024/12/", not "top-2024-12".
        let monthly = digits::PADDED.contains(&second.len()) && path.contains(&format!("/{second}/"));
        if let Some(found) = Finding::new(parts, &why, today).filter(|_| day.is_some() || monthly) {
            return Some(found);
        }
    }
    None
}

fn year_last(day: &str, month: &str, last: &str, today: Day) -> Option<Parts> {
    let padded = digits::PADDED.contains(&day.len()) && digits::PADDED.contains(&month.len());
    let year = year(last, today).filter(|_| padded)?;
    Some(Parts { year: Some(Year::Full(year)), month: Some(number(month, MONTHS)?), day: Some(number(day, DAYS)?) })
}

fn number(part: &str, most: i8) -> Option<i8> {
    digits::small(part, digits::SMALL).filter(|value| (1..=most).contains(value))
}

fn year(part: &str, today: Day) -> Option<i16> {
    digits::number(part, digits::YEAR).filter(|year| (FIRST_YEAR..=today.year()).contains(year))
}

fn month(part: &str) -> Option<i8> {
    number(part, MONTHS).or_else(|| {
        let written =
            part.len() >= SHORTEST_NAME && part.is_ascii() && part.bytes().all(|byte| byte.is_ascii_alphabetic());
        let form = written.then(|| forms::find(&format!("1 {part} 2000")).next()).flatten()?;
        form.parts.month
    })
}

fn compact(part: &str) -> Option<Day> {
    if part.len() != COMPACT || !part.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let form = forms::find(part).next()?;
    form.parts.to_day(Day::from_epoch_days(0)).filter(|day| day.year() >= FIRST_YEAR)
}
