//! The main text of a page, and what it says of itself.

use std::panic::{AssertUnwindSafe, catch_unwind};

use trafilatura::{Options, extract};

use crate::{
    markup::{nesting, visible_text},
    text::{clip, items},
};

/// What a page holds.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    pub(super) text: String,
    /// Visible lines above the main text.
    pub(super) header: String,
    pub(super) title: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) byline: Option<String>,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
}

/// A page larger than this is no article: extraction takes memory and time many times its size.
const LARGEST: usize = 16 << 20;

/// Elements nested deeper than this would exhaust the stack of the extraction, which recurses (real pages stay below 100).
const DEEPEST: usize = 400;

/// Reads a page.
pub(super) fn read(html: &str) -> Page {
    if html.len() > LARGEST || nesting(html) > DEEPEST {
        return Page { text: visible_text(html), ..Page::default() };
    }
    let options = Options::default().with_fallback(true).with_exclude_comments(true);
    let result = catch_unwind(AssertUnwindSafe(|| extract(html, &options)));
    let Ok(Ok(result)) = result else {
        return Page { text: visible_text(html), ..Page::default() };
    };
    let some = |s: String| Some(s.trim().to_owned()).filter(|s| !s.is_empty());
    let mut text = visible_text(&result.content_html);
    if text.trim().is_empty() {
        text = result.content_text;
    }
    let header = header_of(&visible_text(html), &text, &result.metadata.title);
    Page {
        text,
        header,
        title: some(result.metadata.title),
        outlet: some(result.metadata.sitename),
        byline: some(result.metadata.author),
        url: some(result.metadata.url),
        language: some(result.metadata.language),
    }
}

/// The visible lines between the headline and the main text: where pages put the date and the author.
fn header_of(visible: &str, main: &str, title: &str) -> String {
    /// So many lines stand between headline and text at most; above them is the site's navigation.
    const MOST: usize = 14;
    /// So many bytes of the text's first long line are found again on the page: more may be set apart there.
    const PROBE: usize = 60;
    let first = main.lines().map(str::trim).find(|l| l.len() > PROBE).unwrap_or_else(|| main.trim());
    let probe = Some(clip(first, PROBE)).filter(|probe| !probe.is_empty());
    let above = probe.and_then(|probe| visible.split_once(probe)).map_or("", |(above, _)| above);
    let lines: Vec<&str> = above.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    let headline = lines.iter().rposition(|l| !title.is_empty() && l.contains(title.trim()));
    let from = headline.unwrap_or(0).max(lines.len().saturating_sub(MOST));
    items(&lines, from..).join("\n")
}
