//! Looks words up in the language tables; knows nothing of numbers.

use std::sync::LazyLock;

use rapidhash::fast::{RapidHashMap, RapidHashSet};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::{
    beside::Beginnings,
    languages::{CONNECTORS, LANGUAGES, SOLAR_MONTHS},
};

/// What a word can mean in a date; zero where it cannot.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Meaning {
    /// Month of the Gregorian calendar, 1 to 12.
    pub month: i8,
    /// Month of the Iranian solar calendar, 1 to 12.
    pub solar: i8,
    /// Day of the week, 1 for Monday to 7.
    pub weekday: i8,
    /// Code of the first language that has the word.
    pub language: &'static str,
}

static WORDS: LazyLock<RapidHashMap<String, Meaning>> = LazyLock::new(|| {
    let mut words: RapidHashMap<String, Meaning> = RapidHashMap::default();
    let mut add = |names: &str, language: &'static str, set: &dyn Fn(&mut Meaning)| {
        for name in names.split('|') {
            let meaning = words.entry(fold(name)).or_insert(Meaning { language, ..Meaning::default() });
            set(meaning);
        }
    };
    // Keep the first meaning: the commonest languages stand first.
    let first = |slot: &mut i8, value: i8| {
        if *slot == 0 {
            *slot = value;
        }
    };
    for language in LANGUAGES {
        for (number, names) in (1..).zip(language.months) {
            add(names, language.code, &|meaning| first(&mut meaning.month, number));
        }
        for (number, names) in (1..).zip(language.weekdays) {
            add(names, language.code, &|meaning| first(&mut meaning.weekday, number));
        }
    }
    for (number, names) in (1..).zip(SOLAR_MONTHS) {
        add(names, "fa", &|meaning| first(&mut meaning.solar, number));
    }
    words
});

/// Words that may stand between the parts of a date, folded.
static CONNECTING: LazyLock<RapidHashSet<String>> =
    LazyLock::new(|| CONNECTORS.iter().map(|word| fold(word)).collect());

/// The beginnings of [`WORDS`] and [`CONNECTING`]: most words that stand beside a number have none of them.
static BEGINNINGS: LazyLock<Beginnings> = LazyLock::new(|| Beginnings::of(WORDS.keys().chain(CONNECTING.iter())));

/// The first and the second words of names of two ("كانون الأول").
static OF_TWO: LazyLock<(RapidHashSet<&str>, RapidHashSet<&str>)> =
    LazyLock::new(|| WORDS.keys().filter_map(|name| name.split_once(' ')).unzip());

/// Whether a name of two words begins with this one.
pub(super) fn begins_two(word: &str) -> bool {
    word.len() <= LONGEST && with_folded(word, |word| OF_TWO.0.contains(word))
}

/// Whether a name of two words ends with this one.
pub(super) fn ends_two(word: &str) -> bool {
    word.len() <= LONGEST && with_folded(word, |word| OF_TWO.1.contains(word))
}

/// Whether a word may have a meaning or be a connector; false only where it is neither.
pub(super) fn may_be_known(word: &[u8]) -> bool {
    BEGINNINGS.may_hold(word)
}

/// The meaning of a word (or of two words with one space between), if a date can hold it.
pub(super) fn meaning(word: &str) -> Option<Meaning> {
    // The longest name has 18 letters; anything much longer need not be folded at all.
    if word.len() > LONGEST || !may_be_known(word.as_bytes()) {
        return None;
    }
    with_folded(word, |folded| WORDS.get(folded).copied())
}

/// Whether a word may stand between the parts of a date ("3 de diciembre").
pub(super) fn is_connector(word: &str) -> bool {
    word.len() <= 16 && may_be_known(word.as_bytes()) && with_folded(word, |folded| CONNECTING.contains(folded))
}

/// Longest word that is looked up, in bytes.
const LONGEST: usize = 64;

/// Hands the folded word on: most words are ASCII and short, and need no memory of their own.
pub(super) fn with_folded<T>(word: &str, each: impl FnOnce(&str) -> T) -> T {
    let mut buffer = [0_u8; LONGEST];
    if word.is_ascii()
        && let Some(lower) = buffer.get_mut(..word.len())
    {
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        if let Ok(lower) = std::str::from_utf8(lower) {
            return each(lower);
        }
    }
    match fold_arabic(word, &mut buffer).and_then(|length| std::str::from_utf8(buffer.get(..length)?).ok()) {
        Some(folded) => each(folded),
        None => each(&fold(word)),
    }
}

/// Folds a word of Arabic letters, whose normal forms are few, and gives its length; `None` where it is of others, or does
/// not fit.
fn fold_arabic(word: &str, buffer: &mut [u8; LONGEST]) -> Option<usize> {
    let mut length = 0;
    for c in word.chars() {
        let letter = match c {
            'ؤ' => 'و',
            'ئ' => 'ي',
            '\u{64b}'..='\u{65f}' | '\u{670}' => continue,
            '\u{621}'..='\u{64a}' | '\u{671}'..='\u{6bf}' | 'ی' | ' ' => match fold_letter(c) {
                Some(letter) => letter,
                None => continue,
            },
            _ => return None,
        };
        let next = length + letter.len_utf8();
        letter.encode_utf8(buffer.get_mut(length..next)?);
        length = next;
    }
    Some(length)
}

/// Lower case, without accents and vowel marks, one form for each Arabic letter.
pub(super) fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let lower = word.chars().flat_map(char::to_lowercase);
    lower.nfd().filter(|&c| !is_combining_mark(c)).filter_map(fold_letter).collect()
}

fn fold_letter(c: char) -> Option<char> {
    Some(match c {
        'ı' => 'i',
        'ł' => 'l',
        'ø' => 'o',
        'ё' => 'е',
        'ς' => 'σ',
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ی' => 'ي',
        'ک' => 'ك',
        'ة' => 'ه',
        '’' | 'ʼ' => '\'',
        '\u{200c}' | '\u{200d}' | '\u{640}' | '\u{200e}' | '\u{200f}' => return None,
        c => c,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arabic_folds_in_place_as_anywhere() {
        for c in ('\u{600}'..='\u{6ff}').chain([' ', 'a', 'é', '\u{200c}']) {
            for word in [format!("{c}"), format!("س{c}ب"), format!("{c}{c}لا")] {
                with_folded(&word, |folded| assert_eq!(folded, fold(&word), "{c:?}"));
            }
        }
        assert!(fold_arabic("الأربعاء", &mut [0; LONGEST]).is_some());
    }
}
