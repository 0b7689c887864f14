//! How long the fields of an article may be: a headline of a megabyte is a text that stands in the wrong place.
//!
//! Takes an article, cuts what is too long, and says which fields those were.

use crate::{article::Article, text::slice};

/// Characters of a headline and of every other field but the text, at most.
pub const LONGEST: usize = 1_000;

/// Cuts fields that are too long at the end of a word; an address that was cut would be another one, and goes. Gives their names.
pub fn cap(article: &mut Article) -> Vec<&'static str> {
    let mut cut = Vec::new();
    let fields = [
        ("title", &mut article.title),
        ("outlet", &mut article.outlet),
        ("place", &mut article.place),
        ("byline", &mut article.byline),
        ("modified", &mut article.modified),
    ];
    for (name, field) in fields {
        let Some(value) = field.as_mut() else { continue };
        if let Some(end) = end(value) {
            value.truncate(end);
            cut.push(name);
        }
    }
    if article.url.as_deref().is_some_and(|url| end(url).is_some()) {
        article.url = None;
        cut.push("url");
    }
    cut
}

/// Where a value is to be cut; `None` where it is not too long.
fn end(value: &str) -> Option<usize> {
    let (most, _) = value.char_indices().nth(LONGEST)?;
    let part = slice(value, ..most);
    // Some scripts have no blanks between words.
    let word = part.rfind(char::is_whitespace).filter(|end| *end > most / 2);
    Some(part.get(..word.unwrap_or(most)).map_or(most, |part| part.trim_end().len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_end_with_a_word() {
        let long = |word: &str| Some(word.repeat(LONGEST));
        let mut article = Article {
            title: long("ä b "),
            outlet: Some("a".repeat(LONGEST)),
            place: long("東京"),
            byline: Some("Ann Lee".into()),
            url: long("https://a.example/"),
            ..Article::default()
        };
        assert_eq!(cap(&mut article), ["title", "place", "url"]);
        assert_eq!(article.title.as_deref(), Some("ä b ".repeat(LONGEST / 4).trim_end()));
        assert_eq!(article.place.map(|place| place.chars().count()), Some(LONGEST));
        assert_eq!(article.outlet.map(|outlet| outlet.len()), Some(LONGEST));
        assert_eq!((article.byline.as_deref(), article.url), (Some("Ann Lee"), None));
    }
}
