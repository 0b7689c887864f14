//! `dateline facets`: exact counts of what matches.

use std::{collections::BTreeMap, io::Write as _};

use anyhow::Result;

use super::{
    args::{FacetsArgs, Global, TextOrJson},
    exit::Exit,
    notes, remedies, search, session, terminal,
};
use crate::{
    output::{self, facets::Shape},
    query::{ActorNames as _, Dimension, dimensions::Matching},
    search::facets::{Bucket, Facets},
};

/// Values of a list, and below each node of a tree, that are shown where it is not said how many.
const VALUES: usize = 12;

/// Runs the command.
pub fn run(global: &Global, args: &FacetsArgs) -> Result<Exit> {
    let session = session::open_or_build(global)?;
    let names = session.names();
    let mut request = search::request(&args.filter, session.today())?;
    request.text = args.query.join(" ");
    request.all_when_empty = true;
    args.with.iter().for_each(|name| request.filters.push(Dimension::Actor, name.as_str()));
    let mut response = session.searcher()?.facets(&request, args.by)?;
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
            output::json::facets(&mut out, args.by.dimension.name(), &response)?;
        }
        TextOrJson::Text => {
            for (by, facets) in &response.facets {
                let default = if by.dimension.matching() == Matching::Days { 0 } else { VALUES };
                let shape = Shape { width: terminal::width(), limit: args.limit.unwrap_or(default) };
                output::facets::facets(&mut out, *by, facets, shape)?;
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
