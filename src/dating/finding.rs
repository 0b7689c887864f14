//! A date that one piece of evidence gives: the days that it may mean, how exact it is, and the words it rests on.

use crate::{
    article::{Candidate, Precision},
    calendar::{Day, FIRST_YEAR, Moment, TimeOfDay, forms::Parts},
};

/// A date that the evidence gives, with the days it may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Finding {
    /// The likeliest day, or the first of the month or year.
    pub(super) date: Day,
    /// First day that is possible.
    pub(super) first: Day,
    /// Last day that is possible.
    pub(super) last: Day,
    /// How exact.
    pub(super) precision: Precision,
    /// The moment of the day, where it is known.
    pub(super) time: Option<Moment>,
    /// The words or the field.
    pub(super) why: String,
}

impl Finding {
    /// The finding for parts that have a year; `None` when it lies out of bounds.
    pub(super) fn new(parts: Parts, why: &str, today: Day) -> Option<Self> {
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
            time: None,
            why: shorten(why),
        })
    }

    pub(super) fn day(day: Day, why: &str, today: Day) -> Option<Self> {
        let inside = day.year() >= FIRST_YEAR && day <= today;
        inside.then(|| Self {
            date: day,
            first: day,
            last: day,
            precision: Precision::Day,
            time: None,
            why: shorten(why),
        })
    }

    /// The same at a time of its day. Midnight to the second is how programs write a day without a time.
    pub(super) fn at(self, time: Option<TimeOfDay>) -> Self {
        let known = time.filter(|time| self.precision == Precision::Day && !time.is_midnight());
        Self { time: known.map(|time| Moment::new(self.date, time)), ..self }
    }

    pub(super) fn candidate(&self) -> Candidate {
        Candidate { date: self.date, precision: self.precision, why: self.why.clone() }
    }

    /// Whether a year or more lies between the two.
    pub(super) fn is_years_from(&self, other: &Self) -> bool {
        const YEAR: i32 = 365;
        let gap = |early: &Self, late: &Self| late.first.to_epoch_days() - early.last.to_epoch_days();
        gap(self, other).max(gap(other, self)) >= YEAR
    }

    /// Whether both can be true.
    pub(super) fn agrees(&self, other: &Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }
}

/// Characters of a word that are quoted, and of a reason: what fits on a line of a terminal or two.
const LONGEST_QUOTED_WORD: usize = 60;
const LONGEST_REASON: usize = 140;

/// Words quoted as a reason: one line, of a length that fits one.
pub(super) fn shorten(words: &str) -> String {
    let mut out = String::new();
    for word in words.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().take(LONGEST_QUOTED_WORD));
        if out.chars().count() > LONGEST_REASON {
            out.push('…');
            break;
        }
    }
    out
}
