//! zip archives, read from their beginning to their end.
//!
//! What a reader needs stands before each member, too, so that the list at the end is never asked for: archives come through
//! pipes and within archives, where nothing can be sought, and a list of all members grows with them. Where a program did not know the length of
//! a member when it wrote it, the end shows itself: compressed data end by themselves, and stored data end where a description follows
//! that agrees with what was read.

use std::io::{self, BufRead as _, Read};

use bzip2::bufread::BzDecoder;
use crc32fast::Hasher;
use flate2::bufread::DeflateDecoder;
use lzma_rust2::XzReader;

use super::{
    container::{Container, Loan, Member, Sources, Stream},
    name,
};
use crate::{
    collection::{allowance::Allowance, problem::ProblemKind, signatures, source::Source},
    text::items,
};

const MEMBER: &[u8] = b"PK\x03\x04";
const DESCRIPTION: &[u8] = b"PK\x07\x08";
/// Memory that a decompressor may ask for, in kB.
const MEMORY: u32 = 160 << 10;

/// zip.
pub struct Zip;

impl Container for Zip {
    fn begins(&self, head: &[u8]) -> bool {
        signatures::ZIP.begins(head) && signatures::document(head).is_none()
    }

    fn open(&self, source: Source) -> Result<Box<dyn Sources>, ProblemKind> {
        Ok(Box::new(Members::new(source)))
    }

    fn is_archive(&self) -> bool {
        true
    }
}

/// The members of an archive.
pub struct Members {
    stream: Stream,
    allowance: Allowance,
    /// The member before has a description behind it, with lengths of eight bytes or of four.
    described: Option<bool>,
    ended: bool,
}

/// What stands before a member.
struct Header {
    flags: u16,
    method: u16,
    packed: u64,
    long: bool,
    name: String,
}

impl Header {
    const ENCRYPTED: u16 = 1;
    const DESCRIBED: u16 = 1 << 3;

    fn read(source: &mut Source) -> io::Result<Self> {
        let mut fixed = [0; 26];
        source.read_exact(&mut fixed)?;
        let name = bytes(source, usize::from(u16_at(&fixed, 22)))?;
        let extra = bytes(source, usize::from(u16_at(&fixed, 24)))?;
        let (mut packed, unpacked) = (u64::from(u32_at(&fixed, 14)), u32_at(&fixed, 18));
        let long = long_lengths(&extra);
        if let Some(lengths) = long.filter(|_| packed == u64::from(u32::MAX)) {
            // The unpacked length stands first, where it is there.
            let at = if unpacked == u32::MAX { 8 } else { 0 };
            if let Some((_, length)) = lengths.split_at_checked(at)
                && let Some(length) = length.first_chunk()
            {
                packed = u64::from_le_bytes(*length);
            }
        }
        let name = String::from_utf8_lossy(&name).replace('\\', "/");
        Ok(Self { flags: u16_at(&fixed, 2), method: u16_at(&fixed, 4), packed, long: long.is_some(), name })
    }

    fn is(&self, flag: u16) -> bool {
        self.flags & flag != 0
    }
}

fn bytes(source: &mut Source, length: usize) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; length];
    source.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    items(bytes, at..at + 2).iter().rev().fold(0, |number, byte| number << 8 | u16::from(*byte))
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    items(bytes, at..at + 4).iter().rev().fold(0, |number, byte| number << 8 | u32::from(*byte))
}

/// The lengths of more than four bytes in the extra fields of a header (zip64).
fn long_lengths(mut extra: &[u8]) -> Option<&[u8]> {
    while extra.len() >= 4 {
        let (kind, length) = (u16_at(extra, 0), usize::from(u16_at(extra, 2)));
        let field = extra.get(4..4 + length)?;
        if kind == 1 {
            return Some(field);
        }
        extra = items(extra, 4 + length..);
    }
    None
}

impl Members {
    /// The members of the archive that a source is.
    pub fn new(source: Source) -> Self {
        let allowance = source.allowance();
        Self { stream: Stream::new(source), allowance, described: None, ended: false }
    }

    fn step(&mut self) -> io::Result<Option<Member>> {
        loop {
            let described = self.described.take();
            let header = self.stream.with(|source| {
                if let Some(long) = described {
                    let signed = source.peek(4).is_ok_and(|next| next == DESCRIPTION);
                    bytes(source, if signed { 8 } else { 4 } + if long { 16 } else { 8 })?;
                }
                let next = source.peek(4).map_err(|_| io::Error::from(io::ErrorKind::UnexpectedEof))?;
                if next != MEMBER {
                    // The list of the members, or the end.
                    let fine = next.starts_with(b"PK");
                    return if fine { Ok(None) } else { Err(io::ErrorKind::InvalidData.into()) };
                }
                bytes(source, 4)?;
                Header::read(source).map(Some)
            })?;
            let Some(header) = header else { return Ok(None) };
            if header.name.ends_with('/') && header.packed == 0 && !header.is(Header::DESCRIBED) {
                continue;
            }
            let unknown = header.is(Header::DESCRIBED) && header.packed == 0;
            let Some(loan) = self.stream.lend((!unknown).then_some(header.packed)) else { return Ok(None) };
            if header.is(Header::DESCRIBED) {
                self.described = Some(header.long);
            }
            let source = self.source(&header, loan, unknown);
            return Ok(Some(Member { name: Some(header.name), source }));
        }
    }

    fn source(&mut self, header: &Header, loan: Loan, unknown: bool) -> Result<Source, ProblemKind> {
        let allowance = self.allowance.clone();
        if let Err(kind) = name::checked(&header.name) {
            // Without its length the member has to be read to find its end.
            self.ended |= unknown;
            return Err(kind);
        }
        if header.is(Header::ENCRYPTED) {
            self.ended |= unknown;
            return Err(ProblemKind::Encrypted);
        }
        match header.method {
            0 if unknown => {
                self.described = None;
                Ok(Source::stored(ToTheEnd(Described::new(loan, header.long)), allowance))
            }
            0 => Ok(Source::stored(loan, allowance)),
            8 => Ok(Source::stored(ToTheEnd(allowance.hold(DeflateDecoder::new(loan))), allowance)),
            12 => Ok(Source::stored(ToTheEnd(allowance.hold(BzDecoder::new(loan))), allowance)),
            93 if !unknown => match zstd::stream::read::Decoder::with_buffer(loan) {
                Ok(decoder) => Ok(Source::decompressed(decoder, allowance)),
                Err(error) => Err(ProblemKind::from_io(&error, true)),
            },
            95 if !unknown => Ok(Source::decompressed(XzReader::new_mem_limit(loan, false, MEMORY), allowance)),
            _ => {
                self.ended |= unknown;
                Err(ProblemKind::NotReadYet {
                    format: "this way of compressing in a zip archive",
                    remedy: "unpack it and name the folder",
                })
            }
        }
    }
}

impl Sources for Members {
    fn next(&mut self) -> Option<Result<Member, ProblemKind>> {
        if self.ended {
            return None;
        }
        let step = self.step();
        self.ended |= !matches!(step, Ok(Some(_)));
        step.map_err(|error| ProblemKind::from_io(&error, true)).transpose()
    }
}

/// A reader that is read to its end before it is dropped: only so the stream stands behind it.
struct ToTheEnd<R: Read>(R);

impl<R: Read> Read for ToTheEnd<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.0.read(out)
    }
}

impl<R: Read> Drop for ToTheEnd<R> {
    fn drop(&mut self) {
        let mut buffer = [0; 16 << 10];
        while matches!(self.0.read(&mut buffer), Ok(read) if read > 0) {}
    }
}

/// Stored bytes whose length is told behind them only. The description ends them whose length and checksum are theirs.
struct Described {
    loan: Loan,
    /// Lengths have eight bytes.
    long: bool,
    sum: Hasher,
    read: u64,
    ended: bool,
}

impl Described {
    /// Bytes of the longer form: signature, checksum, two lengths of eight bytes.
    const LONGEST: usize = 24;

    fn new(loan: Loan, long: bool) -> Self {
        Self { loan, long, sum: Hasher::new(), read: 0, ended: false }
    }

    /// The length of the description that begins here, if it is that of what was read.
    fn description(&self, ahead: &[u8]) -> Option<usize> {
        let sum = ahead.get(4..8)?;
        if !ahead.starts_with(DESCRIPTION) || sum != self.sum.clone().finalize().to_le_bytes() {
            return None;
        }
        let width = if self.long { 8 } else { 4 };
        let length = ahead.get(8..8 + width)?;
        (length == items(&self.read.to_le_bytes(), ..width)).then_some(8 + 2 * width)
    }
}

impl Read for Described {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.ended {
            return Ok(0);
        }
        let ahead = self.loan.peek(Self::LONGEST)?;
        if ahead.is_empty() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let mut head = [0; Self::LONGEST];
        head.iter_mut().zip(ahead).for_each(|(to, from)| *to = *from);
        if let Some(length) = self.description(&head) {
            self.loan.consume(length);
            self.ended = true;
            return Ok(0);
        }
        let buffer = self.loan.peek(Self::LONGEST)?;
        // Up to where the next description may begin.
        let next = memchr::memmem::find(items(buffer, 1..), DESCRIPTION).map_or(buffer.len(), |at| at + 1);
        let spare =
            if next == buffer.len() && next > DESCRIPTION.len() { next - (DESCRIPTION.len() - 1) } else { next };
        let length = spare.min(out.len());
        let from = items(buffer, ..length);
        self.sum.update(from);
        if let Some(out) = out.get_mut(..length) {
            out.copy_from_slice(from);
        }
        self.loan.consume(length);
        self.read += length as u64;
        Ok(length)
    }
}
