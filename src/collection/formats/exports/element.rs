//! What an element of a page holds, found by its class.

use crate::{
    markup::{Token, is_void, tokens},
    text::slice,
};

/// What the first element of one of these classes holds, as it is written.
pub fn inner<'a>(page: &'a str, classes: &[&str]) -> Option<&'a str> {
    let mut depth = 0_usize;
    let mut begin: Option<(usize, &str)> = None;
    let place = |part: &str| part.as_ptr() as usize - page.as_ptr() as usize;
    for token in tokens(page) {
        match (token, begin) {
            (Token::Start(tag), None) => {
                let class = tag.attribute("class");
                let fits = class.is_some_and(|class| class.split_whitespace().any(|class| classes.contains(&class)));
                if fits && !is_void(tag.name) {
                    // A tag ends with the first `>` behind its attributes.
                    let from = place(tag.name);
                    let end = tag_end(slice(page, from..))?;
                    begin = Some((from + end, tag.name));
                }
            }
            (Token::Start(tag), Some((_, name))) if tag.name.eq_ignore_ascii_case(name) => depth += 1,
            (Token::End(name), Some((from, open))) if name.eq_ignore_ascii_case(open) => {
                if depth == 0 {
                    let end = page.get(..place(name)).and_then(|before| before.rfind('<'))?;
                    return page.get(from..end);
                }
                depth -= 1;
            }
            _ => {}
        }
    }
    begin.and_then(|(from, _)| page.get(from..))
}

/// The end of a tag, behind its `>`: one in quotes is none.
fn tag_end(tag: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in tag.char_indices() {
        match (quote, c) {
            (None, '>') => return Some(at + 1),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_found_by_class() {
        let page = "<div class='a b'><div>one</div>two</div><p class=\"c\">three<br><i>four</i></p><span class=d>five";
        for (class, expected) in
            [("b", Some("<div>one</div>two")), ("c", Some("three<br><i>four</i>")), ("d", Some("five")), ("e", None)]
        {
            assert_eq!(inner(page, &[class]), expected, "{class}");
        }
    }
}
