//! Which files are read, and how: by extension first, by content where the extension says little.
//!
//! One table, [`EXTENSIONS`]: a format that is added later is a line there and an arm in `stream`. Knows the
//! first bytes of a file, never the file.

use std::path::Path;

/// The extensions that are read, for messages.
pub const READ: &str = ".txt .text .md .markdown .html .htm .xhtml .json .jsonl .ndjson, each also with .gz";

/// How the content of a file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text or Markdown; HTML where the content says so.
    Text,
    /// An HTML page.
    Html,
    /// JSON: an object, a list, a wrapped list, several in a row, or JSON Lines; told apart by content.
    Json,
    /// One JSON object a line.
    JsonLines,
    /// No telling extension: told apart by content. Only for standard input and files named outright.
    Unknown,
    /// Known, but not read yet.
    NotYet(&'static NotYet),
}

/// A format that a corpus may well hold and that is not read yet.
#[derive(Debug, PartialEq, Eq)]
pub struct NotYet {
    /// Its name, as in "a WARC web archive".
    pub name: &'static str,
    /// What to do instead.
    pub remedy: &'static str,
}

static WARC: NotYet =
    NotYet { name: "a web archive (WARC, ARC)", remedy: "extract its pages as .html files or as JSON Lines first" };
static ZIP: NotYet = NotYet { name: "a zip or tar archive", remedy: "unpack it and name the folder" };
static COMPRESSED: NotYet =
    NotYet { name: "this compression (zst, xz, bz2)", remedy: "decompress it, or compress it with gzip" };
static FEED: NotYet = NotYet { name: "an XML feed", remedy: "convert its entries to JSON Lines first" };
static TABLE: NotYet = NotYet { name: "a table (csv, tsv, parquet)", remedy: "convert its rows to JSON Lines first" };
static DOCUMENT: NotYet =
    NotYet { name: "an office document (pdf, docx, odt)", remedy: "convert it to .txt or .html first" };

/// Extensions in lower case, without `.gz`.
static EXTENSIONS: &[(&[&str], Format)] = &[
    (&["txt", "text", "md", "markdown"], Format::Text),
    (&["html", "htm", "xhtml"], Format::Html),
    (&["json"], Format::Json),
    (&["jsonl", "ndjson"], Format::JsonLines),
    (&["warc", "arc"], Format::NotYet(&WARC)),
    (&["zip", "tar", "tgz", "wacz"], Format::NotYet(&ZIP)),
    (&["zst", "xz", "bz2"], Format::NotYet(&COMPRESSED)),
    (&["xml", "rss", "atom"], Format::NotYet(&FEED)),
    (&["csv", "tsv", "parquet"], Format::NotYet(&TABLE)),
    (&["pdf", "doc", "docx", "odt", "rtf"], Format::NotYet(&DOCUMENT)),
];

/// The format that a file's name stands for; `None` where the extension is not in the table.
pub fn by_name(path: &Path) -> Option<Format> {
    let name = path.file_name()?.to_string_lossy().to_ascii_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    let (stem, extension) = name.rsplit_once('.')?;
    if stem.is_empty() {
        return None;
    }
    EXTENSIONS.iter().find(|(names, _)| names.contains(&extension)).map(|(_, format)| *format)
}

/// The format of content whose name says nothing, from its first bytes.
pub fn by_content(head: &[u8]) -> Format {
    match head.trim_ascii_start().first() {
        Some(b'{' | b'[') => Format::Json,
        _ => Format::Text,
    }
}

/// Formats told by their first bytes, whatever the name: `(bytes, name)`.
static MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or office document"),
    (b"\x28\xB5\x2F\xFD", "a zstd archive"),
    (b"\xFD7zXZ\0", "an xz archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xFF\xD8\xFF", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\xD0\xCF\x11\xE0", "an old office document"),
    (b"\x7FELF", "a program"),
    (b"SQLite format 3\0", "a SQLite database"),
];

/// The name of the binary format that `head` begins like.
pub fn magic(head: &[u8]) -> Option<&'static str> {
    MAGIC.iter().find(|(bytes, _)| head.starts_with(bytes)).map(|(_, name)| *name)
}

/// True for the first bytes of a gzip stream.
pub fn is_gzip(head: &[u8]) -> bool {
    head.starts_with(&[0x1F, 0x8B])
}
