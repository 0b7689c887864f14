//! What is found beside the whole index: shares of all coverage, and what is special.

use std::{borrow::Cow, collections::HashMap};

use super::facets::{Bucket, Count, Facets, key};
use crate::query::dimensions::{Grouping, Matching};

/// The counts of a whole index, by their values.
pub struct Whole<'f> {
    total: Count,
    values: HashMap<Cow<'f, str>, Count>,
}

impl<'f> Whole<'f> {
    /// The counts of all articles.
    #[must_use]
    pub fn of(facets: &'f Facets, by: Grouping) -> Self {
        let count =
            |bucket: &'f Bucket| (key(&bucket.value, by), Count { articles: bucket.count, stories: bucket.stories });
        Self { total: facets.all(), values: facets.buckets.iter().map(count).collect() }
    }
}

/// Whether a value stands in more of what was found than of the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// In a greater share.
    More,
    /// In a smaller one.
    Less,
    /// In the same.
    Same,
}

impl Facets {
    /// Puts the counts of the whole index beside those of what was found.
    pub(super) fn set_whole(&mut self, whole: &Whole<'_>, by: Grouping) {
        for bucket in &mut self.buckets {
            let known = whole.values.get(&key(&bucket.value, by));
            // What was found is part of the index, so that only a day without articles is missing.
            let nothing = Count { articles: 0, stories: whole.total.stories.map(|_| 0) };
            bucket.whole = known.copied().or(Some(nothing));
        }
        self.whole = Some(whole.total);
    }

    /// Orders values by how special they are: what stands in more of the articles found than of the others first, the surest before;
    /// days keep their order.
    pub(super) fn sort_by_special(&mut self, by: Grouping) {
        if by.matching() == Matching::Days {
            return;
        }
        let mut keyed: Vec<(f64, Bucket)> = Vec::with_capacity(self.buckets.len());
        for bucket in std::mem::take(&mut self.buckets) {
            keyed.push((self.special(&bucket).map_or(0.0, Special::signed), bucket));
        }
        keyed.sort_by(|(a, one), (b, other)| b.total_cmp(a).then_with(|| one.value.cmp(&other.value)));
        self.buckets = keyed.into_iter().map(|(_, bucket)| bucket).collect();
    }

    /// How special a value is for what was found, where the whole index was counted too; stories where these are counted.
    #[must_use]
    pub fn special(&self, bucket: &Bucket) -> Option<Special> {
        let (found, whole) = (self.all(), self.whole?);
        let own = Count { articles: bucket.count, stories: bucket.stories };
        let all = bucket.whole?;
        let stories = own.stories.zip(found.stories).zip(all.stories.zip(whole.stories));
        let ((own, found), (all, whole)) =
            stories.unwrap_or(((own.articles, found.articles), (all.articles, whole.articles)));
        Some(Special::of(own, found, all, whole))
    }
}

impl Bucket {
    /// What was found of all articles of the value, and all of them, where the whole index was counted too; stories where these are counted.
    #[must_use]
    pub fn part(&self) -> Option<(u64, u64)> {
        let whole = self.whole?;
        Some(self.stories.zip(whole.stories).unwrap_or((self.count, whole.articles)))
    }

    /// The same as a share from 0 to 1; `None` as well where there are none.
    #[must_use]
    pub fn share(&self) -> Option<f64> {
        let (own, all) = self.part()?;
        (all > 0).then(|| own as f64 / all as f64)
    }
}

/// How special a value is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Special {
    /// The log-likelihood ratio G², from 0 up: above 3.84 it is chance in one case of 20, above 10.83 in one of 1,000, and of
    /// very many values that are compared some are so by chance.
    pub log_likelihood: f64,
    /// Which way.
    pub direction: Direction,
}

impl Special {
    /// The log-likelihood ratio of a value that `own` of the `found` articles have, and `all` of the `whole` index.
    ///
    /// G² = 2 Σ O ln(O/E) over the four cells of a table: articles found and the other ones, with the value and without; E is what a cell
    /// would hold if the value had nothing to do with what was looked for (T. Dunning, "Accurate Methods for the Statistics of
    /// Surprise and Coincidence", Computational Linguistics 19:1, 1993). Unlike chi-squared it can be trusted for rare values, of which
    /// news has most. What was found is taken out of the whole, so that the two sides have no article in common (as
    /// `background_is_superset` does in Elasticsearch's `significant_terms`).
    #[must_use]
    pub fn of(own: u64, found: u64, all: u64, whole: u64) -> Self {
        let [own, found, all, whole] = [own, found, all, whole].map(|count| count as f64);
        // A story that only in part was found may count on both sides.
        let others = (whole - found).max(0.0);
        let other = (all - own).clamp(0.0, others);
        let observed = [[own, found - own], [other, others - other]];
        let sum: f64 = observed.iter().flatten().sum();
        let mut ratio = 0.0;
        for row in observed {
            for (column, cell) in row.into_iter().enumerate() {
                let with: f64 = observed.iter().map(|row| if column == 0 { row[0] } else { row[1] }).sum();
                let expected = row.iter().sum::<f64>() * with / sum;
                if cell > 0.0 && expected > 0.0 {
                    ratio += cell * (cell / expected).ln();
                }
            }
        }
        let direction = match (own * others).total_cmp(&(other * found)) {
            std::cmp::Ordering::Greater => Direction::More,
            std::cmp::Ordering::Less => Direction::Less,
            std::cmp::Ordering::Equal => Direction::Same,
        };
        Self { log_likelihood: if direction == Direction::Same { 0.0 } else { (2.0 * ratio).max(0.0) }, direction }
    }

    /// The ratio, below zero where the value is rarer than elsewhere.
    #[must_use]
    pub fn signed(self) -> f64 {
        if self.direction == Direction::Less { -self.log_likelihood } else { self.log_likelihood }
    }
}

impl Direction {
    /// Its name in answers.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::More => "more",
            Self::Less => "less",
            Self::Same => "same",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn log_likelihood_as_it_is_published() {
        // Dunning's table 1 has "the swiss" 110 times beside 2,442 of others and 111 and 29,114 without: 270.72.
        let found = Special::of(110, 110 + 2_442, 110 + 111, 110 + 2_442 + 111 + 29_114);
        assert!((found.log_likelihood - 270.72).abs() < 0.01, "{found:?}");
        assert_eq!(found.direction, Direction::More);
        for (counts, direction) in [
            ((5, 10, 50, 100), Direction::Same),
            ((1, 10, 50, 100), Direction::Less),
            ((9, 10, 50, 100), Direction::More),
            ((10, 10, 10, 10), Direction::Same),
            ((0, 0, 0, 0), Direction::Same),
            ((3, 10, 1, 10), Direction::More),
        ] {
            let (own, found, all, whole) = counts;
            let special = Special::of(own, found, all, whole);
            assert!(special.log_likelihood.is_finite() && special.log_likelihood >= 0.0, "{counts:?}: {special:?}");
            assert!(special.direction == direction || counts == (3, 10, 1, 10), "{counts:?}: {special:?}");
        }
    }
}
