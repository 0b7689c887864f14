//! Records to articles: encoding, double decoding, the main text of a page, lines that are not article, and
//! what the text says of itself (title, outlet, place, byline, language).
//!
//! Takes a [`Record`], gives a [`Cleaned`]; pure, and cannot fail on any text. It does not date an article (that is
//! `dating`) and tags no actors.

mod body;
pub mod boilerplate;
pub mod caps;
mod context;
mod credits;
mod dateline;
pub mod encoding;
mod foot;
mod furniture;
mod head;
mod language;
mod line_shapes;
mod lowercase;
mod markdown;
mod marked_lines;
mod misread;
mod normalize;
mod page;
mod paragraphs;
mod proper_names;
mod prose;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use boilerplate::Rules;
pub use language::{is_language, is_language_code};
use marked_lines::Parts;

use crate::{
    article::{Article, Content, Record, Removed, RemovedKind},
    calendar::{Day, forms},
    markup::decode_text,
    text::mojibake,
};

/// A record after cleaning.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cleaned {
    /// The article; `published` and the mentions are for others to fill.
    pub article: Article,
    /// The record's repaired text with header and footer lines still in it; for a page its main text under its header.
    pub raw: String,
    /// The date that the text's own front matter gives, as it is written.
    pub date: Option<String>,
}

/// The agency that the dateline of a clean text names, as "LENMAR, March 5 (Harbour Wire) –" does: whose text it is, whoever prints it.
#[must_use]
pub fn agency(text: &str) -> Option<String> {
    dateline::parse(text.lines().next()?)?.agency
}

/// Cleans a record: fields of the source win over what the text says of itself. Character references of HTML in fields and in plain
/// text are decoded where that is safe, as [`decode_text`] has it.
#[must_use]
pub fn clean(record: &Record) -> Cleaned {
    clean_by(record, &Rules::default())
}

/// The same, without the lines that `rules` name for its outlet.
#[must_use]
pub fn clean_by(record: &Record, rules: &Rules) -> Cleaned {
    let fields = &record.fields;
    let field =
        |value: &Option<String>| value.as_deref().map(decode_text).map(|v| one_line(&v)).filter(|v| !v.is_empty());
    let known = Parts {
        title: field(&fields.title),
        outlet: field(&fields.outlet).and_then(credits::outlet),
        place: field(&fields.place).map(|p| dateline::bare_place(&p)),
        byline: field(&fields.byline).as_deref().and_then(credits::byline),
        day: fields.date.as_deref().and_then(stated_day),
        ..Parts::default()
    };
    let mut stated = field(&fields.language);
    let (raw, mut parts, page, date) = match &record.content {
        Content::Text(text) => {
            let text = decode_text(text);
            let front = markdown::read(&text);
            let raw = normalize::normalize(&repaired(&front.text));
            let parts = body::read(&raw, fill(known, tidy(front.parts)), true);
            stated = stated.or(front.language);
            let page = page::Page { url: front.url, ..page::Page::default() };
            (raw, parts, page, front.date)
        }
        Content::Html(html) => {
            let mut page = page::read(&repaired(html));
            // Feeds and archives escape what was escaped.
            let text = normalize::normalize(&decode_text(&page.text));
            let found = Parts {
                title: page.title.take().map(|title| decode_text(&title).into_owned()),
                outlet: page.outlet.take().map(|o| once(&o)),
                byline: page.byline.take(),
                ..Parts::default()
            };
            let found = unswapped(found);
            let mut parts = body::read(&text, fill(known, tidy(found)), false);
            parts.removed.extend(left_out(&std::mem::take(&mut page.left), &parts));
            let mut raw = normalize::normalize(&std::mem::take(&mut page.header));
            raw.push_str(if raw.is_empty() { "" } else { "\n\n" });
            raw.push_str(&text);
            (raw, parts, page, None)
        }
    };
    if let (Some(title), Some(outlet)) = (&parts.title, &parts.outlet) {
        parts.title = Some(page::headline::bare(title, Some(outlet)).to_owned());
    }
    if let Some((text, taken)) = rules.take_out(parts.outlet.as_deref(), &parts.text) {
        parts.text = text;
        parts.removed.extend(taken);
    }
    let language = stated.as_deref().and_then(language::from_field);
    let article = Article {
        id: record.id.clone(),
        path: record.path.clone(),
        language: language.or_else(|| language::of(&parts.text, &page.languages)),
        title: parts.title,
        outlet: parts.outlet,
        place: parts.place,
        byline: parts.byline,
        url: field(&fields.url).or(page.url),
        tags: fields.tags.iter().map(|tag| one_line(&decode_text(tag))).collect(),
        text: parts.text,
        removed: parts.removed,
        ..Article::default()
    };
    Cleaned { article, raw, date }
}

/// Lines of a page that were not taken for article, but for those that say the headline once more or are on record already.
fn left_out(lines: &[String], parts: &Parts) -> Vec<Removed> {
    let said = |line: &str| parts.removed.iter().any(|removed| marked_lines::same_words(&removed.text, line));
    let titled = |line: &str| parts.title.as_deref().is_some_and(|title| marked_lines::same_words(title, line));
    let lines = lines.iter().map(|line| one_line(line)).filter(|line| !line.is_empty() && !titled(line) && !said(line));
    lines.map(|text| Removed { kind: RemovedKind::Page, text }).collect()
}

/// Old pages name themselves "Outlet - Headline", which is read the wrong way round.
fn unswapped(mut parts: Parts) -> Parts {
    if let (Some(title), Some(outlet)) = (&parts.title, &parts.outlet) {
        let words = |name: &str| name.split_whitespace().count();
        let named = proper_names::is_name(title, 4)
            && proper_names::is_outlet_like(title)
            && !proper_names::is_outlet_like(outlet);
        if named && words(outlet) >= 4 && words(outlet) > words(title) {
            std::mem::swap(&mut parts.title, &mut parts.outlet);
        }
    }
    parts
}

/// A text that was decoded wrongly, decoded rightly.
fn repaired(text: &str) -> Cow<'_, str> {
    match misread::repair(text) {
        Cow::Borrowed(text) => mojibake::repair(text),
        Cow::Owned(text) => Cow::Owned(text),
    }
}

/// A field's value on one line.
fn one_line(value: &str) -> String {
    let value = normalize::normalize(&repaired(value));
    if value.contains('\n') || value.starts_with(' ') {
        value.split_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        value
    }
}

/// A site's name once: pages give it in several places ("The Post; The Post").
fn once(name: &str) -> String {
    match name.split_once("; ") {
        Some((first, second)) if first == second => first.to_owned(),
        _ => name.to_owned(),
    }
}

/// The same, each value on one line.
fn tidy(parts: Parts) -> Parts {
    let line = |value: Option<String>| value.as_deref().map(one_line).filter(|v| !v.is_empty());
    let Parts { title, outlet, place, byline, day, text, removed } = parts;
    let byline = line(byline).as_deref().and_then(credits::byline);
    let outlet = line(outlet).and_then(credits::outlet);
    Parts { title: line(title), outlet, place: line(place), byline, day, text, removed }
}

/// What is known, filled up with what was found.
fn fill(known: Parts, found: Parts) -> Parts {
    Parts {
        title: known.title.or(found.title),
        outlet: known.outlet.or(found.outlet),
        place: known.place.or(found.place),
        byline: known.byline.or(found.byline),
        day: known.day.or(found.day),
        ..Parts::default()
    }
}

/// The day that a field gives in full and without a doubt.
fn stated_day(field: &str) -> Option<Day> {
    let form = forms::find(field).find(forms::Form::is_full).filter(|form| form.month_first.is_none())?;
    match form.parts {
        forms::Parts { year: Some(forms::Year::Full(year)), month: Some(month), day: Some(day) } => {
            Day::new(year, month, day)
        }
        _ => None,
    }
}
