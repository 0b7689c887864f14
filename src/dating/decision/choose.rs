//! Weighs the evidence and builds the answer.

use std::collections::{HashMap, HashSet};

use super::infer;
use crate::{
    article::{Candidate, Evidence, Precision, Published},
    calendar::{
        Day, Moment,
        forms::{self, Form, is_date_line},
    },
    dating::{
        clues::Clues,
        evidence::{
            address, field,
            page::{self, Page, Source},
            page_dates,
            text::{self, StatedIn, Statement},
        },
        finding::Finding,
        order::{self, Orders},
    },
};

/// So many different days in elements of a kind, or in side columns, are those of a list of articles.
const DAYS_OF_A_LIST: usize = 3;

/// How many conflicts are kept.
const MOST_CONFLICTS: usize = 8;

pub(in crate::dating) fn choose(clues: &Clues<'_>) -> Published {
    let page = clues.html.map(page::read);
    let order = &Orders::new(clues, page.as_ref().and_then(|page| page.locale.as_deref()));
    // Where a page has a headline, what stands above it is navigation.
    // The date often stands between the two.
    let body = page.as_ref().map_or(clues.text, Page::body);
    let statements = text::statements(body, page.is_some());
    let mut stated = explicit(&statements, order, clues);
    let field = clues.field.and_then(|value| field::read(value, &format!("field: {value}"), order, clues.today));
    if let Some(page) = &page {
        let mut all = from_page(page, &statements, clues, order);
        if let Some(newest) = newest_entry(page, all.first().map(|(_, finding)| finding), order, clues)
            .filter(|newest| all.first().is_none_or(|(_, first)| first.last < newest.date))
        {
            all.insert(0, (Source::StatedLoosely, newest));
        }
        // The source's own field stands against a mere line of the text that would move it by years.
        let moved = field.as_ref().zip(all.first()).is_some_and(|(field, (source, first))| {
            *source <= Source::Stated && !is_metadata(*source) && first.is_years_from(field)
        });
        all.sort_by_key(|(source, _)| moved && !is_metadata(*source));
        // The time may stand with another sign of the same day, but not with one of a change.
        let published = all.iter().filter(|(source, _)| *source != Source::Modified).map(|(_, finding)| finding);
        let time = all.first().and_then(|(_, first)| time_of_day(first, published.chain(&field)));
        let at = if moved { 0 } else { all.len() };
        let mut all: Vec<Finding> = all.into_iter().map(|(_, finding)| finding).collect();
        all.splice(at..at, field);
        if let Some(finding) = all.first() {
            // Where the text says the same in full, the date is an explicit one.
            let agreeing = stated.iter().any(|stated| stated.date == finding.date);
            let evidence = if agreeing { Evidence::Explicit } else { Evidence::Metadata };
            let published = publish(finding, evidence, Vec::new(), all.iter());
            return Published { time: if moved { finding.time } else { time }, ..published };
        }
        return inferred(&statements, clues, order);
    }
    let address = clues.url.and_then(|url| address::read(url, clues.today));
    let metadata: Vec<Finding> = field.into_iter().chain(address).collect();
    // No line of a text moves the date of its source by years, unless another of its metadata says the same.
    let moves = |finding: &Finding| {
        metadata.first().is_some_and(|known| finding.is_years_from(known))
            && !metadata.iter().any(|known| known.agrees(finding))
    };
    let moving: Vec<Finding> = stated.extract_if(.., |finding| moves(finding)).collect();
    // Where the text is less exact than the field, and the field says the same, the field is it.
    let finer =
        |finding: &Finding| metadata.iter().find(|other| other.agrees(finding) && other.precision > finding.precision);
    if let Some(finding) = stated.first().and_then(finer) {
        return publish(finding, Evidence::Metadata, Vec::new(), stated.iter().chain(&metadata).chain(&moving));
    }
    if let Some(finding) = stated.first() {
        return publish(finding, Evidence::Explicit, Vec::new(), stated.iter().chain(&metadata).chain(&moving));
    }
    if let Some(finding) = metadata.first() {
        return publish(finding, Evidence::Metadata, Vec::new(), metadata.iter().chain(&moving));
    }
    inferred(&statements, clues, order)
}

/// What can be reasoned when nothing is written in full.
fn inferred(statements: &[Statement], clues: &Clues<'_>, order: &Orders<'_>) -> Published {
    if let Some(yearless) =
        statements.iter().filter(|stated| stated.form.is_yearless()).max_by_key(|stated| stated.stated_in)
        && let Some(inferred) = infer::year_of(&yearless.form, &yearless.words, clues, order)
    {
        let published = publish(&inferred.finding, Evidence::Inferred, inferred.candidates, [].iter());
        return Published { year_unknown: inferred.year_unknown, ..published };
    }
    let rest = infer::newest_source(clues, order).or_else(|| infer::copyright(clues.text, clues.today));
    rest.map(|finding| publish(&finding, Evidence::Inferred, Vec::new(), [].iter())).unwrap_or_default()
}

/// The date of a statement, with the time beside it.
fn settled(stated: &Statement, order: &Orders<'_>, clues: &Clues<'_>) -> Option<Finding> {
    let finding = order::settle(&stated.form, order, &stated.words, clues.today)?;
    // A date far behind in a long line stands in none of its words.
    let quoted = stated.words.get(..stated.form.end).is_some();
    Some(finding.at(quoted.then(|| forms::time_of(&stated.words, &stated.form)).flatten()))
}

/// The dates that the text states in full, the best first.
fn explicit(statements: &[Statement], order: &Orders<'_>, clues: &Clues<'_>) -> Vec<Finding> {
    let mut full: Vec<(StatedIn, Finding)> = statements
        .iter()
        .filter(|stated| !stated.form.is_yearless())
        .filter_map(|stated| Some((stated.stated_in, settled(stated, order, clues)?)))
        .collect();
    full.sort_by_key(|(place, finding)| (std::cmp::Reverse(*place), std::cmp::Reverse(finding.precision)));
    full.into_iter().map(|(_, finding)| finding).collect()
}

/// Whether a date of a page comes from its metadata, not from what it shows.
fn is_metadata(source: Source) -> bool {
    matches!(
        source,
        Source::Json | Source::LooseJson | Source::LooseMeta | Source::Meta | Source::Modified | Source::Address
    )
}

/// All dates that a page gives, the most trusted first.
fn from_page(page: &Page, statements: &[Statement], clues: &Clues<'_>, order: &Orders<'_>) -> Vec<(Source, Finding)> {
    let read = page.signs.iter().filter_map(|sign| {
        let (source, finding) = page_dates::read(sign, order, clues.today)?;
        Some((sign.aside, source, sign.name.as_str(), finding))
    });
    let read: Vec<_> = read.collect();
    // Several days in side columns are those of other articles.
    let days_aside: HashSet<Day> = read.iter().filter(|(aside, ..)| *aside).map(|(.., finding)| finding.date).collect();
    let lists_aside = days_aside.len() >= DAYS_OF_A_LIST;
    let read = read.into_iter().filter(|(aside, ..)| !(*aside && lists_aside));
    let mut signs: Vec<_> = read.map(|(_, source, name, finding)| (source, name, finding)).collect();
    let lists = kinds_in_lists(&signs);
    for (source, name, _) in &mut signs {
        if lists.contains(&(*source, (*name).to_owned())) {
            *source = Source::LooseTime;
        }
    }
    let url = clues.url.and_then(|url| address::read(url, clues.today)).map(|found| (Source::Address, found));
    let stated = statements.iter().filter(|stated| !stated.form.is_yearless()).filter_map(|stated| {
        let source = match stated.stated_in {
            StatedIn::Labelled | StatedIn::Dateline | StatedIn::Line | StatedIn::Opening => Source::Stated,
            StatedIn::Foot | StatedIn::Updated | StatedIn::Lead | StatedIn::Segment => Source::StatedLoosely,
        };
        Some((source, settled(stated, order, clues)?))
    });
    let read = url.into_iter().chain(signs.into_iter().map(|(source, _, finding)| (source, finding))).chain(stated);
    // A day from a lesser source tells more than a month from a better one.
    let mut found: Vec<(Source, Finding)> = read.collect();
    found.sort_by_key(|(source, finding)| std::cmp::Reverse((finding.precision, *source)));
    if let Some(better) = outvoted(&found) {
        let first = found.remove(better);
        found.insert(0, first);
    }
    found
}

/// Where the address names another day than metadata and the page agree on: which of them to take.
fn outvoted(found: &[(Source, Finding)]) -> Option<usize> {
    let [(Source::Address, address), ..] = found else { return None };
    let says = |wanted: fn(Source) -> bool, day: Day| {
        found.iter().any(|(source, other)| wanted(*source) && other.precision == Precision::Day && other.date == day)
    };
    found.iter().position(|(source, other)| {
        is_published_metadata(*source)
            && other.precision == Precision::Day
            && !other.agrees(address)
            && !other.time.is_some_and(|time| time.is_utc() && is_near(time, address.date))
            && says(is_visible, other.date)
    })
}

/// Whether a moment of Greenwich lies so near a day that it is of that day in many a zone.
fn is_near(time: Moment, day: Day) -> bool {
    const DAY: i64 = 86_400;
    const NEAR: i64 = DAY / 3;
    let begin = i64::from(day.to_epoch_days()) * DAY;
    (begin - NEAR..begin + DAY + NEAR).contains(&time.to_epoch())
}

/// Metadata of publication, and no address.
fn is_published_metadata(source: Source) -> bool {
    matches!(source, Source::Meta | Source::LooseMeta | Source::Json)
}

/// What a reader of the page sees.
fn is_visible(source: Source) -> bool {
    matches!(source, Source::Element | Source::MarkedElement | Source::Time | Source::Stated | Source::StatedLoosely)
}

/// The newest past entry of a chronology, whose headings are days: it was not published before.
fn newest_entry(page: &Page, published: Option<&Finding>, order: &Orders<'_>, clues: &Clues<'_>) -> Option<Finding> {
    /// Fewer days in headings are no chronology.
    const FEWEST: usize = 3;
    let day = |heading: &String| {
        let form = forms::find(heading).next().filter(Form::is_full)?;
        let finding = is_date_line(heading)
            .then(|| order::settle(&form, order, &format!("newest entry: {heading}"), clues.today))??;
        (finding.precision == Precision::Day).then_some(finding)
    };
    let entries: Vec<Finding> = page.headings.iter().filter_map(day).collect();
    let days: HashSet<Day> = entries.iter().map(|entry| entry.date).collect();
    // Days that all lie ahead of publication are a programme.
    let begun = entries.iter().any(|entry| published.is_none_or(|published| entry.date <= published.last));
    entries.into_iter().max_by_key(|entry| entry.date).filter(|_| begun && days.len() >= FEWEST)
}

/// The kinds of elements that a page dates with several different days: lists of articles. The posts of a thread stand in the
/// order of time, the first of them first, and say by their marks that they are published: they are none.
fn kinds_in_lists(signs: &[(Source, &str, Finding)]) -> HashSet<(Source, String)> {
    let mut days: HashMap<(Source, &str), Vec<Day>> = HashMap::new();
    for (source, name, finding) in signs {
        if matches!(source, Source::Time | Source::Element | Source::MarkedElement) {
            days.entry((*source, name)).or_default().push(finding.date);
        }
    }
    let is_list = |source: Source, days: &[Day]| {
        let different: HashSet<Day> = days.iter().copied().collect();
        different.len() >= DAYS_OF_A_LIST && !(source == Source::MarkedElement && days.is_sorted())
    };
    let lists = days.into_iter().filter(|((source, _), days)| is_list(*source, days));
    lists.map(|((source, name), _)| (source, name.to_owned())).collect()
}

/// The time of a day: its own, or the first that others give for the same day.
fn time_of_day<'f>(finding: &Finding, others: impl Iterator<Item = &'f Finding>) -> Option<Moment> {
    let mut same = others.filter(|other| other.precision == Precision::Day && other.date == finding.date);
    finding.time.or_else(|| same.find_map(|other| other.time)).filter(|_| finding.precision == Precision::Day)
}

fn publish<'f>(
    finding: &Finding,
    evidence: Evidence,
    candidates: Vec<Candidate>,
    others: impl Iterator<Item = &'f Finding> + Clone,
) -> Published {
    let time = time_of_day(finding, others.clone());
    let mut conflicts: Vec<Candidate> = Vec::new();
    for other in others.filter(|other| !other.agrees(finding)) {
        if conflicts.len() < MOST_CONFLICTS && conflicts.iter().all(|known| known.date != other.date) {
            conflicts.push(other.candidate());
        }
    }
    Published {
        date: Some(finding.date),
        precision: finding.precision,
        evidence,
        time,
        earliest: Some(finding.first),
        latest: Some(finding.last),
        why: Some(finding.why.clone()),
        year_unknown: false,
        candidates,
        conflicts,
    }
}
