//! What the elements of a page say of the lines in them, by their names and classes.
//!
//! Takes a start tag, gives bits. A class is a word of the people who built the page: it is believed only where a line could be
//! either, a standfirst or a caption; it takes nothing out that the extraction has taken for article.

use crate::markup::{Tag, heading_rank};

/// A headline of the first order.
pub(super) const HEADLINE: u16 = 1;
/// A heading of any order.
pub(super) const HEADING: u16 = 2;
/// Stands beside the article: an aside, a picture with its caption.
pub(super) const APART: u16 = 4;
/// Navigation, or something to use and not to read.
pub(super) const CONTROL: u16 = 256;
/// Not shown until somebody asks for it.
pub(super) const HIDDEN: u16 = 8;
/// Says something about the article or the page: author, day, caption, invitation.
pub(super) const ABOUT: u16 = 16;
/// Named a standfirst.
pub(super) const STANDFIRST: u16 = 32;
/// Named an author's, a day's or a picture's line.
pub(super) const CREDIT: u16 = 64;
/// The page's title, which no page shows within itself.
pub(super) const TITLE: u16 = 128;

const APART_ELEMENTS: [&str; 5] = ["aside", "footer", "figure", "figcaption", "address"];

const CONTROL_ELEMENTS: [&str; 7] = ["nav", "button", "select", "textarea", "label", "dialog", "menu"];

/// Words in the classes of lines that name author, day or source of a picture.
const CREDIT_WORDS: [&str; 12] = [
    "author",
    "authors",
    "autor",
    "byline",
    "caption",
    "copyright",
    "credit",
    "credits",
    "date",
    "datetime",
    "time",
    "timestamp",
];

/// Words in the classes of controls, invitations and what stands around pictures.
const ABOUT_WORDS: [&str; 38] = [
    "ad",
    "ads",
    "advert",
    "affiliate",
    "badge",
    "breadcrumb",
    "breadcrumbs",
    "comment",
    "comments",
    "consent",
    "cookie",
    "disclaimer",
    "donate",
    "donation",
    "embed",
    "figure",
    "gallery",
    "image",
    "img",
    "info",
    "infos",
    "login",
    "meta",
    "metadata",
    "newsletter",
    "paywall",
    "photo",
    "player",
    "promo",
    "recommended",
    "related",
    "share",
    "sharing",
    "social",
    "subscribe",
    "support",
    "tags",
    "video",
];

/// Words in the classes of standfirsts.
const STANDFIRST_WORDS: [&str; 23] = [
    "abstract",
    "chapeau",
    "deck",
    "dek",
    "description",
    "entradilla",
    "excerpt",
    "ingress",
    "intro",
    "kicker",
    "lead",
    "leadin",
    "lede",
    "preamble",
    "standfirst",
    "strapline",
    "subhead",
    "subheadline",
    "subtitle",
    "summary",
    "teaser",
    "vorspann",
    "zusammenfassung",
];

/// Classes of more letters than these are no words: what a style sheet's compiler made.
const LONGEST_WORD: usize = 24;

/// Text as it is laid out: programs, tables of letters.
pub(super) const VERBATIM: u16 = 512;

/// The marks of an element.
pub(super) fn marks(tag: &Tag<'_>) -> u16 {
    let mut marks = match heading_rank(tag.name) {
        Some(1) => HEADLINE | HEADING,
        Some(_) => HEADING,
        _ if tag.is("title") => TITLE,
        _ if tag.is("pre") => VERBATIM,
        _ if APART_ELEMENTS.iter().any(|name| tag.is(name)) => APART,
        _ if CONTROL_ELEMENTS.iter().any(|name| tag.is(name)) => CONTROL,
        _ => 0,
    };
    for (name, value) in tag.attributes() {
        if name.eq_ignore_ascii_case("class")
            || name.eq_ignore_ascii_case("id")
            || name.eq_ignore_ascii_case("itemprop")
        {
            marks |= of_classes(value);
        } else if name.eq_ignore_ascii_case("hidden") || name.eq_ignore_ascii_case("style") && hides(value) {
            marks |= HIDDEN;
        } else if name.eq_ignore_ascii_case("role") && ["navigation", "search", "dialog", "menu"].contains(&value) {
            marks |= CONTROL;
        }
    }
    // The body's and the page's own classes say what kind of page it is, not what its lines are.
    if tag.is("body") || tag.is("html") || tag.is("article") || tag.is("main") {
        marks & !(ABOUT | CREDIT | STANDFIRST)
    } else {
        marks
    }
}

/// Whether a style keeps an element from being shown.
fn hides(style: &str) -> bool {
    let style: String = style.chars().filter(|c| !c.is_whitespace()).take(256).collect::<String>().to_ascii_lowercase();
    style.contains("display:none") || style.contains("visibility:hidden")
}

/// The marks of the words of a class: cut at what is no letter, and before capitals (`articleByline`).
fn of_classes(classes: &str) -> u16 {
    let mut marks = 0;
    let mut word = String::new();
    let mut small = false;
    for c in classes.chars().chain([' ']) {
        if !c.is_ascii_alphabetic() || c.is_ascii_uppercase() && small {
            marks |= of_word(&word);
            word.clear();
        }
        small = c.is_ascii_lowercase();
        if c.is_ascii_alphabetic() && word.len() < LONGEST_WORD {
            word.push(c.to_ascii_lowercase());
        }
    }
    marks
}

fn of_word(word: &str) -> u16 {
    let tables: [(&[&str], u16); 3] = [(&CREDIT_WORDS, CREDIT), (&ABOUT_WORDS, ABOUT), (&STANDFIRST_WORDS, STANDFIRST)];
    tables.iter().filter(|(words, _)| words.binary_search(&word).is_ok()).fold(0, |marks, (_, mark)| marks | mark)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::{Token, tokens};

    #[test]
    fn the_tables_are_in_order() {
        assert!(ABOUT_WORDS.is_sorted() && CREDIT_WORDS.is_sorted() && STANDFIRST_WORDS.is_sorted());
    }

    #[test]
    fn elements_and_classes_mark_their_lines() {
        let table = [
            ("<h1 class=title>", HEADLINE | HEADING),
            ("<H3>", HEADING),
            ("<figcaption>", APART),
            ("<p class='article-dek'>", STANDFIRST),
            ("<p class='ArticleSubtitle_x1'>", STANDFIRST),
            ("<div class='articleByline'>", CREDIT),
            ("<body class='has-video'>", 0),
            ("<div class=photo>", ABOUT),
            ("<title>", TITLE),
            ("<p style='color: red; display : none'>", HIDDEN),
            ("<div role=navigation>", CONTROL),
            ("<p class='candid leader dates'>", 0),
        ];
        for (html, marked) in table {
            let Some(Token::Start(tag)) = tokens(html).next() else { panic!("no tag: {html}") };
            assert_eq!(marks(&tag), marked, "{html}");
        }
    }
}
