//! When an article was published: finds the evidence, weighs it, and says what it rests on.
//!
//! Takes what is known of a record as [`Clues`]; gives a [`Published`]. Pure: today is handed
//! in, and a file's time of change is never evidence. What a date in running prose means, and
//! what a range search does with the answer, is not its business.
//!
//! The order of evidence: a date that the text states in full where publications are dated (a
//! dateline, a header line, "Published …"); then the page's metadata and the source's field; then
//! what can be reasoned from a date without a year, or from a dated list of sources; last the
//! year of a copyright notice.

mod address;
mod choose;
mod field;
mod infer;
mod lines;
mod metadata;
mod names;
mod order;
mod page;
mod text;

use crate::{
    article::{Candidate, Precision, Published},
    calendar::{Day, FIRST_YEAR, forms::Parts},
};

/// What is known of a record that may tell its date.
#[derive(Clone, Copy, Debug)]
pub struct Clues<'a> {
    /// The record's text, decoded and repaired, with header and footer lines still in it; for
    /// HTML the visible text, one block a line.
    pub text: &'a str,
    /// The whole source of an HTML page.
    pub html: Option<&'a str>,
    /// The source's own date field, in any form: ISO 8601, RFC 2822, epoch seconds, words.
    pub field: Option<&'a str>,
    /// Address of the page.
    pub url: Option<&'a str>,
    /// Who published; decides the order of day and month.
    pub outlet: Option<&'a str>,
    /// Language code; decides the order of day and month.
    pub language: Option<&'a str>,
    /// The day that counts as today: nothing is published after it.
    pub today: Day,
}

/// Finds when the article was published.
///
/// Never panics, whatever the text; the answer lies between 1690 and `today`, or is none.
#[must_use]
pub fn date(clues: &Clues<'_>) -> Published {
    choose::choose(clues)
}

/// A date that the evidence gives, with the days it may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Finding {
    /// The likeliest day, or the first of the month or year.
    date: Day,
    /// First day that is possible.
    first: Day,
    /// Last day that is possible.
    last: Day,
    /// How exact.
    precision: Precision,
    /// The words or the field.
    why: String,
}

impl Finding {
    /// The finding for parts that have a year; `None` when it lies out of bounds.
    fn new(parts: Parts, why: &str, today: Day) -> Option<Self> {
        let (first, last) = parts.interval(today)?;
        let precision = match (parts.month, parts.day) {
            (Some(_), Some(_)) => Precision::Day,
            (Some(_), None) => Precision::Month,
            _ => Precision::Year,
        };
        (first.year() >= FIRST_YEAR && first <= today).then(|| Self {
            date: first,
            first,
            last: last.min(today),
            precision,
            why: shorten(why),
        })
    }

    fn day(day: Day, why: &str, today: Day) -> Option<Self> {
        let inside = day.year() >= FIRST_YEAR && day <= today;
        inside.then(|| Self { date: day, first: day, last: day, precision: Precision::Day, why: shorten(why) })
    }

    fn candidate(&self) -> Candidate {
        Candidate { date: self.date, precision: self.precision, why: self.why.clone() }
    }

    /// Whether both can be true.
    fn agrees(&self, other: &Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }
}

/// Words quoted as a reason: one line, of a length that fits one.
fn shorten(words: &str) -> String {
    let mut out = String::new();
    for word in words.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().take(60));
        if out.chars().count() > 140 {
            out.push('…');
            break;
        }
    }
    out
}

#[cfg(test)]
mod tests;
