//! The ways in which a source holds records.
//!
//! A format is one file of this folder (or a folder of its own) behind the trait [`Format`], and one line in [`FORMATS`].
//! It takes a source, gives its records as they stand there, and decodes one when asked. Knows nothing of files and of what
//! an article is.

mod by_name;
mod exports;
mod format;
mod json;
mod kept;
mod mail;
mod refused;
mod saved;
mod stated;
mod subtitles;
mod table;
mod warc;
mod whole;
mod xml;

pub use by_name::{Reading, by_name, kind_of, read_by_name};
pub use format::{Context, Format, Piece, Pieces, Raw};
pub use stated::stated;

use self::{json::Json, mail::Mail, subtitles::Subtitles, table::Table, warc::Warc, whole::Whole};
use super::{head::Head, problem::ProblemKind};

/// Formats that begin as nothing else does.
static SURE: &[&dyn Format] = &[
    &Warc,
    &xml::FEED,
    &xml::NEWSML_G2,
    &xml::NEWSML_1,
    &xml::NITF,
    &xml::REUTERS,
    &xml::TREC,
    &xml::MEDIAWIKI,
    &xml::TEI,
    &xml::ZOTERO,
    &Mail::Many,
    &Mail::One,
    &Subtitles,
    &exports::TELEGRAM,
    &exports::PROQUEST,
    &exports::NEXIS,
    &exports::NEXIS_PAGE,
    &exports::NEXIS_UNI,
    &exports::FACTIVA_PAGE,
    &exports::FACTIVA,
    &exports::EUROPRESSE,
    &exports::RIS,
    &exports::WIRE,
];
/// Formats whose beginning a text may happen to have, too.
static LIKELY: &[&dyn Format] = &[&Whole::Html, &Json { lines: false }, &Table];

/// How a source is read: by its first bytes, and where they are silent as its name says. `None` where neither says that it is
/// read; `meant` where the user named it, so that it is text then.
pub fn of(head: &Head<'_>, reading: Reading, meant: bool) -> Result<Option<&'static dyn Format>, ProblemKind> {
    let claimed = |formats: &'static [&dyn Format]| formats.iter().find(|format| format.claims(head)).copied();
    if let Some(format) = claimed(SURE) {
        return Ok(Some(format));
    }
    let (is_page, named_page) = (Whole::Html.claims(head), matches!(reading, Reading::As(format) if format.is_page()));
    let named_xml = matches!(reading, Reading::Like(by_name::XML));
    if let Some(kind) = refused::refused(head, named_xml).filter(|_| !is_page && !named_page) {
        return Err(kind);
    }
    let likely = claimed(LIKELY);
    Ok(match reading {
        Reading::As(format) if format.claims(head) => Some(format),
        Reading::As(format) => likely.or(Some(format)),
        Reading::Text => likely.or(Some(&Whole::Text)),
        Reading::Like(format) => match likely {
            Some(format) => Some(format),
            None => return Err(ProblemKind::NotItsName { format }),
        },
        // Much is JSON that holds no articles: settings, notebooks, maps.
        Reading::Look if !meant => is_page.then_some(&Whole::Html as &dyn Format),
        Reading::Look | Reading::Bare => likely.or(if meant { Some(&Whole::Text) } else { None }),
    })
}
