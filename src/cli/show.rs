//! `dateline show`: one article with its facts, mentions and what was removed.

use std::io::Write as _;

use anyhow::Result;

use super::{
    args::{Global, ShowArgs, TextOrJson},
    exit::Exit,
    notes, remedies, terminal,
};
use crate::{
    engine::embedded::{self, Index},
    output,
    search::SearchError,
};

/// Runs the command.
pub fn run(global: &Global, args: &ShowArgs) -> Result<Exit> {
    let reader = Index::open(&global.index)?.reader()?;
    let Some(address) = reader.find(&args.id)? else {
        notes::error(global, &remedies::error(&SearchError::UnknownArticle(args.id.clone()).into()));
        return Ok(Exit::Nothing);
    };
    let article = reader.article(address)?;
    let mut out = terminal::stdout_for(global, args.format == TextOrJson::Text);
    match args.format {
        TextOrJson::Json => output::json::line(&mut out, &article)?,
        TextOrJson::Text => {
            let names = embedded::actor_names::load(&global.index)?;
            let name = |id: &str| names.name(id).unwrap_or(id).to_owned();
            output::text::article(&mut out, &article, &output::text::Page { width: terminal::width(), name: &name })?;
        }
    }
    out.flush()?;
    Ok(Exit::Found)
}
