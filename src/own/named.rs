//! What a watch has named: for each saved search the ids of the articles that were told, so that each is told once.
//!
//! A file of JSON Lines that only grows: a line for each article that was written out, appended when it was. So a watch that is killed
//! loses nothing and repeats at most the article that it was writing. Ids and no time or number of a run: two articles of one second, a
//! clock that goes back, an index that is built anew, and an article that comes to match by a later text or tag are all told right by
//! what was told before. Rejected: a time (two runs may share one), and a revision of the index as notmuch has it, which is
//! void with the first index that is built anew. A line that was torn off by a crash is dropped; any other that cannot be read is an error.

use std::{
    collections::{HashMap, HashSet},
    fs::{self, File, OpenOptions},
    io::{self, BufRead as _, BufReader, Seek as _, SeekFrom, Write as _},
    path::Path,
};

use serde::{Deserialize, Serialize};

/// The first line says what the file is.
const SCHEMA: &str = "dateline.watch-state/1";
/// Bytes of the first line that are the same in every file.
const HEAD: usize = 30;

#[derive(Serialize, Deserialize)]
struct Head {
    schema: String,
    /// The folder of the index, for whoever looks into the file.
    index: String,
}

#[derive(Serialize, Deserialize)]
struct Line {
    search: String,
    /// When that was, for whoever looks into the file.
    at: String,
    named: Vec<String>,
}

/// What was named, and the file that says so; nobody else can have it meanwhile.
#[derive(Debug)]
pub struct Named {
    file: File,
    by_search: HashMap<String, HashSet<String>>,
}

impl Named {
    /// Opens the file, or makes an empty one with the folders above it; waits for another watch that has it.
    ///
    /// # Errors
    /// It cannot be read or written, or holds something else.
    pub fn open(path: &Path, index: &str) -> io::Result<Self> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
        file.lock()?;
        let mut by_search: HashMap<String, HashSet<String>> = HashMap::new();
        let mut whole = 0;
        let mut lines = BufReader::new(&file);
        let mut line = Vec::new();
        let mut number = 0_usize;
        loop {
            line.clear();
            let read = lines.read_until(b'\n', &mut line)?;
            if !line.ends_with(b"\n") {
                // A first line that is torn is ours only where it begins like one.
                let ours = serde_json::to_vec(&Head { schema: SCHEMA.to_owned(), index: String::new() })?;
                let begins = line.iter().zip(&ours).take(HEAD).all(|(one, other)| one == other);
                if number == 0 && !begins {
                    return Err(io::Error::new(io::ErrorKind::InvalidData, "it holds something else"));
                }
                break;
            }
            number += 1;
            let wrong = |error: serde_json::Error| {
                io::Error::new(io::ErrorKind::InvalidData, format!("line {number} cannot be read: {error}"))
            };
            if number == 1 {
                let head: Head = serde_json::from_slice(&line).map_err(wrong)?;
                if head.schema != SCHEMA {
                    return Err(io::Error::new(io::ErrorKind::InvalidData, "it holds something else"));
                }
            } else {
                let line: Line = serde_json::from_slice(&line).map_err(wrong)?;
                by_search.entry(line.search).or_default().extend(line.named);
            }
            whole += read as u64;
        }
        // What is no whole line was being written when the last watch died.
        file.set_len(whole)?;
        file.seek(SeekFrom::Start(whole))?;
        let mut named = Self { file, by_search };
        if whole == 0 {
            named.append(&Head { schema: SCHEMA.to_owned(), index: index.to_owned() })?;
        }
        Ok(named)
    }

    /// Whether an article was named for a search.
    #[must_use]
    pub fn has(&self, search: &str, id: &str) -> bool {
        self.by_search.get(search).is_some_and(|named| named.contains(id))
    }

    /// Notes that articles were named for a search. It outlives this process at once, and the machine with [`Named::sync`].
    ///
    /// # Errors
    /// It cannot be written.
    pub fn note(&mut self, search: &str, at: &str, ids: &[String]) -> io::Result<()> {
        if ids.is_empty() {
            return Ok(());
        }
        self.append(&Line { search: search.to_owned(), at: at.to_owned(), named: ids.to_vec() })?;
        self.by_search.entry(search.to_owned()).or_default().extend(ids.iter().cloned());
        Ok(())
    }

    /// Puts on the disk what was noted.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn sync(&self) -> io::Result<()> {
        self.file.sync_data()
    }

    fn append(&mut self, line: &impl Serialize) -> io::Result<()> {
        let mut bytes = serde_json::to_vec(line)?;
        bytes.push(b'\n');
        self.file.write_all(&bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_noted_is_known_and_what_was_torn_is_dropped() {
        let dir = tempfile::TempDir::new().unwrap();
        let path = dir.path().join("deep/state.jsonl");
        let ids = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
        let mut named = Named::open(&path, "news/index").unwrap();
        named.note("one", "now", &ids(&["a", "b\n"])).unwrap();
        named.note("two", "now", &ids(&[])).unwrap();
        drop(named);
        let whole = fs::read(&path).unwrap();
        assert_eq!(String::from_utf8_lossy(&whole).lines().count(), 2);
        for torn in [&b""[..], b"{\"search\":\"one\",\"at\":\"now\",\"nam", b"\xFF"] {
            fs::write(&path, [&whole, torn].concat()).unwrap();
            let mut named = Named::open(&path, "news/index").unwrap();
            let has = |named: &Named| ["a", "b\n", "c"].map(|id| named.has("one", id));
            assert_eq!((has(&named), named.has("two", "a")), ([true, true, false], false));
            named.note("one", "now", &ids(&["c"])).unwrap();
            drop(named);
            assert_eq!(has(&Named::open(&path, "").unwrap()), [true, true, true]);
        }
        for other in [&b"{\"schema\":\"other\",\"index\":\"x\"}\n"[..], b"[1]\n", b"text\nmore"] {
            fs::write(&path, other).unwrap();
            assert_eq!(Named::open(&path, "").unwrap_err().kind(), io::ErrorKind::InvalidData);
            assert_eq!(fs::read(&path).unwrap(), other, "what is somebody else's is left alone");
        }
        fs::write(&path, [&whole[..], b"{}\n"].concat()).unwrap();
        assert!(Named::open(&path, "").unwrap_err().to_string().starts_with("line 3 cannot be read"));
    }

    #[test]
    fn a_file_that_is_no_state_is_not_cut() {
        let dir = tempfile::TempDir::new().unwrap();
        let path = dir.path().join("notes.txt");
        fs::write(&path, "one line without an end").unwrap();
        assert!(Named::open(&path, "").is_err());
        assert_eq!(fs::read(&path).unwrap(), b"one line without an end");
    }
}
