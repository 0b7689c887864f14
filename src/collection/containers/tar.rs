//! tar archives, read from their beginning to their end.
//!
//! The forms that are met: POSIX (ustar), with the extended headers of pax, and GNU's long names. Links are not followed and
//! nothing is written. The kept crate lends its entries from the archive, which a source that lives on its own cannot have.

use std::io::{self, Read as _};

use super::{
    container::{Container, Member, Sources, Stream},
    name,
};
use crate::{
    collection::{allowance::Allowance, numbers, problem::ProblemKind, signatures, source::Source},
    text::items,
};

/// Bytes of a block; a header is one.
const BLOCK: usize = 512;
/// Bytes of a header that says more of the next: names above this are nobody's.
const LONGEST: u64 = 64 << 10;

/// tar.
pub struct Tar;

impl Container for Tar {
    fn begins(&self, head: &[u8]) -> bool {
        signatures::TAR.begins(head)
    }

    fn open(&self, source: Source) -> Result<Box<dyn Sources>, ProblemKind> {
        let allowance = source.allowance();
        Ok(Box::new(Entries { stream: Stream::new(source), padding: 0, allowance, ended: false }))
    }

    fn is_archive(&self) -> bool {
        true
    }
}

struct Entries {
    stream: Stream,
    /// Bytes between the last member and the next block.
    padding: u64,
    allowance: Allowance,
    ended: bool,
}

/// What headers say of a member before its own.
#[derive(Default)]
struct Said {
    name: Option<String>,
    size: Option<u64>,
}

impl Entries {
    fn step(&mut self) -> io::Result<Option<Member>> {
        let mut said = Said::default();
        loop {
            let padding = std::mem::take(&mut self.padding);
            let Some(header) = self.stream.with(|source| header(source, padding))? else { return Ok(None) };
            let size = said.size.or_else(|| number(part(&header, 124, 12))).ok_or(io::ErrorKind::InvalidData)?;
            self.padding = (BLOCK as u64 - size % BLOCK as u64) % BLOCK as u64;
            match header.get(156) {
                // A regular file, in the three ways to say so; GNU's sparse ones are stored with holes and are left out.
                Some(b'0' | 0 | b'7') => {
                    let name = said.name.take().unwrap_or_else(|| own_name(&header));
                    let Some(loan) = self.stream.lend(Some(size)) else { return Ok(None) };
                    let source = name::checked(&name).map(|()| Source::stored(loan, self.allowance.clone()));
                    return Ok(Some(Member { name: Some(name), source }));
                }
                Some(kind @ (b'x' | b'L')) if size <= LONGEST => {
                    let bytes = self.stream.with(|source| {
                        let mut bytes = Vec::new();
                        source.take(size).read_to_end(&mut bytes)?;
                        Ok(bytes)
                    })?;
                    if *kind == b'x' {
                        extended(&bytes, &mut said);
                    } else {
                        said.name = Some(text(&bytes));
                    }
                }
                // Folders, links, devices, headers for all: nothing that is read.
                _ => {
                    drop(self.stream.lend(Some(size)));
                    said = Said::default();
                }
            }
        }
    }
}

impl Sources for Entries {
    fn next(&mut self) -> Option<Result<Member, ProblemKind>> {
        if self.ended {
            return None;
        }
        let step = self.step();
        self.ended = !matches!(step, Ok(Some(_)));
        step.map_err(|error| ProblemKind::from_io(&error, true)).transpose()
    }
}

/// The next header; `None` at the end of the archive.
fn header(source: &mut Source, padding: u64) -> io::Result<Option<[u8; BLOCK]>> {
    io::copy(&mut source.take(padding), &mut io::sink())?;
    let mut header = [0; BLOCK];
    // Some programs leave the two empty blocks at the end out.
    if source.peek(1).is_ok_and(<[u8]>::is_empty) {
        return Ok(None);
    }
    source.read_exact(&mut header)?;
    if header.iter().all(|byte| *byte == 0) {
        return Ok(None);
    }
    let sum: u64 =
        header.iter().zip(0..).map(|(byte, at)| if (148..156).contains(&at) { 32 } else { u64::from(*byte) }).sum();
    if number(part(&header, 148, 8)) != Some(sum) {
        return Err(io::Error::new(
            io::ErrorKind::InvalidData,
            "a header of the tar archive does not agree with its checksum",
        ));
    }
    Ok(Some(header))
}

fn part(header: &[u8; BLOCK], at: usize, length: usize) -> &[u8] {
    items(header, at..at + length)
}

/// A number as headers write it: octal digits, or binary behind a set bit where it is large.
fn number(field: &[u8]) -> Option<u64> {
    if let Some((128, rest)) = field.split_first() {
        return rest.iter().try_fold(0_u64, |number, byte| Some(number.checked_mul(256)? + u64::from(*byte)));
    }
    let digits = field.iter().skip_while(|byte| **byte == b' ').take_while(|byte| matches!(byte, b'0'..=b'7'));
    digits.copied().try_fold(0_u64, |number, digit| Some(number.checked_mul(8)? + u64::from(digit - b'0')))
}

/// Text up to a NUL.
fn text(bytes: &[u8]) -> String {
    let end = memchr::memchr(0, bytes).unwrap_or(bytes.len());
    String::from_utf8_lossy(items(bytes, ..end)).into_owned()
}

/// The name in a header: POSIX keeps its beginning apart.
fn own_name(header: &[u8; BLOCK]) -> String {
    let (name, prefix) = (text(part(header, 0, 100)), text(part(header, 345, 155)));
    let posix = part(header, 257, 6) == b"ustar\0";
    if posix && !prefix.is_empty() { format!("{prefix}/{name}") } else { name }
}

/// The lines of an extended header: `length key=value`.
fn extended(mut bytes: &[u8], said: &mut Said) {
    while let Some(space) = memchr::memchr(b' ', bytes) {
        let length = numbers::digits(items(bytes, ..space)).filter(|length| *length > space);
        let Some((line, rest)) = length.and_then(|length| bytes.split_at_checked(length)) else { return };
        bytes = rest;
        let line = String::from_utf8_lossy(items(line, space + 1..));
        match line.trim_end_matches('\n').split_once('=') {
            Some(("path", value)) => said.name = Some(value.to_owned()),
            Some(("size", value)) => said.size = numbers::number(value),
            _ => {}
        }
    }
}
