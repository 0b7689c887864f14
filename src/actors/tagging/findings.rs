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
    /// Whether it counts only where the article speaks for its actor.
    pub(crate) doubtful: bool,
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
    /// Actors whose name of one word another person or thing bears.
    pub(crate) borne: Vec<usize>,
    /// Whether the text is a headline with a capital on each longer word.
    pub(crate) title_case: bool,
    /// Whether the text has next to no small letters.
    pub(crate) capitals: bool,
}
