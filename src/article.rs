//! The data model: what a record, an article, a mention and a published date are.
//!
//! Everything above speaks in these types; nothing here does any work. All byte offsets count
//! UTF-8 bytes of [`Article::text`] unless a field says otherwise.

use serde::{Deserialize, Serialize};

use crate::calendar::{Day, Moment};

/// One item as read from a source, decoded to UTF-8 but otherwise as it came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// The record's own id (`id`, `docno` or `_id` in JSON); else its path, or where a file holds several its address, else a
    /// hash of its content.
    pub id: String,
    /// The file it came from, with `/` between the parts.
    pub path: String,
    /// The line of the file it starts on, from 1; `None` where the record is the whole file.
    pub line: Option<u64>,
    /// Hash of the record as it stood in its source: equal hashes mean an unchanged record.
    pub fingerprint: u64,
    /// The text itself.
    pub content: Content,
    /// What the source says about the text in fields of its own.
    pub fields: Fields,
}

/// The text of a record, by the way it has to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Plain text or Markdown.
    Text(String),
    /// An HTML page or fragment.
    Html(String),
}

impl Default for Content {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

/// Metadata that a source gives beside the text, as it was written there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields {
    /// Headline.
    pub title: Option<String>,
    /// Who published.
    pub outlet: Option<String>,
    /// Place of the dateline.
    pub place: Option<String>,
    /// Author line.
    pub byline: Option<String>,
    /// Address of the page.
    pub url: Option<String>,
    /// Language code or name.
    pub language: Option<String>,
    /// Publication date, in whatever form the source has it.
    pub date: Option<String>,
    /// When it was changed last, in whatever form the source has it.
    pub modified: Option<String>,
    /// Tags, sections and keywords, as they are given.
    pub tags: Tags,
    /// The day on which the source has it: a crawl, or a page that was saved. It was published no later.
    pub not_after: Option<Day>,
}

/// Several values of one kind, as one text with [`PARTING`] between them; a list in JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tags(String);

/// Stands between the values of a text that has several; no value holds it.
pub const PARTING: char = '\u{1F}';

impl Tags {
    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them as one text; `None` where there is none.
    #[must_use]
    pub fn joined(&self) -> Option<&str> {
        (!self.is_empty()).then_some(self.0.as_str())
    }

    /// One after the other.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.split(PARTING).filter(|value| !value.is_empty())
    }
}

impl<S: AsRef<str>> FromIterator<S> for Tags {
    fn from_iter<I: IntoIterator<Item = S>>(values: I) -> Self {
        let mut all = String::new();
        for value in values {
            let value = value.as_ref();
            if value.trim().is_empty() {
                continue;
            }
            if !all.is_empty() {
                all.push(PARTING);
            }
            all.extend(value.chars().filter(|c| *c != PARTING));
        }
        Self(all)
    }
}

impl Serialize for Tags {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'de> Deserialize<'de> for Tags {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::<std::borrow::Cow<'de, str>>::deserialize(deserializer).map(Self::from_iter)
    }
}

/// A cleaned record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// Unique in one index.
    pub id: String,
    /// The file it came from.
    pub path: String,
    /// Headline.
    pub title: Option<String>,
    /// Who published.
    pub outlet: Option<String>,
    /// Place of the dateline ("ERBIL, Dec. 3 –").
    pub place: Option<String>,
    /// Author line, without "By".
    pub byline: Option<String>,
    /// Address of the page.
    pub url: Option<String>,
    /// ISO 639-1 code.
    pub language: Option<String>,
    /// Tags, sections and keywords, as the source gives them.
    #[serde(default, skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// When it was published, how sure that is, and why.
    pub published: Published,
    /// The article itself; paragraphs are separated by an empty line, lines by a line feed.
    pub text: String,
    /// What cleaning took out, in the order it stood.
    #[serde(default)]
    pub removed: Vec<Removed>,
    /// Actors in [`Article::text`], in order of their start; they do not overlap.
    #[serde(default)]
    pub mentions: Vec<Mention>,
    /// Actors in [`Article::title`]; offsets count its bytes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub title_mentions: Vec<Mention>,
    /// When the source says that it was changed last, as it is written there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified: Option<String>,
    /// The id that the record gives itself, where another article has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own_id: Option<String>,
    /// Where else it stands, in this or an older version.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Sighting>,
}

/// A record that is the same article as another: its file, and a hash of the record as it stands there.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Sighting {
    /// The file, as in [`Article::path`].
    pub path: String,
    /// As in [`Record::fingerprint`], in hexadecimal digits.
    pub record: String,
}

/// A piece of a record that is not article, and why it was taken out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Removed {
    /// What it is.
    pub kind: RemovedKind,
    /// The text as it stood.
    pub text: String,
}

/// Kinds of text that are not article; each is a rule of `clean`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RemovedKind {
    /// The headline, kept as the title, and its repetitions.
    Title,
    /// The name of the outlet on a line or as a prefix.
    Outlet,
    /// The dateline: place, date and agency before the first sentence.
    Dateline,
    /// The author line.
    Byline,
    /// A line that only says when it was published or updated.
    Date,
    /// A section label or breadcrumb ("News", "Asia").
    Section,
    /// A reading time ("2 min read").
    ReadingTime,
    /// A caption or photo credit.
    Caption,
    /// Newsletter invitations.
    Newsletter,
    /// Comment forms and counters.
    Comments,
    /// Share buttons and other calls to act.
    Sharing,
    /// A link back to the source.
    SourceLink,
    /// Tags and keywords.
    Tags,
    /// Links to other articles.
    Related,
    /// Copyright and legal notices.
    Copyright,
    /// A line that its outlet puts into many articles, by a rule of the user's.
    Boilerplate,
    /// Debris of decoding: no letters that make a word.
    Debris,
    /// Lines of a page between its headline and the end of the article that are no part of it; at most as much as the article.
    Page,
}

/// An actor at a byte range of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// Id of the actor in the authority.
    pub actor: String,
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// The text between them. Left out where the text stands beside it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub surface: String,
    /// The rule that matched.
    pub rule: MentionRule,
}

/// How a mention was recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MentionRule {
    /// The actor's name as the authority shows it.
    Name,
    /// One of its aliases, letter for letter but for case.
    Alias,
    /// A name or alias reached by folding the spelling.
    Folded,
    /// A short form that the article supports.
    Short,
    /// An acronym that the article defines.
    Defined,
    /// A surname after the full name.
    Surname,
    /// Resolved by the country that the article is about.
    Context,
}

/// When an article was published: a value with precision and evidence.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// The day (2024-12-03), or the first day of the month or year; `None` with precision `none`.
    pub date: Option<Day>,
    /// How exact `date` is.
    pub precision: Precision,
    /// What `date` rests on.
    pub evidence: Evidence,
    /// The moment, with the zone as it was given; `None` where only the day is known. `date` is its day in that zone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<Moment>,
    /// First day it can have been.
    pub earliest: Option<Day>,
    /// Last day it can have been.
    pub latest: Option<Day>,
    /// Whether only day and month are known, since no year is named anywhere: `date` is the latest such day, and `earliest`
    /// to `latest` all of them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub year_unknown: bool,
    /// The words or the field that the date rests on, and for an inferred one the reasoning.
    pub why: Option<String>,
    /// Other dates that were possible, each with its reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<Candidate>,
    /// Evidence that disagrees with `date`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conflicts: Vec<Candidate>,
}

/// A date that was considered, and where it stood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// The day, or the first day of the month or year.
    pub date: Day,
    /// How exact it is.
    pub precision: Precision,
    /// The words or the field that say so.
    pub why: String,
}

/// How exact a date is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// No date.
    #[default]
    None,
    /// Only the year is known.
    Year,
    /// Year and month.
    Month,
    /// The day.
    Day,
}

/// What a date rests on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Evidence {
    /// Nothing.
    #[default]
    None,
    /// Reasoned from what the text says.
    Inferred,
    /// A field of the source or the page's metadata.
    Metadata,
    /// Written in the text in full.
    Explicit,
}
