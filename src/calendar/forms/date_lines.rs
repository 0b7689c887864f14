//! Lines that say when something was published, and nothing else; and the labels that say so.

use crate::text::slice;
use std::sync::LazyLock;

use rapidhash::fast::{RapidHashMap, RapidHashSet};

use super::{
    cursor::has_numeric,
    form::{Form, Year},
    scan::find,
};
use crate::calendar::{
    FIRST_YEAR,
    languages::{PUBLISHED, TIME_WORDS, UPDATED},
    lexicon::{fold, weekday_named, with_folded},
};

/// Longest line that is looked at, in bytes.
const LONGEST_LINE: usize = 200;

/// "Published …, updated …".
const MOST_DATES: usize = 2;

/// Last year that a month alone is of: "Mar 2901" and "7.8035" are rows of a table.
const LAST_ISSUE: i16 = 2199;

/// What a label before a date says about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Label {
    /// "Published", "Posted on", "Veröffentlicht am".
    Published,
    /// "Updated", "Stand", "Mis à jour le".
    Updated,
}

/// Folded label to its meaning.
static LABELS: LazyLock<RapidHashMap<String, Label>> = LazyLock::new(|| {
    let updated = UPDATED.iter().map(|label| (fold(label), Label::Updated));
    PUBLISHED.iter().map(|label| (fold(label), Label::Published)).chain(updated).collect()
});

/// The first words of the labels: most texts begin with none of them.
static FIRSTS: LazyLock<RapidHashSet<String>> =
    LazyLock::new(|| LABELS.keys().filter_map(|label| label.split_whitespace().next().map(str::to_owned)).collect());

/// All words of the labels.
static LABEL_WORDS: LazyLock<RapidHashSet<String>> =
    LazyLock::new(|| LABELS.keys().flat_map(|label| label.split_whitespace().map(str::to_owned)).collect());

static TIMES: LazyLock<RapidHashSet<String>> = LazyLock::new(|| TIME_WORDS.iter().map(|word| fold(word)).collect());

/// Longest text that is looked up as a label, in bytes without what stands around its words; and with it.
const LONGEST_LABEL: usize = 60;
const LONGEST_TAIL: usize = 80;

/// The label at the end of `before`, the text that stands before a date on its line.
///
/// It has to begin the line or to follow a mark ("By A. Writer | Published: "): in "the rules
/// published on 3 May" it is part of a sentence.
#[must_use]
pub fn label_before(before: &str) -> Option<Label> {
    // A mark further back, of four bytes at most, leaves a tail that is too long.
    let near = before.floor_char_boundary(before.len().saturating_sub(LONGEST_TAIL + 4));
    let window = slice(before, near..);
    let tail = window.rfind(['|', '•', '·', '\n', '—', '–', '(', '[', '\t']).map_or(before, |at| {
        let rest = slice(window, at..);
        slice(rest, rest.chars().next().map_or(0, char::len_utf8)..)
    });
    if tail.len() > LONGEST_TAIL {
        return None;
    }
    label(tail)
}

/// The label that follows a date and its time: "19. Mai 2010 um 23:03 Uhr gepostet".
#[must_use]
pub fn label_after(after: &str) -> Option<Label> {
    /// Words of the time between.
    const MOST_WORDS: usize = 6;
    let mut words =
        after.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).take(MOST_WORDS);
    // "23:03" are two words of a time.
    let word = words.find(|word| !word.is_empty() && !word.split(':').all(is_time))?;
    label(word)
}

fn label(text: &str) -> Option<Label> {
    let words = text.trim_matches(|c: char| !c.is_alphanumeric());
    if words.is_empty() || words.len() > LONGEST_LABEL {
        return None;
    }
    let first = words.split(|c: char| c.is_whitespace() || c == ':').next().unwrap_or_default();
    if words.is_ascii() && !with_folded(first, |first| FIRSTS.contains(first)) {
        return None;
    }
    let key = fold(words);
    let key = key.split_whitespace().collect::<Vec<_>>().join(" ");
    LABELS.get(key.trim_end_matches(':')).copied()
}

/// Whether a line only says when its article was published or updated.
///
/// True for "02 December, 2024", "Published: 3 Dec 2024 10:15 GMT" and "Dec. 03, 2024 • 2 min
/// read"; false for a line that says anything else, and for one without a day or month.
#[must_use]
pub fn is_date_line(line: &str) -> bool {
    let line = line.trim();
    if line.is_empty() || line.len() > LONGEST_LINE || !has_numeric(line) {
        return false;
    }
    let mut rest = String::new();
    let mut at = 0;
    let mut dates = 0;
    for form in find(line) {
        if !is_day_or_issue(&form) {
            continue;
        }
        // A full stop after the year ends a sentence that a wrapped text has broken ("… in\n
        // January 1986."); Hungarian and Slavic dates end with points of their own.
        let stop = line.get(form.end..) == Some(".") && line.get(..form.end).is_some_and(ends_with_year);
        if stop && form.language.is_some_and(|language| language != "hu") {
            return false;
        }
        dates += 1;
        rest.push_str(slice(line, at..form.start));
        rest.push('\n');
        at = form.end;
    }
    // More dates than a publication and its update: a row of a table.
    if dates > MOST_DATES || dates == 0 && !is_relative(line) {
        return false;
    }
    rest.push_str(slice(line, at..));
    rest.split(['\n', '|', '•', '·', '—', '–', '(', ')', '[', ']'])
        .flat_map(|piece| piece.split(" - "))
        .all(|piece| says_nothing(piece) || piece.contains([',', '،']) && piece.split([',', '،']).all(says_nothing))
}

/// Whether a form is a day, or the month and year that an issue is of.
fn is_day_or_issue(form: &Form) -> bool {
    let issued = match form.parts.year {
        Some(Year::Full(year)) => (FIRST_YEAR..=LAST_ISSUE).contains(&year),
        Some(Year::Short(_)) => true,
        None => false,
    };
    form.parts.month.is_some() && (form.parts.day.is_some() || issued)
}

fn ends_with_year(text: &str) -> bool {
    text.chars().rev().take_while(|c| c.is_numeric()).count() == 4
}

/// Words before a time that has passed: "vor 2 Stunden".
const BEFORE: [&str; 3] = ["vor ", "il y a ", "منذ "];

/// "2 hours ago": a time, though not a date.
fn is_relative(line: &str) -> bool {
    if line.is_ascii() {
        let end = slice(line, line.len().saturating_sub(4)..);
        return end.eq_ignore_ascii_case(" ago") || after_before(line).is_some();
    }
    let words = fold(line);
    words.ends_with(" ago") || BEFORE.iter().any(|start| words.starts_with(start))
}

/// What follows the words before a time that has passed.
fn after_before(piece: &str) -> Option<&str> {
    let begins = |start: &&&str| piece.get(..start.len()).is_some_and(|words| words.eq_ignore_ascii_case(start));
    BEFORE.iter().find(begins).and_then(|start| piece.get(start.len()..))
}

/// Whether a piece beside the date is a label, a time, a weekday or punctuation.
fn says_nothing(piece: &str) -> bool {
    if label(piece).is_some() {
        return true;
    }
    // The label may be followed by a time or the other way round: "Updated 10:15", "10:15 Updated:".
    let mut label_words: Vec<&str> = Vec::new();
    let passed = || is_relative(piece.trim());
    let words = after_before(piece.trim()).unwrap_or(piece);
    let words =
        words.split(|c: char| c.is_whitespace() || matches!(c, ',' | ':' | ';' | '/' | '،' | '@' | '-' | '.' | '+'));
    for word in words {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        if word.is_empty() || is_time(word) {
            continue;
        }
        // Most words are in no label.
        if !with_folded(word, |word| word.is_empty() || LABEL_WORDS.contains(word) || UNITS.contains(&word)) {
            return false;
        }
        label_words.push(word);
    }
    // "53 weeks to 4 April" is no time that has passed.
    label_words.is_empty() || label(&label_words.join(" ")).is_some() || relative_words(&label_words) && passed()
}

/// Units of the time that has passed.
const UNITS: [&str; 15] = [
    "stunde", "heure", "jour", "hours", "hour", "minutes", "minute", "days", "day", "weeks", "week", "stunden",
    "tagen", "heures", "jours",
];

fn relative_words(words: &[&str]) -> bool {
    words.iter().all(|word| with_folded(word, |word| UNITS.contains(&word)))
}

fn is_time(word: &str) -> bool {
    // "T10:15" is what ISO 8601 leaves.
    let word = word.strip_prefix('T').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit())).unwrap_or(word);
    if word.chars().next().is_some_and(char::is_numeric) {
        let letters = word.trim_start_matches(char::is_numeric);
        let digits = word.chars().take_while(|c| c.is_numeric()).count();
        let counts = |letters: &str| letters.is_empty() || TIMES.contains(letters) || letters.starts_with('h');
        return digits <= 4 && with_folded(letters, counts);
    }
    with_folded(word, |word| TIMES.contains(word)) || weekday_named(word).is_some()
}
