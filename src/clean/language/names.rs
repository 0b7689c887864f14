//! What languages are called: the codes and names that sources write, and the codes that the detector gives.

use whatlang::Lang;

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
pub(in crate::clean) fn from_field(field: &str) -> Option<String> {
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

/// ISO 639-1 of a detected language; its own three letters where it has no two.
pub(super) fn code(lang: Lang) -> &'static str {
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

/// Whether the detector knows the language of a code.
pub(super) fn is_detected(known: &str) -> bool {
    Lang::all().iter().any(|lang| code(*lang) == known)
}
