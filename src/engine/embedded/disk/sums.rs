//! Checksums of a file's blocks, behind its content: written with it, and compared with what is read.
//!
//! `content · one checksum a block · length of the content · checksum of both · MARK`, numbers little-endian. The last checksum
//! is the file's *root*: whoever knows it and the file's length knows whether these are the bytes that were written.

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
};

use rapidhash::v3::rapidhash_v3;
use tantivy::directory::OwnedBytes;

use super::damage::{DamagedFile, Noticed, damaged};
use crate::text::items;

/// Bytes of a block: as many as the system reads at once, so that a short posting list costs no more than its page.
pub const BLOCK: usize = 4 << 10;

/// What ends every file.
const MARK: [u8; 8] = *b"sums-1\r\n";
const NUMBER: usize = size_of::<u64>();
/// Length, root and mark.
pub const TRAILER: usize = 3 * NUMBER;
/// Bytes of a block's checksum.
const SUM: usize = size_of::<u32>();

/// The lower half of a hash: a damaged block passes once in four billion.
fn sum(block: &[u8]) -> [u8; SUM] {
    (rapidhash_v3(block) as u32).to_le_bytes()
}

/// What tells that a file is the one that was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seal {
    /// Its length, checksums and all.
    pub length: u64,
    /// The checksum of its checksums.
    pub root: u64,
}

/// Writes content, and gathers the checksums of its blocks.
pub struct Summing<W> {
    inner: W,
    /// The block that is not yet full.
    block: Vec<u8>,
    sums: Vec<u8>,
    length: u64,
}

impl<W: Write> Summing<W> {
    pub fn new(inner: W) -> Self {
        Self { inner, block: Vec::with_capacity(BLOCK), sums: Vec::new(), length: 0 }
    }

    fn take(&mut self, mut bytes: &[u8]) {
        self.length += bytes.len() as u64;
        while !bytes.is_empty() {
            let wanted = (BLOCK - self.block.len()).min(bytes.len());
            let (part, rest) = bytes.split_at(wanted);
            bytes = rest;
            if part.len() == BLOCK {
                self.sums.extend_from_slice(&sum(part));
                continue;
            }
            self.block.extend_from_slice(part);
            if self.block.len() == BLOCK {
                self.end_block();
            }
        }
    }

    fn end_block(&mut self) {
        self.sums.extend_from_slice(&sum(&self.block));
        self.block.clear();
    }

    /// Writes the checksums behind the content.
    ///
    /// # Errors
    /// They cannot be written.
    pub fn finish(&mut self) -> io::Result<Seal> {
        if !self.block.is_empty() {
            self.end_block();
        }
        self.sums.extend_from_slice(&self.length.to_le_bytes());
        let root = rapidhash_v3(&self.sums);
        self.sums.extend_from_slice(&root.to_le_bytes());
        self.sums.extend_from_slice(&MARK);
        self.inner.write_all(&self.sums)?;
        Ok(Seal { length: self.length + self.sums.len() as u64, root })
    }

    pub fn get_ref(&self) -> &W {
        &self.inner
    }
}

impl<W: Write> Write for Summing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.take(items(bytes, ..written));
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// The checksums of a file, and which of its blocks have been compared.
pub struct Sums {
    file: PathBuf,
    /// Bytes of the content.
    pub length: usize,
    sums: OwnedBytes,
    /// A bit for each block that is known to be right.
    known: Box<[AtomicU64]>,
    noticed: Noticed,
}

/// Where the checksums of a file begin whose last bytes are these; compares them with what is known of the file.
///
/// # Errors
/// It is not the file that was written.
pub fn content_of(file: &Path, length: u64, trailer: &[u8], seal: Seal) -> io::Result<usize> {
    if length != seal.length {
        return Err(damaged(file, "has not the length that was written"));
    }
    let numbers: Option<[[u8; NUMBER]; 3]> = match trailer.as_chunks().0 {
        [content, root, mark] => Some([*content, *root, *mark]),
        _ => None,
    };
    let (content, root) = match numbers {
        Some([content, root, MARK]) => (u64::from_le_bytes(content), u64::from_le_bytes(root)),
        _ => return Err(damaged(file, "does not end as it was written")),
    };
    let sums = content.div_ceil(BLOCK as u64) * SUM as u64;
    if root != seal.root || content.saturating_add(sums).saturating_add(TRAILER as u64) != length {
        return Err(damaged(file, "is not the file that was written"));
    }
    Ok(content as usize)
}

/// What a file says of itself, where no commit says what it was; `None` where it does not end as it was written.
pub fn own_seal(length: u64, trailer: &[u8]) -> Option<Seal> {
    match trailer.as_chunks::<NUMBER>().0 {
        [_, root, mark] if *mark == MARK => Some(Seal { length, root: u64::from_le_bytes(*root) }),
        _ => None,
    }
}

impl Sums {
    /// `sums` stand behind the content, up to the trailer.
    pub fn new(file: &Path, length: usize, sums: OwnedBytes, noticed: Noticed) -> Self {
        let blocks = length.div_ceil(BLOCK);
        let known = (0..blocks.div_ceil(64)).map(|_| AtomicU64::new(0)).collect();
        Self { file: file.to_owned(), length, sums, known, noticed }
    }

    /// The file.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// The bytes of whole blocks around a range.
    pub fn around(&self, start: usize, end: usize) -> std::ops::Range<usize> {
        start / BLOCK * BLOCK..end.div_ceil(BLOCK).saturating_mul(BLOCK).min(self.length)
    }

    /// Compares the blocks of `bytes`, which begin with the block at `start` and end with a block.
    ///
    /// # Errors
    /// A block is not what was written.
    pub fn compare(&self, start: usize, bytes: &[u8]) -> io::Result<()> {
        for (n, block) in bytes.chunks(BLOCK).enumerate() {
            let number = start / BLOCK + n;
            let known = self.known.get(number / 64).ok_or_else(|| damaged(&self.file, "ends before what it holds"))?;
            let bit = 1 << (number % 64);
            if known.load(Ordering::Relaxed) & bit != 0 {
                continue;
            }
            let written = items(&self.sums, number * SUM..(number + 1) * SUM);
            if *written != sum(block) {
                let reason = "wrong checksum";
                self.noticed.get_or_init(|| DamagedFile { file: self.file.clone(), reason });
                return Err(damaged(&self.file, reason));
            }
            known.fetch_or(bit, Ordering::Relaxed);
        }
        Ok(())
    }

    /// Whether all blocks of a range have been compared.
    pub fn are_known(&self, start: usize, end: usize) -> bool {
        let (mut block, end) = (start / BLOCK, end.div_ceil(BLOCK));
        while block < end {
            let first = block % 64;
            let count = (64 - first).min(end - block);
            let bits = (u64::MAX >> (64 - count)) << first;
            let known = self.known.get(block / 64);
            debug_assert!(known.is_some(), "a block behind the end of a file");
            if known.is_none_or(|known| known.load(Ordering::Relaxed) & bits != bits) {
                return false;
            }
            block += count;
        }
        true
    }

    /// Compares the checksums with their root.
    ///
    /// # Errors
    /// They are not those that it was made of.
    pub fn are_sound(&self, root: u64) -> io::Result<()> {
        let mut bytes = self.sums.to_vec();
        bytes.extend_from_slice(&(self.length as u64).to_le_bytes());
        if rapidhash_v3(&bytes) != root {
            return Err(damaged(&self.file, "wrong checksum of checksums"));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(content: &[u8], piece: usize) -> (Vec<u8>, Seal) {
        let mut out = Vec::new();
        let mut summing = Summing::new(&mut out);
        content.chunks(piece).for_each(|piece| summing.write_all(piece).unwrap());
        let seal = summing.finish().unwrap();
        (out, seal)
    }

    fn opened(bytes: &[u8], seal: Seal) -> io::Result<Sums> {
        let trailer = bytes.get(bytes.len().saturating_sub(TRAILER)..).unwrap();
        let length = content_of(Path::new("a"), bytes.len() as u64, trailer, seal)?;
        let sums = OwnedBytes::new(bytes[length..bytes.len() - TRAILER].to_vec());
        let sums = Sums::new(Path::new("a"), length, sums, Noticed::default());
        sums.are_sound(seal.root)?;
        sums.compare(0, &bytes[..length]).map(|()| sums)
    }

    #[test]
    fn what_was_written_is_known_and_nothing_else() {
        for length in [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK, 70 * BLOCK + 9] {
            let content: Vec<u8> = (0..length).map(|n| (n * n % 251) as u8).collect();
            let (bytes, seal) = written(&content, 1000);
            assert_eq!((&bytes, seal), (&written(&content, 3 * BLOCK).0, seal));
            assert_eq!(seal.length, bytes.len() as u64);
            let sums = opened(&bytes, seal).unwrap();
            assert!(sums.are_known(0, length));
            for at in [0, length / 2, length, length + 3, bytes.len() - 20, bytes.len() - 9, bytes.len() - 1] {
                let mut other = bytes.clone();
                if let Some(byte) = other.get_mut(at) {
                    *byte ^= 4;
                }
                assert!(other == bytes || opened(&other, seal).is_err(), "byte {at} of {length}");
            }
            assert!(opened(&bytes[..bytes.len() - 1], seal).is_err());
            assert!(opened(&[&bytes[..], b"x"].concat(), seal).is_err());
            assert!(opened(&bytes, Seal { root: seal.root ^ 1, ..seal }).is_err());
        }
    }

    #[test]
    fn a_range_is_known_when_each_of_its_blocks_is() {
        let content = vec![7; 200 * BLOCK];
        let (bytes, seal) = written(&content, BLOCK);
        let sums = Sums::new(
            Path::new("a"),
            content.len(),
            OwnedBytes::new(bytes[content.len()..bytes.len() - TRAILER].to_vec()),
            Noticed::default(),
        );
        assert!(opened(&bytes, seal).is_ok());
        sums.compare(10 * BLOCK, &content[10 * BLOCK..190 * BLOCK]).unwrap();
        for (start, end, known) in [(10, 190, true), (9, 20, false), (63, 65, true), (64, 128, true), (180, 191, false)]
        {
            assert_eq!(sums.are_known(start * BLOCK, end * BLOCK), known, "{start}..{end}");
        }
        assert!(sums.are_known(10 * BLOCK + 5, 11 * BLOCK - 5));
        assert_eq!(sums.around(10 * BLOCK + 5, 11 * BLOCK + 1), 10 * BLOCK..12 * BLOCK);
    }
}
