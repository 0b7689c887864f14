//! Numbers and characters around a place in a text: what the scanner moves by.
//!
//! Offsets are bytes; an offset that is no boundary of a character finds nothing.

use super::Year;

/// A run of digits, of any of the three kinds that the languages use.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number {
    pub start: usize,
    pub end: usize,
    pub value: u32,
    pub digits: usize,
}

impl Number {
    fn small(self, most: u32) -> Option<i8> {
        let fits = self.digits <= 2 && (1..=most).contains(&self.value);
        fits.then(|| i8::try_from(self.value).unwrap_or_default())
    }

    pub(super) fn day(self) -> Option<i8> {
        self.small(31)
    }

    pub(super) fn month(self) -> Option<i8> {
        self.small(12)
    }

    pub(super) fn year(self) -> Option<Year> {
        match self.digits {
            2 => i8::try_from(self.value).ok().map(Year::Short),
            4 if self.value >= 1000 => i16::try_from(self.value).ok().map(Year::Full),
            _ => None,
        }
    }

    pub(super) fn full_year(self) -> Option<Year> {
        self.year().filter(|year| matches!(year, Year::Full(_)))
    }
}

pub(super) fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(u32::from(c) - u32::from('0')),
        '٠'..='٩' => Some(u32::from(c) - u32::from('٠')),
        '۰'..='۹' => Some(u32::from(c) - u32::from('۰')),
        _ => None,
    }
}

/// The next number from `from` that begins before `last`.
pub(super) fn next_number(text: &str, from: usize, last: usize) -> Option<Number> {
    // The Arabic and Persian digits are two bytes, led by D9 and DB.
    let bytes = text.as_bytes();
    let rest = bytes.get(from..last.min(bytes.len()))?;
    let start = rest.iter().enumerate().position(|(offset, &byte)| {
        byte.is_ascii_digit()
            || matches!(byte, 0xD9 | 0xDB)
                && matches!((byte, bytes.get(from + offset + 1)), (0xD9, Some(0xA0..=0xA9)) | (_, Some(0xB0..=0xB9)))
    })?;
    number_at(text, from + start)
}

/// Whether a text has a character that counts: a digit of any script, a fraction, a numeral.
#[must_use]
pub fn has_numeric(text: &str) -> bool {
    let bytes = text.as_bytes();
    if bytes.iter().fold(false, |any, byte| any | byte.is_ascii_digit()) {
        return true;
    }
    // Letters of Latin, Greek, Cyrillic, Hebrew and Arabic, and the usual marks, need no look into the tables of Unicode.
    let known =
        |c: &char| c.is_ascii() || matches!(c, 'À'..='\u{65f}' | '\u{66a}'..='\u{6ef}' | '\u{2000}'..='\u{206f}');
    !text.is_ascii() && text.chars().filter(|c| !known(c)).any(char::is_numeric)
}

pub(super) fn number_at(text: &str, start: usize) -> Option<Number> {
    let mut number = Number { start, end: start, value: 0, digits: 0 };
    for c in text.get(start..)?.chars() {
        let Some(value) = digit(c) else { break };
        number.value = number.value.saturating_mul(10).saturating_add(value);
        number.digits += 1;
        number.end += c.len_utf8();
    }
    (number.digits > 0).then_some(number)
}

pub(super) fn next_char(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

pub(super) fn last_char(text: &str, end: usize) -> Option<char> {
    text.get(..end)?.chars().next_back()
}

/// Letters and the marks that belong to them.
pub(super) fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36f}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{200c}')
}

pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{feff}')
}

/// Bytes of the characters at the start of `text` that `keep` accepts, at most `most` of them.
pub(super) fn run(text: &str, at: usize, most: usize, keep: impl Fn(char) -> bool) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.chars().take(most).take_while(|&c| keep(c)).map(char::len_utf8).sum::<usize>()
}

/// The same backwards, but not before `floor`.
pub(super) fn run_back(text: &str, end: usize, floor: usize, most: usize, keep: impl Fn(char) -> bool) -> usize {
    let rest = text.get(floor.min(end)..end).unwrap_or_default();
    end - rest.chars().rev().take(most).take_while(|&c| keep(c)).map(char::len_utf8).sum::<usize>()
}
