//! The time of day that stands beside a date: "3 May 2024, 10:15 GMT", "10.15 Uhr", "09:31 August 20, 2019".

use super::{
    cursor::{Number, is_letter, is_space, next_char, number_at, run},
    form::Form,
};
use crate::{
    calendar::{
        Offset, TimeOfDay,
        languages::{BEFORE_TIMES, GREENWICH, ZONES},
        lexicon::{fold, with_folded},
    },
    text::slice,
};

/// A time stands within so many bytes before its date.
const REACH: usize = 40;

/// Longest name of a zone and longest word before a time, in letters.
const LONGEST_ZONE: usize = 8;
const LONGEST_WORD: usize = 8;

/// The time of day of a date, with its zone where one is written; `None` where none stands beside it.
#[must_use]
pub fn time_of(text: &str, form: &Form) -> Option<TimeOfDay> {
    let inside = slice(text, form.start..form.end);
    let after = slice(text, form.end..);
    clock(after, lead(after))
        .or_else(|| last_clock(inside))
        .or_else(|| before(slice(text, ..form.start)))
        .map(|(time, _)| time)
}

/// Over what stands between a date and its time.
fn lead(text: &str) -> usize {
    let gap = |at| run(text, at, 4, |c| is_space(c) && c != '\n' || ",،|•·@-–—(:/".contains(c));
    let mut at = gap(0);
    // "a las"
    for _ in 0..2 {
        let end = run(text, at, LONGEST_WORD, is_letter);
        let known = with_folded(slice(text, at..end), |word| BEFORE_TIMES.iter().any(|known| fold(known) == word));
        if end == at || !known {
            break;
        }
        at = gap(end);
    }
    at
}

/// The time that a text before a date ends with.
fn before(text: &str) -> Option<(TimeOfDay, usize)> {
    let from = text.ceil_char_boundary(text.len().saturating_sub(REACH));
    let window = slice(text, from..);
    let (time, end) = last_clock(window)?;
    let rest = slice(window, end..);
    rest.chars().all(|c| is_space(c) && c != '\n' || ",،|•·-–—".contains(c)).then_some((time, end))
}

/// The last time in a text, and where it ends.
fn last_clock(text: &str) -> Option<(TimeOfDay, usize)> {
    let colon = text
        .match_indices(':')
        .map(|(at, _)| at)
        .find(|at| number_at(text, at + 1).is_some() && slice(text, ..*at).ends_with(|c: char| c.is_numeric()))?;
    let hours = slice(text, ..colon).trim_end_matches(char::is_numeric).len();
    clock(text, hours)
}

/// The time at `start`, and where it ends.
fn clock(text: &str, start: usize) -> Option<(TimeOfDay, usize)> {
    let two = |number: &Number| number.digits <= 2;
    let hours = number_at(text, start).filter(two)?;
    let sign = next_char(text, hours.end)?;
    let minutes = number_at(text, hours.end + sign.len_utf8()).filter(|minutes| minutes.digits == 2)?;
    let mut end = minutes.end;
    let mut seconds = 0;
    match sign {
        ':' => {
            if let Some(number) = number_at(text, end + 1).filter(two)
                && next_char(text, end) == Some(':')
            {
                (seconds, end) = (number.value, number.end);
                // Fractions of a second are left out.
                if let Some(fraction) = number_at(text, end + 1)
                    && matches!(next_char(text, end), Some('.' | ','))
                {
                    end = fraction.end;
                }
            }
        }
        'h' | 'H' => {}
        // "10.15 Uhr"; without the word it is any number.
        '.' if word_at(text, end).is_some_and(|(word, _)| word.eq_ignore_ascii_case("uhr")) => {}
        _ => return None,
    }
    let (half, end) = half_of_day(text, end);
    let hours = match half {
        Some(afternoon) if (1..=12).contains(&hours.value) => hours.value % 12 + if afternoon { 12 } else { 0 },
        _ => hours.value,
    };
    let (offset, end) = zone(text, end);
    Some((TimeOfDay::new(hours, minutes.value, seconds, offset)?, end))
}

/// The word after at most one space, and where it ends.
fn word_at(text: &str, at: usize) -> Option<(&str, usize)> {
    let start = run(text, at, 1, is_space);
    let end = run(text, start, LONGEST_ZONE, is_letter);
    (end > start).then(|| (slice(text, start..end), end))
}

/// "am", "p.m.": whether it is the afternoon, and where that ends.
fn half_of_day(text: &str, at: usize) -> (Option<bool>, usize) {
    let start = run(text, at, 1, is_space);
    let end = run(text, start, 4, |c| matches!(c.to_ascii_lowercase(), 'a' | 'p' | 'm' | '.'));
    let letters: String =
        slice(text, start..end).chars().filter(|c| *c != '.').map(|c| c.to_ascii_lowercase()).collect();
    match letters.as_str() {
        "am" => (Some(false), end),
        "pm" => (Some(true), end),
        _ => (None, at),
    }
}

/// The zone after a time, and where it ends.
fn zone(text: &str, at: usize) -> (Offset, usize) {
    let start = run(text, at, 2, |c| is_space(c) && c != '\n' || c == '(');
    if let Some((offset, end)) = east(text, start) {
        return (offset, end);
    }
    let Some((word, end)) = word_at(text, start) else { return (Offset::Unknown, at) };
    with_folded(word, |word| {
        if GREENWICH.contains(&word) {
            // "GMT+03:00"
            return east(text, end).unwrap_or((Offset::Utc, end));
        }
        let known = ZONES.iter().find(|(name, _)| *name == word);
        known.map_or((Offset::Unknown, at), |(_, minutes)| (Offset::East(*minutes), end))
    })
}

/// "+03:00", "-0430", "+3".
fn east(text: &str, at: usize) -> Option<(Offset, usize)> {
    let sign = next_char(text, at).filter(|c| matches!(c, '+' | '-' | '−'))?;
    let number = number_at(text, at + sign.len_utf8())?;
    let (hours, minutes, end) = match number.digits {
        4 => (number.value / 100, number.value % 100, number.end),
        1 | 2 => {
            let minutes = number_at(text, number.end + 1)
                .filter(|minutes| minutes.digits == 2 && next_char(text, number.end) == Some(':'));
            minutes.map_or((number.value, 0, number.end), |minutes| (number.value, minutes.value, minutes.end))
        }
        _ => return None,
    };
    let minutes = i16::try_from(hours * 60 + minutes).ok().filter(|_| hours < 24 && minutes < 60)?;
    // RFC 3339 keeps this offset for one that is not known.
    if sign != '+' && minutes == 0 {
        return Some((Offset::Unknown, end));
    }
    Some((Offset::East(if sign == '+' { minutes } else { -minutes }), end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{Day, Moment, forms::find};

    #[test]
    fn times_stand_beside_their_dates() {
        for (text, want) in [
            ("2024-12-03T10:15:00Z", "10:15:00Z"),
            ("2024-12-03T10:15:07.123+03:00", "10:15:07+03:00"),
            ("2024-12-03 10:15", "10:15:00-00:00"),
            ("2024-12-03T10:15:00+0000", "10:15:00+00:00"),
            ("2024-12-03T10:15:00-00:00", "10:15:00-00:00"),
            ("Tue, 03 Dec 2024 10:15:00 GMT", "10:15:00Z"),
            ("Tue, 03 Dec 2024 10:15:00 EST", "10:15:00-05:00"),
            ("Tue Dec 03 10:15:00 GMT+03:00 2024", "10:15:00+03:00"),
            ("Tue Dec 03 10:15:00 +0000 2024", "10:15:00+00:00"),
            ("Dec 3, 2024 10:15 PM", "22:15:00-00:00"),
            ("Dec 3, 2024 at 12:05 a.m. ET", "00:05:00-00:00"),
            ("3 Dec 2024 | 10:15 IST", "10:15:00-00:00"),
            ("3. Dezember 2024 um 10.15 Uhr", "10:15:00-00:00"),
            ("3 décembre 2024 à 10h15", "10:15:00-00:00"),
            ("3 de diciembre de 2024, a las 10:15", "10:15:00-00:00"),
            ("10:15, 3 December 2024", "10:15:00-00:00"),
            ("10:15 GMT, 3 December 2024", "10:15:00Z"),
            ("09:31 August 20, 2019", "09:31:00-00:00"),
            ("3 декабря 2024, 11:30 мск", "11:30:00+03:00"),
            ("٣ ديسمبر ٢٠٢٤ الساعة ١٠:١٥", "10:15:00-00:00"),
            ("3 December 2024", ""),
            ("3 December 2024, 25:15", ""),
            ("3 December 2024, 10.15 people", ""),
            ("At 10:15 they met. 3 December 2024", ""),
            ("3 December 2024\n10:15 the bell rang", ""),
        ] {
            let form = find(text).next().unwrap();
            let time = time_of(text, &form).map(|time| Moment::new(Day::new(2024, 12, 3).unwrap(), time).to_string());
            assert_eq!(time.as_deref().map_or("", |time| &time[11..]), want, "{text}");
        }
    }
}
