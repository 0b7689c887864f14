//! Dates with a month written as a word.

use super::{
    cursor::{Number, is_letter, is_space, next_char, number_at, run},
    form::{Form, Year},
    neighbours::Neighbours,
};
use crate::text::slice;

impl Neighbours<'_> {
    /// "3 December 2024", "3rd of Dec.", "8 JAN 90", "03-Dec-2024", "3 كانون الأول/ديسمبر 2024", "۱۳ آذر ۱۴۰۳".
    pub(super) fn day_word(&self, number: Number) -> Option<Form> {
        let day = number.day()?;
        // "09.31 August 20": minutes as some write them.
        if self.follows_digit(number.start, '.') {
            return None;
        }
        let at = self.ordinal(number.end);
        let month = self.word_after(at, |meaning| meaning.month > 0 || meaning.solar > 0)?;
        let joined = slice(self.text, at..month.start);
        let month = self.doubled(month);
        if month.meaning.solar > 0 && month.meaning.month == 0 {
            let (year, end) = self.year_after(month.end, true, joined)?;
            let Year::Full(year) = year else { return None };
            return Form::solar(number.start, end, year, month.meaning.solar, day);
        }
        let mut found = Form::new(number.start, month.end, None, Some(month.meaning.month), Some(day));
        found.language = Some(month.meaning.language);
        // The abbreviation's point belongs to it.
        if let Some((year, end)) = self.year_after(month.end, true, joined) {
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
        let word = self.word_before(number.start, |meaning| meaning.month > 0)?;
        let mut found = Form::new(word.start, number.end, None, Some(word.meaning.month), None);
        found.language = Some(word.meaning.language);
        if let Some(year) = number.full_year() {
            if next_char(self.text, number.end).is_some_and(char::is_alphanumeric) {
                return None;
            }
            found.parts.year = Some(year);
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
        }
        Some(found)
    }
}
