//! Which index a command works with, where none is named.
//!
//! In this order: `--index`, `DATELINE_INDEX`, the index in `./index`, the one that is built there from `./corpus`, the one that the
//! configuration names, and the user's own, `$XDG_DATA_HOME/dateline/index` or `~/.local/share/dateline/index`. What is the folder's goes
//! before what is the user's, so that a fresh clone never answers from somebody's archive.

use std::path::{Path, PathBuf};

use super::{
    args::{DEFAULT_INDEX, Global},
    config::{self, Config},
};
use crate::engine::embedded::Index;

/// The folder that is indexed when there is no index yet.
pub const CORPUS: &str = "corpus";

/// The user's own index.
fn of_the_user() -> Option<PathBuf> {
    Some(config::user_folder("XDG_DATA_HOME", ".local/share")?.join("index"))
}

/// Says which index it is, where no option does.
pub fn choose(global: &mut Global, config: &Config) {
    global.language = config.language;
    if let Some(named) = global.indexes.first() {
        global.index.clone_from(named);
        return;
    }
    let here = Path::new(DEFAULT_INDEX);
    here.clone_into(&mut global.index);
    if Index::stands_in(here) || Path::new(CORPUS).is_dir() {
        return;
    }
    let own = config.index.clone().or_else(|| of_the_user().filter(|place| Index::stands_in(place)));
    if let Some(place) = own {
        global.index = place;
        global.is_users = true;
    }
}

/// Adds the actors of the configuration, for a command that reads articles or names without an index that says who there is.
pub fn add_authority(global: &mut Global, config: Config) {
    if global.authority.is_empty() && !global.no_bundled && (global.is_users || !Index::stands_in(&global.index)) {
        global.authority = config.authority;
    }
}
