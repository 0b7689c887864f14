//! How the words of an article are numbered: the headline's first, then those of the text.
//!
//! Headline and text are one sequence of positions, so that a word counts wherever it stands and costs one posting
//! list. Which part a word is in is decided by its position alone; whoever reads an article or an index of
//! articles numbers words so. Knows neither.

/// Position of the text's first word. A headline's words stand before it, as many as fit; the gap
/// between keeps phrases from running from the headline into the text.
pub const BODY_START: u32 = 64;

/// Words of a headline that are numbered; two positions stay free as a gap.
pub const TITLE_WORDS: u32 = BODY_START - 2;
