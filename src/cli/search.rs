//! `dateline search`: ranked articles with the passages that match.

use std::io::Write as _;

use anyhow::Result;

use super::{
    args::{CopiesArg, FilterArgs, Global, HitsArgs, SearchArgs, SearchFormat, SortArg},
    exit::{Exit, UsageError},
    notes, session, terminal,
};
use crate::{
    calendar::{DateRange, Day, parse_time_range},
    engine::work,
    output,
    query::{DateMode, LAST},
    search::{
        SearchError,
        request::{self, AddedSince, Copies, Request, Sort},
        response::Response,
    },
};

/// Runs the command.
pub fn run(global: &Global, args: &SearchArgs) -> Result<Exit> {
    let session = session::open_or_build(global)?;
    let mut request = request(&args.filter, session.today())?;
    request.text = args.query.join(" ");
    hits(&args.hits, &mut request);
    request.like.clone_from(&args.like);
    request.all_when_empty = request.has_filters();
    request.ids_only = args.format == SearchFormat::Trec;
    request.facets.clone_from(&args.facets);
    request.offset = args.offset;
    request.explain = args.explain;
    request.with_stamps = args.with_added;
    request.copies = match args.copies {
        Some(CopiesArg::All) => Copies::All,
        Some(CopiesArg::Fold) => Copies::Fold,
        Some(CopiesArg::Only) => Copies::Only,
        // A run is judged, and a table counted, article by article.
        None => match args.format {
            SearchFormat::Trec | SearchFormat::Csv | SearchFormat::Tsv => Copies::All,
            SearchFormat::Text | SearchFormat::Json | SearchFormat::Jsonl | SearchFormat::Md | SearchFormat::Html => {
                Copies::Fold
            }
        },
    };
    if args.first {
        (request.any, request.sort, request.sure_first) = (true, Sort::Oldest, true);
    }
    if args.format != SearchFormat::Trec {
        floor(global, &mut request);
    }
    let response = session
        .search(&request)
        .or_else(|error| unfinished(global, args.format == SearchFormat::Json, &request, error))?;
    notes::warnings(global, &request.text, &response.warnings);
    session::tell_same_ids(global, response.hits.iter().map(|hit| hit.id.as_str()));
    if !args.facets.is_empty() && args.format != SearchFormat::Json {
        notes::warning(global, "--facets are counted in JSON only: add --format json, or use 'dateline facets'");
    }
    let mut out = terminal::stdout_for(global, args.format == SearchFormat::Text);
    match args.format {
        SearchFormat::Json => output::json::response(&mut out, &response)?,
        SearchFormat::Jsonl => output::json::hits(&mut out, &response)?,
        SearchFormat::Trec => output::trec::run(&mut out, "1", &response)?,
        SearchFormat::Csv | SearchFormat::Tsv => {
            let tabs = args.format == SearchFormat::Tsv;
            output::csv::Table { tabs, raw: args.csv_raw, timing: false }.hits(&mut out, &response.hits)?;
        }
        SearchFormat::Md => output::markdown::response(&mut out, &response)?,
        SearchFormat::Html => output::html::response(&mut out, &response, &|id| session.names().shown(id))?,
        SearchFormat::Text => {
            if let Some(explanation) = &response.explanation {
                output::explain::understood(&mut out, explanation)?;
            }
            let name = |id: &str| session.names().shown(id);
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

/// Says in JSON that an answer was ended before it was whole; gives the error on.
pub fn unfinished<T>(global: &Global, json: bool, request: &Request, error: SearchError) -> Result<T> {
    if json && matches!(error, SearchError::TooMuchWork(_)) {
        let mut out = terminal::stdout_for(global, false);
        output::json::unfinished(&mut out, &request.text, &error.to_string())?;
        out.flush()?;
    }
    Err(error.into())
}

/// Sets the share of the query's weight that articles need in an order by date, and says so.
pub fn floor(global: &Global, request: &mut Request) {
    if request.only_relevant() {
        let percent = request::RELEVANT * 100.0;
        notes::info(
            global,
            &format!("only articles with {percent:.0}% of the query's weight; --min-match 0 takes all"),
        );
    }
}

/// How much there is beyond what was shown.
pub fn tell_total(global: &Global, response: &Response, request: &Request) {
    let shown = response.hits.len() as u64;
    if response.total == 0 {
        let what =
            if request.text.trim().is_empty() { String::new() } else { format!(" for: {}", notes::cut(&request.text)) };
        notes::info(global, &format!("nothing found{what}"));
    } else if shown == 0 {
        notes::info(global, &format!("{} articles match, none beyond the first {}", response.total, request.offset));
    } else if shown < response.stories.unwrap_or(response.total) && terminal::is_person() {
        let last = request.offset as u64 + shown;
        let all = match response.stories {
            Some(stories) if stories < response.total => format!("{stories} stories in {} articles", response.total),
            _ => format!("{} articles", response.total),
        };
        notes::info(
            global,
            &format!("{shown} of {all}; more with -n {} or --offset {last}", request.limit.saturating_mul(5)),
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

/// Since when, as it is typed.
fn added_since(typed: &str, now: Day) -> Result<AddedSince> {
    if typed.trim().eq_ignore_ascii_case(LAST) {
        return Ok(AddedSince::Last);
    }
    let from = parse_time_range(typed, now)?.from;
    from.map(AddedSince::Moment).ok_or_else(|| {
        UsageError(format!(
            "--added-since '{typed}' does not say since when; write yesterday, 2026-11-27T06:00 or last"
        ))
        .into()
    })
}

/// The request that the filters make, without its text.
pub fn request(filter: &FilterArgs, now: Day) -> Result<Request> {
    let range = DateRange::from_endpoints(filter.from.as_deref(), filter.to.as_deref(), now)?;
    Ok(Request {
        literal: filter.literal,
        exact: filter.exact,
        any: filter.any,
        least_share: filter.min_match,
        filters: filter.values.0.clone(),
        dates: match (filter.date_possible, filter.date_certain) {
            (true, _) => DateMode::Possible,
            (_, true) => DateMode::Certain,
            _ => DateMode::Within,
        },
        added_since: filter.added_since.as_deref().map(|typed| added_since(typed, now)).transpose()?,
        from: range.from,
        to: range.to,
        budget: match filter.budget {
            None => work::OF_A_LOOKUP,
            Some(0) => u64::MAX,
            Some(times) => work::OF_A_LOOKUP.saturating_mul(times as u64),
        },
        ..Request::default()
    })
}
