//! The line that agencies of the Arabian peninsula open with: place, the day in two calendars, and the agency.
//!
//! "الرياض 26 شوال 1436 هـ الموافق 11 أغسطس 2015 م واس". Of the Islamic day only its form is known; the Gregorian one is the date.

use super::{
    cursor::{is_letter, number_at},
    edges::after_era,
    form::Form,
    scan::find,
};
use crate::{
    calendar::{
        languages::CORRESPONDING,
        lexicon::{is_era, meaning, weekday_named},
    },
    text::slice,
};

/// Most words of the place and of the agency.
const MOST_PLACE_WORDS: usize = 5;
const MOST_AGENCY_WORDS: usize = 3;

/// A line that gives its day in two calendars, and nothing else but place and agency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TwiceDated<'t> {
    /// The words before the day.
    pub place: &'t str,
    /// The Gregorian day; offsets count bytes of the line.
    pub form: Form,
    /// The words after the day; may be empty.
    pub agency: &'t str,
}

/// Reads such a line; `None` where it says more, or less.
#[must_use]
pub fn twice_dated(line: &str) -> Option<TwiceDated<'_>> {
    let at = memchr::memmem::find(line.as_bytes(), CORRESPONDING.as_bytes())?;
    let offset = at + CORRESPONDING.len();
    let after = slice(line, offset..);
    let form = find(after).next().filter(|form| form.is_full() && slice(after, ..form.start).trim().is_empty())?;
    let agency = after_era(slice(after, form.end..)).trim_matches(|c: char| c.is_whitespace() || "-–—.:".contains(c));
    let place = without_islamic_day(slice(line, ..at))?.trim_end_matches([' ', ',', '،', '-', '–']);
    if place.is_empty() || !are_names(place, MOST_PLACE_WORDS) || !are_names(agency, MOST_AGENCY_WORDS) {
        return None;
    }
    Some(TwiceDated { place, form: Form { start: form.start + offset, end: form.end + offset, ..form }, agency })
}

/// Whether these are so many words at most, without a number or the marks of a sentence.
fn are_names(words: &str, most: usize) -> bool {
    words.split_whitespace().count() <= most
        && words.chars().all(|c| is_letter(c) || c.is_whitespace() || "-ـ()".contains(c))
}

/// What stands before a day of the Islamic calendar that ends the text: "26 شوال 1436 هـ", "26-10-1436هـ".
fn without_islamic_day(text: &str) -> Option<&str> {
    let (rest, word) = last_word(text);
    let (rest, year) = if is_era(word) { last_word(rest) } else { (rest, word) };
    let numbers: Vec<&str> = year.trim_end_matches(is_letter).split(['-', '/', '.']).collect();
    let before = match numbers.as_slice() {
        [day, month, year] if is_number(day, 2) && is_number(month, 2) && is_number(year, 4) => rest,
        [year] if is_number(year, 4) => {
            let (before, last) = last_word(rest);
            let (before_two, first) = last_word(before);
            let before = match () {
                () if is_islamic(&format!("{first} {last}")) => before_two,
                () if is_islamic(last) => before,
                () => return None,
            };
            let (before, day) = last_word(before);
            is_number(day, 2).then_some(before)?
        }
        _ => return None,
    };
    // With a day of the week it is a place only before a comma: "يوم الأحد 26 شوال" is prose.
    let (place, word) = last_word(before);
    let weekday = weekday_named(word).is_some();
    (!weekday || place.ends_with([',', '،'])).then_some(if weekday { place } else { before }.trim())
}

fn last_word(text: &str) -> (&str, &str) {
    let text = text.trim_end();
    text.rsplit_once(char::is_whitespace).unwrap_or(("", text))
}

fn is_number(word: &str, most: usize) -> bool {
    number_at(word, 0).is_some_and(|number| number.end == word.len() && number.digits <= most)
}

fn is_islamic(word: &str) -> bool {
    meaning(word).is_some_and(|meaning| meaning.lunar > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn place_day_and_agency_of_a_line() {
        for (line, want) in [
            ("الرياض 26 شوال 1436 هـ الموافق 11 أغسطس 2015 م واس", Some(("الرياض", "11", "واس"))),
            ("مكة المكرمة 25 شوال 1436هـ الموافق 10 اغسطس 2015م واس ", Some(("مكة المكرمة", "10", "واس"))),
            ("بروكسل 5 ذو القعدة 1436ه الموافق 20 أغسطس 2015م واس", Some(("بروكسل", "20", "واس"))),
            ("جدة، الثلاثاء ٢٦ شوال ١٤٣٦ هـ الموافق ١١ أغسطس ٢٠١٥ م", Some(("جدة", "11", ""))),
            ("المنامة 26-10-1436هـ الموافق 11-8-2015م بنا", Some(("المنامة", "11", "بنا"))),
            ("تبدأ الدراسة يوم الأحد 26 شوال 1436 هـ الموافق 11 أغسطس 2015 م واس", None),
            ("قال المجلس إنه يجتمع يوم الأحد 26 شوال 1436 هـ الموافق 11 أغسطس 2015 م", None),
            ("الرياض 26 شوال 1436 هـ الموافق 11 أغسطس 2015 م. قال المجلس إنه يجتمع غدا", None),
            ("26 شوال 1436 هـ الموافق 11 أغسطس 2015 م", None),
            ("الرياض الموافق 11 أغسطس 2015 م واس", None),
            ("تمت الموافقة", None),
        ] {
            let found = twice_dated(line);
            let found = found.map(|found| (found.place, found.form.parts.day.unwrap().to_string(), found.agency));
            assert_eq!(found, want.map(|(place, day, agency)| (place, day.to_owned(), agency)), "{line}");
        }
    }
}
