//! What can go wrong with one path or one record.
//!
//! A [`Problem`] is a value with a code and facts that the run reports and counts; it never ends the run. Whether it ought to
//! (a path named by the user that cannot be read at all) is told by [`Problem::is_fatal`]. Knows nothing of
//! exit codes and terminals: names taken from the input are shown with control characters escaped.

use super::allowance;
use crate::{clean::caps::LONGEST, text::slice};
use std::{fmt, io};

/// Field names of a record shown in a message, at most.
const MOST_NAMES: usize = 12;
/// Characters of one field name shown in a message, at most.
const LONGEST_NAME: usize = 40;
/// Kinds of files shown in a message, at most.
const MOST_KINDS: usize = 8;

/// A path or a record that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct Problem {
    /// The file or folder, as in [`crate::article::Record::path`].
    pub path: String,
    /// Line of the file it is about, from 1; `None` where it is about the whole file.
    pub line: Option<u64>,
    /// True when the path itself was named by the user, not found in a folder.
    pub named: bool,
    /// What is wrong.
    pub kind: ProblemKind,
}

/// What is wrong with a path or a record.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProblemKind {
    /// Nothing stands at the path.
    #[error("no such file or folder; check the spelling, or the folder you are in")]
    Missing,
    /// The system refuses to open it.
    #[error("may not be read; change its permissions or run as its owner")]
    Permission,
    /// The system failed while reading.
    #[error("cannot be read ({0}); what was read before is kept, try again or copy the file anew")]
    Io(String),
    /// A stream or an archive that breaks off or is damaged, or elements that are no tree to be read.
    #[error("the data is damaged or cut off ({0}); what was read before is kept, fetch the file again")]
    Damaged(String),
    /// A folder without any file that is read.
    #[error("holds no file that is read; files read are {0}")]
    EmptyFolder(&'static str),
    /// A file or a list without content, or a record whose text is empty.
    #[error("{}", empty(*.what, .field.as_deref()))]
    Empty {
        /// What is empty.
        what: Emptiness,
        /// The field that should have held the text.
        field: Option<String>,
    },
    /// Not text.
    #[error("{}", binary(*.looks_like))]
    Binary {
        /// The format its first bytes belong to, where known.
        looks_like: Option<&'static str>,
    },
    /// A format that is known but not read yet.
    #[error("{format} is not read yet; {remedy}")]
    NotReadYet {
        /// The format.
        format: &'static str,
        /// What to do instead.
        remedy: &'static str,
    },
    /// Text of a kind that is known by its first bytes alone, or not at all.
    #[error("is XML of a kind that is not known (its root is <{}>); convert it to HTML or JSON Lines first", shortened(.root))]
    UnknownXml {
        /// The name of its outermost element.
        root: String,
    },
    /// Its name says one kind of file, and its content none.
    #[error("is named like {format} and does not begin like one; if it is plain text, name it .txt")]
    NotItsName {
        /// The kind that the name says.
        format: &'static str,
    },
    /// Files of a folder or an archive that were not read, by kind: what was expected, no failure.
    #[error("{}", passed(.kinds))]
    Passed {
        /// How many of each kind, the most frequent first.
        kinds: Vec<(String, u64)>,
    },
    /// A member of an archive that only a password opens.
    #[error("is encrypted; unpack it and name the folder")]
    Encrypted,
    /// A member of an archive whose name leads out of it.
    #[error("has a name that leads out of the archive and was skipped")]
    NameOutside,
    /// Unpacked, the file would be out of all proportion.
    #[error(
        "unpacks to more than {ratio} times its size; what was read before is kept, unpack it and name the folder if it is sound"
    )]
    Expands {
        /// How many times its size it may have.
        ratio: u64,
    },
    /// Archives in archives, too many levels of them.
    #[error("holds archives within archives, more than {levels} levels deep; unpack it and name the folder")]
    TooDeep {
        /// Levels that are opened.
        levels: usize,
    },
    /// Standard input holds names of files, not their content.
    #[error("is a list of paths, not an article")]
    ListOfPaths,
    /// A record above the limit.
    #[error("the record is larger than {limit} bytes and was skipped")]
    TooLarge {
        /// Bytes allowed.
        limit: usize,
    },
    /// A text above the limit, of which the first part was read.
    #[error("the text is larger than {limit} bytes; only its first part was read")]
    CutShort {
        /// Bytes allowed.
        limit: usize,
    },
    /// Fields of a record that are longer than a field may be.
    #[error("{} longer than {limit} characters; only the beginning was kept", fields_are(.fields))]
    FieldsCut {
        /// Their names.
        fields: Vec<&'static str>,
        /// Characters allowed.
        limit: usize,
    },
    /// A link in a folder that leads out of it.
    #[error("a link that leads out of the folder was not followed")]
    LinkOutside,
    /// Neither file nor folder, and nobody writes to it.
    #[error("is a pipe that nobody writes to")]
    NoWriter,
    /// Not JSON, or JSON that breaks off.
    #[error("{}", json(*.line, *.column, .reason))]
    Json {
        /// Line in the file, from 1.
        line: u64,
        /// Byte in the line, from 1.
        column: u64,
        /// What the parser says.
        reason: String,
    },
    /// A JSON value that is not an object stands where a record should.
    #[error("a record must be a JSON object {{\"title\": …, \"text\": …}}, but this is {found}")]
    NotAnObject {
        /// What stands there.
        found: &'static str,
    },
    /// No field of the record is known to hold the text.
    #[error("{}", no_text(.fields))]
    NoText {
        /// The fields that the record has.
        fields: Vec<String>,
        /// The field that most likely holds the text.
        suggestion: Option<String>,
    },
}

/// What is empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Emptiness {
    /// The file has no bytes, or nothing but white space.
    File,
    /// The file is a list without records.
    List,
    /// The record's text field is empty.
    Text,
}

impl Problem {
    /// A note that some fields of a record were cut.
    #[must_use]
    pub fn fields_cut(path: &str, line: Option<u64>, fields: Vec<&'static str>) -> Self {
        let kind = ProblemKind::FieldsCut { fields, limit: LONGEST };
        Self { path: path.to_owned(), line, named: false, kind }
    }

    /// Nothing can be read at a path that the user named: worth stopping for, or at least an exit code.
    #[must_use]
    pub fn is_fatal(&self) -> bool {
        self.named && matches!(self.kind, ProblemKind::Missing | ProblemKind::Permission | ProblemKind::Io(_))
    }

    /// A path that the user named is missing, or a whole file or folder holds nothing: what was there may be there again.
    #[must_use]
    pub fn is_absence(&self) -> bool {
        self.named && self.kind == ProblemKind::Missing || self.line.is_none() && self.is_empty()
    }

    /// It is told, and nothing has failed: what it is about was read, or was not meant to be.
    #[must_use]
    pub fn is_note(&self) -> bool {
        matches!(
            self.kind,
            ProblemKind::CutShort { .. }
                | ProblemKind::FieldsCut { .. }
                | ProblemKind::LinkOutside
                | ProblemKind::Passed { .. }
        )
    }

    /// Where it stands: the path, and the line where there is one; control characters escaped.
    #[must_use]
    pub fn place(&self) -> String {
        let path = printable(&self.path);
        match self.line {
            Some(line) => format!("{path}:{line}"),
            None => path,
        }
    }

    /// It is about other files than the one it names.
    #[must_use]
    pub fn is_summary(&self) -> bool {
        matches!(self.kind, ProblemKind::Passed { .. })
    }

    /// There was nothing to read: counted as empty, not as failed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!(self.kind, ProblemKind::Empty { .. } | ProblemKind::EmptyFolder(_))
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place(), self.kind)
    }
}

impl ProblemKind {
    /// The code: stable, lower case with hyphens.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing => "missing-path",
            Self::Permission => "no-permission",
            Self::Io(_) => "unreadable",
            Self::Damaged(_) => "damaged-stream",
            Self::EmptyFolder(_) => "empty-folder",
            Self::Empty { what: Emptiness::File, .. } => "empty-file",
            Self::Empty { what: Emptiness::List, .. } => "empty-list",
            Self::Empty { what: Emptiness::Text, field: Some(_) } => "empty-text",
            Self::Empty { what: Emptiness::Text, field: None } => "empty-record",
            Self::Binary { .. } => "binary",
            Self::NotReadYet { .. } => "not-read-yet",
            Self::UnknownXml { .. } => "unknown-xml",
            Self::NotItsName { .. } => "not-its-name",
            Self::Passed { .. } => "not-read",
            Self::ListOfPaths => "list-of-paths",
            Self::Encrypted => "encrypted",
            Self::NameOutside => "name-outside",
            Self::Expands { .. } => "expands",
            Self::TooDeep { .. } => "too-deep",
            Self::TooLarge { .. } => "too-large",
            Self::CutShort { .. } => "cut-short",
            Self::FieldsCut { .. } => "fields-cut",
            Self::LinkOutside => "link-outside",
            Self::NoWriter => "no-writer",
            Self::Json { .. } => "not-json",
            Self::NotAnObject { .. } => "not-an-object",
            Self::NoText { fields, .. } if fields.is_empty() => "no-fields",
            Self::NoText { .. } => "no-text",
        }
    }

    /// The kind for an error of the system; `compressed` when it came through a decompressor.
    pub(super) fn from_io(error: &io::Error, compressed: bool) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            io::ErrorKind::PermissionDenied => Self::Permission,
            io::ErrorKind::QuotaExceeded if compressed => Self::Expands { ratio: allowance::RATIO },
            _ if compressed => Self::Damaged(error.to_string()),
            _ => Self::Io(error.to_string()),
        }
    }
}

/// Control characters escaped: a name from a file must not steer a terminal.
fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { c.escape_default().to_string() } else { c.to_string() }).collect()
}

fn fields_are(fields: &[&str]) -> String {
    let names = fields.join(", ");
    if fields.len() == 1 { format!("the field '{names}' is") } else { format!("the fields {names} are") }
}

fn empty(what: Emptiness, field: Option<&str>) -> String {
    match (what, field) {
        (Emptiness::File, _) => "the file is empty; nothing to read".to_owned(),
        (Emptiness::List, _) => "the list holds no records; nothing to read".to_owned(),
        (Emptiness::Text, Some(field)) => format!("the record's text (field '{}') is empty", shortened(field)),
        (Emptiness::Text, None) => "the record has no text; nothing to read".to_owned(),
    }
}

fn passed(kinds: &[(String, u64)]) -> String {
    let total: u64 = kinds.iter().map(|(_, count)| count).sum();
    let shown: Vec<String> =
        kinds.iter().take(MOST_KINDS).map(|(kind, count)| format!("{count} {}", shortened(kind))).collect();
    let more = if kinds.len() > MOST_KINDS { ", …" } else { "" };
    let files = if total == 1 { "file" } else { "files" };
    format!("{total} {files} not read: {}{more}", shown.join(", "))
}

fn binary(looks_like: Option<&str>) -> String {
    match looks_like {
        Some(format) => format!("is {format}, not text; convert it to text, HTML or JSON Lines first"),
        None => "is a binary file, not text; convert it to text, HTML or JSON Lines first".to_owned(),
    }
}

fn json(line: u64, column: u64, reason: &str) -> String {
    format!("not valid JSON at line {line}, column {column}: {}; repair or remove the record", printable(reason))
}

fn no_text(fields: &[String]) -> String {
    if fields.is_empty() {
        return "the record has no fields; a record needs at least a text field".to_owned();
    }
    let mut names: Vec<String> = fields.iter().take(MOST_NAMES).map(|name| shortened(name)).collect();
    if fields.len() > MOST_NAMES {
        names.push(format!("… ({} in all)", fields.len()));
    }
    format!("no field is known to hold the text; the record has: {}", names.join(", "))
}

/// The name of a field as a message shows it: printable, and not too long.
#[must_use]
pub fn shortened(name: &str) -> String {
    let name = printable(name);
    match name.char_indices().nth(LONGEST_NAME) {
        Some((end, _)) => format!("{}…", slice(&name, ..end)),
        None => name,
    }
}
