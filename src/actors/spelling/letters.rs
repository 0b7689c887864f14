//! What one character is to a name.
//!
//! Takes a character and says whether it is part of a word and, if so, which letters stand for it
//! in a key. Knows nothing of words, names or languages beyond the single character.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// The part a character plays in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LetterRole {
    /// A letter or digit; [`push_folded`] writes what stands for it.
    Letter,
    /// Part of a word that no key keeps: a combining mark, a tatweel, a zero-width joiner.
    Silent,
    /// An apostrophe or one of the signs that transliteration uses for ʿayn and ʾalif. Inside a
    /// word it is silent, elsewhere a quotation mark.
    Apostrophe,
    /// Not part of a word.
    Break,
}

/// The role of `c`.
pub(crate) fn role(c: char) -> LetterRole {
    match c {
        // What most of a text is made of needs no table.
        'a'..='z' | 'A'..='Z' | '0'..='9' | '\u{621}'..='\u{63a}' | '\u{641}'..='\u{64a}' => LetterRole::Letter,
        '\'' | '`' | '´' | '‘' | '’' | '‛' | '′' | 'ʹ' | 'ʻ' | 'ʼ' | 'ʽ' | 'ʾ' | 'ʿ' | 'ˈ' | 'ˊ' | 'ˋ' | 'ˁ' | 'ˀ'
        | '＇' | '\u{a78c}' | '\u{a78b}' | '\u{5f3}' => LetterRole::Apostrophe,
        '\0'..='\u{7f}' => LetterRole::Break,
        // Arabic vowel signs, soft hyphen, zero-width (non-)joiner, word joiner, BOM, direction marks, tatweel.
        '\u{64b}'..='\u{65f}'
        | '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}'
        | '\u{640}' => LetterRole::Silent,
        // Dashes, quotes and points: no letter is among them, which only the tables of Unicode would say.
        '\u{2010}'..='\u{206f}' => LetterRole::Break,
        c if is_combining_mark(c) => LetterRole::Silent,
        c if c.is_alphanumeric() => LetterRole::Letter,
        _ => LetterRole::Break,
    }
}

/// Whether `c` belongs to a script that is written without spaces, so that every character is a word of its own.
pub(crate) fn stands_alone(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{2ffff}' | '\u{0e01}'..='\u{0e7f}')
}

/// Whether `c` is a letter of the Hebrew script.
pub(crate) fn is_hebrew(c: char) -> bool {
    matches!(c, '\u{5d0}'..='\u{5ea}')
}

/// Whether `c` marks an acronym of Hebrew, before its last letter.
pub(crate) fn is_hebrew_mark(c: char) -> bool {
    matches!(c, '"' | '\u{5f4}' | '”' | '“')
}

/// Whether `c` is of the Arabic script.
pub(crate) fn is_arabic(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// Appends what stands for `c` in a strict key: lower case, without diacritics, one form of every Arabic letter.
pub(crate) fn push_folded(c: char, out: &mut Vec<u8>) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase() as u8);
        return;
    }
    if matches!(c, '\u{621}'..='\u{63a}' | '\u{641}'..='\u{64a}') {
        let mut buffer = [0; 4];
        out.extend_from_slice(arabic_letter(c).encode_utf8(&mut buffer).as_bytes());
        return;
    }
    if let Some(plain) = undecomposed(c) {
        out.extend_from_slice(plain.as_bytes());
        return;
    }
    decompose_compatible(c, |part| {
        if is_combining_mark(part) {
            return;
        }
        if let Some(plain) = undecomposed(part) {
            out.extend_from_slice(plain.as_bytes());
            return;
        }
        for lower in part.to_lowercase().filter(|&l| !is_combining_mark(l)) {
            let lower = arabic_letter(lower);
            let mut buffer = [0; 4];
            out.extend_from_slice(lower.encode_utf8(&mut buffer).as_bytes());
        }
    });
}

/// Latin letters that Unicode does not take apart.
fn undecomposed(c: char) -> Option<&'static str> {
    Some(match c {
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'ı' => "i",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'ħ' | 'Ħ' => "h",
        'þ' | 'Þ' => "th",
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ə' | 'Ə' => "a",
        _ => return None,
    })
}

/// One form for Arabic letters that spelling swaps: alef forms, ta marbuta, alef maqsura, Persian kaf and yeh.
fn arabic_letter(c: char) -> char {
    match c {
        'آ' | 'أ' | 'إ' | 'ٱ' => 'ا',
        'ة' | 'ۀ' | 'ە' | 'ہ' | 'ھ' => 'ه',
        'ى' | 'ی' | 'ئ' | 'ې' => 'ي',
        'ؤ' => 'و',
        'ک' => 'ك',
        // Arabic-Indic digits, so that a numbered unit is one in either script.
        '٠'..='٩' => char::from(b'0' + (c as u32 - '٠' as u32) as u8),
        '۰'..='۹' => char::from(b'0' + (c as u32 - '۰' as u32) as u8),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_quotes_and_points_hold_no_letter() {
        for c in '\u{2010}'..='\u{206f}' {
            assert!(!c.is_alphanumeric() && !is_combining_mark(c), "{c:?}");
        }
    }

    #[test]
    fn folds_letters() {
        let table = [
            ("É", "e"),
            ("ḥ", "h"),
            ("ā", "a"),
            ("ğ", "g"),
            ("İ", "i"),
            ("ı", "i"),
            ("Ł", "l"),
            ("ß", "ss"),
            ("أ", "ا"),
            ("ة", "ه"),
            ("ی", "ي"),
            ("ک", "ك"),
            ("Ж", "ж"),
            ("ﷲ", "الله"),
            ("٣", "3"),
            ("Ａ", "a"),
        ];
        for (from, to) in table {
            let mut out = Vec::new();
            from.chars().for_each(|c| push_folded(c, &mut out));
            assert_eq!(String::from_utf8(out).unwrap(), to, "{from}");
        }
    }

    #[test]
    fn knows_roles() {
        for c in ['\'', '’', 'ʿ', 'ʾ', 'ʼ', '`'] {
            assert_eq!(role(c), LetterRole::Apostrophe);
        }
        for c in ['\u{64e}', '\u{640}', '\u{200c}', '\u{301}'] {
            assert_eq!(role(c), LetterRole::Silent);
        }
        for c in [' ', '-', '–', '،', '«', '\n', '.'] {
            assert_eq!(role(c), LetterRole::Break);
        }
        assert_eq!(role('ح'), LetterRole::Letter);
    }
}
