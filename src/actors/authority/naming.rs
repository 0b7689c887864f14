//! Ids and readable names for new actors.
//!
//! Takes names as lists and texts have them, in capitals it may be, and gives an id and a name to be shown.

use crate::actors::spelling::letters::{self, LetterRole};

/// Longest id that is made of a name.
const LONGEST_ID: usize = 60;

/// An id made of the letters of a name that an id may have; `None` where there are none, as in most scripts.
pub(crate) fn slug(name: &str) -> Option<String> {
    let mut id = String::new();
    let mut letters = Vec::new();
    let mut gap = false;
    for c in name.chars() {
        match letters::role(c) {
            LetterRole::Letter => {
                letters.clear();
                letters::push_folded(c, &mut letters);
                for &byte in letters.iter().filter(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
                    if gap && !id.is_empty() {
                        id.push('-');
                    }
                    gap = false;
                    id.push(char::from(byte));
                }
            }
            LetterRole::Silent | LetterRole::Apostrophe => {}
            LetterRole::Break => {
                if id.len() >= LONGEST_ID {
                    break;
                }
                gap = true;
            }
        }
    }
    id.truncate(2 * LONGEST_ID);
    while id.ends_with('-') {
        id.pop();
    }
    (!id.is_empty()).then_some(id)
}

const SMALL: &[&str] = &[
    "of", "the", "for", "and", "in", "on", "at", "to", "by", "with", "de", "del", "la", "las", "los", "el", "y", "e",
    "du", "des", "les", "et", "da", "do", "dos", "das", "al", "ul", "ut", "bin", "ibn", "von", "und", "a.k.a.", "li",
];

/// Legal forms and the like that stay as they are though they have vowels.
const KEPT: &[&str] = &[
    "UN", "USA", "UAE", "EU", "UK", "FZE", "FZCO", "SA", "SAL", "AG", "OAO", "OOO", "ZAO", "PAO", "AO", "II", "III",
    "IV", "VI", "VII", "ISIS", "ISIL",
];

/// A name in title case where it is written in capitals; acronyms, those of `acronyms` among them, stay as they are.
pub(crate) fn title_case(name: &str, acronyms: &[String]) -> String {
    let mut out = String::with_capacity(name.len());
    for (at, word) in name.split_whitespace().enumerate() {
        if at > 0 {
            out.push(' ');
        }
        let parts = word.split('-').count();
        for (part_at, part) in word.split('-').enumerate() {
            if part_at > 0 {
                out.push('-');
            }
            title_word(&mut out, part, at == 0 && part_at == 0, parts > 1 && part_at + 1 < parts, acronyms);
        }
    }
    out
}

fn title_word(out: &mut String, word: &str, first: bool, before_hyphen: bool, acronyms: &[String]) {
    let core = word.trim_matches(|c: char| !c.is_alphanumeric());
    let letters = core.chars().filter(|c| c.is_alphabetic()).count();
    let shouted = letters >= 2 && !core.chars().any(char::is_lowercase);
    if !shouted || acronyms.iter().any(|a| a == core) || KEPT.contains(&core) {
        out.push_str(word);
        return;
    }
    let lower = word.to_lowercase();
    let core_lower = core.to_lowercase();
    let article = before_hyphen
        && matches!(core_lower.as_str(), "al" | "el" | "as" | "ash" | "ar" | "an" | "ad" | "az" | "at" | "ul" | "ut");
    if !first && (SMALL.contains(&core_lower.as_str()) || article) {
        out.push_str(&lower);
        return;
    }
    let dotted = core.contains('.') && core.split('.').all(|p| p.chars().count() <= 2);
    let legal = matches!(core, "LTD" | "CO" | "BROS" | "MR" | "DR" | "ST" | "SH" | "MT" | "CORP");
    let spoken = core.chars().any(|c| "AEIOUYÁÉÍÓÚÄÖÜ".contains(c));
    if (dotted || !spoken || core.chars().any(|c| c.is_ascii_digit())) && !legal && (dotted || letters <= 5) {
        out.push_str(word);
        return;
    }
    let mut open = true;
    for c in lower.chars() {
        if open && c.is_alphanumeric() {
            out.extend(c.to_uppercase());
            open = false;
        } else {
            out.push(c);
        }
        open |= matches!(c, '(' | '/' | '"' | '“');
    }
}
