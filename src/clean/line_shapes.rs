//! Lines that are not article by their shape rather than their words: reading times, captions with a credit in
//! brackets, bylines, breadcrumbs, decoding debris.

use super::{
    lowercase,
    proper_names::{LONG_NAME, LONGEST_OUTLET, SHORT_NAME, is_capitals, is_name, is_outlet_like},
    prose::is_closed,
};
use crate::{
    article::RemovedKind as Kind,
    calendar::{self, forms, is_date_line},
    text::slice,
};

/// Words for "By" before an author's name.
const BY: &[&str] = &[
    "by ",
    "by: ",
    "author ",
    "author: ",
    "authors: ",
    "written by ",
    "written by: ",
    "reported by ",
    "report by ",
    "por ",
    "por: ",
    "par ",
    "von ",
    "autor: ",
    "auteur : ",
    "auteur: ",
    "haber: ",
    "yazar: ",
    "автор: ",
    "بقلم ",
    "بقلم: ",
    "كتب: ",
    "كتب ",
    "نویسنده: ",
    "posted by ",
    "published by ",
];

/// Words that stand with "min" in a reading time.
const READING: &[&str] = &[
    "min read",
    "mins read",
    "minute read",
    "minutes read",
    "min. read",
    "minutes to read",
    "min de lecture",
    "min de lectura",
    "minuten lesezeit",
    "min lesezeit",
    "dakika okuma",
    "dk okuma",
    "мин чтения",
    "мин. чтения",
    "دقيقة قراءة",
    "دقائق قراءة",
    "دقیقه مطالعه",
];

/// Longest line that is looked at for its shape, in bytes: captions are the longest.
const LONGEST_CAPTION: usize = 400;

/// Longest row of marks and parts, in bytes: it fits one line of a page.
const LONGEST_ROW: usize = 120;

/// What a line at the head or foot is by its shape.
pub(super) fn kind_of(line: &str) -> Option<Kind> {
    if line.len() > LONGEST_CAPTION {
        return None;
    }
    if is_debris(line) {
        return Some(Kind::Debris);
    }
    if is_reading_time(line) {
        return Some(Kind::ReadingTime);
    }
    if is_date_line(line) {
        return Some(Kind::Date);
    }
    // "Dec. 03, 2024 • 2 min read": the parts are what the whole is; a date is the better name for both.
    let marked = || if line.is_ascii() { line.contains('|') } else { line.contains(['•', '|', '·', '–', '—']) };
    if line.len() <= LONGEST_ROW && marked() {
        let mut parts = line.split(['•', '|', '·', '–', '—']).map(str::trim).filter(|p| !p.is_empty()).peekable();
        let mut dated = false;
        if parts.peek().is_some()
            && parts.all(|part| {
                let date = is_date_line(part);
                dated |= date;
                date || is_reading_time(part)
            })
        {
            return Some(if dated { Kind::Date } else { Kind::ReadingTime });
        }
    }
    if is_credited_caption(line) {
        return Some(Kind::Caption);
    }
    if line.len() < LONGEST_ROW
        && (line.contains('>') || !line.is_ascii())
        && [" > ", " › ", " » "].iter().any(|mark| line.matches(mark).count() >= 2)
        && !line.contains(['<', '«', '‹'])
    {
        return Some(Kind::Section);
    }
    None
}

/// A line of few characters that says how long reading takes.
fn is_reading_time(line: &str) -> bool {
    /// Longest line and most words of a reading time, and what may follow its label, in bytes.
    const LONGEST: usize = 60;
    const MOST_WORDS: usize = 6;
    const LONGEST_VALUE: usize = 25;
    if line.len() > LONGEST || !line.bytes().any(|b| b.is_ascii_digit()) && !line.chars().any(char::is_numeric) {
        return false;
    }
    let reads = |lower: &str| {
        lower
            .strip_prefix("reading time")
            .or_else(|| lower.strip_prefix("read time"))
            .is_some_and(|r| r.len() < LONGEST_VALUE)
    };
    // Few lines are so short, and the words of fewer are looked for.
    let short =
        line.split(|c: char| c.is_whitespace() || c == '-').filter(|word| !word.is_empty()).count() <= MOST_WORDS;
    let words = |lower: &str| short && READING.iter().any(|words| lower.contains(words));
    if line.contains('-') {
        let lower = line.to_lowercase().replace('-', " ");
        return words(&lower) || reads(&lower);
    }
    lowercase::with(line, |lower| words(lower) || reads(lower))
}

/// Who pictures are credited to and news is taken from alike.
const AGENCIES: &[&str] =
    &["reuters", "afp", "ap", "ap)", "epa", "anadolu", "aa", "al jazeera", "xinhua", "dpa", "tass", "via ap"];

/// What only pictures are credited to.
const CREDITS: &[&str] = &[
    "getty",
    "photo",
    "file",
    "courtesy",
    "handout",
    "screengrab",
    "shutterstock",
    "flickr",
    "wikimedia",
    "image",
    "picture",
    "social media",
    "supplied",
    "foto",
    "archive",
    "ap photo",
];

/// Longest credit of a picture, in bytes.
const LONGEST_CREDIT: usize = 80;

/// "… in Aleppo [Getty]", "… (AP Photo/Jane Doe)": the credit closes the line without a stop. An agency's bare name behind a sentence
/// says where the news is from.
pub(super) fn is_credited_caption(line: &str) -> bool {
    let credit = match line.chars().next_back() {
        Some(']') => line.rsplit_once('['),
        Some(')') => line.rsplit_once('('),
        _ => None,
    };
    let Some((before, credit)) = credit.filter(|_| line.len() <= LONGEST_CAPTION) else { return false };
    let lower = credit.to_lowercase();
    let inner = lower.trim_end_matches([']', ')']);
    let named = |word: &str| {
        inner.split(|c: char| !c.is_alphanumeric()).any(|w| w == word || w.strip_suffix('s') == Some(word))
            || (word.contains(' ') && inner.contains(word))
    };
    let bracketed = line.ends_with(']');
    let photographed = CREDITS.iter().any(|w| named(w)) || inner.contains('/');
    let agency = AGENCIES.iter().any(|w| named(w));
    inner.len() <= LONGEST_CREDIT
        && (CREDITS.iter().any(|w| named(w)) || agency)
        && (photographed || !is_closed(before.trim_end()))
        && (bracketed
            || inner.contains("photo")
            || inner.contains('/')
            || inner.contains("getty")
            || inner.contains("image")
            || inner.contains("file"))
}

/// Longest byline, in bytes, and most words of the names in it: three authors.
const LONGEST_BYLINE: usize = 140;
const AUTHOR_WORDS: usize = 10;
/// Most words of one of them.
const PERSON_WORDS: usize = 5;

/// The author's name of a byline.
pub(super) fn byline(line: &str) -> Option<&str> {
    if line.len() > LONGEST_BYLINE
        || line.starts_with(char::is_lowercase)
        || line.ends_with(['.', ':', ';', '?', '!', ',']) && !line.ends_with(" Jr.")
    {
        return None;
    }
    author(line)
}

/// The name after a word such as "by".
fn author(line: &str) -> Option<&str> {
    let by = BY.iter().find(|by| lowercase::begins(line, by) && line.is_char_boundary(by.len()))?;
    let name = line.get(by.len()..)?.trim();
    let name = name.split([',', '|', '•', '·', '/']).next()?.trim();
    let name = name.split(" – ").next()?.split(" - ").next()?.trim();
    let cased =
        name.chars().next().is_some_and(char::is_uppercase) || name.chars().next().is_some_and(|c| c > '\u{590}');
    let words = name.split_whitespace().count();
    // "Von" and "Por" open sentences and headlines as often as bylines; a name of one word is no author then.
    let weak = ["von ", "por ", "par ", "كتب "].contains(by);
    let the = name.get(..4).is_some_and(|n| n.eq_ignore_ascii_case("the ")) && !by.starts_with("author");
    // "By Monday the river had fallen".
    let dated = name.split(' ').next().is_some_and(|first| calendar::is_name_in("en", first));
    (cased && !the && is_persons(name) && (words >= 2 || !weak) && !dated).then_some(name)
}

/// Whether these are names as persons or desks bear them: each of a few words, one of them of two and more where there are several. "By
/// Land and Sea" is a headline, and a script without case shows no name by its letters: what begins with the article is none there.
fn is_persons(names: &str) -> bool {
    let joints = ["and", "&", "und", "et", "y", "ve", "и", "و"];
    let words: Vec<&str> = names.split_whitespace().collect();
    let parts: Vec<&[&str]> = words.split(|word| joints.contains(word)).collect();
    let articled = |word: &&str| word.starts_with("ال") && !word.contains('-');
    is_name(names, AUTHOR_WORDS)
        && parts.iter().all(|part| (1..=PERSON_WORDS).contains(&part.len()))
        && (parts.len() == 1 || parts.iter().any(|part| part.len() >= 2))
        && !words.first().is_some_and(articled)
}

/// The outlet that a byline adds after the author ("By A. Writer, The Meridian Post").
pub(super) fn byline_outlet(line: &str) -> Option<&str> {
    let (_, tail) = line.split_once(',')?;
    let name = tail.trim();
    (names_outlet(name) && is_name(name, LONG_NAME) && name.chars().count() <= LONGEST_OUTLET).then_some(name)
}

/// What the parts of a header line are beside its date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Header<'a> {
    pub(super) outlet: Option<&'a str>,
    pub(super) byline: Option<&'a str>,
    pub(super) place: Option<&'a str>,
}

impl Header<'_> {
    /// Whether the line says more than the day.
    pub(super) fn tells(&self) -> bool {
        self.outlet.is_some() || self.byline.is_some() || self.place.is_some()
    }
}

/// A line of the head that gives the day and, between marks, who or where: "Lenmarer Bote, 13.12.2015, 10:20 Uhr",
/// "By A. Writer · 16 August 2021 · 4 min read", "VIENNA | 11/27/2014 | Energy desk".
pub(super) fn header(line: &str) -> Option<Header<'_>> {
    /// Longest such line, in bytes; longest time of day in it; and most names beside the day.
    const LONGEST: usize = 200;
    const LONGEST_TIME: usize = 12;
    const MOST_NAMES: usize = 3;
    if line.len() > LONGEST || line.ends_with(['.', '?', '!', ':', ';']) || !line.chars().any(char::is_numeric) {
        return None;
    }
    let (mut found, mut dated, mut names) = (Header::default(), false, 0);
    let marks = ['•', '|', '·', '–', '—'];
    let parts = || line.split(marks).flat_map(|part| part.split(" - ")).map(str::trim).filter(|part| !part.is_empty());
    // Without a date it is none, whatever else is in it.
    if !parts().any(|part| forms::find(part).any(|form| form.is_full())) {
        return None;
    }
    for part in parts() {
        // A time alone says nothing of its own.
        let time = part.len() <= LONGEST_TIME && part.starts_with(char::is_numeric) && part.contains(':');
        if is_reading_time(part) || time {
            continue;
        }
        let mut name = part;
        if let Some(form) = forms::find(part).find(forms::Form::is_full) {
            name = forms::without_article(slice(part, ..form.start).trim_end());
            let signed = author(part.get(form.end..)?.trim());
            if let Some(author) = signed {
                found.byline = Some(author);
            }
            let alone = signed.is_some() || is_date_line(part.get(form.start..)?);
            if dated || !alone || !(name.is_empty() || name.ends_with([',', '،'])) {
                return None;
            }
            dated = true;
            name = name.trim_end_matches([',', '،', ' ']);
        }
        if name.is_empty() {
            continue;
        }
        names += 1;
        let outlet = names_outlet(name);
        let words = name.split_whitespace().count();
        if let Some(author) = byline(name) {
            found.byline = Some(author);
        } else if words > LONG_NAME || !name.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase()) {
            return None;
        } else if outlet {
            found.outlet = Some(name);
        } else if is_capitals(name) && is_name(name, SHORT_NAME) && names == 1 {
            found.place = Some(name);
        }
    }
    (dated && names <= MOST_NAMES && (names > 0 || found.byline.is_some())).then_some(found)
}

/// The outlet that a copyright line names ("© 2016 Quayside Journal, …").
pub(super) fn copyright_holder(line: &str) -> Option<&str> {
    let words = line.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©' && c != '(');
    let words = ["Copyright", "copyright", "(c)", "(C)", "©"]
        .iter()
        .fold(words, |rest, mark| rest.strip_prefix(mark).unwrap_or(rest).trim_start());
    if words.len() == line.len() {
        return None;
    }
    let words = words.trim_start_matches(|c: char| c.is_numeric() || " -–,©".contains(c));
    let name = words.split([',', '.', '|', ';', '(', '–', '—']).next()?.trim();
    (is_name(name, LONG_NAME) && is_outlet_like(name) && name.chars().count() <= LONGEST_OUTLET).then_some(name)
}

/// Whether a name after "Author" is an outlet's and not a person's.
pub(super) fn names_outlet(name: &str) -> bool {
    name.starts_with("The ") || is_outlet_like(name)
}

/// Debris of decoding: a line with no letter, digit or mark of ASCII that is Latin-1's upper half, replacement characters
/// or private ones. No language writes a line in those alone but for single letters ("à", "É").
pub(super) fn is_debris(line: &str) -> bool {
    let mut count = 0;
    for c in line.chars() {
        match c {
            '\u{a1}'..='\u{ff}' | '\u{fffd}' | '\u{e000}'..='\u{f8ff}' => count += 1,
            _ if c.is_alphanumeric() => return false,
            _ => {}
        }
    }
    // One sign may be a mark of the page's own ("©", "»", "·"): it holds no word either way, but is no debris.
    count >= 2 || line == "\u{fffd}"
}
