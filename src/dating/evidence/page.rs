//! Finds the signs of publication in the source of an HTML page.
//!
//! Takes the source, gives what its metadata, addresses, marked elements and visible head say,
//! undecided: the decision weighs them. Which rule outweighs which was measured on pages
//! with known dates.

pub(in crate::dating) use super::source::Source;
use super::{
    page_fields::{
        EPOCHS, META_LOOSE, META_MODIFIED, META_PUBLISHED, cues, is_aside, is_caption, is_comment, is_masthead,
        speaks_of_date,
    },
    page_json,
};
use crate::{
    calendar::forms::has_numeric,
    markup::{self, Layout, Tag, Token, decode, heading_rank, is_void, tokens},
    text::slice,
};

/// A value that may be the date of publication.
#[derive(Clone, Debug)]
pub(in crate::dating) struct Sign {
    pub source: Source,
    /// The value as written, entities decoded.
    pub value: String,
    /// The field or element that holds it.
    pub name: String,
    /// Whether it stands in a side column or a list of other articles.
    pub aside: bool,
}

/// What one pass over a page collects.
#[derive(Default)]
pub(in crate::dating) struct Page {
    pub signs: Vec<Sign>,
    /// The visible text, one block a line, without comments, side columns and navigation.
    pub text: String,
    /// Its language with the country, as it says itself: `en-GB`, `de_AT`.
    pub locale: Option<String>,
    /// What the `<title>` says.
    pub title: String,
    /// Where the text of the main headline begins in `text`.
    pub headline: Option<usize>,
    /// The headings below the main one, as far as they hold a number: entries of a chronology have their day there.
    pub headings: Vec<String>,
}

impl Page {
    /// The text from a line above the headline on, or all of it without one.
    pub(in crate::dating) fn body(&self) -> &str {
        let headline = self.headline.or_else(|| self.titled_line()).unwrap_or(0);
        let above = slice(&self.text, ..headline);
        let line = above.trim_end().rfind('\n').map_or(0, |at| at + 1);
        slice(&self.text, line..)
    }
}

impl Page {
    /// Where a line begins that the page's title holds: its headline, without the tag of one.
    fn titled_line(&self) -> Option<usize> {
        const SHORTEST: usize = 15;
        let mut at = 0;
        self.text.split_inclusive('\n').find_map(|line| {
            let start = at;
            at += line.len();
            let words = line.trim();
            (words.len() >= SHORTEST && self.title.contains(words)).then_some(start)
        })
    }
}

#[derive(Clone, Copy, Default)]
struct Region {
    comment: bool,
    aside: bool,
    /// A caption, or what stands above every page: what it dates is not the article.
    elsewhere: bool,
    hidden: bool,
}

struct Element<'a> {
    name: &'a str,
    region: Region,
    /// Where its text begins, if it may be a date.
    dated: Option<(usize, Source, String)>,
    is_headline: bool,
    /// Where the text of a lesser heading begins.
    heading: Option<usize>,
    aside: bool,
}

/// Reads a page in one pass.
pub(in crate::dating) fn read(html: &str) -> Page {
    let mut reader = Reader { page: Page::default(), open: Vec::new(), region: Region::default() };
    let mut script = None;
    for token in tokens(html) {
        match token {
            Token::Start(tag) if tag.is("script") || tag.is("style") => script = Some(tag),
            Token::Start(tag) => reader.open(tag),
            Token::End(name) => reader.close(name),
            Token::Text(text) => reader.text(text),
            Token::Raw(body) => {
                if let Some(tag) = script.take() {
                    reader.raw(tag, body);
                }
            }
            Token::Comment(_) => {}
        }
    }
    reader.page
}

struct Reader<'a> {
    page: Page,
    open: Vec<Element<'a>>,
    region: Region,
}

/// Whether an element begins or ends a line; one that HTML does not have does.
fn ends_line(name: &str) -> bool {
    markup::layout(name) != Some(Layout::Inline)
}

/// Whether an element is the sign of a site: a link to its front page, or what its class calls a logo.
fn is_logo(tag: Tag<'_>, class: &str) -> bool {
    let to_front = |address: std::borrow::Cow<str>| {
        let path =
            address.split_once("://").map_or(&*address, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
        matches!(path.trim(), "" | "/" | "./")
    };
    class.split(|c: char| !c.is_alphanumeric()).any(|word| word == "logo")
        || tag.is("a") && tag.attribute("href").is_some_and(to_front)
}

/// Elements deeper than this are not told apart.
const DEEPEST: usize = 400;
/// What classes call the headline of an article; a first heading without one may be the name of the site.
const NAMED_HEADLINES: [&str; 4] = ["entry-title", "post-title", "article-title", "headline"];
/// Headings that are longer say more than a day, and more of them are no chronology of one article.
const LONGEST_HEADING: usize = 120;
const MOST_HEADINGS: usize = 500;
/// No element with a date alone holds more text, in bytes.
const LONGEST_ELEMENT: usize = 300;

impl<'a> Reader<'a> {
    fn open(&mut self, tag: Tag<'a>) {
        let name = tag.name;
        let is = |wanted: &str| tag.is(wanted);
        if is("html") {
            self.locale(tag.attribute("lang").or_else(|| tag.attribute("xml:lang")));
        }
        if is("meta") {
            return self.meta(tag);
        }
        if is("link") {
            return self.link(tag);
        }
        if ends_line(name) {
            self.page.text.push('\n');
        }
        let class = cues(tag);
        let before = self.region;
        if !is("body") && !is("html") && !is("article") && !is("main") {
            // Quoted posts of other sites bring dates of their own.
            self.region.comment |= is("blockquote") || is_comment(&class);
            self.region.aside |= is("nav") || is("aside") || is("select") || is_aside(&class);
            self.region.elsewhere |= is("figcaption") || is_caption(&class) || is_masthead(&class);
        }
        self.region.hidden |= is("nav") || is("noscript") || is("template") || is("title") || is("option");
        if is_logo(tag, &class) && self.open.last().is_some_and(|element| element.is_headline) {
            // A first heading that leads to the front page is the name of the site.
            self.page.headline = self.page.headline.filter(|at| !slice(&self.page.text, *at..).trim().is_empty());
        }
        let is_headline = heading_rank(tag.name) == Some(1);
        let mut before = before;
        if is_headline && self.region.elsewhere && NAMED_HEADLINES.iter().any(|name| class.contains(name)) {
            // What holds the article's own headline stands above no other page.
            before.elsewhere = false;
            self.region.elsewhere = false;
            self.open.iter_mut().for_each(|element| element.region.elsewhere = false);
        }
        let region = self.region;
        let dated = if region.comment || region.elsewhere { None } else { self.date_source(tag, &class) };
        self.attributes(tag, region);
        if is_void(name) || tag.self_closing {
            self.region = before;
            return;
        }
        if is_headline && !region.comment && self.page.headline.is_none() {
            self.page.headline = Some(self.page.text.len());
        }
        if self.open.len() < DEEPEST {
            let dated = dated.map(|source| (self.page.text.len(), source, format!("<{name} {}>", class.trim())));
            let lesser = matches!(heading_rank(tag.name), Some(2..=4)) && !region.comment && !region.aside;
            let heading = lesser.then_some(self.page.text.len());
            self.open.push(Element { name, region: before, dated, is_headline, heading, aside: region.aside });
        }
    }

    fn close(&mut self, name: &str) {
        let found = self.open.iter().rev().take(40).position(|element| element.name.eq_ignore_ascii_case(name));
        let Some(back) = found else { return };
        for _ in 0..=back {
            let Some(element) = self.open.pop() else { break };
            self.region = element.region;
            if let Some((start, source, name)) = element.dated {
                let text = slice(&self.page.text, start..).trim();
                if (4..=LONGEST_ELEMENT).contains(&text.len()) && text.chars().any(char::is_numeric) {
                    let value = text.to_owned();
                    self.page.signs.push(Sign { source, value, name, aside: element.aside });
                }
            }
            if element.is_headline {
                self.page.text.push('\n');
            }
            if let Some(start) = element.heading {
                let text = slice(&self.page.text, start..).trim();
                if text.len() <= LONGEST_HEADING && has_numeric(text) && self.page.headings.len() < MOST_HEADINGS {
                    self.page.headings.push(text.to_owned());
                }
            }
        }
        if ends_line(name) {
            self.page.text.push('\n');
        }
    }

    fn text(&mut self, text: &str) {
        let in_title = self.open.last().is_some_and(|element| element.name.eq_ignore_ascii_case("title"));
        if in_title && self.page.title.is_empty() {
            self.page.title = decode(text.trim()).chars().take(400).collect();
        }
        if self.region.comment || self.region.hidden {
            return;
        }
        let text = decode(text);
        let out = &mut self.page.text;
        // "<b>04</b><i>2013</i>": boxes that only style keeps apart.
        if text.starts_with(|c: char| c.is_ascii_digit()) && out.ends_with(|c: char| c.is_ascii_digit()) {
            out.push(' ');
        }
        let mut first = true;
        for word in text.split_whitespace() {
            if (!first || text.starts_with(char::is_whitespace)) && !out.ends_with(['\n', ' ']) {
                out.push(' ');
            }
            out.push_str(word);
            first = false;
        }
        if text.ends_with(char::is_whitespace) && !out.ends_with(['\n', ' ']) {
            out.push(' ');
        }
    }

    fn sign(&mut self, source: Source, value: &str, name: &str) {
        // Hard spaces stand between day and month as often as others.
        let value: String = value.trim().chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
        if value.chars().any(char::is_numeric) && value.len() <= LONGEST_ELEMENT && self.page.signs.len() < 2_000 {
            self.page.signs.push(Sign { source, value, name: name.to_owned(), aside: self.region.aside });
        }
    }

    /// Keeps the first locale that names a country, else the first.
    fn locale(&mut self, locale: Option<impl Into<String>>) {
        let Some(locale) = locale.map(Into::into).filter(|locale| !locale.is_empty()) else { return };
        let has_country = |locale: &String| locale.contains(['-', '_']);
        if self.page.locale.as_ref().is_none_or(|known| !has_country(known) && has_country(&locale)) {
            self.page.locale = Some(locale);
        }
    }

    fn meta(&mut self, tag: Tag<'_>) {
        let value = ["content", "datetime", "value"].iter().find_map(|name| tag.attribute(name));
        let Some(value) = value.filter(|value| !value.is_empty()) else { return };
        for (key, name) in tag.attributes() {
            if !["name", "property", "itemprop", "http-equiv", "pubdate"]
                .iter()
                .any(|known| key.eq_ignore_ascii_case(known))
            {
                continue;
            }
            let folded: String =
                name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
            let source = match folded.as_str() {
                name if META_PUBLISHED.contains(&name) => Source::Meta,
                name if META_LOOSE.contains(&name) => Source::LooseMeta,
                // Sites put a word of their own before it: "example:uploaded".
                _ if name.rsplit_once(':').is_some_and(|(_, last)| last == "uploaded") => Source::LooseMeta,
                name if META_MODIFIED.contains(&name) => Source::Modified,
                "oglocale" => {
                    self.locale(Some(value.clone()));
                    continue;
                }
                "parselypage" => {
                    if let Some(date) = page_json::published(&value) {
                        self.sign(Source::Meta, &date, "meta parsely-page");
                    }
                    continue;
                }
                "ogurl" => Source::Address,
                "ogimage" | "twitterimage" | "ogimageurl" => Source::Picture,
                _ => continue,
            };
            if self.region.comment || self.region.elsewhere {
                continue;
            }
            self.sign(source, &value, &format!("meta {name}"));
        }
    }

    fn link(&mut self, tag: Tag<'_>) {
        if tag.attribute("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"))
            && let Some(address) = tag.attribute("href")
        {
            self.sign(Source::Address, &address, "canonical address");
        }
    }

    /// Dates in attributes of elements that are not meta.
    fn attributes(&mut self, tag: Tag<'_>, region: Region) {
        if region.comment || region.elsewhere {
            return;
        }
        let name = tag.name;
        let is_time = tag.is("time");
        let itemprop = tag.attribute("itemprop").unwrap_or_default();
        let property = tag.attribute("property").unwrap_or_default();
        let published = [&itemprop, &property].iter().any(|prop| {
            prop.split([' ', ':'])
                .any(|prop| prop.eq_ignore_ascii_case("datePublished") || prop.eq_ignore_ascii_case("dateCreated"))
        });
        let modified = itemprop.eq_ignore_ascii_case("dateModified");
        let class = tag.attribute("class").unwrap_or_default().to_ascii_lowercase();
        let value = tag.attribute("datetime").or_else(|| tag.attribute("content")).unwrap_or_default();
        if published && !value.is_empty() {
            let source = if region.aside { Source::LooseTime } else { Source::MarkedElement };
            return self.sign(source, &value, &format!("{name} {itemprop}{property}"));
        }
        if is_time && !value.is_empty() {
            let pubdate = tag.attributes().any(|(key, _)| key.eq_ignore_ascii_case("pubdate"));
            let updated = modified || class.contains("updated") && !class.contains("published");
            let marked =
                pubdate || class.contains("entry-date") || class.contains("published") || class.contains("entry-time");
            let source = match () {
                () if updated => Source::Modified,
                () if region.aside => Source::LooseTime,
                () if marked => Source::MarkedElement,
                () if self.page.headline.is_some() => Source::Time,
                () => Source::LooseTime,
            };
            return self.sign(source, &value, &format!("time {class}"));
        }
        if ["time", "abbr", "span"].iter().any(|name| tag.is(name))
            && let Some((key, value)) =
                tag.attributes().find(|(key, _)| EPOCHS.iter().any(|known| key.eq_ignore_ascii_case(known)))
        {
            let source = if region.aside || self.page.headline.is_none() { Source::LooseTime } else { Source::Time };
            return self.sign(source, value, &format!("{name} {key}"));
        }
        if tag.is("abbr") && (class.contains("published") || class.contains("date")) {
            let title = tag.attribute("title").unwrap_or_default();
            self.sign(Source::MarkedElement, &title, &format!("abbr {class}"));
        }
    }

    /// Whether the text of an element is worth reading as a date.
    fn date_source(&self, tag: Tag<'_>, class: &str) -> Option<Source> {
        let is_time = tag.is("time");
        if !is_time && !speaks_of_date(class) {
            return None;
        }
        if is_time && tag.attribute("datetime").is_some() {
            return None;
        }
        let marked = class.contains("published")
            || class.contains("pubdate")
            || class.contains("entry-date")
            || class.contains("post-date");
        Some(match () {
            () if class.contains("updated") || class.contains("modified") || class.contains("lastmod") => {
                Source::Modified
            }
            () if self.region.aside => Source::LooseElement,
            () if self.page.headline.is_none() => Source::LooseElement,
            () if marked => Source::MarkedElement,
            () => Source::Element,
        })
    }

    /// JSON-LD and other JSON in scripts.
    fn raw(&mut self, tag: Tag<'_>, body: &str) {
        let kind = tag.attribute("type").unwrap_or_default();
        if !kind.contains("json") {
            return;
        }
        for (source, key, value) in page_json::dates(body, kind.contains("ld+json")) {
            self.sign(source, &decode(&value), &format!("JSON-LD {key}"));
        }
    }
}
