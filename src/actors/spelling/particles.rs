//! Particles that Arabic and Hebrew write together with a name: and, so, in, for, as, from, that, and the article.
//!
//! Takes a word or its key, says how much of it may be particles, and gives the forms that a name's word has with them. One
//! rule for texts and for queries. Knows no name.

use super::definite_article::{ARTICLE, without_article};
use super::letters::{self, LetterRole};
use crate::text::slice;

/// And, so, in, for, as.
const PARTICLES: [&str; 5] = ["و", "ف", "ب", "ل", "ك"];
/// "For" before a word with the article, which loses its first letter.
const FOR_THE: &str = "لل";
/// Bytes of a letter.
const LETTER: usize = 2;
/// Bytes of a name that a particle stands before, at least: three letters.
const FEWEST_BEHIND: usize = 3 * LETTER;
/// Bytes of a name of one word that may be a word of its own with a particle before it: "with enthusiasm" is "with Hamas".
const LONGEST_AMBIGUOUS: usize = 4 * LETTER;

/// And, the, in, for, from, as, that in Hebrew, alone and together; the longest first.
const HEBREW: [&str; 21] = [
    "וכש", "כשה", "לכש", "וה", "וב", "ול", "ומ", "וש", "שה", "שב", "של", "שמ", "מה", "כש", "ו", "ה", "ב", "ל", "מ",
    "כ", "ש",
];

/// How many bytes of a word's key may be particles, the longest first.
pub(crate) fn particles(key: &[u8]) -> impl Iterator<Item = usize> {
    let hebrew = HEBREW.iter().filter(|particle| key.starts_with(particle.as_bytes())).map(|particle| particle.len());
    arabic_particles(key).chain(hebrew.filter(|skip| key.len() >= skip + FEWEST_BEHIND))
}

/// Whether a word is Hebrew.
fn is_hebrew(key: &[u8]) -> bool {
    matches!(key, [0xd7, 0x90..=0xaa, ..])
}

/// How many bytes of an Arabic word's key may be particles, the longest first.
fn arabic_particles(key: &[u8]) -> impl Iterator<Item = usize> {
    let first = PARTICLES.iter().any(|particle| key.starts_with(particle.as_bytes()));
    let article = first && key.get(LETTER..).is_some_and(|rest| rest.starts_with(ARTICLE.as_bytes()));
    let merged = key.starts_with(FOR_THE.as_bytes());
    [(merged, 2 * LETTER), (article, 3 * LETTER), (first, LETTER)]
        .into_iter()
        .filter(move |(is, skip)| *is && key.len() >= skip + FEWEST_BEHIND)
        .map(|(_, skip)| skip)
}

/// How many letters of the word are no part of the name that `particles` bytes of its key stand before: the article is.
pub(crate) fn letters_before_name(key: &[u8], particles: usize) -> usize {
    if is_hebrew(key) {
        return particles / LETTER;
    }
    if particles >= 2 * LETTER && key.starts_with(FOR_THE.as_bytes()) { 2 } else { 1 }
}

/// Whether a name of one word may stand behind `particles` bytes of a key, the article among them where it is written; in
/// short names only "and" is safe, "for" before four letters, and the article where the name has it: with another particle
/// many a word is an adverb, and with the article a noun ("the enthusiasm"). In Hebrew four letters are enough.
pub(crate) fn stands_alone(key: &[u8], particles: usize, name_has_article: bool) -> bool {
    let name = key.len().saturating_sub(particles);
    if is_hebrew(key) {
        return name >= LONGEST_AMBIGUOUS || key.starts_with("ו".as_bytes()) && particles == LETTER;
    }
    let is = |particle: &str| key.starts_with(particle.as_bytes());
    name > LONGEST_AMBIGUOUS
        || match particles {
            0 => true,
            LETTER => is("و") || (is("ل") && name == LONGEST_AMBIGUOUS),
            _ => name_has_article,
        }
}

/// Whether a word may be a name of one word as far as the article goes: a short name that has none is another word with it.
pub(crate) fn article_fits(word: &str, name: &str) -> bool {
    let has_article = |word: &str| without_article(word.as_bytes()).len() < word.len();
    word.len() > LONGEST_AMBIGUOUS + ARTICLE.len() || !has_article(word) || has_article(name)
}

/// A folded word of a name with each particle and with the article, and without them; the word alone where it is not
/// Arabic. `alone` says that it is the whole name.
pub(crate) fn with_particles(word: &str, alone: bool) -> Vec<String> {
    let mut forms = vec![word.to_owned()];
    if is_hebrew(word.as_bytes()) && word.len() >= FEWEST_BEHIND {
        let joined = HEBREW.iter().map(|particle| ([particle, word].concat(), particle.len()));
        let fits = |(form, skip): &(String, usize)| !alone || stands_alone(form.as_bytes(), *skip, false);
        forms.extend(joined.filter(fits).map(|(form, _)| form));
        return forms;
    }
    let bare = slice(word, word.len() - without_article(word.as_bytes()).len()..);
    if !word.starts_with(|c: char| ('\u{621}'..='\u{6D3}').contains(&c)) || bare.len() < FEWEST_BEHIND {
        return forms;
    }
    let has_article = bare.len() < word.len();
    let the = [ARTICLE, bare].concat();
    let mut add = |form: String, fits: bool| {
        if fits && !forms.contains(&form) {
            forms.push(form);
        }
    };
    add(bare.to_owned(), true);
    add(the.clone(), !alone || article_fits(&the, word));
    for particle in PARTICLES {
        let form = [particle, bare].concat();
        let fits = !alone || stands_alone(form.as_bytes(), LETTER, has_article);
        add(form, fits);
        let (form, before) = if particle == "ل" {
            ([FOR_THE, bare].concat(), 2 * LETTER)
        } else {
            ([particle, &the].concat(), 3 * LETTER)
        };
        let fits = !alone || stands_alone(form.as_bytes(), before, has_article);
        add(form, fits);
    }
    forms
}

/// The byte after the first `count` letters of `word`.
pub(crate) fn after_letters(word: &str, count: usize) -> usize {
    let mut left = count;
    for (at, c) in word.char_indices() {
        if letters::role(c) == LetterRole::Letter {
            if left == 0 {
                return at;
            }
            left -= 1;
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_forms_with_particles() {
        // The word, whether it is the whole name, forms that it has, forms that it has not.
        let table: &[(&str, bool, &[&str], &[&str])] = &[
            ("داعش", true, &["داعش", "وداعش", "لداعش"], &["بداعش", "فداعش", "الداعش", "والداعش"]),
            ("حماس", true, &["وحماس", "لحماس"], &["بحماس", "كحماس", "للحماس", "الحماس"]),
            ("الحوثي", true, &["حوثي", "والحوثي", "لحوثي", "للحوثي", "بالحوثي"], &["بحوثي"]),
            ("الحوثيين", true, &["للحوثيين", "بالحوثيين", "كالحوثيين", "فالحوثيين"], &["لالحوثيين"]),
            ("تنظيم", false, &["لتنظيم", "بتنظيم", "وتنظيم", "للتنظيم", "التنظيم"], &["ولتنظيم"]),
            ("حزب", false, &["بحزب", "لحزب"], &[]),
            ("حزب", true, &["وحزب"], &["بحزب", "لحزب"]),
            ("قد", true, &["قد"], &["وقد", "القد"]),
            ("isis", true, &["isis"], &["visis"]),
            ("חמאס", true, &["וחמאס", "שבחמאס", "לחמאס"], &["חמאסו"]),
            ("דעש", true, &["ודעש"], &["בדעש"]),
            ("דעש", false, &["בדעש"], &[]),
        ];
        for (word, alone, has, lacks) in table {
            let forms = with_particles(word, *alone);
            assert_eq!(forms.first().map(String::as_str), Some(*word), "the word itself is the first");
            has.iter().for_each(|form| assert!(forms.iter().any(|own| own == form), "{word}: {form} in {forms:?}"));
            lacks.iter().for_each(|form| assert!(forms.iter().all(|own| own != form), "{word}: no {form}"));
        }
    }

    #[test]
    fn a_form_is_known_by_the_same_rule() {
        for (word, alone) in [("داعش", true), ("الحوثيين", true), ("تنظيم", false), ("حماس", true), ("חמאס", true)]
        {
            for form in with_particles(word, alone).into_iter().skip(1) {
                let key = without_article(form.as_bytes());
                let bare = without_article(word.as_bytes());
                let article = bare.len() < word.len();
                let known = |skip: &usize| &key[*skip..] == bare && (!alone || stands_alone(key, *skip, article));
                assert!(key == bare || particles(key).any(|skip| known(&skip)), "{form} of {word}");
            }
        }
    }
}
