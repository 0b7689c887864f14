//! How much a file may grow while it is unpacked.
//!
//! One [`Allowance`] goes with a file through all archives within it: bytes that any of them unpacks are counted against the bytes
//! that were read from disk, so that archives in archives multiply nothing. A limit on each archive alone was rejected: sixteen
//! archives in each of sixteen, five levels deep, keep within any such limit and never end.

use std::{
    io::{self, Read},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

/// Bytes that any file may unpack to.
const FREE: u64 = 32 << 20;
/// How many times its own size a file may unpack to, above that. Text of news shrinks to a fifth, logs to a fiftieth.
pub const RATIO: u64 = 250;

/// What a file may unpack to.
#[derive(Clone, Debug, Default)]
pub struct Allowance(Arc<Counts>);

#[derive(Debug, Default)]
struct Counts {
    read: AtomicU64,
    unpacked: AtomicU64,
}

impl Allowance {
    /// Bytes came from disk.
    pub fn read(&self, bytes: u64) {
        self.0.read.fetch_add(bytes, Ordering::Relaxed);
    }

    /// Bytes were unpacked; an error where they are too many.
    fn unpacked(&self, bytes: u64) -> io::Result<()> {
        let unpacked = self.0.unpacked.fetch_add(bytes, Ordering::Relaxed) + bytes;
        if unpacked > FREE && unpacked / RATIO > self.0.read.load(Ordering::Relaxed) {
            return Err(io::ErrorKind::QuotaExceeded.into());
        }
        Ok(())
    }

    /// A decompressor that keeps to the allowance.
    pub fn hold<R: Read>(&self, inner: R) -> Held<R> {
        Held { inner, allowance: self.clone() }
    }
}

/// A reader whose bytes are counted.
pub struct Held<R> {
    inner: R,
    allowance: Allowance,
}

impl<R: Read> Read for Held<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.allowance.unpacked(read as u64)?;
        Ok(read)
    }
}
