//! Copies of one text: what a wire sends and six outlets print.
//!
//! Takes clean texts without their headlines and says how much two have in common, and which of many are copies of each
//! other. Two texts are as like as the share of their shingles ([`Shingles`]: four words in a row) that both have, which is the
//! Jaccard index; from [`COPY`] on they are copies. Copies of copies are one *family*, so that it does not matter who is asked; from
//! [`SHARED`] on a text shares text with another. A text of fewer than [`LEAST_WORDS`] words is nobody's copy: "Markets closed today"
//! is not taken from anybody.
//!
//! Comparing each text with each other one goes with the square of their number. So a small [`Sketch`] is made of each, which two like
//! texts have nearly in common; only pairs whose sketches agree are compared, text against text ([`Families::find`]). Pairs are a function
//! of the set of sketches, never of their order, and so are the families.
//!
//! Rejected: a crate for it (those that are kept hash a shingle once for each of a hundred permutations, or hold every
//! sketch in a table in memory); fingerprints of whole texts such as `SimHash`, whose distance says little about 0.8.

mod candidates;
mod families;
mod shingles;
mod sketch;

pub use families::{Families, Shares};
pub use shingles::{COPY, LEAST_WORDS, SHARED, Shingles, word_hash};
pub use sketch::{SKETCH_BYTES, Sketch};

#[cfg(test)]
mod tests;
