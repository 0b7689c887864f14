//! Exports of Europresse as a page: an `article` element each, whose parts say by their classes what they are.

use super::{
    element::inner,
    kind::{Cut, Kind, Named},
};
use crate::{collection::head::Head, markup};

pub static EUROPRESSE: Kind = Kind {
    name: "Europresse page",
    claims,
    cut: Cut::Tag(&["<article"]),
    html: true,
    is_article: |_| true,
    own_id: |article| part(&String::from_utf8_lossy(article), &["publiC-lblNodoc"]),
    given: |_, _| {},
    read,
};

fn claims(head: &Head<'_>) -> bool {
    let text = head.text();
    head.begins("<")
        && ["DocPublicationName", "titreArticleVisu", "docOcurrContainer", "europresse", "Europresse"]
            .iter()
            .any(|word| text.contains(word))
        && (text.contains("<html") || text.contains("<HTML") || text.contains("<article"))
}

fn read(article: &str, named: &mut Named) {
    named.set("title", part(article, &["titreArticle", "titreArticleVisu", "rdp__articletitle"]));
    named.set("outlet", part(article, &["DocPublicationName", "rdp__DocPublicationName"]).map(|name| first(&name)));
    named.set("byline", part(article, &["sm-margin-bottomNews", "docAuthors", "rdp__author"]));
    let id = part(article, &["publiC-lblNodoc"]);
    named.set("date", id.as_deref().and_then(day));
    named.set("date", part(article, &["DocHeader"]));
    let text = inner(article, &["docOcurrContainer", "DocText", "rdp__articletext"]).map(markup::visible_text);
    named.set("text", text.or_else(|| inner(article, &["docText"]).map(markup::visible_text)));
}

/// The name of the outlet, before what it belongs to and where it is published.
fn first(name: &str) -> String {
    name.split([',', '(']).next().unwrap_or(name).trim().to_owned()
}

/// The day in the number of a document: `news·20240304·LM·…`.
fn day(id: &str) -> Option<String> {
    let run =
        id.split(['·', 'º']).nth(1).filter(|run| run.len() == 8 && run.bytes().all(|byte| byte.is_ascii_digit()))?;
    Some(format!("{}-{}-{}", run.get(..4)?, run.get(4..6)?, run.get(6..)?))
}

fn part(article: &str, classes: &[&str]) -> Option<String> {
    let text = markup::visible_text(inner(article, classes)?);
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}
