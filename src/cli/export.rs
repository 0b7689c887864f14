//! `dateline export`: every article of the index, as JSON Lines in the order of their ids.

use std::io::Write as _;

use anyhow::Result;

use super::{
    args::{ExportArgs, ExportFormat, Global},
    exit::Exit,
    terminal,
};
use crate::{engine::embedded::Index, output};

/// Runs the command.
pub fn run(global: &Global, args: &ExportArgs) -> Result<Exit> {
    let reader = Index::open(&global.index)?.reader()?;
    let mut out = terminal::stdout_for(global, false);
    for address in reader.addresses_by_id()? {
        match args.format {
            ExportFormat::Jsonl if args.with_added => {
                output::stamps::article(&mut out, &reader.article(address)?, reader.stamps_at(address)?)?;
            }
            ExportFormat::Jsonl => output::json::line(&mut out, &reader.article(address)?)?,
        }
    }
    out.flush()?;
    Ok(if reader.is_empty() { Exit::Nothing } else { Exit::Found })
}
