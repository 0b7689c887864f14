//! `dateline copies`: who else printed an article, and what shares text with it.

use std::io::Write as _;

use anyhow::Result;

use super::{
    args::{CopiesArgs, Global, TextOrJson},
    exit::Exit,
    session, terminal,
};
use crate::output;

/// Runs the command.
pub fn run(global: &Global, args: &CopiesArgs) -> Result<Exit> {
    let session = session::open(global)?;
    let (article, story) = session.searcher()?.copies(&args.id)?;
    let mut out = terminal::stdout_for(global, args.format == TextOrJson::Text);
    match args.format {
        TextOrJson::Json => output::copies::json(&mut out, &article, &story)?,
        TextOrJson::Text => output::copies::list(&mut out, &article, &story)?,
    }
    out.flush()?;
    Ok(if story.copies.is_empty() && story.shares.is_empty() { Exit::Nothing } else { Exit::Found })
}
