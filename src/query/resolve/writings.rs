//! Other ways to write a word: joined, hyphened, with a letter before it.
//!
//! Writers do not agree on "C-130" and "C130", "re-election" and "reelection", `Ph.D.` and `PhD`, عبد الله and عبدالله; each is
//! found by the other. Only words of such a shape are looked at, so a plain word costs a look at its letters, and only what
//! the index has counts. In Hebrew "and", "the", "in", "to", "as", "from" and "that" are letters before the word.
//! Rejected: joining words when they are indexed. "C-130" would no longer be found beside "130", and a phrase would have gaps.

use crate::{
    analysis::tokens,
    query::{dictionary::Dictionary, expr::Test, facts::folded},
    text::slice,
};

use super::context::{Context, Memory, ResolveError};

/// Parts of a word, at most.
const MOST_PARTS: usize = 4;
/// Bytes of a joined word, at most.
const LONGEST: usize = 40;
/// What is so many times rarer than the word as typed is a slip of some writer.
const SLIP: u64 = 100;

/// Beginnings that English writes with a hyphen or without one.
const PREFIXES: [&str; 20] = [
    "anti", "bi", "co", "counter", "cyber", "ex", "inter", "mid", "mini", "multi", "neo", "non", "post", "pre", "pro",
    "re", "self", "semi", "sub", "ultra",
];
/// Letters behind such a beginning, at least.
const FEWEST_BEHIND: usize = 4;

/// "Servant", with which many an Arabic name begins: a name of God follows, with its article.
pub(super) const SERVANT: &str = "عبد";
/// The Arabic article.
pub(super) const ARTICLE: &str = "ال";

/// Letters that Hebrew writes before a word.
const HEBREW: [char; 7] = ['ו', 'ה', 'ב', 'ל', 'כ', 'מ', 'ש'];
/// Those of them that are taken off where they were typed: "and", "the".
const HEBREW_OFF: [char; 2] = ['ו', 'ה'];
/// Letters of a Hebrew word that others stand before, at least; one letter more where they are taken off.
const FEWEST_HEBREW: usize = 3;

/// The other ways to write a word that the index has, each as words that follow each other.
///
/// # Errors
/// The dictionary cannot be asked.
pub(super) fn other_writings<D: Dictionary + ?Sized>(
    word: &str,
    context: &Context<'_, D>,
    memory: &mut Memory,
) -> Result<Vec<Vec<Test>>, ResolveError<D::Error>> {
    let mut writings = candidates(word, context.any);
    let languages = context.dictionary.languages().map_err(ResolveError::Engine)?;
    if !languages.is_empty() {
        writings.extend(other_stems(word, &languages, memory).into_iter().map(Writing::Stem));
    }
    if writings.is_empty() {
        return Ok(Vec::new());
    }
    let mut stem = |word: &String| Test::Stem(memory.stemmer.stem_of(word).to_owned());
    let mut sequences: Vec<Vec<Test>> = writings
        .iter()
        .map(|writing| match writing {
            Writing::Words(words) | Writing::UnlessSlip(words) => words.iter().map(&mut stem).collect(),
            Writing::Form(form) => vec![Test::Exact(form.clone())],
            Writing::Stem(stem) => vec![Test::Stem(stem.clone())],
        })
        .collect();
    sequences.push(folded(word).iter().map(&mut stem).collect());
    let asked: Vec<&[Test]> = sequences.iter().map(Vec::as_slice).collect();
    let counts = context.dictionary.frequencies(&asked).map_err(ResolveError::Engine)?;
    debug_assert_eq!(counts.len(), sequences.len(), "a count for each writing");
    let typed = counts.last().copied().unwrap_or_default();
    let mut found = Vec::new();
    let mut forms = Vec::new();
    for ((writing, sequence), count) in writings.into_iter().zip(sequences).zip(counts) {
        match writing {
            _ if count == 0 => {}
            Writing::UnlessSlip(_) if count * SLIP < typed => {}
            Writing::Words(_) | Writing::UnlessSlip(_) | Writing::Stem(_) => found.push(sequence),
            Writing::Form(form) => forms.push(form),
        }
    }
    if !forms.is_empty() {
        forms.sort_unstable();
        found.push(vec![Test::OneOf(forms)]);
    }
    Ok(found)
}

/// A way to write a word.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Writing {
    /// Words that follow each other.
    Words(Vec<String>),
    /// The same, unless hardly anybody writes so.
    UnlessSlip(Vec<String>),
    /// A form of the one word.
    Form(String),
    /// Its stem in another language.
    Stem(String),
}

/// The stems of a word in these languages that are not its stem in the main one.
fn other_stems(word: &str, languages: &[&str], memory: &mut Memory) -> Vec<String> {
    let Ok([word]) = <[String; 1]>::try_from(folded(word)) else { return Vec::new() };
    let mut stems = vec![memory.stemmer.stem_of(&word).to_owned()];
    for code in languages {
        if let Some(stemmer) = memory.stemmers.other(code)
            && stemmer.decides(&word)
        {
            let stem = stemmer.stem_of(&word);
            if stems.iter().all(|known| known != stem) {
                stems.push(stem.to_owned());
            }
        }
    }
    stems.split_off(1)
}

/// Other ways to write a word, by its shape; where any word is enough, those alone that numbers or signs tell.
fn candidates(word: &str, any: bool) -> Vec<Writing> {
    if word.len() > 2 * LONGEST {
        return Vec::new();
    }
    let ascii_letters = word.bytes().all(|byte| byte.is_ascii_lowercase());
    // Most words of a query.
    if ascii_letters && (any || !PREFIXES.iter().any(|prefix| word.starts_with(prefix))) {
        return Vec::new();
    }
    let mut parts: Vec<(usize, usize, String)> = Vec::new();
    tokens(word).for_each(|token| parts.push((token.start, token.end, token.term.to_owned())));
    match parts.as_slice() {
        [] => Vec::new(),
        [(start, end, only)] => {
            let typed = slice(word, *start..*end);
            let mut writings: Vec<Writing> = split_by_digits(only).map(Writing::Words).into_iter().collect();
            if !any {
                writings.extend(split_by_capitals(typed).or_else(|| split_servant(only)).map(Writing::Words));
                writings.extend(split_prefix(only).map(Writing::UnlessSlip));
            }
            writings.extend(hebrew_forms(only).into_iter().map(Writing::Form));
            writings
        }
        several => joined(word, several).map(|word| vec![Writing::Words(vec![word])]).unwrap_or_default(),
    }
}

/// The parts of a compound as one word; `None` where other signs than one hyphen or stop join them, or two numbers meet.
fn joined(text: &str, parts: &[(usize, usize, String)]) -> Option<String> {
    if parts.len() > MOST_PARTS {
        return None;
    }
    let mut word = String::new();
    let mut before: Option<&(usize, usize, String)> = None;
    for part in parts {
        if let Some(before) = before {
            let is_servant = before.2 == SERVANT && part.2.starts_with(ARTICLE);
            let between = slice(text, before.1..part.0);
            let joins = matches!(between, "-" | "\u{2010}" | "\u{2011}" | "." | ".-") || (between == " " && is_servant);
            let numbers = word.ends_with(|c: char| c.is_numeric()) && part.2.starts_with(char::is_numeric);
            if !joins || numbers {
                return None;
            }
        }
        word.push_str(&part.2);
        before = Some(part);
    }
    (word.len() <= LONGEST).then_some(word)
}

/// The letters and the numbers of a word: c 130, h 2 o. The plural of a designation stays with its number: f 16s.
fn split_by_digits(word: &str) -> Option<Vec<String>> {
    let mut parts: Vec<String> = Vec::new();
    let mut before: Option<bool> = None;
    let body = word.strip_suffix('s').filter(|rest| rest.ends_with(|c: char| c.is_ascii_digit())).unwrap_or(word);
    for c in body.chars() {
        let digit = c.is_numeric();
        match parts.last_mut().filter(|_| before == Some(digit)) {
            Some(part) => part.push(c),
            None => parts.push(c.to_string()),
        }
        before = Some(digit);
    }
    if let Some(last) = parts.last_mut() {
        last.push_str(slice(word, body.len()..));
    }
    ((2..=MOST_PARTS).contains(&parts.len()) && word.chars().all(char::is_alphanumeric)).then_some(parts)
}

/// The parts of a word that begin with a capital: ph d.
fn split_by_capitals(word: &str) -> Option<Vec<String>> {
    let mut parts: Vec<String> = Vec::new();
    let mut small = false;
    for c in word.chars() {
        match parts.last_mut().filter(|_| !(small && c.is_uppercase())) {
            Some(part) => part.push(c),
            None => parts.push(c.to_string()),
        }
        small = c.is_lowercase();
    }
    if !(2..=MOST_PARTS).contains(&parts.len()) {
        return None;
    }
    let words: Vec<String> = parts.iter().flat_map(|part| folded(part)).collect();
    (words.len() == parts.len()).then_some(words)
}

/// An English word and the beginning that may stand before a hyphen.
fn split_prefix(word: &str) -> Option<Vec<String>> {
    // The longest: "counter", not "co".
    let prefix = PREFIXES.iter().filter(|prefix| word.starts_with(**prefix)).max_by_key(|prefix| prefix.len())?;
    let rest = word.strip_prefix(prefix).filter(|rest| rest.len() >= FEWEST_BEHIND)?;
    word.bytes().all(|byte| byte.is_ascii_lowercase()).then(|| vec![(*prefix).to_owned(), rest.to_owned()])
}

/// An Arabic name that begins with "servant" and its second part.
fn split_servant(word: &str) -> Option<Vec<String>> {
    let rest =
        word.strip_prefix(SERVANT).filter(|rest| rest.strip_prefix(ARTICLE).is_some_and(|name| !name.is_empty()))?;
    Some(vec![SERVANT.to_owned(), rest.to_owned()])
}

/// A Hebrew word with a letter before it, or "and" or "that" before such a letter; and without "and" or "the".
fn hebrew_forms(word: &str) -> Vec<String> {
    let is_hebrew = |c: char| ('\u{5D0}'..='\u{5EA}').contains(&c);
    let letters = word.chars().count();
    if letters < FEWEST_HEBREW || !word.chars().all(is_hebrew) {
        return Vec::new();
    }
    let off = word.strip_prefix(HEBREW_OFF).filter(|_| letters > FEWEST_HEBREW + 1);
    let bases = std::iter::once(word).chain(off);
    let mut forms: Vec<String> = off.map(str::to_owned).into_iter().collect();
    for base in bases {
        for letter in HEBREW {
            forms.push(format!("{letter}{base}"));
            if !matches!(letter, 'ו' | 'ש') {
                forms.extend(['ו', 'ש'].map(|before| format!("{before}{letter}{base}")));
            }
        }
    }
    forms.retain(|form| form != word);
    forms.sort_unstable();
    forms.dedup();
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_written_in_other_ways() {
        let cases: &[(&str, &[&str])] = &[
            ("C-130", &["c130"]),
            ("c130", &["c 130"]),
            ("AK47", &["ak 47"]),
            ("ak-47s", &["ak47s"]),
            ("F16s", &["f 16s"]),
            ("Covid19", &["covid 19"]),
            ("COVID-19", &["covid19"]),
            ("CO2", &["co 2"]),
            ("H₂O", &["h 2 o"]),
            ("re-election", &["reelection"]),
            ("reelection", &["re election"]),
            ("counterattack", &["counter attack"]),
            ("Ph.D", &["phd"]),
            ("PhD", &["ph d"]),
            ("عبدالله", &["عبد الله"]),
            ("عبد الله", &["عبدالله"]),
            // Of other shapes there is one way.
            ("port", &[]),
            ("1990s", &[]),
            ("2024-12-03", &[]),
            ("12:30", &[]),
            ("3.5", &[]),
            ("a@b.org", &[]),
            ("and/or", &[]),
            ("red", &[]),
            ("U.S.", &[]),
            ("NATO", &[]),
            ("Port", &[]),
            ("عبد", &[]),
            ("", &[]),
            ("-", &[]),
            ("a-b-c-d-e", &[]),
        ];
        for (word, expected) in cases {
            let found = candidates(word, false).into_iter().map(|writing| match writing {
                Writing::Words(words) | Writing::UnlessSlip(words) => words.join(" "),
                Writing::Form(form) | Writing::Stem(form) => form,
            });
            assert_eq!(found.collect::<Vec<_>>(), *expected, "{word}");
        }
    }

    #[test]
    fn hebrew_words_have_letters_before_them() {
        let forms = hebrew_forms("ממשלה");
        for form in ["הממשלה", "וממשלה", "בממשלה", "והממשלה", "שהממשלה"] {
            assert!(forms.iter().any(|own| own == form), "{form}");
        }
        let forms = hebrew_forms("הממשלה");
        for form in ["ממשלה", "לממשלה", "והממשלה"] {
            assert!(forms.iter().any(|own| own == form), "{form}");
        }
        assert!(forms.iter().all(|form| form != "הממשלה"), "the word itself is no other form");
        for word in ["עם", "word", "مسؤول"] {
            assert!(hebrew_forms(word).is_empty(), "{word}");
        }
    }
}
