//! Scores without their last digits: what scores the same is told by them.
//!
//! An engine adds up the words of an article in an order that depends on how the index was built, and float sums with it.
//! Articles that score the same, such as copies of one story, shall stand in one order, and a lookup give the same
//! bytes, whatever way the index came about and however many articles are asked for.

/// Bits that do not count.
const LOST: u32 = 8;
/// What a sum may be off in its last digits.
const SLACK: u32 = 64;

/// A score without its last digits.
#[must_use]
pub fn steady(score: f32) -> f32 {
    f32::from_bits(score.to_bits().saturating_add(1 << (LOST - 1)) & !((1 << LOST) - 1))
}

/// A score that everything passes which is [`steady`] the same as this one, or more.
#[must_use]
pub fn below(steady: f32) -> f32 {
    match steady.to_bits().checked_sub((1 << (LOST - 1)) + 1 + SLACK) {
        Some(bits) if steady > 0.0 => f32::from_bits(bits),
        _ => f32::MIN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_digits_of_a_score_do_not_count() {
        for score in [0.0_f32, 1.0, 12.345_678, 1e-3, 250.5] {
            let next = f32::from_bits(score.to_bits() + 3);
            assert!((steady(score) - score).abs() <= score * 2e-5, "{score}");
            assert!(steady(next) >= steady(score));
            assert_eq!(steady(steady(score)).to_bits(), steady(score).to_bits());
        }
        assert_eq!(steady(3.0).to_bits(), steady(3.000_000_5).to_bits());
        assert!(steady(f32::INFINITY).is_infinite());
    }

    #[test]
    fn what_is_steady_the_same_passes_what_is_below() {
        for score in [0.0_f32, 1e-40, 1.0, 12.345_678, 250.5] {
            let bar = below(steady(score));
            assert!(bar < steady(score));
            for bits in 0..600 {
                let other = f32::from_bits((score.to_bits() + 300).saturating_sub(bits));
                assert!(steady(other) < steady(score) || other > bar, "{other} beside {score}");
            }
        }
    }
}
