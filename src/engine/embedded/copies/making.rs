//! The families of a commit, made of all its articles after a run.

use std::{io::Write as _, path::Path, sync::Mutex};

use tantivy::{DocAddress, columnar::Column};

use super::{
    layout::{Contents, FILE, Member, NO_SKETCH, NONE, SKETCH, WHOLE},
    table::{Table, states},
};
use crate::{
    engine::embedded::{
        Index, IndexError, Manifest, Reader,
        disk::{beside, damage::Noticed, sums::Summing},
        engine_error, schema,
    },
    syndication::{Families, SKETCH_BYTES, Shares, Shingles, Sketch},
    text::held,
};

/// Sketches of the articles that a run has read, by the fingerprints of their records.
#[derive(Default)]
pub struct NewSketches(Mutex<Vec<(u64, [u8; SKETCH_BYTES])>>);

impl NewSketches {
    /// One more; `None` for a text that is too short.
    pub fn note(&self, fingerprint: u64, sketch: Option<Sketch>) {
        held(&self.0).push((fingerprint, sketch.map_or(NO_SKETCH, |sketch| *sketch.bytes())));
    }
}

/// Brings the families of the index in `dir` up to date with its last commit, for who holds its lock.
///
/// # Errors
/// The index cannot be read, or the folder not be written.
pub fn update(dir: &Path, new: NewSketches) -> Result<(), IndexError> {
    let io = |error: std::io::Error| engine_error::of_io(dir, &error);
    // Mapped, as lookups have it: a few articles are read all over the stores.
    let index = Index::open(dir)?;
    let reader = index.reader()?;
    let states = states(reader.searcher());
    // What is damaged is made anew, as what is not there.
    let known = if index.manifest.copies { Table::open(dir, Noticed::default()).ok() } else { None };
    if let Some(known) = &known
        && known.segments().is_ok_and(|segments| segments == states)
    {
        return Ok(());
    }
    let known = known.and_then(|known| known.sketches().ok());
    let rows = known.as_ref().map_or(&[][..], |known| known.as_chunks::<SKETCH>().0);
    let mut new = new.0.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    new.sort_unstable();
    let sketch_of = |fingerprint: u64| {
        let newer = new.partition_point(|(other, _)| *other < fingerprint);
        let new = new.get(newer).filter(|(other, _)| *other == fingerprint).map(|(_, sketch)| *sketch);
        // A record whose newest version has vanished is known by none.
        new.or_else(|| known_of(rows, fingerprint)).filter(|_| fingerprint != 0)
    };
    let columns = Columns::open(&reader)?;
    let mut all = Vec::new();
    let (mut sketches, mut addresses) = (Vec::new(), Vec::new());
    for address in reader.addresses() {
        let fingerprint =
            columns.fingerprint(address).ok_or_else(|| reader.damaged("an article without a fingerprint"))?;
        let sketch = match sketch_of(fingerprint) {
            Some(sketch) => sketch,
            None => Sketch::of(&reader.stored_at(address)?.shown()?.text).map_or(NO_SKETCH, |sketch| *sketch.bytes()),
        };
        all.push((half(fingerprint), sketch));
        if sketch != NO_SKETCH {
            sketches.push(Sketch::from_bytes(sketch));
            addresses.push(address);
        }
    }
    all.sort_unstable();
    all.dedup();
    let families = Families::find(&sketches, |number| -> Result<Shingles, IndexError> {
        let Some(address) = addresses.get(number as usize) else { return Ok(Shingles::default()) };
        Ok(Shingles::of(&reader.stored_at(*address)?.shown()?.text))
    })?;
    reader.unless_damaged(())?;
    let mut contents = Contents { segments: states, sketches: all, ..Contents::default() };
    tell(&families, &addresses, &reader, &columns, &mut contents);
    let mut file = Summing::new(Vec::new());
    file.write_all(&contents.bytes()).and_then(|()| file.finish().map(drop)).map_err(io)?;
    beside::write(dir, FILE, file.get_ref()).map_err(io)?;
    if index.manifest.copies { Ok(()) } else { Manifest { copies: true, ..index.manifest.clone() }.save(dir) }
}

/// What the file knows a record by. Of a million records some hundred share it: their texts are read again.
fn half(fingerprint: u64) -> u32 {
    fingerprint as u32
}

/// The sketch that is known of a record; `None` where another is known by the same.
fn known_of(rows: &[[u8; SKETCH]], fingerprint: u64) -> Option<[u8; SKETCH_BYTES]> {
    let wanted = half(fingerprint);
    let first = rows.partition_point(|row| parts(row).0 < wanted);
    let mut same = rows.iter().skip(first).map(parts).take_while(|(key, _)| *key == wanted);
    let (_, sketch) = same.next()?;
    same.next().is_none().then_some(sketch)
}

fn parts(row: &[u8; SKETCH]) -> (u32, [u8; SKETCH_BYTES]) {
    let mut sketch = NO_SKETCH;
    let (key, rest) = row.split_at(SKETCH - SKETCH_BYTES);
    sketch.copy_from_slice(rest);
    (key.iter().rev().fold(0, |sum, byte| sum << 8 | u32::from(*byte)), sketch)
}

/// Writes families down by the places of their articles.
fn tell(found: &Families, addresses: &[DocAddress], reader: &Reader, columns: &Columns, contents: &mut Contents) {
    let mut named: Vec<(u32, u32)> = Vec::new();
    for (family, members) in (0..).zip(&found.members) {
        named.extend(members.iter().map(|text| (*text, family)));
    }
    named.extend(found.shares.iter().flat_map(|Shares { one, other, .. }| [(*one, NONE), (*other, NONE)]));
    // One that has a family is in it, whatever it shares: the family's number is the lower.
    named.sort_unstable();
    named.dedup_by_key(|(text, _)| *text);
    // Texts are numbered in the order of their addresses, and so are members.
    let place = |text: u32| addresses.get(text as usize);
    contents.members = named
        .iter()
        .filter_map(|(text, family)| {
            let address = place(*text)?;
            Some(Member { segment: address.segment_ord, document: address.doc_id, family: *family })
        })
        .collect();
    debug_assert!(contents.members.is_sorted(), "members stand in the order of their articles");
    let number = |text: u32| named.partition_point(|(other, _)| *other < text) as u32;
    contents.families = found
        .members
        .iter()
        .map(|members| {
            let mut dated: Vec<_> = members
                .iter()
                .filter_map(|text| {
                    place(*text).map(|address| (columns.moment(*address), reader.id(*address), number(*text)))
                })
                .collect();
            dated.sort_unstable();
            dated.into_iter().map(|(.., member)| member).collect()
        })
        .collect();
    contents.shares = vec![Vec::new(); named.len()];
    for Shares { one, other, likeness } in &found.shares {
        #[expect(clippy::cast_sign_loss, reason = "a share is not negative")]
        let likeness = (likeness * WHOLE).round() as u32;
        for (from, to) in [(*one, *other), (*other, *one)] {
            if let Some(shares) = contents.shares.get_mut(number(from) as usize) {
                shares.push((number(to), likeness));
            }
        }
    }
}

/// What is read of each article beside its text.
struct Columns(Vec<(Column<u64>, Column<i64>, Column<u64>)>);

impl Columns {
    fn open(reader: &Reader) -> Result<Self, IndexError> {
        let of = |segment: &tantivy::SegmentReader| {
            let fast = segment.fast_fields();
            let (record, moment) = (fast.u64(schema::name::FINGERPRINT)?, fast.i64(schema::name::LAST_MOMENT)?);
            Ok((record, moment, fast.u64(schema::name::EVIDENCE)?))
        };
        Ok(Self(reader.searcher().segment_readers().iter().map(of).collect::<Result<_, IndexError>>()?))
    }

    fn fingerprint(&self, address: DocAddress) -> Option<u64> {
        self.0.get(address.segment_ord as usize).and_then(|(record, ..)| record.first(address.doc_id))
    }

    /// What the members of a family are ordered by: how sure the date is (stated, inferred, none), and the moment by which the article was out.
    fn moment(&self, address: DocAddress) -> (u8, i64) {
        let columns = self.0.get(address.segment_ord as usize);
        let found = columns.and_then(|(_, moments, evidence)| {
            let moment = moments.first(address.doc_id)?;
            Some((u8::from(evidence.first(address.doc_id) == Some(schema::INFERRED)), moment))
        });
        found.unwrap_or((2, 0))
    }
}
