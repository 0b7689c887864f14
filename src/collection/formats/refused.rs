//! Text that is known by its beginning and is not read: it must not become prose.
//!
//! Takes the beginning of a source, gives what it is and what to do instead.

use crate::{
    collection::{head::Head, problem::ProblemKind},
    markup,
};

/// A kind of text that is not read.
struct Refused {
    /// Its name, as in "a list of feeds".
    name: &'static str,
    /// What to do instead.
    remedy: &'static str,
    begins: fn(&Head<'_>) -> bool,
}

static REFUSED: &[Refused] = &[
    Refused {
        name: "a list of feeds (OPML)",
        remedy: "it holds no articles; fetch the feeds that it names",
        begins: |head| head.has_root("opml"),
    },
    Refused {
        name: "a map of a site",
        remedy: "it holds no articles; fetch the pages that it names",
        begins: |head| head.has_root("urlset") || head.has_root("sitemapindex"),
    },
    Refused { name: "a drawing (SVG)", remedy: "it holds no articles", begins: |head| head.has_root("svg") },
    Refused {
        name: "the list of pages of a web archive",
        remedy: "name the archive itself",
        begins: |head| head.begins("{\"format\": \"json-pages-1.0\"") || head.begins("{\"format\":\"json-pages-1.0\""),
    },
    Refused {
        name: "the description of a web archive",
        remedy: "name the archive itself",
        begins: |head| head.begins("{") && head.text().contains("\"wacz_version\""),
    },
    Refused {
        name: "the index of a web archive (CDX)",
        remedy: "name the archive itself",
        begins: |head| head.whole().starts_with(" CDX ") || head.begins("!meta 0 {"),
    },
    Refused { name: "a list of references (BibTeX)", remedy: "export it as RIS or as CSL JSON", begins: is_bibtex },
    Refused {
        name: "an address book or a calendar",
        remedy: "it holds no articles",
        begins: |head| head.begins("BEGIN:VCARD") || head.begins("BEGIN:VCALENDAR"),
    },
    Refused {
        name: "a program",
        remedy: "it holds no articles",
        begins: |head| ["#!/", "<?php", "<%@", "#include <", "\"use strict\""].iter().any(|begin| head.begins(begin)),
    },
    Refused {
        name: "a dump of a database (SQL)",
        remedy: "export its table as CSV or JSON Lines",
        begins: |head| {
            ["-- MySQL dump", "-- PostgreSQL database dump", "PRAGMA foreign_keys"].iter().any(|b| head.begins(b))
        },
    },
];

fn is_bibtex(head: &Head<'_>) -> bool {
    let Some((kind, rest)) = head.text().strip_prefix('@').and_then(|text| text.split_once('{')) else { return false };
    kind.chars().all(char::is_alphabetic) && rest.lines().next().is_some_and(|key| key.trim_end().ends_with(','))
}

/// Why a source is not read; `named_xml` where its name says that it is XML.
pub fn refused(head: &Head<'_>, named_xml: bool) -> Option<ProblemKind> {
    if let Some(known) = REFUSED.iter().find(|known| (known.begins)(head)) {
        return Some(ProblemKind::NotReadYet { format: known.name, remedy: known.remedy });
    }
    let tag = head.root_tag()?;
    let root = head.root().filter(|root| markup::element(&root.to_ascii_lowercase()).is_none() || head.has_prolog())?;
    let is_xml = named_xml || head.has_prolog() || tag.contains("xmlns");
    is_xml.then(|| ProblemKind::UnknownXml { root: root.to_owned() })
}
