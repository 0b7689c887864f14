//! An element with what it holds, read from the text of one record.
//!
//! Lenient: end tags that do not match close what they can, references that nobody knows stay as they are written, and nothing
//! that a document declares is expanded. Bounded in depth, since what is asked of an element goes down with it.

use std::borrow::Cow;

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use crate::{markup, text::slice};

/// Levels of elements that are read.
const DEEPEST: usize = 200;

/// What an element holds.
#[derive(Debug)]
pub enum Child {
    Node(Node),
    Text(String),
}

/// An element.
#[derive(Debug, Default)]
pub struct Node {
    /// Its name without a prefix.
    pub name: String,
    /// The prefix of its namespace.
    pub prefix: String,
    attributes: Vec<(String, String)>,
    pub children: Vec<Child>,
}

/// Elements whose text stands in lines of its own, beside those of HTML.
const BLOCKS: &[&str] =
    &["block", "hl1", "hl2", "lb", "ab", "sp", "l", "lg", "bq", "head", "nitf-table", "lp", "leadpara"];
/// Elements that hold no text of the article.
const SILENT: &[&str] = &["script", "style", "media", "figure", "note", "graphic", "media-reference", "media-caption"];

/// Reads the elements of a text; the first is the record's. `None` where there is none, or too many within one another.
pub fn read(text: &str) -> Option<Node> {
    let text = bare_signs(text);
    let mut reader = Reader::from_str(&text);
    let config = reader.config_mut();
    (config.check_end_names, config.allow_unmatched_ends, config.allow_dangling_amp) = (false, true, true);
    let mut open: Vec<Node> = vec![Node::default()];
    let mut too_deep = false;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                too_deep |= open.len() > DEEPEST;
                if too_deep {
                    return None;
                }
                open.push(node(&tag));
            }
            Ok(Event::Empty(tag)) => push(&mut open, Child::Node(node(&tag))),
            Ok(Event::End(tag)) => close(&mut open, tag.local_name().as_ref()),
            Ok(Event::Text(text)) => push(&mut open, Child::Text(text.to_string())),
            Ok(Event::CData(text)) => push(&mut open, Child::Text(text.to_string())),
            Ok(Event::GeneralRef(name)) => {
                let written = format!("&{};", &*name);
                push(&mut open, Child::Text(markup::decode(&written).into_owned()));
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            // What cannot be read is left out; what stands before it is there.
            Err(_) => break,
        }
    }
    while open.len() > 1 {
        shut(&mut open);
    }
    let root = open.pop()?;
    root.children.into_iter().find_map(|child| match child {
        Child::Node(node) => Some(node),
        Child::Text(_) => None,
    })
}

/// The text with each `<` that begins no markup as a reference: the reader would end there.
fn bare_signs(text: &str) -> Cow<'_, str> {
    let begins = |next: Option<u8>| {
        next.is_some_and(|byte| byte.is_ascii_alphabetic() || b"/!?_:".contains(&byte) || byte >= 0x80)
    };
    let bytes = text.as_bytes();
    let bare: Vec<usize> = memchr::memchr_iter(b'<', bytes).filter(|at| !begins(bytes.get(at + 1).copied())).collect();
    if bare.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 4 * bare.len());
    let mut start = 0;
    for at in bare {
        out.push_str(slice(text, start..at));
        out.push_str("&lt;");
        start = at + 1;
    }
    out.push_str(slice(text, start..));
    Cow::Owned(out)
}

fn node(tag: &BytesStart<'_>) -> Node {
    let text = str::to_owned;
    let mut attributes = Vec::new();
    for attribute in tag.html_attributes().with_checks(false).filter_map(Result::ok) {
        attributes.push((text(attribute.key.local_name().as_ref()), markup::decode(&attribute.value).into_owned()));
    }
    let prefix = tag.name().prefix().map(|prefix| text(prefix.as_ref())).unwrap_or_default();
    Node { name: text(tag.local_name().as_ref()), prefix, attributes, children: Vec::new() }
}

fn push(open: &mut [Node], child: Child) {
    if let Some(last) = open.last_mut() {
        last.children.push(child);
    }
}

/// Ends the element that was opened last.
fn shut(open: &mut Vec<Node>) {
    if let Some(node) = open.pop() {
        push(open, Child::Node(node));
    }
}

/// Ends the last element of a name, and with it those within; an end tag without a beginning is none.
fn close(open: &mut Vec<Node>, name: &str) {
    if open.iter().skip(1).any(|node| node.name.eq_ignore_ascii_case(name)) {
        while open.len() > 1 {
            let last = open.last().is_some_and(|node| node.name.eq_ignore_ascii_case(name));
            shut(open);
            if last {
                return;
            }
        }
    }
}

impl Node {
    /// Whether it is called so, whatever the case.
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    fn is_block(&self) -> bool {
        BLOCKS.iter().any(|name| self.is(name))
            || markup::layout(&self.name.to_ascii_lowercase()) == Some(markup::Layout::Block)
    }

    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))?;
        Some(found.1.trim()).filter(|value| !value.is_empty())
    }

    /// The elements that it holds itself.
    pub fn nodes(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Child::Node(node) => Some(node),
            Child::Text(_) => None,
        })
    }

    /// The first element of a name that it holds itself.
    pub fn child(&self, name: &str) -> Option<&Self> {
        self.nodes().find(|node| node.is(name))
    }

    /// The first element of a name within it, however deep.
    pub fn find(&self, name: &str) -> Option<&Self> {
        self.nodes().find_map(|node| if node.is(name) { Some(node) } else { node.find(name) })
    }

    /// All elements of a name within it; not those within another.
    pub fn all<'a>(&'a self, name: &'a str) -> Vec<&'a Self> {
        let mut found = Vec::new();
        for node in self.nodes() {
            if node.is(name) {
                found.push(node);
            } else {
                found.extend(node.all(name));
            }
        }
        found
    }

    /// The element at the end of a way of names, each somewhere within the one before.
    pub fn at(&self, way: &str) -> Option<&Self> {
        way.split('/').try_fold(self, |node, name| node.find(name))
    }

    /// The text of the element at the end of a way, in one line; `None` where it has none.
    pub fn text_at(&self, way: &str) -> Option<String> {
        self.at(way).and_then(Self::line)
    }

    /// Its text in one line; `None` where it has none.
    pub fn line(&self) -> Option<String> {
        let text = self.raw_text();
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (!line.is_empty()).then_some(line)
    }

    /// Its text as it stands.
    pub fn raw_text(&self) -> String {
        let mut text = String::new();
        self.append(&mut text);
        text
    }

    fn append(&self, text: &mut String) {
        for child in &self.children {
            match child {
                Child::Text(part) => text.push_str(part),
                Child::Node(node) => node.append(text),
            }
        }
    }

    /// Its text as prose: an empty line between blocks, white space otherwise one.
    pub fn prose(&self) -> String {
        let mut paragraphs = vec![String::new()];
        self.paragraphs(&mut paragraphs);
        let lines = paragraphs.iter().map(|paragraph| paragraph.split_whitespace().collect::<Vec<_>>().join(" "));
        lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n\n")
    }

    fn paragraphs(&self, paragraphs: &mut Vec<String>) {
        for child in &self.children {
            match child {
                Child::Text(part) => {
                    if let Some(last) = paragraphs.last_mut() {
                        last.push_str(part);
                    }
                }
                Child::Node(node) if SILENT.iter().any(|name| node.is(name)) => {}
                Child::Node(node) => {
                    let block = node.is_block();
                    if block {
                        paragraphs.push(String::new());
                    }
                    node.paragraphs(paragraphs);
                    if block {
                        paragraphs.push(String::new());
                    }
                }
            }
        }
    }
}
