//! `dateline check`: verifies every file and every article of the index; makes a damaged one anew.

use std::io::Write as _;

use anyhow::Result;

use super::{
    args::{CheckArgs, Global, TextOrJson},
    exit::Exit,
    notes, terminal,
};
use crate::{
    engine::{
        IndexError,
        embedded::{
            self, Index,
            check::Verdict,
            repair::{self, Repaired},
        },
    },
    output::{json, style::safe},
};

/// Runs the command.
pub fn run(global: &Global, args: &CheckArgs) -> Result<Exit> {
    let verdict = Index::open(&global.index).and_then(|index| embedded::check::check(&index, args.deep));
    let verdict = match verdict {
        // What keeps it from being opened is what is to be repaired.
        Err(IndexError::Damaged { reason, .. }) if args.repair => Verdict { articles: 0, problems: vec![reason] },
        verdict => verdict?,
    };
    let sound = verdict.problems.is_empty();
    if args.repair && !sound {
        return repaired(global, args);
    }
    let mut out = terminal::stdout_for(global, args.format == TextOrJson::Text);
    match args.format {
        TextOrJson::Json => json::line(&mut out, &verdict)?,
        TextOrJson::Text if sound => writeln!(out, "sound: {} articles read", verdict.articles)?,
        TextOrJson::Text => {
            for problem in &verdict.problems {
                writeln!(out, "{}", safe(problem))?;
            }
            let folder = global.index.display();
            writeln!(
                out,
                "damaged; delete '{folder}' and build it anew with 'dateline index', or where the sources are gone make it of what can be \
                 read with 'dateline check --repair'"
            )?;
        }
    }
    out.flush()?;
    Ok(if sound { Exit::Found } else { Exit::Broken })
}

fn repaired(global: &Global, args: &CheckArgs) -> Result<Exit> {
    let done = repair::repair(&global.index, args.wait.unwrap_or_default())?;
    let Repaired { articles, lost, lost_without_id, notes: also, kept } = &done;
    let mut out = terminal::stdout_for(global, args.format == TextOrJson::Text);
    match args.format {
        TextOrJson::Json => json::line(&mut out, &done)?,
        TextOrJson::Text => {
            for note in also {
                writeln!(out, "{}", safe(note))?;
            }
            for id in lost {
                writeln!(out, "lost: {}", safe(id))?;
            }
            let nameless = match lost_without_id {
                0 => String::new(),
                n => format!(", {n} of them of unknown ids"),
            };
            writeln!(out, "made anew of {articles} articles; lost: {}{nameless}", lost.len() as u64 + lost_without_id)?;
        }
    }
    out.flush()?;
    notes::info(
        global,
        &format!(
            "the damaged files are kept in '{}'; 'dateline index' on the sources brings back what was lost",
            kept.display()
        ),
    );
    Ok(if lost.is_empty() && *lost_without_id == 0 && also.is_empty() { Exit::Found } else { Exit::Partial })
}
