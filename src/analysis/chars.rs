//! What a character is to a word: one table for ASCII, a few ranges for the rest.
//!
//! The classes follow UAX 29 where it serves a reader of news and leave it where it does not (see
//! [`super::tokens`]). Nothing here knows words or texts.

use std::sync::LazyLock;

use unicode_normalization::char::is_combining_mark;

/// What a character does to the word it stands in or beside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Ends a word.
    Break,
    /// A letter of a script that puts blanks between words.
    Letter,
    /// A decimal digit of any script.
    Digit,
    /// A letter of a script without blanks between words: a token of its own.
    Single,
    /// A combining mark: belongs to the letter before it.
    Mark,
    /// Part of a word that no term keeps: soft hyphen, joiners, directional marks, tatweel.
    Ignored,
    /// An apostrophe or one of the signs for ʿayn and ʾalif.
    Apostrophe,
}

impl Class {
    /// Whether a token may begin with it.
    pub(super) fn starts_word(self) -> bool {
        matches!(self, Self::Letter | Self::Digit | Self::Single)
    }
}

/// The first digits of the decimal systems, each followed by its nine others.
const ZEROS: [char; 19] = [
    '\u{660}', '\u{6F0}', '\u{7C0}', '\u{2080}', '\u{966}', '\u{9E6}', '\u{A66}', '\u{AE6}', '\u{B66}', '\u{BE6}',
    '\u{C66}', '\u{CE6}', '\u{D66}', '\u{E50}', '\u{ED0}', '\u{F20}', '\u{1040}', '\u{17E0}', '\u{FF10}',
];

/// The ASCII digit for a decimal digit of any script.
pub(super) fn ascii_digit(c: char) -> Option<char> {
    if c.is_ascii() {
        return c.is_ascii_digit().then_some(c);
    }
    ZEROS
        .iter()
        .filter_map(|zero| (c as u32).checked_sub(*zero as u32))
        .find(|value| *value < 10)
        .and_then(|value| char::from_digit(value, 10))
}

/// Below this every character's class stands in a table: Latin, Greek, Cyrillic, Hebrew, Arabic.
pub(super) const TABLED: usize = 0x800;

static CLASSES: LazyLock<[Class; TABLED]> =
    LazyLock::new(|| std::array::from_fn(|code| char::from_u32(code as u32).map_or(Class::Break, reckon)));

/// The class of any character.
pub(super) fn class(c: char) -> Class {
    match CLASSES.get(c as usize) {
        Some(class) => *class,
        None => reckon(c),
    }
}

/// The class of any character, from the ranges.
fn reckon(c: char) -> Class {
    if c.is_ascii() {
        return match c {
            'a'..='z' | 'A'..='Z' => Class::Letter,
            '0'..='9' => Class::Digit,
            '\'' | '`' => Class::Apostrophe,
            _ => Class::Break,
        };
    }
    match c {
        '\u{B4}'
        | '\u{2B9}'
        | '\u{2BB}'..='\u{2BF}'
        | '\u{2C8}'
        | '\u{2CA}'
        | '\u{2CB}'
        | '\u{2018}'
        | '\u{2019}'
        | '\u{201B}'
        | '\u{2032}'
        | '\u{5F3}'
        | '\u{FF07}' => Class::Apostrophe,
        // Soft hyphen, tatweel, joiners, directional marks, byte-order mark, variation selectors.
        '\u{AD}'
        | '\u{34F}'
        | '\u{61C}'
        | '\u{640}'
        | '\u{200C}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}' => Class::Ignored,
        // Superscript digits hang footnotes on words; fractions would fold to digits run together. A subscript digit is
        // part of its word: CO₂ is CO2.
        '\u{B2}'
        | '\u{B3}'
        | '\u{B9}'
        | '\u{BC}'..='\u{BE}'
        | '\u{2070}'..='\u{207F}'
        | '\u{208A}'..='\u{209C}'
        | '\u{2150}'..='\u{215F}'
        | '\u{2189}'
        | '\u{2460}'..='\u{24FF}' => Class::Break,
        '\u{300}'..='\u{36F}' => Class::Mark,
        // Dashes, quotes and points: no letter is among them, which only the tables of Unicode would say.
        '\u{2010}'..='\u{206F}' => Class::Break,
        _ if is_single(c) => {
            if is_combining_mark(c) {
                Class::Mark
            } else if c.is_alphanumeric() {
                Class::Single
            } else {
                Class::Break
            }
        }
        _ if ascii_digit(c).is_some() => Class::Digit,
        _ if is_combining_mark(c) => Class::Mark,
        _ if c.is_alphanumeric() => Class::Letter,
        _ => Class::Break,
    }
}

/// Scripts written without blanks: Thai, Lao, Tibetan, Myanmar, Khmer, kana, Han.
fn is_single(c: char) -> bool {
    matches!(c,
        '\u{E00}'..='\u{E4F}' | '\u{E80}'..='\u{ECF}' | '\u{EDC}'..='\u{EFF}' | '\u{F40}'..='\u{FBC}'
        | '\u{1000}'..='\u{103F}' | '\u{1050}'..='\u{109F}' | '\u{1780}'..='\u{17D3}'
        | '\u{2E80}'..='\u{2FDF}' | '\u{3005}'..='\u{3007}' | '\u{3021}'..='\u{312F}' | '\u{31A0}'..='\u{31FF}'
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FF66}'..='\u{FF9D}' | '\u{20000}'..='\u{3FFFF}')
}

/// Marks that no term keeps: accents, vowel signs of Arabic and Hebrew, which readers leave out at will.
///
/// The vowel signs of Indic scripts are letters of the word and stay.
pub(super) fn is_dropped_mark(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5BD}' | '\u{5BF}' | '\u{5C1}' | '\u{5C2}'
        | '\u{5C4}' | '\u{5C5}' | '\u{5C7}' | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}'
        | '\u{6D6}'..='\u{6DC}' | '\u{6DF}'..='\u{6E4}' | '\u{6E7}' | '\u{6E8}' | '\u{6EA}'..='\u{6ED}'
        | '\u{711}' | '\u{730}'..='\u{74A}' | '\u{8CA}'..='\u{8E1}' | '\u{8E3}'..='\u{8FF}'
        | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}')
}
