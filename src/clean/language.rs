//! The language of a text: as the source names it, else by its trigrams.

use std::sync::LazyLock;

use rapidhash::fast::RapidHashMap;
use whatlang::Lang;

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

/// The language of a text, when it is long enough to tell and the answer is reliable.
pub(super) fn detect(text: &str) -> Option<String> {
    // The middle of the first part: a beginning is full of names.
    let sample = text.get(..text.floor_char_boundary(SAMPLE)).unwrap_or(text);
    if let Some(code) = by_small_words(sample) {
        return Some(code.to_owned());
    }
    let info = whatlang::detect(sample)?;
    if !(info.is_reliable() || info.confidence() > 0.5) || sample.chars().filter(|c| c.is_alphabetic()).count() < 40 {
        return None;
    }
    Some(code(info.lang()).to_owned())
}

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

/// The row of each small word.
static ROW_OF: LazyLock<RapidHashMap<&[u8], usize>> = LazyLock::new(|| {
    SMALL_WORDS
        .iter()
        .enumerate()
        .flat_map(|(row, (_, words))| words.iter().map(move |w| (w.as_bytes(), row)))
        .collect()
});

/// Share of its small words that settles a language; running text has a quarter to a half.
const SETTLED: f32 = 0.14;
/// The same for a few lines, and how many small words they must have.
const SETTLED_SHORT: f32 = 0.2;
const FEWEST: u32 = 4;

/// Share of words with the article that settles Arabic; running text has a quarter. Persian, Urdu and Kurdish
/// have few such words.
const ARTICLES: f32 = 0.1;

/// The language whose small words the sample is full of, when no other has a third as many: the
/// usual case, decided in a hundredth of the time that trigrams take.
fn by_small_words(sample: &str) -> Option<&'static str> {
    let mut counts = [0_u32; SMALL_WORDS.len()];
    let (mut words, mut articles) = (0_u32, 0_u32);
    for word in sample.split_ascii_whitespace() {
        words += 1;
        let mut lower = [0; LONGEST_SMALL];
        if let Some(lower) = lower.get_mut(..word.len()) {
            lower.copy_from_slice(word.as_bytes());
            lower.make_ascii_lowercase();
            if let Some(count) = ROW_OF.get(&*lower).and_then(|row| counts.get_mut(*row)) {
                *count += 1;
            }
        }
        articles += u32::from(["ال", "وال", "بال", "لل"].iter().any(|article| word.starts_with(article)));
    }
    if words >= 30 && articles as f32 >= ARTICLES * words as f32 {
        return Some("ar");
    }
    let (best, &most) = counts.iter().enumerate().max_by_key(|(_, count)| **count)?;
    let second = counts.iter().enumerate().filter(|(n, _)| *n != best).map(|(_, count)| *count).max().unwrap_or(0);
    let share = most as f32 / words.max(1) as f32;
    let settled = (words >= 30 && share >= SETTLED || most >= FEWEST && share >= SETTLED_SHORT) && second * 3 <= most;
    settled.then(|| SMALL_WORDS.get(best).map(|(code, _)| *code)).flatten()
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
