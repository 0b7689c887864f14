//! One article as JSON: as it is, and with what was asked for beside it.

use std::io::{self, Write};

use serde::Serialize;

use super::{
    stamps::{WireStamps, wire_stamps},
    wire::line,
};
use crate::{article::Article, query::Stamps, search::opened::LitRanges};

#[derive(Serialize)]
struct WireArticle<'a> {
    #[serde(flatten)]
    article: &'a Article,
    #[serde(flatten)]
    stamps: Option<WireStamps>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title_highlights: Option<&'a [(usize, usize)]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    highlights: Option<&'a [(usize, usize)]>,
}

/// Writes an article as one object on one line, with when the index got it and what a query matches in it, where these are given.
///
/// # Errors
/// The output cannot be written.
pub fn json(out: &mut dyn Write, article: &Article, stamps: Option<Stamps>, lit: Option<&LitRanges>) -> io::Result<()> {
    let (title, text) = (lit.map(|lit| &*lit.title), lit.map(|lit| &*lit.text));
    line(out, &WireArticle { article, stamps: stamps.map(wire_stamps), title_highlights: title, highlights: text })
}
