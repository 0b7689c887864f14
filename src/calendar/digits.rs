//! Numbers that are written in ASCII digits alone, as years, months and days are in fields, addresses and arguments.

use std::ops::RangeInclusive;

/// Digits of a year, the longest number that is read here.
pub(crate) const YEAR: RangeInclusive<usize> = 4..=4;

/// Digits of a day or a month.
pub(crate) const SMALL: RangeInclusive<usize> = 1..=2;

/// Digits of a day or a month with its leading zero.
pub(crate) const PADDED: RangeInclusive<usize> = 2..=2;

/// The number that a text is, where it is of digits alone and of so many.
pub(crate) fn number(text: &str, widths: RangeInclusive<usize>) -> Option<i16> {
    debug_assert!(*widths.start() > 0 && widths.end() <= YEAR.end(), "{widths:?} digits are no part of a date");
    let digit = |byte: u8| byte.is_ascii_digit().then(|| i16::from(byte - b'0'));
    let fits = widths.contains(&text.len());
    fits.then(|| text.bytes().try_fold(0, |number, byte| Some(number * 10 + digit(byte)?))).flatten()
}

/// The same for a day or a month.
pub(crate) fn small(text: &str, widths: RangeInclusive<usize>) -> Option<i8> {
    number(text, widths).and_then(|number| i8::try_from(number).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_alone_are_numbers() {
        for (text, widths, read) in [
            ("2024", YEAR, Some(2024)),
            ("0003", YEAR, Some(3)),
            ("12", SMALL, Some(12)),
            ("07", PADDED, Some(7)),
            ("7", PADDED, None),
            ("007", SMALL, None),
            ("", SMALL, None),
            ("+1", SMALL, None),
            ("1a", SMALL, None),
            ("٣", PADDED, None),
        ] {
            assert_eq!(number(text, widths), read, "{text}");
        }
        assert_eq!((small("99", SMALL), small("2024", YEAR)), (Some(99), None));
    }
}
