//! What answers in JSON share: a value on a line of its own, and a warning.

use std::io::{self, Write};

use serde::Serialize;

use crate::query::Warning;

/// A warning on the wire.
#[derive(Serialize)]
pub(super) struct WireWarning {
    code: &'static str,
    message: String,
    start: usize,
    end: usize,
}

/// Writes any value as an object on a line of its own.
///
/// # Errors
/// The output cannot be written.
pub fn line(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value).map_err(io::Error::from)?;
    out.write_all(b"\n")
}

/// Warnings as they go out.
pub(super) fn warnings(warnings: &[Warning]) -> Vec<WireWarning> {
    let wire = |warning: &Warning| {
        let Warning { start, end, .. } = *warning;
        WireWarning { code: warning.code(), message: warning.message(), start, end }
    };
    warnings.iter().map(wire).collect()
}
