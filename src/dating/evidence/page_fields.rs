//! The names that pages give to dates: fields, classes and ids, and what they tell.
//!
//! The field names are those that publishing systems are known to write; htmldate's list
//! (Apache-2.0) was the start.

use crate::markup::Tag;

/// Names of `<meta>` fields that hold the date of publication, folded to letters alone.
pub(in crate::dating) const META_PUBLISHED: &[&str] = &[
    "articlepublishedtime",
    "articlepublished",
    "articlepublisheddate",
    "articlepublicationdate",
    "articlepostdate",
    "articlecreated",
    "articledateoriginal",
    "analyticsattributesarticledate",
    "btpubdate",
    "citationpublicationdate",
    "citationonlinedate",
    "contentcreatedate",
    "cxenseparserecspublishtime",
    "datecreated",
    "datepublished",
    "dateposted",
    "dcdateissued",
    "dcdatecreated",
    "dccreated",
    "dcdatepublication",
    "dctermscreated",
    "dctermsissued",
    "dctermsdate",
    "dcsextarticlefirstpublished",
    "displaydate",
    "mediatorpublishedtime",
    "ogarticlepublished",
    "ogarticlepublishedtime",
    "ogdatepublished",
    "ogpubdate",
    "ogpublishdate",
    "ogpublishedtime",
    "ogquestionpublishedtime",
    "ogregdate",
    "originalpublicationdate",
    "parselypubdate",
    "pdate",
    "ptime",
    "pubdate",
    "publishdate",
    "publishtime",
    "publisheddate",
    "publishedtime",
    "publicationdate",
    "publishedat",
    "rbpubdate",
    "rnewsdatepublished",
    "sailthrudate",
    "shareaholicarticlepublishedtime",
    "twtpublishedat",
    "videoreleasedate",
    "vrpublishedtime",
    "lastpubdate",
    "firstpublished",
    "iptcdatecreated",
    "fieldnamepostdate",
    "gentime",
    "docdate",
    "datetimecreated",
    "nytpdate",
    "hdlpubdate",
    "publishedon",
    "dateofpublication",
    "uploaddate",
];

pub(in crate::dating) const META_LOOSE: &[&str] = &[
    "date",
    "dcdate",
    "created",
    "timestamp",
    "citationdate",
    "pubyear",
    "releasedate",
    "articledate",
    "time",
    "creationdate",
];

pub(in crate::dating) const META_MODIFIED: &[&str] = &[
    "articlemodifiedtime",
    "articlemodified",
    "articlemodifieddate",
    "articlepostmodified",
    "btmoddate",
    "datemodified",
    "dcmodified",
    "dcdatemodified",
    "dctermsmodified",
    "lastmodified",
    "modifiedtime",
    "modificationdate",
    "ogarticlemodifiedtime",
    "ogmodifiedtime",
    "ogupdatedtime",
    "revisiondate",
    "updatedtime",
    "lastmod",
    "lastdate",
    "modified",
    "lastupdated",
    "dateupdate",
    "dateupdated",
    "utime",
    "revised",
];

/// Class, id and itemprop of a tag, in lower case.
pub(in crate::dating) fn cues(tag: Tag<'_>) -> String {
    let mut out = String::new();
    for (key, value) in tag.attributes() {
        if ["class", "id", "itemprop"].iter().any(|known| key.eq_ignore_ascii_case(known)) {
            out.push_str(&value.to_ascii_lowercase());
            out.push(' ');
        }
    }
    out
}

/// The words of a class that tell what an element is; topics of an article tell nothing.
fn roles(class: &str) -> impl Iterator<Item = &str> {
    const TOPICS: &[&str] = &["tag-", "post_tag", "category-", "cat-", "topic-", "no-", "has-", "with-", "wp-", "js-"];
    class.split_whitespace().filter(|word| !TOPICS.iter().any(|topic| word.starts_with(topic)))
}

pub(in crate::dating) fn is_comment(class: &str) -> bool {
    const HARMLESS: &[&str] = &["count", "link", "allow", "open", "closed", "num", "icon", "button", "meta"];
    roles(class).any(|word| {
        let comment = word.contains("comment") || word.contains("kommentar") || word.contains("disqus");
        let harmless = HARMLESS.iter().any(|harmless| word.contains(harmless));
        comment && !harmless || word == "respond" || word.contains("pingback") || word.contains("trackback")
    })
}

pub(in crate::dating) fn is_aside(class: &str) -> bool {
    const WORDS: &[&str] = &[
        "sidebar",
        "related",
        "teaser",
        "widget",
        "recent-",
        "recommend",
        "most-read",
        "mostread",
        "breaking",
        "newsticker",
        "popular",
        "navigation",
        "menu",
        "footer",
        "more-news",
        "promo",
        "read-more",
        "readmore",
        "archive",
        "calendar",
        "wm-ipp",
        "trending",
        "latest",
        "custom-posts",
        "carousel",
        "slider",
    ];
    roles(class).any(|role| WORDS.iter().any(|word| role.contains(word)))
}

pub(in crate::dating) fn speaks_of_date(class: &str) -> bool {
    const WORDS: &[&str] = &[
        "date",
        "datum",
        "time",
        "publish",
        "posted",
        "byline",
        "meta",
        "fecha",
        "parution",
        "autor",
        "author",
        "info",
        "submitted",
        "dateline",
        "subline",
        "created",
        "clock",
        "calendar",
        "pubinfo",
        "entry-utility",
        "postinfo",
    ];
    // The page's own clock, and notices of updates.
    const CLOCKS: &[&str] = &["current-time", "currenttime", "current-date", "currentdate", "today", "update-"];
    WORDS.iter().any(|word| class.contains(word)) && !CLOCKS.iter().any(|word| class.contains(word))
}
