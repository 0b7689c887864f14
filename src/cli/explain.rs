//! `dateline explain`: why one article matches a query, or what keeps it out.

use std::io::Write as _;

use anyhow::Result;

use super::{
    args::{ExplainArgs, Global, TextOrJson},
    exit::Exit,
    notes, remedies, search, session, terminal,
};
use crate::{output, search::SearchError};

/// Runs the command.
pub fn run(global: &Global, args: &ExplainArgs) -> Result<Exit> {
    let session = session::open(global)?;
    let mut request = search::request(&args.filter, session.today())?;
    request.text = args.query.join(" ");
    request.all_when_empty = true;
    let Some(verdict) = session.searcher()?.explain(&args.id, &request)? else {
        notes::error(global, &remedies::error(&SearchError::UnknownArticle(args.id.clone()).into()));
        return Ok(Exit::Nothing);
    };
    notes::warnings(global, &request.text, &verdict.warnings);
    let mut out = terminal::stdout_for(global, args.format == TextOrJson::Text);
    match args.format {
        TextOrJson::Json => output::explain::verdict_json(&mut out, &verdict)?,
        TextOrJson::Text => {
            let name = |id: &str| session.names().shown(id);
            output::explain::verdict(&mut out, &verdict, &name)?;
        }
    }
    out.flush()?;
    Ok(if verdict.matches { Exit::Found } else { Exit::Nothing })
}
