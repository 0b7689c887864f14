//! Stemming: the inflected forms of a word under one term.
//!
//! Takes folded words ([`super::Token::term`]); gives stems, the algorithm chosen by the script of the word, because articles of several languages share one index and a single word names no
//! language. Latin script is read as the one language the index was made for.

use std::{fmt, str::FromStr};

use rapidhash::v3::rapidhash_v3;
use rust_stemmers::{Algorithm, Stemmer as Snowball};

use super::{arabic, korean, persian};
use crate::text::{items, slice};

/// The language that words in Latin script are stemmed as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// No stemming of Latin script.
    None,
    /// Danish.
    Danish,
    /// Dutch.
    Dutch,
    /// English (Porter 2).
    #[default]
    English,
    /// Finnish.
    Finnish,
    /// French.
    French,
    /// German.
    German,
    /// Hungarian.
    Hungarian,
    /// Italian.
    Italian,
    /// Norwegian.
    Norwegian,
    /// Portuguese.
    Portuguese,
    /// Romanian.
    Romanian,
    /// Spanish.
    Spanish,
    /// Swedish.
    Swedish,
    /// Turkish.
    Turkish,
}

/// Every language with its name and its ISO 639-1 code.
const LANGUAGES: [(Language, &str, &str); 15] = [
    (Language::None, "none", ""),
    (Language::Danish, "danish", "da"),
    (Language::Dutch, "dutch", "nl"),
    (Language::English, "english", "en"),
    (Language::Finnish, "finnish", "fi"),
    (Language::French, "french", "fr"),
    (Language::German, "german", "de"),
    (Language::Hungarian, "hungarian", "hu"),
    (Language::Italian, "italian", "it"),
    (Language::Norwegian, "norwegian", "no"),
    (Language::Portuguese, "portuguese", "pt"),
    (Language::Romanian, "romanian", "ro"),
    (Language::Spanish, "spanish", "es"),
    (Language::Swedish, "swedish", "sv"),
    (Language::Turkish, "turkish", "tr"),
];

impl Language {
    /// The name in lower case, as it is written in options and manifests.
    #[must_use]
    pub fn name(self) -> &'static str {
        LANGUAGES.iter().find(|(language, ..)| *language == self).map_or("none", |(_, name, _)| name)
    }

    /// Its ISO 639-1 code; empty where no language is meant.
    #[must_use]
    pub fn code(self) -> &'static str {
        LANGUAGES.iter().find(|(language, ..)| *language == self).map_or("", |(_, _, code)| code)
    }

    /// All of them, [`Language::None`] first.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        LANGUAGES.into_iter().map(|(language, ..)| language)
    }

    fn algorithm(self) -> Option<Algorithm> {
        Some(match self {
            Self::None => return None,
            Self::Danish => Algorithm::Danish,
            Self::Dutch => Algorithm::Dutch,
            Self::English => Algorithm::English,
            Self::Finnish => Algorithm::Finnish,
            Self::French => Algorithm::French,
            Self::German => Algorithm::German,
            Self::Hungarian => Algorithm::Hungarian,
            Self::Italian => Algorithm::Italian,
            Self::Norwegian => Algorithm::Norwegian,
            Self::Portuguese => Algorithm::Portuguese,
            Self::Romanian => Algorithm::Romanian,
            Self::Spanish => Algorithm::Spanish,
            Self::Swedish => Algorithm::Swedish,
            Self::Turkish => Algorithm::Turkish,
        })
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A language name that has no stemmer here.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no stemmer for language \"{0}\": expected one of {list}", list = LANGUAGES.map(|(_, name, _)| name).join(", "))]
pub struct UnknownLanguage(String);

impl FromStr for Language {
    type Err = UnknownLanguage;

    /// Reads a name or an ISO 639-1 code, in any case.
    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let wanted = name.trim().to_lowercase();
        LANGUAGES
            .iter()
            .find(|(_, name, code)| *name == wanted || (!code.is_empty() && *code == wanted))
            .map(|(language, ..)| *language)
            .ok_or_else(|| UnknownLanguage(name.to_owned()))
    }
}

/// Slots of a new cache: enough for the words of a query.
const FIRST_SLOTS: usize = 1 << 6;

/// Slots of a full-grown cache, 1 MB: past this, more slots gained nothing on news in English.
const MOST_SLOTS: usize = 1 << 15;

/// Longest word that is stemmed, in bytes: what is longer is no inflected word.
const MAX_STEMMED_BYTES: usize = 64;

/// Stems folded words, remembering the usual ones.
pub struct Stemmer {
    language: Language,
    latin: Option<Snowball>,
    cyrillic: Snowball,
    /// Direct-mapped: the last word of each hash with its stem. Bounded, and no list to keep in order.
    cache: Vec<Slot>,
    /// Words not found there since it last grew.
    misses: usize,
    /// A stem that is not a beginning of its word.
    other: String,
}

/// Longest word in a slot, in bytes; a longer one is stemmed anew each time.
const SLOT_WORD: usize = 24;

/// Longest end of a stem in a slot that is not its word's.
const SLOT_END: usize = 5;

/// A word and its stem in half a line of the cache, as a look into a cold cache costs more than all else here: a stem is
/// a beginning of its word, and seldom another end on it ("armies", "armi").
#[derive(Clone, Copy)]
#[repr(align(32))]
struct Slot {
    word: [u8; SLOT_WORD],
    end: [u8; SLOT_END],
    word_length: u8,
    kept: u8,
    end_length: u8,
}

impl Slot {
    const EMPTY: Self = Self { word: [0; SLOT_WORD], end: [0; SLOT_END], word_length: 0, kept: 0, end_length: 0 };

    /// A slot for a word and its stem, where both fit.
    fn new(word: &str, stem: &str) -> Option<Self> {
        let same = word.bytes().zip(stem.bytes()).take_while(|(a, b)| a == b).count();
        let kept = word.floor_char_boundary(same);
        let end = stem.as_bytes().get(kept..)?;
        let mut slot =
            Self { word_length: word.len() as u8, kept: kept as u8, end_length: end.len() as u8, ..Self::EMPTY };
        slot.word.get_mut(..word.len())?.copy_from_slice(word.as_bytes());
        slot.end.get_mut(..end.len())?.copy_from_slice(end);
        Some(slot)
    }

    fn word(&self) -> &[u8] {
        items(&self.word, ..usize::from(self.word_length))
    }

    fn end(&self) -> &str {
        let end = std::str::from_utf8(items(&self.end, ..usize::from(self.end_length)));
        debug_assert!(end.is_ok(), "a stem that was cut within a character");
        end.unwrap_or_default()
    }
}

impl Stemmer {
    /// A stemmer that reads Latin script as `language`, Arabic script as Arabic or Persian, Cyrillic as Russian and Hangul as Korean.
    #[must_use]
    pub fn new(language: Language) -> Self {
        Self {
            language,
            latin: language.algorithm().map(Snowball::create),
            cyrillic: Snowball::create(Algorithm::Russian),
            cache: vec![Slot::EMPTY; FIRST_SLOTS],
            misses: 0,
            other: String::new(),
        }
    }

    /// The language that Latin script is read as.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// Whether a folded word is in Latin letters, and so stemmed by the language.
    #[must_use]
    pub fn decides(&self, folded: &str) -> bool {
        matches!(script(folded), Script::Latin)
    }

    /// Whether the language of a folded word inflects names as it does other words. English knows their possessive alone,
    /// which is no part of the word; Arabic and Hebrew write particles before them.
    #[must_use]
    pub fn inflects_names(&self, folded: &str) -> bool {
        match script(folded) {
            Script::Latin => !matches!(self.language, Language::None | Language::English),
            Script::Cyrillic | Script::Hangul => true,
            Script::Arabic | Script::Persian | Script::Other => false,
        }
    }

    /// Replaces `out` by the stem of `folded`, which is never empty unless the word is.
    pub fn stem(&mut self, folded: &str, out: &mut String) {
        out.clear();
        out.push_str(self.stem_of(folded));
    }

    /// The stem of `folded`, lent from the cache or the word itself.
    pub fn stem_of<'a>(&'a mut self, folded: &'a str) -> &'a str {
        if folded.len() > MAX_STEMMED_BYTES {
            return folded;
        }
        if let Some(number) = designation(folded) {
            return number;
        }
        let Some(snowball) = (match script(folded) {
            Script::Latin => self.latin.as_ref(),
            Script::Arabic => return arabic::stem(folded),
            Script::Persian => return persian::stem(folded),
            Script::Hangul => return korean::stem(folded),
            Script::Cyrillic => Some(&self.cyrillic),
            Script::Other => None,
        }) else {
            return folded;
        };
        if self.misses > 2 * self.cache.len() && self.cache.len() < MOST_SLOTS {
            self.cache = vec![Slot::EMPTY; self.cache.len() * 8];
            self.misses = 0;
        }
        let at = rapidhash_v3(folded.as_bytes()) as usize % self.cache.len().max(1);
        let slot = self.cache.get_mut(at);
        debug_assert!(slot.is_some(), "a cache without slots");
        let Some(slot) = slot else { return folded };
        if slot.word() != folded.as_bytes() {
            self.misses += 1;
            let stem = snowball.stem(folded);
            let stem = if stem.is_empty() { folded } else { &stem };
            match Slot::new(folded, stem) {
                Some(new) => *slot = new,
                None => {
                    self.other.clear();
                    self.other.push_str(stem);
                    return &self.other;
                }
            }
        }
        let kept = slice(folded, ..usize::from(slot.kept));
        if slot.end_length == 0 {
            return kept;
        }
        self.other.clear();
        self.other.push_str(kept);
        self.other.push_str(slot.end());
        &self.other
    }
}

impl fmt::Debug for Stemmer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stemmer").field("language", &self.language).finish_non_exhaustive()
    }
}

impl Clone for Stemmer {
    fn clone(&self) -> Self {
        Self::new(self.language)
    }
}

/// What several of are meant: 47s, f16s. A number of four digits is a decade, which is no year: 1990s.
fn designation(folded: &str) -> Option<&str> {
    let one = folded.strip_suffix('s').filter(|one| one.ends_with(|c: char| c.is_ascii_digit()))?;
    (one.len() != 4 || one.bytes().any(|byte| !byte.is_ascii_digit())).then_some(one)
}

/// The scripts that decide on an algorithm.
enum Script {
    Latin,
    Arabic,
    /// Arabic with letters that Arabic lacks.
    Persian,
    Cyrillic,
    Hangul,
    /// Numbers, scripts without inflected endings, and those whose stemmer cannot be trusted: that for Greek
    /// panics on some words, and catching a panic would still print it and fail where panics abort.
    Other,
}

/// The script of a folded word, by its first letter.
fn script(folded: &str) -> Script {
    match folded.chars().next() {
        Some('a'..='z' | '\u{DF}'..='\u{24F}') => Script::Latin,
        Some('\u{400}'..='\u{52F}') => Script::Cyrillic,
        // Persian and Urdu have letters that Arabic lacks; its suffixes would mutilate their words.
        Some('\u{620}'..='\u{6D3}') if folded.contains(['پ', 'چ', 'ژ', 'گ', 'ٹ', 'ڈ', 'ڑ', 'ں']) => {
            Script::Persian
        }
        Some('\u{620}'..='\u{6D3}') => Script::Arabic,
        Some('\u{AC00}'..='\u{D7A3}') => Script::Hangul,
        _ => Script::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_time_gives_the_stem_of_the_first() {
        let words = [
            "armies",
            "army",
            "relational",
            "hopping",
            "government",
            "governments",
            "a",
            "naïve",
            "القوات",
            "правительство",
            "достопримечательностями",
            "достопримечательности",
            "internationalization",
            "misunderstandingsmisunderstandings",
            "1234",
            "東",
        ];
        for language in [Language::English, Language::German, Language::Turkish, Language::None] {
            let mut kept = Stemmer::new(language);
            // More words than slots, so that each is thrown out and comes back.
            let many = (0..1_000).map(|n| format!("words{n}ing"));
            let many: Vec<String> = many.chain(words.map(str::to_owned)).collect();
            for word in many.iter().chain(&many) {
                let first = {
                    let mut new = Stemmer::new(language);
                    new.stem_of(word).to_owned()
                };
                assert_eq!(kept.stem_of(word), first);
                assert_eq!(kept.stem_of(word), first);
            }
        }
    }
}
