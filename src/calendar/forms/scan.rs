//! The scanner: finds a number, then reads the date around it.
//!
//! Every date has a number, so only digits are searched for, and the words looked at are those
//! beside one; windows are bounded, so the time is linear in the text.

use super::{
    cursor::{LONGEST_WORD, Number, is_letter, is_space, last_char, next_number, run},
    form::Form,
    neighbours::{DateWord, Neighbours},
};
use crate::text::slice;

/// Longest number that is part of a date: "20241203".
const MOST_DIGITS: usize = 8;

/// The dates of a text, in order; they do not overlap.
#[derive(Clone, Debug)]
pub struct Forms<'t> {
    text: &'t str,
    /// Where no number is looked for any more.
    last: usize,
    /// Where to look for the next number.
    at: usize,
    /// End of the last form: the next one may not reach before it.
    floor: usize,
}

/// Finds the surface forms of dates in `text`.
#[must_use]
pub fn find(text: &str) -> Forms<'_> {
    find_before(text, usize::MAX)
}

/// The forms whose first number begins before byte `last`: what stands after it is read only as a part of them.
#[must_use]
pub fn find_before(text: &str, last: usize) -> Forms<'_> {
    Forms { text, last, at: 0, floor: 0 }
}

impl Iterator for Forms<'_> {
    type Item = Form;

    fn next(&mut self) -> Option<Form> {
        loop {
            let number = next_number(self.text, self.at, self.last)?;
            self.at = number.end;
            if number.digits > MOST_DIGITS {
                continue;
            }
            let scan = Neighbours { text: self.text, floor: self.floor };
            let Some(form) = scan.around(number) else { continue };
            self.at = form.end.max(number.end);
            self.floor = self.at;
            return Some(form);
        }
    }
}

impl Neighbours<'_> {
    /// The date that this number is the first number of.
    fn around(&self, number: Number) -> Option<Form> {
        let before = last_char(self.text, number.start);
        // "A3", "v2024": part of a name.
        if before.is_some_and(|c| c.is_alphanumeric() && !is_ideograph(c)) {
            return None;
        }
        // "09:31 August 20, 2019": minutes are no day.
        if before == Some(':') && self.follows_digit(number.start, ':') {
            return None;
        }
        let form = self.numeric(number).or_else(|| self.ideographic(number)).or_else(|| self.compact(number));
        let form = form.or_else(|| self.day_word(number)).or_else(|| self.year_word(number));
        let form = form.or_else(|| self.word_number(number))?;
        Some(self.with_weekday(form))
    }

    /// Takes in a weekday that stands before the date, or after it.
    fn with_weekday(&self, mut found: Form) -> Form {
        let start = found.start;
        // "So, 3.12.", "Di. 3.12.": without a mark, names of two letters are words of their own.
        let marked = |word: &DateWord| {
            let gap = slice(self.text, word.end..start);
            self.text.get(word.start..word.end).is_some_and(|name| name.chars().count() > 2) || gap.contains(['.', ','])
        };
        if let Some(word) = self.word_before(start, |meaning| meaning.weekday > 0).filter(marked) {
            found.weekday = Some(word.meaning.weekday);
            found.start = word.start;
            found.language = found.language.or(Some(word.meaning.language));
            return found;
        }
        let at = run(self.text, found.end, 3, |c| is_space(c) && c != '\n' || matches!(c, ',' | '(' | '،'));
        let word = self.name(at, run(self.text, at, LONGEST_WORD, is_letter));
        let word = word.filter(|word| word.meaning.weekday > 0 && word.end - word.start > 3);
        if let Some(word) = word {
            found.weekday = Some(word.meaning.weekday);
            found.end = run(self.text, word.end, 1, |c| c == ')');
            found.language = found.language.or(Some(word.meaning.language));
        }
        found
    }
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}
