//! `dateline chronology`: what matches, day by day.

use std::io::Write as _;

use anyhow::Result;

use super::{
    args::{ChronologyArgs, ChronologyFormat, Global},
    exit::Exit,
    notes, search, session, terminal,
};
use crate::{
    output::{self, csv::Table, text::Page},
    search::request::{Copies, Sort},
};

/// Runs the command.
pub fn run(global: &Global, args: &ChronologyArgs) -> Result<Exit> {
    let session = session::open_or_build(global)?;
    let mut request = search::request(&args.filter, session.today())?;
    request.text = args.query.join(" ");
    request.all_when_empty = request.has_filters();
    request.sort = Sort::Oldest;
    request.passages = 0;
    // A table has a row an article, as that of a search.
    request.copies = if args.format == ChronologyFormat::Csv { Copies::All } else { Copies::Fold };
    request.limit = if args.limit == 0 { usize::MAX } else { args.limit };
    search::floor(global, &mut request);
    let response = session.search(&request)?;
    notes::warnings(global, &request.text, &response.warnings);
    let people = args.format == ChronologyFormat::Text;
    let mut out = terminal::stdout_for(global, people);
    match args.format {
        ChronologyFormat::Text => {
            let name = |id: &str| session.names().shown(id);
            output::chronology::text(&mut out, &response, &Page { width: terminal::width(), name: &name })?;
        }
        ChronologyFormat::Md => output::chronology::markdown(&mut out, &response)?,
        ChronologyFormat::Csv => {
            Table { tabs: false, raw: args.csv_raw, timing: false }.hits(&mut out, &response.hits)?;
        }
    }
    out.flush()?;
    search::tell_left_out(global, &response);
    if people {
        search::tell_total(global, &response, &request);
    }
    Ok(if response.total == 0 { Exit::Nothing } else { Exit::Found })
}
