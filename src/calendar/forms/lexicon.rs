//! Looks words up in the language tables; knows nothing of numbers.

use std::{collections::HashMap, sync::LazyLock};

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::languages::{CONNECTORS, LANGUAGES, SOLAR_MONTHS};

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

static WORDS: LazyLock<HashMap<String, Meaning>> = LazyLock::new(|| {
    let mut words: HashMap<String, Meaning> = HashMap::new();
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

/// The meaning of a word (or of two words with one space between), if a date can hold it.
pub(super) fn meaning(word: &str) -> Option<Meaning> {
    // The longest name has 18 letters; anything much longer need not be folded at all.
    if word.len() > 64 {
        return None;
    }
    WORDS.get(fold(word).as_str()).copied()
}

/// Whether a word may stand between the parts of a date ("3 de diciembre").
pub(super) fn is_connector(word: &str) -> bool {
    word.len() <= 16 && CONNECTORS.contains(&fold(word).as_str())
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
