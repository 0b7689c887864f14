//! How often each word comes: common words by their own shares, all others by their rank.
//!
//! Content words follow the law of Zipf and Mandelbrot, with a steeper fall behind a knee, as large
//! collections show it (Ferrer i Cancho and Solé, 2001): `(rank + OFFSET)^-SLOPE · (1 + rank /
//! KNEE)^-FALL`, without a last rank. The law of Heaps then comes by itself: every further article
//! brings words that none before it had. The four numbers were fitted to the ranks 1 to 40,000 of
//! some 30,000 English news articles.

use super::random::Random;

const OFFSET: f64 = 3.2;
const SLOPE: f64 = 0.56;
const KNEE: f64 = 3125.0;
const FALL: f64 = 1.48;
/// Ranks below this are drawn from a table; those behind it by formula.
pub const TABLE: usize = 1 << 16;
/// Share of the words that are figures.
const NUMBERS: f64 = 0.036;
/// Share of the words that are days and months.
const TIMES: f64 = 0.008;
/// Names of actors and persons come on top of the words drawn here; with them, common words have their share again.
const BESIDE_NAMES: f64 = 1.06;

/// What comes next in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Draw {
    /// A common word, by its place in the list.
    Common(usize),
    /// A content word, by its rank.
    Content(u64),
    /// A figure.
    Number,
    /// A day or a month.
    Time,
}

/// Shares of all words, ready to be drawn from.
pub struct Frequencies {
    /// The table of Walker's alias method (1977): how much of a column is its own, and whose the rest is.
    columns: Vec<(u32, u32)>,
    common: usize,
    /// Probability of each content word of the table.
    content: Vec<f64>,
}

impl Frequencies {
    /// From the shares of the common words, in words of a hundred thousand.
    pub fn new(common: &[(&str, u32)]) -> Self {
        let mut shares: Vec<f64> = common.iter().map(|(_, share)| f64::from(*share) / 1e5 * BESIDE_NAMES).collect();
        let left = 1.0 - NUMBERS - TIMES - shares.iter().sum::<f64>();
        let law = |rank: f64| (rank + OFFSET).powf(-SLOPE) * (1.0 + rank / KNEE).powf(-FALL);
        let mut content: Vec<f64> = (0..TABLE).map(|n| law(n as f64 + 1.0)).collect();
        // The integral of the power law that the tail is.
        let tail = law(TABLE as f64) * TABLE as f64 / (SLOPE + FALL - 1.0);
        let scale = left / (content.iter().sum::<f64>() + tail);
        content.iter_mut().for_each(|share| *share *= scale);
        shares.extend(&content);
        shares.extend([tail * scale, NUMBERS, TIMES]);
        Self { columns: alias(&shares), common: common.len(), content }
    }

    /// The next word.
    pub fn draw(&self, random: &mut Random) -> Draw {
        let bits = random.bits();
        let column = (((bits >> 32) * self.columns.len() as u64) >> 32) as usize;
        let (own, other) = self.columns[column];
        let n = if (bits as u32) < own { column } else { other as usize };
        if n < self.common {
            return Draw::Common(n);
        }
        match n - self.common {
            rank if rank < TABLE => Draw::Content(rank as u64),
            TABLE => {
                let unit = 1.0 - random.unit();
                Draw::Content((TABLE as f64 * unit.powf(-1.0 / (SLOPE + FALL - 1.0))).min(1e12) as u64)
            }
            n if n == TABLE + 1 => Draw::Number,
            _ => Draw::Time,
        }
    }

    /// A content word.
    pub fn content(&self, random: &mut Random) -> u64 {
        loop {
            if let Draw::Content(rank) = self.draw(random) {
                return rank;
            }
        }
    }

    /// The rank of the content word that comes nearest to a share of all words.
    pub fn rank_of(&self, share: f64) -> u64 {
        self.content.partition_point(|known| *known > share) as u64
    }

    /// The share of a content word among all words; of those behind the table, that of its last.
    pub fn share_of(&self, rank: u64) -> f64 {
        self.content[(rank as usize).min(TABLE - 1)]
    }
}

/// Vose's way to fill Walker's table (1991).
fn alias(shares: &[f64]) -> Vec<(u32, u32)> {
    let count = shares.len() as f64;
    let total: f64 = shares.iter().sum();
    let mut shares: Vec<f64> = shares.iter().map(|share| share * count / total).collect();
    let mut columns: Vec<(u32, u32)> = (0..shares.len()).map(|n| (u32::MAX, n as u32)).collect();
    let (mut small, mut large): (Vec<usize>, Vec<usize>) = (0..shares.len()).partition(|&n| shares[n] < 1.0);
    while let (Some(less), Some(&more)) = (small.pop(), large.last()) {
        columns[less] = ((shares[less] * f64::from(u32::MAX)) as u32, more as u32);
        shares[more] -= 1.0 - shares[less];
        if shares[more] < 1.0 {
            large.pop();
            small.push(more);
        }
    }
    columns
}
