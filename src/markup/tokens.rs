//! The tokens of HTML, cut as the standard's tokenizer cuts them ("Tokenization").
//!
//! Takes a page or a part of one, gives its tags, its text and its comments in their order, as parts of the page. What a browser
//! drops is dropped here: a tag or a comment that the page ends in, `</>`, the `DOCTYPE`. Of what only the tree tells a
//! browser, it keeps what matters: elements whose text is raw, and whether it stands in SVG or `MathML`, where a solidus ends an
//! element and `<![CDATA[` holds text. Scripts are not run, so `<noscript>` is an element as any other.

use super::tag::{self, Tag};
use crate::text::slice;

/// A part of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// `<name attributes>`.
    Start(Tag<'a>),
    /// `</name>`; the name as it is written.
    End(&'a str),
    /// Text, its references undecoded; see [`super::decode`].
    Text(&'a str),
    /// What a script, a style sheet or the like holds, up to its end tag. It holds neither tags nor references.
    Raw(&'a str),
    /// What stands between `<!--` and `-->`, or in what browsers take for a comment (`<?…>`, `<!…>`).
    Comment(&'a str),
}

/// The tokens of a page.
#[derive(Clone, Debug)]
pub struct Tokens<'a> {
    html: &'a str,
    at: usize,
    /// The element whose start tag came last, if no tag but its end tag ends its text.
    raw: Option<(Holds, &'a str)>,
    /// In SVG or `MathML`.
    foreign: bool,
}

/// What an element holds whose text is not read as markup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    /// Text with references.
    Text,
    /// Neither tags nor references.
    Raw,
    /// The same, where a comment may hold a whole script with its end tag.
    Script,
    /// The same, to the end of the page.
    Rest,
}

impl Holds {
    fn of(tag: &Tag<'_>) -> Option<Self> {
        const RAW: [(&str, Holds); 9] = [
            ("title", Holds::Text),
            ("textarea", Holds::Text),
            ("style", Holds::Raw),
            ("xmp", Holds::Raw),
            ("iframe", Holds::Raw),
            ("noembed", Holds::Raw),
            ("noframes", Holds::Raw),
            ("script", Holds::Script),
            ("plaintext", Holds::Rest),
        ];
        let ends_at_once = tag.foreign && tag.self_closing;
        RAW.iter().find(|(name, _)| tag.is(name) && !ends_at_once).map(|(_, holds)| *holds)
    }

    /// How much of the text belongs to the element.
    fn length(self, text: &str, name: &str) -> usize {
        match self {
            Self::Text | Self::Raw => tags(text).find(|at| is_end_tag(slice(text, *at..), name)),
            Self::Script => script_end(text),
            Self::Rest => None,
        }
        .unwrap_or(text.len())
    }
}

/// Cuts a page into tokens.
#[must_use]
pub fn tokens(html: &str) -> Tokens<'_> {
    Tokens { html, at: 0, raw: None, foreign: false }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let rest = slice(self.html, self.at..);
            if rest.is_empty() {
                return None;
            }
            let raw = self.raw.take();
            let length = raw.map_or_else(|| text_length(rest), |(holds, name)| holds.length(rest, name));
            if length > 0 {
                self.at += length;
                let text = slice(rest, ..length);
                let references = raw.is_none_or(|(holds, _)| holds == Holds::Text);
                return Some(if references { Token::Text(text) } else { Token::Raw(text) });
            }
            // The end tag of an empty script is markup, too.
            let (token, length) = self.markup(rest);
            debug_assert!(length > 0, "a token has no bytes: {rest:.20}");
            self.at += length;
            if token.is_some() {
                return token;
            }
        }
    }
}

impl<'a> Tokens<'a> {
    /// What begins with the `<` at the start of the text, and its length; nothing where a browser drops it.
    fn markup(&mut self, text: &'a str) -> (Option<Token<'a>>, usize) {
        if let Some(body) = text.strip_prefix("<!--") {
            let (comment, length) = comment(body);
            return (Some(Token::Comment(comment)), length + 4);
        }
        if let Some(body) = text.strip_prefix("<![CDATA[").filter(|_| self.foreign) {
            let (held, length) = up_to(body, "]]>");
            return (Some(Token::Raw(held)).filter(|_| !held.is_empty()), length + 9);
        }
        let second = text.as_bytes().get(1).copied();
        match second {
            Some(b'!' | b'?') => {
                let (body, length) = up_to(text, ">");
                let is_doctype = body.get(2..9).is_some_and(|word| word.eq_ignore_ascii_case("doctype"));
                let from = if second == Some(b'!') { 2 } else { 1 };
                ((!is_doctype).then(|| Token::Comment(slice(body, from..))), length)
            }
            Some(b'/') if text.starts_with("</>") => (None, 3),
            Some(b'/') if !text.get(2..).is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic())) => {
                let (body, length) = up_to(text, ">");
                (Some(Token::Comment(slice(body, 2..))), length)
            }
            Some(b'/') => match tag::cut(text, 2) {
                Some((tag, length)) => (Some(self.end(tag.name)), length),
                None => (None, text.len()),
            },
            _ => match tag::cut(text, 1) {
                Some((tag, length)) => (Some(self.start(tag)), length),
                None => (None, text.len()),
            },
        }
    }

    fn start(&mut self, mut tag: Tag<'a>) -> Token<'a> {
        if is_foreign_root(tag.name) {
            tag.foreign = true;
            self.foreign = !tag.self_closing;
        } else {
            // Elements of HTML in SVG end it, or stand in a part of it that is HTML.
            self.foreign &= !leaves_foreign(tag.name);
            tag.foreign = self.foreign;
        }
        self.raw = Holds::of(&tag).map(|holds| (holds, tag.name));
        Token::Start(tag)
    }

    fn end(&mut self, name: &'a str) -> Token<'a> {
        self.foreign &= !is_foreign_root(name);
        Token::End(name)
    }
}

fn is_foreign_root(name: &str) -> bool {
    ["svg", "math"].iter().any(|root| root.eq_ignore_ascii_case(name))
}

/// Whether an element of HTML ends the SVG around it: those that the standard names, which have text or hold it.
fn leaves_foreign(name: &str) -> bool {
    use super::elements::{Layout, layout};
    const SHARED: [&str; 3] = ["a", "font", "title"];
    let shared = SHARED.iter().any(|shared| shared.eq_ignore_ascii_case(name));
    !shared && matches!(layout(name), Some(Layout::Block | Layout::Inline | Layout::Break))
}

/// Bytes of text before the next markup: a `<` that no tag begins with is text.
fn text_length(text: &str) -> usize {
    tags(text).next().unwrap_or(text.len())
}

/// Where in a text something begins that may be markup.
fn tags(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'<', bytes).filter(|at| match bytes.get(at + 1) {
        Some(b'/') => bytes.len() > at + 2,
        Some(next) => next.is_ascii_alphabetic() || matches!(next, b'!' | b'?'),
        None => false,
    })
}

/// The text before a mark, and the length with it; all of it where the mark is not there.
fn up_to<'a>(text: &'a str, mark: &str) -> (&'a str, usize) {
    match memchr::memmem::find(text.as_bytes(), mark.as_bytes()) {
        Some(at) => (slice(text, ..at), at + mark.len()),
        None => (text, text.len()),
    }
}

/// A comment behind its `<!--`, and its length: it ends at `-->` or `--!>`, and at once in `<!-->` and `<!--->`.
fn comment(text: &str) -> (&str, usize) {
    if text.starts_with('>') {
        return ("", 1);
    }
    if text.starts_with("->") {
        return ("", 2);
    }
    for end in memchr::memchr_iter(b'>', text.as_bytes()) {
        let held = slice(text, ..end);
        if let Some(held) = held.strip_suffix("--").or_else(|| held.strip_suffix("--!")) {
            return (held, end + 1);
        }
    }
    (text, text.len())
}

/// Whether a text begins with the end tag of this name.
fn is_end_tag(text: &str, name: &str) -> bool {
    text.strip_prefix("</").is_some_and(|rest| is_tag_name(rest, name))
}

/// Whether a tag's name is this one, with its end.
fn is_tag_name(text: &str, name: &str) -> bool {
    let named = text.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
    named && slice(text, name.len()..).starts_with(|c| tag::is_space(c) || matches!(c, '/' | '>'))
}

/// Where a script ends: at its end tag, but not in a comment that a script begins in (the standard's "script data double
/// escaped state": pages of old wrote whole scripts into a comment in a script).
fn script_end(text: &str) -> Option<usize> {
    #[derive(PartialEq)]
    enum State {
        Script,
        Comment,
        ScriptInComment,
    }
    let mut state = State::Script;
    // A comment begun as `<!-->` ends with the very dashes that it begins with.
    let mut comment = 0;
    for at in memchr::memchr2_iter(b'<', b'>', text.as_bytes()) {
        let rest = slice(text, at..);
        if rest.starts_with('>') {
            let held = slice(text, comment.min(at)..at);
            if state != State::Script && held.ends_with("--") {
                state = State::Script;
            }
        } else if is_end_tag(rest, "script") {
            match state {
                State::ScriptInComment => state = State::Comment,
                _ => return Some(at),
            }
        } else if state == State::Script && rest.starts_with("<!--") {
            (state, comment) = (State::Comment, at + 2);
        } else if state == State::Comment && is_tag_name(slice(rest, 1..), "script") {
            state = State::ScriptInComment;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use html5ever::{
        buffer_queue::BufferQueue,
        tokenizer::{
            self, TagKind, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
            states::{RawKind, Rawtext, Rcdata, ScriptData},
        },
    };
    use proptest::prelude::*;

    use super::*;
    use crate::markup::{decode, references::decode_value};

    /// A token as one line.
    fn shown(token: Token<'_>) -> String {
        match token {
            Token::Start(tag) => {
                let mut names = Vec::new();
                let mut attributes = String::new();
                // The first of a name counts, as in `Tag::attribute`.
                for (name, value) in tag.attributes() {
                    if !names.contains(&name) {
                        names.push(name);
                        attributes = format!("{attributes} {name}={}", decode_value(value));
                    }
                }
                format!("<{}{attributes}{}>", tag.name, if tag.self_closing { "/" } else { "" })
            }
            Token::End(name) => format!("</{name}>"),
            Token::Text(text) => decode(text).into_owned(),
            Token::Raw(text) => text.to_owned(),
            Token::Comment(text) => format!("<!--{text}-->"),
        }
    }

    #[test]
    fn tokens_are_cut_as_the_standard_has_them() {
        let table: &[(&str, &[&str])] = &[
            ("a < b <p>c</p >", &["a < b ", "<p>", "c", "</p>"]),
            ("<!DOCTYPE html><?xml x?><!x>", &["<!--?xml x?-->", "<!--x-->"]),
            (
                "a<!-- <b> -->c<!-->d<!--->e<!--f--!>g",
                &["a", "<!-- <b> -->", "c", "<!---->", "d", "<!---->", "e", "<!--f-->", "g"],
            ),
            ("</>a</ b>c</", &["a", "<!-- b-->", "c</"]),
            ("<a title='x > y' b=\"<c>\">d", &["<a title=x > y b=<c>>", "d"]),
            ("<script>if(a<b)x='</p>';</SCRIPT >c", &["<script>", "if(a<b)x='</p>';", "</SCRIPT>", "c"]),
            ("<script></script>", &["<script>", "</script>"]),
            ("<script><!--<script></script>--></script>a", &["<script>", "<!--<script></script>-->", "</script>", "a"]),
            ("<script><!--></script>a", &["<script>", "<!-->", "</script>", "a"]),
            ("<title>a <b> &amp;</title>", &["<title>", "a <b> &", "</title>"]),
            ("<style>a > b</styles>c</style>", &["<style>", "a > b</styles>c", "</style>"]),
            (
                "<svg><style/><path d=x /><![CDATA[<b>]]></svg><p>",
                &["<svg>", "<style/>", "<path d=x/>", "<b>", "</svg>", "<p>"],
            ),
            ("<script/>a</script>", &["<script/>", "a", "</script>"]),
            ("a<b c='", &["a"]),
            ("<plaintext>a</plaintext>", &["<plaintext>", "a</plaintext>"]),
            ("<ü>", &["<ü>"]),
        ];
        for (html, expected) in table {
            assert_eq!(tokens(html).map(shown).collect::<Vec<_>>(), *expected, "{html}");
        }
    }

    /// What html5ever's tokenizer says, as the tokens above are shown.
    #[derive(Default)]
    struct Oracle(RefCell<Vec<String>>);

    impl TokenSink for Oracle {
        type Handle = ();

        fn process_token(&self, token: tokenizer::Token, _: u64) -> TokenSinkResult<()> {
            let mut shown = self.0.borrow_mut();
            match token {
                tokenizer::Token::TagToken(tag) => {
                    let end = tag.kind == TagKind::EndTag;
                    let attributes: String =
                        tag.attrs.iter().map(|a| format!(" {}={}", a.name.local, a.value)).collect();
                    let slash = if tag.self_closing { "/" } else { "" };
                    shown.push(if end {
                        format!("</{}>", tag.name)
                    } else {
                        format!("<{}{attributes}{slash}>", tag.name)
                    });
                    let raw: Option<RawKind> = match &*tag.name {
                        "title" | "textarea" => Some(Rcdata),
                        "style" | "iframe" => Some(Rawtext),
                        "script" => Some(ScriptData),
                        _ => None,
                    };
                    if let Some(raw) = raw.filter(|_| !end) {
                        return TokenSinkResult::RawData(raw);
                    }
                }
                tokenizer::Token::CommentToken(text) => shown.push(format!("<!--{text}-->")),
                tokenizer::Token::CharacterTokens(text) => match shown.last_mut() {
                    Some(last) if !last.starts_with('\u{1}') => shown.push(format!("\u{1}{text}")),
                    Some(last) => last.push_str(&text),
                    None => shown.push(format!("\u{1}{text}")),
                },
                _ => {}
            }
            TokenSinkResult::Continue
        }
    }

    fn oracle(html: &str) -> Vec<String> {
        let input = BufferQueue::default();
        input.push_back(html.into());
        let tokenizer = Tokenizer::new(Oracle::default(), TokenizerOpts::default());
        let _ = tokenizer.feed(&input);
        tokenizer.end();
        tokenizer.sink.0.take()
    }

    proptest! {
        #![proptest_config(proptest::test_runner::Config { cases: 1024, ..Default::default() })]

        /// Every page ends in text: what a page breaks off in is dropped, and so it is by html5ever, but in its own ways.
        #[test]
        fn tokens_are_those_of_html5ever(html in "(<|>|</|/|-|--|!|<!--|-->|--!>|=|'|\"| |\n|a|b=c|<p|<i a=|<script>|</script>|<script|<style>|</style|<title>|</title>|<textarea>|</textarea >|<iframe>|</iframe>|&amp;|&copy|&#65;|é|<!doctype|<\\?|</ ){0,24}") {
            let html = format!("{html}'\"></script></style></title></textarea></iframe>--></script>z");
            let mut mine: Vec<String> = Vec::new();
            for token in tokens(&html) {
                let text = matches!(token, Token::Text(_) | Token::Raw(_));
                match mine.last_mut() {
                    Some(last) if text && last.starts_with('\u{1}') => last.push_str(&shown(token)),
                    _ => mine.push(if text { format!("\u{1}{}", shown(token)) } else { shown(token) }),
                }
            }
            prop_assert_eq!(mine, oracle(&html));
        }
    }
}
