//! A file that is read through a window, not mapped: how a writer reads large ones.
//!
//! A merge reads whole segments, once and from front to back. Mapped, every page that it has touched counts as
//! the program's memory until the merge ends: 660 MB for a quarter of a million articles. Read through
//! a window a file, the same merge holds some megabytes. Lookups go all over the files and again and
//! again, so readers keep the engine's own mapping. What is read is compared with its checksums each time.

use std::{fmt, fs::File, io, ops::Range, path::Path, sync::Mutex};

use tantivy::{
    HasLen,
    directory::{FileHandle, OwnedBytes},
};

use super::{
    calls::{Call, may},
    damage::{Failed, GONE, Noticed, damaged},
    sums::{Seal, Sums, TRAILER, content_of},
};

/// Bytes that are read at once.
const WINDOW: usize = 512 << 10;

/// A file, and the last of it that was read.
pub struct Windowed {
    file: File,
    sums: Sums,
    window: Mutex<Option<(usize, OwnedBytes)>>,
    failed: Failed,
}

impl Windowed {
    /// The file at `path`.
    ///
    /// # Errors
    /// It cannot be read, or is not the file that was written.
    pub fn open(path: &Path, seal: Seal, noticed: Noticed, failed: Failed) -> io::Result<Self> {
        may(Call::Open, path)?;
        let file = File::open(path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => damaged(path, GONE),
            _ => error,
        })?;
        let whole = file.metadata()?.len();
        let end = whole.saturating_sub(TRAILER as u64);
        let length = content_of(path, whole, &read(&file, end, (whole - end) as usize)?, seal)?;
        let sums = OwnedBytes::new(read(&file, length as u64, end as usize - length)?);
        Ok(Self { file, sums: Sums::new(path, length, sums, noticed), window: Mutex::default(), failed })
    }

    /// The bytes of whole blocks, checked.
    fn blocks(&self, blocks: Range<usize>) -> io::Result<OwnedBytes> {
        let bytes =
            may(Call::Read, self.sums.file()).and_then(|()| read(&self.file, blocks.start as u64, blocks.len()));
        let bytes = bytes.map_err(|error| self.failed.keep(error))?;
        self.sums.compare(blocks.start, &bytes)?;
        Ok(OwnedBytes::new(bytes))
    }
}

impl fmt::Debug for Windowed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Windowed").field("length", &self.sums.length).finish_non_exhaustive()
    }
}

impl HasLen for Windowed {
    fn len(&self) -> usize {
        self.sums.length
    }
}

impl FileHandle for Windowed {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        if range.end > self.len() || range.start > range.end {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        // Held for large reads too: without positioned reads a file has one place for all.
        let mut window = self.window.lock().map_err(|_| io::Error::other("a reader of this file has failed"))?;
        if range.len() > WINDOW / 4 {
            let blocks = self.sums.around(range.start, range.end);
            return Ok(self.blocks(blocks.clone())?.slice(range.start - blocks.start..range.end - blocks.start));
        }
        if let Some((start, bytes)) = window.as_ref()
            && *start <= range.start
            && range.end <= start + bytes.len()
        {
            return Ok(bytes.slice(range.start - start..range.end - start));
        }
        let blocks = self.sums.around(range.start, range.end.max(range.start.saturating_add(WINDOW)).min(self.len()));
        let bytes = self.blocks(blocks.clone())?;
        let slice = bytes.slice(range.start - blocks.start..range.end - blocks.start);
        *window = Some((blocks.start, bytes));
        Ok(slice)
    }
}

fn read(file: &File, start: u64, length: usize) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; length];
    read_exact_at(file, &mut bytes, start)?;
    Ok(bytes)
}

#[cfg(unix)]
fn read_exact_at(file: &File, bytes: &mut [u8], at: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, at)
}

#[cfg(not(unix))]
fn read_exact_at(file: &File, bytes: &mut [u8], at: u64) -> io::Result<()> {
    use std::io::{Read as _, Seek as _};
    let mut file = file;
    file.seek(io::SeekFrom::Start(at))?;
    file.read_exact(bytes)
}
