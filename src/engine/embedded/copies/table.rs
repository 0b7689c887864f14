//! The families of a commit, read from the mapped file: a lookup touches the rows that it asks for.

use std::{collections::HashSet, io, ops::Range, path::Path, sync::Arc};

use tantivy::{
    DocAddress, HasLen as _, Searcher, SegmentReader,
    directory::{FileHandle as _, OwnedBytes},
    query::{EnableScoring, Query},
};

use super::layout::{FILE, HEAD, MEMBER, Member, NONE, NUMBER, Places, SEGMENT, SHARE, SegmentState, WHOLE};
use crate::{
    engine::embedded::{
        Index, IndexError,
        disk::{damage::Noticed, mapped::Mapped},
        engine_error,
    },
    text::{item, items},
};

/// The file, opened.
pub struct Table {
    file: Mapped,
    places: Places,
}

impl Table {
    /// The file beside an index.
    ///
    /// # Errors
    /// It is gone, cannot be read, or is damaged.
    pub fn open(dir: &Path, noticed: Noticed) -> io::Result<Self> {
        let (file, _) = Mapped::open_alone(dir, FILE, noticed)?;
        let places = Places::read(&file.read_bytes(0..HEAD.min(file.len()))?, file.len())?;
        Ok(Self { file, places })
    }

    /// The segments that it is of.
    pub fn segments(&self) -> io::Result<Vec<SegmentState>> {
        let bytes = self.file.read_bytes(self.places.segments.clone())?;
        let state = |row: &[u8; SEGMENT]| {
            let number = |range: Range<usize>| {
                items(row, range).iter().rev().fold(0_u128, |sum, byte| sum << 8 | u128::from(*byte))
            };
            SegmentState {
                id: number(0..16),
                deletes: number(16..24) as u64,
                articles: number(24..28) as u32,
                living: number(28..32) as u32,
            }
        };
        Ok(bytes.as_chunks::<SEGMENT>().0.iter().map(state).collect())
    }

    /// The rows of sketches.
    pub fn sketches(&self) -> io::Result<OwnedBytes> {
        self.file.read_bytes(self.places.sketches.clone())
    }

    /// How many members there are.
    fn members(&self) -> usize {
        self.places.members.len() / MEMBER
    }

    fn member(&self, number: usize) -> io::Result<Member> {
        let [segment, document, family] = self.numbers(&self.places.members, number * 3)?;
        Ok(Member { segment, document, family })
    }

    /// Numbers of a table that stand one behind the other.
    fn numbers<const N: usize>(&self, table: &Range<usize>, first: usize) -> io::Result<[u32; N]> {
        let start = table.start + first * NUMBER;
        let bytes = self.file.read_bytes(start..start + N * NUMBER)?;
        let mut numbers = [0; N];
        for (number, bytes) in numbers.iter_mut().zip(bytes.as_chunks::<NUMBER>().0) {
            *number = u32::from_le_bytes(*bytes);
        }
        Ok(numbers)
    }

    /// The first member that stands at a place or behind it.
    fn first_member(&self, segment: u32, document: u32) -> io::Result<usize> {
        let (mut low, mut high) = (0, self.members());
        while low < high {
            let middle = low.midpoint(high);
            let Member { segment: other, document: other_document, .. } = self.member(middle)?;
            if (other, other_document) < (segment, document) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Ok(low)
    }
}

/// What tells the state of a segment.
pub fn state(segment: &SegmentReader) -> SegmentState {
    let id = u128::from_str_radix(&segment.segment_id().uuid_string(), 16);
    debug_assert!(id.is_ok(), "a segment is called by 32 hexadecimal digits");
    SegmentState {
        id: id.unwrap_or_default(),
        deletes: segment.delete_opstamp().unwrap_or_default(),
        articles: segment.max_doc(),
        living: segment.num_docs(),
    }
}

/// The states of all segments of a commit.
pub fn states(searcher: &Searcher) -> Vec<SegmentState> {
    searcher.segment_readers().iter().map(state).collect()
}

/// The families of one commit.
pub struct Copies {
    table: Table,
    /// The file's number of each segment of the commit.
    numbers: Vec<u32>,
    /// The commit's number of each segment of the file.
    ordinals: Vec<u32>,
}

impl Copies {
    /// The families of a commit; `None` where the file is of another one.
    ///
    /// # Errors
    /// The file is gone, cannot be read, or is damaged.
    pub fn open(dir: &Path, searcher: &Searcher, noticed: Noticed) -> io::Result<Option<Arc<Self>>> {
        let table = Table::open(dir, noticed)?;
        let (known, states) = (table.segments()?, states(searcher));
        let place = |list: &[SegmentState], state: &SegmentState| {
            list.iter().position(|other| other == state).map(|place| place as u32)
        };
        let numbers: Option<Vec<u32>> = states.iter().map(|state| place(&known, state)).collect();
        let ordinals: Option<Vec<u32>> = known.iter().map(|state| place(&states, state)).collect();
        let found = numbers.zip(ordinals).map(|(numbers, ordinals)| Arc::new(Self { table, numbers, ordinals }));
        Ok(found)
    }

    /// The member that an article is.
    fn member_of(&self, address: DocAddress) -> io::Result<Option<(usize, Member)>> {
        let segment = item(&self.numbers, address.segment_ord as usize);
        let number = self.table.first_member(segment, address.doc_id)?;
        if number == self.table.members() {
            return Ok(None);
        }
        let member = self.table.member(number)?;
        let is = (member.segment, member.document) == (segment, address.doc_id);
        Ok(is.then_some((number, member)))
    }

    fn address(&self, member: u32) -> io::Result<DocAddress> {
        let Member { segment, document, .. } = self.table.member(member as usize)?;
        let ordinal = self.ordinals.get(segment as usize).copied();
        let ordinal =
            ordinal.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, format!("{FILE}: no such segment")))?;
        Ok(DocAddress::new(ordinal, document))
    }

    /// The family that an article belongs to; `None` where it has no copies.
    pub fn family(&self, address: DocAddress) -> io::Result<Option<u32>> {
        Ok(self.member_of(address)?.map(|(_, member)| member.family).filter(|family| *family != NONE))
    }

    /// The members of a family, the earliest first.
    pub fn members(&self, family: u32) -> io::Result<Vec<DocAddress>> {
        let places = &self.table.places;
        let [start, end] = self.table.numbers(&places.families, family as usize)?;
        let member = |place: u32| {
            let [member] = self.table.numbers(&places.kin, place as usize)?;
            self.address(member)
        };
        (start..end).map(member).collect()
    }

    /// The articles that an article shares text with, and how like they are.
    pub fn shares(&self, address: DocAddress) -> io::Result<Vec<(DocAddress, f64)>> {
        let Some((number, _)) = self.member_of(address)? else { return Ok(Vec::new()) };
        let places = &self.table.places;
        let [start, end] = self.table.numbers(&places.sharing, number)?;
        let share = |place: u32| {
            let [member, likeness] = self.table.numbers(&places.shares, place as usize * SHARE / NUMBER)?;
            Ok((self.address(member)?, f64::from(likeness) / WHOLE))
        };
        (start..end).map(share).collect()
    }

    /// How many of the articles that match tell a story that another one tells. Only the articles that have copies are looked at.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn repeated(&self, searcher: &Searcher, query: &dyn Query) -> tantivy::Result<u64> {
        let mut seen = HashSet::new();
        let mut repeated = 0;
        self.each_matching(searcher, query, |_, _, family| {
            repeated += u64::from(!seen.insert(family));
            Ok(())
        })?;
        Ok(repeated)
    }

    /// Calls `each` with the articles that match and have copies: the number of the segment, that of the document, and the family.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn each_matching(
        &self,
        searcher: &Searcher,
        query: &dyn Query,
        mut each: impl FnMut(u32, u32, u32) -> tantivy::Result<()>,
    ) -> tantivy::Result<()> {
        let weight = query.weight(EnableScoring::disabled_from_searcher(searcher))?;
        for (ordinal, reader) in (0..).zip(searcher.segment_readers()) {
            let members = self.of_segment(ordinal)?;
            if members.is_empty() {
                continue;
            }
            let mut matching = weight.scorer(reader, 1.0)?;
            for (document, family) in members {
                // What is deleted is no member.
                if matching.doc() < document {
                    matching.seek(document);
                }
                if matching.doc() == document {
                    each(ordinal, document, family)?;
                }
            }
        }
        Ok(())
    }

    /// The articles of a segment that have copies, in order, each with its family.
    fn of_segment(&self, ordinal: u32) -> io::Result<Vec<(u32, u32)>> {
        let segment = item(&self.numbers, ordinal as usize);
        let (start, end) = (self.table.first_member(segment, 0)?, self.table.first_member(segment + 1, 0)?);
        let members = self.table.places.members.start;
        let bytes = self.table.file.read_bytes(members + start * MEMBER..members + end * MEMBER)?;
        let numbers: Vec<u32> =
            bytes.as_chunks::<NUMBER>().0.iter().map(|number| u32::from_le_bytes(*number)).collect();
        let pair = |row: &[u32; 3]| {
            let [_, document, family] = *row;
            (family != NONE).then_some((document, family))
        };
        Ok(numbers.as_chunks::<3>().0.iter().filter_map(pair).collect())
    }
}

/// Compares the whole file with its checksums, where the index has one.
///
/// # Errors
/// It is gone, cannot be read, or is damaged.
pub fn verify(index: &Index) -> Result<(), IndexError> {
    if !index.manifest.copies {
        return Ok(());
    }
    let verified = Mapped::open_alone(&index.dir, FILE, Noticed::default())
        .and_then(|(file, seal)| file.verify(seal.root))
        .and_then(|()| Table::open(&index.dir, Noticed::default()).map(drop));
    verified.map_err(|error| engine_error::of_io(&index.dir, &error))
}
