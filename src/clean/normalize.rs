//! One spelling for whitespace, line ends and invisible characters, and NFC.
//!
//! Takes any text, gives text whose only control character is the line feed. Leading spaces of a line stay
//! (they tell paragraphs apart in wire copy); everything else that cannot be seen goes, but for the joiners that
//! Persian, Indic scripts and emoji are spelled with.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::text::{items, slice};

/// The deepest indentation that is kept.
const DEEPEST: &str = "        ";

/// Longest payload of an operating-system command that is still taken for one and not for text.
const MAX_OSC: usize = 256;

/// The text in NFC, with `\n` line ends, single spaces inside a line, none at its end, and no control characters.
pub(super) fn normalize(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut composed = true;
    let mut start = 0;
    for end in memchr::memchr_iter(b'\n', text.as_bytes()) {
        let line = slice(text, std::mem::replace(&mut start, end + 1)..end);
        push_line(&mut out, line.strip_suffix('\r').unwrap_or(line), &mut composed);
        new_line(&mut out);
    }
    push_line(&mut out, slice(text, start..), &mut composed);
    trim_spaces(&mut out);
    if composed || is_nfc_quick(out.chars()) == IsNormalized::Yes { out } else { out.nfc().collect() }
}

/// Copies a line, normalised but for its normal form. `composed` is taken back where it may not be in NFC.
fn push_line(out: &mut String, line: &str, composed: &mut bool) {
    let mut rest = line.trim_start_matches(' ');
    out.extend(std::iter::repeat_n(' ', (line.len() - rest.len()).min(DEEPEST.len())));
    while let Some(at) = next_special(rest, out.is_empty() || out.ends_with([' ', '\n']), composed) {
        let (plain, tail) = rest.split_at(at);
        out.push_str(plain);
        rest = special(out, tail);
    }
    out.push_str(rest);
}

/// Offset of the next character that may not simply be copied; a space after a space (or at a line's start) may not.
fn next_special(text: &str, mut previous_space: bool, composed: &mut bool) -> Option<usize> {
    /// Bytes that are looked at together, and where they cannot be copied, fewer.
    const LARGE: usize = 64;
    const SMALL: usize = 16;
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if let Some(last) = plain_block::<LARGE>(bytes, at, previous_space) {
            previous_space = last == b' ';
            at += LARGE;
            continue;
        }
        let stop = bytes.len().min(at + LARGE);
        while at < stop {
            if let Some(last) = plain_block::<SMALL>(bytes, at, previous_space) {
                previous_space = last == b' ';
                at += SMALL;
                continue;
            }
            let stop = bytes.len().min(at + SMALL);
            while at < stop {
                let b = bytes.get(at).copied()?;
                match b {
                    b' ' if previous_space => return Some(at),
                    0..=0x1f | 0x7f => return Some(at),
                    0xc2.. => {
                        // A character of two bytes may be the last one.
                        let next = match *items(bytes, at + 1..) {
                            [second, third, ..] => (second, third),
                            [second] => (second, 0),
                            [] => (0, 0),
                        };
                        if is_special(b, next) {
                            return Some(at);
                        }
                        *composed &= is_composed(b, next) || is_vowel_mark(b, next.0) && follows_letter(bytes, at);
                    }
                    _ => {}
                }
                previous_space = b == b' ';
                at += 1;
            }
        }
    }
    None
}

/// The last byte of the block at an offset, where it can be copied as it is.
fn plain_block<const N: usize>(bytes: &[u8], at: usize, previous_space: bool) -> Option<u8> {
    let block = |at: usize| bytes.get(at..)?.first_chunk::<N>();
    let (first, second, third) = (block(at)?, block(at + 1)?, block(at + 2)?);
    let doubled = previous_space && first.first() == Some(&b' ');
    (!doubled && is_plain(first, second, third)).then(|| first.last().copied()).flatten()
}

/// Whether a block holds only single spaces and characters that are neither special nor in need of the tables of Unicode,
/// as [`is_special`] and [`is_composed`] have them: those of ASCII, the letters of most scripts, and the usual quotes and
/// dashes. It is given with what stands one byte and two bytes on.
#[expect(clippy::needless_bitwise_bool, reason = "a branch for each byte keeps the compiler from taking many at once")]
fn is_plain<const N: usize>(block: &[u8; N], second: &[u8; N], third: &[u8; N]) -> bool {
    let odd = |b: u8, next: u8| (b < 0x20) | (b == 0x7f) | ((b == b' ') & (next == b' '));
    let (mut any, mut beyond) = (false, 0);
    for (b, next) in block.iter().zip(second) {
        any |= odd(*b, *next);
        beyond |= *b;
    }
    if any || beyond < 0x80 {
        return !any;
    }
    let odd = |b: u8, next: u8| {
        ((b == 0xc2) & ((next <= 0xa0) | (next == 0xad)))
            | (b == 0xcc)
            | (b == 0xcd)
            | ((b == 0xce) & (next == 0x87))
            | ((b == 0xd2) & (next < 0x8a))
            | ((b == 0xd6) & (next > 0x90))
            | ((b == 0xd7) & (next < 0x90))
            | ((b == 0xd8) & (0x90..=0x9c).contains(&next) & (next != 0x9b))
            | ((b == 0xd9) & ((0x8b..=0x9f).contains(&next) | (next == 0xb0)))
            | ((b == 0xdb) & (0x96..=0xaf).contains(&next))
            | (0xdc..=0xe1).contains(&b)
            | ((b == 0xe2) & (next != 0x80))
            | (b == 0xe3)
            | (b == 0xea)
            | (b >= 0xed)
    };
    let punctuation = |b: u8, third: u8| (b == 0xe2) & ((third < 0x90) | (third & 0xf8 == 0xa8));
    for ((b, next), third) in block.iter().zip(second).zip(third) {
        any |= odd(*b, *next) | punctuation(*b, *third);
    }
    !any
}

/// Whether a character of two bytes or more, told by its first and the two after it, may not simply be copied: it is
/// invisible, a control, or a space.
fn is_special(lead: u8, next: (u8, u8)) -> bool {
    match lead {
        0xc2 => matches!(next.0, 0x80..=0xa0 | 0xad),
        0xe2 => matches!(next, (0x80, 0x80..=0x8f | 0xa8..=0xaf) | (0x81, 0x9f..=0xaf)),
        0xd8 => next.0 == 0x9c,
        0xe1 => matches!(next, (0x9a, 0x80) | (0xa0, 0x8e)),
        0xe3 => next == (0x80, 0x80),
        0xef => matches!(next, (0xbb, 0xbf) | (0xbf, 0xb9..=0xbb)),
        _ => false,
    }
}

/// Whether a character, told as above, is in NFC whatever stands beside it: those that most texts are written in. Of
/// the others the tables of Unicode are asked, which takes as long as all the rest.
fn is_composed(lead: u8, next: (u8, u8)) -> bool {
    match lead {
        0xc2..=0xcb | 0xcf..=0xd1 | 0xd3..=0xd5 | 0xda | 0xe4..=0xe9 | 0xeb | 0xec => true,
        0xce => next.0 != 0x87,
        0xd2 => next.0 >= 0x8a,
        0xd6 => next.0 <= 0x90,
        0xd7 => next.0 >= 0x90,
        0xd8 => !matches!(next.0, 0x90..=0x9a),
        0xd9 => !matches!(next.0, 0x8b..=0x9f | 0xb0),
        0xdb => !matches!(next.0, 0x96..=0xaf),
        0xe2 => matches!(next, (0x80, 0x90..) | (0x82, _)),
        _ => false,
    }
}

/// Writes what stands for the first character of `text` (or the escape sequence it opens), gives what follows.
fn special<'a>(out: &mut String, text: &'a str) -> &'a str {
    let mut chars = text.chars();
    let Some(c) = chars.next() else { return "" };
    let rest = chars.as_str();
    match c {
        '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => new_line(out),
        '\r' => {
            new_line(out);
            return rest.strip_prefix('\n').unwrap_or(rest);
        }
        '\t' => {
            let indents = out.is_empty() || out.ends_with('\n');
            out.push_str(if indents { "    " } else { "" });
            if !indents {
                space(out);
            }
        }
        ' ' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => space(out),
        '\u{1b}' => return after_escape(rest),
        '\u{200c}' | '\u{200d}' if joins(out, rest) => out.push(c),
        _ if is_invisible(c) => {}
        _ => out.push(c),
    }
    rest
}

fn new_line(out: &mut String) {
    trim_spaces(out);
    out.push('\n');
}

fn trim_spaces(out: &mut String) {
    while out.ends_with(' ') {
        out.pop();
    }
}

/// A space, once inside a line, each one in its indentation.
fn space(out: &mut String) {
    let indents = out.trim_end_matches(' ').ends_with('\n') || out.trim_end_matches(' ').is_empty();
    if indents {
        // Deep indentation says no more than a shallow one and must not make a quadratic scan.
        if !out.ends_with(DEEPEST) {
            out.push(' ');
        }
    } else if !out.ends_with(' ') {
        out.push(' ');
    }
}

/// Whether a joiner here is spelling: between two characters that are neither spaces nor ASCII.
fn joins(out: &str, rest: &str) -> bool {
    let spells = |c: char| !c.is_ascii() && !c.is_whitespace() && !is_invisible(c);
    out.chars().next_back().is_some_and(spells) && rest.chars().next().is_some_and(spells)
}

/// Controls, marks that steer direction, and characters of no width.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

/// What follows an escape sequence (ECMA-48: control sequences, operating-system commands, two-character ones).
fn after_escape(rest: &str) -> &str {
    if let Some(body) = rest.strip_prefix('[') {
        let end = body.find(|c: char| !('\u{20}'..='\u{3f}').contains(&c)).unwrap_or(body.len());
        let tail = slice(body, end..);
        return tail.strip_prefix(|c: char| ('@'..='~').contains(&c)).unwrap_or(tail);
    }
    if let Some(body) = rest.strip_prefix(']') {
        let mut window = body.char_indices().take(MAX_OSC);
        let end = window.find(|(_, c)| matches!(c, '\u{7}' | '\u{1b}' | '\n'));
        let after = |at: usize| slice(body, at + 1..);
        return match end {
            Some((at, '\u{7}')) => after(at),
            Some((at, '\u{1b}')) => after(at).strip_prefix('\\').unwrap_or(after(at)),
            _ => body,
        };
    }
    rest
}

/// A vowel mark of Arabic (U+064B to U+0652, U+0670): in NFC where it stands alone on a letter.
fn is_vowel_mark(lead: u8, next: u8) -> bool {
    lead == 0xd9 && matches!(next, 0x8b..=0x92 | 0xb0)
}

/// Whether a letter of Arabic stands before the offset.
fn follows_letter(bytes: &[u8], at: usize) -> bool {
    match at.checked_sub(2).and_then(|from| bytes.get(from..at)) {
        Some([lead @ 0xd8..=0xdb, next]) => is_composed(*lead, (*next, 0)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::char::canonical_combining_class;

    use super::*;

    /// The first bytes of a character as [`is_special`] and [`is_composed`] are told them.
    fn bytes(c: char) -> (u8, (u8, u8)) {
        let mut buffer = [0; 4];
        let bytes = c.encode_utf8(&mut buffer).as_bytes();
        let byte = |at: usize| bytes.get(at).copied().unwrap_or(0);
        (byte(0), (byte(1), byte(2)))
    }

    #[test]
    fn what_counts_as_composed_is() {
        for c in ('\u{80}'..=char::MAX).filter(|c| is_composed(bytes(*c).0, bytes(*c).1)) {
            assert_eq!(is_nfc_quick(std::iter::once(c)), IsNormalized::Yes, "{c:?}");
            assert_eq!(canonical_combining_class(c), 0, "{c:?}");
        }
    }

    #[test]
    fn what_counts_as_plain_is() {
        for c in '\0'..=char::MAX {
            let (lead, next) = bytes(c);
            let plain = if c.is_ascii() { !c.is_control() } else { !is_special(lead, next) && is_composed(lead, next) };
            // Of the blocks about punctuation a line may hold only the first.
            let plain = plain && (lead != 0xe2 || next.0 == 0x80);
            for text in [format!("{c}aaaaaaaaaaaaaaaaa"), format!("aaé{c}aaaaaaaaaaaaaaaaaa")] {
                assert_eq!(plain_block::<16>(text.as_bytes(), 0, false).is_some(), plain, "{c:?}");
            }
        }
        assert!(plain_block::<4>(b"a b aa", 0, true).is_some() && plain_block::<4>(b"a  baa", 0, true).is_none());
        assert!(plain_block::<4>(b" abbaa", 0, true).is_none() && plain_block::<4>(b"abcab", 0, true).is_none());
    }

    #[test]
    fn what_counts_as_special_is() {
        for c in '\u{80}'..=char::MAX {
            let mut out = "x".to_owned();
            special(&mut out, c.encode_utf8(&mut [0; 4]));
            let copied = out.strip_prefix('x') == Some(c.encode_utf8(&mut [0; 4]));
            assert_eq!(is_special(bytes(c).0, bytes(c).1), !copied, "{c:?}");
        }
    }

    /// One character after the other, and the tables of Unicode for the whole.
    fn plainly(text: &str) -> String {
        let mut out = String::new();
        let mut rest = text;
        while !rest.is_empty() {
            rest = special(&mut out, rest);
        }
        trim_spaces(&mut out);
        out.nfc().collect()
    }

    proptest! {
        #[test]
        fn blocks_change_nothing(text in "([a-z]{1,12}| {1,3}|\\PC|[\\x00-\\x7f]|[\u{80}-\u{6ff}]|[\u{2000}-\u{2070}]|[’“”—]|e\u{301}|[ابو][ًٌٍَُِّْٰ]{1,2}|\\r|\n {0,12}|\\x1b[\\[\\]]|\u{200d}|\n){0,60}") {
            prop_assert_eq!(normalize(&text), plainly(&text));
        }
    }
}
