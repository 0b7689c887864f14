//! What a page says of itself in its head: its names and its languages.

use std::borrow::Cow;

use crate::markup::{Tag, Token, decode, tokens};

/// A longer name or heading is no headline, in bytes.
pub(super) const LONGEST_NAME: usize = 1000;

/// What a page calls itself, the best first, and the languages that it declares.
#[derive(Debug, Default)]
pub(super) struct OwnWords {
    pub(super) names: Vec<String>,
    /// The one that it is shared by.
    pub(super) shared: Option<String>,
    pub(super) languages: Vec<String>,
}

/// Reads the head of a page: `og:title` and `<title>`, without them what the extraction takes for its title; the language of its root, then
/// `og:locale` and `content-language`, which templates leave as they were more often.
pub(super) fn of_page(html: &str, title: &str) -> OwnWords {
    let mut own = OwnWords::default();
    let mut in_title = false;
    for token in tokens(html) {
        match token {
            Token::Start(tag) if tag.is("html") => {
                own.languages.extend(tag.attribute("lang").or_else(|| tag.attribute("xml:lang")).map(Cow::into_owned));
            }
            Token::Start(tag) if tag.is("meta") => own.meta(&tag),
            Token::Start(tag) if tag.is("title") && !tag.foreign => in_title = true,
            Token::Start(tag) if tag.is("body") => break,
            Token::Text(text) if in_title => own.names.push(decode(text).into_owned()),
            Token::End(_) => in_title = false,
            _ => {}
        }
    }
    if own.names.iter().all(|name| name.trim().is_empty()) {
        own.names.push(title.to_owned());
    }
    own.names = own.names.iter().map(|name| one_line(name)).filter(|name| is_headline_long(name)).collect();
    own
}

impl OwnWords {
    fn meta(&mut self, tag: &Tag<'_>) {
        let named = ["property", "name", "http-equiv"].iter().find_map(|attribute| tag.attribute(attribute));
        let Some(named) = named else { return };
        let is = |name: &str| named.eq_ignore_ascii_case(name);
        let content = || tag.attribute("content").map(Cow::into_owned);
        if is("og:title") {
            self.shared = self.shared.take().or_else(content);
            self.names.extend(content());
        } else if is("og:locale") || is("content-language") {
            self.languages.extend(content());
        }
    }
}

/// A text on one line.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a name is neither empty nor too long for a headline.
pub(super) fn is_headline_long(name: &str) -> bool {
    (1..=LONGEST_NAME).contains(&name.len())
}
