//! Markdown to plain text: front matter, headings, links.

use std::borrow::Cow;

use super::plain::Parts;

/// A Markdown or plain text.
pub(super) struct Front<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) parts: Parts,
}

/// Reads what is Markdown in a text.
pub(super) fn read(text: &str) -> Front<'_> {
    Front { text: Cow::Borrowed(text), parts: Parts::default() }
}
