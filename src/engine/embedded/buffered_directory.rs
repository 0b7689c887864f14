//! The index's folder as a writer sees it: its large files are read through a buffer, not mapped.
//!
//! A merge reads whole segments, once and from front to back. Mapped, every page that it has touched counts as
//! the program's memory until the merge ends: 660 MB for a quarter of a million articles. Read through
//! a window a file, the same merge holds some megabytes. Lookups go all over the files and again and
//! again, so readers keep the engine's own mapping.

use std::{
    fmt,
    fs::File,
    io,
    ops::Range,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};

use tantivy::{
    HasLen,
    directory::{
        Directory, DirectoryLock, FileHandle, Lock, MmapDirectory, OwnedBytes, WatchCallback, WatchHandle, WritePtr,
        error::{DeleteError, LockError, OpenReadError},
    },
};

/// Bytes that are read at once.
const WINDOW: usize = 512 << 10;
/// Files that a merge reads front to back; the dictionaries and columns beside them are small.
const LARGE: [&str; 3] = ["store", "pos", "idx"];

/// The folder of an index that is written.
#[derive(Clone, Debug)]
pub struct BufferedDirectory {
    dir: PathBuf,
    mapped: MmapDirectory,
}

impl BufferedDirectory {
    /// The folder `dir`.
    pub fn open(dir: &Path) -> tantivy::Result<Self> {
        Ok(Self { dir: dir.to_owned(), mapped: MmapDirectory::open(dir)? })
    }
}

impl Directory for BufferedDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        if !path.extension().is_some_and(|is| LARGE.iter().any(|large| is == *large)) {
            return self.mapped.get_file_handle(path);
        }
        let failed = |error| OpenReadError::wrap_io_error(error, path.to_owned());
        let file = File::open(self.dir.join(path)).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => OpenReadError::FileDoesNotExist(path.to_owned()),
            _ => failed(error),
        })?;
        let len = file.metadata().map_err(failed)?.len() as usize;
        Ok(Arc::new(Windowed { file, len, window: Mutex::default() }))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.mapped.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.mapped.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, tantivy::directory::error::OpenWriteError> {
        self.mapped.open_write(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.mapped.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.mapped.atomic_write(path, data)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.mapped.sync_directory()
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        self.mapped.acquire_lock(lock)
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.mapped.watch(callback)
    }
}

/// A file, and the last of it that was read.
struct Windowed {
    file: File,
    len: usize,
    window: Mutex<Option<(usize, OwnedBytes)>>,
}

impl fmt::Debug for Windowed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Windowed").field("len", &self.len).finish_non_exhaustive()
    }
}

impl HasLen for Windowed {
    fn len(&self) -> usize {
        self.len
    }
}

impl FileHandle for Windowed {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        let wanted = range.end.saturating_sub(range.start);
        // Held for large reads too: without positioned reads a file has one place for all.
        let mut window = self.window.lock().map_err(|_| io::Error::other("a reader of this file has failed"))?;
        if wanted > WINDOW / 4 {
            return self.read(range.start, wanted);
        }
        if let Some((start, bytes)) = window.as_ref()
            && *start <= range.start
            && range.end <= start + bytes.len()
        {
            return Ok(bytes.slice(range.start - start..range.end - start));
        }
        let bytes = self.read(range.start, WINDOW.min(self.len.saturating_sub(range.start)).max(wanted))?;
        let slice = bytes.slice(0..wanted);
        *window = Some((range.start, bytes));
        Ok(slice)
    }
}

impl Windowed {
    fn read(&self, start: usize, len: usize) -> io::Result<OwnedBytes> {
        let mut bytes = vec![0; len];
        read_exact_at(&self.file, &mut bytes, start as u64)?;
        Ok(OwnedBytes::new(bytes))
    }
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
