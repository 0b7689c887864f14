//! Chance that repeats: the same seed gives the same numbers on every machine and in every version.
//!
//! That is why it is here and not from a crate: generators of the known ones may change their
//! streams, and an index of a million articles could not be compared with last year's.

/// `SplitMix64` (Steele, Lea and Flood, 2014): one addition and one mix a number.
pub struct Random(u64);

/// The mixing step: neighbouring numbers become unlike.
pub fn mix(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    number ^ (number >> 31)
}

impl Random {
    /// The stream of numbers of one article, topic or lookup.
    pub fn new(seed: u64, stream: u64) -> Self {
        Self(mix(seed.wrapping_add(0x9E37_79B9_7F4A_7C15)) ^ mix(stream.wrapping_mul(0xD6E8_FEB8_6659_FD93)))
    }

    /// 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        mix(self.0)
    }

    /// From 0 up to 1, without 1.
    pub fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// From 0 up to `n`, without `n`; 0 for none.
    pub fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.bits()) * n as u128) >> 64) as usize
    }

    /// True with this probability.
    pub fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// One of several, each as likely as the others.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    /// One of several, each by its weight.
    pub fn weighted(&mut self, weights: &[f64]) -> usize {
        let mut left = self.unit() * weights.iter().sum::<f64>();
        let mut chosen = 0;
        for (n, weight) in weights.iter().enumerate() {
            chosen = n;
            left -= weight;
            if left < 0.0 {
                break;
            }
        }
        chosen
    }

    /// A length: log-normal around its median, rounded.
    pub fn log_normal(&mut self, median: f64, deviation: f64) -> usize {
        // Box and Muller, 1958; one of the two numbers is enough.
        let radius = (-2.0 * (1.0 - self.unit()).ln()).sqrt();
        let normal = radius * (std::f64::consts::TAU * self.unit()).cos();
        (median * (deviation * normal).exp()).round() as usize
    }

    /// A rank from 0 on: `n` in proportion to `(n + offset)^-exponent`, without end.
    pub fn rank(&mut self, offset: f64, exponent: f64) -> u64 {
        let unit = 1.0 - self.unit();
        (offset * (unit.powf(-1.0 / (exponent - 1.0)) - 1.0)).min(1e15) as u64
    }
}
