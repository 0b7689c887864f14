//! `dateline check`: verifies every file and every article of the index.

use std::io::Write as _;

use anyhow::Result;

use super::{
    args::{CheckArgs, Global, TextOrJson},
    exit::Exit,
    terminal,
};
use crate::{
    engine::embedded::{self, Index},
    output,
};

/// Runs the command.
pub fn run(global: &Global, args: &CheckArgs) -> Result<Exit> {
    let index = Index::open(&global.index)?;
    let verdict = embedded::check::check(&index)?;
    let sound = verdict.problems.is_empty();
    let mut out = terminal::stdout(global);
    match args.format {
        TextOrJson::Json => output::json::line(&mut out, &verdict)?,
        TextOrJson::Text if sound => writeln!(out, "sound: {} articles read", verdict.articles)?,
        TextOrJson::Text => {
            for problem in &verdict.problems {
                writeln!(out, "{}", output::style::safe(problem))?;
            }
            writeln!(out, "damaged; delete '{}' and build it anew with 'dateline index'", global.index.display())?;
        }
    }
    out.flush()?;
    Ok(if sound { Exit::Found } else { Exit::Broken })
}
