//! A normalised text to its parts: what is title, outlet, byline and place, what is article, what is furniture.
//!
//! Takes lines and what the source already said, gives [`Parts`]. Every line ends up in the text or under `removed`.

use super::{
    dateline, lines,
    names::{is_name, place_case},
    rules::{self, Zone},
    shapes,
};
use crate::article::{Removed, RemovedKind as Kind};

/// How many lines from the top may belong to the head.
const HEAD: usize = 16;

/// How many lines of the head may be of no known kind before it counts as ended.
const STRANGERS: usize = 3;

/// How many lines from the end may belong to the foot.
const FOOT: usize = 40;

/// What is known about an article beside its text, and what the text adds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) title: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) place: Option<String>,
    pub(super) byline: Option<String>,
    pub(super) text: String,
    pub(super) removed: Vec<Removed>,
}

/// Work on one text: its lines, and for each the kind that takes it out.
struct Reader<'a> {
    lines: Vec<lines::Line<'a>>,
    kinds: Vec<Option<Kind>>,
    parts: Parts,
}

/// Reads a normalised text; `known` holds what the source's fields say, and wins. A title is looked for in the text
/// only when `titles` says so (the main text of a page has lost its headline already).
pub(super) fn read(text: &str, known: Parts, titles: bool) -> Parts {
    let lines = lines::split(text);
    let kinds = vec![None; lines.len()];
    let mut reader = Reader { lines, kinds, parts: known };
    if !titles {
        reader.navigation();
    }
    let body = reader.head(titles);
    reader.foot(body);
    reader.middle(body);
    reader.finish(body, text.len())
}

impl<'a> Reader<'a> {
    fn line(&self, at: usize) -> &'a str {
        self.lines.get(at).map_or("", |l| l.text)
    }

    fn mark(&mut self, at: usize, kind: Kind) {
        if let Some(slot) = self.kinds.get_mut(at) {
            *slot = Some(kind);
        }
    }

    /// Takes out the short lines above a page's headline.
    fn navigation(&mut self) {
        let Some(title) = self.parts.title.clone() else { return };
        let Some(at) = (0..self.lines.len().min(HEAD)).find(|&at| same_words(&title, self.line(at))) else { return };
        if (0..at).all(|at| self.line(at).chars().count() <= 30 && !ends_sentence(self.line(at))) {
            (0..at).for_each(|at| self.mark(at, Kind::Section));
        }
    }

    /// Reads the head; gives the index of the first line of prose.
    fn head(&mut self, titles: bool) -> usize {
        let mut strangers = 0;
        let mut title_from_text = None;
        for at in 0..self.lines.len().min(HEAD) {
            let line = self.line(at);
            let wrapped = self.lines.get(at).is_some_and(|l| l.wrapped);
            let follows = at == 0 || self.kinds.get(at - 1).is_some_and(Option::is_some);
            if self.kinds.get(at).copied().flatten().is_some() {
                continue;
            }
            if self.parts.title.as_deref().is_some_and(|title| same_words(title, line)) {
                self.mark(at, Kind::Title);
            } else if wrapped && !follows {
                return at;
            } else if let Some(kind) = furniture(line, Zone::Head) {
                self.mark(at, kind);
            } else if let Some(header) = shapes::header(line).filter(|h| h.tells() || self.parts.title.is_some()) {
                self.header_line(at, header);
            } else if let Some(name) = shapes::byline(line) {
                if let Some(outlet) = shapes::byline_outlet(line) {
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
    fn header_line(&mut self, at: usize, header: shapes::Header<'_>) {
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
        let dated = matches!(furniture(next, Zone::Head), Some(Kind::Date)) || shapes::byline(next).is_some();
        line.chars().count() <= 40
            && is_name(line, 5)
            && shapes::names_outlet(line)
            && dated
            && self.lines.get(at + 2).is_some_and(|l| l.opens)
            && self.is_title(at + 2)
    }

    /// A byline: the author, or the outlet where that is who signs.
    fn credit(&mut self, at: usize, name: &str) {
        if shapes::names_outlet(name) {
            self.parts.outlet.get_or_insert_with(|| name.to_owned());
        } else {
            self.parts.byline.get_or_insert_with(|| name.to_owned());
        }
        self.mark(at, Kind::Byline);
    }

    /// One or two words over a line that can be a headline.
    fn is_section_label(&self, at: usize) -> bool {
        let line = self.line(at);
        let short = line.chars().count() <= 24 && line.split(' ').count() <= 2;
        let closed = !line.ends_with(['.', ',', ':', ';', '?', '!']);
        short && closed && is_name(line, 2) && self.lines.get(at + 1).is_some_and(|l| l.opens) && self.is_title(at + 1)
    }

    /// A short line without a full stop that a body follows.
    fn is_title(&self, at: usize) -> bool {
        let line = self.line(at);
        let characters = line.chars().count();
        let words = line.split_whitespace().count();
        let spaced =
            words >= 3 || (characters >= 6 && line.chars().all(|c| c > '\u{2e80}' || c.is_ascii()) && !line.is_ascii());
        let twice = same_words(line, self.line(at + 1));
        if !spaced || characters > 220 || dateline::parse(line).is_some() || dateline::outlet_prefix(line).is_some() {
            return false;
        }
        if !twice
            && (ends_sentence(line)
                || line.ends_with([':', ',', ';', '-', '–'])
                || line.starts_with(char::is_lowercase))
        {
            return false;
        }
        let Some(next) = self.lines.get(at + 1) else { return false };
        // The first line of a wrapped paragraph has no stop either: what follows must begin anew.
        let anew = next.opens || furniture(next.text, Zone::Head).is_some() || shapes::byline(next.text).is_some();
        let body =
            self.lines.iter().skip(at + 1).take(12).any(|l| is_prose(l.text) || l.wrapped || l.text.len() > line.len());
        anew && body && !next.text.starts_with(char::is_lowercase)
    }

    /// Prose between the title and the lines of date, author and picture.
    fn is_standfirst(&self, at: usize) -> bool {
        let known =
            |at: usize| furniture(self.line(at), Zone::Head).is_some() || shapes::byline(self.line(at)).is_some();
        self.parts.title.is_some() && self.line(at).chars().count() <= 400 && at < HEAD / 2 && known(at + 1)
    }

    /// A name between the title and the date, or the reading time, or the author.
    fn is_outlet_line(&self, at: usize, title: Option<usize>) -> bool {
        let line = self.line(at);
        let beside = |n: Option<usize>| n.map_or("", |n| self.line(n));
        let meta = |line: &str| {
            matches!(furniture(line, Zone::Head), Some(Kind::Date | Kind::ReadingTime))
                || shapes::byline(line).is_some()
        };
        let dateline = |line: &str| dateline::parse(line).is_some_and(|found| found.place.is_some());
        let after_title =
            title.is_some_and(|t| t + 1 == at) || at > 0 && self.kinds.get(at - 1) == Some(&Some(Kind::Title));
        // Russian, Spanish and others write the later words of a name small ("Ленмарские вести").
        let small = shapes::names_outlet(line)
            && line.split(' ').count() <= 5
            && line.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
        let named = line.chars().count() <= 40 && (is_name(line, 5) || small) && !line.ends_with(['.', ':', '?', '!']);
        named
            && (after_title && meta(beside(Some(at + 1)))
                || after_title && shapes::names_outlet(line) && dateline(beside(Some(at + 1)))
                || shapes::names_outlet(line) && meta(beside(at.checked_sub(1))))
    }

    fn outlet_line(&mut self, at: usize) {
        let line = self.line(at);
        if shapes::names_outlet(line) || line.split(' ').count() == 1 || line.split(' ').count() > 3 {
            self.parts.outlet.get_or_insert_with(|| line.to_owned());
            self.mark(at, Kind::Outlet);
        } else {
            self.parts.byline.get_or_insert_with(|| line.to_owned());
            self.mark(at, Kind::Byline);
        }
    }

    /// Takes furniture off the end, from the last line up to prose.
    fn foot(&mut self, body: usize) {
        let start = self.lines.len().saturating_sub(FOOT).max(body);
        self.about_author(start);
        let mut strangers: Vec<usize> = Vec::new();
        for at in (start..self.lines.len()).rev() {
            if self.kinds.get(at).copied().flatten().is_some() {
                continue;
            }
            let line = self.line(at);
            if self.lines.get(at).is_some_and(|l| l.wrapped) {
                return;
            }
            if let Some(rule) = rules::matching(line, Zone::Foot) {
                self.mark(at, rule.kind);
                if rule.kind == Kind::Copyright
                    && let Some(name) = shapes::copyright_holder(line)
                {
                    self.parts.outlet.get_or_insert_with(|| name.to_owned());
                }
                if rule.opens {
                    // What such a heading opens runs to the next thing that is known, or to the end.
                    for &stranger in &strangers {
                        self.mark(stranger, rule.kind);
                    }
                }
                strangers.clear();
            } else if rules::ends_with_rights(line) {
                self.mark(at, Kind::Copyright);
                strangers.clear();
            } else if let Some(kind) = rules::row_of(line, Zone::Foot).or_else(|| shapes::kind_of(line)) {
                self.mark(at, kind);
                strangers.clear();
            } else if let Some(name) = shapes::byline(line) {
                self.credit(at, name);
                strangers.clear();
            } else if self.parts.title.as_deref().is_some_and(|t| same_words(t, line)) {
                self.mark(at, Kind::Title);
            } else if is_prose(line) {
                return;
            } else {
                strangers.push(at);
            }
        }
    }

    /// Takes out what stands about the author at the end: a heading and a few lines.
    fn about_author(&mut self, start: usize) {
        /// Such notes are short.
        const LINES: usize = 4;
        let from = start.max(self.lines.len().saturating_sub(LINES + 1));
        if let Some(at) = (from..self.lines.len()).find(|&at| rules::is_about_author(self.line(at))) {
            (at..self.lines.len()).for_each(|at| self.mark(at, Kind::Byline));
        }
    }

    /// Takes out what no article says, between paragraphs.
    fn middle(&mut self, body: usize) {
        for at in body..self.lines.len() {
            let Some(line) = self.lines.get(at).copied() else { return };
            if line.wrapped || self.kinds.get(at) != Some(&None) {
                continue;
            }
            if let Some(rule) = rules::matching(line.text, Zone::Anywhere) {
                self.mark(at, rule.kind);
            } else if line.text.len() < 40 && shapes::is_debris(line.text) {
                self.mark(at, Kind::Debris);
            } else if shapes::is_credited_caption(line.text) {
                self.mark(at, Kind::Caption);
            }
        }
    }

    /// Puts the parts together; the outlet's prefix and the dateline are read off the first lines that stay.
    fn finish(mut self, body: usize, capacity: usize) -> Parts {
        let kept: Vec<usize> = (0..self.lines.len()).filter(|&at| self.kinds.get(at) == Some(&None)).collect();
        let mut cut_from: Option<(usize, usize)> = None;
        for &at in kept.iter().filter(|&&at| at < body + 4).take(6) {
            let line = self.line(at);
            let cut = match dateline::outlet_prefix(line) {
                Some((name, length)) if cut_from.is_none() => {
                    self.parts.outlet.get_or_insert(name);
                    cut_from = Some((at, length));
                    length
                }
                _ => 0,
            };
            let rest = line.get(cut..).unwrap_or_default();
            let Some(found) = dateline::parse(rest) else {
                let title = self.parts.title.as_deref().unwrap_or_default();
                if is_prose(line)
                    && let Some(place) = dateline::dated_place(rest).or_else(|| dateline::stopped_place(rest, title))
                {
                    self.parts.place.get_or_insert(place);
                    break;
                }
                continue;
            };
            if let Some(place) = found.place {
                self.parts.place.get_or_insert(place_case(&place));
            }
            if let Some(agency) = found.agency {
                self.parts.outlet.get_or_insert(agency);
            }
            if cut + found.end == line.len() {
                self.mark(at, Kind::Dateline);
            }
            break;
        }
        let mut text: Vec<(&str, bool)> = Vec::with_capacity(kept.len());
        let mut pending_break = false;
        for (at, line) in self.lines.iter().enumerate() {
            if let Some(kind) = self.kinds.get(at).copied().flatten() {
                self.parts.removed.push(Removed { kind, text: line.text.to_owned() });
                pending_break = true;
                continue;
            }
            let mut kept = line.text;
            if let Some((_, length)) = cut_from.filter(|(cut, _)| *cut == at) {
                let (prefix, rest) = kept.split_at_checked(length).unwrap_or(("", kept));
                self.parts.removed.push(Removed { kind: Kind::Outlet, text: prefix.trim_end().to_owned() });
                kept = rest;
            }
            text.push((kept, line.opens || pending_break));
            pending_break = false;
        }
        // A line feed may become two.
        self.parts.text = lines::join(text.into_iter(), capacity + kept.len());
        self.parts
    }
}

/// The kind of a line of furniture, by its words or its shape.
fn furniture(line: &str, zone: Zone) -> Option<Kind> {
    rules::matching(line, zone)
        .map(|rule| rule.kind)
        .or_else(|| rules::row_of(line, zone))
        .or_else(|| shapes::kind_of(line))
}

/// Whether a line is a sentence of an article: long enough, and closed as a sentence is.
fn is_prose(line: &str) -> bool {
    // A line of fewer bytes is neither; no character has more than four.
    if !(60..800).contains(&line.len()) {
        return line.len() >= 800;
    }
    let characters = line.chars().count();
    characters >= 200
        || (characters >= 60 && ends_sentence(line))
        || (characters >= 120 && line.contains(['.', '۔', '。', '؟', '،']))
}

fn ends_sentence(line: &str) -> bool {
    let line = line.trim_end_matches(['"', '”', '’', '\'', '»', ')', ']', '“']);
    line.ends_with(['.', '。', '۔', '।', '…']) || (line.ends_with(['!', '?', '؟']) && line.chars().count() > 160)
}

/// The letters and digits of a line, made small.
fn letters(line: &str) -> impl Iterator<Item = char> {
    line.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// Whether two lines say the same, whatever their case, spaces and marks.
fn same_words(a: &str, b: &str) -> bool {
    if a.is_empty() || b.is_empty() || a.len() > 2 * b.len() + 16 || b.len() > 2 * a.len() + 16 || a.len() > 1000 {
        return false;
    }
    let mut others = letters(b);
    let mut any = false;
    letters(a).all(|c| {
        any = true;
        others.next() == Some(c)
    }) && any
        && others.next().is_none()
}
