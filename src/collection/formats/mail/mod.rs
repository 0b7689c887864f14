//! Mails, mailboxes, and pages that a browser saved as a mail.
//!
//! A newsletter is an article: its sender is the outlet, its subject the headline. Of a saved page (MHTML) the page counts, and the day
//! of saving only bounds that of publication.

mod headers;
mod mailbox;

use mail_parser::{Message, MessageParser, MimeHeaders};

use self::mailbox::Mailbox;
use super::{
    format::{Format, Pieces, Raw},
    whole::One,
};
use crate::{
    article::{Content, Fields},
    calendar::Day,
    clean::encoding,
    collection::{
        head::Head,
        options::Options,
        problem::{Emptiness, ProblemKind},
        source::Source,
    },
    markup,
};

/// A text that is so much shorter than the page beside it only points to it.
const SHARE: usize = 2;

/// A mail, or many.
#[derive(Debug)]
pub enum Mail {
    /// One mail (eml), or one saved page (mhtml).
    One,
    /// A mailbox (mbox).
    Many,
}

impl Format for Mail {
    fn claims(&self, head: &Head<'_>) -> bool {
        match self {
            Self::One => headers::begin(head.whole()),
            Self::Many => {
                let mut lines = head.whole().splitn(2, '\n');
                let envelope = lines.next().is_some_and(mailbox::is_envelope);
                envelope && lines.next().is_some_and(headers::begin)
            }
        }
    }

    fn pieces(&self, source: Source, options: &Options) -> Result<Box<dyn Pieces>, ProblemKind> {
        let limit = options.max_record_bytes;
        Ok(match self {
            Self::One => Box::new(One::new(source, limit)),
            Self::Many => Box::new(Mailbox::new(source, limit)),
        })
    }

    fn own_id(&self, record: &Raw<'_>, _: &Options) -> Option<String> {
        // A saved page has one, too, that changes each time it is saved.
        let id = headers::value(record.bytes, "message-id").map(|id| id.trim_matches(['<', '>', ' ']).to_owned());
        id.filter(|_| headers::value(record.bytes, "snapshot-content-location").is_none())
    }

    fn address(&self, record: &Raw<'_>, _: &Options) -> Option<String> {
        headers::value(record.bytes, "snapshot-content-location")
    }

    fn decode(&self, record: &Raw<'_>, options: &Options) -> Result<(Content, Fields), ProblemKind> {
        let empty = || ProblemKind::Empty { what: Emptiness::Text, field: None };
        let message = MessageParser::default().parse(record.bytes).ok_or_else(empty)?;
        let day = message
            .date()
            .and_then(|date| Day::new(date.year.cast_signed(), date.month.cast_signed(), date.day.cast_signed()));
        if let Some((address, page)) = saved_page(&message, options) {
            return Ok((Content::Html(page), Fields { url: address, not_after: day, ..Fields::default() }));
        }
        let fields = Fields {
            title: message.subject().map(|subject| subject.split_whitespace().collect::<Vec<_>>().join(" ")),
            outlet: sender(&message),
            date: message.date().map(mail_parser::DateTime::to_rfc3339),
            ..Fields::default()
        };
        let content = content(&message).ok_or_else(empty)?;
        Ok((content, fields))
    }
}

/// The page that a browser saved, and its address.
fn saved_page(message: &Message<'_>, options: &Options) -> Option<(Option<String>, String)> {
    let related =
        message.content_type().is_some_and(|kind| kind.ctype() == "multipart" && kind.subtype() == Some("related"));
    let snapshot = message.header_raw("Snapshot-Content-Location").map(|address| address.trim().to_owned());
    let part = message.parts.iter().find(|part| {
        part.content_type().is_some_and(|kind| kind.ctype() == "text" && kind.subtype() == Some("html"))
    })?;
    let location = part.content_location().map(str::to_owned);
    if snapshot.is_none() && !(related && location.is_some()) {
        return None;
    }
    let page = match &part.body {
        mail_parser::PartType::Html(page) => page.to_string(),
        body => match body {
            mail_parser::PartType::Binary(bytes) | mail_parser::PartType::InlineBinary(bytes) => {
                encoding::decode(bytes, options.encoding.as_deref(), true).text
            }
            _ => return None,
        },
    };
    let is_web = |address: &String| address.starts_with("http");
    Some((snapshot.filter(is_web).or(location.filter(is_web)), page))
}

/// The text of a mail: plain, unless that only points to the page beside it.
fn content(message: &Message<'_>) -> Option<Content> {
    // What a part is not, the parser makes of the other.
    let plain = message.text_body_count() > 0
        && message.text_part(0).is_some_and(|part| part.is_text() && !part.is_text_html());
    let text = if plain { message.body_text(0) } else { None }.map(|text| text.replace("\r\n", "\n"));
    let text = text.filter(|text| !text.trim().is_empty());
    let page = message.html_part(0).filter(|part| part.is_text_html()).and_then(|_| message.body_html(0));
    match (text, page) {
        (Some(text), Some(page)) => {
            let longer = markup::visible_text(&page).trim().len() > text.trim().len() * SHARE;
            Some(if longer { Content::Html(page.into_owned()) } else { Content::Text(text) })
        }
        (Some(text), None) => Some(Content::Text(text)),
        (None, Some(page)) => Some(Content::Html(page.into_owned())),
        (None, None) => None,
    }
}

/// The name of the sender, else the domain of its address.
fn sender(message: &Message<'_>) -> Option<String> {
    let sender = message.from()?.first()?;
    let name = sender.name().map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned);
    name.or_else(|| sender.address().and_then(|address| address.split_once('@')).map(|(_, domain)| domain.to_owned()))
}
