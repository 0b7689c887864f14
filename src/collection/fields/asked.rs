//! What is asked of a value, and how what is inside of it is read: so the files that know shapes of values need not know each other.

use std::borrow::Cow;

use serde_json::Value;

use crate::collection::options::Field;

/// Gives what a value says.
pub type Read = for<'v> fn(&'v Value, Asked<'_>) -> Option<Cow<'v, str>>;

/// What is asked of a value.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The field that it is to say.
    pub field: Field,
    /// The language that is taken where it is given in several.
    pub language: Option<&'a str>,
    /// How far inside of the record's value.
    pub depth: usize,
    /// How what is inside of it is read.
    pub read: Read,
}

impl Asked<'_> {
    /// What a value inside says.
    pub fn of(self, value: &Value) -> Option<Cow<'_, str>> {
        (self.read)(value, self)
    }

    /// The same of another field.
    pub fn with(self, field: Field) -> Self {
        Self { field, ..self }
    }
}
