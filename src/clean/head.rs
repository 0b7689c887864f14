//! The head of a text: headline, section, outlet, author, day and picture above the first paragraph of prose.

use super::{
    dateline,
    furniture::Zone,
    line_shapes,
    marked_lines::{MarkedLines, Parts, kind_of_furniture, same_words},
    proper_names::{LONG_NAME, LONGEST_OUTLET, SHORT_NAME, is_name, place_case},
    prose::{ends_sentence, is_prose},
};
use crate::article::RemovedKind as Kind;

/// How many lines from the top may belong to the head.
const HEAD: usize = 16;

/// How many lines of the head may be of no known kind before it counts as ended.
const STRANGERS: usize = 3;

/// Longest line of navigation, of a section's label and its words, of a headline and of the prose under one, in characters.
const LONGEST_NAVIGATION: usize = 30;
const LONGEST_SECTION: usize = 24;
const SECTION_WORDS: usize = 2;
const LONGEST_TITLE: usize = 220;
const LONGEST_STANDFIRST: usize = 400;

/// Fewest words of a headline, and fewest characters of one in a script without spaces.
const TITLE_WORDS: usize = 3;
const UNSPACED_TITLE: usize = 6;

/// Prose follows a headline within so many lines.
const TITLE_REACH: usize = 12;

impl MarkedLines<'_> {
    /// Takes out the short lines above a page's headline.
    pub(super) fn navigation(&mut self) {
        let Some(title) = self.parts.title.clone() else { return };
        let Some(at) = (0..self.lines.len().min(HEAD)).find(|&at| same_words(&title, self.line(at))) else { return };
        if (0..at).all(|at| self.line(at).chars().count() <= LONGEST_NAVIGATION && !ends_sentence(self.line(at))) {
            (0..at).for_each(|at| self.mark(at, Kind::Section));
        }
    }

    /// Reads the head; gives the index of the first line of prose.
    pub(super) fn head(&mut self, titles: bool) -> usize {
        let mut strangers = 0;
        let mut title_from_text = None;
        for at in 0..self.lines.len().min(HEAD) {
            let line = self.line(at);
            let wrapped = self.lines.get(at).is_some_and(|l| l.wrapped);
            let follows = at == 0 || self.kinds.get(at - 1).is_some_and(Option::is_some);
            if self.kind(at).is_some() {
                continue;
            }
            if self.parts.title.as_deref().is_some_and(|title| same_words(title, line)) {
                if self.is_first_verse(at) || self.goes_on_small(at) {
                    return at;
                }
                self.mark(at, Kind::Title);
            } else if wrapped && !follows || self.runs_on(at) {
                return at;
            } else if let Some(kind) =
                kind_of_furniture(line, Zone::Head).filter(|&kind| kind != Kind::Date || !self.is_another_day(line))
            {
                let heads = || self.heads_part(at) || self.opens_wrapped(at);
                if kind == Kind::Section && heads() || kind == Kind::Date && self.is_chronology() {
                    return at;
                }
                self.mark(at, kind);
            } else if let Some(header) = line_shapes::header(line).filter(|h| h.tells() || self.parts.title.is_some()) {
                self.header_line(at, header);
            } else if let Some(name) = line_shapes::byline(line) {
                if let Some(outlet) = line_shapes::byline_outlet(line) {
                    self.parts.outlet.get_or_insert_with(|| outlet.to_owned());
                }
                self.credit(at, name);
            } else if self.parts.title.is_none() && titles && self.is_masthead(at) {
                self.parts.outlet.get_or_insert_with(|| line.to_owned());
                self.mark(at, Kind::Outlet);
            } else if self.parts.title.is_none() && titles && self.is_section_label(at) {
                self.mark(at, Kind::Section);
            } else if self.parts.title.is_none() && titles && self.is_title(at) {
                self.parts.title = Some(line.to_owned());
                if self.is_first_verse(at) {
                    return at;
                }
                title_from_text = Some(at);
                self.mark(at, Kind::Title);
            } else if wrapped || (is_prose(line) && !self.is_standfirst(at)) {
                return at;
            } else if is_prose(line) {
                strangers += 1;
            } else if self.is_outlet_line(at, title_from_text) {
                self.outlet_line(at);
            } else {
                strangers += 1;
                if strangers > STRANGERS {
                    return at;
                }
            }
        }
        self.lines.len().min(HEAD)
    }

    /// A line of day, outlet, author and place.
    fn header_line(&mut self, at: usize, header: line_shapes::Header<'_>) {
        let Parts { outlet, byline, place, .. } = &mut self.parts;
        for (slot, found) in [(outlet, header.outlet), (byline, header.byline)] {
            if let Some(name) = found {
                slot.get_or_insert_with(|| name.to_owned());
            }
        }
        if let Some(name) = header.place {
            place.get_or_insert_with(|| place_case(name));
        }
        self.mark(at, Kind::Date);
    }

    /// The outlet's name above everything, over the date or the author and a headline.
    fn is_masthead(&self, at: usize) -> bool {
        let line = self.line(at);
        let next = self.line(at + 1);
        let dated =
            matches!(kind_of_furniture(next, Zone::Head), Some(Kind::Date)) || line_shapes::byline(next).is_some();
        line.chars().count() <= LONGEST_OUTLET
            && is_name(line, LONG_NAME)
            && line_shapes::names_outlet(line)
            && dated
            && self.lines.get(at + 2).is_some_and(|l| l.opens)
            && self.is_title(at + 2)
    }

    /// One or two words over a line that can be a headline.
    fn is_section_label(&self, at: usize) -> bool {
        let line = self.line(at);
        let short = line.chars().count() <= LONGEST_SECTION && line.split(' ').count() <= SECTION_WORDS;
        let closed = !line.ends_with(['.', ',', ':', ';', '?', '!']);
        short
            && closed
            && is_name(line, SECTION_WORDS)
            && self.lines.get(at + 1).is_some_and(|l| l.opens)
            && self.is_title(at + 1)
    }

    /// A short line without a full stop that a body follows.
    fn is_title(&self, at: usize) -> bool {
        let line = self.line(at);
        let characters = line.chars().count();
        let words = line.split_whitespace().count();
        let spaced = words >= TITLE_WORDS
            || (characters >= UNSPACED_TITLE
                && line.chars().all(|c| c > '\u{2e80}' || c.is_ascii())
                && !line.is_ascii());
        let twice = same_words(line, self.line(at + 1));
        if !spaced
            || characters > LONGEST_TITLE
            || dateline::parse(line).is_some()
            || dateline::outlet_prefix(line).is_some()
        {
            return false;
        }
        if !twice
            && (ends_sentence(line)
                || line.ends_with([':', ',', ';', '-', '–'])
                || line.starts_with(char::is_lowercase))
        {
            return false;
        }
        // The first line of a wrapped paragraph has no stop either: what follows must begin anew.
        let anew = self.lines.get(at + 1).is_some_and(|next| {
            (next.opens
                || kind_of_furniture(next.text, Zone::Head).is_some()
                || line_shapes::byline(next.text).is_some())
                && !next.text.starts_with(char::is_lowercase)
        });
        let mut below = self.lines.iter().skip(at + 1).take(TITLE_REACH);
        anew && below.any(|l| is_prose(l.text) || l.wrapped || l.text.len() > line.len())
    }

    /// Prose between the title and the lines of date, author and picture.
    fn is_standfirst(&self, at: usize) -> bool {
        let known = |at: usize| {
            kind_of_furniture(self.line(at), Zone::Head).is_some() || line_shapes::byline(self.line(at)).is_some()
        };
        self.parts.title.is_some()
            && self.line(at).chars().count() <= LONGEST_STANDFIRST
            && at < HEAD / 2
            && known(at + 1)
    }

    /// A name between the title and the date, or the reading time, or the author.
    fn is_outlet_line(&self, at: usize, title: Option<usize>) -> bool {
        let line = self.line(at);
        let beside = |n: Option<usize>| n.map_or("", |n| self.line(n));
        let meta = |line: &str| {
            matches!(kind_of_furniture(line, Zone::Head), Some(Kind::Date | Kind::ReadingTime))
                || line_shapes::byline(line).is_some()
        };
        let dateline = |line: &str| dateline::parse(line).is_some_and(|found| found.place.is_some());
        let after_title =
            title.is_some_and(|t| t + 1 == at) || at > 0 && self.kinds.get(at - 1) == Some(&Some(Kind::Title));
        // Russian, Spanish and others write the later words of a name small ("Ленмарские вести").
        let small = line_shapes::names_outlet(line)
            && line.split(' ').count() <= LONG_NAME
            && line.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
        let named = line.chars().count() <= LONGEST_OUTLET
            && (is_name(line, LONG_NAME) || small)
            && !line.ends_with(['.', ':', '?', '!']);
        named
            && (after_title && meta(beside(Some(at + 1)))
                || after_title && line_shapes::names_outlet(line) && dateline(beside(Some(at + 1)))
                || line_shapes::names_outlet(line) && meta(beside(at.checked_sub(1))))
    }

    fn outlet_line(&mut self, at: usize) {
        let line = self.line(at);
        let words = line.split(' ').count();
        // A name of two or three words is a person's, if nothing says otherwise.
        if line_shapes::names_outlet(line) || words == 1 || words > SHORT_NAME {
            self.parts.outlet.get_or_insert_with(|| line.to_owned());
            self.mark(at, Kind::Outlet);
        } else {
            self.parts.byline.get_or_insert_with(|| line.to_owned());
            self.mark(at, Kind::Byline);
        }
    }
}
