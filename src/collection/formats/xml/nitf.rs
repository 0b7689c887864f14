//! NITF: one article with a head for machines.

use super::{
    kind::{Kind, Named, with_signs},
    node::Node,
    raw,
};
use crate::collection::numbers::number;

pub static NITF: Kind = Kind {
    name: "NITF",
    claims: |head| head.has_root("nitf") || head.has_root("contentSet"),
    records: &["nitf"],
    is_article: |_| true,
    own_id: |article| raw::attribute_of(article, "doc-id", "id-string"),
    address: |article| raw::attribute_of(article, "pubdata", "ex-ref"),
    given: |_, _| {},
    read,
};

/// What a NITF article says, alone or within a `NewsML` item.
pub fn read(article: &Node, named: &mut Named) {
    named.set("title", article.text_at("hl1").or_else(|| article.text_at("hedline")));
    named.set("title", article.text_at("head/title"));
    named.set("byline", byline(article));
    named.set("place", article.text_at("dateline/location"));
    named.set("dateline", article.text_at("dateline"));
    let attribute =
        |element: &str, name: &str| article.find(element).and_then(|node| node.attribute(name)).map(with_signs);
    named.set("date", attribute("date.issue", "norm"));
    named.set("date", attribute("pubdata", "date.publication"));
    named.set("date", attribute("story.date", "norm"));
    named.set("date", date_in_parts(article));
    named.set("outlet", article.find("pubdata").and_then(|node| node.attribute("name")).map(str::to_owned));
    named.set("outlet", article.find("doc.copyright").and_then(|node| node.attribute("holder")).map(str::to_owned));
    named.set("outlet", article.text_at("copyrite.holder"));
    named.set("url", article.find("pubdata").and_then(|node| node.attribute("ex-ref")).map(str::to_owned));
    named.set("language", article.attribute("lang").map(str::to_owned));
    named.set("text", text(article));
}

/// The body; where a paragraph stands twice, as a lead and in the full text, the full text. Without a body the abstract.
fn text(article: &Node) -> Option<String> {
    let body = article.find("body.content");
    let blocks = body.map(|body| body.all("block")).unwrap_or_default();
    let full = blocks.into_iter().find(|block| block.attribute("class") == Some("full_text"));
    let text = full.or(body).map(Node::prose).filter(|text| !text.is_empty());
    text.or_else(|| article.find("abstract").map(Node::prose))
}

/// The author line, without what authors are by trade; as it was printed, where it stands in several forms.
fn byline(article: &Node) -> Option<String> {
    let lines = article.all("byline");
    let printed = lines.iter().find(|line| line.attribute("class") == Some("print_byline")).or(lines.first())?;
    let person = printed.find("person").and_then(Node::line);
    let title = printed.find("byttl").and_then(Node::line);
    let line = person.or_else(|| printed.line())?;
    let line = title.and_then(|title| line.strip_suffix(&title).map(str::to_owned)).unwrap_or(line);
    let line = line.trim_end_matches([',', ' ']).to_owned();
    (!line.is_empty()).then_some(line)
}

/// A date whose day, month and year stand in elements of their own.
fn date_in_parts(article: &Node) -> Option<String> {
    let metas = article.all("meta");
    let part = |name: &str| -> Option<u16> {
        let meta = metas.iter().find(|meta| meta.attribute("name") == Some(name))?;
        number(meta.attribute("content")?)
    };
    let (year, month) = (part("publication_year")?, part("publication_month")?);
    Some(format!("{year:04}-{month:02}-{:02}", part("publication_day_of_month")?))
}
