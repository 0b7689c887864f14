//! Lookups for an archive of these articles: words of one topic, as common as those that people search for.

use super::{
    News,
    random::Random,
    story::{self, topic_word},
    words::Script,
};

/// Lengths of lookups from two words on, as a few hundred topics of news searches have them.
const LENGTHS: [f64; 5] = [94.0, 161.0, 42.0, 21.0, 22.0];
/// In what share of the articles a word of such topics stands, from its twentieth part on to the
/// last: a word in the middle stands in one article of a hundred.
const SHARES: [(f64, f64); 11] = [
    (0.05, 0.000_07),
    (0.1, 0.000_27),
    (0.2, 0.001),
    (0.3, 0.0027),
    (0.4, 0.0052),
    (0.5, 0.0095),
    (0.6, 0.0175),
    (0.7, 0.029),
    (0.8, 0.048),
    (0.9, 0.09),
    (1.0, 0.2),
];
/// Share of the words that are common ones ("of", "in").
const COMMON: f64 = 0.07;
/// Words of a topic that are looked through for one as common as wanted.
const REACH: usize = 200;
/// Words of an article that are drawn anew rather than repeated, on average.
const NEW_WORDS: f64 = 220.0;

/// Lookup `number` of `count` words, or of as many as lookups have.
pub fn lookup(news: &News, number: u64, count: Option<usize>) -> String {
    let words = news.words(Script::Latin);
    // Far from the streams of the articles.
    let mut random = Random::new(news.seed ^ 0x6C6F_6F6B, number);
    let topic = story::topic(&mut random);
    let count = count.unwrap_or_else(|| 2 + random.weighted(&LENGTHS));
    let mut query = String::new();
    let mut taken: Vec<u64> = Vec::new();
    for n in 0..count {
        if n > 0 {
            query.push(' ');
        }
        if n > 0 && random.chance(COMMON) {
            query.push_str(words.common(random.below(20)));
            continue;
        }
        // A word that stands in a share of the articles has, to a first approximation, this share of all words.
        let wanted = -(1.0 - share(random.unit())).ln() / NEW_WORDS;
        let distance = |rank: u64| (words.frequencies().share_of(rank) / wanted).ln().abs();
        let nearest = (0..REACH)
            .map(|n| topic_word(words, topic, n))
            .filter(|rank| !taken.contains(rank))
            .min_by(|&a, &b| distance(a).total_cmp(&distance(b)));
        let rank = nearest.filter(|&rank| distance(rank) < 0.7).unwrap_or_else(|| words.frequencies().rank_of(wanted));
        taken.push(rank);
        words.push(rank, &mut query);
    }
    query
}

/// The share of the articles at this quantile, between the known ones by powers.
fn share(quantile: f64) -> f64 {
    let after = SHARES.partition_point(|(at, _)| *at < quantile).min(SHARES.len() - 1);
    let (to, high) = SHARES[after];
    let Some(&(from, low)) = after.checked_sub(1).and_then(|before| SHARES.get(before)) else { return high };
    let part = (quantile - from) / (to - from);
    low * (high / low).powf(part)
}
