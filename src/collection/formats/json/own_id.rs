//! The id that a JSON object gives itself, without decoding the rest of it.

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::{Map, Value};

use super::{parse, repair};
use crate::collection::{
    fields::{self, known_names},
    options::{Field, Options},
};

/// The id under the name that the caller gave.
pub fn mapped(bytes: &[u8], options: &Options) -> Option<String> {
    if !options.map.iter().any(|mapping| mapping.field == Field::Id) {
        return None;
    }
    let record: Map<String, Value> = match parse::value(bytes, options) {
        Ok(Value::Object(record)) => record,
        _ => return None,
    };
    fields::mapped_id(&record, &options.map)
}

/// The id under a known name, without decoding the rest: the scan ends at the best name.
pub fn known(bytes: &[u8]) -> Option<String> {
    let scan = |bytes: &[u8]| {
        let mut ids = Ids::default();
        let mut json = serde_json::Deserializer::from_slice(bytes);
        let outcome = (&mut ids).deserialize(&mut json);
        (outcome.is_ok() || ids.0[0].is_some(), ids.0.into_iter().flatten().next())
    };
    let (whole, id) = scan(bytes);
    if whole { id } else { repair::repaired(bytes).map_or(id, |bytes| scan(&bytes).1) }
}

/// Ids found, by rank of their name.
#[derive(Default)]
struct Ids([Option<String>; 3]);

impl<'de> DeserializeSeed<'de> for &mut Ids {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for &mut Ids {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(rank) = map.next_key_seed(IdName)? {
            match rank.and_then(|rank| self.0.get_mut(usize::from(rank))) {
                Some(slot) => *slot = fields::id_text(&map.next_value::<Value>()?),
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
            if self.0[0].is_some() {
                return Err(serde::de::Error::custom("found"));
            }
        }
        Ok(())
    }
}

/// Reads a field's name and gives its rank among the names of ids.
struct IdName;

impl<'de> DeserializeSeed<'de> for IdName {
    type Value = Option<u8>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<u8>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for IdName {
    type Value = Option<u8>;

    fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("a field name")
    }

    fn visit_str<E>(self, name: &str) -> Result<Option<u8>, E> {
        Ok(known_names::id_rank(name))
    }
}
