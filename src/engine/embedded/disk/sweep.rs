//! What a dead run has left in an index's folder, and what the engine's files are called.

use std::{collections::HashSet, fs, io, path::Path};

use super::{
    beside::ASIDE,
    calls::{Call, may},
};

/// A file of a segment, by its name.
pub struct SegmentFile<'n> {
    /// The segment, as 32 hexadecimal digits.
    pub segment: &'n str,
    /// The engine's number of the deletions that it holds, where it holds such.
    pub deletes: Option<u64>,
}

/// What a name says; `None` where it is no file of a segment.
pub fn segment_file(name: &str) -> Option<SegmentFile<'_>> {
    let (segment, rest) = name.split_once('.')?;
    let is_id = segment.len() == 32 && segment.bytes().all(|byte| byte.is_ascii_hexdigit());
    let deletes = match rest.strip_suffix(".del").map(str::parse) {
        Some(Ok(number)) => Some(number),
        _ => None,
    };
    is_id.then_some(SegmentFile { segment, deletes })
}

/// Whether a name is that of a file of a segment.
pub fn is_segment_file(name: &str) -> bool {
    segment_file(name).is_some()
}

/// The names in a folder.
///
/// # Errors
/// It cannot be read.
pub fn names(dir: &Path) -> io::Result<Vec<String>> {
    may(Call::Read, dir)?;
    fs::read_dir(dir)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect()
}

/// Deletes what no commit needs: files of segments that are not `listed`, and what was being written aside. Only for who
/// holds the lock of the folder.
///
/// # Errors
/// The folder cannot be read, or a file not be deleted.
pub fn sweep(dir: &Path, listed: &HashSet<String>) -> io::Result<()> {
    for name in names(dir)? {
        let left = segment_file(&name).is_some() && !listed.contains(&name) || is_aside(&name);
        if left
            && let Err(error) = may(Call::Unlink, dir).and_then(|()| fs::remove_file(dir.join(&name)))
            && error.kind() != io::ErrorKind::NotFound
        {
            return Err(error);
        }
    }
    Ok(())
}

/// Files that were being written, by this program or, as `.tmp` and six letters, by older ones; and their list of files.
pub fn is_aside(name: &str) -> bool {
    let ours = name
        .strip_suffix(ASIDE)
        .is_some_and(|name| name.split('.').next_back().is_some_and(|kind| ["json", "tsv", "bin"].contains(&kind)));
    ours || name == ".managed.json"
        || name
            .strip_prefix(".tmp")
            .is_some_and(|rest| rest.len() == 6 && rest.bytes().all(|b| b.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_is_left() {
        let id = "0123456789abcdef0123456789abcdef";
        for (name, segment, deletes) in [
            (format!("{id}.idx"), true, None),
            (format!("{id}.12.del"), true, Some(12)),
            (format!("{id}.store.temp"), true, None),
            (id.to_owned(), false, None),
            ("meta.json".to_owned(), false, None),
            ("0123.idx".to_owned(), false, None),
        ] {
            let file = segment_file(&name);
            assert_eq!((file.is_some(), file.and_then(|file| file.deletes)), (segment, deletes), "{name}");
        }
        for (name, aside) in [
            ("meta.json.new", true),
            ("actors.tsv.new", true),
            ("copies.bin.new", true),
            (".tmpAb12Cd", true),
            (".tmp", false),
            ("notes.new", false),
            ("meta.json", false),
        ] {
            assert_eq!(is_aside(name), aside, "{name}");
        }
    }
}
