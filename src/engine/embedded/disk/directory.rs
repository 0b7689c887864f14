//! The engine's door to a folder: gives it files that are checked as they are read, and takes those that it writes.

use std::{
    fmt,
    fs::{self, File, OpenOptions},
    io::{self, BufWriter, Read as _, Seek as _, SeekFrom, Write},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard},
};

use tantivy::{
    directory::{
        AntiCallToken, Directory, DirectoryLock, FileHandle, INDEX_WRITER_LOCK, Lock, META_LOCK, MmapDirectory,
        TerminatingWrite, WatchCallback, WatchHandle, WritePtr,
        error::{DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError},
    },
    schema::Schema,
};

use super::{
    beside,
    calls::{Call, may},
    damage::{Failed, GONE, Noticed, damaged, not_opened},
    listing::{self, Listed, META, Seals},
    lock::WriterLock,
    mapped::Mapped,
    sums::{Seal, Summing, TRAILER, own_seal},
    sweep::{is_segment_file, names},
    windowed::Windowed,
};
use crate::text::held;

/// The engine's list of its files. It is made of the folder's names when it is asked for and never written: a file that a dead
/// run has left is in it, and there is nothing that can be damaged.
const MANAGED: &str = ".managed.json";
/// Files that a merge reads front to back; the dictionaries and columns beside them are small.
const LARGE: [&str; 3] = ["store", "pos", "idx"];

/// A file of a commit: its name, its seal, and itself where it can be opened.
pub type CommitFile = (String, Seal, Result<Mapped, OpenReadError>);

/// The folder of an index.
#[derive(Clone)]
pub struct IndexDirectory {
    dir: PathBuf,
    mapped: MmapDirectory,
    /// What is known of the folder's files: those of the commits that were read, and those that were written.
    seals: Arc<Mutex<Seals>>,
    /// The lock, where the folder is written.
    lock: Option<Arc<WriterLock>>,
    noticed: Noticed,
    failed: Failed,
    /// The fields that a commit is read with, where it was written with fewer.
    schema: Option<Arc<Schema>>,
}

impl IndexDirectory {
    /// The folder `dir`, to be read, or to be written by who has its lock.
    ///
    /// # Errors
    /// It is no folder.
    pub fn open(dir: &Path, lock: Option<Arc<WriterLock>>) -> Result<Self, OpenDirectoryError> {
        Ok(Self {
            dir: dir.to_owned(),
            mapped: MmapDirectory::open(dir)?,
            seals: Arc::default(),
            lock,
            noticed: Noticed::default(),
            failed: Failed::default(),
            schema: None,
        })
    }

    /// The same, whose commit is read as one with these fields: an older layout lacks the last of them, and its segments have nothing
    /// in their columns. The next commit is written so.
    pub fn with_schema(self, schema: Schema) -> Self {
        Self { schema: Some(Arc::new(schema)), ..self }
    }

    /// Takes what the files of segments say of themselves for what is known of them, where no commit can be read that lists them. Gives
    /// the segments.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn trust_files(&self) -> io::Result<Vec<Listed>> {
        let names = names(&self.dir)?;
        for name in names.iter().filter(|name| is_segment_file(name)) {
            let mut file = File::open(self.dir.join(name))?;
            let length = file.metadata()?.len();
            let mut trailer = Vec::with_capacity(TRAILER);
            file.seek(SeekFrom::Start(length.saturating_sub(TRAILER as u64)))?;
            file.take(TRAILER as u64).read_to_end(&mut trailer)?;
            self.seals().extend(own_seal(length, &trailer).map(|seal| (name.clone(), seal)));
        }
        Ok(listing::segments_by_name(&names))
    }

    /// The segments of the last commit.
    ///
    /// # Errors
    /// `meta.json` cannot be read, or is not what was written.
    pub fn segments(&self) -> Result<Vec<Listed>, OpenReadError> {
        let path = Path::new(META);
        let meta = self.atomic_read(path)?;
        listing::segments(&meta).map_err(|error| not_opened(path, error))
    }

    fn seals(&self) -> MutexGuard<'_, Seals> {
        held(&self.seals)
    }

    /// The first damage that is met while files are read.
    pub fn noticed(&self) -> Noticed {
        Arc::clone(&self.noticed)
    }

    /// The first call that fails while the folder is written.
    pub fn failed(&self) -> Failed {
        self.failed.clone()
    }

    /// Whether no commit that was read has a file.
    pub fn is_empty(&self) -> bool {
        self.seals().is_empty()
    }

    /// A mapped file, to be checked.
    ///
    /// # Errors
    /// It cannot be read, or is not the file that was written.
    pub fn mapped(&self, path: &Path) -> Result<Mapped, OpenReadError> {
        let (file, seal) = self.sealed(path)?;
        may(Call::Open, &file).map_err(|error| not_opened(path, self.failed.keep(error)))?;
        let handle = self.mapped.get_file_handle(path).map_err(|error| match error {
            // The engine takes some missing files for empty ones.
            OpenReadError::FileDoesNotExist(_) => not_opened(path, damaged(&file, GONE)),
            error => error,
        })?;
        Mapped::open(&file, &*handle, seal, self.noticed()).map_err(|error| not_opened(path, self.failed.keep(error)))
    }

    /// The files of the last commit with their seals, each opened: a writer may delete them while they are read.
    ///
    /// # Errors
    /// `meta.json` cannot be read, or is not what was written.
    pub fn files(&self) -> Result<Vec<CommitFile>, OpenReadError> {
        let lock = self.acquire_lock(&META_LOCK);
        let listed = self.listed()?;
        self.seals().extend(listed.clone());
        let open = |(name, seal): (String, Seal)| {
            let file = self.mapped(Path::new(&name));
            (name, seal, file)
        };
        let files = listed.into_iter().map(open).collect();
        drop(lock);
        Ok(files)
    }

    /// Where a file stands, and its seal.
    fn sealed(&self, path: &Path) -> Result<(PathBuf, Seal), OpenReadError> {
        let file = self.dir.join(path);
        let seal = self.seals().get(&*path.to_string_lossy()).copied();
        let seal = seal.ok_or_else(|| not_opened(path, damaged(&file, "is not listed in meta.json")))?;
        Ok((file, seal))
    }

    /// The names and seals of a commit's files.
    ///
    /// # Errors
    /// `meta.json` cannot be read, or is not what was written.
    pub fn listed(&self) -> Result<Seals, OpenReadError> {
        let path = Path::new(META);
        listing::files(&self.mapped.atomic_read(path)?).map_err(|error| not_opened(path, error))
    }
}

impl fmt::Debug for IndexDirectory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IndexDirectory").field("dir", &self.dir).finish_non_exhaustive()
    }
}

impl Directory for IndexDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let large = path.extension().is_some_and(|is| LARGE.iter().any(|large| is == *large));
        if self.lock.is_none() || !large {
            return Ok(Arc::new(self.mapped(path)?));
        }
        let (file, seal) = self.sealed(path)?;
        let file = Windowed::open(&file, seal, self.noticed(), self.failed());
        let file = file.map_err(|error| not_opened(path, self.failed.keep(error)))?;
        Ok(Arc::new(file))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        let failed = |error| DeleteError::IoError { io_error: Arc::new(error), filepath: path.to_owned() };
        may(Call::Unlink, &self.dir.join(path)).map_err(failed)?;
        self.mapped.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.mapped.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let failed = |error| OpenWriteError::wrap_io_error(self.failed.keep(error), path.to_owned());
        let full = self.dir.join(path);
        may(Call::Open, &full).map_err(failed)?;
        let create = || OpenOptions::new().write(true).create_new(true).open(&full);
        let file = match create() {
            // Who holds the lock knows every file that is needed: this one was left by a dead run.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                fs::remove_file(&full).map_err(failed)?;
                create()
            }
            file => file,
        };
        let writer = Written {
            name: path.to_string_lossy().into_owned(),
            path: full,
            file: Summing::new(file.map_err(failed)?),
            seals: Arc::clone(&self.seals),
            failed: self.failed(),
        };
        Ok(BufWriter::new(Box::new(writer)))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        if path == Path::new(MANAGED) {
            if self.lock.is_none() {
                return Err(OpenReadError::FileDoesNotExist(path.to_owned()));
            }
            let mut names = names(&self.dir).map_err(|error| not_opened(path, error))?;
            names.retain(|name| is_segment_file(name) || name == META);
            return serde_json::to_vec(&names).map_err(|error| not_opened(path, error.into()));
        }
        may(Call::Read, &self.dir).map_err(|error| not_opened(path, error))?;
        let bytes = self.mapped.atomic_read(path)?;
        if path == Path::new(META) {
            self.seals().extend(listing::files(&bytes).map_err(|error| not_opened(path, error))?);
            if let Some(schema) = &self.schema {
                return listing::with_schema(&bytes, schema).map_err(|error| not_opened(path, error));
            }
        }
        Ok(bytes)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        match path.to_str() {
            Some(MANAGED) => Ok(()),
            Some(META) => {
                let meta = listing::with_files(data, &self.seals())?;
                beside::write(&self.dir, META, meta.as_bytes())
            }
            // The engine's own way leaves files that only their owner may read, and the folder not synced.
            Some(name) => beside::write(&self.dir, name, data),
            None => self.mapped.atomic_write(path, data),
        }
    }

    fn sync_directory(&self) -> io::Result<()> {
        may(Call::Sync, &self.dir)?;
        self.mapped.sync_directory()
    }

    /// A writer has its lock already. A reader shares the lock of commits, so that no file goes while it opens them; where none
    /// can be had (a read-only folder, a file system without locks), what goes nevertheless is opened again.
    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        if lock.filepath == INDEX_WRITER_LOCK.filepath {
            let held = self.lock.clone().ok_or(LockError::LockBusy)?;
            return Ok(DirectoryLock::from(Box::new(held)));
        }
        if self.lock.is_none() && lock.filepath == META_LOCK.filepath {
            let file = File::open(self.dir.join(&lock.filepath)).and_then(|file| file.lock_shared().map(|()| file));
            return Ok(DirectoryLock::from(Box::new(file.ok())));
        }
        self.mapped.acquire_lock(lock)
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.mapped.watch(callback)
    }
}

/// A file that is being written.
struct Written {
    name: String,
    path: PathBuf,
    file: Summing<File>,
    seals: Arc<Mutex<Seals>>,
    failed: Failed,
}

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = may(Call::Write, &self.path).and_then(|()| self.file.write(bytes));
        written.map_err(|error| self.failed.keep(error))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl TerminatingWrite for Written {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        let ended = self.file.finish().and_then(|seal| {
            may(Call::Sync, &self.path)?;
            self.file.get_ref().sync_data().map(|()| seal)
        });
        let seal = ended.map_err(|error| self.failed.keep(error))?;
        held(&self.seals).insert(self.name.clone(), seal);
        Ok(())
    }
}
