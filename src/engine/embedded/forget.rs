//! Articles that are taken out for good, by a retraction or a court's order: their text leaves every file of the index, and later runs
//! pass their records over.
//!
//! A deletion alone would leave the text where it is until a merge comes along. So the segments that hold something deleted are
//! written anew before the command ends, and the files of the old ones removed. The list of what was forgotten holds ids, hashes of records
//! and reasons, no text; it is written first, so that a command that dies between keeps the article out of later runs, and is simply
//! given again.

use std::time::Duration;

use tantivy::{Term, merge_policy::NoMergePolicy};

pub use super::forgotten::Forgotten;
use super::{
    Index, IndexError,
    copies::{self, NewSketches},
    engine_error,
    family::Member,
    forgotten::List,
    known::Known,
    writer,
};
use crate::calendar::Moment;

/// What has been forgotten, in the order in which it was.
///
/// # Errors
/// The list cannot be read, or is damaged.
pub fn list(index: &Index) -> Result<Vec<Forgotten>, IndexError> {
    Ok(List::load(index)?.forgotten)
}

/// Takes articles out for good. Where one of the ids is nobody's, nothing is done, and those ids are given.
///
/// # Errors
/// The index is locked, or cannot be read or written.
pub fn forget(
    index: &Index,
    ids: &[String],
    why: &str,
    now: Moment,
    wait: Duration,
) -> Result<Result<(), Vec<String>>, IndexError> {
    let index = &index.for_writing(wait)?;
    let known = Known::open(index)?;
    let mut list = List::load(index)?;
    let mut unknown = Vec::new();
    for id in ids {
        let Some(address) = known.reader.find(id)? else {
            unknown.push(id.clone());
            continue;
        };
        let article = known.reader.article(address)?;
        let member = Member::known(article, known.fingerprint(address)?, known.stamps(address));
        let (paths, records) =
            member.sightings().map(|(path, record)| (path.to_owned(), format!("{record:016x}"))).unzip();
        let own_id = member.article.own_id.clone();
        list.forgotten.retain(|other| other.id != *id);
        list.forgotten.push(Forgotten { id: id.clone(), own_id, why: why.to_owned(), at: now, paths, records });
    }
    if !unknown.is_empty() {
        return Ok(Err(unknown));
    }
    // As long as somebody reads a segment its files are kept.
    drop(known);
    list.save(index)?;
    take_out(index, ids).map_err(|error| index.cause(error))?;
    copies::update(&index.dir, NewSketches::default())?;
    Ok(Ok(()))
}

/// Deletes articles, and writes every segment anew that holds something deleted.
fn take_out(index: &Index, ids: &[String]) -> Result<(), IndexError> {
    let wrap = |error| engine_error::sorted(&index.dir, error);
    let mut writer = writer::open(index, 1)?;
    // What is merged beside this would be in the way.
    writer.set_merge_policy(Box::new(NoMergePolicy));
    for id in ids {
        writer.delete_term(Term::from_field_text(index.fields.id, id));
    }
    index.unless_damaged()?;
    writer.commit().map_err(wrap)?;
    let segments = index.engine.searchable_segment_metas().map_err(wrap)?;
    let with_deleted: Vec<_> =
        segments.iter().filter(|segment| segment.has_deletes()).map(tantivy::SegmentMeta::id).collect();
    drop(segments);
    for segment in with_deleted {
        writer.merge(&[segment]).wait().map_err(wrap)?;
    }
    writer.garbage_collect_files().wait().map_err(wrap)?;
    writer.wait_merging_threads().map_err(wrap)
}

/// Takes ids off the list: the next run reads their records again. Where one is not on it, nothing is done, and those ids are given.
///
/// # Errors
/// The index is locked, or cannot be read or written.
pub fn take_back(index: &Index, ids: &[String], wait: Duration) -> Result<Result<(), Vec<String>>, IndexError> {
    let index = &index.for_writing(wait)?;
    let mut list = List::load(index)?;
    let unknown: Vec<String> =
        ids.iter().filter(|id| list.forgotten.iter().all(|other| other.id != **id)).cloned().collect();
    if !unknown.is_empty() {
        return Ok(Err(unknown));
    }
    list.forgotten.retain(|forgotten| !ids.contains(&forgotten.id));
    list.save(index)?;
    Ok(Ok(()))
}
