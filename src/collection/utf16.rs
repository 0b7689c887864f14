//! UTF-16 to UTF-8 while reading, so that lines and brackets can be found byte by byte.
//!
//! Only for JSON, whose files are never held whole; pages and texts are decoded by `clean`.

use std::io::{self, Read};

use crate::text::items;
use encoding_rs::{CoderResult, Decoder, Encoding, UTF_16BE, UTF_16LE};

/// The UTF-16 that JSON is in by its first bytes: a byte-order mark, or the NUL beside its first character.
pub fn of(head: &[u8]) -> Option<&'static Encoding> {
    match head {
        [0xFF, 0xFE, ..] | [b'{' | b'[', 0, ..] => Some(UTF_16LE),
        [0xFE, 0xFF, ..] | [0, b'{' | b'[', ..] => Some(UTF_16BE),
        _ => None,
    }
}

/// A reader that gives UTF-8 for another encoding.
pub struct Transcoded<R> {
    inner: R,
    decoder: Decoder,
    /// Bytes read and not yet decoded.
    pending: Vec<u8>,
    start: usize,
    ended: bool,
    /// The decoder was told of the end and has nothing left.
    done: bool,
}

impl<R: Read> Transcoded<R> {
    /// Decodes `inner` from `encoding`; a byte-order mark is taken off.
    pub fn new(inner: R, encoding: &'static Encoding) -> Self {
        Self {
            inner,
            decoder: encoding.new_decoder_with_bom_removal(),
            pending: Vec::new(),
            start: 0,
            ended: false,
            done: false,
        }
    }
}

impl<R: Read> Read for Transcoded<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if out.len() < 4 {
            return Err(io::Error::other("a buffer too small for one character"));
        }
        loop {
            if self.done {
                return Ok(0);
            }
            if self.start >= self.pending.len() && !self.ended {
                self.pending.resize(64 << 10, 0);
                self.start = 0;
                let read = self.inner.read(&mut self.pending)?;
                self.pending.truncate(read);
                self.ended = read == 0;
            }
            let from = items(&self.pending, self.start..);
            let (result, read, written, _) = self.decoder.decode_to_utf8(from, out, self.ended);
            self.start += read;
            self.done = self.ended && result == CoderResult::InputEmpty;
            if written > 0 {
                return Ok(written);
            }
        }
    }
}
