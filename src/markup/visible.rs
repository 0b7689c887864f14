//! What a page shows: its text line by line, what each line stands in, and how deep its elements are nested.

use std::ops::Range;

use super::{
    elements::{EndTag, Layout, element, is_void, layout},
    references::decode,
    tag::Tag,
    tokens::{Token, tokens},
};
use crate::text::slice;

/// What a page shows, as one text and its lines.
#[derive(Clone, Debug, Default)]
pub struct Visible {
    /// An empty line between blocks, a line end for `<br>` and within `<pre>`, one space for any other white space.
    pub text: String,
    /// The lines that hold something, in their order.
    pub lines: Vec<Line>,
}

impl Visible {
    /// The text of a line.
    #[must_use]
    pub fn line(&self, line: &Line) -> &str {
        slice(&self.text, line.range.clone())
    }
}

/// A line of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its bytes in [`Visible::text`].
    pub range: Range<usize>,
    /// How many of them stand in links.
    pub linked: usize,
    /// Whether a block begins here.
    pub opens: bool,
    /// The number of the block around it, paragraphs aside: the same for what stands side by side.
    pub block: u32,
    /// What the elements around it are marked with, all together.
    pub marks: u16,
}

/// The text that a page shows.
#[must_use]
pub fn visible_text(html: &str) -> String {
    visible(html, |_| 0).text
}

/// What a page shows; `mark` gives each element the bits that all lines in it bear.
#[must_use]
pub fn visible(html: &str, mark: impl FnMut(&Tag<'_>) -> u16) -> Visible {
    let mut walk = Walk::new(html.len() / 2, mark);
    for token in tokens(html) {
        if let Some(name) = walk.hidden {
            if matches!(token, Token::End(end) if end.eq_ignore_ascii_case(name)) {
                walk.hidden = None;
            }
            continue;
        }
        match token {
            Token::Text(text) => walk.push_words(&decode(text)),
            Token::Start(tag) => walk.start(tag),
            Token::End(name) => walk.end(name),
            Token::Raw(_) | Token::Comment(_) => {}
        }
    }
    walk.close_line();
    walk.out
}

/// Elements whose text is not shown, or stands for what is.
fn is_hidden(name: &str) -> bool {
    ["noscript", "template", "svg"].iter().any(|hidden| hidden.eq_ignore_ascii_case(name))
}

/// An end tag closes an element so many levels up at most: pages that nest deeper are broken, and are read in linear time.
const REACH: usize = 256;

/// An element that is open.
struct Open<'a> {
    name: &'a str,
    /// The block that it is, or stands in.
    block: u32,
    /// Its marks and those around it.
    marks: u16,
    link: bool,
}

/// The way through a page.
struct Walk<'a, F> {
    out: Visible,
    open: Vec<Open<'a>>,
    hidden: Option<&'a str>,
    mark: F,
    /// Where the line begins, and what is known of it.
    from: usize,
    linked: usize,
    opens: bool,
    stands: Option<(u32, u16)>,
    blocks: u32,
    preformatted: usize,
    /// What stands before the next letter: parts that touch.
    touch: Touch<'a>,
}

/// Whether two elements in the line touch here, of different names and with nothing between them: "the Infanta", closed, and a link
/// "River Post" are two parts, which style sheets keep apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Touch<'a> {
    No,
    /// An element has ended.
    Ended(&'a str),
    /// And another has begun.
    Parts,
}

impl<'a, F: FnMut(&Tag<'_>) -> u16> Walk<'a, F> {
    fn new(capacity: usize, mark: F) -> Self {
        Self {
            out: Visible { text: String::with_capacity(capacity), lines: Vec::new() },
            open: Vec::new(),
            hidden: None,
            mark,
            from: 0,
            linked: 0,
            opens: true,
            stands: None,
            blocks: 0,
            preformatted: 0,
            touch: Touch::No,
        }
    }

    fn start(&mut self, tag: Tag<'a>) {
        let name = tag.name;
        if is_hidden(name) {
            if !(tag.foreign && tag.self_closing) {
                self.hidden = Some(name);
            }
            return;
        }
        self.end_line(name);
        if let Touch::Ended(ended) = self.touch
            && !ended.eq_ignore_ascii_case(name)
        {
            self.touch = Touch::Parts;
        }
        if is_void(name) || tag.foreign && tag.self_closing {
            return;
        }
        self.close_what_it_ends(name);
        let (around, marks, link) = match self.open.last() {
            Some(open) => (open.block, open.marks, open.link),
            None => (0, 0, false),
        };
        let is_block = layout(name) == Some(Layout::Block) && !name.eq_ignore_ascii_case("p");
        self.blocks += u32::from(is_block);
        self.preformatted += usize::from(name.eq_ignore_ascii_case("pre"));
        self.open.push(Open {
            name,
            block: if is_block { self.blocks } else { around },
            marks: marks | (self.mark)(&tag),
            link: link || name.eq_ignore_ascii_case("a"),
        });
    }

    fn end(&mut self, name: &'a str) {
        self.end_line(name);
        self.touch = if self.touch == Touch::Parts { Touch::Parts } else { Touch::Ended(name) };
        self.close(|open| open.name.eq_ignore_ascii_case(name), |_| false);
    }

    /// Closes the elements that a start tag ends without their own end tags: an item ends at the next item of its list, a
    /// paragraph at the next block, a link at the next link.
    fn close_what_it_ends(&mut self, name: &str) {
        const LISTS: [&str; 5] = ["ul", "ol", "dl", "table", "menu"];
        let is = |name: &str, names: &[&str]| names.iter().any(|known| known.eq_ignore_ascii_case(name));
        let ends: &[&str] = match name.to_ascii_lowercase().as_str() {
            "li" => &["li"],
            "dt" | "dd" => &["dt", "dd"],
            "tr" => &["tr", "td", "th"],
            "td" | "th" => &["td", "th"],
            "a" => &["a"],
            _ if layout(name) == Some(Layout::Block) => {
                return self.close(|open| is(open.name, &["p"]), |open| layout(open.name) == Some(Layout::Block));
            }
            _ => return,
        };
        let link = ends == ["a"];
        self.close(
            |open| is(open.name, ends),
            |open| if link { layout(open.name) == Some(Layout::Block) } else { is(open.name, &LISTS) },
        );
    }

    /// Closes the nearest element of a kind with all in it, if none that stops the search is nearer.
    fn close(&mut self, is: impl Fn(&Open<'_>) -> bool, stops: impl Fn(&Open<'_>) -> bool) {
        let near = self.open.iter().enumerate().rev().take(REACH);
        let found = near.take_while(|(_, open)| is(open) || !stops(open)).find(|(_, open)| is(open)).map(|(at, _)| at);
        if let Some(at) = found {
            let closed = self.open.drain(at..).filter(|open| open.name.eq_ignore_ascii_case("pre")).count();
            self.preformatted = self.preformatted.saturating_sub(closed);
        }
    }

    fn end_line(&mut self, name: &str) {
        match layout(name) {
            Some(Layout::Block) => {
                self.close_line();
                self.opens = true;
            }
            Some(Layout::Break) => self.close_line(),
            Some(Layout::Inline | Layout::Other) | None => {}
        }
    }

    /// The line ends here, if it holds something.
    fn close_line(&mut self) {
        if self.out.text.ends_with(' ') {
            self.out.text.pop();
        }
        let end = self.out.text.len();
        if let Some((block, marks)) = self.stands.take() {
            let line = Line { range: self.from..end, linked: self.linked, opens: self.opens, block, marks };
            self.out.lines.push(line);
            self.opens = false;
        }
        self.linked = 0;
    }

    fn push_words(&mut self, text: &str) {
        let parts = std::mem::replace(&mut self.touch, Touch::No) == Touch::Parts && self.stands.is_some();
        if parts
            && text.starts_with(char::is_uppercase)
            && self.out.text.chars().next_back().is_some_and(char::is_lowercase)
        {
            self.out.text.push(' ');
        }
        for c in text.chars() {
            if c == '\n' && self.preformatted > 0 {
                self.close_line();
            } else if !c.is_whitespace() {
                self.begin_line();
                self.out.text.push(c);
                if self.open.last().is_some_and(|open| open.link) {
                    self.linked += c.len_utf8();
                }
            } else if self.stands.is_some() && !self.out.text.ends_with(' ') {
                self.out.text.push(' ');
            }
        }
    }

    /// What ends the line before is written with the first letter of the next.
    fn begin_line(&mut self) {
        if self.stands.is_some() {
            return;
        }
        if !self.out.text.is_empty() {
            self.out.text.push_str(if self.opens { "\n\n" } else { "\n" });
        }
        self.from = self.out.text.len();
        self.stands = Some(match self.open.last() {
            Some(open) => (open.block, open.marks),
            None => (0, 0),
        });
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
            ("<p>One <b>two</b>\n three<br>four</p><p>five", "One two three\nfour\n\nfive"),
            ("a<script>if(a<b)</script><style>p{}</style><!-- c -->b", "ab"),
            ("a<noscript>b</noscript><svg><title>c</title></svg><template>d</template>e", "ae"),
            ("a<svg/>b", "ab"),
            ("Council&#8217;s&nbsp;bridge &lt;i&gt; &copy; 1", "Council’s bridge <i> © 1"),
            ("<x-date>a</x-date>b<img alt=c>d", "abd"),
            ("<pre>one\n  two</pre>three<div><br><br>four</div>", "one\ntwo\n\nthree\n\nfour"),
            ("<p> </p>&nbsp;<p>a </p> b", "a\n\nb"),
            // Parts that touch where a small letter meets a capital; one word in several elements of a kind; a word with a part of it marked.
            ("<h1><span>Bridge opens</span><a href=x>River Post</a></h1>", "Bridge opens River Post"),
            ("By<b>Lea</b><i>Orsk</i>", "ByLea Orsk"),
            ("<b>Mac</b><b>Orsk</b> <i>co</i><b>op</b> Mac<i>Orsk</i>", "MacOrsk coop MacOrsk"),
        ];
        for (html, text) in table {
            assert_eq!(visible_text(html), text, "{html}");
        }
    }

    #[test]
    fn a_line_knows_its_block_its_links_and_its_marks() {
        let html = "<div>a<p>b<p><a href=x>c</a> d</div><nav><ul><li>e<li>f</ul></nav><a>g<p>h</a>i";
        let shown = visible(html, |tag| u16::from(tag.is("nav")));
        let lines: Vec<_> = shown.lines.iter().map(|l| (shown.line(l), l.block, l.linked, l.marks)).collect();
        let table = [
            ("a", 1, 0, 0),
            ("b", 1, 0, 0),
            ("c d", 1, 1, 0),
            ("e", 4, 0, 1),
            ("f", 5, 0, 1),
            ("g", 0, 1, 0),
            // A link ends no line.
            ("hi", 0, 1, 0),
        ];
        assert_eq!(lines, table);
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
