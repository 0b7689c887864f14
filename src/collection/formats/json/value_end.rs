//! Where a JSON value ends, found chunk by chunk without parsing it.
//!
//! Counts brackets outside of strings; holds no text. Whether the value is valid is the decoder's question.

use crate::text::items;

/// Finds the end of a JSON value by its brackets and quotes.
#[derive(Debug, Default)]
pub struct ValueEnd {
    depth: usize,
    /// A byte that is no white space was met.
    begun: bool,
    /// The value ended.
    pub done: bool,
    inside: Inside,
    /// Stopped behind a line break inside a string, which JSON does not allow.
    pub at_break: bool,
}

/// What the next byte is in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Inside {
    #[default]
    Structure,
    String,
    /// The byte behind a backslash.
    Escape,
}

impl ValueEnd {
    /// Bytes of `bytes` that belong to the value; stops early behind a line break inside a string.
    pub fn run(&mut self, bytes: &[u8]) -> usize {
        self.at_break = false;
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            if self.inside == Inside::Escape {
                self.inside = Inside::String;
                at += 1;
                continue;
            }
            if self.inside == Inside::String {
                let rest = items(bytes, at..);
                let Some(next) = memchr::memchr3(b'"', b'\\', b'\n', rest) else { return bytes.len() };
                at += next + 1;
                match rest.get(next) {
                    Some(b'\\') => self.inside = Inside::Escape,
                    Some(b'"') => {
                        self.inside = Inside::Structure;
                        if self.depth == 0 {
                            self.done = true;
                            return at;
                        }
                    }
                    _ => {
                        self.at_break = true;
                        return at;
                    }
                }
                continue;
            }
            match byte {
                b'"' => {
                    self.inside = Inside::String;
                    self.begun = true;
                }
                b'{' | b'[' => {
                    self.depth += 1;
                    self.begun = true;
                }
                b'}' | b']' | b',' | b' ' | b'\n' | b'\r' | b'\t' if self.depth == 0 => {
                    self.done = true;
                    return at;
                }
                b'}' | b']' => {
                    self.depth -= 1;
                    if self.depth == 0 {
                        self.done = true;
                        return at + 1;
                    }
                }
                _ => self.begun = true,
            }
            at += 1;
        }
        at
    }

    /// True where the end of the file ends the value, too: a number or a word outside of all brackets.
    pub fn is_scalar(&self) -> bool {
        self.depth == 0 && self.inside == Inside::Structure && self.begun
    }

    /// True where the line begins with an object's first field: no sentence does.
    pub fn begins_record(&self, line: &[u8]) -> bool {
        let line = line.trim_ascii_start();
        let inside = line.strip_prefix(b"{").map(<[u8]>::trim_ascii_start);
        self.inside == Inside::String && inside.is_some_and(|inside| inside.starts_with(b"\""))
    }
}
