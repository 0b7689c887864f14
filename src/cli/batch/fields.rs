//! The fields that a lookup may have, by every name of each.
//!
//! The same for the keys of an object and for the columns of a table. Knows no value: what one may be is
//! [`super::lookup`]'s to say.

use std::{borrow::Cow, sync::LazyLock};

use crate::{query::Dimension, text::slice};

/// Characters of a wrong name or value that are shown.
const SHOWN: usize = 40;

/// What a field of a lookup sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// Name of the lookup.
    Id,
    /// The query.
    Query,
    /// Whether no operator is read.
    Literal,
    /// Whether words are taken as written.
    Exact,
    /// Whether one word is enough.
    Match,
    /// Values in a dimension.
    Values(Dimension),
    /// First day.
    From,
    /// Last day.
    To,
    /// Hits to return.
    Limit,
    /// Hits to skip.
    Offset,
    /// Passages of each hit.
    Passages,
    /// Sentences around each passage.
    Context,
    /// Whether feedback widens the query.
    Expand,
    /// Id of an article that the hits are to be like.
    Like,
    /// Order of the hits.
    Sort,
}

/// Every name of every field; the first name of a key is the one that messages use.
static KEYS: LazyLock<Vec<(&str, Key)>> = LazyLock::new(|| {
    let values = Dimension::with_values()
        .flat_map(|dimension| [dimension.plural(), dimension.name()].map(|name| (name, Key::Values(dimension))));
    let first = [
        ("id", Key::Id),
        ("query", Key::Query),
        ("literal", Key::Literal),
        ("exact", Key::Exact),
        ("match", Key::Match),
    ];
    let last = [
        ("from", Key::From),
        ("to", Key::To),
        ("limit", Key::Limit),
        ("offset", Key::Offset),
        ("passages", Key::Passages),
        ("context", Key::Context),
        ("expand", Key::Expand),
        ("like", Key::Like),
        ("sort", Key::Sort),
    ];
    first.into_iter().chain(values).chain(last).collect()
});

impl Key {
    /// The name that messages use.
    pub fn name(self) -> &'static str {
        KEYS.iter().find(|(_, key)| *key == self).map_or("", |(name, _)| name)
    }

    /// The key that a name stands for.
    ///
    /// # Errors
    /// None; the message names the nearest or all.
    pub fn named(name: &str) -> Result<Self, String> {
        if let Some((_, key)) = KEYS.iter().find(|(known, _)| *known == name) {
            return Ok(*key);
        }
        let near = KEYS
            .iter()
            .map(|(known, _)| (strsim::jaro_winkler(known, &name.to_lowercase()), *known))
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .filter(|(likeness, _)| *likeness > 0.8);
        Err(match near {
            Some((_, known)) => format!("unknown field '{}'; did you mean '{known}'?", cut(name)),
            None => format!("unknown field '{}'; the fields are {}", cut(name), known().join(", ")),
        })
    }
}

fn known() -> Vec<&'static str> {
    let mut names: Vec<&'static str> = KEYS.iter().map(|(_, key)| key.name()).collect();
    names.dedup();
    names
}

/// The keys of a table's header.
///
/// # Errors
/// A column is unknown or stands twice, or there is no query and no filter.
pub fn columns<'a>(header: impl Iterator<Item = Cow<'a, str>>) -> Result<Vec<Key>, String> {
    let mut keys = Vec::new();
    for name in header {
        let key = Key::named(&name.trim().to_lowercase()).map_err(|reason| reason.replace("field", "column"))?;
        if keys.contains(&key) {
            return Err(format!("the column '{}' stands twice", key.name()));
        }
        keys.push(key);
    }
    Ok(keys)
}

/// A name or a value as a message shows it.
pub fn cut(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", slice(text, ..end)),
        None => text.into(),
    }
}
