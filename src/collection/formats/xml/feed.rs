//! Feeds: RSS in all its versions, RDF, and Atom.
//!
//! The channel is the outlet of entries that name no source of their own.

use super::{
    kind::{Kind, Named},
    node::Node,
    raw,
};
use crate::{collection::head::Head, markup};

pub static FEED: Kind = Kind {
    name: "feed",
    claims,
    records: &["item", "entry"],
    is_article: |_| true,
    own_id: |entry| raw::text(entry, "guid").or_else(|| raw::text(entry, "id")),
    address: |entry| raw::text(entry, "link").or_else(|| raw::attribute_of(entry, "link", "href")),
    given,
    read,
};

fn claims(head: &Head<'_>) -> bool {
    let Some(tag) = head.root_tag() else { return false };
    head.has_root("rss")
        || head.has_root("RDF") && head.text().contains("http://purl.org/rss/1.0/")
        || head.has_root("feed") && (tag.contains("w3.org/2005/Atom") || tag.contains("purl.org/atom"))
}

fn given(root: &Node, named: &mut Named) {
    let channel = root.child("channel").unwrap_or(root);
    named.set("outlet", own(channel, "title").and_then(heading));
    named.set("language", own(channel, "language").and_then(Node::line));
    named.set("language", root.attribute("lang").map(str::to_owned));
}

fn read(entry: &Node, named: &mut Named) {
    let line = |name| own(entry, name).and_then(Node::line);
    named.set("title", own(entry, "title").and_then(heading));
    for name in ["encoded", "content", "body", "description", "summary"] {
        named.set("text", own(entry, name).map(body));
    }
    for name in ["pubDate", "published", "issued", "date", "created", "updated"] {
        named.set("date", line(name));
    }
    for name in ["updated", "modified"] {
        named.set("modified", line(name));
    }
    named.set("byline", line("creator"));
    named.set("byline", author(entry));
    let source = own(entry, "source");
    named.set("outlet", source.and_then(|source| source.child("title").or(Some(source))).and_then(heading));
    named.set("language", line("language").or_else(|| entry.attribute("lang").map(str::to_owned)));
    for link in entry.nodes().filter(|node| node.is("link")) {
        let elsewhere = link.attribute("rel").is_some_and(|rel| rel != "alternate");
        let address = link.attribute("href").map(str::to_owned).or_else(|| link.line());
        named.set("url", address.filter(|_| !elsewhere));
    }
    let permanent = own(entry, "guid").filter(|guid| guid.attribute("isPermaLink") != Some("false"));
    named.set("url", permanent.and_then(Node::line).filter(|address| address.starts_with("http")));
    named.set("url", entry.attribute("about").map(str::to_owned));
}

/// A part of the entry itself: `media:title` is the title of a picture.
fn own<'a>(entry: &'a Node, name: &str) -> Option<&'a Node> {
    let fits = |node: &&Node| node.is(name) && !matches!(node.prefix.as_str(), "media" | "itunes" | "thr");
    entry.nodes().find(fits)
}

/// A headline, which may be HTML in text.
fn heading(node: &Node) -> Option<String> {
    let line = node.line()?;
    Some(if line.contains(['<', '&']) { markup::visible_text(&line).trim().to_owned() } else { line })
}

/// A text: HTML in text, or elements.
fn body(node: &Node) -> String {
    if node.nodes().next().is_some() { node.prose() } else { node.raw_text().trim().to_owned() }
}

/// The author of Atom has a name, that of RSS an address and the name in parentheses.
fn author(entry: &Node) -> Option<String> {
    let names = entry.nodes().filter(|node| node.is("author")).filter_map(|author| {
        let line = author.child("name").unwrap_or(author).line()?;
        match line.split_once('(') {
            Some((_, name)) => Some(name.trim_end_matches(')').trim().to_owned()),
            None => (!line.contains('@')).then_some(line),
        }
    });
    let names: Vec<String> = names.collect();
    (!names.is_empty()).then(|| names.join(", "))
}
