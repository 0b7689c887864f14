//! A name where it stands, before it is counted.

use super::tagged_text::TaggedText;
use crate::actors::model::Kind;

/// A name at its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sighting {
    /// One for all ways of writing it that differ by case and signs alone.
    pub(super) key: String,
    /// Key of the cut that is one word shorter.
    pub(super) shorter: Option<String>,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: Option<Kind>,
    pub(super) acronym: Option<String>,
    /// Whether its first word begins a sentence.
    pub(super) opening: bool,
    /// Whether it is one of several cuts of one name, of which the counts choose.
    pub(super) cut: bool,
    pub(super) like: Option<(usize, String)>,
}

impl Sighting {
    /// The words `from..to` of a text as a name, of which no more is known.
    pub(crate) fn of(text: &TaggedText, from: usize, to: usize, kind: Option<Kind>) -> Self {
        let (start, end) = text.range(from, to);
        let key = text.key(from, to);
        Self { key, shorter: None, start, end, kind, acronym: None, opening: false, cut: false, like: None }
    }
}
