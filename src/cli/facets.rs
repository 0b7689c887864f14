//! `dateline facets`: exact counts of what matches.

use std::{collections::BTreeMap, io::Write as _};

use anyhow::Result;

use super::{
    args::{FacetsArgs, Global, TextOrJson},
    exit::Exit,
    names::Names,
    notes, remedies, search, setup, terminal,
};
use crate::{
    output::{self, facets::Shape},
    query::plan::ActorNames as _,
    search::{
        Searcher,
        facets::{Bucket, Dimension, Facets},
    },
};

/// Runs the command.
pub fn run(global: &Global, args: &FacetsArgs) -> Result<Exit> {
    let index = search::open_or_build(global)?;
    let names = Names::new(global, &index)?;
    let now = setup::today(global);
    let mut request = search::request(&args.filter, now)?;
    request.text = args.query.join(" ");
    request.all_when_empty = true;
    request.actors.extend(args.with.iter().cloned());
    let mut response = Searcher::new(&index, &names, now)?.facets(&request, args.by)?;
    for warning in &response.warnings {
        notes::warning(global, &remedies::warning(&request.text, warning));
    }
    search::tell_left_out(global, &response);
    if let Some(under) = &args.under {
        let root = names.resolve(under, false)?.id;
        for (_, facets) in &mut response.facets {
            facets.buckets = below(facets, &root);
        }
    }
    let mut out = terminal::stdout(global);
    match args.format {
        TextOrJson::Json => {
            if let (Some(limit), Some((_, facets))) =
                (args.limit.filter(|&limit| limit > 0), response.facets.first_mut())
            {
                facets.buckets.truncate(limit);
            }
            output::json::facets(&mut out, args.by.name(), &response)?;
        }
        TextOrJson::Text => {
            for (dimension, facets) in &response.facets {
                let default = if matches!(dimension, Dimension::Date(_)) { 0 } else { 12 };
                let shape = Shape { width: terminal::width(), limit: args.limit.unwrap_or(default) };
                output::facets::facets(&mut out, *dimension, facets, shape)?;
            }
        }
    }
    out.flush()?;
    Ok(if response.total == 0 { Exit::Nothing } else { Exit::Found })
}

/// The nodes below an actor, as a tree of their own. An actor that stands at several places has
/// the same nodes below it at each; they are given once.
fn below(facets: &Facets, root: &str) -> Vec<Bucket> {
    let mut found: BTreeMap<String, Bucket> = BTreeMap::new();
    for bucket in &facets.buckets {
        let mut parts = bucket.value.split('/').skip_while(|part| *part != root);
        if parts.next().is_none() {
            continue;
        }
        let rest: Vec<&str> = parts.collect();
        let value = format!("/{root}{}{}", if rest.is_empty() { "" } else { "/" }, rest.join("/"));
        found.entry(value.clone()).or_insert_with(|| Bucket { value, ..bucket.clone() });
    }
    let mut buckets: Vec<Bucket> = found.into_values().collect();
    buckets.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
    buckets
}
