//! Cases of German: "der Islamische Staat", "des Islamischen Staates", "den Vereinten Nationen".
//!
//! Takes a name, gives its other forms where it has an adjective of German before a noun. A name whose adjectives end otherwise is
//! of another language and has none. Knows nothing of texts.

/// Endings of adjectives.
const ADJECTIVES: [&str; 5] = ["e", "er", "es", "en", "em"];
/// How adjectives end before them.
const STEMS: [&str; 5] = ["isch", "lich", "ional", "iell", "istisch"];
/// Adjectives that end otherwise, in lower case.
const OTHERS: [&str; 14] = [
    "vereint",
    "frei",
    "neu",
    "rot",
    "grün",
    "schwarz",
    "weiß",
    "groß",
    "bewaffnet",
    "zentral",
    "international",
    "liberal",
    "sozial",
    "link",
];
/// Endings of nouns in the genitive.
const NOUNS: [&str; 3] = ["", "s", "es"];

/// The forms of a name in other cases, all of its adjectives in one; that in which it is listed may be among them.
pub(crate) fn declined(name: &str) -> Vec<String> {
    let words: Vec<&str> = name.split(' ').collect();
    let stems: Vec<Option<&str>> = words.windows(2).map(|pair| stem(pair)).chain([None]).collect();
    if stems.iter().all(Option::is_none) {
        return Vec::new();
    }
    let mut forms = Vec::new();
    for (ending, noun) in ADJECTIVES.iter().flat_map(|ending| NOUNS.iter().map(move |noun| (ending, noun))) {
        let genitive = noun.is_empty() || *ending == "en";
        let mut form = String::new();
        let mut after_adjective = false;
        for (word, stem) in words.iter().zip(&stems).filter(|_| genitive) {
            if !form.is_empty() {
                form.push(' ');
            }
            match stem {
                Some(stem) => form.extend([stem, *ending]),
                None if after_adjective && !word.ends_with('s') => form.extend([word, *noun]),
                None => form.push_str(word),
            }
            after_adjective = stem.is_some();
        }
        if !form.is_empty() && form != name && !forms.contains(&form) {
            forms.push(form);
        }
    }
    forms
}

/// The adjective without its ending that the first of two words is, if the second is a noun of German.
fn stem<'w>(pair: &[&'w str]) -> Option<&'w str> {
    let [word, noun] = pair else { return None };
    if !noun.starts_with(char::is_uppercase) {
        return None;
    }
    ADJECTIVES.iter().filter_map(|ending| word.strip_suffix(ending)).find(|stem| {
        let lower = stem.to_lowercase();
        OTHERS.contains(&lower.as_str()) || STEMS.iter().any(|end| lower.len() > end.len() + 1 && lower.ends_with(end))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_other_cases() {
        for (name, has) in [
            (
                "Islamischer Staat",
                &["Islamische Staat", "Islamischen Staat", "Islamischen Staates", "Islamischem Staat"][..],
            ),
            ("Vereinte Nationen", &["Vereinten Nationen", "Vereinter Nationen"]),
            ("Türkische Hisbollah", &["Türkischen Hisbollah", "Türkischer Hisbollah"]),
            ("Partei der Libanesischen Kräfte", &["Partei der Libanesische Kräfte"]),
        ] {
            let forms = declined(name);
            has.iter().for_each(|form| assert!(forms.iter().any(|own| own == form), "{form} in {forms:?}"));
        }
        for name in
            ["Executive Committee", "Islamic State", "armée malienne", "Nationale", "Free Officers", "Hezbollah"]
        {
            assert_eq!(declined(name), [] as [&str; 0], "{name}");
        }
    }
}
