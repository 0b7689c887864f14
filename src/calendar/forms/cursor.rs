//! Numbers and characters around a place in a text: what the scanner moves by.
//!
//! Offsets are bytes; an offset that is no boundary of a character finds nothing.

use super::form::Year;
use crate::text::slice;

/// Longest word looked at, in letters: names of months end well before.
pub(super) const LONGEST_WORD: usize = 24;

/// A run of digits, of any of the kinds that the languages use.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number {
    pub start: usize,
    pub end: usize,
    pub value: u32,
    pub digits: usize,
}

impl Number {
    fn small(self, most: i8) -> Option<i8> {
        match i8::try_from(self.value) {
            Ok(value) if self.digits <= 2 && (1..=most).contains(&value) => Some(value),
            _ => None,
        }
    }

    #[inline]
    pub(super) fn day(self) -> Option<i8> {
        self.small(31)
    }

    pub(super) fn month(self) -> Option<i8> {
        self.small(12)
    }

    #[inline]
    pub(super) fn year(self) -> Option<Year> {
        match (self.digits, i8::try_from(self.value), i16::try_from(self.value)) {
            (2, Ok(value), _) => Some(Year::Short(value)),
            (4, _, Ok(value @ 1000..)) => Some(Year::Full(value)),
            _ => None,
        }
    }

    #[inline]
    pub(super) fn full_year(self) -> Option<Year> {
        self.year().filter(|year| matches!(year, Year::Full(_)))
    }
}

#[inline]
pub(super) fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(u32::from(c) - u32::from('0')),
        '٠'..='٩' => Some(u32::from(c) - u32::from('٠')),
        '۰'..='۹' => Some(u32::from(c) - u32::from('۰')),
        '०'..='९' => Some(u32::from(c) - u32::from('०')),
        '০'..='৯' => Some(u32::from(c) - u32::from('০')),
        '๐'..='๙' => Some(u32::from(c) - u32::from('๐')),
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        _ => None,
    }
}

/// The next number from `from` that begins before `last`.
#[expect(clippy::needless_bitwise_bool, reason = "a branch for each byte keeps the compiler from taking many at once")]
pub(super) fn next_number(text: &str, from: usize, last: usize) -> Option<Number> {
    // The Arabic and Persian digits are two bytes, led by D9 and DB; those of Devanagari, Bengali and Thai three, led by E0,
    // and the wide ones of East Asia by EF.
    let bytes = text.as_bytes();
    let last = last.min(bytes.len());
    let may_count =
        |byte: u8| byte.is_ascii_digit() | (byte == 0xD9) | (byte == 0xDB) | (byte == 0xE0) | (byte == 0xEF);
    let counts = |at: usize| match bytes.get(at) {
        Some(b'0'..=b'9') => true,
        Some(0xD9) => matches!(bytes.get(at + 1), Some(0xA0..=0xA9)),
        Some(0xDB) => matches!(bytes.get(at + 1), Some(0xB0..=0xB9)),
        Some(0xE0) => matches!(
            (bytes.get(at + 1), bytes.get(at + 2)),
            (Some(0xA5 | 0xA7), Some(0xA6..=0xAF)) | (Some(0xB9), Some(0x90..=0x99))
        ),
        Some(0xEF) => matches!((bytes.get(at + 1), bytes.get(at + 2)), (Some(0xBC), Some(0x90..=0x99))),
        _ => false,
    };
    let mut at = from;
    while at < last {
        let block: Option<&[u8; BLOCK]> = bytes.get(at..).and_then(|rest| rest.first_chunk());
        let stop = last.min(at + BLOCK);
        if block.is_none_or(|block| block.iter().fold(false, |any, byte| any | may_count(*byte)))
            && let Some(start) = (at..stop).find(|at| counts(*at))
        {
            return number_at(text, start);
        }
        at = stop;
    }
    None
}

/// Bytes that are looked at together.
const BLOCK: usize = 16;

/// Whether a text has a character that counts: a digit of any script, a fraction, a numeral.
#[must_use]
#[expect(clippy::needless_bitwise_bool, reason = "a branch for each byte keeps the compiler from taking many at once")]
pub fn has_numeric(text: &str) -> bool {
    let bytes = text.as_bytes();
    if bytes.iter().fold(false, |any, byte| any | byte.is_ascii_digit()) {
        return true;
    }
    if bytes.is_ascii() {
        return false;
    }
    // Of the letters of Latin, Greek, Cyrillic, Hebrew and Arabic, and of the usual marks, none counts: they need no look
    // into the tables of Unicode.
    let possible = |lead: u8, next: u8| {
        ((lead == 0xC2) & (next >= 0xB2) & (next != 0xBB))
            | ((lead == 0xD9) & (0xA0..=0xA9).contains(&next))
            | ((lead == 0xDB) & (0xB0..=0xB9).contains(&next))
            | (lead == 0xDF)
            | ((lead >= 0xE0) & ((lead != 0xE2) | (next != 0x80)))
    };
    let pairs = bytes.iter().zip(bytes.iter().skip(1));
    pairs.fold(false, |any, (lead, next)| any | possible(*lead, *next)) && text.chars().any(char::is_numeric)
}

pub(super) fn number_at(text: &str, start: usize) -> Option<Number> {
    let mut number = Number { start, end: start, value: 0, digits: 0 };
    while let Some((c, value)) = next_char(text, number.end).and_then(|c| Some((c, digit(c)?))) {
        number.value = number.value.saturating_mul(10).saturating_add(value);
        number.digits += 1;
        number.end += c.len_utf8();
    }
    (number.digits > 0).then_some(number)
}

#[inline]
pub(super) fn next_char(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at) {
        Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
        _ => text.get(at..)?.chars().next(),
    }
}

#[inline]
pub(super) fn last_char(text: &str, end: usize) -> Option<char> {
    match text.as_bytes().get(end.checked_sub(1)?) {
        Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
        _ => text.get(..end)?.chars().next_back(),
    }
}

/// Letters and the marks that belong to them.
#[inline]
pub(super) fn is_letter(c: char) -> bool {
    c.is_alphabetic()
        || matches!(c, '\u{300}'..='\u{36f}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{200c}')
        || matches!(c, '\u{93c}' | '\u{94d}' | '\u{e47}'..='\u{e4e}')
}

#[inline]
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{feff}')
}

/// Bytes of the characters at the start of `text` that `keep` accepts, at most `most` of them.
pub(super) fn run(text: &str, at: usize, most: usize, keep: impl Fn(char) -> bool) -> usize {
    let rest = slice(text, at..);
    at + rest.chars().take(most).take_while(|&c| keep(c)).map(char::len_utf8).sum::<usize>()
}

/// The same backwards, but not before `floor`.
pub(super) fn run_back(text: &str, end: usize, floor: usize, most: usize, keep: impl Fn(char) -> bool) -> usize {
    let rest = slice(text, floor.min(end)..end);
    end - rest.chars().rev().take(most).take_while(|&c| keep(c)).map(char::len_utf8).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_where_its_first_digit_stands() {
        for c in ('\0'..=char::MAX).filter(|c| digit(*c).is_some()) {
            let text = format!("\u{e40}\u{ff21}x{c}");
            assert_eq!(next_number(&text, 0, usize::MAX).map(|number| number.start), Some(7), "{c:?}");
        }
    }

    #[test]
    fn what_counts_is_what_unicode_says() {
        for c in '\0'..=char::MAX {
            assert_eq!(has_numeric(&format!("a{c}b")), c.is_numeric(), "{c:?}");
        }
    }
}
