//! Files compressed with gzip: one source, in one member or several.

use std::io::BufReader;

use flate2::read::MultiGzDecoder;

use super::container::{Container, Sources};
use crate::collection::{
    problem::ProblemKind,
    signatures,
    source::{CHUNK, Source},
};

/// gzip.
pub struct Gzip;

impl Container for Gzip {
    fn begins(&self, head: &[u8]) -> bool {
        signatures::GZIP.begins(head)
    }

    fn open(&self, source: Source) -> Result<Box<dyn Sources>, ProblemKind> {
        let decoder = MultiGzDecoder::new(BufReader::with_capacity(CHUNK, source));
        Ok(Box::new(Some(Source::decompressed(Box::new(decoder)))))
    }
}
