//! The words of a text with their loose keys, one after the other in one buffer.
//!
//! Takes text and gives words with the byte range they stand at; a key is a slice of the buffer, and the
//! key of neighbouring words is the slice that spans them: "Hizb Allah" and "Hizballah" are one key, and
//! an article is a word without a key. Knows nothing of actors.

use super::chars::{self, Role};
use super::fold;

/// What stands between a word and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// Spaces, or one line break: names go on over it.
    Space,
    /// A hyphen, or a sign inside a word.
    Hyphen,
    /// The apostrophe of a possessive.
    Possessive,
    /// A dot between single letters: U.S.
    Dot,
    /// A comma: only a name that has one goes on over it.
    Comma,
    /// Anything else: no name goes on over it.
    Stop,
}

/// A word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// First byte in the text.
    pub(super) start: u32,
    /// Byte after the last.
    pub(super) end: u32,
    /// First byte of its key in [`Stream::keys`].
    pub(super) key: u32,
    /// What stands before it.
    pub(super) gap: Gap,
    /// Whether it begins with a capital, or with a letter that has no case.
    pub(super) capital: bool,
    /// Whether it has a small letter.
    pub(super) small: bool,
    /// Whether it is of the Arabic script.
    pub(super) arabic: bool,
}

/// The words of one piece of text.
#[derive(Debug, Default)]
pub(super) struct Stream {
    /// In order.
    pub(super) tokens: Vec<Token>,
    /// The loose keys of all words, joined.
    pub(super) keys: Vec<u8>,
    word: Vec<u8>,
    previous: Vec<u8>,
}

impl Stream {
    /// The end of the key of token `at`.
    pub(super) fn key_end(&self, at: usize) -> usize {
        self.tokens.get(at + 1).map_or(self.keys.len(), |t| t.key as usize)
    }

    /// The key of token `at`.
    pub(super) fn key(&self, at: usize) -> &[u8] {
        let Some(token) = self.tokens.get(at) else { return &[] };
        self.keys.get(token.key as usize..self.key_end(at)).unwrap_or_default()
    }

    /// Reads `text`, which must be shorter than 4 GiB, in place of what the stream held.
    pub(super) fn read(&mut self, text: &str) {
        self.tokens.clear();
        self.keys.clear();
        self.previous.clear();
        let bytes = text.as_bytes();
        let mut at = 0;
        let mut last_end = 0;
        while at < bytes.len() {
            let Some(&byte) = bytes.get(at) else { break };
            if byte.is_ascii() && !byte.is_ascii_alphanumeric() {
                at += 1;
                continue;
            }
            if !byte.is_ascii() {
                let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
                if chars::role(c) != Role::Letter {
                    at += c.len_utf8();
                    continue;
                }
            }
            let start = at;
            self.word.clear();
            let (end, shape) = read_word(text, start, &mut self.word);
            at = end;
            let mut gap = gap_between(text.get(last_end..start).unwrap_or_default());
            if self.tokens.is_empty() {
                gap = Gap::Stop;
            }
            if gap == Gap::Hyphen
                && self.word == b"s"
                && ends_with_apostrophe(text.get(last_end..start).unwrap_or_default())
            {
                gap = Gap::Possessive;
            }
            last_end = end;
            self.push(start, end, gap, shape);
        }
    }

    fn push(&mut self, start: usize, end: usize, gap: Gap, shape: Shape) {
        if matches!(gap, Gap::Space | Gap::Hyphen)
            && let Some(last) = self.tokens.last()
            && fold::is_article(&self.previous, &self.word, gap == Gap::Hyphen || last.gap == Gap::Hyphen)
        {
            self.keys.truncate(last.key as usize);
        }
        let key = self.keys.len() as u32;
        if shape.arabic {
            let word: &[u8] = self.word.strip_prefix("ال".as_bytes()).filter(|w| w.len() >= 4).unwrap_or(&self.word);
            self.keys.extend_from_slice(word);
        } else {
            fold::push_loose(&self.word, &mut self.keys);
        }
        self.tokens.push(Token {
            start: start as u32,
            end: end as u32,
            key,
            gap,
            capital: shape.capital,
            small: shape.small,
            arabic: shape.arabic,
        });
        std::mem::swap(&mut self.word, &mut self.previous);
    }
}

/// What the letters of a word look like.
#[derive(Clone, Copy, Debug, Default)]
struct Shape {
    capital: bool,
    small: bool,
    arabic: bool,
}

/// Reads one word into `out` as its strict letters; gives where it ends and what it looks like.
fn read_word(text: &str, start: usize, out: &mut Vec<u8>) -> (usize, Shape) {
    let bytes = text.as_bytes();
    let mut shape = Shape::default();
    let mut at = start;
    let mut end = start;
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_alphanumeric() {
            if at == start {
                shape.capital = byte.is_ascii_uppercase() || byte.is_ascii_digit();
            }
            let rest = bytes.get(at..).unwrap_or_default();
            let length = rest.iter().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(rest.len());
            let letters = rest.get(..length).unwrap_or_default();
            shape.small |= letters.iter().any(u8::is_ascii_lowercase);
            out.extend(letters.iter().map(u8::to_ascii_lowercase));
            at += length;
            end = at;
            continue;
        }
        if byte.is_ascii() && byte != b'\'' && byte != b'`' {
            break;
        }
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
        let after = at + c.len_utf8();
        match chars::role(c) {
            Role::Break => break,
            Role::Silent => {
                at = after;
                end = at;
            }
            Role::Apostrophe => {
                let mut rest = text.get(after..).unwrap_or_default().chars();
                let next = rest.next();
                let joins = next.is_some_and(|n| chars::role(n) == Role::Letter);
                let possessive = matches!(next, Some('s' | 'S'))
                    && rest.next().is_none_or(|n| !matches!(chars::role(n), Role::Letter | Role::Silent));
                if !joins || possessive {
                    break;
                }
                at = after;
            }
            Role::Letter => {
                if chars::stands_alone(c) && at > start {
                    break;
                }
                if at == start {
                    shape.arabic = chars::is_arabic(c);
                    shape.capital = shape.arabic || !c.is_lowercase();
                }
                shape.small |= !chars::is_arabic(c) && c.is_lowercase();
                chars::push_folded(c, out);
                at = after;
                end = at;
                if chars::stands_alone(c) {
                    break;
                }
            }
        }
    }
    (end, shape)
}

fn ends_with_apostrophe(gap: &str) -> bool {
    gap.chars().next_back().is_some_and(|c| chars::role(c) == Role::Apostrophe)
}

/// The kind of what stands between two words.
fn gap_between(gap: &str) -> Gap {
    match gap {
        " " | "\n" | "\u{a0}" | "\r\n" => return Gap::Space,
        "-" | "" | "'" => return Gap::Hyphen,
        "." => return Gap::Dot,
        ", " | "،" | "، " => return Gap::Comma,
        _ => {}
    }
    if gap.len() > 16 {
        return Gap::Stop;
    }
    let mut lines = 0;
    let mut hyphens = 0;
    for c in gap.chars() {
        match c {
            '\n' => lines += 1,
            '-' | '\u{2010}' | '\u{2011}' => hyphens += 1,
            c if c.is_whitespace() => {}
            c if matches!(chars::role(c), Role::Apostrophe | Role::Silent) => {}
            _ => return Gap::Stop,
        }
    }
    match (lines, hyphens) {
        (2.., _) | (_, 2..) => Gap::Stop,
        (_, 1) if gap.starts_with(char::is_whitespace) => Gap::Stop,
        (_, 1) => Gap::Hyphen,
        _ => Gap::Space,
    }
}
