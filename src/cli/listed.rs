//! The paths that a command reads: those that were typed, or those of a list.

use std::{
    ffi::OsString,
    fs::File,
    io::{self, Read as _},
    path::PathBuf,
};

use anyhow::{Context as _, Result, bail};

use super::{args::ListArgs, exit::UsageError};

/// The paths that are meant; `typed` where no list is named.
///
/// # Errors
/// The list cannot be read, or names nothing.
pub fn paths(typed: &[PathBuf], list: &ListArgs) -> Result<Vec<PathBuf>> {
    let Some(file) = &list.files_from else { return Ok(typed.to_vec()) };
    let mut bytes = Vec::new();
    let read = if file.as_os_str() == "-" {
        io::stdin().read_to_end(&mut bytes)
    } else {
        File::open(file).and_then(|mut file| file.read_to_end(&mut bytes))
    };
    read.with_context(|| format!("the list {} cannot be read", file.display()))?;
    // Names hold no NUL: where there is one, it parts them, whether it was said or not.
    let separator = if list.null || bytes.contains(&0) { 0 } else { b'\n' };
    let names = bytes.split(|byte| *byte == separator).filter_map(|name| path(name, separator));
    let paths: Vec<PathBuf> = names.collect();
    if paths.is_empty() {
        bail!(UsageError(format!("the list {} names no files", file.display())));
    }
    Ok(paths)
}

fn path(name: &[u8], separator: u8) -> Option<PathBuf> {
    let name = if separator == 0 { name } else { name.strip_suffix(b"\r").unwrap_or(name) };
    (!name.is_empty()).then(|| PathBuf::from(os_string(name)))
}

#[cfg(unix)]
fn os_string(name: &[u8]) -> OsString {
    use std::os::unix::ffi::OsStrExt as _;
    std::ffi::OsStr::from_bytes(name).to_owned()
}

#[cfg(not(unix))]
fn os_string(name: &[u8]) -> OsString {
    String::from_utf8_lossy(name).into_owned().into()
}
