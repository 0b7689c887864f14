//! A mapped file whose blocks are compared with their checksums before they are handed out.

use std::{fmt, io, ops::Range, path::Path, sync::Arc};

use tantivy::{
    Directory as _, HasLen,
    directory::{FileHandle, MmapDirectory, OwnedBytes, error::OpenReadError},
};

use super::{
    calls::{Call, may},
    damage::{GONE, Noticed, damaged},
    sums::{Seal, Sums, TRAILER, content_of, own_seal},
};
use crate::text::items;

/// A file as a reader sees it.
pub struct Mapped {
    bytes: OwnedBytes,
    sums: Arc<Sums>,
}

impl Mapped {
    /// The file that `handle` maps.
    ///
    /// # Errors
    /// It is not the file that was written.
    pub fn open(file: &Path, handle: &dyn FileHandle, seal: Seal, noticed: Noticed) -> io::Result<Self> {
        let whole = handle.read_bytes(0..handle.len())?;
        let end = whole.len().saturating_sub(TRAILER);
        let length = content_of(file, whole.len() as u64, items(&whole, end..), seal)?;
        let sums = Arc::new(Sums::new(file, length, whole.slice(length..end), noticed));
        Ok(Self { bytes: whole.slice(0..length), sums })
    }

    /// A file beside the engine's, which no commit lists: what it was is said at its own end.
    ///
    /// # Errors
    /// It is gone, cannot be read, or does not end as it was written.
    pub fn open_alone(dir: &Path, name: &str, noticed: Noticed) -> io::Result<(Self, Seal)> {
        let file = dir.join(name);
        may(Call::Open, &file)?;
        let folder = MmapDirectory::open(dir).map_err(io::Error::other)?;
        let handle = folder.get_file_handle(Path::new(name)).map_err(|error| match error {
            OpenReadError::FileDoesNotExist(_) => damaged(&file, GONE),
            error => io::Error::other(error),
        })?;
        let whole = handle.read_bytes(0..handle.len())?;
        let seal = own_seal(whole.len() as u64, items(&whole, whole.len().saturating_sub(TRAILER)..));
        let seal = seal.ok_or_else(|| damaged(&file, "does not end as it was written"))?;
        Ok((Self::open(&file, &*handle, seal, noticed)?, seal))
    }

    /// Compares the whole file with its checksums, and those with its root.
    ///
    /// # Errors
    /// It is not what was written.
    pub fn verify(&self, root: u64) -> io::Result<()> {
        self.are_sound(root)?;
        self.sums.compare(0, &self.bytes)
    }

    /// Compares the checksums with their root.
    ///
    /// # Errors
    /// They are not those that it was made of.
    pub fn are_sound(&self, root: u64) -> io::Result<()> {
        self.sums.are_sound(root)
    }

    /// Bytes of the content.
    pub fn length(&self) -> usize {
        self.bytes.len()
    }

    /// The bytes of a range, compared with their checksums when they are first asked for.
    ///
    /// # Errors
    /// They are not what was written, or the file ends before them.
    pub fn checked(&self, range: Range<usize>) -> io::Result<&[u8]> {
        if range.end > self.bytes.len() || range.start > range.end {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if !self.sums.are_known(range.start, range.end) {
            let blocks = self.sums.around(range.start, range.end);
            self.sums.compare(blocks.start, items(&self.bytes, blocks))?;
        }
        Ok(items(&self.bytes, range))
    }
}

impl fmt::Debug for Mapped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mapped").field("length", &self.bytes.len()).finish_non_exhaustive()
    }
}

impl HasLen for Mapped {
    fn len(&self) -> usize {
        self.bytes.len()
    }
}

impl FileHandle for Mapped {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        self.checked(range.clone())?;
        Ok(self.bytes.slice(range))
    }
}
