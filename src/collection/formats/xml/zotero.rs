//! References as Zotero exports them in RDF; the abstract is the text.

use super::{
    kind::{Kind, Named},
    node::Node,
    raw,
};

pub static ZOTERO: Kind = Kind {
    name: "Zotero RDF",
    claims: |head| {
        head.has_root("RDF")
            && (head.text().contains("zotero.org/namespaces") || head.text().contains("purl.org/net/biblio"))
    },
    records: &["Article", "Document", "Report", "Manuscript", "BookSection", "Letter"],
    // A reference without an abstract has no text.
    is_article: |item| memchr::memmem::find(item, b"abstract>").is_some(),
    own_id: |_| None,
    address: |item| raw::attribute(item, "about").filter(|address| address.starts_with("http")),
    given: |_, _| {},
    read,
};

fn read(item: &Node, named: &mut Named) {
    let own = |name| item.child(name).and_then(Node::line);
    named.set("title", own("title"));
    named.set("text", item.child("abstract").map(|text| text.raw_text().trim().to_owned()));
    named.set("date", own("date"));
    named.set("language", own("language"));
    named.set("outlet", item.text_at("isPartOf/title").or_else(|| item.text_at("publisher/name")));
    named.set("byline", authors(item));
    named.set("url", item.text_at("identifier/value"));
    named.set("url", item.attribute("about").filter(|address| address.starts_with("http")).map(str::to_owned));
}

fn authors(item: &Node) -> Option<String> {
    let people = item.find("authors")?.all("Person");
    let names = people.into_iter().filter_map(|person| {
        let parts = ["givenName", "surname"].map(|part| person.text_at(part)).into_iter().flatten();
        let name = parts.collect::<Vec<_>>().join(" ");
        (!name.is_empty()).then_some(name)
    });
    let names: Vec<String> = names.collect();
    (!names.is_empty()).then(|| names.join(", "))
}
