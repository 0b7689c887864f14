//! What single words mean in dates; knows nothing of numbers.
//!
//! Takes a word as it stands in a text, folds it and looks it up in the tables of [`super::languages`]: whoever has to know a
//! month or a day of the week by its name asks here.

use std::sync::LazyLock;

use rapidhash::fast::{RapidHashMap, RapidHashSet};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::text::items;

use super::{
    beginnings::Beginnings,
    languages::{
        ARTICLES, CONNECTORS, ERAS, ETHIOPIAN_MONTHS, LANGUAGES, LUNAR_MONTHS, Language, SAME_DAY, SOLAR_MONTHS,
        spellings,
    },
};

/// What a word can mean in a date; zero where it cannot.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Meaning {
    /// Month of the Gregorian calendar, 1 to 12.
    pub month: i8,
    /// Month of the Iranian solar calendar, 1 to 12.
    pub solar: i8,
    /// Month of the Ethiopian calendar, 1 to 13.
    pub ethiopian: i8,
    /// Month of the Islamic calendar, 1 to 12.
    pub lunar: i8,
    /// Day of the week, 1 for Monday to 7.
    pub weekday: i8,
    /// Code of the first language that has the word.
    pub language: &'static str,
    /// The languages in which it is a month's or a day's name in full, one bit each in the order of the table.
    full: u64,
    /// Whether it is an abbreviation that keeps its full stop.
    abbreviated: bool,
}

impl Meaning {
    /// Whether it is a month of a calendar whose days are known.
    pub(super) fn dates(&self) -> bool {
        self.month > 0 || self.solar > 0 || self.ethiopian > 0
    }
}

static WORDS: LazyLock<RapidHashMap<String, Meaning>> = LazyLock::new(|| {
    let mut words: RapidHashMap<String, Meaning> = RapidHashMap::default();
    let mut add = |names: &'static str, language: &'static str, bit: u64, set: &dyn Fn(&mut Meaning)| {
        for (name, abbreviated) in spellings(names) {
            let meaning = words.entry(fold(name)).or_insert(Meaning { language, ..Meaning::default() });
            meaning.abbreviated |= abbreviated;
            meaning.full |= if abbreviated { 0 } else { bit };
            set(meaning);
        }
    };
    // Keep the first meaning: the commonest languages stand first.
    let first = |slot: &mut i8, value: i8| {
        if *slot == 0 {
            *slot = value;
        }
    };
    for (language, nth) in LANGUAGES.iter().zip(0..) {
        let bit = 1_u64 << nth;
        for (number, names) in (1..).zip(language.months) {
            add(names, language.code, bit, &|meaning| first(&mut meaning.month, number));
        }
        for (number, names) in (1..).zip(language.weekdays) {
            add(names, language.code, bit, &|meaning| first(&mut meaning.weekday, number));
        }
    }
    for (number, names) in (1..).zip(SOLAR_MONTHS) {
        add(names, "fa", 0, &|meaning| first(&mut meaning.solar, number));
    }
    for (number, names) in (1..).zip(ETHIOPIAN_MONTHS) {
        add(names, "am", 0, &|meaning| first(&mut meaning.ethiopian, number));
    }
    for (number, names) in (1..).zip(LUNAR_MONTHS) {
        add(names, "ar", 0, &|meaning| first(&mut meaning.lunar, number));
    }
    words
});

/// Short lists of words, folded.
struct Folded {
    articles: RapidHashSet<String>,
    eras: RapidHashSet<String>,
    same_day: RapidHashSet<String>,
}

static FOLDED: LazyLock<Folded> = LazyLock::new(|| {
    let folded = |words: &[&str]| words.iter().map(|word| fold(word)).collect();
    Folded { articles: folded(ARTICLES), eras: folded(ERAS), same_day: folded(SAME_DAY) }
});

/// The month of the Gregorian calendar that a word names in any language, 1 to 12.
#[must_use]
pub fn month_named(word: &str) -> Option<i8> {
    meaning(word).map(|meaning| meaning.month).filter(|month| *month > 0)
}

/// The day of the week that a word names in any language, 1 for Monday to 7 for Sunday.
#[must_use]
pub fn weekday_named(word: &str) -> Option<i8> {
    meaning(word).map(|meaning| meaning.weekday).filter(|weekday| *weekday > 0)
}

/// Whether a word names a month of the Gregorian, the Iranian, the Ethiopian or the Islamic calendar.
#[must_use]
pub fn is_month(word: &str) -> bool {
    meaning(word).is_some_and(|meaning| meaning.dates() || meaning.lunar > 0)
}

/// Whether a word is a name in full of a month or a day of the week in one language (ISO 639-1): "March" is one in English,
/// "Mar" and "März" are not.
#[must_use]
pub fn is_name_in(language: &str, word: &str) -> bool {
    let bit = LANGUAGES.iter().position(|known| known.code == language).map_or(0, |nth| 1_u64 << nth);
    meaning(word).is_some_and(|meaning| meaning.full & bit != 0)
}

/// Whether a word abbreviates a month or a day of the week and keeps its full stop before a number: "Dec. 3", "Di. 3.12.".
#[must_use]
pub fn is_abbreviated(word: &str) -> bool {
    meaning(word).is_some_and(|meaning| meaning.abbreviated)
}

/// Whether a word before a date only says that it is one: "Lyon, le 19 août".
#[must_use]
pub fn is_article(word: &str) -> bool {
    with_folded(word, |word| FOLDED.articles.contains(word))
}

/// Whether a word after a year says that it is one, or of which calendar: "2020 г.", "1436هـ".
#[must_use]
pub fn is_era(word: &str) -> bool {
    with_folded(word, |word| FOLDED.eras.contains(word))
}

/// Whether a text that says this word before a day of the week means its own day: "this Tuesday", "ce mardi".
#[must_use]
pub fn is_same_day(word: &str) -> bool {
    with_folded(word, |word| FOLDED.same_day.contains(word))
}

/// The English name of a day of the week, 1 for Monday to 7 for Sunday.
#[must_use]
pub fn weekday_name(weekday: i8) -> String {
    capitalised(english(|language| &language.weekdays, weekday).next())
}

/// The English abbreviation of a month, 1 to 12, without a full stop: "Dec", "May".
#[must_use]
pub fn month_abbreviation(month: i8) -> String {
    capitalised(english(|language| &language.months, month).min_by_key(|name| (name.len() != 3, name.len())))
}

/// The English spellings of a month or day.
fn english(
    names: impl Fn(&'static Language) -> &'static [&'static str],
    number: i8,
) -> impl Iterator<Item = &'static str> {
    let numbered = LANGUAGES.iter().take(1).flat_map(|language| (1..).zip(names(language)));
    let row = numbered.filter(|(nth, _)| *nth == number).map(|(_, names)| names).next();
    debug_assert!(row.is_some(), "{number} is no month or day of the week");
    row.into_iter().flat_map(|names| spellings(names)).map(|(name, _)| name)
}

fn capitalised(name: Option<&str>) -> String {
    let mut letters = name.unwrap_or_default().chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

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
    // Anything much longer than the longest name need not be folded at all.
    if word.len() > LONGEST || !may_be_known(word.as_bytes()) {
        return None;
    }
    with_folded(word, |folded| WORDS.get(folded).copied())
}

/// Whether a word may stand between the parts of a date ("3 de diciembre").
#[must_use]
pub fn is_connector(word: &str) -> bool {
    word.len() <= LONGEST_CONNECTOR
        && may_be_known(word.as_bytes())
        && with_folded(word, |folded| CONNECTING.contains(folded))
}

/// Longest word that is looked up, in bytes; the longest name has 18 letters.
const LONGEST: usize = 64;

/// Longest word that may be a connector, in bytes.
const LONGEST_CONNECTOR: usize = 16;

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
    if let Some(length) = fold_arabic(word, &mut buffer)
        && let Ok(folded) = std::str::from_utf8(items(&buffer, ..length))
    {
        return each(folded);
    }
    each(&fold(word))
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

/// Lower case, without accents and vowel marks, one form for each Arabic letter. The vowels of Indic scripts and Thai are marks
/// too, but no word is read without them.
pub(super) fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let lower = word.chars().flat_map(char::to_lowercase);
    lower.nfd().filter(|&c| !is_combining_mark(c) || is_vowel(c)).filter_map(fold_letter).collect()
}

/// The marks from Devanagari to Lao, but for the point below that makes one letter of another.
fn is_vowel(c: char) -> bool {
    ('\u{900}'..='\u{eff}').contains(&c) && c != '\u{93c}'
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
