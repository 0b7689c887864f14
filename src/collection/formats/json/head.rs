//! The first bytes of a document as a value, although they break off somewhere.

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::{repair, value_end::ValueEnd};
use crate::{collection::fields, text::items};

/// Brackets inside brackets that are kept in mind.
const DEEPEST: usize = 100;

/// Whether the first object, alone or in a list, has a string that is its text: no more is to be asked then.
pub fn has_text(start: &[u8]) -> bool {
    let mut found = HasText(false);
    let mut json = serde_json::Deserializer::from_slice(start);
    // It ends with an error where the text was found, or the bytes end.
    let _ = (&mut found).deserialize(&mut json);
    found.0
}

struct HasText(bool);

impl<'de> DeserializeSeed<'de> for &mut HasText {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for &mut HasText {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("an object or a list of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        if let Some(first) = list.next_element::<Value>()? {
            let text =
                first.as_object().is_some_and(|one| one.iter().any(|(name, value)| is_text(name) && says(value)));
            // A piece of speech has a text, too; whether it is one, the whole list says.
            self.0 = text && !fields::is_timed(std::slice::from_ref(&first));
        }
        Err(serde::de::Error::custom("seen"))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(is_text) = map.next_key_seed(Name)? {
            if !is_text {
                map.next_value::<IgnoredAny>()?;
            } else if says(&map.next_value::<Value>()?) {
                self.0 = true;
                return Err(serde::de::Error::custom("found"));
            }
        }
        Ok(())
    }
}

fn is_text(name: &str) -> bool {
    fields::is_body(name) && !fields::is_loose(name)
}

fn says(value: &Value) -> bool {
    value.as_str().is_some_and(|text| !fields::says_nothing(text))
}

/// Reads a field's name, and tells whether it is that of a text.
struct Name;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Name {
    type Value = bool;

    fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("a field name")
    }

    fn visit_str<E>(self, name: &str) -> Result<bool, E> {
        Ok(is_text(name))
    }
}

/// The first value of these bytes: as it is, else with what is open closed behind the last whole value.
pub fn value(start: &[u8]) -> Option<Value> {
    let mut end = ValueEnd::default();
    let mut at = 0;
    while !end.done && at < start.len() {
        at += end.run(items(start, at..));
    }
    if end.done {
        return repair::value(items(start, ..at));
    }
    let text = start.get(..start.len() - incomplete(start))?;
    let (cut, open) = closed(text);
    let whole = [text, b"\"", &open.0].concat();
    repair::value(&whole).or_else(|| repair::value(&[items(text, ..cut), &open.1].concat()))
}

/// Bytes of a character or an escape that breaks off at the end.
fn incomplete(start: &[u8]) -> usize {
    let valid = match std::str::from_utf8(start) {
        Err(error) if error.error_len().is_none() => start.len() - error.valid_up_to(),
        _ => 0,
    };
    let tail = items(start, start.len().saturating_sub(6 + valid)..start.len() - valid);
    let escape = tail.iter().rposition(|byte| *byte == b'\\').map_or(0, |at| tail.len() - at);
    valid + escape
}

/// Where the last bracket was closed, and what closes all that is open: at the end, and there.
fn closed(text: &[u8]) -> (usize, (Vec<u8>, Vec<u8>)) {
    let mut open = Vec::new();
    let (mut cut, mut open_there) = (0, Vec::new());
    let (mut string, mut escape) = (false, false);
    for (at, byte) in text.iter().enumerate() {
        match byte {
            _ if escape => escape = false,
            b'\\' if string => escape = true,
            b'"' => string = !string,
            _ if string => {}
            b'{' | b'[' if open.len() < DEEPEST => open.push(if *byte == b'{' { b'}' } else { b']' }),
            b'}' | b']' => {
                open.pop();
                (cut, open_there) = (at + 1, open.clone());
            }
            _ => {}
        }
    }
    open.reverse();
    open_there.reverse();
    (cut, (open, open_there))
}
