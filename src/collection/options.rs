//! How records are to be read: what the caller can choose, and the names of the fields.

use std::{fmt, path::PathBuf, str::FromStr};

/// Bytes of one record when nothing else is asked for: far above any article, far below the memory of a machine.
pub const MAX_RECORD_BYTES: usize = 20 << 20;

/// Choices of the caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Where fields stand under names that are not known; the first mapping of a field that gives something wins,
    /// and all come before the known names.
    pub map: Vec<Mapping>,
    /// Where in a JSON document its records are, as names with dots between them: `chats.list.messages`; found by their shape where `None`.
    pub records: Option<String>,
    /// What every source is, whatever it looks like; by its first bytes where `None`.
    pub form: Option<Form>,
    /// What standard input is called; `-` where `None`.
    pub name: Option<String>,
    /// Encoding of files that are not UTF-8, as a label of the WHATWG encoding standard; detected where `None`.
    pub encoding: Option<String>,
    /// Bytes of one record, decompressed. Of a larger text or page the first part is read, any other is skipped; both are reported.
    pub max_record_bytes: usize,
    /// The folder that files are called relative to; the working folder where `None`. What lies outside keeps its
    /// absolute path.
    pub root: Option<PathBuf>,
    /// Follow links that lead out of the folder that was named.
    pub follow: bool,
    /// What stands for the rules that records are cleaned by, so that other rules make changed records of them; 0 for none.
    pub cleaned_by: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            map: Vec::new(),
            records: None,
            form: None,
            name: None,
            encoding: None,
            max_record_bytes: MAX_RECORD_BYTES,
            root: None,
            follow: false,
            cleaned_by: 0,
        }
    }
}

/// A kind of source that the caller may state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is what its name in `Form::ALL` says")]
pub enum Form {
    Text,
    Html,
    Json,
    JsonLines,
    Table,
    Telegram,
    Nexis,
    Factiva,
    Europresse,
    Proquest,
    Ris,
    Wire,
    Feed,
    Newsml,
    Nitf,
    Reuters,
    Trec,
    Mediawiki,
    Tei,
    Zotero,
    Warc,
    Mail,
    Mailbox,
    Subtitles,
}

/// The text is not the name of a kind of source.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not a kind of source; the kinds are {names}", names = form_names())]
pub struct FormError(String);

impl Form {
    /// All kinds, by their names.
    pub const ALL: [(Self, &'static str); 24] = [
        (Self::Text, "text"),
        (Self::Html, "html"),
        (Self::Json, "json"),
        (Self::JsonLines, "jsonl"),
        (Self::Table, "csv"),
        (Self::Telegram, "telegram"),
        (Self::Nexis, "nexis"),
        (Self::Factiva, "factiva"),
        (Self::Europresse, "europresse"),
        (Self::Proquest, "proquest"),
        (Self::Ris, "ris"),
        (Self::Wire, "wire"),
        (Self::Feed, "feed"),
        (Self::Newsml, "newsml"),
        (Self::Nitf, "nitf"),
        (Self::Reuters, "reuters"),
        (Self::Trec, "trec"),
        (Self::Mediawiki, "mediawiki"),
        (Self::Tei, "tei"),
        (Self::Zotero, "zotero"),
        (Self::Warc, "warc"),
        (Self::Mail, "mail"),
        (Self::Mailbox, "mbox"),
        (Self::Subtitles, "subtitles"),
    ];
}

impl FromStr for Form {
    type Err = FormError;

    fn from_str(text: &str) -> Result<Self, FormError> {
        let known = Self::ALL.iter().find(|(_, name)| name.eq_ignore_ascii_case(text.trim()));
        known.map(|(form, _)| *form).ok_or_else(|| FormError(text.to_owned()))
    }
}

fn form_names() -> String {
    Form::ALL.map(|(_, name)| name).join(", ")
}

/// What a field of a record is to the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// Identity of the record.
    Id,
    /// Headline.
    Title,
    /// The text, plain or as HTML.
    Text,
    /// The text as HTML.
    Html,
    /// Publication date.
    Date,
    /// Who published.
    Outlet,
    /// Place of the dateline.
    Place,
    /// Author line.
    Byline,
    /// Address of the page.
    Url,
    /// Language code or name.
    Language,
    /// When it was changed last.
    Modified,
    /// Tags, sections and keywords.
    Tags,
}

impl Field {
    /// All fields, with the names that `--map` takes.
    pub const ALL: [(Self, &'static str); 12] = [
        (Self::Id, "id"),
        (Self::Title, "title"),
        (Self::Text, "text"),
        (Self::Html, "html"),
        (Self::Date, "date"),
        (Self::Outlet, "outlet"),
        (Self::Place, "place"),
        (Self::Byline, "byline"),
        (Self::Url, "url"),
        (Self::Language, "language"),
        (Self::Modified, "modified"),
        (Self::Tags, "tags"),
    ];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(field, _)| *field == self).map_or("", |(_, name)| name)
    }
}

/// `field=name`: the field stands under this name. A dot steps into an object (`metadata.title`) or into each object of a list,
/// unless the record has a field of the whole name. Upper and lower case, `_` and `-` do not matter. `field:=value`: the field
/// is this in every record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// The field.
    pub field: Field,
    /// Its name in the records.
    pub name: String,
    /// What the field is in every record, whatever stands there.
    pub constant: Option<serde_json::Value>,
}

/// The text is not a mapping.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MappingError {
    /// No equals sign, or nothing on one side of it.
    #[error(
        "'{0}' is not a mapping; write it as field=name or field:=value, for example text=fulltext, title=metadata.title or outlet:=Harbour Wire"
    )]
    Form(String),
    /// The field is not one of ours.
    #[error("'{name}' is not a field; the fields are {}", field_names())]
    Field {
        /// What was given.
        name: String,
    },
}

impl Mapping {
    /// A mapping of `field` to `name`.
    #[must_use]
    pub fn new(field: Field, name: &str) -> Self {
        Self { field, name: name.to_owned(), constant: None }
    }

    /// A field that is the same in every record.
    #[must_use]
    pub fn constant(field: Field, value: &str) -> Self {
        Self { field, name: value.to_owned(), constant: Some(value.into()) }
    }
}

impl FromStr for Mapping {
    type Err = MappingError;

    fn from_str(text: &str) -> Result<Self, MappingError> {
        let sides = text.split_once('=').map(|(field, name)| (field.trim(), name.trim()));
        let Some((field, name)) = sides.filter(|(field, name)| !field.is_empty() && !name.is_empty()) else {
            return Err(MappingError::Form(text.to_owned()));
        };
        let (field, made): (_, fn(Field, &str) -> Self) = match field.strip_suffix(':') {
            Some(field) => (field.trim_end(), Self::constant),
            None => (field, Self::new),
        };
        let known = Field::ALL.iter().find(|(_, known)| known.eq_ignore_ascii_case(field));
        known.map(|(field, _)| made(*field, name)).ok_or_else(|| MappingError::Field { name: field.to_owned() })
    }
}

impl fmt::Display for Mapping {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.constant.is_some() { ":=" } else { "=" };
        write!(f, "{}{sign}{}", self.field.name(), self.name)
    }
}

fn field_names() -> String {
    Field::ALL.map(|(_, name)| name).join(", ")
}
