//! What a kind of XML is: by which root it is known, which elements are its records, and what their parts are to us.

use serde_json::{Map, Value};

use super::node::Node;
use crate::collection::head::Head;

/// A kind of XML.
pub struct Kind {
    /// What it is called.
    pub name: &'static str,
    /// Whether a source begins so.
    pub claims: fn(&Head<'_>) -> bool,
    /// Names of the elements that are records.
    pub records: &'static [&'static str],
    /// Whether a record is an article at all.
    pub is_article: fn(&[u8]) -> bool,
    /// The id that a record gives itself.
    pub own_id: fn(&[u8]) -> Option<String>,
    /// The address that a record gives itself.
    pub address: fn(&[u8]) -> Option<String>,
    /// What stands before the records says of all of them.
    pub given: fn(&Node, &mut Named),
    /// The parts of a record under the names of fields.
    pub read: fn(&Node, &mut Named),
}

/// Values under the names of fields.
#[derive(Default)]
pub struct Named(pub Map<String, Value>);

impl Named {
    /// Gives a field a value where it has none.
    pub fn set(&mut self, name: &str, value: Option<String>) {
        if let Some(value) = value.filter(|value| !value.trim().is_empty()) {
            self.0.entry(name).or_insert(Value::String(value));
        }
    }
}

/// A time without signs (`20240304T093000Z`) with them.
pub fn with_signs(time: &str) -> String {
    let time = time.trim();
    let digits =
        |range: std::ops::Range<usize>| time.get(range).filter(|part| part.bytes().all(|b| b.is_ascii_digit()));
    let (Some(year), Some(month), Some(day)) = (digits(0..4), digits(4..6), digits(6..8)) else {
        return time.to_owned();
    };
    let clock = match (time.get(8..9), digits(9..11), digits(11..13)) {
        (Some("T"), Some(hours), Some(minutes)) => {
            let seconds = digits(13..15);
            let zone = time.get(if seconds.is_some() { 15 } else { 13 }..).unwrap_or_default();
            format!("T{hours}:{minutes}:{}{zone}", seconds.unwrap_or("00"))
        }
        _ => String::new(),
    };
    format!("{year}-{month}-{day}{clock}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_get_their_signs() {
        for (time, expected) in [
            ("20240304T093000Z", "2024-03-04T09:30:00Z"),
            ("20240304T0930+0100", "2024-03-04T09:30:00+0100"),
            ("20240304", "2024-03-04"),
            ("2024-03-04T09:30:00Z", "2024-03-04T09:30:00Z"),
            ("4 March", "4 March"),
        ] {
            assert_eq!(with_signs(time), expected, "{time}");
        }
    }
}
