//! Files beside the engine's that are read a block at a time: of a table of a megabyte a lookup looks at some lines.
//!
//! Their content ends with a line that holds the file's name, so that no other file passes for it; behind it stand the checksums
//! of its blocks as behind a file of the engine's (`sums`). No commit lists them, so they vouch for themselves.

use std::{
    io::{self, Write as _},
    ops::Range,
    path::Path,
};

use tantivy::directory::{Directory as _, MmapDirectory};

use super::{
    damage::{Noticed, damaged},
    mapped::Mapped,
    sums::{Summing, TRAILER, own_seal},
};
/// What the line with the name begins with.
const LINE: &str = "#file\t";

fn last_line(name: &str) -> String {
    format!("{LINE}{name}\n")
}

/// The bytes of a file with this name and content.
///
/// # Errors
/// None that is known: it writes to memory.
pub fn bytes(name: &str, content: &[u8]) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(content.len() + content.len() / 512);
    let mut summing = Summing::new(&mut bytes);
    summing.write_all(content)?;
    summing.write_all(last_line(name).as_bytes())?;
    summing.finish()?;
    Ok(bytes)
}

/// A file that is read a block at a time.
pub struct Blocks {
    file: Mapped,
    length: usize,
}

impl Blocks {
    /// The file of this name in `dir`, which is there; `None` where it does not end as such a file.
    ///
    /// # Errors
    /// It cannot be read, or is damaged.
    pub fn open(dir: &Path, name: &str, noticed: Noticed) -> io::Result<Option<Self>> {
        let folder = MmapDirectory::open(dir).map_err(io::Error::other)?;
        let handle = folder.get_file_handle(Path::new(name)).map_err(io::Error::other)?;
        let whole = handle.len();
        let trailer = handle.read_bytes(whole.saturating_sub(TRAILER)..whole)?;
        let Some(seal) = own_seal(whole as u64, &trailer) else { return Ok(None) };
        let file = Mapped::open(Path::new(name), &*handle, seal, noticed)?;
        file.are_sound(seal.root)?;
        let last = last_line(name);
        let length = file.length().saturating_sub(last.len());
        if file.checked(length..file.length())? != last.as_bytes() {
            return Err(damaged(name, "is another file"));
        }
        Ok(Some(Self { file, length }))
    }

    /// Bytes of the content.
    pub fn length(&self) -> usize {
        self.length
    }

    /// The bytes of a range.
    ///
    /// # Errors
    /// They are not what was written.
    pub fn read(&self, range: Range<usize>) -> io::Result<&[u8]> {
        self.file.checked(range)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::items;

    #[test]
    fn one_flipped_bit_is_seen() {
        let dir = tempfile::tempdir().unwrap();
        let content: Vec<u8> = (0..10_000_u32).flat_map(u32::to_le_bytes).collect();
        let written = bytes("a", &content).unwrap();
        let read = |name: &str, bytes: &[u8]| {
            std::fs::write(dir.path().join(name), bytes).unwrap();
            let file = Blocks::open(dir.path(), name, Noticed::default())?;
            let Some(file) = file else { return Ok(None) };
            file.read(0..file.length()).map(|bytes| Some(bytes.to_vec()))
        };
        assert_eq!(read("a", &written).unwrap(), Some(content.clone()));
        assert!(read("b", &written).is_err(), "another file's bytes");
        for at in (0..written.len()).step_by(97).chain(written.len() - 40..written.len()) {
            let mut other = written.clone();
            other[at] ^= 1;
            assert!(!matches!(read("a", &other), Ok(Some(_))), "byte {at}");
        }
        for end in [0, 3, written.len() / 2, written.len() - 1] {
            assert!(!matches!(read("a", items(&written, ..end)), Ok(Some(_))), "cut at {end}");
        }
        assert_eq!(read("a", b"no such file\n").unwrap(), None);
    }

    #[test]
    fn damage_is_seen_where_it_is_read() {
        let dir = tempfile::tempdir().unwrap();
        let mut written = bytes("a", &vec![b'x'; 10 * super::super::sums::BLOCK]).unwrap();
        written[5] = b'y';
        std::fs::write(dir.path().join("a"), written).unwrap();
        let noticed = Noticed::default();
        let file = Blocks::open(dir.path(), "a", Noticed::clone(&noticed)).unwrap().unwrap();
        assert!(file.read(9000..9010).is_ok() && noticed.get().is_none());
        assert!(file.read(0..10).is_err() && noticed.get().is_some());
    }
}
