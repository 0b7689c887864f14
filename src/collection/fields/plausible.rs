//! Whether a text looks like the value of a field.

use crate::{clean, collection::options::Field};

/// Characters of an outlet's name, at most.
const LONGEST_NAME: usize = 120;

/// Endings of pictures and recordings.
const MEDIA: [&str; 12] =
    [".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".ico", ".avif", ".mp4", ".mp3", ".webm", ".m3u8"];

/// No field but the text holds markup, an outlet is no address and no picture, an address has no blanks, a language is one.
pub fn is(text: &str, field: Field) -> bool {
    match field {
        Field::Outlet => {
            !is_address(text)
                && !has_markup(text)
                && text.chars().count() <= LONGEST_NAME
                && text.contains(char::is_alphabetic)
        }
        Field::Place => !is_address(text) && !has_markup(text),
        Field::Byline => !is_address(text) && text.contains(char::is_alphabetic),
        Field::Url => {
            !text.contains(char::is_whitespace) && text.contains(|c: char| !c.is_ascii_digit()) && !is_media(text)
        }
        Field::Language => clean::is_language(text),
        Field::Tags => !is_address(text),
        _ => true,
    }
}

/// An address of the web, whole or without its scheme.
pub fn is_address(text: &str) -> bool {
    let text = text.trim();
    !text.contains(char::is_whitespace)
        && (text.contains("://") || text.starts_with("www.") || text.starts_with('/') || is_media(text))
}

/// A picture or a recording.
fn is_media(text: &str) -> bool {
    let path = text.split(['?', '#']).next().unwrap_or_default();
    let ending = path.rfind('.').and_then(|dot| path.get(dot..));
    ending.is_some_and(|ending| MEDIA.iter().any(|media| media.eq_ignore_ascii_case(ending)))
}

fn has_markup(text: &str) -> bool {
    text.contains('<') && text.contains('>')
}

/// A domain without more: `harbourwire.example`.
pub fn is_domain(text: &str) -> bool {
    let text = text.trim();
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-');
    let ends = text
        .rsplit_once('.')
        .is_some_and(|(stem, end)| !stem.is_empty() && end.chars().count() > 1 && end.chars().all(char::is_alphabetic));
    ends && text.chars().all(plain)
}

/// The letters that a domain is known by: of `www.harbour-wire.co.uk` these are `harbourwire`.
fn stem(domain: &str) -> Option<String> {
    let labels: Vec<&str> = domain.split('.').filter(|label| !label.is_empty()).collect();
    // The end is no name, and neither is a short label before it (`.co.uk`, `.com.tr`).
    let names = labels.split_last()?.1.iter().rev();
    let name = names.clone().find(|label| label.chars().count() > 3).or_else(|| names.clone().next())?;
    Some(letters(name)).filter(|stem| !stem.is_empty())
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The name that a domain stands for, where a title ends or begins with it: `World - Harbour Wire` names `harbourwire.example`.
pub fn name_of_domain<'t>(domain: &str, title: &'t str) -> Option<&'t str> {
    let stem = stem(domain)?;
    let mut parts = title.split(" - ").flat_map(|part| part.split(['|', '–', '—', '·', '»', ':'])).map(str::trim);
    parts.find(|part| {
        let letters = letters(part);
        letters == stem || letters.strip_prefix("the").is_some_and(|rest| rest == stem)
    })
}
