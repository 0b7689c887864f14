//! `dateline show`: articles with their facts, mentions and what was removed.
//!
//! A query that is to be lit stands behind `--query`: an id may be any text, so that of `show A B` nobody could tell whether B is another id.

use std::io::Write as _;

use anyhow::Result;

use super::{
    args::{Global, ShowArgs, TextOrJson},
    exit::Exit,
    notes, remedies, session, terminal,
};
use crate::{
    output,
    search::{SearchError, opened::LitRanges, request::Request},
};

/// Runs the command.
pub fn run(global: &Global, args: &ShowArgs) -> Result<Exit> {
    let session = session::open(global)?;
    let mut searcher = session.searcher()?;
    let request = args.query.as_ref().map(|query| Request { text: query.clone(), ..Request::default() });
    let name = |id: &str| session.names().shown(id);
    let (mut shown, mut missing) = (0, 0);
    let mut out = terminal::stdout_for(global, args.format == TextOrJson::Text);
    for id in &args.ids {
        let Some(opened) = searcher.opened(id, request.as_ref())? else {
            notes::error(global, &remedies::error(&SearchError::UnknownArticle(id.clone()).into()));
            missing += 1;
            continue;
        };
        let (stamps, lit) = (Some(opened.stamps).filter(|_| args.with_added), opened.lit.as_ref());
        if shown == 0 {
            let query = args.query.as_deref().unwrap_or_default();
            notes::warnings(global, query, &opened.warnings);
        }
        if opened.same_id > 1 {
            notes::warning(
                global,
                &format!("{} of the indexes have the id '{id}'; shown is that of the first", opened.same_id),
            );
        }
        if lit.is_some_and(LitRanges::is_empty) {
            notes::warning(global, &format!("nothing of the query stands in '{id}'"));
        }
        match args.format {
            TextOrJson::Json => output::article::json(&mut out, &opened.article, stamps, lit)?,
            TextOrJson::Text => {
                if shown > 0 {
                    writeln!(out)?;
                }
                let page = output::text::Page { width: terminal::width(), name: &name };
                output::text::article(&mut out, &opened.article, lit, &page)?;
                if let Some(stamps) = stamps {
                    output::stamps::line_for_people(&mut out, stamps)?;
                }
            }
        }
        shown += 1;
    }
    out.flush()?;
    Ok(match (shown, missing) {
        (0, _) => Exit::Nothing,
        (_, 0) => Exit::Found,
        _ => Exit::Partial,
    })
}
