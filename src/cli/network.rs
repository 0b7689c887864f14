//! `dateline network`: pairs of actors in what matches.

use std::io::Write as _;

use anyhow::Result;

use super::{
    args::{Global, NetworkArgs, NetworkFormat, WithinArg},
    exit::Exit,
    notes, search, session, terminal,
};
use crate::{
    output::{self, csv::Table},
    search::network::{Cut, Within},
};

/// Pairs that people are shown where it is not said how many.
const PAIRS: usize = 20;

/// Runs the command.
pub fn run(global: &Global, args: &NetworkArgs) -> Result<Exit> {
    let session = session::open_or_build(global)?;
    let mut request = search::request(&args.filter, session.today())?;
    request.text = args.query.join(" ");
    request.all_when_empty = true;
    let (within, name) = match args.within {
        WithinArg::Article => (Within::Article, "article"),
        WithinArg::Passage => (Within::Passage, "passage"),
        WithinArg::Sentence => (Within::Sentence, "sentence"),
    };
    let default = if args.format == NetworkFormat::Text { PAIRS } else { 0 };
    let cut = Cut { least: args.min_articles as u64, limit: args.limit.unwrap_or(default) };
    let network = session.searcher()?.network(&request, within, cut);
    let network =
        network.or_else(|error| search::unfinished(global, args.format == NetworkFormat::Json, &request, error))?;
    notes::warnings(global, &request.text, &network.warnings);
    let mut out = terminal::stdout_for(global, args.format == NetworkFormat::Text);
    let table = |tabs| Table { tabs, raw: args.csv_raw, timing: false };
    match args.format {
        NetworkFormat::Text => output::graph::text(&mut out, &network)?,
        NetworkFormat::Json => output::graph::json(&mut out, &network, name)?,
        NetworkFormat::Csv => output::graph::table(&mut out, &network, table(false))?,
        NetworkFormat::Tsv => output::graph::table(&mut out, &network, table(true))?,
        NetworkFormat::Gexf => output::graph::gexf(&mut out, &network)?,
        NetworkFormat::Graphml => output::graph::graphml(&mut out, &network)?,
    }
    out.flush()?;
    Ok(if network.total == 0 { Exit::Nothing } else { Exit::Found })
}
