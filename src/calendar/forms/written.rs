//! Dates with a month written as a word.

use super::{
    cursor::{Number, is_letter, is_space, next_char, number_at, run},
    form::{Form, Year},
    neighbours::Neighbours,
};
use crate::{calendar::lexicon, text::slice};

impl Neighbours<'_> {
    /// "3 December 2024", "3rd of Dec.", "8 JAN 90", "03-Dec-2024", "3 كانون الأول/ديسمبر 2024", "۱۳ آذر ۱۴۰۳".
    pub(super) fn day_word(&self, number: Number) -> Option<Form> {
        let day = number.day()?;
        // "09.31 August 20": minutes as some write them.
        if self.follows_digit(number.start, '.') {
            return None;
        }
        let at = self.ordinal(number.end);
        let month = self.word_after(at, lexicon::Meaning::dates)?;
        let joined = slice(self.text, at..month.start);
        let month = self.doubled(month);
        if month.meaning.month == 0 {
            let (year, end) = self.year_after(month.end, true, joined)?;
            return Form::of_calendar(number.start, end, year, month.meaning, day);
        }
        let mut found = Form::new(number.start, month.end, None, Some(month.meaning.month), Some(day));
        found.language = Some(month.meaning.language);
        // The abbreviation's point belongs to it.
        if let Some((year, end)) = self.year_after(month.end, true, joined) {
            found.parts.year = Some(year.in_language(month.meaning.language));
            found.end = end;
        } else if let Some((year, end)) = self.year_after_time(month.end) {
            found.parts.year = Some(year);
            found.end = end;
        }
        Some(found)
    }

    /// "2024 December 3", "2024. december 3."
    pub(super) fn year_word(&self, number: Number) -> Option<Form> {
        let year = number.full_year()?;
        let month = self.word_after(number.end, |meaning| meaning.month > 0)?;
        let at = run(self.text, month.end, 3, |c| is_space(c) || matches!(c, '.' | '-' | ','));
        let day = number_at(self.text, at).filter(|_| at > month.end)?;
        if next_char(self.text, day.end).is_some_and(|c| c.is_alphanumeric() || c == ':') {
            return None;
        }
        let mut found = Form::new(number.start, day.end, Some(year), Some(month.meaning.month), Some(day.day()?));
        found.language = Some(month.meaning.language);
        Some(found)
    }

    /// "Dec. 3, 2024", "December 3rd", "December 2024", "diciembre de 2024".
    pub(super) fn word_number(&self, number: Number) -> Option<Form> {
        number.full_year().is_some().then_some(()).or_else(|| number.day().map(|_| ()))?;
        let word = self.word_before(number.start, |meaning| meaning.month > 0 || meaning.ethiopian > 0)?;
        if word.meaning.month == 0 {
            // "የካቲት 25 ቀን 2016"
            let (year, end) = self.year_after(number.end, false, "")?;
            return Form::of_calendar(word.start, end, year, word.meaning, number.day()?);
        }
        let mut found = Form::new(word.start, number.end, None, Some(word.meaning.month), None);
        found.language = Some(word.meaning.language);
        if let Some(year) = number.full_year() {
            if next_char(self.text, number.end).is_some_and(char::is_alphanumeric) {
                return None;
            }
            found.parts.year = Some(year.in_language(word.meaning.language));
            return Some(found);
        }
        found.parts.day = Some(number.day()?);
        let after = self.ordinal(number.end);
        // "December 10:15" is a time, "Dec 3.5" and "Mar 10%" are amounts.
        let amount = next_char(self.text, after).is_some_and(|c| matches!(c, ':' | '%' | '€' | '$') || is_letter(c));
        let decimal = next_char(self.text, after).is_some_and(|c| matches!(c, '.' | ','))
            && next_char(self.text, after + 1).is_some_and(|c| c.is_ascii_digit())
            && number_at(self.text, after + 1).is_none_or(|next| next.digits != 4);
        if amount || decimal {
            return None;
        }
        found.end = after;
        if let Some((year, end)) = self.year_after(after, false, slice(self.text, word.end..number.start)) {
            found.parts.year = Some(year);
            found.end = end;
        } else if let Some((year, end)) = self.year_after_time(after) {
            found.parts.year = Some(year);
            found.end = end;
        }
        Some(found)
    }

    /// "Mon Mar  4 10:15:00 UTC 2024", "Mon Mar 04 10:15:00 +0000 2024": the year after a time and its zone, as programs in C and
    /// Java write it.
    fn year_after_time(&self, at: usize) -> Option<(Year, usize)> {
        let hours = number_at(self.text, run(self.text, at, 2, |c| c == ' ')).filter(|hours| hours.start > at)?;
        let (mut end, mut parts) = (hours.end, 1);
        while parts < 3
            && let Some(next) = number_at(self.text, end + 1)
            && next_char(self.text, end) == Some(':')
        {
            (end, parts) = (next.end, parts + 1);
        }
        let mut next = run(self.text, end, 1, |c| c == ' ');
        if parts == 1 || next == end {
            return None;
        }
        let zone =
            run(self.text, next, LONGEST_ZONE, |c| c.is_ascii_uppercase() || c.is_ascii_digit() || "+-:".contains(c));
        let is_zone = self.text.get(next..zone).is_some_and(|zone| zone.starts_with(|c: char| !c.is_ascii_digit()));
        if is_zone {
            next = run(self.text, zone, 1, |c| c == ' ');
        }
        let number = number_at(self.text, next).filter(|_| !is_zone || next > zone)?;
        let goes_on = next_char(self.text, number.end).is_some_and(|c| c.is_alphanumeric() || c == ':');
        let year = number.full_year().filter(|_| number.value <= 2999 && !goes_on)?;
        Some((year, number.end))
    }
}

/// "GMT+03:00" is as long as a zone of time is written, in characters.
const LONGEST_ZONE: usize = 9;
