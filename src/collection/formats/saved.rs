//! What programs that save pages write above them: the address, and the day of saving.
//!
//! The day bounds that of publication and is never taken for it.

use crate::{
    calendar::{self, Day},
    collection::numbers::number,
    text::slice,
};

/// Bytes in which a note stands.
const LOOK: usize = 4096;

/// The address and the day that a saved page names.
pub fn from(page: &str) -> (Option<String>, Option<Day>) {
    let head = slice(page, ..page.floor_char_boundary(LOOK.min(page.len())));
    if let Some((_, note)) = head.split_once("Page saved with SingleFile") {
        let note = note.split("-->").next().unwrap_or(note);
        let value = |name: &str| note.lines().find_map(|line| line.trim().strip_prefix(name)).map(str::trim);
        let address = value("url:").filter(|address| address.starts_with("http")).map(str::to_owned);
        return (address, value("saved date:").and_then(day));
    }
    // Browsers mark with it from where a page came; the number is the length of the address.
    let mark = head.split_once("saved from url=(").and_then(|(_, rest)| rest.split_once(')'));
    let address =
        mark.and_then(|(_, rest)| rest.split_whitespace().next()).map(|address| address.trim_end_matches("-->"));
    (address.filter(|address| address.starts_with("http")).map(str::to_owned), None)
}

/// `Wed Mar 06 2024 10:12:00 GMT+0100`.
fn day(text: &str) -> Option<Day> {
    let mut words = text.split_whitespace().skip(1);
    let (month, day, year) = (words.next()?, words.next()?, words.next()?);
    Day::new(number(year)?, calendar::month_named(month)?, number(day)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn saved_pages_say_where_they_are_from() {
        let day = Day::new(2024, 3, 6);
        let single = "<html><!--\n Page saved with SingleFile \n url: https://a.example/1 \n saved date: Wed Mar 06 2024 10:12:00 GMT+0100 (x)\n-->";
        for (page, address, saved) in [
            (single, Some("https://a.example/1"), day),
            ("<!-- saved from url=(0019)https://a.example/1 -->\n<html>", Some("https://a.example/1"), None),
            ("<!-- saved from url=(0014)about:internet -->", None, None),
            ("<html>", None, None),
        ] {
            assert_eq!(from(page), (address.map(str::to_owned), saved), "{page}");
        }
    }
}
