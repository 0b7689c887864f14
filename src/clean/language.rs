//! The language of a text: as the source names it, else by its trigrams.

use std::sync::LazyLock;

use rapidhash::fast::RapidHashMap;
use whatlang::Lang;

use crate::text::clip;

/// Detection reads this many bytes; more changes next to no answer and costs as much again.
const SAMPLE: usize = 600;

/// Names and three-letter codes that sources use, beside the two-letter codes.
const NAMES: &[(&str, &[&str])] = &[
    ("en", &["english", "eng", "englisch", "anglais", "inglés"]),
    ("ar", &["arabic", "ara", "العربية", "arabe"]),
    ("fr", &["french", "fra", "fre", "français", "francais"]),
    ("de", &["german", "deu", "ger", "deutsch"]),
    ("es", &["spanish", "spa", "español", "espanol", "castellano"]),
    ("tr", &["turkish", "tur", "türkçe", "turkce"]),
    ("fa", &["persian", "farsi", "fas", "per", "فارسی", "prs", "dari"]),
    ("ru", &["russian", "rus", "русский"]),
    ("uk", &["ukrainian", "ukr", "українська"]),
    ("he", &["hebrew", "heb", "עברית", "iw"]),
    ("ku", &["kurdish", "kur", "kurmanji", "kmr", "kurdî"]),
    ("ckb", &["sorani", "کوردی"]),
    ("ur", &["urdu", "urd", "اردو"]),
    ("hi", &["hindi", "hin"]),
    ("zh", &["chinese", "zho", "chi", "cmn", "中文", "mandarin"]),
    ("ja", &["japanese", "jpn", "日本語"]),
    ("ko", &["korean", "kor", "한국어"]),
    ("pt", &["portuguese", "por", "português", "portugues"]),
    ("it", &["italian", "ita", "italiano"]),
    ("nl", &["dutch", "nld", "dut", "nederlands"]),
    ("pl", &["polish", "pol", "polski"]),
    ("sv", &["swedish", "swe", "svenska"]),
    ("el", &["greek", "ell", "gre", "ελληνικά"]),
    ("id", &["indonesian", "ind", "in"]),
];

/// The ISO 639 code that a source's field means: "English", "en-US", "eng" are all "en".
pub(super) fn from_field(field: &str) -> Option<String> {
    let lower = field.trim().to_lowercase();
    if let Some((code, _)) = NAMES.iter().find(|(_, names)| names.contains(&lower.as_str())) {
        return Some((*code).to_owned());
    }
    let code = lower.split(['-', '_', ',', ';', ' ']).next().unwrap_or_default();
    if let Some((known, _)) = NAMES.iter().find(|(known, names)| *known == code || names.contains(&code)) {
        return Some((*known).to_owned());
    }
    ((2..=3).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_lowercase())).then(|| code.to_owned())
}

/// The two-letter codes of ISO 639-1.
const CODES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo \
    es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu iw ja jv ka kg ki \
    kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr \
    nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg \
    th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// Whether this is written like the code of a language that is one: `en`, `pt-BR`, `ckb`.
#[must_use]
pub fn is_language_code(text: &str) -> bool {
    let (code, rest) = text.split_once(['-', '_']).map_or((text, None), |(code, rest)| (code, Some(rest)));
    let region =
        rest.is_none_or(|rest| (2..=8).contains(&rest.len()) && rest.bytes().all(|b| b.is_ascii_alphanumeric()));
    let code = code.to_ascii_lowercase();
    let known = || CODES.split_ascii_whitespace().any(|known| known == code);
    let long = || NAMES.iter().any(|(known, names)| *known == code || names.contains(&code.as_str()));
    region && (code.len() == 2 && known() || code.len() == 3 && long())
}

/// Whether a source's field may mean a language: a code or a name of one.
#[must_use]
pub fn is_language(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    let first = lower.split([',', ';', ' ']).next().unwrap_or_default();
    let three = first.len() == 3
        && first.bytes().all(|b| b.is_ascii_lowercase())
        && !["und", "mul", "mis", "zxx"].contains(&first);
    three || is_language_code(first) || NAMES.iter().any(|(_, names)| names.contains(&lower.as_str()))
}

/// The language of a text, when it is long enough to tell and the answer is reliable.
pub(super) fn detect(text: &str) -> Option<String> {
    let sample = clip(text, SAMPLE);
    let counts = Counts::of(sample);
    if let Some(code) = counts.language() {
        return Some(code.to_owned());
    }
    if sample.chars().filter(|c| c.is_alphabetic()).take(FEWEST_LETTERS).count() < FEWEST_LETTERS {
        return None;
    }
    if is_table(sample) {
        return counts.of_table().map(str::to_owned);
    }
    let info = whatlang::detect(sample)?;
    (info.is_reliable() || info.confidence() > 0.5).then(|| code(info.lang()).to_owned())
}

/// A text with fewer letters has no language that can be told.
const FEWEST_LETTERS: usize = 40;

/// Small words that a language has and those after it have not.
const SMALL_WORDS: [(&str, &[&str]); 4] = [
    (
        "en",
        &[
            "the", "of", "and", "to", "was", "for", "with", "that", "by", "from", "were", "which", "in", "is", "on",
            "at", "it", "he", "his", "has", "have", "had", "this", "are", "be", "been", "not", "but", "who", "their",
            "they", "said", "its",
        ],
    ),
    ("fr", &["les", "des", "du", "est", "une", "dans", "qui", "pour", "sur", "avec", "au", "par"]),
    ("de", &["der", "die", "und", "das", "den", "mit", "ist", "von", "im", "ein", "eine", "dem"]),
    ("es", &["el", "los", "las", "del", "por", "una", "con", "para", "su", "al", "y", "se"]),
];
/// Longest of the small words, in bytes.
const LONGEST_SMALL: usize = 5;

/// A word of at most [`LONGEST_SMALL`] bytes as one number, its ASCII letters small.
fn packed(word: &[u8]) -> u64 {
    word.iter().fold(0, |packed, byte| packed << 8 | u64::from(byte.to_ascii_lowercase()))
}

/// The row of each small word.
static ROW_OF: LazyLock<RapidHashMap<u64, usize>> = LazyLock::new(|| {
    let rows = SMALL_WORDS.iter().enumerate();
    rows.flat_map(|(row, (_, words))| words.iter().map(move |word| (packed(word.as_bytes()), row))).collect()
});

/// Share of its small words that settles a language; running text has a quarter to a half.
const SETTLED: f32 = 0.14;
/// The same for a few lines, and how many small words they must have.
const SETTLED_SHORT: f32 = 0.2;
const FEWEST: u32 = 4;

/// Share of words with the article that settles Arabic; running text has a quarter. Persian, Urdu and Kurdish
/// have few such words.
const ARTICLES: f32 = 0.1;

/// A table has a digit for so many letters or fewer; running news has one for some forty.
const LETTERS_A_DIGIT: usize = 5;

/// What is counted in a sample.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    /// Words that do not begin with a digit: a number is a word of no language.
    words: u32,
    /// Words with the article of Arabic.
    articles: u32,
    /// Small words of each language.
    small: [u32; SMALL_WORDS.len()],
    /// Small words of three letters and more: of the shorter ones nearly all are also words of a language not listed
    /// (Dutch has "in", "is" and "of").
    longer: u32,
}

impl Counts {
    fn of(sample: &str) -> Self {
        let mut counts = Self::default();
        for word in sample.as_bytes().split(u8::is_ascii_whitespace) {
            let first = match word.first() {
                None | Some(b'0'..=b'9') => continue,
                Some(first) => first,
            };
            counts.words += 1;
            if !first.is_ascii() {
                let articles = ["ال", "وال", "بال", "لل"];
                counts.articles += u32::from(articles.iter().any(|article| word.starts_with(article.as_bytes())));
            } else if word.len() <= LONGEST_SMALL
                && let Some(count) = ROW_OF.get(&packed(word)).and_then(|row| counts.small.get_mut(*row))
            {
                *count += 1;
                counts.longer += u32::from(word.len() >= 3);
            }
        }
        counts
    }

    /// The language with the most small words, how many they are, and the most of any other.
    fn best(&self) -> (&'static str, u32, u32) {
        let (mut best, mut most, mut second) = ("", 0, 0);
        for ((code, _), &count) in SMALL_WORDS.iter().zip(&self.small) {
            if count >= most {
                (best, most, second) = (code, count, most);
            } else {
                second = second.max(count);
            }
        }
        (best, most, second)
    }

    /// The language whose small words the sample is full of, when no other has a third as many: the
    /// usual case, decided in a hundredth of the time that trigrams take.
    fn language(&self) -> Option<&'static str> {
        if self.words >= 30 && self.articles as f32 >= ARTICLES * self.words as f32 {
            return Some("ar");
        }
        let (code, most, second) = self.best();
        let share = most as f32 / self.words.max(1) as f32;
        let settled = self.words >= 30 && share >= SETTLED || most >= FEWEST && share >= SETTLED_SHORT;
        (settled && second * 3 <= most).then_some(code)
    }

    /// The language of a table: of its headings and notes a few small words are enough, when no other language has any.
    fn of_table(&self) -> Option<&'static str> {
        let (code, most, second) = self.best();
        (most >= 2 && self.longer >= 1 && second == 0).then_some(code)
    }
}

/// Whether a sample is a table of figures in Latin letters. Its few words are names and abbreviations, whose trigrams
/// are as like one language as another.
fn is_table(sample: &str) -> bool {
    let count = |kind: fn(&u8) -> bool| sample.bytes().filter(kind).count();
    let letters = count(u8::is_ascii_alphabetic);
    let beyond = sample.len() - count(u8::is_ascii);
    count(u8::is_ascii_digit) * LETTERS_A_DIGIT > letters && beyond * LETTERS_A_DIGIT < letters
}

/// ISO 639-1 of a detected language; its own three letters where it has no two.
fn code(lang: Lang) -> &'static str {
    use Lang::{
        Afr, Aka, Amh, Ara, Aze, Bel, Ben, Bul, Cat, Ces, Cmn, Cym, Dan, Deu, Ell, Eng, Epo, Est, Fin, Fra, Guj, Heb,
        Hin, Hrv, Hun, Hye, Ind, Ita, Jav, Jpn, Kan, Kat, Khm, Kor, Lat, Lav, Lit, Mal, Mar, Mkd, Mya, Nep, Nld, Nob,
        Ori, Pan, Pes, Pol, Por, Ron, Rus, Sin, Slk, Slv, Sna, Spa, Srp, Swe, Tam, Tel, Tgl, Tha, Tuk, Tur, Ukr, Urd,
        Uzb, Vie, Yid, Zul,
    };
    match lang {
        Epo => "eo",
        Eng => "en",
        Rus => "ru",
        Cmn => "zh",
        Spa => "es",
        Por => "pt",
        Ita => "it",
        Ben => "bn",
        Fra => "fr",
        Deu => "de",
        Ukr => "uk",
        Kat => "ka",
        Ara => "ar",
        Hin => "hi",
        Jpn => "ja",
        Heb => "he",
        Yid => "yi",
        Pol => "pl",
        Amh => "am",
        Jav => "jv",
        Kor => "ko",
        Nob => "nb",
        Dan => "da",
        Swe => "sv",
        Fin => "fi",
        Tur => "tr",
        Nld => "nl",
        Hun => "hu",
        Ces => "cs",
        Ell => "el",
        Bul => "bg",
        Bel => "be",
        Mar => "mr",
        Kan => "kn",
        Ron => "ro",
        Slv => "sl",
        Hrv => "hr",
        Srp => "sr",
        Mkd => "mk",
        Lit => "lt",
        Lav => "lv",
        Est => "et",
        Tam => "ta",
        Vie => "vi",
        Urd => "ur",
        Tha => "th",
        Guj => "gu",
        Uzb => "uz",
        Pan => "pa",
        Aze => "az",
        Ind => "id",
        Tel => "te",
        Pes => "fa",
        Mal => "ml",
        Ori => "or",
        Mya => "my",
        Nep => "ne",
        Sin => "si",
        Khm => "km",
        Tuk => "tk",
        Aka => "ak",
        Zul => "zu",
        Sna => "sn",
        Afr => "af",
        Lat => "la",
        Slk => "sk",
        Cat => "ca",
        Tgl => "tl",
        Hye => "hy",
        Cym => "cy",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_have_the_language_of_their_small_words() {
        let rows =
            "Lenmar Maris 12.50 13.75 14.00\nTalport Velden 9.25 10.00 8.75\nOrsk Teska 7.10 6.90 6.85\n".repeat(3);
        let table = [
            (String::new(), None),
            ("Prices of the harbour, with those of last year\n".to_owned(), Some("en")),
            ("Preise der Häfen, und die von 2023\n".to_owned(), Some("de")),
            // Words of two languages, or one alone.
            ("The prices of the harbour and des ports\n".to_owned(), None),
            ("Harbour of Talport\n".to_owned(), None),
        ];
        for (heading, language) in table {
            assert_eq!(detect(&format!("{heading}{rows}")).as_deref(), language, "{heading}");
        }
    }

    #[test]
    fn a_number_is_a_word_of_no_language() {
        let text = "The ferry carried 120 cars and 340 people in 2023, 150 and 410 in 2024, and 90 and 280 in 2025, said the port";
        assert_eq!(detect(text).as_deref(), Some("en"));
        assert_eq!(detect("1 2 3 4 5 6 7 8 9"), None);
        assert_eq!(detect(""), None);
    }
}
