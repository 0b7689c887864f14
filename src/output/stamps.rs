//! When an index got an article, as answers show it: only where it was asked for.

use std::io::{self, Write};

use serde::Serialize;

use super::style::DIM;
use crate::{calendar::Moment, query::Stamps};

/// A moment as it is shown.
pub(super) fn moment(seconds: Option<i64>) -> Option<Moment> {
    seconds.and_then(Moment::from_epoch)
}

/// Both in words, for people.
pub(super) fn told(stamps: Stamps) -> String {
    let added = moment(stamps.added).map_or_else(|| "not known when added".to_owned(), |at| format!("added {at}"));
    moment(stamps.changed).map_or(added.clone(), |at| format!("{added}, changed {at}"))
}

/// Writes both in a line of its own, for people.
///
/// # Errors
/// The output cannot be written.
pub fn line_for_people(out: &mut dyn Write, stamps: Stamps) -> io::Result<()> {
    writeln!(out, "{DIM}{}{DIM:#}", told(stamps))
}

/// Both, where they were asked for; null where one is not known or never was.
#[derive(Serialize)]
pub(super) struct WireStamps {
    added: Option<Moment>,
    changed: Option<Moment>,
}

pub(super) fn wire_stamps(stamps: Stamps) -> WireStamps {
    WireStamps { added: moment(stamps.added), changed: moment(stamps.changed) }
}
