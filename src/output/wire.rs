//! What answers in JSON share: a value on a line of its own, and a warning.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter};

use crate::text::unseen::hidden;
use crate::{query::Warning, text::slice};

/// A warning on the wire.
#[derive(Serialize)]
pub(super) struct WireWarning {
    code: &'static str,
    message: String,
    start: usize,
    end: usize,
}

/// Writes any value as an object on a line of its own.
///
/// # Errors
/// The output cannot be written.
pub fn line(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    value.serialize(&mut serde_json::Serializer::with_formatter(&mut *out, Escaped)).map_err(io::Error::from)?;
    out.write_all(b"\n")
}

/// JSON that a terminal may show as it is: what could steer one, or is not seen there, is escaped, so that nothing has to be taken out of it and
/// every reader gets back what was there.
struct Escaped;

impl Formatter for Escaped {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        // DEL, or any character beyond ASCII.
        if !fragment.bytes().any(|byte| byte >= 0x7F) {
            return CompactFormatter.write_string_fragment(out, fragment);
        }
        let mut from = 0;
        for (at, c) in hidden(fragment) {
            out.write_all(slice(fragment, from..at).as_bytes())?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
            from = at + c.len_utf8();
        }
        out.write_all(slice(fragment, from..).as_bytes())
    }
}

/// Warnings as they go out.
pub(super) fn warnings(warnings: &[Warning]) -> Vec<WireWarning> {
    let wire = |warning: &Warning| {
        let Warning { start, end, .. } = *warning;
        WireWarning { code: warning.code(), message: warning.message(), start, end }
    };
    warnings.iter().map(wire).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_escaped_and_comes_back() {
        for (text, written) in [
            ("x\u{7f}y", "\"x\\u007fy\""),
            ("\u{9b}31m \u{1b}[0m", "\"\\u009b31m \\u001b[0m\""),
            ("a\u{202e}b\u{2066}", "\"a\\u202eb\\u2066\""),
            ("\u{e0041}", "\"\\udb40\\udc41\""),
            ("a\u{200e}b\u{3164}", "\"a\\u200eb\\u3164\""),
            ("می\u{200c}شود", "\"می\u{200c}شود\""),
            ("Größe \u{1f44d} مرحبا", "\"Größe \u{1f44d} مرحبا\""),
            ("plain \"text\"\n", "\"plain \\\"text\\\"\\n\""),
        ] {
            let mut out = Vec::new();
            line(&mut out, &text).unwrap();
            let out = String::from_utf8(out).unwrap();
            assert_eq!(out.trim_end(), written);
            assert_eq!(serde_json::from_str::<String>(&out).unwrap(), text);
        }
    }
}
