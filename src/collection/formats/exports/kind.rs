//! What a kind of export is: by which beginning it is known, how its articles are told apart, and what their parts are to us.

use serde_json::{Map, Value};

use crate::collection::head::Head;

/// A kind of export.
pub struct Kind {
    pub name: &'static str,
    pub claims: fn(&Head<'_>) -> bool,
    /// How articles are told apart.
    pub cut: Cut,
    /// It is HTML.
    pub html: bool,
    /// Whether a part is an article at all: reports and cover sheets stand among them.
    pub is_article: fn(&[u8]) -> bool,
    /// The id that an article gives itself.
    pub own_id: fn(&[u8]) -> Option<String>,
    /// What stands before the first article says of all.
    pub given: fn(&str, &mut Named),
    /// The parts of an article under the names of fields.
    pub read: fn(&str, &mut Named),
}

/// How articles are told apart.
pub enum Cut {
    /// Where a line begins one, that line with it.
    Begin(fn(&str) -> bool),
    /// Where a line ends one, that line with it.
    End(fn(&str) -> bool),
    /// Where one of these tags stands.
    Tag(&'static [&'static str]),
}

/// Values under the names of fields.
#[derive(Default)]
pub struct Named(pub Map<String, Value>);

impl Named {
    /// Gives a field a value where it has none.
    pub fn set(&mut self, name: &str, value: Option<String>) {
        if let Some(value) = value.map(|value| value.trim().to_owned()).filter(|value| !value.is_empty()) {
            self.0.entry(name).or_insert(Value::String(value));
        }
    }
}
