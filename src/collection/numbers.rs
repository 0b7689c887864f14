//! Numbers as files write them.

use std::str::FromStr;

/// The number that a text is; `None` where it is none.
pub fn number<T: FromStr>(text: &str) -> Option<T> {
    text.parse().ok()
}

/// The number that bytes are, as digits.
pub fn digits<T: FromStr>(bytes: &[u8]) -> Option<T> {
    match std::str::from_utf8(bytes) {
        Ok(text) => number(text),
        Err(_) => None,
    }
}
