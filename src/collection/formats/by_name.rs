//! What a file's name says of its content: which of several formats that look alike it is, and no more.
//!
//! What a file is, its first bytes decide ([`super::by_content`]); a name only tells plain text from a page that does not begin like
//! one, a table from text with commas, and what was surely not meant as text. Knows the name, never the file.

use std::{path::Path, sync::LazyLock};

use super::{format::Format, json::Json, table::Table, whole::Whole};

/// The extensions of what is read, for messages.
pub fn read_by_name() -> &'static str {
    static READ: LazyLock<String> = LazyLock::new(|| {
        let read = EXTENSIONS.iter().filter(|(_, reading)| !matches!(reading, Reading::Like(UNREAD)));
        let names: Vec<String> = read.flat_map(|(names, _)| *names).map(|name| format!(".{name}")).collect();
        format!(
            "{}, each also compressed ({}) or in an archive, and whatever shows by its content that it is one of them",
            names.join(" "),
            COMPRESSED.join(" ")
        )
    });
    &READ
}

/// How a file is read, as far as its name says.
#[derive(Clone, Copy, Debug)]
pub enum Reading {
    /// In this format, where the content does not say another.
    As(&'static dyn Format),
    /// As plain text, where the content says nothing else.
    Text,
    /// As this kind, which shows by its content; it is nothing else, least of all prose.
    Like(&'static str),
    /// By content alone.
    Look,
    /// By content alone; a file without an extension may also be JSON.
    Bare,
}

/// What files of XML are called.
pub const XML: &str = "XML";

/// What is known by its name and not read.
const UNREAD: &str = "a document or a database that is not read (pdf, doc, SQLite, Parquet)";

/// Extensions in lower case.
static EXTENSIONS: &[(&[&str], Reading)] = &[
    (&["txt", "text", "md", "markdown"], Reading::Text),
    (&["html", "htm", "xhtml"], Reading::As(&Whole::Html)),
    (&["json"], Reading::As(&Json { lines: false })),
    (&["jsonl", "ndjson", "jl", "jsonlines"], Reading::As(&Json { lines: true })),
    (&["csv", "tsv"], Reading::As(&Table)),
    (&["warc", "arc", "wet", "wat"], Reading::Like("a web archive (WARC, ARC)")),
    (&["zip", "tar", "tgz", "tbz", "tbz2", "txz", "tzst", "wacz"], Reading::Like("an archive (zip, tar, WACZ)")),
    (&["xml", "rss", "atom", "rdf", "tei", "opml"], Reading::Like(XML)),
    (&["eml", "mbox", "mht", "mhtml"], Reading::Like("a mail or a saved page (eml, mbox, mhtml)")),
    (&["srt", "vtt", "sbv"], Reading::Like("subtitles (srt, vtt, sbv)")),
    (&["rtf", "docx", "odt", "epub"], Reading::Like("a document (rtf, docx, odt, epub)")),
    (&["doc", "pdf", "parquet", "sqlite", "db"], Reading::Like(UNREAD)),
];

/// Extensions of what is compressed alone.
const COMPRESSED: [&str; 5] = [".gz", ".zst", ".bz2", ".xz", ".lzma"];

/// How a file of this name is read. What stands behind a question mark is a query, as wget leaves it in names.
pub fn by_name(path: &Path) -> Reading {
    let Some((_, extension)) = name_and_extension(path) else { return Reading::Bare };
    let known = EXTENSIONS.iter().find(|(names, _)| names.contains(&extension.as_str()));
    known.map_or(Reading::Look, |(_, reading)| *reading)
}

/// What a file's kind is called where files are counted: its extension.
pub fn kind_of(path: &Path) -> String {
    name_and_extension(path).map_or_else(|| "without extension".to_owned(), |(_, extension)| format!(".{extension}"))
}

fn name_and_extension(path: &Path) -> Option<(String, String)> {
    let name = path.file_name()?.to_string_lossy().to_ascii_lowercase();
    let name = name.split(['?', '@', '&']).next().filter(|name| !name.is_empty()).unwrap_or(&name);
    let plain = COMPRESSED.iter().find_map(|ending| name.strip_suffix(ending)).filter(|name| name.contains('.'));
    let (stem, extension) = plain.unwrap_or(name).rsplit_once('.')?;
    let whole = !stem.is_empty() && !extension.is_empty() && !extension.contains(char::is_whitespace);
    whole.then(|| (stem.to_owned(), extension.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_name_what_is_read() {
        let read = read_by_name();
        for name in [".txt ", ".jsonl ", ".xml ", ".rss ", ".eml ", ".mbox ", ".warc ", ".docx ", ".epub,", " .zst "] {
            assert!(read.contains(name), "{name}: {read}");
        }
        for name in [".pdf", ".sqlite", ".doc "] {
            assert!(!read.contains(name), "{name}: {read}");
        }
    }

    #[test]
    fn names_say_little() {
        for (name, reading) in [
            ("a.txt", "Text"),
            ("a.html?x=1", "As(Html)"),
            ("a.JSONL.zst", "As(Json { lines: true })"),
            ("index.php?id=3", "Look"),
            ("a.warc.gz", "Like(\"a web archive (WARC, ARC)\")"),
            ("a.gz", "Look"),
            ("README", "Bare"),
            ("reut2-000.sgm", "Look"),
            ("p. 3 of the report", "Bare"),
        ] {
            assert_eq!(format!("{:?}", by_name(Path::new(name))), reading, "{name}");
        }
    }
}
