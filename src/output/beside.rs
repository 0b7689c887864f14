//! What is told beside a count: its share of all coverage, and how special it is beside the whole index.

use crate::search::facets::{Bucket, Facets};

/// What is told beside counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// Which share of all articles of the value was found.
    pub share: bool,
    /// How special it is for what was found.
    pub special: bool,
}

impl Beside {
    /// The names of its columns for people, as wide as [`Beside::figures`].
    #[must_use]
    pub fn header(self) -> String {
        let share = if self.share { format!("{:>7}", "share") } else { String::new() };
        let special = if self.special { format!("{:>11}", "G²") } else { String::new() };
        share + &special
    }

    /// The figures of a value for people.
    #[must_use]
    pub fn figures(self, facets: &Facets, bucket: &Bucket) -> String {
        let share =
            if self.share { format!("{:>7}", bucket.share().map_or(String::new(), percent)) } else { String::new() };
        let special = facets.special(bucket).filter(|_| self.special);
        let signed = |special: crate::search::compared::Special| format!("{:>+11.1}", special.signed() + 0.0);
        share + &special.map_or(String::new(), signed)
    }
}

/// A share as people read it.
#[must_use]
pub fn percent(share: f64) -> String {
    match share * 100.0 {
        percent if percent > 0.0 && percent < 0.05 => "<0.1%".to_owned(),
        percent => format!("{percent:.1}%"),
    }
}

/// A number without the digits that nobody reads.
#[must_use]
pub fn rounded(number: f64) -> f64 {
    const DIGITS: f64 = 1e6;
    (number * DIGITS).round() / DIGITS
}
