//! The main text of a page, and what it says of itself.

use std::panic::{AssertUnwindSafe, catch_unwind};

use trafilatura::{Options, extract};

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

/// How deep elements are nested, as far as a scan of the tags can tell; those that close themselves do not count.
fn depth(html: &str) -> usize {
    const FLAT: &[&str] = &[
        "p", "li", "br", "img", "input", "meta", "link", "hr", "td", "th", "tr", "dt", "dd", "option", "source",
        "area", "base", "col", "embed", "track", "wbr", "path", "circle", "rect", "use", "line", "polygon", "g",
        "param", "tbody", "thead",
    ];
    let (mut depth, mut deepest) = (0_usize, 0_usize);
    for at in memchr::memchr_iter(b'<', html.as_bytes()) {
        let rest = html.as_bytes().get(at + 1..).unwrap_or_default();
        let (closes, rest) = rest.strip_prefix(b"/").map_or((false, rest), |r| (true, r));
        let length = rest.iter().take(12).take_while(|b| b.is_ascii_alphanumeric()).count();
        let name = rest.get(..length).unwrap_or_default();
        if length == 0 || FLAT.iter().any(|f| f.as_bytes().eq_ignore_ascii_case(name)) {
            continue;
        }
        depth = if closes { depth.saturating_sub(1) } else { depth + 1 };
        deepest = deepest.max(depth);
    }
    deepest
}

/// Reads a page.
pub(super) fn read(html: &str) -> Page {
    if html.len() > LARGEST || depth(html) > DEEPEST {
        return Page { text: strip_tags(html), ..Page::default() };
    }
    let options = Options::default().with_fallback(true).with_exclude_comments(true);
    let result = catch_unwind(AssertUnwindSafe(|| extract(html, &options)));
    let Ok(Ok(result)) = result else {
        return Page { text: strip_tags(html), ..Page::default() };
    };
    let some = |s: String| Some(s.trim().to_owned()).filter(|s| !s.is_empty());
    let mut text = strip_tags(&result.content_html);
    if text.trim().is_empty() {
        text = result.content_text;
    }
    let header = header_of(&strip_tags(html), &text, &result.metadata.title);
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
    let first = main.lines().map(str::trim).find(|l| l.len() > 60).unwrap_or_else(|| main.trim());
    let probe = first.get(..first.floor_char_boundary(60)).unwrap_or(first);
    let at = if probe.is_empty() { None } else { visible.find(probe) };
    let above = at.and_then(|at| visible.get(..at)).unwrap_or("");
    let lines: Vec<&str> = above.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    let headline = lines.iter().rposition(|l| !title.is_empty() && l.contains(title.trim()));
    let from = headline.unwrap_or(0).max(lines.len().saturating_sub(MOST));
    lines.get(from..).unwrap_or_default().join("\n")
}

const BLOCKS: &[&str] = &[
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "ul",
    "ol",
    "table",
    "tr",
    "blockquote",
    "section",
    "article",
    "header",
    "footer",
    "pre",
    "figure",
    "figcaption",
    "dd",
    "dt",
    "dl",
    "body",
    "main",
    "aside",
    "nav",
    "form",
    "title",
    "td",
    "th",
];

/// Plain tag stripping.
pub(super) fn strip_tags(html: &str) -> String {
    let mut out = String::with_capacity(html.len() / 2);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        push_text(&mut out, before);
        if tag.starts_with("<!--") {
            rest = tag.find("-->").and_then(|e| tag.get(e + 3..)).unwrap_or("");
            continue;
        }
        let Some(end) = tag.find('>') else {
            rest = "";
            break;
        };
        let name: String = tag
            .get(1..end)
            .unwrap_or_default()
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .take(12)
            .collect::<String>()
            .to_ascii_lowercase();
        rest = tag.get(end + 1..).unwrap_or("");
        match name.as_str() {
            "script" | "style" | "noscript" | "template" | "svg" if !tag.starts_with("</") => {
                let close = format!("</{name}");
                rest = find_ignore_case(rest, &close).and_then(|at| rest.get(at..)).unwrap_or("");
            }
            "br" => out.push('\n'),
            name if BLOCKS.contains(&name) => out.push_str("\n\n"),
            _ => {}
        }
    }
    push_text(&mut out, rest);
    out
}

fn find_ignore_case(text: &str, needle: &str) -> Option<usize> {
    text.as_bytes().windows(needle.len()).position(|w| w.eq_ignore_ascii_case(needle.as_bytes()))
}

fn push_text(out: &mut String, text: &str) {
    let text = text.replace("&nbsp;", " ").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    let text = text.replace("&#39;", "'").replace("&amp;", "&");
    let mut space = out.ends_with(char::is_whitespace);
    for c in text.chars() {
        if c.is_whitespace() {
            if !space {
                out.push(' ');
            }
            space = true;
        } else {
            out.push(c);
            space = false;
        }
    }
}
