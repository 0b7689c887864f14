//! Words that tell an outlet, and the normal case of names in capitals.

use std::sync::LazyLock;

use rapidhash::fast::RapidHashSet;

use super::lowercase;

/// Words that a name with them is an outlet's: folded, compared whole.
const OUTLET_WORDS: &[&str] = &[
    "news",
    "newspaper",
    "press",
    "agency",
    "times",
    "post",
    "herald",
    "tribune",
    "gazette",
    "journal",
    "guardian",
    "observer",
    "telegraph",
    "chronicle",
    "tv",
    "television",
    "radio",
    "media",
    "network",
    "broadcasting",
    "magazine",
    "daily",
    "weekly",
    "monitor",
    "wire",
    "newsroom",
    "reuters",
    "afp",
    "ap",
    "efe",
    "dpa",
    "tass",
    "xinhua",
    "ansa",
    "anadolu",
    "kuna",
    "irna",
    "sana",
    "wafa",
    "upi",
    "bbc",
    "cnn",
    "interfax",
    "kyodo",
    "agence",
    "agencia",
    "agentur",
    "presse",
    "prensa",
    "diario",
    "noticias",
    "zeitung",
    "blatt",
    "tageblatt",
    "anzeiger",
    "bote",
    "kurier",
    "courrier",
    "gaceta",
    "periódico",
    "ajansı",
    "haber",
    "gazetesi",
    "нovosti",
    "новости",
    "вести",
    "известия",
    "газета",
    "вестник",
    "тасс",
    "риа",
    "интерфакс",
    "агентство",
    "نيوز",
    "وكالة",
    "أنباء",
    "الأنباء",
    "صحيفة",
    "قناة",
    "رويترز",
    "واس",
    "خبرگزاری",
    "ایرنا",
    "ایسنا",
    "تسنیم",
];

/// Short words that are not abbreviations though they are of four letters or fewer.
const SHORT_WORDS: &[&str] = &[
    "news", "the", "of", "and", "de", "del", "la", "las", "los", "el", "le", "les", "al", "der", "die", "das", "post",
    "sun", "star", "mail", "wire", "new", "york", "asia", "voz", "hoy", "pais", "das", "do", "da", "dos", "time",
];

/// Words that stay lower-case inside a name.
const SMALL: &[&str] =
    &["of", "the", "and", "de", "del", "la", "las", "los", "el", "do", "da", "dos", "du", "des", "in"];

static OUTLETS: LazyLock<RapidHashSet<&str>> = LazyLock::new(|| OUTLET_WORDS.iter().copied().collect());

/// Whether a name holds a word that only outlets have.
pub(super) fn is_outlet_like(name: &str) -> bool {
    let mut words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.any(|word| lowercase::with(word, |lower| OUTLETS.contains(lower)))
}

/// Whether a name has letters and all of those that have case are capitals.
pub(super) fn is_capitals(name: &str) -> bool {
    name.chars().any(char::is_uppercase) && !name.chars().any(char::is_lowercase)
}

/// A place in normal case: "RIO DE JANEIRO" is "Rio de Janeiro"; a name that has small letters stays.
pub(super) fn place_case(name: &str) -> String {
    if is_capitals(name) {
        recase(name, |word, first| !first && SMALL.contains(&word), |w| w.contains('.'))
    } else {
        name.to_owned()
    }
}

/// A word of an outlet's name in capitals that is no longer is an acronym, in characters.
const LONGEST_ACRONYM: usize = 4;

/// An outlet in normal case: "EUROPA PRESS" is "Europa Press", "AFP" stays.
pub(super) fn outlet_case(name: &str) -> String {
    if !is_capitals(name) {
        return name.to_owned();
    }
    let short = |w: &str| {
        w.contains('.') || (w.chars().count() <= LONGEST_ACRONYM && !SHORT_WORDS.contains(&w.to_lowercase().as_str()))
    };
    recase(name, |word, first| !first && SMALL.contains(&word) && word != "la" && word != "el", short)
}

/// Gives each word a capital and small letters, but for those that `small` or `keep` name.
fn recase(name: &str, small: impl Fn(&str, bool) -> bool, keep: impl Fn(&str) -> bool) -> String {
    let mut out = String::with_capacity(name.len());
    for (at, word) in name.split(' ').enumerate() {
        if at > 0 {
            out.push(' ');
        }
        let lower = word.to_lowercase();
        if keep(word) {
            out.push_str(word);
        } else if small(&lower, at == 0) {
            out.push_str(&lower);
        } else {
            let mut start = true;
            for c in lower.chars() {
                if start && c.is_alphabetic() {
                    out.extend(c.to_uppercase());
                } else {
                    out.push(c);
                }
                start = c == '-' || (start && !c.is_alphabetic());
            }
        }
    }
    out
}

/// Most words of the name of a person or a place, and of a body with its place or its board.
pub(super) const SHORT_NAME: usize = 3;
pub(super) const LONG_NAME: usize = 5;

/// Most characters of an outlet's name: longer ones are slogans and headlines.
pub(super) const LONGEST_OUTLET: usize = 40;

/// Whether the name is 1 to `most` words that each begin with a capital or a letter without case.
pub(super) fn is_name(text: &str, most: usize) -> bool {
    let mut words = 0;
    for word in text.split_whitespace() {
        words += 1;
        let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        let Some(first) = word.chars().next() else { continue };
        // Words that join are written small, so that no other needs to be asked.
        let joins = || {
            lowercase::with(word, |lower| {
                SMALL.contains(&lower)
                    || ["al", "bin", "ibn", "van", "von", "der", "den", "y", "e", "et", "und", "ve", "&"]
                        .contains(&lower)
                    || lower.starts_with("al-")
                    || lower.starts_with("el-")
            })
        };
        if words > most || first.is_numeric() || (first.is_lowercase() && !joins()) {
            return false;
        }
    }
    words > 0 && text.chars().any(char::is_alphabetic)
}
