//! The main text of a page, and what it says of itself.
//!
//! A kept crate chooses what of a page is the article; the text is taken from the page's own lines ([`alignment`]), so that what the
//! crate loses within its choice is there. Takes a page, gives its parts; cannot fail on any page.

mod alignment;
mod bounds;
mod extras;
pub(super) mod headline;
mod linked_data;
mod marks;
mod own_words;
mod scripted;

use std::{
    borrow::Cow,
    panic::{AssertUnwindSafe, catch_unwind},
};

use trafilatura::{Options, extract};

use crate::{
    markup::{Line, Token, Visible, decode, tokens, visible, visible_text},
    text::items,
};
use alignment::{Alignment, Part};
use own_words::{LONGEST_NAME, is_headline_long, one_line};

/// What a page holds.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    pub(super) text: String,
    /// Visible lines above the main text.
    pub(super) header: String,
    /// Lines between headline and end that were not taken for article.
    pub(super) left: Vec<String>,
    pub(super) title: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) byline: Option<String>,
    pub(super) url: Option<String>,
    /// What it declares its language to be, the likeliest first.
    pub(super) languages: Vec<String>,
}

/// Reads a page.
pub(super) fn read(html: &str) -> Page {
    if !bounds::are_kept(html) {
        return without_tree(html);
    }
    let options = Options::default().with_fallback(true).with_exclude_comments(true);
    let parsable = parsable(html);
    let result = catch_unwind(AssertUnwindSafe(|| extract(&parsable, &options)));
    let Ok(Ok(result)) = result else { return without_tree(html) };
    let some = |s: String| Some(s.trim().to_owned()).filter(|s| !s.is_empty());
    let mut chosen = visible_text(&result.content_html);
    if chosen.trim().is_empty() {
        chosen = result.content_text;
    }
    let shown = visible(html, marks::marks);
    let chosen = extras::without_consent(chosen, &shown);
    let own = own_words::of_page(html, &result.metadata.title);
    let names: Vec<&str> = own.names.iter().map(String::as_str).collect();
    let outlet = some(result.metadata.sitename);
    let headings = headings_of(&shown);
    let byline = some(result.metadata.author);
    // Behind the headline stands its author's name, too.
    let is_author = |name: &String| byline.as_ref().is_some_and(|byline| byline.contains(name.as_str()));
    let outlet = outlet
        .and_then(|site| headline::site_name(site, &names, &headings))
        .or_else(|| headline::site_behind(&names, &headings).filter(|name| !is_author(name)));
    let declared =
        linked_data::headline(html).map(|name| one_line(&decode(&name))).filter(|name| is_headline_long(name));
    let title = headline::headline(declared.as_deref(), own.shared.as_deref(), &names, &headings, outlet.as_deref());
    let mut aligned = alignment::align(&shown, &chosen, title.as_deref().unwrap_or_default());
    if let Some(aligned) = &mut aligned {
        extras::set_aside(aligned);
    }
    let (mut text, header, left) = match &aligned {
        Some(aligned) => (text_of(aligned), header_of(aligned), left_of(aligned)),
        None => (untitled(chosen, title.as_deref().unwrap_or_default()), String::new(), Vec::new()),
    };
    if extras::is_empty(&text, &shown, &names) {
        let Some(scripted) = scripted::text(html) else {
            return Page { languages: own.languages, ..Page::default() };
        };
        text = scripted;
    }
    Page { text, header, left, title, outlet, byline, url: some(result.metadata.url), languages: own.languages }
}

/// The extraction's own text without the headline that it may begin with.
fn untitled(text: String, title: &str) -> String {
    let rest = text.trim_start().strip_prefix(title).filter(|rest| rest.starts_with(char::is_whitespace));
    rest.map(|rest| rest.trim_start().to_owned()).unwrap_or(text)
}

/// A page that is not extracted: all that it shows, and its headline.
fn without_tree(html: &str) -> Page {
    let shown = visible(html, marks::marks);
    let own = own_words::of_page(html, "");
    let names: Vec<&str> = own.names.iter().map(String::as_str).collect();
    let declared =
        linked_data::headline(html).map(|name| one_line(&decode(&name))).filter(|name| is_headline_long(name));
    let title = headline::headline(declared.as_deref(), own.shared.as_deref(), &names, &headings_of(&shown), None);
    let text = visible_text(html);
    let text = if extras::is_empty(&text, &shown, &names) { scripted::text(html) } else { Some(text) };
    match text {
        Some(text) => Page { text, title, languages: own.languages, ..Page::default() },
        None => Page { languages: own.languages, ..Page::default() },
    }
}

/// The page as the parser survives it: an encoding that ends behind the word `charset` is none, and makes it fail. The text has been
/// decoded by then, so the tag says nothing any more.
fn parsable(html: &str) -> Cow<'_, str> {
    let mut cut: Option<String> = None;
    for token in tokens(html) {
        let Token::Start(tag) = token else { continue };
        let is_open = |content: Cow<'_, str>| {
            let content = content.to_ascii_lowercase();
            content.trim_end_matches(|c: char| c.is_ascii_whitespace()).ends_with("charset")
        };
        if !tag.is("meta") || !tag.attribute("content").is_some_and(is_open) {
            continue;
        }
        for (name, _) in tag.attributes().filter(|(name, _)| name.eq_ignore_ascii_case("http-equiv")) {
            let at = name.as_ptr() as usize - html.as_ptr() as usize;
            cut.get_or_insert_with(|| html.to_owned()).replace_range(at..at + name.len(), "data-equiv");
        }
    }
    cut.map_or(Cow::Borrowed(html), Cow::Owned)
}

/// The headings of the first order: each line, and lines of one heading together.
fn headings_of(page: &Visible) -> Vec<String> {
    let is_heading = |line: &Line| line.marks & marks::HEADLINE != 0 && line.marks & marks::HIDDEN == 0;
    let mut headings = Vec::new();
    for run in page.lines.chunk_by(|a, b| is_heading(a) && is_heading(b)) {
        let length: usize = run.iter().map(|line| line.range.len()).sum();
        if run.first().is_some_and(is_heading) && length <= LONGEST_NAME {
            headings.extend(run.iter().map(|line| page.line(line).to_owned()));
            if run.len() > 1 {
                headings.push(run.iter().map(|line| page.line(line)).collect::<Vec<_>>().join(" "));
            }
        }
    }
    headings
}

/// The lines of the article.
fn text_of(aligned: &Alignment<'_>) -> String {
    let mut text = String::new();
    let mut skipped = false;
    for line in &aligned.lines {
        if line.part != Part::Article {
            skipped = true;
            continue;
        }
        if !text.is_empty() {
            text.push_str(if line.opens || skipped { "\n\n" } else { "\n" });
        }
        text.push_str(line.text);
        skipped = false;
    }
    text
}

/// The lines between the headline and the main text: where pages put the date and the author.
fn header_of(aligned: &Alignment<'_>) -> String {
    /// So many lines stand between headline and text at most; above them is the site's navigation.
    const MOST: usize = 14;
    let from = aligned.headline.unwrap_or(0).max(aligned.first.saturating_sub(MOST));
    let lines: Vec<&str> = items(&aligned.lines, from..aligned.first).iter().map(|line| line.text).collect();
    lines.join("\n")
}

/// What stands between headline and end of the article and is not of it, at most as much as the article itself.
fn left_of(aligned: &Alignment<'_>) -> Vec<String> {
    let of = |part: Part| aligned.lines.iter().filter(move |line| line.part == part).map(|line| line.text);
    let mut room: usize = of(Part::Article).map(str::len).sum();
    let fits = |line: &&str| {
        let fits = line.len() <= room;
        room = room.saturating_sub(line.len());
        fits
    };
    of(Part::Left).take_while(fits).map(str::to_owned).collect()
}
