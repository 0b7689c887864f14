//! Which sketches are worth a comparison of their texts: locality-sensitive hashing by bands (Indyk and Motwani, 1998).
//!
//! Two sketches that agree in all slots of a band are a pair. A band of three slots is agreed in by chance once in
//! sixteen million; with two bands beginning at each slot, texts of 0.8 are missed once in ten thousand, those of 0.5 once in ten.

use super::sketch::{SKETCH_BYTES, Sketch};
use crate::text::{item, items};

/// The slots of a band: the one that it begins at, and those so much further.
const STEPS: [[usize; 2]; 2] = [[1, 2], [3, 7]];
/// Sketches of one band that each is held against. In larger groups (ten thousand reports of one form) only those that stand
/// next to each other when they are sorted are compared: an order of the set's own.
const NEIGHBOURS: usize = 64;
/// Slots in which a pair agrees that is compared: a third. Texts of 0.5 have fewer once in thirty, of 0.8 once in a hundred thousand.
const LEAST_AGREEING: usize = SKETCH_BYTES / 3;

/// Two texts that may be like each other, by their numbers; the lower one first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair {
    /// Slots in which their sketches do not agree: the likeliest pairs come first.
    pub differing: u8,
    /// The lower number.
    pub one: u32,
    /// The higher.
    pub other: u32,
}

/// The pairs among some sketches, each once.
pub fn pairs(sketches: &[Sketch]) -> Vec<Pair> {
    let sketch = |number: u32| sketches.get(number as usize);
    // Numbers by their sketches: equal ones are the same to every rule here.
    let mut sorted: Vec<u32> = (0..sketches.len() as u32).collect();
    sorted.sort_by_key(|number| sketch(*number));
    let mut pairs: Vec<Pair> = Vec::new();
    let mut keyed: Vec<(u32, u32)> = Vec::with_capacity(sorted.len());
    for steps in STEPS {
        for first in 0..SKETCH_BYTES {
            keyed.clear();
            keyed.extend(
                (0..).zip(&sorted).filter_map(|(place, number)| Some((key(sketch(*number)?, first, steps), place))),
            );
            keyed.sort_unstable();
            for group in keyed.chunk_by(|one, other| one.0 == other.0).filter(|group| group.len() > 1) {
                for (at, (_, one)) in group.iter().enumerate() {
                    let rest = items(group, at + 1..);
                    for (_, other) in rest.iter().take(NEIGHBOURS) {
                        let (one, other) = (item(&sorted, *one as usize), item(&sorted, *other as usize));
                        let agreeing = match (sketch(one), sketch(other)) {
                            (Some(one), Some(other)) => one.agreement(other),
                            _ => 0,
                        };
                        if agreeing >= LEAST_AGREEING {
                            let differing = (SKETCH_BYTES - agreeing) as u8;
                            pairs.push(Pair { differing, one: one.min(other), other: one.max(other) });
                        }
                    }
                }
            }
            // Like texts meet in most bands.
            pairs.sort_unstable();
            pairs.dedup();
        }
    }
    pairs
}

/// What a sketch has in a band.
fn key(sketch: &Sketch, first: usize, steps: [usize; 2]) -> u32 {
    let byte = |at: usize| u32::from(item(sketch.bytes(), at % SKETCH_BYTES));
    steps.iter().fold(byte(first), |key, step| key << u8::BITS | byte(first + step))
}
