//! `dateline search`: ranked articles with the passages that match.

use std::{io::Write as _, path::Path};

use anyhow::Result;

use super::{
    args::{DEFAULT_INDEX, FilterArgs, Global, HitsArgs, SearchArgs, SearchFormat, SortArg},
    exit::Exit,
    index, names, notes, remedies, setup, terminal,
};
use crate::{
    calendar::{DateRange, Day},
    collection,
    engine::embedded::{Index, IndexError},
    output,
    query::DateMode,
    search::{
        Searcher,
        request::{Request, Sort},
        response::Response,
    },
};

/// The folder that is indexed when there is no index yet.
const CORPUS: &str = "corpus";

/// Runs the command.
pub fn run(global: &Global, args: &SearchArgs) -> Result<Exit> {
    let index = open_or_build(global)?;
    let names = names::of_index(global, &index)?;
    let now = setup::today(global);
    let mut request = request(&args.filter, now)?;
    request.text = args.query.join(" ");
    hits(&args.hits, &mut request);
    request.like.clone_from(&args.like);
    request.all_when_empty = request.has_filters();
    request.ids_only = args.format == SearchFormat::Trec;
    request.facets.clone_from(&args.facets);
    request.offset = args.offset;
    request.explain = args.explain;
    let mut searcher = Searcher::new(&index, &names, now)?;
    let response = searcher.search(&request)?;
    for warning in &response.warnings {
        notes::warning(global, &remedies::warning(&request.text, warning));
    }
    let mut out = terminal::stdout(global);
    match args.format {
        SearchFormat::Json => output::json::response(&mut out, &response)?,
        SearchFormat::Jsonl => output::json::hits(&mut out, &response)?,
        SearchFormat::Trec => output::trec::run(&mut out, "1", &response)?,
        SearchFormat::Text => {
            if let Some(explanation) = &response.explanation {
                output::explain::understood(&mut out, explanation)?;
            }
            let name = |id: &str| names.shown(id);
            output::text::response(&mut out, &response, &output::text::Page { width: terminal::width(), name: &name })?;
            if response.explanation.is_some() && !response.hits.is_empty() {
                output::explain::scores(&mut out, &response)?;
            }
        }
    }
    out.flush()?;
    tell_left_out(global, &response);
    if args.format == SearchFormat::Text {
        tell_total(global, &response, &request);
    }
    Ok(if response.total == 0 { Exit::Nothing } else { Exit::Found })
}

/// How much there is beyond what was shown.
fn tell_total(global: &Global, response: &Response, request: &Request) {
    let shown = response.hits.len() as u64;
    if response.total == 0 {
        notes::info(global, &format!("nothing found for: {}", request.text));
    } else if shown == 0 {
        notes::info(global, &format!("{} articles match, none beyond the first {}", response.total, request.offset));
    } else if shown < response.total && terminal::is_person() {
        let last = request.offset as u64 + shown;
        notes::info(
            global,
            &format!("{shown} of {} articles; more with -n {} or --offset {last}", response.total, request.limit * 5),
        );
    }
}

/// What a range of dates has left out.
pub fn tell_left_out(global: &Global, response: &Response) {
    let Some(left_out) = response.left_out else { return };
    let mut parts = Vec::new();
    if left_out.undated > 0 {
        parts.push(format!("{} undated (date:none lists such)", left_out.undated));
    }
    if left_out.uncertain > 0 {
        parts.push(format!("{} not dated surely enough (--date-possible takes them in)", left_out.uncertain));
    }
    if !parts.is_empty() {
        notes::info(global, &format!("left out of this time: {}", parts.join(", ")));
    }
}

/// How the hits are ordered and cut.
pub fn hits(args: &HitsArgs, request: &mut Request) {
    request.limit = args.limit;
    request.passages = args.passages;
    request.context = args.context;
    request.expand = args.expand;
    request.sort = match args.sort {
        SortArg::Relevance => Sort::Relevance,
        SortArg::Newest => Sort::Newest,
        SortArg::Oldest => Sort::Oldest,
    };
}

/// The request that the filters make, without its text.
pub fn request(filter: &FilterArgs, now: Day) -> Result<Request> {
    let range = DateRange::from_endpoints(filter.from.as_deref(), filter.to.as_deref(), now)?;
    Ok(Request {
        literal: filter.literal,
        exact: filter.exact,
        any: filter.any,
        filters: filter.values.0.clone(),
        dates: match (filter.date_possible, filter.date_certain) {
            (true, _) => DateMode::Possible,
            (_, true) => DateMode::Certain,
            _ => DateMode::Within,
        },
        from: range.from,
        to: range.to,
        ..Request::default()
    })
}

/// Opens the index; where there is none in the default folder and a corpus is at hand, builds it first and says so. A
/// folder that was named is never written to: it may be a slip of the fingers.
pub fn open_or_build(global: &Global) -> Result<Index> {
    match Index::open(&global.index) {
        Err(IndexError::Missing(dir)) => {
            if global.index != Path::new(DEFAULT_INDEX) || !Path::new(CORPUS).is_dir() {
                return Err(IndexError::Missing(dir).into());
            }
            notes::info(global, &format!("no index yet: building one in '{}' from '{CORPUS}'", dir.display()));
            let plan = index::Plan {
                paths: &[CORPUS.into()],
                read: collection::Options::default(),
                stemmer: None,
                prune: false,
                force: false,
                threads: setup::threads(None),
            };
            let counters = index::build(global, &plan)?;
            notes::info(global, &index::describe(&counters));
            Ok(Index::open(&global.index)?)
        }
        other => Ok(other?),
    }
}
