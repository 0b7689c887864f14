//! Where the user's own files are, and the saved searches in them as requests.
//!
//! Searches stand in the folder of the user's configuration, what was named in that of state, one file an index: its name is that of
//! the folder that the index lies in, with a hash of the whole path, so that an index that is built anew there goes on.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};
use clap::Parser as _;
use rapidhash::v3::rapidhash_v3;

use super::{
    args::{FilterArgs, Global, SavedFile, SavedFlags},
    config::user_folder,
    exit::UsageError,
};
use crate::own::{Search, saved};

/// The file of saved searches.
///
/// # Errors
/// None is named, and there is no home folder.
pub fn of_searches(file: &SavedFile) -> Result<PathBuf> {
    let usual = || Some(user_folder("XDG_CONFIG_HOME", ".config")?.join("saved.toml"));
    let none = || UsageError("there is no home folder to keep saved searches in; name a file with --saved".to_owned());
    Ok(file.saved.clone().or_else(usual).ok_or_else(none)?)
}

/// The file of the user's that is kept of an index, by what it holds.
///
/// # Errors
/// None is named, and there is no home folder.
pub fn of_index(global: &Global, named: Option<&PathBuf>, holds: &str, flag: &str) -> Result<PathBuf> {
    let usual = || Some(user_folder("XDG_STATE_HOME", ".local/state")?.join(format!("{}.{holds}.jsonl", name(global))));
    let none =
        || UsageError(format!("there is no home folder to keep what belongs to an index in; name a file with {flag}"));
    Ok(named.cloned().or_else(usual).ok_or_else(none)?)
}

/// The whole path of an index.
pub fn place(global: &Global) -> PathBuf {
    global.index.canonicalize().unwrap_or_else(|_| global.index.clone())
}

/// What an index is called in names: after its folder, with a hash of its path.
pub fn name(global: &Global) -> String {
    let place = place(global);
    let folder = if place.ends_with("index") { place.parent().unwrap_or(&place) } else { &place };
    let folder = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let plain: String =
        folder.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).take(40).collect();
    format!("{plain}-{:016x}", rapidhash_v3(place.as_os_str().as_encoded_bytes()))
}

/// The text of a file of the user's; empty where there is none.
///
/// # Errors
/// It cannot be read.
pub fn text(path: &Path) -> Result<String> {
    match fs::read_to_string(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        text => text.with_context(|| format!("cannot read '{}'", path.display())),
    }
}

/// Writes a file of the user's in one step: another that is being read stays whole.
///
/// # Errors
/// It cannot be written.
pub fn write(path: &Path, text: &str) -> Result<()> {
    let aside = path.with_extension("new");
    let written = || -> io::Result<()> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&aside, text)?;
        fs::File::open(&aside)?.sync_all()?;
        // Through a link, to the file that it names.
        fs::rename(&aside, path.canonicalize().unwrap_or_else(|_| path.to_owned()))
    };
    written().with_context(|| format!("cannot write '{}'", path.display()))
}

/// All saved searches of a file.
///
/// # Errors
/// It cannot be read.
pub fn searches(path: &Path) -> Result<Vec<Search>> {
    Ok(saved::parse(&text(path)?).map_err(|error| wrong(path, &error))?)
}

/// The error of a file of saved searches.
pub fn wrong(path: &Path, error: &saved::SavedError) -> UsageError {
    UsageError(format!("{}, {error}", path.display()))
}

/// The saved search of a name.
///
/// # Errors
/// There is none: the names that there are.
pub fn search(path: &Path, searches: &[Search], name: &str) -> Result<Search> {
    let found = searches.iter().find(|search| search.name == name).cloned();
    let none = || {
        let names: Vec<&str> = searches.iter().map(|search| search.name.as_str()).collect();
        let names = if names.is_empty() { "it holds none".to_owned() } else { format!("it has {}", names.join(", ")) };
        UsageError(format!("no search '{name}' is saved in '{}': {names}", path.display()))
    };
    Ok(found.ok_or_else(none)?)
}

/// The flags of a saved search.
///
/// # Errors
/// It has some that `search` does not know, or values that they do not take.
pub fn filter(search: &Search) -> Result<FilterArgs> {
    let mut flags = Vec::new();
    for (name, values) in &search.flags {
        match values.as_slice() {
            [] => flags.push(format!("--{name}")),
            values => flags.extend(values.iter().map(|value| format!("--{name}={value}"))),
        }
    }
    let read = SavedFlags::try_parse_from(flags);
    let wrong = |error: clap::Error| {
        let message = error.to_string();
        let message = message.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned();
        UsageError(format!("the saved search '{}': {message}", search.name))
    };
    Ok(read.map_err(wrong)?.filter)
}
