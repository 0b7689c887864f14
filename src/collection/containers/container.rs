//! What a container is.

use std::{
    io::{self, BufRead, Read},
    sync::{Arc, Mutex},
};

use crate::{
    collection::{problem::ProblemKind, source::Source},
    text::held,
};

/// A kind of file that holds sources.
pub trait Container: Sync {
    /// Whether a file is one, by its first bytes.
    fn begins(&self, head: &[u8]) -> bool;

    /// Begins to read one.
    fn open(&self, source: Source) -> Result<Box<dyn Sources>, ProblemKind>;

    /// Whether it gives the text of a document, whatever the document is called.
    fn is_document(&self) -> bool {
        false
    }

    /// Whether it holds files that have names, as archives do; what is compressed alone keeps the name of its file.
    fn is_archive(&self) -> bool {
        false
    }
}

/// The sources that a container holds, one after the other. The next is asked for when the one before was dropped: an archive
/// reads all of them from one stream.
pub trait Sources: Send {
    /// The next source, or `None` at the end. After an error there is no more.
    fn next(&mut self) -> Option<Result<Member, ProblemKind>>;
}

/// What a container holds.
pub struct Member {
    /// What it is called there, with `/` between the parts.
    pub name: Option<String>,
    /// Its bytes, or why they are not read.
    pub source: Result<Source, ProblemKind>,
}

/// A file that holds one source, as compressed ones do.
impl Sources for Option<Source> {
    fn next(&mut self) -> Option<Result<Member, ProblemKind>> {
        self.take().map(|source| Ok(Member { name: None, source: Ok(source) }))
    }
}

/// The stream of an archive: lent to the member that is being read, which gives it back when it is dropped.
///
/// A lock at every read would do, too; but a decompressor must take not one byte more than its own, and so has to look into the
/// stream's buffer.
pub struct Stream {
    slot: Arc<Mutex<Option<Source>>>,
}

impl Stream {
    /// A stream that is at home.
    pub fn new(source: Source) -> Self {
        Self { slot: Arc::new(Mutex::new(Some(source))) }
    }

    /// The stream itself, where it is at home.
    pub fn with<T>(&mut self, read: impl FnOnce(&mut Source) -> io::Result<T>) -> io::Result<T> {
        let mut slot = held(&self.slot);
        match slot.as_mut() {
            Some(source) => read(source),
            None => Err(io::Error::other("the archive is still being read")),
        }
    }

    /// Lends the stream for the next `length` bytes; for as many as the borrower will take where that is not known.
    pub fn lend(&mut self, length: Option<u64>) -> Option<Loan> {
        let source = held(&self.slot).take()?;
        Some(Loan { source: Some(source), slot: Arc::clone(&self.slot), left: length })
    }
}

/// A part of a stream. What of it was not read is skipped when it is dropped.
pub struct Loan {
    source: Option<Source>,
    slot: Arc<Mutex<Option<Source>>>,
    left: Option<u64>,
}

impl Loan {
    /// What the buffer holds, at least `wanted` bytes where there are so many.
    pub fn peek(&mut self, wanted: usize) -> io::Result<&[u8]> {
        let Some(source) = self.source.as_mut() else { return Ok(&[]) };
        source.peek(wanted).map_err(|_| io::Error::from(io::ErrorKind::UnexpectedEof))?;
        source.fill_buf()
    }
}

impl BufRead for Loan {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let Some(source) = self.source.as_mut().filter(|_| self.left != Some(0)) else { return Ok(&[]) };
        let buffer = source.fill_buf()?;
        let length = self.left.map_or(buffer.len(), |left| left.min(buffer.len() as u64) as usize);
        if length == 0 && self.left.is_some() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(crate::text::items(buffer, ..length))
    }

    fn consume(&mut self, bytes: usize) {
        if let Some(source) = self.source.as_mut() {
            BufRead::consume(source, bytes);
        }
        self.left = self.left.map(|left| left.saturating_sub(bytes as u64));
    }
}

impl Read for Loan {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let from = self.fill_buf()?;
        let length = from.len().min(out.len());
        if let (Some(from), Some(out)) = (from.get(..length), out.get_mut(..length)) {
            out.copy_from_slice(from);
        }
        self.consume(length);
        Ok(length)
    }
}

impl Drop for Loan {
    fn drop(&mut self) {
        while self.left.is_some_and(|left| left > 0) {
            match self.fill_buf().map(<[u8]>::len) {
                // What fails here fails again when the archive goes on.
                Ok(0) | Err(_) => break,
                Ok(length) => self.consume(length),
            }
        }
        *held(&self.slot) = self.source.take();
    }
}
