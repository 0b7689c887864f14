//! One value as JSON on one line: what every answer for scripts is made of.

use std::io::{self, Write};

use serde::Serialize;

/// Writes any value as an object on a line of its own.
///
/// # Errors
/// The output cannot be written.
pub fn line(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value).map_err(io::Error::from)?;
    out.write_all(b"\n")
}
