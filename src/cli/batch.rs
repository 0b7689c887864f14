//! `dateline batch`: many lookups, one a line; every line has its answer, in order.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Write as _},
    path::Path,
};

use anyhow::{Context as _, Result};
use serde::Deserialize;

use super::{
    names::Names,
    args::{BatchArgs, BatchFormat, Global},
    exit::{Exit, NoInputError},
    notes, search, setup, terminal,
};
use crate::{
    calendar::{DateRange, Day},
    index::Index,
    output,
    search::{
        Searcher,
        request::{Request, Sort},
    },
};

/// One lookup, as a line of the input has it; what it leaves out comes from the command line.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lookup {
    #[serde(default)]
    id: Option<Id>,
    /// May be left out beside `like`.
    #[serde(default)]
    query: Option<String>,
    #[serde(default)]
    literal: Option<bool>,
    #[serde(default)]
    r#match: Option<Match>,
    #[serde(default)]
    actors: Option<Vec<String>>,
    #[serde(default)]
    outlets: Option<Vec<String>>,
    #[serde(default)]
    places: Option<Vec<String>>,
    #[serde(default)]
    languages: Option<Vec<String>>,
    #[serde(default)]
    from: Option<String>,
    #[serde(default)]
    to: Option<String>,
    #[serde(default)]
    limit: Option<usize>,
    #[serde(default)]
    offset: Option<usize>,
    #[serde(default)]
    passages: Option<usize>,
    #[serde(default)]
    expand: Option<bool>,
    #[serde(default)]
    like: Option<String>,
    #[serde(default)]
    sort: Option<Order>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Order {
    Relevance,
    Newest,
    Oldest,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(serde_json::Number),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Match {
    All,
    Any,
}

/// Runs the command.
pub fn run(global: &Global, args: &BatchArgs) -> Result<Exit> {
    let index = Index::open(&global.index)?;
    let authority = setup::authority(global)?;
    let names = Names(&authority);
    let now = setup::today(global);
    let mut defaults = search::request(&args.filter, now)?;
    search::hits(&args.hits, &mut defaults);
    defaults.ids_only = args.format == BatchFormat::Trec;
    let mut searcher = Searcher::new(&index, &names, now)?;
    let mut out = terminal::stdout(global);
    let (mut answered, mut failed) = (0_u64, 0_u64);
    for (n, line) in input(&args.file)?.split(b'\n').enumerate() {
        let number = n as u64 + 1;
        let line = line.with_context(|| format!("cannot read '{}'", args.file.display()))?;
        let line = String::from_utf8_lossy(&line);
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        let (id, outcome) = match serde_json::from_str::<Lookup>(line) {
            Ok(lookup) => {
                let id = match &lookup.id {
                    Some(Id::Text(id)) => id.clone(),
                    Some(Id::Number(id)) => id.to_string(),
                    None => number.to_string(),
                };
                let request = lookup.request(&defaults, now);
                let outcome = request.and_then(|request| Ok(searcher.search(&request)?));
                (id, outcome.map_err(|error| format!("{error:#}")))
            }
            Err(error) => (
                number.to_string(),
                Err(format!("not a lookup: {error}; write it as {{\"id\": \"q1\", \"query\": \"border troops\"}}")),
            ),
        };
        match &outcome {
            Ok(_) => answered += 1,
            Err(reason) => {
                failed += 1;
                if args.format == BatchFormat::Trec {
                    notes::warning(global, &format!("line {number}: {reason}"));
                }
            }
        }
        match (args.format, &outcome) {
            (BatchFormat::Jsonl, outcome) => {
                output::json::lookup(&mut out, number, &id, outcome.as_ref().map_err(String::as_str))?;
            }
            (BatchFormat::Trec, Ok(response)) => output::trec::run(&mut out, &id, response)?,
            (BatchFormat::Trec, Err(_)) => {}
        }
    }
    out.flush()?;
    if answered + failed == 0 {
        return Err(NoInputError("the batch holds no lookup; write one JSON object a line".into()).into());
    }
    Ok(if failed > 0 { Exit::Partial } else { Exit::Found })
}

fn input(file: &Path) -> Result<Box<dyn BufRead>> {
    if file.as_os_str() == "-" {
        return Ok(Box::new(io::stdin().lock()));
    }
    let opened = File::open(file)
        .map_err(|error| NoInputError(format!("cannot read the batch '{}': {error}", file.display())))?;
    Ok(Box::new(BufReader::with_capacity(1 << 16, opened)))
}

impl Lookup {
    fn request(self, defaults: &Request, now: Day) -> Result<Request> {
        let mut request = defaults.clone();
        request.text = match (self.query, &self.like) {
            (Some(text), _) => text,
            (None, Some(_)) => String::new(),
            (None, None) => anyhow::bail!("not a lookup: it has no \"query\""),
        };
        request.literal = self.literal.unwrap_or(request.literal);
        request.any = self.r#match.map_or(request.any, |how| how == Match::Any);
        request.actors = self.actors.unwrap_or(request.actors);
        request.outlets = self.outlets.unwrap_or(request.outlets);
        request.places = self.places.unwrap_or(request.places);
        request.languages = self.languages.unwrap_or(request.languages);
        if self.from.is_some() || self.to.is_some() {
            let range = DateRange::from_endpoints(self.from.as_deref(), self.to.as_deref(), now)?;
            request.from = range.from.or(request.from);
            request.to = range.to.or(request.to);
        }
        request.limit = self.limit.unwrap_or(request.limit);
        request.offset = self.offset.unwrap_or(request.offset);
        request.passages = self.passages.unwrap_or(request.passages);
        request.expand = self.expand.unwrap_or(request.expand);
        request.like = self.like;
        request.sort = self.sort.map_or(request.sort, |order| match order {
            Order::Relevance => Sort::Relevance,
            Order::Newest => Sort::Newest,
            Order::Oldest => Sort::Oldest,
        });
        Ok(request)
    }
}
