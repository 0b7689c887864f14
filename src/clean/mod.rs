//! Records to articles: encoding, double decoding, the main text of a page, lines that are not article, and
//! what the text says of itself (title, outlet, place, byline, language).
//!
//! Takes a [`Record`](crate::article::Record), gives a [`Cleaned`]; pure, and cannot fail on any text. It does not
//! date an article (that is `dating`) and knows no names but those of outlets' own formulas.

pub mod encoding;
mod html;
pub mod mojibake;

use crate::article::{Article, Content, Record};

/// A record after cleaning.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cleaned {
    /// The article; `published` and the mentions are for others to fill.
    pub article: Article,
    /// The record's repaired text with header and footer lines still in it; for a page its main text under its header.
    pub raw: String,
}

/// Cleans a record.
#[must_use]
pub fn clean(record: &Record) -> Cleaned {
    let fields = &record.fields;
    let mut article = Article {
        id: record.id.clone(),
        path: record.path.clone(),
        title: fields.title.clone(),
        outlet: fields.outlet.clone(),
        place: fields.place.clone(),
        byline: fields.byline.clone(),
        url: fields.url.clone(),
        language: fields.language.clone(),
        ..Article::default()
    };
    let raw = match &record.content {
        Content::Text(text) => mojibake::repair(text).into_owned(),
        Content::Html(html) => {
            let page = html::read(&mojibake::repair(html));
            article.title = article.title.or(page.title);
            article.outlet = article.outlet.or(page.outlet);
            article.byline = article.byline.or(page.byline);
            article.url = article.url.or(page.url);
            article.language = article.language.or(page.language);
            page.text
        }
    };
    article.text.clone_from(&raw);
    Cleaned { article, raw }
}
