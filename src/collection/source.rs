//! The bytes of a file, decompressed, in a buffer that can be looked into before it is consumed.
//!
//! Counts what was read from disk for the progress bar, and lines for messages. Holds one buffer, whatever the
//! size of the file. Knows nothing of what the bytes mean.

use std::{
    fs::File,
    io::{self, BufRead, Read},
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
        mpsc,
    },
    thread,
    time::Duration,
};

use super::{allowance::Allowance, problem::ProblemKind, utf16};
use crate::text::items;

/// Bytes read from the system at once.
pub const CHUNK: usize = 128 << 10;

/// How much is read first: many archives are a hundred thousand small files, and what is never read is not made room for.
const FIRST_CHUNK: usize = 8 << 10;

/// Less room than this behind what the buffer holds is not worth a read.
const LEAST_ROOM: usize = 2 << 10;

/// How far a run has come; a clone watches the same run, from any thread.
#[derive(Clone, Debug, Default)]
pub struct Progress(Arc<Counters>);

#[derive(Debug, Default)]
struct Counters {
    bytes: AtomicU64,
    files: AtomicU64,
    records: AtomicU64,
}

impl Progress {
    /// Bytes read from disk, compressed as they are; comes up to [`super::Totals::bytes`].
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.0.bytes.load(Ordering::Relaxed)
    }

    /// Files opened.
    #[must_use]
    pub fn files(&self) -> u64 {
        self.0.files.load(Ordering::Relaxed)
    }

    /// Records given out.
    #[must_use]
    pub fn records(&self) -> u64 {
        self.0.records.load(Ordering::Relaxed)
    }

    /// Counts what was skipped of a file, too.
    pub(super) fn catch_up(&self, bytes: u64) {
        self.0.bytes.fetch_max(bytes, Ordering::Relaxed);
    }

    pub(super) fn add_file(&self) {
        self.0.files.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn add_record(&self) {
        self.0.records.fetch_add(1, Ordering::Relaxed);
    }
}

/// A reader that counts.
struct Counted<R> {
    inner: R,
    progress: Progress,
    allowance: Allowance,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.progress.0.bytes.fetch_add(read as u64, Ordering::Relaxed);
        self.allowance.read(read as u64);
        Ok(read)
    }
}

/// How reading up to a limit ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Nothing was left.
    Eof,
    /// All of it was read.
    Read,
    /// It was larger than the limit; what was over is skipped.
    TooLarge,
}

/// Where a byte stands in a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Its line, from 1.
    pub line: u64,
    /// The bytes before it on that line.
    pub column: u64,
}

/// A file being read.
pub struct Source {
    inner: Box<dyn Read + Send>,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    ended: bool,
    /// What reading failed with: told when all that was read before is consumed.
    failed: Option<io::Error>,
    compressed: bool,
    position: Position,
    allowance: Allowance,
}

/// How long a pipe is waited for that nobody writes to.
const PATIENCE: Duration = Duration::from_secs(5);

/// Opens a file. Opening a pipe ends when somebody else opens it to write, which may be never.
fn opened(path: &Path) -> Result<File, ProblemKind> {
    let open = |path: &Path| File::open(path).map_err(|error| ProblemKind::from_io(&error, false));
    if !is_pipe(path) {
        return open(path);
    }
    let (sender, receiver) = mpsc::channel();
    let path = path.to_owned();
    thread::spawn(move || {
        // Nobody may be left to hear of it.
        let _ = sender.send(File::open(path));
    });
    match receiver.recv_timeout(PATIENCE) {
        Ok(file) => file.map_err(|error| ProblemKind::from_io(&error, false)),
        Err(_) => Err(ProblemKind::NoWriter),
    }
}

#[cfg(unix)]
fn is_pipe(path: &Path) -> bool {
    use std::os::unix::fs::FileTypeExt as _;
    path.metadata().is_ok_and(|data| data.file_type().is_fifo())
}

#[cfg(not(unix))]
fn is_pipe(_path: &Path) -> bool {
    false
}

impl Source {
    /// Opens a file, or standard input for `None`.
    pub fn open(path: Option<&Path>, progress: &Progress) -> Result<Self, ProblemKind> {
        let file: Box<dyn Read + Send> = match path {
            Some(path) => Box::new(opened(path)?),
            None => Box::new(io::stdin()),
        };
        let allowance = Allowance::default();
        let counted = Counted { inner: file, progress: progress.clone(), allowance: allowance.clone() };
        Ok(Self::new(Box::new(counted), false, allowance))
    }

    /// What a decompressor gives: where it fails, its data are damaged; where it gives too much, it fails.
    pub fn decompressed(inner: impl Read + Send + 'static, allowance: Allowance) -> Self {
        Self::new(Box::new(allowance.hold(inner)), true, allowance)
    }

    /// What an archive holds as it is.
    pub fn stored(inner: impl Read + Send + 'static, allowance: Allowance) -> Self {
        Self::new(Box::new(inner), true, allowance)
    }

    /// What the file may unpack to.
    pub fn allowance(&self) -> Allowance {
        self.allowance.clone()
    }

    /// The source as JSON is read: in UTF-8, without a byte-order mark.
    pub fn into_utf8(mut self) -> Result<Self, ProblemKind> {
        if let Some(encoding) = utf16::of(self.peek(2)?) {
            let (compressed, allowance) = (self.compressed, self.allowance());
            return Ok(Self::new(Box::new(utf16::Transcoded::new(self, encoding)), compressed, allowance));
        }
        if self.peek(3)? == b"\xEF\xBB\xBF" {
            self.skip(3);
        }
        Ok(self)
    }

    fn new(inner: Box<dyn Read + Send>, compressed: bool, allowance: Allowance) -> Self {
        let position = Position { line: 1, column: 0 };
        let (buffer, failed) = (Vec::new(), None);
        Self { inner, buffer, start: 0, end: 0, ended: false, failed, compressed, position, allowance }
    }

    /// Where the next byte stands.
    pub fn position(&self) -> Position {
        self.position
    }

    /// Up to `wanted` next bytes, fewer only at the end of the file, or before something that cannot be read.
    pub fn peek(&mut self, wanted: usize) -> Result<&[u8], ProblemKind> {
        let compressed = self.compressed;
        self.look(wanted).map_err(|error| ProblemKind::from_io(&error, compressed))
    }

    fn look(&mut self, wanted: usize) -> io::Result<&[u8]> {
        while self.end - self.start < wanted && !self.ended {
            self.fill();
        }
        match self.failed.take() {
            Some(error) if self.start == self.end => Err(error),
            failed => {
                self.failed = failed;
                let end = self.end.min(self.start.saturating_add(wanted));
                Ok(items(&self.buffer, self.start..end))
            }
        }
    }

    /// What the buffer holds, at least one byte, or nothing at the end of the file.
    pub fn buffered(&mut self) -> Result<&[u8], ProblemKind> {
        self.peek(1)?;
        Ok(items(&self.buffer, self.start..self.end))
    }

    /// Consumes bytes that were seen, without counting lines.
    fn skip(&mut self, bytes: usize) {
        self.start = self.end.min(self.start + bytes);
    }

    /// Consumes bytes that were seen.
    pub fn consume(&mut self, bytes: usize) {
        let seen = items(&self.buffer, self.start..self.end.min(self.start + bytes));
        let lines = memchr::memchr_iter(b'\n', seen).count() as u64;
        match memchr::memrchr(b'\n', seen) {
            Some(last) => self.position.column = (seen.len() - last - 1) as u64,
            None => self.position.column += seen.len() as u64,
        }
        self.position.line += lines;
        self.skip(bytes);
    }

    /// Reads a line into `line` (emptied first), without its line feed; more than `limit` bytes are not kept.
    pub fn read_line(&mut self, line: &mut Vec<u8>, limit: usize) -> Result<End, ProblemKind> {
        line.clear();
        let mut end = End::Eof;
        loop {
            let buffered = self.buffered()?;
            if buffered.is_empty() {
                return Ok(end);
            }
            let feed = memchr::memchr(b'\n', buffered);
            let part = items(buffered, ..feed.unwrap_or(buffered.len()));
            if end == End::TooLarge || line.len() + part.len() > limit {
                end = End::TooLarge;
                // Given back at once: the next line is most likely a small one.
                *line = Vec::new();
            } else {
                end = End::Read;
                line.extend_from_slice(part);
            }
            let length = part.len();
            match feed {
                Some(_) => {
                    self.skip(length + 1);
                    self.position.line += 1;
                    self.position.column = 0;
                    return Ok(end);
                }
                None => self.skip(length),
            }
        }
    }

    /// Reads all that is left, but no more than the first `limit` bytes.
    pub fn read_all(&mut self, bytes: &mut Vec<u8>, limit: usize) -> Result<End, ProblemKind> {
        loop {
            let buffered = self.buffered()?;
            if buffered.is_empty() {
                return Ok(if bytes.is_empty() { End::Eof } else { End::Read });
            }
            if bytes.len() + buffered.len() > limit {
                bytes.extend_from_slice(items(buffered, ..limit - bytes.len()));
                return Ok(End::TooLarge);
            }
            bytes.extend_from_slice(buffered);
            let length = buffered.len();
            self.skip(length);
        }
    }

    /// Reads one more chunk behind what the buffer holds.
    fn fill(&mut self) {
        if self.start > 0 {
            self.buffer.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
        }
        if self.buffer.len() < self.end + LEAST_ROOM {
            let more = if self.buffer.is_empty() { FIRST_CHUNK } else { CHUNK };
            self.buffer.resize(self.end + more, 0);
        }
        let free = self.buffer.get_mut(self.end..);
        debug_assert!(free.is_some(), "what is read ends at {}, beyond the buffer", self.end);
        let free = free.unwrap_or_default();
        let read = loop {
            match self.inner.read(free) {
                Ok(read) => break read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    // What follows an error is not to be trusted, and asking again might never end.
                    self.ended = true;
                    self.failed = Some(error);
                    return;
                }
            }
        };
        self.end += read;
        self.ended = read == 0;
    }
}

/// The bytes as they are, for a decompressor on top.
impl Read for Source {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let from = self.look(1)?;
        let length = from.len().min(out.len());
        if let (Some(from), Some(out)) = (from.get(..length), out.get_mut(..length)) {
            out.copy_from_slice(from);
        }
        self.skip(length);
        Ok(length)
    }
}

impl BufRead for Source {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.look(1)?;
        Ok(items(&self.buffer, self.start..self.end))
    }

    fn consume(&mut self, bytes: usize) {
        self.skip(bytes);
    }
}
