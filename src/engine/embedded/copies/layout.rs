//! How `copies.bin` is laid out: a head with the counts, then tables of fixed rows, numbers little-endian.
//!
//! | table | a row |
//! |---|---|
//! | segments | id (16 bytes), number of its deletions (8), articles (4), articles that live (4) |
//! | members | segment (4), document (4), family or [`NONE`] (4); in order |
//! | families | where each begins among the kin (4), and the end |
//! | kin | a member (4); of each family the earliest first |
//! | sharing | where each member begins among the shares (4), and the end |
//! | shares | another member (4), likeness in ten-thousandths (4) |
//! | sketches | half of the record's fingerprint (4), sketch (16, zeros for a text that is too short); in order |

use std::{io, ops::Range};

use crate::syndication::SKETCH_BYTES;

/// Name of the file.
pub const FILE: &str = "copies.bin";
/// What it begins with.
const MARK: [u8; 8] = *b"copies-1";
/// No family.
pub const NONE: u32 = u32::MAX;
/// Likeness of equal texts.
pub const WHOLE: f64 = 10_000.0;
/// The sketch of a text that is too short to have copies.
pub const NO_SKETCH: [u8; SKETCH_BYTES] = [0; SKETCH_BYTES];

const COUNTS: usize = 6;
/// Bytes of the head.
pub const HEAD: usize = MARK.len() + COUNTS * NUMBER;
/// Bytes of a number.
pub const NUMBER: usize = 4;
/// Bytes of a segment.
pub const SEGMENT: usize = 32;
/// Bytes of a member.
pub const MEMBER: usize = 3 * NUMBER;
/// Bytes of a share.
pub const SHARE: usize = 2 * NUMBER;
/// Bytes of a sketch with its fingerprint.
pub const SKETCH: usize = NUMBER + SKETCH_BYTES;

/// What tells a segment with its deletions from every other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SegmentState {
    /// Its id.
    pub id: u128,
    /// The engine's number of its deletions; 0 where there are none.
    pub deletes: u64,
    /// Articles.
    pub articles: u32,
    /// Articles that are not deleted.
    pub living: u32,
}

/// An article that has copies or shares text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Member {
    /// Number of its segment in the table of segments.
    pub segment: u32,
    /// Its number there.
    pub document: u32,
    /// Its family, or [`NONE`].
    pub family: u32,
}

/// All that the file holds.
#[derive(Debug, Default)]
pub struct Contents {
    /// The segments of the commit.
    pub segments: Vec<SegmentState>,
    /// In order.
    pub members: Vec<Member>,
    /// The members of each family, by their numbers.
    pub families: Vec<Vec<u32>>,
    /// What each member shares text with.
    pub shares: Vec<Vec<(u32, u32)>>,
    /// In order.
    pub sketches: Vec<(u32, [u8; SKETCH_BYTES])>,
}

impl Contents {
    /// The bytes of the file.
    pub fn bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(HEAD + self.sketches.len() * SKETCH + self.members.len() * 2 * MEMBER);
        let number = |number: usize| (number as u32).to_le_bytes();
        out.extend_from_slice(&MARK);
        let kin: usize = self.families.iter().map(Vec::len).sum();
        let shares: usize = self.shares.iter().map(Vec::len).sum();
        for count in [self.segments.len(), self.members.len(), self.families.len(), kin, shares, self.sketches.len()] {
            out.extend(number(count));
        }
        for segment in &self.segments {
            out.extend(segment.id.to_le_bytes());
            out.extend(segment.deletes.to_le_bytes());
            out.extend(segment.articles.to_le_bytes());
            out.extend(segment.living.to_le_bytes());
        }
        for member in &self.members {
            [member.segment, member.document, member.family].iter().for_each(|part| out.extend(part.to_le_bytes()));
        }
        let mut end = 0;
        out.extend(number(end));
        for family in &self.families {
            end += family.len();
            out.extend(number(end));
        }
        self.families.iter().flatten().for_each(|member| out.extend(member.to_le_bytes()));
        let mut end = 0;
        out.extend(number(end));
        for shares in &self.shares {
            end += shares.len();
            out.extend(number(end));
        }
        for (member, likeness) in self.shares.iter().flatten() {
            out.extend(member.to_le_bytes());
            out.extend(likeness.to_le_bytes());
        }
        for (fingerprint, sketch) in &self.sketches {
            out.extend(fingerprint.to_le_bytes());
            out.extend_from_slice(sketch);
        }
        out
    }
}

/// Where the tables of a file stand.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs, reason = "the tables, by their names")]
pub struct Places {
    pub segments: Range<usize>,
    pub members: Range<usize>,
    pub families: Range<usize>,
    pub kin: Range<usize>,
    pub sharing: Range<usize>,
    pub shares: Range<usize>,
    pub sketches: Range<usize>,
}

impl Places {
    /// By the head of a file of so many bytes.
    ///
    /// # Errors
    /// It is the head of another one.
    pub fn read(head: &[u8], length: usize) -> io::Result<Self> {
        let wrong = || io::Error::new(io::ErrorKind::InvalidData, format!("{FILE}: begins as no file of copies"));
        let counts = head.strip_prefix(&MARK).ok_or_else(wrong)?;
        let counts: Vec<usize> =
            counts.as_chunks::<NUMBER>().0.iter().map(|number| u32::from_le_bytes(*number) as usize).collect();
        let [segments, members, families, kin, shares, sketches] = counts[..] else { return Err(wrong()) };
        let mut end = HEAD;
        let mut table = |rows: usize, row: usize| {
            let start = end;
            end = end.saturating_add(rows.saturating_mul(row));
            start..end
        };
        let places = Self {
            segments: table(segments, SEGMENT),
            members: table(members, MEMBER),
            families: table(families + 1, NUMBER),
            kin: table(kin, NUMBER),
            sharing: table(members + 1, NUMBER),
            shares: table(shares, SHARE),
            sketches: table(sketches, SKETCH),
        };
        if places.sketches.end == length { Ok(places) } else { Err(wrong()) }
    }
}
