//! `dateline facets`: exact counts of what matches.

use std::io::Write as _;

use anyhow::Result;

use super::{
    args::{FacetsArgs, FacetsFormat, Global},
    exit::{Exit, UsageError},
    notes, search, session, terminal,
};
use crate::{
    output::{self, beside::Beside, csv::Table},
    query::{
        ActorNames as _, Dimension,
        dimensions::{Grouping, Matching},
    },
    search::{counting::Counting, facets::Selection, request::Copies, response::Response},
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
    let (by, across) = dimensions(args)?;
    let matching = by.matching();
    let under = match &args.under {
        Some(name) if matching == Matching::Hierarchy => Some(names.resolve(name, false)?.id),
        Some(name) => return Err(UsageError(lists_nothing_below(name, by)).into()),
        None => None,
    };
    let default = match (args.format, matching) {
        (FacetsFormat::Text | FacetsFormat::Svg, Matching::Hierarchy | Matching::Words | Matching::Code) => VALUES,
        _ => 0,
    };
    let counting = Counting {
        by,
        selection: Selection { under: under.as_deref(), limit: args.limit.unwrap_or(default) },
        across: across.map(|across| (across, args.top.unwrap_or(0))),
        whole: args.share || args.compare,
        special_first: args.compare,
    };
    let response = session.searcher()?.facets(&request, &counting);
    let response =
        response.or_else(|error| search::unfinished(global, args.format == FacetsFormat::Json, &request, error))?;
    notes::warnings(global, &request.text, &response.warnings);
    search::tell_left_out(global, &response);
    write(global, args, by, &response)?;
    Ok(if response.total == 0 { Exit::Nothing } else { Exit::Found })
}

fn write(global: &Global, args: &FacetsArgs, by: Grouping, response: &Response) -> Result<()> {
    let beside = Beside { share: args.share, special: args.compare };
    let mut out = terminal::stdout_for(global, args.format == FacetsFormat::Text);
    let table = Table { tabs: args.format == FacetsFormat::Tsv, raw: args.csv_raw, timing: false };
    match (args.format, response.facets.as_slice(), &response.cells) {
        (FacetsFormat::Json, ..) => output::json::facets(&mut out, by, beside, response)?,
        (FacetsFormat::Csv | FacetsFormat::Tsv, [rows, columns], Some(cells)) => {
            table.cross(&mut out, [rows, columns], cells)?;
        }
        (FacetsFormat::Text, [rows, columns], Some(cells)) => {
            // Who says how many columns has them, however wide they are.
            let width = if args.top.is_some() { usize::MAX } else { terminal::width() };
            output::crossed::table(&mut out, [rows, columns], cells, width)?;
        }
        (FacetsFormat::Svg, counts, _) => {
            counts.iter().try_for_each(|(by, facets)| {
                output::svg::facets(&mut out, (*by, facets), beside, &response.query.text)
            })?;
        }
        (FacetsFormat::Csv | FacetsFormat::Tsv, counts, _) => {
            counts.iter().try_for_each(|(_, facets)| table.counts(&mut out, facets, beside))?;
        }
        (FacetsFormat::Text, counts, _) => {
            let width = terminal::width();
            counts.iter().try_for_each(|(by, facets)| output::facets::facets(&mut out, *by, facets, beside, width))?;
        }
    }
    out.flush()?;
    Ok(())
}

/// What is counted by, and what across it.
fn dimensions(args: &FacetsArgs) -> Result<(Grouping, Option<Grouping>)> {
    // A picture has bars side by side, and no tree.
    let flat = args.flat || args.compare || (args.format == FacetsFormat::Svg && args.under.is_none());
    let by = |by: &Grouping| if flat { by.flattened() } else { *by };
    match args.by.as_slice() {
        [_, _] if args.format == FacetsFormat::Svg => {
            Err(UsageError("--format svg draws one dimension; --format csv has a table of two".into()).into())
        }
        [one] if args.top.is_some() => Err(UsageError(format!(
            "--top is of the columns of two dimensions; of {} alone use --limit",
            one.full_name()
        ))
        .into()),
        [one] => Ok((by(one), None)),
        [_, _] if args.share || args.compare => {
            Err(UsageError("--share and --compare go with one --by; count by each of the two by itself".into()).into())
        }
        [one, other] if args.under.is_none() => Ok((by(one), Some(by(other)))),
        [_, _] => Err(UsageError(
            "--under goes with one --by; with two, --actor chooses the articles and --flat lists actors".into(),
        )
        .into()),
        more => {
            Err(UsageError(format!("--by counts by one dimension or by two at once, not by {}", more.len())).into())
        }
    }
}

/// Why `--under` does not go with what is counted by.
fn lists_nothing_below(name: &str, by: Grouping) -> String {
    let (by, actor) = (by.full_name(), Dimension::Actor);
    format!(
        "--under lists what stands below an actor, and {by} has no such tree; to count the articles that name one, use --{actor} '{name}'"
    )
}
