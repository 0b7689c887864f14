//! Kinds of files by their first bytes: the only table of them.
//!
//! Takes the first bytes of a file, says what it is whatever its name. Text has no signature.

/// First bytes that a kind of file has.
#[derive(Debug)]
pub struct Signature {
    /// Where they stand.
    offset: usize,
    bytes: &'static [u8],
    /// The kind, as messages name it.
    pub name: &'static str,
}

const fn at(offset: usize, bytes: &'static [u8], name: &'static str) -> Signature {
    Signature { offset, bytes, name }
}

/// A gzip stream.
pub static GZIP: Signature = at(0, b"\x1f\x8b", "a gzip archive");
/// A zstd stream.
pub static ZSTD: Signature = at(0, b"\x28\xb5\x2f\xfd", "a zstd archive");
/// A bzip2 stream.
pub static BZIP2: Signature = at(0, b"BZh", "a bzip2 archive");
/// An xz stream.
pub static XZ: Signature = at(0, b"\xfd7zXZ\0", "an xz archive");
/// A zip archive, and what is made as one.
pub static ZIP: Signature = at(0, b"PK\x03\x04", "a zip archive");
/// A tar archive.
pub static TAR: Signature = at(257, b"ustar", "a tar archive");

/// Kinds that are opened.
static READ: [&Signature; 6] = [&GZIP, &ZSTD, &BZIP2, &XZ, &ZIP, &TAR];

/// Kinds that get into folders of articles and are not read.
static NOT_READ: &[Signature] = &[
    at(0, b"%PDF-", "a PDF document"),
    at(0, b"PK\x05\x06", "an empty zip archive"),
    at(0, b"PK\x07\x08", "a part of a zip archive in several files"),
    at(0, b"\xd0\xcf\x11\xe0", "an old office document"),
    at(0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    at(0, b"Rar!\x1a\x07", "a RAR archive"),
    at(0, b"LZIP", "an lzip archive"),
    at(0, b"\x04\x22\x4d\x18", "an lz4 archive"),
    at(0, b"\x89PNG", "a PNG image"),
    at(0, b"\xff\xd8\xff", "a JPEG image"),
    at(0, b"GIF8", "a GIF image"),
    at(8, b"WEBP", "a WebP image"),
    at(0, b"II*\0", "a TIFF image"),
    at(0, b"MM\0*", "a TIFF image"),
    at(8, b"WAVE", "a WAV recording"),
    at(0, b"OggS", "an Ogg recording"),
    at(0, b"ID3", "an MP3 recording"),
    at(4, b"ftyp", "an MP4 film"),
    at(0, b"\x1aE\xdf\xa3", "a Matroska film"),
    at(0, b"\x7fELF", "a program"),
    at(0, b"MZ\x90\0", "a program"),
    at(0, b"\0asm", "a program"),
    at(0, b"SQLite format 3\0", "a SQLite database"),
    at(0, b"PAR1", "a Parquet table"),
    at(0, b"Obj\x01", "an Avro table"),
    at(0, b"ORC", "an ORC table"),
    at(0, b"ARROW1", "an Arrow table"),
    at(0, b"\x89HDF", "an HDF5 data set"),
    at(0, b"\x93NUMPY", "a NumPy array"),
    at(0, b"%!PS", "a PostScript document"),
    at(60, b"BOOKMOBI", "a Kindle book"),
    at(0, b"!BDN", "an Outlook mailbox"),
    at(0, b"wOFF", "a web font"),
    at(0, b"wOF2", "a web font"),
];

impl Signature {
    /// Whether a file begins so.
    pub fn begins(&self, head: &[u8]) -> bool {
        head.get(self.offset..).is_some_and(|rest| rest.starts_with(self.bytes))
    }
}

/// The kind that a file is and that is not text.
pub fn kind(head: &[u8]) -> Option<&'static Signature> {
    NOT_READ.iter().chain(READ).find(|signature| signature.begins(head))
}

/// An LZMA file, which has no signature: the usual properties, a dictionary of a power of two, and a length that is unknown or
/// below a terabyte.
pub fn is_lzma(head: &[u8]) -> bool {
    let Some(&[0x5d, 0, 0, third, fourth, ref length @ ..]) = head.first_chunk::<13>() else { return false };
    let dictionary = u32::from_le_bytes([0, 0, third, fourth]);
    let length = u64::from_le_bytes(*length);
    dictionary.is_power_of_two() && (length == u64::MAX || length >> 40 == 0)
}

/// A book made as a zip archive.
pub const BOOK: &str = "an EPUB book";

/// Names of the members that documents made as zip archives begin with, and what those are.
static DOCUMENTS: &[(&[u8], &str)] = &[
    (b"[Content_Types].xml", "an office document (docx, xlsx, pptx)"),
    (b"_rels/.rels", "an office document (docx, xlsx, pptx)"),
    (b"docProps/", "an office document (docx, xlsx, pptx)"),
    (b"word/", "an office document (docx)"),
    (b"mimetypeapplication/epub+zip", BOOK),
    (b"mimetypeapplication/vnd.oasis.opendocument", "an office document (odt, ods, odp)"),
];

/// The kind of document that is made as a zip archive, by the name of its first member.
pub fn document(head: &[u8]) -> Option<&'static str> {
    let name = head.get(30..).filter(|_| ZIP.begins(head))?;
    DOCUMENTS.iter().find(|(begin, _)| name.starts_with(begin)).map(|(_, kind)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_by_their_first_bytes() {
        let tar = [&[b'a'; 257][..], b"ustar\0"].concat();
        let table: &[(&[u8], Option<&str>)] = &[
            (b"%PDF-1.7\n", Some("a PDF document")),
            (b"PK\x03\x04\x14\0", Some("a zip archive")),
            (b"\x89PNG\r\n\x1a\n\0\0", Some("a PNG image")),
            (b"\x1f\x8b\x08\0", Some("a gzip archive")),
            (b"RIFF\0\0\0\0WAVE", Some("a WAV recording")),
            (&tar, Some("a tar archive")),
            (b"plain text", None),
            (b"", None),
        ];
        for (bytes, kind) in table {
            assert_eq!(super::kind(bytes).map(|signature| signature.name), *kind, "{bytes:?}");
        }
        // A longer signature stands before one that it begins with.
        for (at, signature) in NOT_READ.iter().enumerate() {
            let head = [vec![b' '; signature.offset], signature.bytes.to_vec()].concat();
            assert_eq!(NOT_READ.iter().position(|known| known.begins(&head)), Some(at), "{}", signature.name);
        }
    }
}
