//! What a page says of its article in JSON-LD, for machines.
//!
//! Takes a page, gives the headline of the first object of a kind of article. Dates are read from the same scripts by `dating`, which
//! needs their texts and not their tree.

use serde_json::Value;

use crate::markup::{Token, tokens};

/// A longer script is data of an application and says nothing of the article, in bytes.
const LONGEST: usize = 1 << 20;

/// Objects within objects are looked into so deep.
const DEEPEST: usize = 8;

/// The headline that the page's own article object gives.
pub(super) fn headline(html: &str) -> Option<String> {
    let mut linked = false;
    for token in tokens(html) {
        match token {
            Token::Start(tag) => {
                linked = tag.is("script") && tag.attribute("type").is_some_and(|kind| kind.contains("ld+json"));
            }
            Token::Raw(script) if linked && script.len() <= LONGEST => {
                if let Ok(value) = serde_json::from_str::<Value>(script.trim())
                    && let Some(found) = of_value(&value, DEEPEST)
                {
                    return Some(found);
                }
            }
            _ => {}
        }
    }
    None
}

fn of_value(value: &Value, depth: usize) -> Option<String> {
    if depth == 0 {
        return None;
    }
    match value {
        Value::Array(values) => values.iter().find_map(|value| of_value(value, depth - 1)),
        Value::Object(fields) => {
            let is_article = match fields.get("@type") {
                Some(Value::String(kind)) => names_article(kind),
                Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).any(names_article),
                _ => false,
            };
            let own = || fields.get("headline").or_else(|| fields.get("name"))?.as_str().map(str::to_owned);
            // What else the page lists stands under other fields.
            let within = || {
                ["@graph", "mainEntity", "mainEntityOfPage"]
                    .iter()
                    .find_map(|key| of_value(fields.get(*key)?, depth - 1))
            };
            if is_article { own() } else { within() }
        }
        _ => None,
    }
}

/// The types of schema.org that are one article.
fn names_article(kind: &str) -> bool {
    kind.ends_with("Article") || kind.ends_with("Report") || kind.ends_with("BlogPosting")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_article_says_its_headline() {
        let table = [
            (r#"{"@type":"NewsArticle","headline":"Bridge to reopen"}"#, Some("Bridge to reopen")),
            (
                r#"[{"@type":"WebSite","name":"River Post"},{"@type":["Thing","Article"],"headline":"Bridge"}]"#,
                Some("Bridge"),
            ),
            (
                r#"{"@graph":[{"@type":"Organization","name":"Post"},{"@type":"BlogPosting","headline":"B"}]}"#,
                Some("B"),
            ),
            (r#"{"@type":"ItemList","itemListElement":[{"@type":"NewsArticle","headline":"Another"}]}"#, None),
            (r#"{"@type":"NewsArticle","headline":"#, None),
            ("", None),
        ];
        for (script, expected) in table {
            let html = format!("<script type='application/ld+json'>{script}</script><script>{{}}</script>");
            assert_eq!(headline(&html).as_deref(), expected, "{script}");
        }
    }
}
