//! Dates of numbers alone.

use super::{
    cursor::{Number, digit, is_space, last_char, next_char, number_at, run},
    form::{Form, Order, Parts, Year},
    neighbours::Neighbours,
};
use crate::calendar::{FIRST_YEAR, LAST_YEAR, languages::REIGNS};

impl Neighbours<'_> {
    /// 2024-12-03, 3.12.2024, 12/2/24, 3. 12. 2024, 12/2024.
    pub(super) fn numeric(&self, first: Number) -> Option<Form> {
        let (separator, at) = self.separator(first.end)?;
        let second = number_at(self.text, at)?;
        if self.follows_number(first.start) {
            return None;
        }
        let third = self
            .separator(second.end)
            .filter(|&(next, _)| next == separator)
            .and_then(|(_, at)| number_at(self.text, at));
        let Some(third) = third else { return self.two_numbers(first, second, separator) };
        if self.goes_on(third.end, separator) {
            return None;
        }
        let (start, end) = (first.start, third.end);
        if let Some(year) = first.full_year() {
            if let Year::Full(solar_year @ 1300..=1500) = year {
                return Form::solar(start, end, solar_year, second.month()?, third.day()?);
            }
            return Some(Form::new(start, end, Some(year.common()), Some(second.month()?), Some(third.day()?)));
        }
        let year = third.year()?.common();
        // 87/12/03: a first number that no month has days for is a year.
        if first.digits == 2 && first.value > 31 {
            let (month, day) = (second.month()?, third.day()?);
            return Some(Form::new(start, end, first.year(), Some(month), Some(day)));
        }
        let day_first = first.day().zip(second.month());
        // Points belong to languages that put the day first.
        let month_first = if separator == '.' { None } else { first.month().zip(second.day()) };
        let (day, month) = day_first.or_else(|| month_first.map(|(month, day)| (day, month)))?;
        let mut found = Form::new(start, end, Some(year), Some(month), Some(day));
        found.unpadded = (first.digits == 1 || second.digits == 1) && separator != '.';
        found.order = match (day_first, month_first) {
            (Some(_), None) => Some(Order::DayFirst),
            (None, Some(_)) => Some(Order::MonthFirst),
            _ => None,
        };
        if let (Some((day, month)), Some((other_month, other_day))) = (day_first, month_first)
            && day != month
        {
            found.month_first = Some(Parts { year: Some(year), month: Some(other_month), day: Some(other_day) });
        }
        Some(found)
    }

    /// "12/2024", "12.2024", and the day and month of "3.12.".
    fn two_numbers(&self, first: Number, second: Number, separator: char) -> Option<Form> {
        if self.goes_on(second.end, separator) {
            return None;
        }
        if let (Some(month), Some(year), true) = (first.month(), second.full_year(), separator != '-') {
            return Some(Form::new(first.start, second.end, Some(year), Some(month), None));
        }
        let pointed = separator == '.' && second.end > first.end + 1 && next_char(self.text, second.end) == Some('.');
        let end = second.end + 1;
        if !pointed || next_char(self.text, end).is_some_and(char::is_alphanumeric) {
            return None;
        }
        Some(Form::new(first.start, end, None, Some(second.month()?), Some(first.day()?)))
    }

    /// 2024年12月3日, 2024년 12월 3일.
    pub(super) fn ideographic(&self, first: Number) -> Option<Form> {
        let part = |number: Number, marks: [char; 2]| {
            let at = run(self.text, number.end, 1, is_space);
            let mark = next_char(self.text, at).filter(|c| marks.contains(c))?;
            Some(at + mark.len_utf8())
        };
        // The sign stands there, or after one space.
        if self.text.as_bytes().get(first.end..)?.iter().take(2).all(u8::is_ascii) {
            return None;
        }
        let after_year = part(first, ['年', '년'])?;
        let (year, start) = first.full_year().map(|year| (year, first.start)).or_else(|| self.reign(first))?;
        let at = run(self.text, after_year, 1, is_space);
        let month = number_at(self.text, at)?;
        let after_month = part(month, ['月', '월'])?;
        let month_number = month.month()?;
        let day = number_at(self.text, run(self.text, after_month, 1, is_space));
        let (day, end) = match day.and_then(|day| Some((day.day()?, part(day, ['日', '일'])?))) {
            Some((day, end)) => (Some(day), end),
            None => (None, after_month),
        };
        Some(Form::new(start, end, Some(year), Some(month_number), day))
    }

    /// 令和6年: the year of an era, and where that begins.
    fn reign(&self, number: Number) -> Option<(Year, usize)> {
        let before = self.text.get(self.floor..number.start)?;
        let (name, year) = REIGNS.iter().find(|(name, _)| before.ends_with(name))?;
        let nth = i16::try_from(number.value).ok().filter(|nth| (1..200).contains(nth))?;
        Some((Year::Full(year + nth), number.start - name.len()))
    }

    /// 20241203, alone or before a time ("20241203T101500").
    pub(super) fn compact(&self, number: Number) -> Option<Form> {
        if number.digits != 8 || next_char(self.text, number.end).is_some_and(|c| c.is_alphanumeric() && c != 'T') {
            return None;
        }
        let (year, month, day) = (number.value / 10_000, number.value / 100 % 100, number.value % 100);
        match (i16::try_from(year), i8::try_from(month), i8::try_from(day)) {
            (Ok(year @ FIRST_YEAR..=LAST_YEAR), Ok(month @ 1..=12), Ok(day @ 1..=31)) => {
                Some(Form::new(number.start, number.end, Some(Year::Full(year)), Some(month), Some(day)))
            }
            _ => None,
        }
    }

    /// The separator of a numeric date after a number, and where the next number begins.
    fn separator(&self, end: usize) -> Option<(char, usize)> {
        // After a space only a slash separates.
        let next = self.text.as_bytes().get(end..)?;
        if next.first().is_some_and(|b| b.is_ascii() && !b" /.-".contains(b))
            || next.starts_with(b" ") && next.get(1) != Some(&b'/')
        {
            return None;
        }
        let spaced = run(self.text, end, 1, |c| c == ' ');
        let c = next_char(self.text, spaced)?;
        let kind = match c {
            '/' | '.' | '-' => c,
            '‐' | '‑' | '⁄' | '／' => '-',
            _ => return None,
        };
        if spaced > end && kind != '/' {
            return None;
        }
        let after = spaced + c.len_utf8();
        let at = if kind == '-' { after } else { run(self.text, after, 1, |c| c == ' ' || c == '\u{a0}') };
        Some((kind, at))
    }

    /// Whether the number is the tail of a longer chain of numbers ("1.2.3.4", "10-2024-12-03").
    fn follows_number(&self, start: usize) -> bool {
        let Some(before) = last_char(self.text, start).filter(|c| matches!(c, '.' | '-' | '/' | ',' | ':')) else {
            return false;
        };
        let end = start - before.len_utf8();
        before != ','
            && before != ':'
            && end > self.floor
            && last_char(self.text, end).is_some_and(|c| digit(c).is_some())
            || before == '/' && last_char(self.text, end).is_some_and(char::is_alphanumeric)
    }

    /// Whether the chain of numbers goes on after `end`.
    fn goes_on(&self, end: usize, separator: char) -> bool {
        next_char(self.text, end).is_some_and(|c| {
            c == separator && number_at(self.text, end + c.len_utf8()).is_some() && separator != '.'
                || c == '.' && separator == '.' && number_at(self.text, end + 1).is_some()
                || c == '%'
        })
    }
}
