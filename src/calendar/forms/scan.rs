//! The scanner: finds a number, then reads the date around it.
//!
//! Every date has a number, so only digits are searched for, and the words looked at are those
//! beside one; windows are bounded, so the time is linear in the text.

use std::sync::LazyLock;

use super::{
    Form, Order, Parts, Year,
    beside::{may_follow, may_precede},
    cursor::{Number, digit, is_letter, is_space, last_char, next_char, next_number, number_at, run, run_back},
    languages::ORDINALS,
    lexicon, solar,
};

/// Bytes of each ending of a number as it is written, and the ending folded.
static ENDINGS: LazyLock<Vec<(usize, String)>> =
    LazyLock::new(|| ORDINALS.iter().map(|ending| (ending.len(), lexicon::fold(ending))).collect());

/// Longest word looked at, in letters: names of months end well before.
pub(super) const LONGEST_WORD: usize = 24;

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
            if number.digits > 8 {
                continue;
            }
            let scan = Scan { text: self.text, floor: self.floor };
            let Some(form) = scan.around(number) else { continue };
            self.at = form.end.max(number.end);
            self.floor = self.at;
            return Some(form);
        }
    }
}

/// A word with a date's meaning, and the bytes it takes.
#[derive(Clone, Copy, Debug)]
struct Found {
    start: usize,
    end: usize,
    meaning: lexicon::Meaning,
}

struct Scan<'t> {
    text: &'t str,
    floor: usize,
}

impl Scan<'_> {
    /// The date that this number is the first number of.
    fn around(&self, number: Number) -> Option<Form> {
        let before = last_char(self.text, number.start);
        // "A3", "v2024": part of a name.
        if before.is_some_and(|c| c.is_alphanumeric() && !is_ideograph(c)) {
            return None;
        }
        let form = self.numeric(number).or_else(|| self.ideographic(number)).or_else(|| self.compact(number));
        let form = form.or_else(|| self.day_word(number)).or_else(|| self.year_word(number));
        let form = form.or_else(|| self.word_number(number))?;
        Some(self.with_weekday(form))
    }

    /// 2024-12-03, 3.12.2024, 12/2/24, 3. 12. 2024, 12/2024.
    fn numeric(&self, first: Number) -> Option<Form> {
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
                return solar_form(start, end, solar_year, second.month()?, third.day()?);
            }
            return Some(form(start, end, Some(year), Some(second.month()?), Some(third.day()?)));
        }
        let year = third.year()?;
        // 87/12/03: a first number that no month has days for is a year.
        if first.digits == 2 && first.value > 31 {
            let (month, day) = (second.month()?, third.day()?);
            return Some(form(start, end, first.year(), Some(month), Some(day)));
        }
        let day_first = first.day().zip(second.month());
        // Points belong to languages that put the day first.
        let month_first = if separator == '.' { None } else { first.month().zip(second.day()) };
        let (day, month) = day_first.or_else(|| month_first.map(|(month, day)| (day, month)))?;
        let mut found = form(start, end, Some(year), Some(month), Some(day));
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
            return Some(form(first.start, second.end, Some(year), Some(month), None));
        }
        let pointed = separator == '.' && second.end > first.end + 1 && next_char(self.text, second.end) == Some('.');
        let end = second.end + 1;
        if !pointed || next_char(self.text, end).is_some_and(char::is_alphanumeric) {
            return None;
        }
        Some(form(first.start, end, None, Some(second.month()?), Some(first.day()?)))
    }

    /// 2024年12月3日, 2024년 12월 3일.
    fn ideographic(&self, first: Number) -> Option<Form> {
        let part = |number: Number, marks: [char; 2]| {
            let at = run(self.text, number.end, 1, is_space);
            let mark = next_char(self.text, at).filter(|c| marks.contains(c))?;
            Some(at + mark.len_utf8())
        };
        let year = first.full_year()?;
        // The sign stands there, or after one space.
        if self.text.as_bytes().get(first.end..)?.iter().take(2).all(u8::is_ascii) {
            return None;
        }
        let at = run(self.text, part(first, ['年', '년'])?, 1, is_space);
        let month = number_at(self.text, at)?;
        let after_month = part(month, ['月', '월'])?;
        let month_number = month.month()?;
        let day = number_at(self.text, run(self.text, after_month, 1, is_space));
        let (day, end) = match day.and_then(|day| Some((day.day()?, part(day, ['日', '일'])?))) {
            Some((day, end)) => (Some(day), end),
            None => (None, after_month),
        };
        Some(form(first.start, end, Some(year), Some(month_number), day))
    }

    /// 20241203, alone or before a time ("20241203T101500").
    fn compact(&self, number: Number) -> Option<Form> {
        if number.digits != 8 || next_char(self.text, number.end).is_some_and(|c| c.is_alphanumeric() && c != 'T') {
            return None;
        }
        let (year, month, day) = (number.value / 10_000, number.value / 100 % 100, number.value % 100);
        let year = i16::try_from(year).ok().filter(|year| (1690..=2999).contains(year))?;
        let month = i8::try_from(month).ok().filter(|month| (1..=12).contains(month))?;
        let day = i8::try_from(day).ok().filter(|day| (1..=31).contains(day))?;
        Some(form(number.start, number.end, Some(Year::Full(year)), Some(month), Some(day)))
    }

    /// "3 December 2024", "3rd of Dec.", "8 JAN 90", "03-Dec-2024", "3 كانون الأول/ديسمبر 2024", "۱۳ آذر ۱۴۰۳".
    fn day_word(&self, number: Number) -> Option<Form> {
        let day = number.day()?;
        let at = self.ordinal(number.end);
        let month = self.word_after(at, |meaning| meaning.month > 0 || meaning.solar > 0)?;
        let month = self.doubled(month);
        if month.meaning.solar > 0 && month.meaning.month == 0 {
            let (year, end) = self.year_after(month.end, true)?;
            let Year::Full(year) = year else { return None };
            return solar_form(number.start, end, year, month.meaning.solar, day);
        }
        let mut found = form(number.start, month.end, None, Some(month.meaning.month), Some(day));
        found.language = Some(month.meaning.language);
        // The abbreviation's point belongs to it.
        if let Some((year, end)) = self.year_after(month.end, true) {
            found.parts.year = Some(year);
            found.end = end;
        }
        Some(found)
    }

    /// "2024 December 3", "2024. december 3."
    fn year_word(&self, number: Number) -> Option<Form> {
        let year = number.full_year()?;
        let month = self.word_after(number.end, |meaning| meaning.month > 0)?;
        let at = run(self.text, month.end, 3, |c| is_space(c) || matches!(c, '.' | '-' | ','));
        let day = number_at(self.text, at).filter(|_| at > month.end)?;
        if next_char(self.text, day.end).is_some_and(|c| c.is_alphanumeric() || c == ':') {
            return None;
        }
        let mut found = form(number.start, day.end, Some(year), Some(month.meaning.month), Some(day.day()?));
        found.language = Some(month.meaning.language);
        Some(found)
    }

    /// "Dec. 3, 2024", "December 3rd", "December 2024", "diciembre de 2024".
    fn word_number(&self, number: Number) -> Option<Form> {
        number.full_year().is_some().then_some(()).or_else(|| number.day().map(|_| ()))?;
        let word = self.word_before(number.start, |meaning| meaning.month > 0)?;
        let mut found = form(word.start, number.end, None, Some(word.meaning.month), None);
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
        if let Some((year, end)) = self.year_after(after, false) {
            found.parts.year = Some(year);
            found.end = end;
        }
        Some(found)
    }

    /// The year after a month or day; two digits only where nothing else can be meant.
    fn year_after(&self, at: usize, after_month: bool) -> Option<(Year, usize)> {
        let mut gap = run(self.text, at, 4, |c| is_space(c) || matches!(c, '.' | ',' | '،' | '-' | '/'));
        let word_end = run(self.text, gap, 4, is_letter);
        if word_end > gap && lexicon::is_connector(self.text.get(gap..word_end)?) {
            gap = run(self.text, word_end, 2, is_space);
        }
        let quoted = next_char(self.text, gap).filter(|c| matches!(c, '\'' | '’' | '‘'));
        let number = number_at(self.text, gap + quoted.map_or(0, char::len_utf8))?;
        let year = number.year()?;
        let next = next_char(self.text, number.end);
        if next.is_some_and(|c| c == ':' || c.is_alphanumeric() && c != 'г' && c != 'م') && number.digits < 4 {
            return None;
        }
        if let Year::Short(_) = year {
            let between = self.text.get(at..gap)?;
            let glued = matches!(between, "-" | "/" | ".");
            let rest = run(self.text, number.end, 3, is_space);
            let closed = next_char(self.text, rest).is_none_or(|c| !is_letter(c) && !c.is_ascii_digit());
            let decimal = matches!(next, Some('.' | ',')) && number_at(self.text, number.end + 1).is_some();
            // After a day the next number may be a count: "Dec. 3 12 died", but "JUNE 11 89 (AFP)".
            let ends =
                after_month || next_char(self.text, rest).is_some_and(|c| matches!(c, '(' | '[' | '-' | '–' | '—'));
            let spaced = between.chars().all(is_space) && closed && ends && number.digits == 2 && !decimal;
            if quoted.is_none() && !glued && !spaced || next == Some('%') {
                return None;
            }
        } else if number.value > 2999 || next.is_some_and(|c| c == '%') {
            return None;
        }
        Some((year, number.end))
    }

    /// The end of "3rd", "1er", "3-го", or of the number alone.
    fn ordinal(&self, end: usize) -> usize {
        // What begins with a mark goes on beyond ASCII.
        let next = self.text.as_bytes().get(end..).unwrap_or_default();
        let alone = match next {
            [b'.' | b'-', after, ..] => after.is_ascii(),
            [first, ..] => first.is_ascii() && !first.is_ascii_alphabetic(),
            [] => true,
        };
        if alone {
            return end;
        }
        let after = run(self.text, end, 4, |c| is_letter(c) || matches!(c, '-' | 'º' | '°' | 'ª' | '.'));
        let Some(suffix) = self.text.get(end..after).filter(|suffix| !suffix.is_empty()) else { return end };
        lexicon::with_folded(suffix, |suffix| {
            let known = ENDINGS.iter().filter(|(_, ending)| suffix.starts_with(ending.as_str()));
            let fits = known.map(|(length, _)| end + length).filter(|&next| {
                self.text.is_char_boundary(next) && next_char(self.text, next).is_none_or(|c| !is_letter(c))
            });
            fits.max().unwrap_or(end)
        })
    }

    /// The word after `at`, over a gap and a connector, if it means what is wanted.
    fn word_after(&self, at: usize, wanted: impl Fn(&lexicon::Meaning) -> bool) -> Option<Found> {
        if !may_follow(self.text, at) {
            return None;
        }
        let gap = |at| run(self.text, at, 4, |c| is_space(c) || matches!(c, '.' | '-' | '/' | ',' | '،' | '\''));
        let mut start = gap(at);
        for _ in 0..2 {
            let end = run(self.text, start, LONGEST_WORD, is_letter);
            if let Some(found) = self.name(start, end).filter(|found| wanted(&found.meaning)) {
                return Some(found);
            }
            if end == start || !lexicon::is_connector(self.text.get(start..end)?) {
                return None;
            }
            start = gap(end);
        }
        None
    }

    /// The name at `start`, of two words where such a one exists ("كانون الأول").
    fn name(&self, start: usize, end: usize) -> Option<Found> {
        if start == end || next_char(self.text, end).is_some_and(is_letter) {
            return None;
        }
        if !self.text.as_bytes().get(start).is_some_and(u8::is_ascii) {
            let second = run(self.text, end, 1, |c| c == ' ' || c == '\u{a0}');
            let second_end = run(self.text, second, LONGEST_WORD, is_letter);
            if second > end && second_end > second && lexicon::begins_two(self.text.get(start..end)?) {
                let two = format!("{} {}", self.text.get(start..end)?, self.text.get(second..second_end)?);
                if let Some(meaning) = lexicon::meaning(&two) {
                    return Some(Found { start, end: second_end, meaning });
                }
            }
        }
        let meaning = lexicon::meaning(self.text.get(start..end)?)?;
        // The point of an abbreviation is part of it, but not the end of a sentence.
        Some(Found { start, end, meaning })
    }

    /// The word before `end`, over a gap and a connector, if it means what is wanted.
    fn word_before(&self, end: usize, wanted: impl Fn(&lexicon::Meaning) -> bool) -> Option<Found> {
        if !may_precede(self.text, self.floor, end) {
            return None;
        }
        let gap = |end| {
            run_back(self.text, end, self.floor, 4, |c| {
                is_space(c) || matches!(c, '.' | ',' | '،' | '-' | '/' | '(' | '|')
            })
        };
        let mut at = gap(end);
        for _ in 0..2 {
            let start = run_back(self.text, at, self.floor, LONGEST_WORD, |c| is_letter(c) || c == '-');
            if start == at {
                return None;
            }
            let word = self.text.get(start..at)?;
            if !word.is_ascii() {
                let first = run_back(self.text, start, self.floor, 1, |c| c == ' ' || c == '\u{a0}');
                let first_start = run_back(self.text, first, self.floor, LONGEST_WORD, is_letter);
                if first < start && first_start < first && lexicon::ends_two(word) {
                    let two = format!("{} {word}", self.text.get(first_start..first)?);
                    if let Some(meaning) = lexicon::meaning(&two).filter(|meaning| wanted(meaning)) {
                        return Some(Found { start: first_start, end: at, meaning });
                    }
                }
            }
            if let Some(meaning) = lexicon::meaning(word).filter(|meaning| wanted(meaning)) {
                return Some(Found { start, end: at, meaning });
            }
            // "2024-Dec-03" and "Mon-Dec 3": the last part of a hyphenated word.
            if let Some(hyphen) = word.rfind('-') {
                let start = start + hyphen + 1;
                let meaning = self.text.get(start..at).and_then(lexicon::meaning).filter(|meaning| wanted(meaning))?;
                return Some(Found { start, end: at, meaning });
            }
            if !lexicon::is_connector(word) {
                return None;
            }
            at = gap(start);
        }
        None
    }

    /// "كانون الأول/ديسمبر", "ديسمبر (كانون الأول)", "أغسطس - آب": one month named twice.
    fn doubled(&self, mut month: Found) -> Found {
        let at = run(self.text, month.end, 3, |c| is_space(c) && c != '\n' || matches!(c, '/' | '(' | '-'));
        let again = self.name(at, run(self.text, at, LONGEST_WORD, is_letter));
        if let Some(again) = again.filter(|again| again.meaning.month == month.meaning.month && at > month.end) {
            month.end = run(self.text, again.end, 1, |c| c == ')');
        }
        month
    }

    /// Takes in a weekday that stands before the date, or after it.
    fn with_weekday(&self, mut found: Form) -> Form {
        let start = found.start;
        // "So, 3.12.", "Di. 3.12.": without a mark, names of two letters are words of their own.
        let marked = |word: &Found| {
            let gap = self.text.get(word.end..start).unwrap_or_default();
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

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

fn form(start: usize, end: usize, year: Option<Year>, month: Option<i8>, day: Option<i8>) -> Form {
    let parts = Parts { year, month, day };
    Form { start, end, parts, month_first: None, weekday: None, language: None, order: None, unpadded: false }
}

fn solar_form(start: usize, end: usize, year: i16, month: i8, day: i8) -> Option<Form> {
    let day = solar::to_gregorian(year, month, day)?;
    let mut found = form(start, end, Some(Year::Full(day.year())), Some(day.month()), Some(day.day()));
    found.language = Some("fa");
    Some(found)
}
