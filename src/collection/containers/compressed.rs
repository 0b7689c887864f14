//! Files that are compressed alone: gzip, zstd, bzip2, xz and LZMA. One source, in one member or several.

use bzip2::bufread::MultiBzDecoder;
use flate2::bufread::MultiGzDecoder;
use lzma_rust2::{LzmaReader, XzReader};

use super::container::{Container, Sources};
use crate::collection::{problem::ProblemKind, signatures, source::Source};

/// Memory that a decompressor may ask for, in kB: the dictionary of `xz -9` is 64 MB.
const MEMORY: u32 = 160 << 10;
/// Logarithm of the window of a zstd file: 128 MB, as far as the tool itself goes unasked.
const WINDOW: u32 = 27;

/// A way to compress.
pub enum Compressed {
    /// gzip.
    Gzip,
    /// zstd.
    Zstd,
    /// bzip2.
    Bzip2,
    /// xz.
    Xz,
    /// LZMA, the older form of xz.
    Lzma,
}

impl Container for Compressed {
    fn begins(&self, head: &[u8]) -> bool {
        match self {
            Self::Gzip => signatures::GZIP.begins(head),
            Self::Zstd => signatures::ZSTD.begins(head),
            Self::Bzip2 => signatures::BZIP2.begins(head),
            Self::Xz => signatures::XZ.begins(head),
            Self::Lzma => signatures::is_lzma(head),
        }
    }

    fn open(&self, source: Source) -> Result<Box<dyn Sources>, ProblemKind> {
        let allowance = source.allowance();
        let failed = |error| ProblemKind::from_io(&error, true);
        let inner = match self {
            Self::Gzip => Source::decompressed(MultiGzDecoder::new(source), allowance),
            Self::Zstd => {
                let mut decoder = zstd::stream::read::Decoder::with_buffer(source).map_err(failed)?;
                decoder.window_log_max(WINDOW).map_err(failed)?;
                Source::decompressed(decoder, allowance)
            }
            Self::Bzip2 => Source::decompressed(MultiBzDecoder::new(source), allowance),
            Self::Xz => Source::decompressed(XzReader::new_mem_limit(source, true, MEMORY), allowance),
            Self::Lzma => {
                let decoder = LzmaReader::new_mem_limit(source, MEMORY, None).map_err(failed)?;
                Source::decompressed(decoder, allowance)
            }
        };
        Ok(Box::new(Some(inner)))
    }
}
