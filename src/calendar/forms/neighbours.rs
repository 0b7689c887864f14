//! The words beside a number, and the year and the ending of one: what dates with words are put together from.

use std::sync::LazyLock;

use super::{
    beside::{may_follow, may_precede},
    cursor::{LONGEST_WORD, digit, is_letter, is_space, last_char, next_char, number_at, run, run_back},
    form::Year,
};
use crate::{
    calendar::{
        LAST_YEAR,
        languages::{ERAS_BEFORE, ORDINALS},
        lexicon,
    },
    text::{items, slice},
};

/// Bytes of each ending of a number as it is written, and the ending folded.
static ENDINGS: LazyLock<Vec<(usize, String)>> =
    LazyLock::new(|| ORDINALS.iter().map(|ending| (ending.len(), lexicon::fold(ending))).collect());

/// What follows a time that is written in four digits, and the most letters of it.
const HOURS: [&str; 6] = ["gmt", "utc", "hrs", "hours", "uhr", "z"];
const LONGEST_HOURS: usize = 6;

/// A word with a date's meaning, and the bytes it takes.
#[derive(Clone, Copy, Debug)]
pub(super) struct DateWord {
    pub start: usize,
    pub end: usize,
    pub meaning: lexicon::Meaning,
}

/// A text, and the byte before which no date may reach: the end of the one before.
pub(super) struct Neighbours<'t> {
    pub text: &'t str,
    pub floor: usize,
}

impl Neighbours<'_> {
    /// Whether this sign stands before `start`, and a digit before it: minutes, or the second part of a number.
    pub(super) fn follows_digit(&self, start: usize, sign: char) -> bool {
        let before = self.text.get(..start).and_then(|before| before.strip_suffix(sign));
        before.and_then(|before| before.chars().next_back()).is_some_and(|c| digit(c).is_some())
    }

    /// The year after a month or day; two digits only where nothing else can be meant. `joined` is what stands between day
    /// and month: a year of two digits is glued on only by the same sign ("03-Dec-24"), for "May 14-16" and "3 May-16 June"
    /// are spans of days.
    pub(super) fn year_after(&self, at: usize, after_month: bool, joined: &str) -> Option<(Year, usize)> {
        let mut gap = run(self.text, at, 4, |c| is_space(c) || matches!(c, '.' | ',' | '،' | '-' | '/'));
        let word_end = run(self.text, gap, 4, is_letter);
        if word_end > gap && lexicon::is_connector(self.text.get(gap..word_end)?) {
            gap = run(self.text, word_end, 2, is_space);
        }
        let era = ERAS_BEFORE.iter().find(|era| self.text.get(gap..).is_some_and(|rest| rest.starts_with(**era)));
        gap = era.map_or(gap, |era| run(self.text, gap + era.len(), 2, is_space));
        let quoted = next_char(self.text, gap).filter(|c| matches!(c, '\'' | '’' | '‘'));
        let number = number_at(self.text, gap + quoted.map_or(0, char::len_utf8))?;
        let year = number.year()?;
        let next = next_char(self.text, number.end);
        if next.is_some_and(|c| c == ':' || c.is_alphanumeric() && c != 'г' && c != 'م') && number.digits < 4 {
            return None;
        }
        if let Year::Short(_) = year {
            let between = self.text.get(at..gap)?;
            let glued = matches!(between, "-" | "/" | ".") && between == joined;
            let rest = run(self.text, number.end, 3, is_space);
            let closed = next_char(self.text, rest).is_none_or(|c| !is_letter(c) && !c.is_ascii_digit());
            let decimal = matches!(next, Some('.' | ',')) && number_at(self.text, number.end + 1).is_some();
            // After a day the next number may be a count: "Dec. 3 12 died", but "JUNE 11 89 (AFP)".
            let ends =
                after_month || next_char(self.text, rest).is_some_and(|c| matches!(c, '(' | '[' | '-' | '–' | '—'));
            // The point of an abbreviation belongs to the month.
            let apart = between.strip_prefix('.').filter(|_| after_month).unwrap_or(between);
            let spaced = apart.chars().all(is_space) && closed && ends && number.digits == 2 && !decimal;
            if quoted.is_none() && !glued && !spaced || next == Some('%') {
                return None;
            }
        } else if number.value > LAST_YEAR as u32 || next.is_some_and(|c| c == '%') || self.is_hour(number.end) {
            return None;
        }
        Some((year, number.end))
    }

    /// "Dec. 3, 1945 GMT": four digits before a zone or a word for hours are a time.
    fn is_hour(&self, end: usize) -> bool {
        let start = run(self.text, end, 1, |c| c == ' ');
        let word = slice(self.text, start..run(self.text, start, LONGEST_HOURS, is_letter));
        HOURS.iter().any(|hours| word.eq_ignore_ascii_case(hours))
    }

    /// The end of "3rd", "1er", "3-го", or of the number alone.
    pub(super) fn ordinal(&self, end: usize) -> usize {
        // What begins with a mark goes on beyond ASCII.
        let next = items(self.text.as_bytes(), end..);
        let alone = match next {
            [b'.' | b'-', after, ..] => after.is_ascii(),
            [first, ..] => first.is_ascii() && !first.is_ascii_alphabetic(),
            [] => true,
        };
        if alone {
            return end;
        }
        let after = run(self.text, end, 4, |c| is_letter(c) || matches!(c, '-' | 'º' | '°' | 'ª' | '.'));
        let suffix = slice(self.text, end..after);
        if suffix.is_empty() {
            return end;
        }
        lexicon::with_folded(suffix, |suffix| {
            let known = ENDINGS.iter().filter(|(_, ending)| suffix.starts_with(ending.as_str()));
            let fits = known.map(|(length, _)| end + length).filter(|&next| {
                self.text.is_char_boundary(next) && next_char(self.text, next).is_none_or(|c| !is_letter(c))
            });
            fits.max().unwrap_or(end)
        })
    }

    /// The word after `at`, over a gap and a connector, if it means what is wanted.
    pub(super) fn word_after(&self, at: usize, wanted: impl Fn(&lexicon::Meaning) -> bool) -> Option<DateWord> {
        if !may_follow(self.text, at) {
            return None;
        }
        let gap = |at| run(self.text, at, 4, |c| is_space(c) || matches!(c, '.' | '-' | '/' | ',' | '،' | '\''));
        let mut start = gap(at);
        // "4 ga watan Maris": two connectors at most.
        for _ in 0..3 {
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

    /// The word before `end`, over a gap and a connector, if it means what is wanted.
    pub(super) fn word_before(&self, end: usize, wanted: impl Fn(&lexicon::Meaning) -> bool) -> Option<DateWord> {
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
                        return Some(DateWord { start: first_start, end: at, meaning });
                    }
                }
            }
            if let Some(meaning) = lexicon::meaning(word).filter(|meaning| wanted(meaning)) {
                return Some(DateWord { start, end: at, meaning });
            }
            // "2024-Dec-03" and "Mon-Dec 3": the last part of a hyphenated word.
            if let Some(hyphen) = word.rfind('-') {
                let start = start + hyphen + 1;
                let meaning = self.text.get(start..at).and_then(lexicon::meaning).filter(|meaning| wanted(meaning))?;
                return Some(DateWord { start, end: at, meaning });
            }
            if !lexicon::is_connector(word) {
                return None;
            }
            at = gap(start);
        }
        None
    }

    /// The name at `start`, of two words where such a one exists ("كانون الأول").
    pub(super) fn name(&self, start: usize, end: usize) -> Option<DateWord> {
        let end = self.pointed(end);
        if start == end || next_char(self.text, end).is_some_and(is_letter) {
            return None;
        }
        if !self.text.get(start..end)?.is_ascii() {
            let second = run(self.text, end, 1, |c| c == ' ' || c == '\u{a0}');
            let second_end = run(self.text, second, LONGEST_WORD, is_letter);
            if second > end && second_end > second && lexicon::begins_two(self.text.get(start..end)?) {
                let two = format!("{} {}", self.text.get(start..end)?, self.text.get(second..second_end)?);
                if let Some(meaning) = lexicon::meaning(&two) {
                    return Some(DateWord { start, end: second_end, meaning });
                }
            }
        }
        let meaning = lexicon::meaning(self.text.get(start..end)?)?;
        // The point of an abbreviation is part of it, but not the end of a sentence.
        Some(DateWord { start, end, meaning })
    }

    /// Where a word ends that goes on after its point: "ม.ค.", as Thai abbreviates months.
    fn pointed(&self, end: usize) -> usize {
        let thai = |c: char| ('\u{e00}'..='\u{e7f}').contains(&c);
        if next_char(self.text, end) != Some('.') || !last_char(self.text, end).is_some_and(thai) {
            return end;
        }
        let second = run(self.text, end + 1, LONGEST_WORD, thai);
        if second > end + 1 { second } else { end }
    }

    /// "كانون الأول/ديسمبر", "ديسمبر (كانون الأول)", "أغسطس - آب": one month named twice.
    pub(super) fn doubled(&self, mut month: DateWord) -> DateWord {
        let at = run(self.text, month.end, 3, |c| is_space(c) && c != '\n' || matches!(c, '/' | '(' | '-'));
        let again = self.name(at, run(self.text, at, LONGEST_WORD, is_letter));
        if let Some(again) = again.filter(|again| again.meaning.month == month.meaning.month && at > month.end) {
            month.end = run(self.text, again.end, 1, |c| c == ')');
        }
        month
    }
}
