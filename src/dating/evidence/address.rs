//! Reads the date in the address of a page.

use crate::{
    calendar::{
        Day,
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

/// The date in the path of an address: `/2024/12/03/`, `/2024-12-03-title`, `/20241203/`,
/// `/2024/dec/03/`; or only the month of `/2024/12/`.
pub(in crate::dating) fn read(address: &str, today: Day) -> Option<Finding> {
    let path = address.split(['?', '#']).next()?;
    let path = path.split_once("://").map_or(path, |(_, rest)| rest);
    let path = path.split_once('/').map_or("", |(_, path)| path);
    let why = format!("address /{path}");
    // Each part with the sign behind it.
    let parts: Vec<&str> = path.split_inclusive(SIGNS).take(MOST_PARTS).collect();
    let sign = |at: usize| parts.get(at).and_then(|part| part.chars().next_back()).filter(|c| SIGNS.contains(c));
    for window in 0..parts.len() {
        let part = |offset: usize| parts.get(window + offset).map_or("", |part| part.trim_end_matches(SIGNS));
        let Some(year) = year(part(0), today) else {
            if let Some(day) = compact(part(0)).and_then(|day| Finding::day(day, &why, today)) {
                return Some(day);
            }
            // "/29-10-2021"
            let reversed =
                year_last(part(0), part(1), part(2), today).and_then(|parts| Finding::new(parts, &why, today));
            if reversed.is_some() {
                return reversed;
            }
            continue;
        };
        let (Some(month), day) = (month(part(1)), number(part(2), 31)) else { continue };
        // "/2023/10/3-questions": what slashes part, the number of a headline does not go on.
        let slug = sign(window + 1) == Some('/') && matches!(sign(window + 2), Some('-' | '_'));
        let day = day.filter(|_| part(2).len() <= 2 && !slug);
        let parts = Parts { year: Some(Year::Full(year)), month: Some(month), day };
        // A month alone is one only between slashes: "/2024/12/", not "top-2024-12".
        let monthly = part(1).len() == 2 && path.contains(&format!("/{}/", part(1)));
        if let Some(found) = Finding::new(parts, &why, today).filter(|_| day.is_some() || monthly) {
            return Some(found);
        }
    }
    None
}

fn year_last(day: &str, month: &str, last: &str, today: Day) -> Option<Parts> {
    let padded = day.len() == 2 && month.len() == 2;
    let year = year(last, today).filter(|_| padded)?;
    Some(Parts { year: Some(Year::Full(year)), month: Some(number(month, 12)?), day: Some(number(day, 31)?) })
}

fn number(part: &str, most: i8) -> Option<i8> {
    let digits = (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| part.parse::<i8>().ok()).flatten().filter(|value| (1..=most).contains(value))
}

fn year(part: &str, today: Day) -> Option<i16> {
    let digits = part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| part.parse::<i16>().ok()).flatten().filter(|year| (FIRST_YEAR..=today.year()).contains(year))
}

fn month(part: &str) -> Option<i8> {
    number(part, 12).or_else(|| {
        let written = part.len() >= 3 && part.is_ascii() && part.bytes().all(|byte| byte.is_ascii_alphabetic());
        let form = written.then(|| forms::find(&format!("1 {part} 2000")).next()).flatten()?;
        form.parts.month
    })
}

fn compact(part: &str) -> Option<Day> {
    if part.len() != 8 || !part.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let form = forms::find(part).next()?;
    form.parts.to_day(Day::from_epoch_days(0)).filter(|day| day.year() >= FIRST_YEAR)
}
