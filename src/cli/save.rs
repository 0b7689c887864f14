//! `dateline save`: a search under a name of the user's.

use anyhow::Result;

use super::{
    args::{Global, SaveArgs},
    exit::{Exit, UsageError},
    notes, own_files, search, setup,
};
use crate::own::{Search, saved};

/// Runs the command.
pub fn run(global: &Global, args: &SaveArgs) -> Result<Exit> {
    if args.name.trim().is_empty() || args.name.chars().any(char::is_control) {
        return Err(UsageError("a saved search needs a name of one line".to_owned()).into());
    }
    // What makes no sense is told now, not when it is run.
    search::request(&args.filter, setup::today(global))?;
    let new = Search { name: args.name.clone(), query: args.query.join(" "), flags: args.filter.typed() };
    let path = own_files::of_searches(&args.file)?;
    let (text, before) =
        saved::with(&own_files::text(&path)?, &new).map_err(|error| own_files::wrong(&path, &error))?;
    own_files::write(&path, &text)?;
    match before {
        Some(before) if before != new => notes::info(global, &format!("it was {}", saved::line(&before))),
        _ => {}
    }
    Ok(Exit::Found)
}
