//! What a line is by the lines around it: a verse, a day of a chronology, the heading of a part, the beginning of a wrapped sentence.
//!
//! A line that looks like furniture by itself stays where its neighbours show that it is article.

use super::{
    furniture::{self, Zone},
    line_shapes,
    marked_lines::{MarkedLines, kind_of_furniture, same_words},
    prose::{is_closed, is_prose},
};
use crate::{
    article::RemovedKind as Kind,
    calendar::{Day, forms},
};

/// A text with so many lines of different days is a chronology: an article has one day, and one of its last change.
const CHRONOLOGY: usize = 3;

/// A day so near the one of the source's field is that of a time zone, or of the evening before.
const NEAR: i32 = 3;

/// Longest verse, fewest words of one, and how many stand together with the first.
const LONGEST_VERSE: usize = 60;
const VERSE_WORDS: usize = 3;
const VERSES: usize = 3;

/// Narrowest column that text is wrapped at, in characters, and how many lines of a paragraph show it.
const NARROWEST: usize = 50;
const COLUMN_LINES: usize = 40;

impl MarkedLines<'_> {
    /// Whether the lines that are days are those of a chronology, and not the article's own.
    pub(super) fn is_chronology(&mut self) -> bool {
        if let Some(known) = self.chronology {
            return known;
        }
        let mut days: Vec<&str> = Vec::new();
        for (at, line) in self.lines.iter().enumerate() {
            let told = self.lines.get(at + 1).is_some_and(|next| line_shapes::kind_of(next.text).is_none());
            if told && line_shapes::kind_of(line.text) == Some(Kind::Date) && !days.contains(&line.text) {
                days.push(line.text);
                if days.len() >= CHRONOLOGY {
                    break;
                }
            }
        }
        let found = days.len() >= CHRONOLOGY;
        self.chronology = Some(found);
        found
    }

    /// Whether a line gives a day without its year that is not the one of the source's field: "Dec 31" above a table of March is what the
    /// table is about.
    pub(super) fn is_another_day(&self, line: &str) -> bool {
        let Some(known) = self.parts.day else { return false };
        let mut found = forms::find(line).filter(|form| form.parts.month.is_some()).peekable();
        let near = |form: forms::Form| {
            let (Some(month), Some(day)) = (form.parts.month, form.parts.day) else { return true };
            // Of the years around it: the turn of the year lies between two days that are near.
            let years = known.year() - 1..=known.year() + 1;
            years
                .filter_map(|year| Day::new(year, month, day))
                .any(|day| (day.to_epoch_days() - known.to_epoch_days()).abs() <= NEAR)
        };
        found.peek().is_some() && found.all(|form| form.is_yearless() && !near(form))
    }

    /// Whether a line is the first of a paragraph of several lines, cut at a column.
    pub(super) fn opens_wrapped(&self, at: usize) -> bool {
        let joined = |at: usize| self.lines.get(at).is_some_and(|line| line.wrapped && !line.opens);
        joined(at + 1) && joined(at + 2)
    }

    /// Whether the next line goes on, small, with the sentence of this one.
    pub(super) fn goes_on_small(&self, at: usize) -> bool {
        let next = self.lines.get(at + 1).filter(|next| !next.opens);
        !is_closed(self.line(at)) && next.is_some_and(|next| next.text.starts_with(char::is_lowercase))
    }

    /// Whether the name of a section heads a part of the article: prose follows, and another such name does below.
    pub(super) fn heads_part(&self, at: usize) -> bool {
        let is_heading = |at: usize| {
            furniture::matching(self.line(at), Zone::Head).is_some_and(|rule| rule.kind == Kind::Section)
                && self.lines.get(at + 1).is_some_and(|next| is_prose(next.text) || next.wrapped)
        };
        is_heading(at) && (at + 1..self.lines.len()).any(is_heading)
    }

    /// Whether what a line begins with is a speaker: other lines begin with it too, or the author is called so.
    pub(super) fn is_speaker(&self, at: usize, opening: &str) -> bool {
        let name = opening.trim_end_matches(|c: char| !c.is_alphanumeric());
        let others = self.lines.iter().skip(at + 1).filter(|line| line.text.starts_with(opening));
        others.count() > 0 || self.parts.byline.as_deref().is_some_and(|byline| same_words(byline, name))
    }

    /// Whether a line is the first verse of a stanza: a poem is called by it.
    pub(super) fn is_first_verse(&self, at: usize) -> bool {
        let verses = self.lines.iter().skip(at + 1).take(VERSES);
        let is_verse = |text: &str| {
            text.chars().count() <= LONGEST_VERSE
                && text.split_whitespace().count() >= VERSE_WORDS
                && text.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
                && kind_of_furniture(text, Zone::Head).is_none()
                && line_shapes::byline(text).is_none()
        };
        verses.clone().count() == VERSES && verses.clone().all(|line| !line.opens && is_verse(line.text))
    }

    /// Whether a line breaks off within a sentence that the next one goes on with: that begins small, or its first word would not have
    /// fitted into the column.
    pub(super) fn runs_on(&self, at: usize) -> bool {
        let line = self.line(at);
        let Some(next) = self.lines.get(at + 1).filter(|next| !next.opens) else { return false };
        if is_closed(line) || line.ends_with(':') {
            return false;
        }
        if next.text.starts_with(char::is_lowercase) {
            return true;
        }
        let paragraph = self.lines.iter().skip(at + 1).take(COLUMN_LINES).take_while(|line| !line.opens);
        let width = paragraph.map(|line| line.text.chars().count()).max().unwrap_or_default();
        let word = next.text.chars().take_while(|c| !c.is_whitespace()).count();
        next.wrapped && width >= NARROWEST && line.chars().count() + 1 + word > width
    }
}
