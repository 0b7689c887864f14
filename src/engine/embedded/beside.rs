//! Small files beside the engine's own: written whole or not at all.

use std::{fs, io::Write as _, path::Path};

use super::IndexError;

/// Writes a file, unless it holds these bytes already: aside first, synced, then renamed, and the folder synced, so that a
/// reader sees the old or the new one, whatever happens.
///
/// # Errors
/// The folder cannot be written.
pub(super) fn write(dir: &Path, name: &str, bytes: &[u8]) -> Result<(), IndexError> {
    let io = |source| IndexError::Io { dir: dir.to_owned(), source };
    if fs::read(dir.join(name)).is_ok_and(|known| known == bytes) {
        return Ok(());
    }
    let aside = dir.join(format!("{name}.new"));
    // A file of that name is what a dead run has left, or a link that somebody planted: neither is written through.
    match fs::remove_file(&aside) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(io(error)),
        _ => {}
    }
    let mut file = fs::OpenOptions::new().write(true).create_new(true).open(&aside).map_err(io)?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(io)?;
    fs::rename(&aside, dir.join(name)).map_err(io)?;
    sync(dir).map_err(io)
}

/// Makes what was renamed in a folder last.
#[cfg(unix)]
fn sync(dir: &Path) -> std::io::Result<()> {
    fs::File::open(dir)?.sync_all()
}

/// Elsewhere a folder cannot be opened, and renaming lasts by itself.
#[cfg(not(unix))]
fn sync(_dir: &Path) -> std::io::Result<()> {
    Ok(())
}
