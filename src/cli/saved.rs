//! `dateline saved`: the saved searches, listed, shown and taken out.

use std::io::Write as _;

use anyhow::Result;

use super::{
    args::{Global, SavedArgs, SavedCommand, TextOrJson},
    exit::Exit,
    notes, own_files, terminal,
};
use crate::{
    output::{self, style::safe},
    own::saved,
};

/// Runs the command.
pub fn run(global: &Global, args: &SavedArgs) -> Result<Exit> {
    let path = own_files::of_searches(&args.file)?;
    let searches = own_files::searches(&path)?;
    let mut out = terminal::stdout_for(global, args.format == TextOrJson::Text);
    let shown = match &args.command {
        Some(SavedCommand::Remove { name }) => {
            own_files::search(&path, &searches, name)?;
            let wrong = |error| own_files::wrong(&path, &error);
            if let Some((text, gone)) = saved::without(&own_files::text(&path)?, name).map_err(wrong)? {
                own_files::write(&path, &text)?;
                notes::info(global, &format!("it was {}", saved::line(&gone)));
            }
            return Ok(Exit::Found);
        }
        Some(SavedCommand::Show { name }) => vec![own_files::search(&path, &searches, name)?],
        Some(SavedCommand::List) | None => searches,
    };
    match args.format {
        TextOrJson::Json => output::saved::json(&mut out, &shown)?,
        TextOrJson::Text => {
            for search in &shown {
                writeln!(out, "{}", safe(&saved::line(search)))?;
            }
        }
    }
    out.flush()?;
    if shown.is_empty() {
        notes::info(global, &format!("nothing is saved in '{}'; dateline save NAME QUERY does it", path.display()));
    }
    Ok(if shown.is_empty() { Exit::Nothing } else { Exit::Found })
}
