//! Repair of doubly decoded text.

use std::borrow::Cow;

/// Repairs text that was decoded with the wrong encoding.
#[must_use]
pub fn repair(text: &str) -> Cow<'_, str> {
    Cow::Borrowed(text)
}
