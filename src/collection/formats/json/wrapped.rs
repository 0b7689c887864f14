//! What stood around a record, kept behind it.
//!
//! The bytes of a record from a wrapper are the record as it stands, a separator that JSON has only in broken strings, and an object of
//! what the wrapper says of all its records. So a record is known, fingerprinted and decoded with what counts for it, and places in it stay what they are.

use serde_json::{Map, Value};

use crate::{collection::fields, collection::options::Field, text::items};

/// Begins what stood around a record: the record separator of RFC 7464.
const SEPARATOR: u8 = 0x1E;
/// Bytes of a document that are looked into as a whole.
pub const LOOK: usize = 1 << 20;
/// Bytes of one field of a wrapper that is kept, at most: a name is no text.
pub const LONGEST_FIELD: usize = 2048;

/// The record, and what stood around it.
pub fn split(bytes: &[u8]) -> (&[u8], &[u8]) {
    match memchr::memrchr(SEPARATOR, bytes) {
        Some(at) if at > 0 && bytes.get(at + 1) == Some(&b'{') => (items(bytes, ..at), items(bytes, at + 1..)),
        _ => (bytes, &[]),
    }
}

/// The record with what stood around it.
pub fn joined(mut record: Vec<u8>, around: &Map<String, Value>) -> Vec<u8> {
    if !around.is_empty() {
        record.push(SEPARATOR);
        let written = serde_json::to_writer(&mut record, around);
        debug_assert!(written.is_ok(), "an object cannot be written to memory");
    }
    record
}

/// What is read of what stood around a record.
pub fn around(bytes: &[u8]) -> Map<String, Value> {
    serde_json::from_slice(bytes).unwrap_or_default()
}

/// Whether a wrapper's field says something of its records: who published them, in which language, and what it is called.
pub fn counts(name: &str) -> bool {
    let field = fields::field_of(name).map(|(field, _)| field);
    matches!(field, Some(Field::Outlet | Field::Language | Field::Title | Field::Id))
}

/// A record's own id, within that of its wrapper where it is only a number.
pub fn id(own: String, around: &[u8]) -> String {
    if around.is_empty() || !own.bytes().all(|byte| byte.is_ascii_digit()) {
        return own;
    }
    let around = self::around(around);
    let ids = around.iter().filter_map(|(name, value)| Some((fields::id_rank(name)?, value)));
    let outer = ids.min_by_key(|(rank, _)| *rank).and_then(|(_, value)| fields::value_text(value, Field::Id));
    outer.map_or_else(|| own.clone(), |outer| format!("{outer}/{own}"))
}
