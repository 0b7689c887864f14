//! `dateline forget`: takes articles out for good, and lists and takes back what was.

use std::io::Write as _;

use anyhow::Result;
use serde::Serialize;

use super::{
    args::{ForgetArgs, Global, TextOrJson},
    exit::{Exit, UsageError},
    notes, remedies, setup, terminal,
};
use crate::{
    engine::embedded::{
        Index,
        forget::{self, Forgotten},
    },
    output::{self, style::safe},
    search::SearchError,
};

const SCHEMA: &str = "dateline.forgotten/1";

#[derive(Serialize)]
struct List<'a> {
    schema: &'static str,
    forgotten: &'a [Forgotten],
}

/// Runs the command.
pub fn run(global: &Global, args: &ForgetArgs) -> Result<Exit> {
    let index = Index::open(&global.index)?;
    if args.list {
        return listed(global, args, &forget::list(&index)?);
    }
    let done = if args.undo {
        forget::take_back(&index, &args.ids, args.wait)?
    } else {
        let why = args.why.as_deref().map(str::trim).unwrap_or_default();
        if why.is_empty() {
            return Err(UsageError("say why with --why: it is what the list keeps of an article".to_owned()).into());
        }
        forget::forget(&index, &args.ids, why, setup::moment(global), args.wait)?
    };
    if let Err(unknown) = done {
        for id in unknown {
            if args.undo {
                notes::error(
                    global,
                    &format!("'{id}' is not on the list of what was forgotten: nothing is taken back"),
                );
            } else {
                notes::error(global, &remedies::error(&SearchError::UnknownArticle(id).into()));
            }
        }
        return Ok(Exit::Nothing);
    }
    let count = notes::counted(args.ids.len(), "article");
    notes::info(
        global,
        &if args.undo {
            format!("{count} taken off the list: the next run of 'dateline index' reads what it finds of them")
        } else {
            format!("{count} forgotten; copies of the text in other articles stay, and so do your source files")
        },
    );
    Ok(Exit::Found)
}

fn listed(global: &Global, args: &ForgetArgs, list: &[Forgotten]) -> Result<Exit> {
    let mut out = terminal::stdout_for(global, args.format == TextOrJson::Text);
    match args.format {
        TextOrJson::Json => output::json::line(&mut out, &List { schema: SCHEMA, forgotten: list })?,
        TextOrJson::Text => {
            for Forgotten { id, at, why, .. } in list {
                writeln!(out, "{}\t{at}\t{}", safe(id), safe(why))?;
            }
        }
    }
    out.flush()?;
    Ok(if list.is_empty() { Exit::Nothing } else { Exit::Found })
}
