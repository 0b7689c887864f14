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
    "uploaded",
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
        if ["class", "id", "itemprop", "data-testid"].iter().any(|known| key.eq_ignore_ascii_case(known)) {
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
        "news-list",
        "newslist",
        "post-list",
        "article-list",
        "structitem",
        "custom-posts",
        "carousel",
        "slider",
    ];
    roles(class).any(|role| WORDS.iter().any(|word| role.contains(word)))
}

/// Whether a class names a date among its words: "post-date" and the like, not "timeline" or "candidate".
pub(in crate::dating) fn speaks_of_date(class: &str) -> bool {
    // The page's own clock, and notices of updates.
    const CLOCKS: &[&str] = &["current-time", "currenttime", "current-date", "currentdate", "today", "update-"];
    let words = || class.split(|c: char| !c.is_alphanumeric());
    // Beside other words it is a kind of document.
    let is_publication = class.trim() == "publication";
    (is_publication || words().any(is_word_of_date)) && !CLOCKS.iter().any(|word| class.contains(word))
}

/// Whether one word of a class says that its element holds a date.
fn is_word_of_date(word: &str) -> bool {
    /// Words that say so wherever they stand in a longer one, for classes are written without spaces.
    const ANYWHERE: &[&str] = &[
        "datum",
        "publish",
        "posted",
        "byline",
        "fecha",
        "parution",
        "autor",
        "author",
        "submitted",
        "subline",
        "created",
        "clock",
        "pubinfo",
        "postmeta",
        "metadata",
        "postinfo",
    ];
    /// Words that begin or end with "date" and "time" and name something else.
    const OTHERS: &[&str] = &[
        "update",
        "updates",
        "candidate",
        "candidates",
        "mandate",
        "validate",
        "consolidate",
        "liquidate",
        "dateiname",
        "datei",
        "timeline",
        "timelines",
        "timer",
        "timeout",
        "times",
        "lifetime",
        "overtime",
        "sometime",
        "onetime",
        "runtime",
        "showtime",
        "daytime",
        "realtime",
        "screentime",
        "readtime",
        "readingtime",
        "maritime",
        "primetime",
        "bedtime",
        "playtime",
        "nighttime",
        "parttime",
        "fulltime",
    ];
    /// What "info" and "meta" are about, where they stand with a word of it.
    const ABOUT: &[&str] = &[
        "post", "article", "news", "entry", "page", "story", "blog", "content", "item", "data", "date", "title",
        "head", "header",
    ];
    let date = |cue: &str| word.starts_with(cue) || word.ends_with(cue);
    let info = |cue: &str| {
        let rest = word.strip_suffix(cue).or_else(|| word.strip_prefix(cue));
        rest.is_some_and(|rest| {
            rest.is_empty() || rest == "s" || ABOUT.contains(&rest) || matches!(rest, "meta" | "info")
        })
    };
    ANYWHERE.iter().any(|cue| word.contains(cue))
        || (date("date") || date("time")) && !OTHERS.contains(&word)
        || info("meta")
        || info("info")
        || word == "calendar"
}

/// Whether a class marks what stands above every page of a site: its name and the day of the visit.
pub(in crate::dating) fn is_masthead(class: &str) -> bool {
    const WORDS: &[&str] = &[
        "masthead",
        "topbar",
        "top-bar",
        "top_bar",
        "site-header",
        "siteheader",
        "page-top",
        "currentdate",
        "current-date",
    ];
    roles(class).any(|role| WORDS.iter().any(|word| role.contains(word)))
}

/// Whether a class marks the words below a picture.
pub(in crate::dating) fn is_caption(class: &str) -> bool {
    roles(class).any(|role| role.contains("caption"))
}

/// Attributes that hold a moment as seconds or milliseconds since 1970.
pub(in crate::dating) const EPOCHS: &[&str] =
    &["data-utime", "data-timestamp", "data-time", "data-epoch", "data-published", "data-date", "data-datetime"];

/// Keys of JSON in scripts, beside that of schema.org, that hold the date of publication.
pub(in crate::dating) const JSON_PUBLISHED: &[&str] = &[
    "publishedDate",
    "published_at",
    "publishedAt",
    "publishDate",
    "pubDate",
    "pub_date",
    "published_time",
    "publicationDate",
    "firstPublished",
];
