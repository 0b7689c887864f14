//! What agencies send: `NewsML`-G2, and `NewsML` 1.

use super::{
    kind::{Kind, Named, with_signs},
    nitf,
    node::Node,
    raw,
};

pub static G2: Kind = Kind {
    name: "NewsML-G2",
    claims: |head| ["newsItem", "newsMessage", "packageItem"].iter().any(|root| head.root() == Some(root)),
    records: &["newsItem"],
    is_article: |_| true,
    own_id: |item| raw::attribute(item, "guid"),
    address: |_| None,
    given: |_, _| {},
    read: read_g2,
};

pub static ONE: Kind = Kind {
    name: "NewsML 1",
    claims: |head| head.root() == Some("NewsML"),
    records: &["NewsItem"],
    is_article: |_| true,
    own_id: |item| raw::text(item, "PublicIdentifier"),
    address: |_| None,
    given: |_, _| {},
    read: read_one,
};

fn read_g2(item: &Node, named: &mut Named) {
    let text = |way: &str| item.text_at(way);
    named.set("title", text("contentMeta/headline").or_else(|| text("itemMeta/title")));
    named.set("byline", text("contentMeta/by").or_else(|| text("contentMeta/creator/name")));
    named.set("dateline", text("contentMeta/dateline"));
    named.set("place", text("contentMeta/located/name"));
    // The item may be new where the text is old.
    named.set("date", text("contentMeta/contentCreated"));
    named.set("date", text("itemMeta/firstCreated").or_else(|| text("itemMeta/versionCreated")));
    named.set("modified", text("contentMeta/contentModified").or_else(|| text("itemMeta/versionCreated")));
    named.set("outlet", text("itemMeta/provider/name").or_else(|| text("contentMeta/infoSource/name")));
    named.set("outlet", text("rightsInfo/copyrightHolder/name"));
    let tag = item.at("contentMeta/language").and_then(|language| language.attribute("tag"));
    named.set("language", tag.or(item.attribute("lang")).map(str::to_owned));
    for way in item.find("contentSet").into_iter().flat_map(Node::nodes) {
        if let Some(article) = way.find("nitf") {
            nitf::read(article, named);
        }
        named.set("text", Some(way.at("html/body").unwrap_or(way).prose()).filter(|_| !way.is("remoteContent")));
    }
}

fn read_one(item: &Node, named: &mut Named) {
    let text = |way: &str| item.text_at(way);
    let formal = |way: &str| item.at(way).and_then(|node| node.attribute("FormalName")).map(str::to_owned);
    named.set("title", text("NewsLines/HeadLine"));
    named.set("byline", text("NewsLines/ByLine"));
    named.set("dateline", text("NewsLines/DateLine"));
    named.set("date", text("NewsManagement/FirstCreated").as_deref().map(with_signs));
    named.set("modified", text("NewsManagement/ThisRevisionCreated").as_deref().map(with_signs));
    named.set("outlet", formal("AdministrativeMetadata/Provider/Party"));
    named.set("outlet", formal("AdministrativeMetadata/Source/Party"));
    named.set("outlet", text("NewsIdentifier/ProviderId"));
    named.set("language", formal("DescriptiveMetadata/Language"));
    named.set("language", item.attribute("lang").map(str::to_owned));
    for content in item.all("DataContent") {
        if let Some(article) = content.find("nitf") {
            nitf::read(article, named);
        }
        named.set("text", Some(content.at("html/body").unwrap_or(content).prose()));
    }
}
