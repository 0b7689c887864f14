//! The bytes of one record to a JSON value.

use std::borrow::Cow;

use serde_json::Value;

use super::repair;
use crate::{clean::encoding, collection::options::Options};

/// The value of JSON text: as it is, else repaired; the error is that of the text as it is.
pub fn value(bytes: &[u8], options: &Options) -> serde_json::Result<Value> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(encoding::decode(bytes, options.encoding.as_deref(), false).text),
    };
    serde_json::from_str(&text).or_else(|error| {
        let value = repair::repaired(text.as_bytes()).and_then(|bytes| serde_json::from_slice(&bytes).ok());
        value.ok_or(error)
    })
}
