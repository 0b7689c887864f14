//! Reasons a date out of what a text says: years for dates without one, and lists of sources.

use crate::text::slice;
use crate::{
    article::{Candidate, Precision},
    calendar::{
        Day, FIRST_YEAR, digits,
        forms::{self, Form, Parts, Year},
        weekday_name,
    },
    dating::{
        clues::Clues,
        finding::{Finding, shorten},
        order::{self, Orders},
    },
};

/// How many other years are kept as candidates.
const MOST_CANDIDATES: usize = 8;

/// How many years that were ruled out are kept.
const MOST_RULED_OUT: usize = 2;

/// The first year that four digits in a text are taken for: earlier ones are history or numbers.
const FIRST_BARE_YEAR: i16 = 1900;

/// A line of a list of sources that is shorter and has no date ends the list, in bytes.
const SHORTEST_ENTRY: usize = 40;

/// Longest line with a copyright notice, in bytes, and what is read of one, in characters.
const LONGEST_NOTICE_LINE: usize = 600;
const LONGEST_NOTICE: usize = 60;

/// An inferred date with the years that were possible too.
pub(in crate::dating) struct Inferred {
    pub finding: Finding,
    pub candidates: Vec<Candidate>,
    /// Whether several years are possible and the text names none: the day is known, the year is not.
    pub year_unknown: bool,
}

/// How far before the years that a text names a weekday is followed: it recurs after at most 12.
const YEARS_BACK: i16 = 12;

/// What a text says about the years around it.
#[derive(Clone, Copy, Debug, Default)]
struct Past {
    /// The newest year that stands in the text alone.
    year: Option<i16>,
    /// The newest full date in the text.
    date: Option<Day>,
}

/// Settles the year of `form`, a day and month without one, that stands in `words`.
///
/// Years come from the newest that the text names (it cannot be older than what it reports as
/// past) up to today's; the weekday decides among them, then nearness to the newest date.
pub(in crate::dating) fn year_of(form: &Form, words: &str, clues: &Clues<'_>, order: &Orders<'_>) -> Option<Inferred> {
    let parts = form.parts;
    let past = past(clues, order);
    let weekday = form.weekday.map(|day| (day, String::new())).or_else(|| forms::same_day_weekday(clues.text));
    let named = past.year.or(past.date.map(Day::year));
    let floor = named.map_or(FIRST_YEAR, |year| year.max(FIRST_YEAR));
    let in_years = |floor: i16| {
        let day = move |year| Parts { year: Some(Year::Full(year)), ..parts }.to_day(clues.today);
        (floor..=clues.today.year()).rev().filter_map(day).filter(|day| *day <= clues.today)
    };
    let possible = |floor: i16| in_years(floor).filter(|day| past.date.is_none_or(|newest| newest <= *day));
    let fits = |day: &Day| weekday.as_ref().is_none_or(|(wanted, _)| *wanted == day.weekday());
    let mut days: Vec<Day> = possible(floor).filter(fits).collect();
    // "This Friday" may name another day than the dateline's: then only the years speak.
    let by_weekday = weekday.is_some() && !days.is_empty();
    if days.is_empty() {
        days = possible(floor).collect();
    }
    // The newest date named may be one to come.
    if days.is_empty() {
        days = in_years(floor.min(clues.today.year() - 1)).collect();
    }
    // With a year named, the nearest after it is the likeliest; with none, the latest up to today.
    let chosen = *if named.is_some() { days.last() } else { days.first() }?;
    let mut reasons = vec![format!("'{}' has no year", shorten(words))];
    if let Some((day, phrase)) = weekday.as_ref().filter(|_| by_weekday) {
        let name = weekday_name(*day);
        reasons.push(if phrase.is_empty() { format!("it is a {name}") } else { format!("the text says '{phrase}'") });
    }
    match (past.date, past.year) {
        (Some(date), year) if year.is_none_or(|year| year <= date.year()) => {
            reasons.push(format!("the newest date it names is {date}"));
        }
        (_, Some(year)) => reasons.push(format!("it names {year} as the newest year")),
        _ => {}
    }
    let outcome = match days.len() {
        1 => format!("only {chosen} fits up to {}", clues.today),
        n if named.is_some() => format!("{chosen} is the first of {n} possible days"),
        n => format!("{chosen} is the latest of {n} possible days up to {}", clues.today),
    };
    reasons.push(outcome);
    let why = reasons.join("; ");
    let others = days.iter().filter(|day| **day != chosen).take(MOST_CANDIDATES);
    let candidates = others.map(|&date| Candidate {
        date,
        precision: Precision::Day,
        why: format!("'{}' in {}", shorten(words), date.year()),
    });
    // Years that the weekday fits too, but that the text rules out.
    let earlier =
        in_years(floor.saturating_sub(YEARS_BACK)).filter(|day| by_weekday && fits(day) && !days.contains(day));
    let ruled_out = earlier.take(MOST_RULED_OUT).map(|date| Candidate {
        date,
        precision: Precision::Day,
        why: "the same weekday, but before what the text names".to_owned(),
    });
    let candidates: Vec<Candidate> = candidates.chain(ruled_out).collect();
    let first = days.iter().copied().min().unwrap_or(chosen);
    let last = days.iter().copied().max().unwrap_or(chosen);
    // The days that stay possible are the interval, though one of them is named.
    let finding = Finding { date: chosen, first, last, precision: Precision::Day, time: None, why };
    Some(Inferred { finding, candidates, year_unknown: named.is_none() && days.len() > 1 })
}

/// The newest year and the newest date that a text names, as far as they are past.
fn past(clues: &Clues<'_>, order: &Orders<'_>) -> Past {
    let mut past = Past::default();
    for form in forms::find(clues.text).filter(Form::is_full) {
        let day = order::settle(&form, order, "", clues.today).filter(|found| found.precision == Precision::Day);
        past.date = past.date.max(day.map(|found| found.first));
    }
    // "In October 2024": at the earliest its first day is past.
    for form in forms::find(clues.text).filter(|form| form.parts.day.is_none() && form.parts.month.is_some()) {
        let before = slice(clues.text, ..form.start);
        let begun = form.parts.interval(clues.today).filter(|_| is_past_year(before, b' '));
        past.date = past.date.max(begun.map(|(first, _)| first).filter(|first| *first <= clues.today));
    }
    let bytes = clues.text.as_bytes();
    let mut digits = 0;
    for (at, byte) in bytes.iter().copied().chain([b' ']).enumerate() {
        if byte.is_ascii_digit() {
            digits += 1;
            continue;
        }
        if digits == 4 {
            let year = digits::number(slice(clues.text, at - 4..at), digits::YEAR);
            let before = slice(clues.text, ..at - 4);
            let year =
                year.filter(|year| (FIRST_BARE_YEAR..=clues.today.year()).contains(year) && is_past_year(before, byte));
            past.year = past.year.max(year);
        }
        digits = 0;
    }
    past
}

/// Whether four digits after `before` can be a year that has begun: no amount, no plan.
fn is_past_year(before: &str, next: u8) -> bool {
    let glued = before
        .chars()
        .next_back()
        .is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | ',' | '$' | '€' | '£' | '#' | ':' | '/' | '-'));
    let word = before.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    let planned = [
        "by",
        "until",
        "till",
        "through",
        "before",
        "bis",
        "hasta",
        "jusqu'en",
        "около",
        "about",
        "some",
        "nearly",
        "over",
    ];
    !glued && !next.is_ascii_alphanumeric() && !matches!(next, b'%' | b'-' | b'/') && !planned.contains(&word.as_str())
}

/// The newest entry of the text's own list of sources, for a text that has no date itself.
pub(in crate::dating) fn newest_source(clues: &Clues<'_>, order: &Orders<'_>) -> Option<Finding> {
    let mut newest: Option<Finding> = None;
    let (mut inside, mut entries) = (false, 0_usize);
    for line in clues.text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if is_source_heading(line) {
            inside = true;
            continue;
        }
        if !inside {
            continue;
        }
        // The entry's own date stands at its end, after the title that may name another.
        let found = forms::find(line)
            .filter(Form::is_full)
            .last()
            .and_then(|form| order::settle(&form, order, line, clues.today));
        match found.filter(|found| found.precision == Precision::Day) {
            Some(found) => {
                entries += 1;
                if newest.as_ref().is_none_or(|newest| newest.first < found.first) {
                    newest = Some(found);
                }
            }
            // A heading or remark ends the list, an entry without a date does not.
            None if line.len() < SHORTEST_ENTRY => break,
            None => {}
        }
    }
    let mut newest = newest?;
    newest.why = format!(
        "no date of its own; the newest of {entries} dated entries in its list of sources is {}: {}",
        newest.first, newest.why
    );
    Some(newest)
}

fn is_source_heading(line: &str) -> bool {
    let words = line.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    [
        "sources",
        "source list",
        "references",
        "bibliography",
        "works cited",
        "notes",
        "endnotes",
        "footnotes",
        "quellen",
        "références",
        "fuentes",
        "fontes",
        "fonti",
        "kaynaklar",
        "kaynakça",
        "источники",
        "المصادر",
        "المراجع",
        "مصادر",
        "منابع",
        "bronnen",
        "źródła",
    ]
    .contains(&words.as_str())
}

/// The year of a copyright notice in the last lines or the head: all that is left.
pub(in crate::dating) fn copyright(text: &str, today: Day) -> Option<Finding> {
    let mut found = None;
    for line in text.lines().filter(|line| line.len() <= LONGEST_NOTICE_LINE) {
        let Some(mark) =
            line.find('©').or_else(|| line.find("(c)")).or_else(|| line.find("(C)")).or_else(|| line.find("Copyright"))
        else {
            continue;
        };
        let rest = slice(line, mark..);
        let rest: String = rest.chars().take(LONGEST_NOTICE).collect();
        let years = rest.split(|c: char| !c.is_ascii_digit());
        let year = years
            .filter_map(|year| digits::number(year, digits::YEAR))
            .filter(|year| (FIRST_BARE_YEAR..=today.year()).contains(year))
            .max();
        if let Some(year) = year {
            let parts = Parts { year: Some(Year::Full(year)), month: None, day: None };
            found = Finding::new(parts, &format!("copyright notice: {rest}"), today);
        }
    }
    found
}
