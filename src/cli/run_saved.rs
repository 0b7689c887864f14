//! `dateline run`: a saved search, as `search` would answer it.

use anyhow::Result;

use super::{
    args::{Global, RunArgs, SearchArgs},
    exit::Exit,
    own_files, search,
};

/// Runs the command.
pub fn run(global: &Global, args: &RunArgs) -> Result<Exit> {
    let path = own_files::of_searches(&args.file)?;
    let saved = own_files::search(&path, &own_files::searches(&path)?, &args.name)?;
    let mut filter = own_files::filter(&saved)?;
    filter.added_since = args.added_since.clone().or(filter.added_since);
    let typed = SearchArgs {
        query: vec![saved.query],
        like: None,
        filter,
        hits: args.hits.clone(),
        first: false,
        copies: args.copies,
        facets: Vec::new(),
        offset: args.offset,
        explain: false,
        with_added: args.with_added,
        csv_raw: args.csv_raw,
        format: args.format,
    };
    search::run(global, &typed)
}
