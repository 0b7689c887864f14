//! Case endings of Turkish names, which an apostrophe parts from the name: "İstanbul'da", "Erdoğan'ın".
//!
//! Takes what stands before and behind an apostrophe; gives how much behind it is an ending. A transliterated name has
//! apostrophes too ("Sana'a", "Sa'da"): an ending stands behind three letters that begin with a capital, and one that other
//! names could end with only where a letter says that the name is Turkish.

use super::{
    chars::{Class, class},
    fold::fold,
};
use crate::text::slice;

/// Endings that no other name has behind an apostrophe, folded.
const ENDINGS: [&str; 27] = [
    "da", "de", "ta", "te", "dan", "den", "tan", "ten", "nin", "nun", "daki", "deki", "taki", "teki", "yla", "yle",
    "ya", "ye", "yi", "yu", "ndan", "nden", "nda", "nde", "ndaki", "ndeki", "nca",
];
/// Endings that other names may have, folded.
const SHORT: [&str; 10] = ["a", "e", "i", "u", "in", "un", "la", "le", "na", "ne"];
/// The longest of both, in letters.
const LONGEST: usize = 5;
/// Letters before the apostrophe.
const FEWEST: usize = 3;

/// How many bytes behind an apostrophe are the ending of the name before it; else 0.
pub(super) fn ending(name: &str, behind: &str) -> usize {
    let is_mark = |c: &char| class(*c) == Class::Mark;
    if !name.starts_with(char::is_uppercase) || name.chars().filter(|c| !is_mark(c)).nth(FEWEST - 1).is_none() {
        return 0;
    }
    let inside = |c: &char| matches!(class(*c), Class::Letter | Class::Digit | Class::Mark);
    let length: usize = behind.chars().take_while(inside).take(2 * LONGEST + 1).map(char::len_utf8).sum();
    let typed = slice(behind, ..length);
    let mut folded = String::new();
    fold(typed, &mut folded);
    let turkish = || is_turkish(name) || is_turkish(typed);
    if ENDINGS.contains(&&*folded) || (SHORT.contains(&&*folded) && turkish()) { length } else { 0 }
}

/// Whether a text has a letter that transliterated names have not, in one character or with its mark behind it.
fn is_turkish(text: &str) -> bool {
    let mut before = ' ';
    text.chars().any(|c| {
        let base = std::mem::replace(&mut before, c);
        match c {
            'ğ' | 'Ğ' | 'ş' | 'Ş' | 'ı' | 'ç' | 'Ç' | 'İ' | 'ö' | 'Ö' | 'ü' | 'Ü' => true,
            '\u{306}' => matches!(base, 'g' | 'G'),
            '\u{307}' => base == 'I',
            '\u{308}' => matches!(base, 'o' | 'O' | 'u' | 'U'),
            '\u{327}' => matches!(base, 's' | 'S' | 'c' | 'C'),
            _ => false,
        }
    })
}
