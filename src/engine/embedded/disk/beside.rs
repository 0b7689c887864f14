//! Small files: written whole or not at all.

use std::{
    fs,
    io::{self, Write as _},
    path::Path,
};

use super::{
    calls::{Call, may},
    damage::damaged,
};

/// What a file is called while it is written.
pub const ASIDE: &str = ".new";

/// Writes a file, unless it holds these bytes already: aside first, synced, then renamed, and the folder synced, so that a
/// reader sees the old or the new one, whatever happens. Who may read it, the user's mask decides.
///
/// # Errors
/// The folder cannot be written.
pub fn write(dir: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    if fs::read(dir.join(name)).is_ok_and(|known| known == bytes) {
        return Ok(());
    }
    let aside = dir.join(format!("{name}{ASIDE}"));
    // A file of that name is what a dead run has left, or a link that somebody planted: neither is written through.
    match fs::remove_file(&aside) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    may(Call::Open, &aside)?;
    let mut file = fs::OpenOptions::new().write(true).create_new(true).open(&aside)?;
    may(Call::Write, &aside)?;
    file.write_all(bytes)?;
    may(Call::Sync, &aside)?;
    file.sync_all()?;
    may(Call::Rename, &aside)?;
    fs::rename(&aside, dir.join(name))?;
    sync(dir)
}

/// The text of a file; `None` where there is none.
///
/// # Errors
/// It cannot be read, or is no text.
pub fn text(dir: &Path, name: &str) -> io::Result<Option<String>> {
    let Some(bytes) = bytes(dir, name)? else { return Ok(None) };
    String::from_utf8(bytes).map(Some).map_err(|_| damaged(name, "wrong checksum"))
}

/// What a file holds; `None` where there is none.
///
/// # Errors
/// It cannot be read.
pub fn bytes(dir: &Path, name: &str) -> io::Result<Option<Vec<u8>>> {
    match may(Call::Read, dir).and_then(|()| fs::read(dir.join(name))) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Makes what was renamed in a folder last.
#[cfg(unix)]
fn sync(dir: &Path) -> io::Result<()> {
    may(Call::Sync, dir)?;
    fs::File::open(dir)?.sync_all()
}

/// Elsewhere a folder cannot be opened, and renaming lasts by itself.
#[cfg(not(unix))]
fn sync(_dir: &Path) -> io::Result<()> {
    Ok(())
}
