//! `dateline facets`: exact counts of what matches.

use std::io::Write as _;

use anyhow::Result;

use super::{
    args::{FacetsArgs, FacetsFormat, Global},
    exit::{Exit, UsageError},
    notes, search, session, terminal,
};
use crate::{
    output,
    query::{ActorNames as _, Dimension, dimensions::Matching},
    search::{facets::Selection, request::Copies},
};

/// Values of a list, and below each node of a tree, that people are shown where it is not said how many.
const VALUES: usize = 12;

/// Runs the command.
pub fn run(global: &Global, args: &FacetsArgs) -> Result<Exit> {
    let session = session::open_or_build(global)?;
    let names = session.names();
    let mut request = search::request(&args.filter, session.today())?;
    request.text = args.query.join(" ");
    request.all_when_empty = true;
    if args.stories {
        request.copies = Copies::Fold;
    }
    args.with.iter().for_each(|name| request.filters.push(Dimension::Actor, name.as_str()));
    let matching = args.by.dimension.matching();
    let under = match &args.under {
        Some(name) if matching == Matching::Hierarchy => Some(names.resolve(name, false)?.id),
        Some(name) => return Err(UsageError(lists_nothing_below(name, args)).into()),
        None => None,
    };
    let default = match (args.format, matching) {
        (FacetsFormat::Text, Matching::Hierarchy | Matching::Words | Matching::Code) => VALUES,
        _ => 0,
    };
    let selection = Selection { under: under.as_deref(), limit: args.limit.unwrap_or(default) };
    let response = session.searcher()?.facets(&request, args.by, selection);
    let response =
        response.or_else(|error| search::unfinished(global, args.format == FacetsFormat::Json, &request, error))?;
    notes::warnings(global, &request.text, &response.warnings);
    search::tell_left_out(global, &response);
    let mut out = terminal::stdout_for(global, args.format == FacetsFormat::Text);
    let table = |tabs| output::csv::Table { tabs, raw: args.csv_raw, timing: false };
    match args.format {
        FacetsFormat::Csv | FacetsFormat::Tsv => {
            for (_, facets) in &response.facets {
                table(args.format == FacetsFormat::Tsv).counts(&mut out, facets)?;
            }
        }
        FacetsFormat::Json => output::json::facets(&mut out, args.by, &response)?,
        FacetsFormat::Text => {
            for (by, facets) in &response.facets {
                output::facets::facets(&mut out, *by, facets, terminal::width())?;
            }
        }
    }
    out.flush()?;
    Ok(if response.total == 0 { Exit::Nothing } else { Exit::Found })
}

/// Why `--under` does not go with what is counted by.
fn lists_nothing_below(name: &str, args: &FacetsArgs) -> String {
    let (by, actor) = (args.by.full_name(), Dimension::Actor);
    format!(
        "--under lists what stands below an actor, and {by} has no such tree; to count the articles that name one, use --{actor} '{name}'"
    )
}
