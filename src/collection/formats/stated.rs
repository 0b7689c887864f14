//! A source whose kind the caller states: its format is one of that kind, whatever its first bytes look like.
//!
//! Takes the kind and the first bytes, gives the format. A kind of several formats is told by the bytes; where they tell none, it is
//! the first.

use super::{
    Format, exports, json::Json, mail::Mail, subtitles::Subtitles, table::Table, warc::Warc, whole::Whole, xml,
};
use crate::collection::{head::Head, options::Form};

/// The formats of a kind, the likeliest first.
fn formats(form: Form) -> Vec<&'static dyn Format> {
    match form {
        Form::Text => vec![&Whole::Text],
        Form::Html => vec![&Whole::Html],
        Form::Json => vec![&Json { lines: false }],
        Form::JsonLines => vec![&Json { lines: true }],
        Form::Table => vec![&Table],
        Form::Telegram => vec![&Json { lines: false }, &exports::TELEGRAM],
        Form::Nexis => vec![&exports::NEXIS, &exports::NEXIS_PAGE, &exports::NEXIS_UNI],
        Form::Factiva => vec![&exports::FACTIVA, &exports::FACTIVA_PAGE],
        Form::Europresse => vec![&exports::EUROPRESSE],
        Form::Proquest => vec![&exports::PROQUEST],
        Form::Ris => vec![&exports::RIS],
        Form::Wire => vec![&exports::WIRE],
        Form::Feed => vec![&xml::FEED],
        Form::Newsml => vec![&xml::NEWSML_G2, &xml::NEWSML_1],
        Form::Nitf => vec![&xml::NITF],
        Form::Reuters => vec![&xml::REUTERS],
        Form::Trec => vec![&xml::TREC],
        Form::Mediawiki => vec![&xml::MEDIAWIKI],
        Form::Tei => vec![&xml::TEI],
        Form::Zotero => vec![&xml::ZOTERO],
        Form::Warc => vec![&Warc],
        Form::Mail => vec![&Mail::One],
        Form::Mailbox => vec![&Mail::Many],
        Form::Subtitles => vec![&Subtitles],
    }
}

/// How a source of a stated kind is read.
pub fn stated(form: Form, head: &Head<'_>) -> Option<&'static dyn Format> {
    let formats = formats(form);
    formats.iter().find(|format| format.claims(head)).or(formats.first()).copied()
}
