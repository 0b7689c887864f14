//! Apostrophes that part a word from the name beside it.
//!
//! Takes what stands before and behind an apostrophe and says whether the two are words of their own: the English possessive,
//! the elided articles and prepositions of French, Italian and Catalan ("l'ONU", "dell'Iran") and the endings that Turkish
//! writes behind a name ("PKK'nın"). Any other apostrophe is a sign inside a word ("Kata'ib"). Knows no name.

use super::letters::{self, LetterRole};
use crate::text::items;

/// What is elided before a name that begins with a vowel, in lower case.
const ELIDED: [&str; 17] = [
    "l", "d", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu", "dell", "all", "nell", "dall", "sull", "coll",
    "quell", "un", "degl",
];
/// Endings of Turkish names, dots and diaereses left out: cases, plural, "with", "of the house of", the copula.
const TURKISH: &str = "a e i u ya ye yi yu na ne ni nu in un nin nun yin yun da de ta te nda nde dan den tan ten ndan nden la le yla yle \
li lu siz suz ca ce ci cu cu daki deki taki teki ndaki ndeki daydi deydi lar ler lari leri larin lerin lara lere larda lerde lardan lerden \
larla lerle lilar liler linin lunun liler dir tir dur tur ydi ydu ymis ki";
/// Letters of the longest of them.
const LONGEST_ENDING: usize = 6;
/// Letters that a Turkish name has at least before an ending with a y, which otherwise may be a vowel of the word.
const FEWEST_BEFORE_Y: usize = 5;

/// Whether an apostrophe between `before`, the word so far, and `behind`, all that follows, parts two words.
pub(crate) fn parts(sign: char, before: &str, behind: &str) -> bool {
    let mut rest = behind.chars();
    if matches!(rest.next(), Some('s' | 'S')) && !rest.next().is_some_and(is_of_word) {
        return true;
    }
    matches!(sign, '\'' | '’' | 'ʼ' | '‘' | '`' | '´') && (is_elided(before) || is_turkish(before, behind))
}

/// Whether a character goes on with a word.
fn is_of_word(c: char) -> bool {
    matches!(letters::role(c), LetterRole::Letter | LetterRole::Silent)
}

fn is_elided(before: &str) -> bool {
    before.len() <= 6 && ELIDED.iter().any(|word| word.eq_ignore_ascii_case(before))
}

/// Whether `behind` begins with an ending that is all that stands there, and `before` may be a name that has it.
fn is_turkish(before: &str, behind: &str) -> bool {
    let mut ending = [0_u8; LONGEST_ENDING];
    let letters_behind = || behind.chars().take_while(|&c| is_of_word(c));
    let length = letters_behind().take(LONGEST_ENDING + 1).count();
    if length > LONGEST_ENDING || !letters_behind().all(|c| plain(c).is_some()) {
        return false;
    }
    for (place, letter) in ending.iter_mut().zip(letters_behind().filter_map(plain)) {
        *place = letter;
    }
    let ending = items(&ending, ..length);
    let letters = || before.chars().filter(|&c| letters::role(c) == LetterRole::Letter);
    let Some(last) = letters().next_back() else { return false };
    let vowel = |c: char| "aeiouıöüâîûAEIOUIİÖÜÂÎÛ".contains(c);
    // Two vowels with an apostrophe between them are Arabic: "Sana'a", "Shi'i".
    let joined = vowel(last) && matches!(ending, [b'a' | b'e' | b'i' | b'u', ..]);
    let fewest = if ending.starts_with(b"y") && before.chars().any(char::is_lowercase) { FEWEST_BEFORE_Y } else { 2 };
    !joined
        && last.is_alphabetic()
        && letters().count() >= fewest
        && TURKISH.split(' ').any(|known| known.as_bytes() == ending)
}

/// A Latin letter of a Turkish ending in lower case, without dot and diaeresis.
fn plain(c: char) -> Option<u8> {
    Some(match c {
        'ı' | 'İ' | 'I' | 'i' => b'i',
        'ü' | 'Ü' => b'u',
        'ş' | 'Ş' => b's',
        'ç' | 'Ç' => b'c',
        c if c.is_ascii_alphabetic() => c.to_ascii_lowercase() as u8,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_apostrophes() {
        for (before, behind) in [
            ("l", "ONU"),
            ("D", "Al-Qaïda"),
            ("dell", "Iran"),
            ("qu", "Israël"),
            ("PKK", "nın üyeleri"),
            ("PKK", "ya"),
            ("YPG", "li"),
            ("IŞİD", "in"),
            ("Erdoğan", "ın"),
            ("ERDOĞAN", "IN"),
            ("Esad", "a"),
            ("Rusya", "ya"),
            ("Ankara", "daki"),
            ("women", "s rights"),
        ] {
            assert!(parts('\'', before, behind), "{before}'{behind}");
        }
        for (before, behind) in [
            ("Kata", "ib"),
            ("Sana", "a"),
            ("Shi", "i"),
            ("Shi", "ite"),
            ("Rabi", "ya"),
            ("Da", "esh"),
            ("Ba", "ath"),
            ("Jama", "at"),
            ("a", "la"),
            ("don", "t"),
            ("N", "Djamena"),
            ("O", "Brien"),
            ("aujourd", "hui"),
            ("Sa", "ud"),
            ("Qur", "an"),
        ] {
            assert!(!parts('\'', before, behind), "{before}'{behind}");
        }
        assert!(!parts('ʿ', "l", "Iraq"));
    }
}
