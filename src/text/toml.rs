//! Strings of TOML, for files that people read and edit.

use std::fmt::Write as _;

use super::{slice, unseen::hidden};

/// Appends a basic string of TOML. What cannot be seen, or would reorder a line on a terminal, is written out, so that the file shows
/// all that it holds. By hand, because the crate's own writer takes any form of string and writes such characters as they are.
pub fn quote(out: &mut String, value: &str) {
    out.push('"');
    let mut from = 0;
    let mut special = hidden(value).peekable();
    for (at, c) in value.char_indices() {
        let is_hidden = special.next_if(|(hidden, _)| *hidden == at).is_some();
        if !is_hidden && !matches!(c, '"' | '\\') {
            continue;
        }
        out.push_str(slice(value, from..at));
        from = at + c.len_utf8();
        // Writing to a string cannot fail.
        let _ = if is_hidden { write!(out, "\\U{:08X}", c as u32) } else { write!(out, "\\{c}") };
    }
    out.push_str(slice(value, from..));
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_is_read_as_it_was_written() {
        for value in ["", "plain", "a \"b\" \\ c", "\u{200f}\"x\ty\n\u{7f}\u{85}", "می\u{200c}شود", "\u{feff}\u{e0041}"]
        {
            let mut file = String::from("key = ");
            quote(&mut file, value);
            assert_eq!(hidden(&file).next(), None, "{file}");
            assert_eq!(file.parse::<toml::Table>().unwrap()["key"].as_str(), Some(value), "{file}");
        }
    }
}
