//! Which files are read, and how: by extension first, by content where the extension says little.
//!
//! One table, [`EXTENSIONS`]: a format that is added later is a file beside this one and a line there. Knows the
//! first bytes of a file, never the file.

use std::path::Path;

use super::{
    format::Format,
    json::{self, Json},
    whole::Whole,
};

/// The extensions that are read, for messages.
pub const READ: &str = ".txt .text .md .markdown .html .htm .xhtml .json .jsonl .ndjson, each also with .gz";

/// How a file is read, as far as its name says.
#[derive(Clone, Copy, Debug)]
pub enum Reading {
    /// In this format.
    As(&'static dyn Format),
    /// No telling extension: by content. Only for standard input and files named outright.
    ByContent,
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
static EXTENSIONS: &[(&[&str], Reading)] = &[
    (&["txt", "text", "md", "markdown"], Reading::As(&Whole::Text)),
    (&["html", "htm", "xhtml"], Reading::As(&Whole::Html)),
    (&["json"], Reading::As(&Json { lines: false })),
    (&["jsonl", "ndjson"], Reading::As(&Json { lines: true })),
    (&["warc", "arc"], Reading::NotYet(&WARC)),
    (&["zip", "tar", "tgz", "wacz"], Reading::NotYet(&ZIP)),
    (&["zst", "xz", "bz2"], Reading::NotYet(&COMPRESSED)),
    (&["xml", "rss", "atom"], Reading::NotYet(&FEED)),
    (&["csv", "tsv", "parquet"], Reading::NotYet(&TABLE)),
    (&["pdf", "doc", "docx", "odt", "rtf"], Reading::NotYet(&DOCUMENT)),
];

/// How a file of this name is read; `None` where the extension is not in the table.
pub fn by_name(path: &Path) -> Option<Reading> {
    let name = path.file_name()?.to_string_lossy().to_ascii_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    let (stem, extension) = name.rsplit_once('.')?;
    if stem.is_empty() {
        return None;
    }
    EXTENSIONS.iter().find(|(names, _)| names.contains(&extension)).map(|(_, reading)| *reading)
}

/// The format of content whose name says nothing, from its first bytes.
pub fn by_content(head: &[u8]) -> &'static dyn Format {
    if json::begins(head) { &Json { lines: false } } else { &Whole::Text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_name_what_the_table_reads() {
        let read = EXTENSIONS.iter().filter(|(_, reading)| matches!(reading, Reading::As(_)));
        let names: Vec<String> = read.flat_map(|(names, _)| *names).map(|name| format!(".{name}")).collect();
        assert_eq!(READ, format!("{}, each also with .gz", names.join(" ")));
    }
}
