//! Looks words up in the language tables; knows nothing of numbers.

use std::sync::LazyLock;

use rapidhash::fast::{RapidHashMap, RapidHashSet};
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

/// The beginnings of [`WORDS`] and of [`CONNECTING`]: most words that stand beside a number have none of them.
static BEGINNINGS: LazyLock<Beginnings> = LazyLock::new(|| Beginnings::of(WORDS.keys()));
static CONNECTING_BEGINNINGS: LazyLock<Beginnings> = LazyLock::new(|| Beginnings::of(CONNECTING.iter()));

/// The first three characters of some words, a bit each: a look into four kilobytes instead of folding and hashing.
struct Beginnings(Vec<u64>);

impl Beginnings {
    fn of<'w>(words: impl Iterator<Item = &'w String>) -> Self {
        let mut bits = vec![0; 1 << 9];
        for (slot, bit) in words.filter_map(|word| Self::place(word)) {
            if let Some(slot) = bits.get_mut(slot) {
                *slot |= 1 << bit;
            }
        }
        Self(bits)
    }

    /// The slot and the bit of a word: five bits for each of its first characters, where all of them are ASCII.
    fn place(word: &str) -> Option<(usize, usize)> {
        let code = |byte: u8| match byte | 0x20 {
            letter @ b'a'..=b'z' => usize::from(letter - b'a' + 1),
            _ => 31,
        };
        let (mut place, mut bytes) = (0, word.bytes());
        for _ in 0..3 {
            let byte = bytes.next();
            if byte.is_some_and(|byte| !byte.is_ascii()) {
                return None;
            }
            place = place << 5 | byte.map_or(0, code);
        }
        Some((place >> 6, place & 63))
    }

    /// Whether one of the words may be this one, folded. A beginning beyond ASCII is not judged: folding may change it.
    fn may_hold(&self, word: &str) -> bool {
        Self::place(word).is_none_or(|(slot, bit)| self.0.get(slot).is_some_and(|bits| bits >> bit & 1 == 1))
    }
}

/// The meaning of a word (or of two words with one space between), if a date can hold it.
pub(super) fn meaning(word: &str) -> Option<Meaning> {
    // The longest name has 18 letters; anything much longer need not be folded at all.
    if word.len() > LONGEST || !BEGINNINGS.may_hold(word) {
        return None;
    }
    with_folded(word, |folded| WORDS.get(folded).copied())
}

/// Whether a word may stand between the parts of a date ("3 de diciembre").
pub(super) fn is_connector(word: &str) -> bool {
    word.len() <= 16 && CONNECTING_BEGINNINGS.may_hold(word) && with_folded(word, |folded| CONNECTING.contains(folded))
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
    each(&fold(word))
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
