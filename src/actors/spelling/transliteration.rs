//! Keys of names: one spelling for all the ways in which a name is written.
//!
//! Takes the letters of words and gives keys. The *strict* key forgets case, diacritics, apostrophes,
//! hyphens and the article; the *loose* key forgets vowels, doubled letters and the usual swaps of
//! transliteration as well. Two names of one loose key are not yet one name: vowels that are really
//! different ("Hasan", "Husayn") have one key, and [`compatible`] tells them apart. It is a relation,
//! not a key, because it is not transitive: e stands for a as well as for i, a never for i.
//! Knows nothing of actors.

use super::slavic_cases;
use crate::text::{item, items};

/// Longest word that is folded loosely; a longer one is no name.
const LONGEST: usize = 64;

/// The letter at a place of a word; behind its end none, for which zero stands.
fn letter_at(word: &[u8], at: usize) -> u8 {
    match word.get(at) {
        Some(letter) => *letter,
        None => 0,
    }
}

/// Whether an ASCII letter is written for a vowel: y and w are where no vowel follows.
fn is_vowel_at(word: &[u8], at: usize) -> bool {
    match word.get(at) {
        Some(b'a' | b'e' | b'i' | b'o' | b'u') => true,
        Some(b'y') => at > 0,
        Some(b'w') => {
            at > 0
                && matches!(word.get(at - 1), Some(b'a' | b'o'))
                && !matches!(word.get(at + 1), Some(b'a' | b'e' | b'i' | b'o' | b'u'))
        }
        _ => false,
    }
}

/// The consonant at `at` of a word and how many letters write it.
fn consonant_at(word: &[u8], at: usize) -> (u8, u8) {
    consonant(letter_at(word, at), letter_at(word, at + 1))
}

/// The consonant that a letter and the next one write, and how many of them it takes.
const fn consonant(letter: u8, next: u8) -> (u8, u8) {
    match (letter, next) {
        (b'c' | b's', b'h') => (b'S', 2),
        (b'k', b'h') | (b'c', b'k') => (b'k', 2),
        (b'g', b'h') => (b'g', 2),
        (b'd', b'h') => (b'd', 2),
        (b'd', b'j') => (b'j', 2),
        (b't', b'h') => (b't', 2),
        (b'p', b'h') => (b'f', 2),
        (b'q' | b'c', _) => (b'k', 1),
        (b'w', _) => (b'v', 1),
        (letter, _) => (letter, 1),
    }
}

/// Appends the loose key of one word, given by its strict letters: consonants in one spelling each,
/// a mark for every run of vowels. Words of other scripts go in as they are, Cyrillic ones without their endings.
pub(crate) fn push_loose(word: &[u8], out: &mut Vec<u8>) {
    if word.len() > LONGEST || !word.is_ascii() {
        out.extend_from_slice(slavic_cases::stem(word));
        return;
    }
    let word = plain_servant(word);
    let mut key = [0; LONGEST];
    let (mut at, mut length) = (0, 0);
    // What was appended last; no letter is zero.
    let mut last = 0;
    while let Some(&byte) = word.get(at) {
        let (mut letter, mut width) = pair(byte, letter_at(word, at + 1));
        let mut again = false;
        if letter == 0 {
            (letter, width) = if is_vowel_at(word, at) { (b'a', 1) } else { consonant_at(word, at) };
            // The h of Hizballah and Nusrah is not spoken.
            if letter == b'h' && at + 1 == word.len() && last == b'a' {
                break;
            }
            again = letter.is_ascii_digit();
        }
        at += usize::from(width);
        // Written in any case and counted where it is another: to skip it would be a jump that nothing foretells.
        if let Some(slot) = key.get_mut(length) {
            *slot = letter;
        }
        length += usize::from(letter != last || again);
        last = letter;
    }
    out.extend_from_slice(items(&key, ..length));
}

/// What [`push_loose`] appends for a letter with the one behind it, and how many of them it takes; nothing for digits
/// and for letters that need a look around.
fn pair(letter: u8, next: u8) -> (u8, u8) {
    item(PAIRS.as_flattened(), code(letter) * CODES + code(next))
}

/// Small letters and one code for all else.
const CODES: usize = 27;

/// The place of a small letter in [`PAIRS`], 0 for all else.
const fn code(byte: u8) -> usize {
    if byte.is_ascii_lowercase() { (byte - b'a' + 1) as usize } else { 0 }
}

/// For each letter and each letter behind it: by [`is_vowel_at`] and [`consonant_at`].
#[expect(clippy::indexing_slicing, reason = "evaluated by the compiler, within the table")]
static PAIRS: [[(u8, u8); CODES]; CODES] = {
    let mut pairs = [[(0, 0); CODES]; CODES];
    let mut letter = b'a';
    while letter <= b'z' {
        let mut next = 0;
        while next < CODES {
            pairs[code(letter)][next] = match letter {
                b'a' | b'e' | b'i' | b'o' | b'u' => (b'a', 1),
                b'h' | b'w' | b'y' => (0, 0),
                _ => consonant(letter, if next == 0 { 0 } else { b'a' - 1 + next as u8 }),
            };
            next += 1;
        }
        letter += 1;
    }
    pairs
};

/// "Abdul", "Abdel" and "Abdal" are "Abd" and the article, joined to the next word or not; so are
/// "ibn", "ben" and "bin" one word.
fn plain_servant(word: &[u8]) -> &[u8] {
    match word {
        b"ibn" | b"ben" | b"bin" => b"bn",
        b"abdul" | b"abdel" | b"abdal" | b"abdol" | b"abdur" | b"abdus" => b"abd",
        _ => word,
    }
}

/// Whether two words (or names written as one) of one loose key may be one name: their vowels agree,
/// run by run, as transliteration writes them.
///
/// a and e, e and i, o and u (ou, oo, w) are written for each other; a and i, a and o are not, but
/// for the vowel of "-ullah", "-allah", "-ollah".
pub(crate) fn compatible(left: &[u8], right: &[u8]) -> bool {
    if left == right {
        return true;
    }
    if !left.is_ascii() || !right.is_ascii() {
        return false;
    }
    let (left, right) = (plain_servant(left), plain_servant(right));
    let (mut i, mut j) = (0, 0);
    loop {
        let (run_left, next_left) = vowels(left, i);
        let (run_right, next_right) = vowels(right, j);
        let allah = before_allah(left, next_left) && before_allah(right, next_right);
        if !(allah || runs_agree(run_left, run_right)) {
            return false;
        }
        (i, j) = (next_left, next_right);
        if i >= left.len() || j >= right.len() {
            let silent = |word: &[u8], at: usize| at >= word.len() || word.get(at..) == Some(b"h");
            return silent(left, i) && silent(right, j);
        }
        let (a, b) = (skip_consonant(left, &mut i), skip_consonant(right, &mut j));
        if a != b {
            return false;
        }
    }
}

/// Steps over a consonant and its doubles.
fn skip_consonant(word: &[u8], at: &mut usize) -> u8 {
    let (letter, width) = consonant_at(word, *at);
    *at += usize::from(width);
    while *at < word.len() && !is_vowel_at(word, *at) {
        let (again, width) = consonant_at(word, *at);
        if again != letter || letter.is_ascii_digit() {
            break;
        }
        *at += usize::from(width);
    }
    letter
}

/// The run of vowels at `at`, in plain classes with neighbours of one class joined, and where it ends.
fn vowels(word: &[u8], mut at: usize) -> ([u8; 4], usize) {
    let mut run = [0_u8; 4];
    let mut filled = 0;
    while is_vowel_at(word, at) {
        let double = word.get(at + 1) == word.get(at);
        let class = match item(word, at) {
            b'e' if double => b'i',
            b'y' => b'i',
            b'o' | b'w' => b'u',
            other => other,
        };
        at += if double { 2 } else { 1 };
        if (filled == 0 || run.get(filled - 1) != Some(&class))
            && let Some(slot) = run.get_mut(filled)
        {
            *slot = class;
            filled += 1;
        }
    }
    (run, at)
}

/// Whether two runs of vowels can be one sound.
fn runs_agree(left: [u8; 4], right: [u8; 4]) -> bool {
    let near = |a: u8, b: u8| a == b || matches!((a, b), (b'a' | b'i', b'e') | (b'e', b'a' | b'i'));
    if left.iter().zip(&right).all(|(&a, &b)| near(a, b)) {
        return true;
    }
    // au, aou and u are one sound (Daoud, Daud, Dawud), and so are iya and ia.
    let squeeze = |run: [u8; 4]| -> (u8, u8) {
        let last = run.iter().rev().find(|&&v| v != 0).copied().unwrap_or(0);
        (run[0], last)
    };
    let count = |run: [u8; 4]| run.iter().filter(|&&v| v != 0).count();
    count(left) >= 2 && count(right) >= 2 && {
        let (a, b) = (squeeze(left), squeeze(right));
        near(a.0, b.0) && near(a.1, b.1)
    }
}

/// Whether the rest of a word is the "llah" of "Abdullah".
fn before_allah(word: &[u8], at: usize) -> bool {
    matches!(word.get(at..), Some(b"llah" | b"lah" | b"lla"))
}

/// How many consonants a loose key has.
pub(crate) fn consonants(loose: &[u8]) -> usize {
    loose.iter().filter(|&&c| c != b'a' && c.is_ascii_alphabetic()).count()
}
