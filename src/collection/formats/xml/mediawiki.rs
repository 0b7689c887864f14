//! Dumps and exports of wikis: the last version of each page of the main namespace.
//!
//! When a version was written says nothing of when an article was published: the day comes from what the text says of itself.

use super::{
    kind::{Kind, Named},
    node::Node,
    wikitext,
};

pub static MEDIAWIKI: Kind = Kind {
    name: "MediaWiki",
    claims: |head| head.has_root("mediawiki"),
    records: &["page"],
    is_article: |page| {
        let other =
            memchr::memmem::find(page, b"<ns>").is_some() && memchr::memmem::find(page, b"<ns>0</ns>").is_none();
        !other && memchr::memmem::find(page, b"<redirect").is_none()
    },
    own_id: |_| None,
    address: |_| None,
    given: |root, named| {
        named.set("outlet", root.text_at("siteinfo/sitename"));
        named.set("language", root.attribute("lang").map(str::to_owned));
    },
    read,
};

fn read(page: &Node, named: &mut Named) {
    named.set("title", page.text_at("title"));
    let Some(last) = page.all("revision").into_iter().max_by_key(|revision| revision.text_at("timestamp")) else {
        return;
    };
    let source = last.child("text").map(Node::raw_text).unwrap_or_default();
    named.set("date", wikitext::date(&source));
    named.set("place", wikitext::place(&source));
    named.set("modified", last.text_at("timestamp"));
    named.set("text", Some(wikitext::prose(&source)));
}
