//! What a page would cost the extraction, told from its tags before a tree is built of it.
//!
//! A tree takes far more memory than its page, and some pages make far more tree than they hold: the parser compares each attribute of
//! a tag with each other, and repeats a link or a font that is not closed in every block behind it, with all its attributes.
//! Takes a page, says whether it may be extracted; what may not is still read, line by line.

use crate::markup::{Layout, Tag, Token, layout, nesting, tokens};

/// A page larger than this is no article: extraction takes memory and time many times its size.
const LARGEST: usize = 16 << 20;
/// Elements nested deeper than this would exhaust the stack of the extraction, which recurses (real pages stay below 100).
const DEEPEST: usize = 400;
/// Attributes of a tag (real ones have some dozens at most).
const MOST_ATTRIBUTES: usize = 200;
/// Elements and pieces of text of a page; each takes more than a kilobyte. Long real pages have some thousands.
const MOST_NODES: usize = 60_000;
/// Bytes that may be repeated, as often as the page is long, and besides.
const REPEATED: (usize, usize) = (4, 4 << 20);
/// Open elements that are repeated.
const MOST_OPEN: usize = 256;
/// What an element takes besides its attributes.
const ELEMENT: usize = 200;
/// How often the parser repeats an element that is open several times in the same way.
const ALIKE: usize = 3;

/// Elements that the parser opens again in the next block where they were not closed ("formatting elements").
const FORMATTING: [&str; 14] =
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
/// Elements in which nothing from outside is opened again.
const CELLS: [&str; 3] = ["td", "th", "caption"];

/// Whether the extraction takes no more than a page is worth.
pub(super) fn are_kept(html: &str) -> bool {
    html.len() <= LARGEST && nesting(html) <= DEEPEST && tree_is_in_proportion(html)
}

fn tree_is_in_proportion(html: &str) -> bool {
    let most = html.len().saturating_mul(REPEATED.0).saturating_add(REPEATED.1);
    let (mut nodes, mut repeated) = (0, 0_usize);
    let mut open = Open::default();
    for token in tokens(html) {
        match token {
            Token::Start(tag) => {
                nodes += 1;
                if tag.attributes().take(MOST_ATTRIBUTES + 1).count() > MOST_ATTRIBUTES {
                    return false;
                }
                if !open.start(&tag) {
                    return false;
                }
                if layout(tag.name) != Some(Layout::Inline) {
                    repeated = repeated.saturating_add(open.weight());
                }
            }
            Token::End(name) => {
                open.end(name);
                if layout(name) != Some(Layout::Inline) {
                    repeated = repeated.saturating_add(open.weight());
                }
            }
            Token::Text(_) | Token::Raw(_) | Token::Comment(_) => nodes += 1,
        }
        if nodes > MOST_NODES || repeated > most {
            return false;
        }
    }
    true
}

/// What is open and would be repeated.
#[derive(Default)]
struct Open<'a> {
    elements: Vec<Element<'a>>,
}

struct Element<'a> {
    /// A formatting element; a table or a cell has none.
    tag: Option<Tag<'a>>,
    is_table: bool,
    /// Bytes that it and those before it in its cell take.
    weight: usize,
}

impl<'a> Open<'a> {
    fn weight(&self) -> usize {
        match self.elements.last() {
            Some(element) => element.weight,
            None => 0,
        }
    }

    /// Whether an element may be opened too.
    fn start(&mut self, tag: &Tag<'a>) -> bool {
        let is = |names: &[&str]| names.iter().any(|name| tag.is(name));
        let mark = |is_table| Element { tag: None, is_table, weight: 0 };
        if tag.is("table") {
            let weight = self.weight();
            self.elements.push(Element { weight, ..mark(true) });
        } else if is(&CELLS) {
            // The cell before it may not be closed.
            let inside = self.elements.iter().rposition(|element| element.is_table);
            self.elements.truncate(inside.map_or(self.elements.len(), |at| at + 1));
            self.elements.push(mark(false));
        } else if is(&FORMATTING) {
            self.push(tag);
        }
        self.elements.len() <= MOST_OPEN
    }

    fn push(&mut self, tag: &Tag<'a>) {
        let here = self.elements.iter().rposition(|element| element.tag.is_none()).map_or(0, |at| at + 1);
        let alike = |element: &Element<'a>| element.tag.is_some_and(|other| other == *tag);
        let mut same = (here..self.elements.len()).filter(|at| self.elements.get(*at).is_some_and(alike));
        if let (Some(first), Some(_)) = (same.next(), same.nth(ALIKE - 2)) {
            self.remove(first);
        }
        let weight = self.weight() + Self::own(tag);
        self.elements.push(Element { tag: Some(*tag), is_table: false, weight });
    }

    fn own(tag: &Tag<'_>) -> usize {
        ELEMENT + tag.attributes().map(|(name, value)| name.len() + value.len()).sum::<usize>()
    }

    fn end(&mut self, name: &str) {
        let is = |names: &[&str]| names.iter().any(|known| known.eq_ignore_ascii_case(name));
        if name.eq_ignore_ascii_case("table") {
            if let Some(at) = self.elements.iter().rposition(|element| element.is_table) {
                self.elements.truncate(at);
            }
        } else if is(&CELLS) {
            let cell = |element: &Element<'a>| element.tag.is_none() && !element.is_table;
            if let Some(at) = self.elements.iter().rposition(cell) {
                self.elements.truncate(at);
            }
        } else if is(&FORMATTING) {
            let mut inside = self.elements.iter().enumerate().rev().take_while(|(_, element)| element.tag.is_some());
            let at = inside.find(|(_, element)| element.tag.is_some_and(|tag| tag.is(name))).map(|(at, _)| at);
            at.into_iter().for_each(|at| self.remove(at));
        }
    }

    fn remove(&mut self, at: usize) {
        let Element { tag, .. } = self.elements.remove(at);
        let own = tag.map_or(0, |tag| Self::own(&tag));
        let behind = self.elements.iter_mut().skip(at).take_while(|element| element.tag.is_some());
        behind.for_each(|element| element.weight -= own);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_told_from_traps() {
        let paragraphs = "<p>A strike ended in the harbour of Lenmar on Monday.</p>\n";
        let link = |bytes: usize| format!("<p><a href=\"{}\">", "A".repeat(bytes));
        for (name, html, kept) in [
            ("a page", paragraphs.repeat(2_000), true),
            ("short lines", "line<br>".repeat(20_000), true),
            ("links", "<p><a href='https://example.org/news/2024/12/a-story.html'>More</a>".repeat(5_000), true),
            ("old fonts", format!("{}{}", "<font size=2 color=red>".repeat(200), paragraphs.repeat(2_000)), true),
            ("cells", "<table>".to_owned() + &"<tr><td><font size=1><b>x".repeat(10_000), true),
            ("an open link", link(1_000) + &paragraphs.repeat(500), true),
            ("a long open link", link(400_000) + &"<p>x".repeat(5_000), false),
            ("a long open link after a table", link(400_000) + "<table><td>x</table>" + &"<p>x".repeat(5_000), false),
            ("many open links", "<p><a href=b>x<i class=c>".repeat(1_000), true),
            ("many different open links", (0..1_000).map(|n| format!("<p><a href={n}><i id={n}>x")).collect(), false),
            ("attributes", format!("<p {}>x", (0..300).map(|n| format!("a{n} ")).collect::<String>()), false),
            ("nodes", "<br>".repeat(100_000), false),
            ("a deep page", "<div>".repeat(500), false),
            ("nothing", String::new(), true),
        ] {
            assert_eq!(are_kept(&html), kept, "{name}");
        }
    }
}
