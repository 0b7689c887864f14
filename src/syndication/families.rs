//! The families of copies among many texts, and who shares text with whom.

use std::collections::HashMap;

use super::{
    candidates::{Pair, pairs},
    shingles::{COPY, SHARED, Shingles},
    sketch::Sketch,
};
use crate::text::item;

/// Shingles that are kept while pairs are compared: some 16 MB of texts, whose copies mostly stand near each other.
const MOST_KEPT: usize = 2 << 20;

/// Two texts that share text and are no copies of each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shares {
    /// The lower number of the two.
    pub one: u32,
    /// The higher.
    pub other: u32,
    /// How like they are.
    pub likeness: f64,
}

/// Families of copies, by the numbers of their texts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Families {
    /// The members of each, in order; only of two and more.
    pub members: Vec<Vec<u32>>,
    /// Texts of different families that share text, in order.
    pub shares: Vec<Shares>,
}

impl Families {
    /// Finds the families among texts of which the sketches are known; `shingles` reads a text.
    ///
    /// # Errors
    /// A text cannot be read.
    pub fn find<E>(sketches: &[Sketch], mut shingles: impl FnMut(u32) -> Result<Shingles, E>) -> Result<Self, E> {
        let mut joined = Joined::new(sketches.len());
        let mut kept = Kept::default();
        // The likeliest come first, so that most pairs of a large family are joined before they are compared.
        for Pair { one, other, .. } in pairs(sketches) {
            if !joined.are(one, other) {
                joined.note(one, other, kept.likeness(one, other, &mut shingles)?);
            }
        }
        Ok(joined.families())
    }

    /// Finds them by comparing each text with each: for a few.
    #[must_use]
    pub fn by_force(texts: &[Shingles]) -> Self {
        let mut joined = Joined::new(texts.len());
        for (one, text) in (0..).zip(texts) {
            let behind = (0..).zip(texts).skip(one as usize + 1);
            behind.for_each(|(other, other_text)| joined.note(one, other, text.likeness(other_text)));
        }
        joined.families()
    }
}

/// Texts that are joined one by one.
struct Joined {
    parents: Vec<u32>,
    shares: Vec<Shares>,
}

impl Joined {
    fn new(texts: usize) -> Self {
        Self { parents: (0..texts as u32).collect(), shares: Vec::new() }
    }

    /// Whether two are of one family as far as is known.
    fn are(&mut self, one: u32, other: u32) -> bool {
        root(&mut self.parents, one) == root(&mut self.parents, other)
    }

    /// Takes in how like two texts are.
    fn note(&mut self, one: u32, other: u32, likeness: f64) {
        if likeness >= COPY {
            let (root, other_root) = (root(&mut self.parents, one), root(&mut self.parents, other));
            if let Some(parent) = self.parents.get_mut(root.max(other_root) as usize) {
                *parent = root.min(other_root);
            }
        } else if likeness >= SHARED {
            self.shares.push(Shares { one, other, likeness });
        }
    }

    fn families(self) -> Families {
        let Self { mut parents, mut shares } = self;
        shares.retain(|pair| root(&mut parents, pair.one) != root(&mut parents, pair.other));
        shares.sort_unstable_by_key(|pair| (pair.one, pair.other));
        let mut rooted: Vec<(u32, u32)> =
            (0..parents.len() as u32).map(|text| (root(&mut parents, text), text)).collect();
        rooted.sort_unstable();
        let families = rooted.chunk_by(|one, other| one.0 == other.0).filter(|family| family.len() > 1);
        let members = families.map(|family| family.iter().map(|(_, text)| *text).collect()).collect();
        Families { members, shares }
    }
}

/// The text that stands for all that one is joined with; the way to it is halved as it is gone (Tarjan and van Leeuwen, 1984).
fn root(parents: &mut [u32], text: u32) -> u32 {
    let mut at = text;
    loop {
        let parent = item(parents, at as usize);
        if parent == at {
            return at;
        }
        let above = item(parents, parent as usize);
        if let Some(slot) = parents.get_mut(at as usize) {
            *slot = above;
        }
        at = above;
    }
}

/// Texts that were read.
#[derive(Default)]
struct Kept {
    shingles: HashMap<u32, Shingles>,
    size: usize,
}

impl Kept {
    fn likeness<E>(
        &mut self,
        one: u32,
        other: u32,
        read: &mut impl FnMut(u32) -> Result<Shingles, E>,
    ) -> Result<f64, E> {
        if self.size > MOST_KEPT {
            *self = Self::default();
        }
        for text in [one, other] {
            if !self.shingles.contains_key(&text) {
                let shingles = read(text)?;
                self.size += shingles.len();
                self.shingles.insert(text, shingles);
            }
        }
        Ok(match (self.shingles.get(&one), self.shingles.get(&other)) {
            (Some(one), Some(other)) => one.likeness(other),
            _ => 0.0,
        })
    }
}
