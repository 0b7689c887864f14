//! What stands at the edges of a date and belongs to it: the article before it, the era after it; and the weekday that a text
//! calls its own.

use super::cursor::{is_letter, run};
use crate::{
    calendar::lexicon::{is_article, is_era, is_same_day, weekday_named},
    text::slice,
};

/// Longest era, in letters.
const LONGEST_ERA: usize = 12;

/// Shortest name of a weekday that is taken for one in running text, in letters: "so" and "ma" are other words.
const SHORTEST_WEEKDAY: usize = 4;

/// A text says in its lead what day it is, within so many words; deeper down "this Friday" is a day to come.
const LEAD_WORDS: usize = 400;

/// What stands before a date, without an article that belongs to the date: "Lyon, le" is "Lyon,", "le" is nothing.
#[must_use]
pub fn without_article(before: &str) -> &str {
    let trimmed = before.trim_end();
    let word = trimmed.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or(trimmed);
    let rest = slice(trimmed, ..trimmed.len() - word.len()).trim_end();
    if is_article(word) && (rest.is_empty() || rest.ends_with([',', '،'])) { rest } else { before }
}

/// What stands after a date, without the word that names its era and the point of that: "г. – В столице" is " – В столице".
#[must_use]
pub fn after_era(after: &str) -> &str {
    let trimmed = after.trim_start();
    let end = run(trimmed, 0, LONGEST_ERA, is_letter);
    let rest = slice(trimmed, end..);
    let whole = !rest.starts_with(is_letter);
    if whole && is_era(slice(trimmed, ..end)) { rest.strip_prefix('.').unwrap_or(rest) } else { after }
}

/// The weekday that a text calls its own day ("this Tuesday", "today, Tuesday", "ce mardi"), 1 for Monday to 7 for Sunday, and
/// the words that do.
#[must_use]
pub fn same_day_weekday(text: &str) -> Option<(i8, String)> {
    let mut before = "";
    for word in text.split_whitespace().take(LEAD_WORDS) {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if is_same_day(before)
            && bare.chars().count() >= SHORTEST_WEEKDAY
            && let Some(day) = weekday_named(bare)
        {
            return Some((day, format!("{before} {bare}")));
        }
        before = bare;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_and_eras_belong_to_the_date() {
        for (before, want) in [
            ("Lyon, le ", "Lyon,"),
            ("le", ""),
            ("Wien, am ", "Wien,"),
            ("Port Amber, ", "Port Amber, "),
            ("Rue de le ", "Rue de le "),
            ("Oslo", "Oslo"),
            ("", ""),
        ] {
            assert_eq!(without_article(before), want, "{before}");
        }
        for (after, want) in [
            (" г. – В", " – В"),
            (" года – В", " – В"),
            ("هـ – في", " – في"),
            (" in", " in"),
            (" game", " game"),
            ("", ""),
        ] {
            assert_eq!(after_era(after), want, "{after}");
        }
    }
}
