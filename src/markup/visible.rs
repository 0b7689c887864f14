//! What a page shows: its text line by line, and how deep its elements are nested.

use super::{
    elements::{EndTag, Layout, element, layout},
    references::decode,
    tokens::{Token, tokens},
};

/// The text that a page shows: an empty line between blocks, a line end for `<br>`, and one space for any other white space.
#[must_use]
pub fn visible_text(html: &str) -> String {
    let mut out = String::with_capacity(html.len() / 2);
    let mut hidden: Option<&str> = None;
    for token in tokens(html) {
        if let Some(name) = hidden {
            if matches!(token, Token::End(end) if end.eq_ignore_ascii_case(name)) {
                hidden = None;
            }
            continue;
        }
        match token {
            Token::Text(text) => push_words(&mut out, &decode(text)),
            Token::Start(tag) if is_hidden(tag.name) && !(tag.foreign && tag.self_closing) => hidden = Some(tag.name),
            Token::Start(tag) => end_line(&mut out, tag.name),
            Token::End(name) => end_line(&mut out, name),
            Token::Raw(_) | Token::Comment(_) => {}
        }
    }
    out
}

/// Elements whose text is not shown, or stands for what is.
fn is_hidden(name: &str) -> bool {
    ["noscript", "template", "svg"].iter().any(|hidden| hidden.eq_ignore_ascii_case(name))
}

fn end_line(out: &mut String, name: &str) {
    match layout(name) {
        Some(Layout::Block) => out.push_str("\n\n"),
        Some(Layout::Break) => out.push('\n'),
        Some(Layout::Inline | Layout::Other) | None => {}
    }
}

fn push_words(out: &mut String, text: &str) {
    let mut space = out.ends_with(char::is_whitespace);
    for c in text.chars() {
        if !c.is_whitespace() {
            out.push(c);
        } else if !space {
            out.push(' ');
        }
        space = c.is_whitespace();
    }
}

/// How deep elements are nested, as far as tags tell without a tree: those whose end tag may be left out do not count.
#[must_use]
pub fn nesting(html: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0_usize);
    let counts = |name: &str| element(name).is_none_or(|known| known.end == EndTag::Needed);
    for token in tokens(html) {
        match token {
            Token::Start(tag) if counts(tag.name) && !(tag.foreign && tag.self_closing) => depth += 1,
            Token::End(name) if counts(name) => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_stands_in_lines() {
        let table = [
            ("<p>One <b>two</b>\n three<br>four</p><p>five", "\n\nOne two three\nfour\n\n\n\nfive"),
            ("a<script>if(a<b)</script><style>p{}</style><!-- c -->b", "ab"),
            ("a<noscript>b</noscript><svg><title>c</title></svg><template>d</template>e", "ae"),
            ("a<svg/>b", "ab"),
            ("Council&#8217;s&nbsp;bridge &lt;i&gt; &copy; 1", "Council’s bridge <i> © 1"),
            ("<x-date>a</x-date>b<img alt=c>d", "abd"),
        ];
        for (html, text) in table {
            assert_eq!(visible_text(html), text, "{html}");
        }
    }

    #[test]
    fn nesting_counts_elements_and_not_signs() {
        let table = [
            ("text", 0),
            ("<div><div></div></div><div>", 2),
            ("<script>if(a<b&&c<d)e</script>", 1),
            ("<p>a<p>b<p>c<li>d<br><img>", 0),
            ("<svg><path/><path/><g><g/></g></svg>", 2),
            ("<!-- <div><div> --><a title='<b><b>'>", 1),
        ];
        for (html, depth) in table {
            assert_eq!(nesting(html), depth, "{html}");
        }
    }
}
