//! `dateline boilerplate`: lines that stand in many articles of one outlet, proposed as a file of rules.

use std::io::Write as _;

use anyhow::Result;

use super::{
    args::{BoilerplateArgs, Global},
    exit::Exit,
    notes, terminal,
};
use crate::{
    clean::boilerplate::{self, Limits, Recurring},
    engine::embedded::Index,
};

/// Runs the command.
pub fn run(global: &Global, args: &BoilerplateArgs) -> Result<Exit> {
    let reader = Index::open(&global.index)?.reader()?;
    // By id, so that an outlet is called as its first article calls it, whatever the segments.
    let addresses = reader.addresses_by_id()?;
    let mut recurring = Recurring::new(Limits { articles: args.min_articles, share: args.min_share });
    for &address in &addresses {
        recurring.count(&reader.article(address)?);
    }
    for &address in &addresses {
        recurring.add(&reader.article(address)?);
    }
    let proposals = recurring.finish();
    let lines: usize = proposals.iter().map(|proposal| proposal.lines.len()).sum();
    let mut out = terminal::stdout(global);
    if lines > 0 {
        out.write_all(boilerplate::toml(&proposals).as_bytes())?;
    }
    out.flush()?;
    notes::info(global, &format!("{} of {}", notes::counted(lines, "line"), notes::counted(proposals.len(), "outlet")));
    Ok(if lines == 0 { Exit::Nothing } else { Exit::Found })
}
