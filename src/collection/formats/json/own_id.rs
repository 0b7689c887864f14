//! The id or the address that a JSON object gives itself, without decoding the rest of it.

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::{Map, Value};

use super::{parse, repair};
use crate::collection::{
    fields,
    options::{Field, Options},
};

/// Names of a field that are told apart: the lists of ids and addresses are shorter.
const RANKS: usize = 32;

/// What a field is under the name that the caller gave.
pub fn mapped(bytes: &[u8], field: Field, options: &Options) -> Option<String> {
    if !options.map.iter().any(|mapping| mapping.field == field) {
        return None;
    }
    let record: Map<String, Value> = match parse::value(bytes, options) {
        Ok(Value::Object(record)) => record,
        _ => return None,
    };
    fields::mapped(&record, field, &options.map)
}

/// What a field is under a known name, without decoding the rest: the scan ends at the best name.
pub fn known(bytes: &[u8], field: Field) -> Option<String> {
    let scan = |bytes: &[u8]| {
        let mut found = Scan { field, by_rank: Default::default() };
        let mut json = serde_json::Deserializer::from_slice(bytes);
        let outcome = (&mut found).deserialize(&mut json);
        (outcome.is_ok() || found.by_rank[0].is_some(), found.by_rank.into_iter().flatten().next())
    };
    let (whole, value) = scan(bytes);
    if whole { value } else { repair::repaired(bytes).map_or(value, |bytes| scan(&bytes).1) }
}

/// Values of a field found, by rank of their name.
struct Scan {
    field: Field,
    by_rank: [Option<String>; RANKS],
}

impl<'de> DeserializeSeed<'de> for &mut Scan {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for &mut Scan {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(rank) = map.next_key_seed(NameOf(self.field))? {
            match rank.and_then(|rank| self.by_rank.get_mut(usize::from(rank))) {
                Some(slot) => *slot = fields::value_text(&map.next_value::<Value>()?, self.field),
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
            if self.by_rank[0].is_some() {
                return Err(serde::de::Error::custom("found"));
            }
        }
        Ok(())
    }
}

/// Reads a field's name and gives its rank among the names of a field.
struct NameOf(Field);

impl<'de> DeserializeSeed<'de> for NameOf {
    type Value = Option<u8>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<u8>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for NameOf {
    type Value = Option<u8>;

    fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("a field name")
    }

    fn visit_str<E>(self, name: &str) -> Result<Option<u8>, E> {
        Ok(if self.0 == Field::Id {
            fields::id_rank(name)
        } else {
            fields::field_of(name).filter(|(field, _)| *field == self.0).map(|(_, rank)| rank)
        })
    }
}
