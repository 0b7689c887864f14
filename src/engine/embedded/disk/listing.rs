//! The files of a commit, as `meta.json` lists them: each with its length and the root of its checksums.
//!
//! They stand in the engine's own file and not beside it, because that one is replaced in one step: no reader ever sees a commit with
//! the list of another.

use std::{collections::BTreeMap, io};

use serde::{Deserialize, Serialize};
use tantivy::schema::Schema;

use super::{
    damage::damaged,
    sealed,
    sums::Seal,
    sweep::{SegmentFile, segment_file},
};

/// The engine's file that makes a commit.
pub const META: &str = "meta.json";

/// Seals by the names of files.
pub type Seals = BTreeMap<String, Seal>;

/// What is read of the engine's own.
#[derive(Deserialize)]
struct Commit {
    segments: Vec<Segment>,
}

#[derive(Deserialize)]
struct Segment {
    segment_id: String,
    max_doc: u32,
    deletes: Option<Deletes>,
}

/// A segment of a commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// What its files' names begin with.
    pub segment: String,
    /// Articles, those that are deleted too; `None` where nothing says so.
    pub articles: Option<u32>,
    /// The number of its file of deletions.
    pub deletes: Option<u64>,
}

#[derive(Deserialize)]
struct Deletes {
    opstamp: u64,
}

#[derive(Serialize, Deserialize)]
struct Files {
    files: BTreeMap<String, (u64, String)>,
}

impl Commit {
    /// Whether a file belongs to it.
    fn has(&self, file: &SegmentFile<'_>) -> bool {
        self.segments.iter().any(|segment| {
            let id = segment.segment_id.bytes().filter(|byte| *byte != b'-');
            id.eq(file.segment.bytes())
                && file.deletes.is_none_or(|deletes| segment.deletes.as_ref().is_some_and(|own| own.opstamp == deletes))
        })
    }
}

/// The engine's commit with its files; `known` are all that may belong to it.
///
/// # Errors
/// The engine's text is no commit.
pub fn with_files(meta: &[u8], known: &Seals) -> io::Result<String> {
    let meta = std::str::from_utf8(meta).map_err(io::Error::other)?;
    let commit: Commit = serde_json::from_str(meta)?;
    let own = known.iter().filter(|(name, _)| segment_file(name).is_some_and(|file| commit.has(&file)));
    let files = own.map(|(name, seal)| (name.clone(), (seal.length, format!("{:016x}", seal.root)))).collect();
    let listed = serde_json::to_string(&Files { files })?;
    let listed = listed.strip_prefix('{').unwrap_or(&listed);
    let body = meta.trim_end().strip_suffix('}').unwrap_or(meta).trim_end();
    Ok(sealed::json(META, &format!("{body},\n  {listed}")))
}

/// The files of a commit.
///
/// # Errors
/// The text is not what was written.
pub fn files(meta: &[u8]) -> io::Result<Seals> {
    let wrong = || damaged(META, "wrong checksum");
    let text = sound(meta)?;
    let listed: Files = serde_json::from_str(text).map_err(|_| damaged(META, "lists no files"))?;
    let seal = |(name, (length, root)): (String, (u64, String))| {
        let root = u64::from_str_radix(&root, 16).map_err(|_| wrong())?;
        Ok((name, Seal { length, root }))
    };
    listed.files.into_iter().map(seal).collect()
}

/// A commit as it would be with these fields.
///
/// # Errors
/// The text is no commit.
pub fn with_schema(meta: &[u8], schema: &Schema) -> io::Result<Vec<u8>> {
    let mut commit: serde_json::Map<String, serde_json::Value> = serde_json::from_slice(meta)?;
    commit.insert("schema".to_owned(), serde_json::to_value(schema)?);
    Ok(serde_json::to_vec(&commit)?)
}

fn sound(meta: &[u8]) -> io::Result<&str> {
    let text = std::str::from_utf8(meta).ok().filter(|text| sealed::is_sound(META, text));
    text.ok_or_else(|| damaged(META, "wrong checksum"))
}

/// The segments of a commit.
///
/// # Errors
/// The text is not what was written.
pub fn segments(meta: &[u8]) -> io::Result<Vec<Listed>> {
    let commit: Commit = serde_json::from_str(sound(meta)?).map_err(|_| damaged(META, "lists no segments"))?;
    let listed = |Segment { segment_id, max_doc, deletes }: Segment| Listed {
        segment: segment_id.replace('-', ""),
        articles: Some(max_doc),
        deletes: deletes.map(|deletes| deletes.opstamp),
    };
    Ok(commit.segments.into_iter().map(listed).collect())
}

/// The segments whose files stand among some names, each with its last deletions: all that can be said without the commit.
pub fn segments_by_name(names: &[String]) -> Vec<Listed> {
    let mut segments: BTreeMap<&str, Option<u64>> = BTreeMap::new();
    for file in names.iter().filter_map(|name| segment_file(name)) {
        let deletes = segments.entry(file.segment).or_default();
        *deletes = (*deletes).max(file.deletes);
    }
    let listed = |(segment, deletes): (&str, _)| Listed { segment: segment.to_owned(), articles: None, deletes };
    segments.into_iter().map(listed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commit_lists_its_own_files() {
        let seal = |length| Seal { length, root: length * 7 };
        let known: Seals = [
            ("0123456789abcdef0123456789abcdef.idx", 1),
            ("0123456789abcdef0123456789abcdef.5.del", 2),
            ("0123456789abcdef0123456789abcdef.7.del", 3),
            ("ffffffffffffffffffffffffffffffff.idx", 4),
            ("00000000000000000000000000000000.store", 5),
        ]
        .into_iter()
        .map(|(name, length)| (name.to_owned(), seal(length)))
        .collect();
        let meta = br#"{
  "segments": [
    {"segment_id": "01234567-89ab-cdef-0123-456789abcdef", "max_doc": 3, "deletes": {"num_deleted_docs": 1, "opstamp": 7}},
    {"segment_id": "ffffffff-ffff-ffff-ffff-ffffffffffff", "max_doc": 3, "deletes": null}
  ],
  "opstamp": 7
}
"#;
        let written = with_files(meta, &known).unwrap();
        let listed = files(written.as_bytes()).unwrap();
        let names: Vec<(&str, u64)> = listed.iter().map(|(name, seal)| (name.as_str(), seal.length)).collect();
        assert_eq!(
            names,
            [
                ("0123456789abcdef0123456789abcdef.7.del", 3),
                ("0123456789abcdef0123456789abcdef.idx", 1),
                ("ffffffffffffffffffffffffffffffff.idx", 4)
            ]
        );
        let one = Listed { segment: "0123456789abcdef0123456789abcdef".into(), articles: Some(3), deletes: Some(7) };
        let other = Listed { segment: "f".repeat(32), articles: Some(3), deletes: None };
        assert_eq!(segments(written.as_bytes()).unwrap(), [one.clone(), other.clone()]);
        let names: Vec<String> = known.keys().cloned().collect();
        let stored = Listed { segment: "0".repeat(32), ..other.clone() };
        let by_name = [stored, one, other].map(|listed| Listed { articles: None, ..listed });
        assert_eq!(segments_by_name(&names), by_name);
        assert!(files(meta).is_err());
        assert!(files(written.replace("\"opstamp\": 7", "\"opstamp\": 6").as_bytes()).is_err());
    }
}
