//! Markdown to plain text: front matter to fields, headings, links and emphasis to their words.
//!
//! Takes a text that may be Markdown, gives the text without its marks. A text counts as Markdown only by signs that prose
//! does not have (front matter, `# ` headings, `[words](address)`), so that plain text stays as it is.

use std::{borrow::Cow, ops::RangeInclusive, sync::LazyLock};

use memchr::memmem::Finder;
use regex::Regex;

use super::marked_lines::Parts;

/// A Markdown or plain text.
pub(super) struct Front<'a> {
    /// Its words, without marks.
    pub(super) text: Cow<'a, str>,
    /// What its front matter or first heading says.
    pub(super) parts: Parts,
    pub(super) url: Option<String>,
    /// The day of publication in the front matter, as it is written there.
    pub(super) date: Option<String>,
    pub(super) language: Option<String>,
}

// The patterns hold at most 400 characters of words (a caption is shorter), 2,000 of an address (browsers take no longer one)
// and 300 of a file's name: an open bracket in a long text is not searched for its end through all of it.

/// `[words](address)` and `![words](address)`; the words are kept.
#[allow(clippy::unwrap_used, reason = "a constant pattern, compiled by a test")]
static LINK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"!?\[([^\[\]\n]{0,400})\]\((?:https?:|/|#|mailto:|\.)[^()\s]{0,2000}(?:\s+"[^"\n]{0,400}")?\)"#)
        .unwrap()
});

/// Links to files beside the text: `[words](other.md)`, `![words](img/a.jpg)`.
#[allow(clippy::unwrap_used, reason = "a constant pattern, compiled by a test")]
static FILE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"!?\[([^\[\]\n]{0,400})\]\([A-Za-z0-9_./%-]{1,300}\.(?:md|html?|php|pdf|jpe?g|png|gif|webp|svg)(?:\s+"[^"\n]{0,400}")?\)"#)
        .unwrap()
});

/// A whole line in `*emphasis*`: credits, captions, notes.
#[allow(clippy::unwrap_used, reason = "a constant pattern, compiled by a test")]
static EMPHASIS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?m)^[*_]([^*_\s][^*_\n]{0,400})[*_]\r?$").unwrap());

/// `**strong**` and `__strong__` around words.
#[allow(clippy::unwrap_used, reason = "a constant pattern, compiled by a test")]
static STRONG: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\*\*([^*\n]{1,400})\*\*|\b__([^_\n]{1,400})__\b").unwrap());

/// Marks before a heading: Markdown has six levels of them.
const LEVELS: RangeInclusive<usize> = 1..=6;

/// Signs under a heading, at least: fewer are also a smiley or a line of code. What is looked for in every text is as long.
const SHORTEST_UNDERLINE: usize = 4;

/// Bytes of front matter, less than: what is longer between two rules is an article.
const LONGEST_MATTER: usize = 20_000;

// Searched for in every text.
static HEADING: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new(b"\n#"));
static UNDERLINE: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new(b"\n===="));
static BRACKETS: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new(b"]("));

/// Reads what is Markdown in a text.
pub(super) fn read(text: &str) -> Front<'_> {
    let (matter, body) = split_matter(text).unwrap_or(("", text));
    let mut front = Front { text: Cow::Borrowed(body), parts: Parts::default(), url: None, date: None, language: None };
    for line in matter.lines() {
        // YAML has a colon after the key, TOML an equals sign; an address may hold the other one.
        let Some((key, value)) = line.split_once([':', '=']) else { continue };
        let value = value.trim().trim_matches(['"', '\'', '[', ']']).trim();
        let slot = match key.trim().to_ascii_lowercase().as_str() {
            "title" | "headline" => &mut front.parts.title,
            "author" | "authors" | "byline" => &mut front.parts.byline,
            "source" | "outlet" | "publisher" | "publication" | "site" | "sitename" | "site_name" => {
                &mut front.parts.outlet
            }
            "place" | "location" => &mut front.parts.place,
            "url" | "link" => &mut front.url,
            "language" | "lang" => &mut front.language,
            "date" | "published" | "pubdate" | "publishdate" | "date_published" | "datepublished" | "created" => {
                &mut front.date
            }
            _ => continue,
        };
        if !value.is_empty() {
            slot.get_or_insert_with(|| value.to_owned());
        }
    }
    let heads =
        body.starts_with('#') || HEADING.find(body.as_bytes()).is_some() || UNDERLINE.find(body.as_bytes()).is_some();
    let links = BRACKETS.find(body.as_bytes()).is_some();
    if heads {
        front.text = Cow::Owned(headings(body, &mut front.parts));
    }
    if links {
        front.text = Cow::Owned(unlinked(&front.text).into_owned());
        front.text = Cow::Owned(replaced(&front.text, "](", &FILE, "$1").into_owned());
    }
    if heads || links || !matter.is_empty() {
        if ["**", "__"].iter().any(|mark| front.text.matches(mark).nth(1).is_some()) {
            front.text = Cow::Owned(STRONG.replace_all(&front.text, "$1$2").into_owned());
        }
        if front.text.lines().any(|line| line.starts_with(['*', '_'])) {
            front.text = Cow::Owned(EMPHASIS.replace_all(&front.text, "$1").into_owned());
        }
    }
    front
}

/// The words of links for the links.
fn unlinked(text: &str) -> Cow<'_, str> {
    replaced(text, "](", &LINK, "$1")
}

/// A text with a pattern replaced that cannot match without `sign`: a pattern that no text asks for is never compiled, which
/// takes as long as reading hundreds of articles.
fn replaced<'t>(text: &'t str, sign: &str, pattern: &LazyLock<Regex>, with: &str) -> Cow<'t, str> {
    if text.contains(sign) { pattern.replace_all(text, with) } else { Cow::Borrowed(text) }
}

/// The front matter at the start between two lines of `---` (YAML) or `+++` (TOML), and what follows it.
fn split_matter(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start_matches('\u{feff}');
    fenced(text, "---", "\n---", ':').or_else(|| fenced(text, "+++", "\n+++", '='))
}

fn fenced<'a>(text: &'a str, fence: &str, closing_fence: &str, assigns: char) -> Option<(&'a str, &'a str)> {
    let rest = text.strip_prefix(fence)?.trim_start_matches([' ', '\r']).strip_prefix('\n')?;
    let end = memchr::memmem::find(rest.as_bytes(), closing_fence.as_bytes())?;
    let (matter, after) = rest.split_at_checked(end)?;
    // A rule of dashes over a plain text is no front matter: its lines are keys and values.
    let keyed =
        matter.lines().filter(|l| !l.trim().is_empty()).all(|l| l.contains(assigns) || l.starts_with([' ', '-', '#']));
    let after = after.strip_prefix(closing_fence)?;
    let (closing, body) = after.split_once('\n').unwrap_or((after, ""));
    (keyed && closing.trim().is_empty() && matter.len() < LONGEST_MATTER).then_some((matter, body))
}

/// Takes the marks off headings; the first heading of the first level is the title.
fn headings(body: &str, parts: &mut Parts) -> String {
    let mut out = String::with_capacity(body.len());
    let mut above = "";
    for line in body.split_inclusive('\n') {
        let before = std::mem::replace(&mut above, line.trim());
        if above.len() >= SHORTEST_UNDERLINE && above.bytes().all(|b| b == b'=') && !before.is_empty() {
            // The line above is a heading of the first level, underlined.
            if parts.title.is_none() {
                parts.title = Some(unlinked(before).into_owned());
            }
            out.push('\n');
            continue;
        }
        let words = line.trim_start_matches('#');
        let marks = line.len() - words.len();
        if LEVELS.contains(&marks) && words.starts_with(' ') {
            let words = words.trim().trim_end_matches('#').trim_end();
            if marks == 1 && parts.title.is_none() && !words.is_empty() {
                parts.title = Some(unlinked(words).into_owned());
            }
            out.push_str(words);
            out.push_str("\n\n");
        } else {
            out.push_str(line);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_words() {
        let table = [
            ("plain [TEXT] stays (as it is) #1", "plain [TEXT] stays (as it is) #1"),
            ("a [link](https://example.org/a) here", "a link here"),
            ("![a view](/img/a.png \"caption\")", "a view"),
            ("## Head ##\nbody", "Head\n\nbody"),
            ("Head\n=====\nbody", "Head\n\nbody"),
            ("# Head\n*A note.*", "Head\n\nA note."),
            ("![a view](img/a.jpg) and [more](other.md)", "a view and more"),
        ];
        for (text, words) in table {
            assert_eq!(read(text).text, words);
        }
    }

    #[test]
    fn front_matter_gives_fields() {
        let front = read(
            "---\ntitle: \"Bridge opens\"\nauthor: Ada Example\nsource: Example Post\ndate: 2024-12-03\n---\nBody.\n",
        );
        assert_eq!(front.parts.title.as_deref(), Some("Bridge opens"));
        assert_eq!(front.parts.byline.as_deref(), Some("Ada Example"));
        assert_eq!(front.parts.outlet.as_deref(), Some("Example Post"));
        assert_eq!(front.text, "Body.\n");
        assert_eq!(front.date.as_deref(), Some("2024-12-03"));
        let front = read("+++\ntitle = \"Bridge opens\"\nsite = \"Example Post\"\n+++\nBody.\n");
        assert_eq!(front.parts.title.as_deref(), Some("Bridge opens"));
        assert_eq!(front.parts.outlet.as_deref(), Some("Example Post"));
        assert!(read("---\nA rule of dashes\n---\nBody").text.starts_with("---"));
    }
}
