//! The field names that scrapers use, and which of ours each stands for.
//!
//! Names are compared without case, `_`, `-`, `.`, `:` and spaces (`datePublished`, `date_published` and
//! `Date-Published` are one), except that a leading `_` stays: `_id` is not `id`. Where a record has several
//! names of one field, the first of the list here that gives something wins.

use std::sync::LazyLock;

use rapidhash::fast::RapidHashMap;

use crate::collection::options::Field;
use crate::text::items;

/// The names of each field in the order of preference.
///
/// The text comes from fields that hold the article, then from those that hold its page as HTML, then, as a
/// last resort, from those that hold its summary. Dates of crawling are not listed, those of
/// changes only tell which version of a record is the newer; a date of creation is taken when there is none of publication.
#[rustfmt::skip]
static NAMES: &[(Field, &[&str])] = &[
    (Field::Id, &["id", "docno", "_id"]),
    (Field::Title, &[
        "title", "headline", "headlines", "titlepage", "pagetitle", "articletitle", "newstitle", "webtitle", "heading",
        "ogtitle", "titlerss", "subject", "name",
    ]),
    (Field::Text, &[
        "text", "body", "articlebody", "maintext", "content", "article", "articletext", "articlecontent", "fulltext",
        "bodytext", "contenttext", "plaintext", "cleantext", "cleanedtext", "rawtext", "newstext", "story",
        "paragraphs", "bodies", "contents", "contentelements", "selftext", "contentmap", "message", "transcript",
        "segments", "blocks", "caption", "posttext", "notes", "document", "extract", "post", "note",
    ]),
    (Field::Html, &[
        "html", "bodyhtml", "contenthtml", "htmlcontent", "articlehtml", "rawhtml", "htmlbody", "pagehtml", "fullhtml",
    ]),
    (Field::Date, &[
        "firstpublishdate", "firstpublisheddate", "firstpublishedat", "firstpublished", "date", "published",
        "datepublish", "datepublished", "publishedat", "publisheddate", "publishdate", "publishingdate", "pubdate",
        "publicationdate", "publishedon", "publishedtime", "publishtime", "articlepublishedtime", "webpublicationdate",
        "firstpublicationdate", "displaydate", "releasedate", "issued", "dateissued", "dcdate", "dateposted",
        "postedat", "posted", "postcreated", "eventdate", "datetimepub", "datetime", "timestamp", "created", "createdat", "createdutc", "ts",
        "datecreated", "creationdate", "firstcreated", "contentcreated", "versioncreated",
    ]),
    (Field::Outlet, &[
        "source", "outlet", "publisher", "sitename", "sourcename", "newssource", "publication", "publicationname",
        "publicationtitle", "containertitle", "newspaper", "media", "medianame", "ogsitename", "metasitename", "pagename",
        "provider", "agency", "copyrightholder", "channelname", "channeltitle", "feedtitle", "account", "user",
        "channel", "origin", "feed", "sourcehostname", "sourcedomain", "domain", "website", "site", "hostname",
    ]),
    (Field::Place, &["dateline", "located", "place", "location", "locationcreated", "eventplace"]),
    (Field::Byline, &[
        "byline", "bylines", "by", "author", "authors", "authorname", "writer", "reporter", "journalist", "creator",
        "creators", "dccreator", "from",
    ]),
    (Field::Url, &[
        "url", "link", "articleurl", "canonicalurl", "canonical", "permalink", "weburl", "pageurl", "ogurl",
        "canonicallink", "requestedurl", "respondedurl", "alternate", "sourceurl", "href", "uri", "mainentityofpage",
    ]),
    (Field::Modified, &[
        "modified", "updated", "datemodified", "modifieddate", "modifiedat", "lastmodified", "modifiedtime",
        "articlemodifiedtime", "dateupdated", "updateddate", "updatedat", "lastupdated", "updatedtime", "lastupdate",
        "edited", "editdate",
    ]),
    (Field::Language, &[
        "language", "lang", "inlanguage", "languagecode", "langcode", "metalang", "locale", "oglocale",
    ]),
    (Field::Tags, &[
        "tags", "tag", "keywords", "keyword", "newskeywords", "metakeywords", "categories", "category", "section",
        "sections", "sectionname", "articlesection", "topics", "topic", "subjects", "hashtags", "labels", "desk",
        "newsdesk", "kicker",
    ]),
];

/// Names that stand for the text only where nothing better has any.
const SUMMARIES: [&str; 14] = [
    "leadparagraph",
    "description",
    "summary",
    "abstract",
    "excerpt",
    "lead",
    "snippet",
    "abstractnote",
    "descriptiontext",
    "descriptions",
    "standfirst",
    "trailtext",
    "metadescription",
    "teaser",
];

/// Names of the text that stand for much else beside: an object is no article because of them alone, where a list in it holds
/// articles.
const LOOSE: [&str; 11] = [
    "message",
    "transcript",
    "segments",
    "blocks",
    "caption",
    "posttext",
    "notes",
    "story",
    "document",
    "post",
    "note",
];

/// Names of lists of what stands beside an article.
const BESIDE: [&str; 7] = ["comments", "replies", "related", "images", "media", "attachments", "links"];

/// Names of a list of what a page is put together from, where they do not hold the text themselves.
const PARTS: [&str; 6] = ["sections", "chapters", "elements", "children", "items", "sentences"];

/// Names of objects in a record that hold its fields, in the order they are searched.
pub const ENVELOPES: [&str; 15] = [
    "_source",
    "fields",
    "attributes",
    "article",
    "document",
    "doc",
    "record",
    "item",
    "node",
    "data",
    "metadata",
    "meta",
    "credits",
    "links",
    "_embedded",
];

/// Names of lists (or of objects around lists) of records in what programs and services answer.
pub const WRAPPERS: [&str; 22] = [
    "articles",
    "data",
    "results",
    "items",
    "docs",
    "hits",
    "response",
    "records",
    "documents",
    "news",
    "entries",
    "posts",
    "stories",
    "rows",
    "@graph",
    "messages",
    "statuses",
    "tweets",
    "ordereditems",
    "item",
    "entry",
    "children",
];

/// Rank of the first summary, and with it of the last resort.
const SUMMARY_RANK: u8 = 200;
/// Rank of the first HTML name among the names of the text.
const HTML_RANK: u8 = 100;

static BY_NAME: LazyLock<RapidHashMap<&'static str, (Field, u8)>> = LazyLock::new(|| {
    let mut names = RapidHashMap::default();
    for (field, list) in NAMES {
        let first = if *field == Field::Html { HTML_RANK } else { 0 };
        names.extend(list.iter().zip(first..).map(|(name, rank)| (*name, (*field, rank))));
    }
    names.extend(SUMMARIES.iter().zip(SUMMARY_RANK..).map(|(name, rank)| (*name, (Field::Text, rank))));
    names
});

/// The form in which names are compared.
pub fn folded(name: &str) -> String {
    let skipped = |c: &char| matches!(c, '_' | '-' | ' ' | '.' | ':');
    let underscore = name.starts_with('_').then_some('_');
    underscore.into_iter().chain(name.chars().filter(|c| !skipped(c)).flat_map(char::to_lowercase)).collect()
}

/// Hands the folded name on: nearly all are short and ASCII, and need no memory of their own.
pub fn with_folded<T>(name: &str, each: impl FnOnce(&str) -> T) -> T {
    if name.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return each(name);
    }
    let mut buffer = [0; 48];
    if !name.is_ascii() || name.len() > buffer.len() {
        return each(&folded(name));
    }
    let kept = name.bytes().enumerate().filter(|&(at, byte)| match byte {
        b'_' => at == 0,
        byte => !matches!(byte, b'-' | b' ' | b'.' | b':'),
    });
    let length = buffer.iter_mut().zip(kept).map(|(slot, (_, byte))| *slot = byte.to_ascii_lowercase()).count();
    let folded = std::str::from_utf8(items(&buffer, ..length));
    debug_assert!(folded.is_ok(), "ASCII in small letters is no text");
    each(folded.unwrap_or_default())
}

/// The field that a name stands for, and its place in the order (lower is better).
pub fn field_of(name: &str) -> Option<(Field, u8)> {
    with_folded(name, |name| BY_NAME.get(name).copied())
}

/// Place of an id field in the order; a fast path for the scan of every record, without allocation.
pub fn id_rank(name: &str) -> Option<u8> {
    let mut ranked = ["id", "docno", "_id"].into_iter().zip(0..);
    ranked.find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, rank)| rank)
}

/// True for names of a text that stand for much else beside.
pub fn is_loose(name: &str) -> bool {
    with_folded(name, |name| LOOSE.contains(&name))
}

/// True for names of lists of what an article has beside it.
pub fn is_beside(name: &str) -> bool {
    with_folded(name, |name| BESIDE.contains(&name))
}

/// True for names of lists of what an article is put together from.
pub fn is_part(name: &str) -> bool {
    with_folded(name, |name| PARTS.contains(&name))
}

/// True for names of fields that hold the article or its summary.
pub fn is_text(name: &str) -> bool {
    field_of(name).is_some_and(|(field, _)| matches!(field, Field::Text | Field::Html))
}

/// True for names of fields that hold the article itself, not its summary.
pub fn is_body(name: &str) -> bool {
    field_of(name).is_some_and(|(field, rank)| matches!(field, Field::Text | Field::Html) && rank < SUMMARY_RANK)
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn folding_in_place_is_folding(name in "(_?[a-zA-Z_.: -]{0,60}|\\PC{0,12})") {
            proptest::prop_assert!(with_folded(&name, |short| short == folded(&name)));
        }
    }
}
