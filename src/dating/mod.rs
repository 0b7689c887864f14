//! When an article was published: finds the evidence, weighs it, and says what it rests on.
//!
//! Takes what is known of a record as [`Clues`]; gives a [`Published`]. Pure: today is handed
//! in, and a file's time of change is never evidence. What a date in running prose means, and
//! what a range search does with the answer, is not its business.
//!
//! The order of evidence: a date that the text states in full where publications are dated (a
//! dateline, a header line, "Published …"); then the page's metadata and the source's field; then
//! what can be reasoned from a date without a year, or from a dated list of sources; last the
//! year of a copyright notice.

mod clues;
mod decision;
mod evidence;
mod finding;
mod order;
#[cfg(test)]
mod tests;

pub use clues::Clues;

use crate::article::Published;

/// Finds when the article was published.
///
/// Never panics, whatever the text; the answer lies between 1690 and `today`, or is none.
#[must_use]
pub fn date(clues: &Clues<'_>) -> Published {
    decision::choose(clues)
}
