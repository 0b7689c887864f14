//! Saved searches as JSON.

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use serde::Serialize;

use super::wire::line;
use crate::own::Search;

const SAVED: &str = "dateline.saved/1";

#[derive(Serialize)]
struct WireSaved<'a> {
    schema: &'static str,
    searches: Vec<WireSearch<'a>>,
}

#[derive(Serialize)]
struct WireSearch<'a> {
    name: &'a str,
    query: &'a str,
    /// By their names; a flag that stands alone has no values.
    flags: BTreeMap<&'a str, &'a [String]>,
}

/// Writes searches as one object on one line.
///
/// # Errors
/// The output cannot be written.
pub fn json(out: &mut dyn Write, searches: &[Search]) -> io::Result<()> {
    fn wire(search: &Search) -> WireSearch<'_> {
        let Search { name, query, flags } = search;
        let flags = flags.iter().map(|(flag, values)| (flag.as_str(), values.as_slice())).collect();
        WireSearch { name, query, flags }
    }
    line(out, &WireSaved { schema: SAVED, searches: searches.iter().map(wire).collect() })
}
