//! TEI: texts as scholars and some crawlers keep them.

use super::{kind::Kind, node::Node, raw};

pub static TEI: Kind = Kind {
    name: "TEI",
    claims: |head| head.has_root("TEI") || head.has_root("TEI.2") || head.has_root("teiCorpus"),
    records: &["TEI", "TEI.2"],
    is_article: |_| true,
    own_id: |_| None,
    address: |text| raw::text(text, "idno").filter(|address| address.starts_with("http")),
    given: |_, _| {},
    read: |text, named| {
        let Some(header) = text.find("teiHeader") else { return };
        named.set("title", header.text_at("titleStmt/title"));
        named.set("byline", header.text_at("titleStmt/author"));
        named.set("outlet", header.text_at("publicationStmt/publisher"));
        for date in header.all("date") {
            named.set("date", date.attribute("when").map(str::to_owned).or_else(|| date.line()));
        }
        for number in header.all("idno") {
            let address = number.attribute("type").is_some_and(|kind| kind.eq_ignore_ascii_case("url"));
            named.set("url", number.line().filter(|_| address));
        }
        named.set("language", text.attribute("lang").map(str::to_owned));
        named.set("text", text.at("text/body").map(Node::prose));
    },
};
