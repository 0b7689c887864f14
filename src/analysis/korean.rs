//! Light stemming of Korean: the particles behind a noun.
//!
//! Takes folded words; gives them without the particles that are written on to them ("정부가", the government, is "정부"), as long
//! as two syllables stay. Knows no words: a noun that ends like a particle loses it too, wherever it stands.

/// Topic, subject, object, place, genitive, "with", "also", "by", "only", and those of two syllables; the long ones first.
const PARTICLES: [&str; 24] = [
    "에서", "에게", "으로", "까지", "부터", "보다", "처럼", "마다", "한테", "께서", "조차", "은", "는", "이", "가",
    "을", "를", "에", "의", "와", "과", "도", "로", "만",
];

/// Syllables that stay.
const FEWEST: usize = 2;

/// The stem of a folded word in Hangul.
pub(super) fn stem(word: &str) -> &str {
    let mut stem = word;
    // One particle may stand behind the other: "에서는".
    while let Some(rest) = PARTICLES.iter().find_map(|particle| stem.strip_suffix(particle))
        && rest.chars().nth(FEWEST - 1).is_some()
    {
        stem = rest;
    }
    stem
}
