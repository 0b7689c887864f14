//! `dateline show`: one article with its facts, mentions and what was removed.

use std::io::Write as _;

use anyhow::Result;

use super::{
    args::{Global, ShowArgs, TextOrJson},
    exit::Exit,
    notes, remedies, terminal,
};
use crate::{
    engine::{Engine as _, embedded::Index},
    output,
    search::SearchError,
};

/// Runs the command.
pub fn run(global: &Global, args: &ShowArgs) -> Result<Exit> {
    let index = Index::open(&global.index)?;
    let reader = index.reader()?;
    let Some(address) = reader.find(&args.id)? else {
        notes::error(global, &remedies::error(&SearchError::UnknownArticle(args.id.clone()).into()));
        return Ok(Exit::Nothing);
    };
    let article = reader.article(address)?;
    let mut out = terminal::stdout_for(global, args.format == TextOrJson::Text);
    match args.format {
        TextOrJson::Json if args.with_added => {
            output::stamps::article(&mut out, &article, reader.stamps_at(address)?)?;
        }
        TextOrJson::Json => output::json::line(&mut out, &article)?,
        TextOrJson::Text => {
            let names = index.actor_names()?;
            let name = |id: &str| names.name(id).unwrap_or(id).to_owned();
            let mut page = Vec::new();
            output::text::article(&mut page, &article, &output::text::Page { width: terminal::width(), name: &name })?;
            if args.with_added {
                output::stamps::line_for_people(&mut page, reader.stamps_at(address)?)?;
            }
            reader.sound()?;
            out.write_all(&page)?;
        }
    }
    out.flush()?;
    Ok(Exit::Found)
}
