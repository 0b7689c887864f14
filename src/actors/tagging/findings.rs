//! What one pass over a text finds, before the article decides what it means.

use crate::article::MentionRule;

/// A form where it stands in a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate {
    /// First byte.
    pub(crate) start: usize,
    /// Byte after the last.
    pub(crate) end: usize,
    /// Number of the form in the gazetteer.
    pub(crate) form: usize,
    /// How it is written.
    pub(crate) rule: MentionRule,
    /// Whether it is the whole text.
    pub(crate) whole: bool,
}

/// What one pass over a text finds.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    /// In order, not overlapping.
    pub(crate) candidates: Vec<Candidate>,
    /// Acronyms that the text defines: the letters, and the actor.
    pub(crate) defined: Vec<(String, usize)>,
    /// Acronyms that the text defines as something that the authority does not know.
    pub(crate) foreign: Vec<String>,
    /// Whether the text has next to no small letters.
    pub(crate) capitals: bool,
}
