//! Answers as JSON: the contract that scripts rely on.
//!
//! The wire types are private: a field of the model can change its name without changing a
//! script's life. Fields may be added here; none changes without a new version of the schema.

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use serde::{Serialize, Serializer, ser::SerializeMap as _};

pub use super::wire::line;
use super::{
    batch::{Failure, Row},
    beside::{Beside, rounded},
    copies::{self, WireCopy},
    explain,
    stamps::{WireStamps, moment, wire_stamps},
    wire::{WireWarning, warnings},
};
use crate::{
    article::Published,
    calendar::Moment,
    query::dimensions::{Dimension, Facts, Grouping},
    search::{
        facets::{Bucket, Facets},
        request::{Filters, Sort},
        response::{Echo, Hit, LeftOut, Passage, Response},
    },
};

const SEARCH: &str = "dateline.search/2";
const FAILURE: &str = "dateline.failure/1";
const BATCH: &str = "dateline.batch/2";
const FACETS: &str = "dateline.facets/2";
/// The code of an answer that was ended before it was whole.
const UNFINISHED: &str = "too-much-work";

#[derive(Serialize)]
struct WireResponse<'a> {
    schema: &'static str,
    query: WireQuery<'a>,
    total: u64,
    /// A family of copies is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    stories: Option<u64>,
    warnings: Vec<WireWarning>,
    hits: Vec<WireHit<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    left_out: Option<WireLeftOut>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    facets: BTreeMap<String, Vec<WireBucket<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    explain: Option<explain::WireExplanation<'a>>,
}

/// What a range of dates left out of the articles, and a limit of the values.
#[derive(Serialize)]
struct WireLeftOut {
    undated: u64,
    uncertain: u64,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    values: BTreeMap<String, u64>,
}

#[derive(Serialize)]
struct WireBucket<'a> {
    value: &'a str,
    label: &'a str,
    count: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    stories: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    named: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    inferred: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    all: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    all_stories: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    share: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    log_likelihood: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    direction: Option<&'static str>,
}

/// The second of two dimensions that are counted at once.
#[derive(Serialize)]
struct WireAcross {
    by: String,
    without: u64,
    coarse: u64,
}

/// A pair of values of two dimensions.
#[derive(Serialize)]
struct WireCell<'a> {
    row: &'a str,
    column: &'a str,
    count: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    stories: Option<u64>,
}

/// What stands in place of an answer.
#[derive(Serialize)]
struct WireUnfinished<'a> {
    schema: &'static str,
    query: &'a str,
    complete: bool,
    code: &'static str,
    error: &'a str,
}

/// The answer of `facets`.
#[derive(Serialize)]
struct WireFacets<'a> {
    schema: &'static str,
    query: WireQuery<'a>,
    by: String,
    total: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    stories: Option<u64>,
    /// Articles of the whole index.
    #[serde(skip_serializing_if = "Option::is_none")]
    all: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    all_stories: Option<u64>,
    without: u64,
    coarse: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    across: Option<WireAcross>,
    warnings: Vec<WireWarning>,
    #[serde(skip_serializing_if = "Option::is_none")]
    left_out: Option<WireLeftOut>,
    facets: BTreeMap<String, Vec<WireBucket<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cells: Option<Vec<WireCell<'a>>>,
}

#[derive(Serialize)]
pub(super) struct WireQuery<'a> {
    text: &'a str,
    r#match: &'static str,
    // Only where they are not what they are without being asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    sort: Option<&'static str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    literal: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    exact: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    expand: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    min_match: Option<f32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    like: Option<&'a str>,
    #[serde(flatten, serialize_with = "lists")]
    filters: &'a Filters,
    from: Option<&'a str>,
    to: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    added_since: Option<Moment>,
}

#[derive(Serialize)]
pub(super) struct WireHit<'a> {
    rank: u64,
    id: &'a str,
    score: f32,
    title: Option<&'a str>,
    title_highlights: &'a [(usize, usize)],
    #[serde(flatten, serialize_with = "texts")]
    facts: &'a Facts,
    url: Option<&'a str>,
    path: &'a str,
    published: &'a Published,
    actors: &'a [String],
    passages: Vec<WirePassage<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    copies: Vec<WireCopy<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    origin: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    shares: Vec<WireCopy<'a>>,
    #[serde(flatten)]
    stamps: Option<WireStamps>,
    #[serde(skip_serializing_if = "Option::is_none")]
    explain: Option<explain::WireHitScore<'a>>,
}

#[derive(Serialize)]
struct WirePassage<'a> {
    text: &'a str,
    score: f32,
    start: usize,
    end: usize,
    highlights: &'a [(usize, usize)],
    actors: &'a [String],
}

/// What is needed to get the answers of a batch again.
#[derive(Clone, Debug, Serialize)]
pub struct BatchHeader {
    /// Version of the program.
    pub program: String,
    /// Fingerprint of the index.
    pub index: String,
    /// Articles in it.
    pub articles: u64,
    /// Its text analysis.
    pub analyzer: String,
    /// Its stemmer.
    pub stemmer: String,
    /// Fingerprint of the authority that its mentions come from.
    pub tagged_with: String,
    /// Fingerprint of the authority that names in lookups are resolved by.
    pub authority: String,
    /// The day that was given as today.
    pub now: Option<String>,
    /// What holds where a line does not say otherwise.
    pub defaults: BatchDefaults,
}

/// What holds where a line of a batch does not say otherwise.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "the fields of a lookup, by their names")]
pub struct BatchDefaults {
    pub literal: bool,
    /// Whether words are taken as written.
    pub exact: bool,
    #[serde(rename = "match", serialize_with = "all_or_any")]
    pub any: bool,
    #[serde(flatten, serialize_with = "lists")]
    pub filters: Filters,
    pub from: Option<String>,
    pub to: Option<String>,
    pub limit: usize,
    pub passages: usize,
    pub count_only: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub facets: Vec<&'static str>,
}

/// The values that are asked for in each dimension, by the name of several; empty where none is.
fn lists<S: Serializer>(filters: &Filters, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    for dimension in Dimension::with_values() {
        map.serialize_entry(dimension.plural(), &filters.of(dimension).collect::<Vec<_>>())?;
    }
    map.end()
}

/// The text that an article has in each dimension, by its name; of several a list.
fn texts<S: Serializer>(facts: &Facts, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    for dimension in Dimension::with_facts() {
        if dimension.description().several {
            let text = facts[dimension].as_deref().unwrap_or_default();
            map.serialize_entry(dimension.answered(), &dimension.values(text).collect::<Vec<_>>())?;
        } else {
            map.serialize_entry(dimension.answered(), &facts[dimension])?;
        }
    }
    map.end()
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the signature is serde's")]
fn all_or_any<S: Serializer>(any: &bool, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(if *any { "any" } else { "all" })
}

#[derive(Serialize)]
struct WireHeader<'a> {
    schema: &'static str,
    #[serde(flatten)]
    header: &'a BatchHeader,
}

/// One line of a batch: the answer to one lookup.
#[derive(Serialize)]
struct WireLookup<'a> {
    line: u64,
    id: &'a str,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    ms: Option<f64>,
    #[serde(flatten)]
    outcome: WireOutcome<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum WireOutcome<'a> {
    Answer(Box<WireAnswer<'a>>),
    Failure {
        code: &'static str,
        error: &'a str,
        /// False where the answer was ended before it was whole.
        #[serde(skip_serializing_if = "Option::is_none")]
        complete: Option<bool>,
    },
}

#[derive(Serialize)]
struct WireAnswer<'a> {
    total: u64,
    query: WireQuery<'a>,
    warnings: Vec<WireWarning>,
    hits: Vec<WireHit<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    left_out: Option<WireLeftOut>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    facets: BTreeMap<String, Vec<WireBucket<'a>>>,
}

/// Writes one answer as one object on one line.
///
/// # Errors
/// The output cannot be written.
pub fn response(out: &mut dyn Write, response: &Response) -> io::Result<()> {
    line(out, &wire(response))
}

/// Writes, in place of an answer, that it was ended before it was whole, as one object on one line; the query is as it was typed.
///
/// # Errors
/// The output cannot be written.
pub fn unfinished(out: &mut dyn Write, query: &str, error: &str) -> io::Result<()> {
    line(out, &WireUnfinished { schema: FAILURE, query, complete: false, code: UNFINISHED, error })
}

/// Writes each hit as an object on a line of its own.
///
/// # Errors
/// The output cannot be written.
pub fn hits(out: &mut dyn Write, response: &Response) -> io::Result<()> {
    response.hits.iter().try_for_each(|hit| line(out, &wire_hit(hit)))
}

/// Writes the counts of one dimension, or of two at once, as one object on one line.
///
/// # Errors
/// The output cannot be written.
pub fn facets(out: &mut dyn Write, by: Grouping, beside: Beside, response: &Response) -> io::Result<()> {
    let counted = response.facets.first().map(|(_, facets)| facets);
    let whole = counted.and_then(|facets| facets.whole);
    let across = response.facets.get(1).filter(|_| response.cells.is_some());
    line(
        out,
        &WireFacets {
            schema: FACETS,
            query: wire_query(&response.query),
            by: by.full_name(),
            total: response.total,
            stories: response.stories,
            all: whole.map(|whole| whole.articles),
            all_stories: whole.and_then(|whole| whole.stories),
            without: counted.map_or(0, |facets| facets.without),
            coarse: counted.map_or(0, |facets| facets.coarse),
            across: across.map(|(by, facets)| WireAcross {
                by: by.full_name(),
                without: facets.without,
                coarse: facets.coarse,
            }),
            warnings: warnings(&response.warnings),
            left_out: wire_left_out(response),
            facets: wire_facets(response, beside),
            cells: wire_cells(response),
        },
    )
}

/// Writes the outcome of one lookup of a batch.
///
/// # Errors
/// The output cannot be written.
pub fn lookup(out: &mut dyn Write, row: &Row<'_>) -> io::Result<()> {
    let outcome = match row.outcome {
        Ok(response) => {
            let WireResponse { query, total, warnings, hits, left_out, facets, .. } = wire(response);
            WireOutcome::Answer(Box::new(WireAnswer { total, query, warnings, hits, left_out, facets }))
        }
        Err(Failure { code, message }) => {
            let complete = (code == UNFINISHED).then_some(false);
            WireOutcome::Failure { code, error: message, complete }
        }
    };
    line(out, &WireLookup { line: row.line, id: row.id, status: row.status(), ms: row.milliseconds(), outcome })
}

/// Writes the line in front of a batch's answers.
///
/// # Errors
/// The output cannot be written.
pub fn batch_header(out: &mut dyn Write, header: &BatchHeader) -> io::Result<()> {
    line(out, &WireHeader { schema: BATCH, header })
}

fn wire(response: &Response) -> WireResponse<'_> {
    WireResponse {
        schema: SEARCH,
        query: wire_query(&response.query),
        total: response.total,
        stories: response.stories,
        warnings: warnings(&response.warnings),
        hits: response.hits.iter().map(wire_hit).collect(),
        left_out: wire_left_out(response),
        facets: wire_facets(response, Beside::default()),
        explain: response.explanation.as_ref().map(explain::wire),
    }
}

fn wire_left_out(response: &Response) -> Option<WireLeftOut> {
    let cut = response.facets.iter().filter(|(_, facets)| facets.left_out > 0);
    let values: BTreeMap<String, u64> = cut.map(|(by, facets)| (by.full_name(), facets.left_out)).collect();
    let asked = response.left_out.is_some() || !values.is_empty();
    let LeftOut { undated, uncertain } = response.left_out.unwrap_or_default();
    asked.then_some(WireLeftOut { undated, uncertain, values })
}

fn wire_facets(response: &Response, beside: Beside) -> BTreeMap<String, Vec<WireBucket<'_>>> {
    let mut wire = BTreeMap::new();
    for (by, facets) in &response.facets {
        let buckets = facets.buckets.iter().map(|bucket| wire_bucket(facets, bucket, beside));
        wire.insert(by.full_name(), buckets.collect());
    }
    wire
}

fn wire_bucket<'a>(facets: &Facets, bucket: &'a Bucket, beside: Beside) -> WireBucket<'a> {
    let special = facets.special(bucket).filter(|_| beside.special);
    WireBucket {
        value: &bucket.value,
        label: bucket.label.as_deref().unwrap_or(&bucket.value),
        count: bucket.count,
        stories: bucket.stories,
        named: bucket.named,
        inferred: bucket.inferred,
        all: bucket.whole.map(|whole| whole.articles),
        all_stories: bucket.whole.and_then(|whole| whole.stories),
        share: bucket.share().filter(|_| beside.share).map(rounded),
        log_likelihood: special.map(|special| rounded(special.log_likelihood)),
        direction: special.map(|special| special.direction.name()),
    }
}

/// The pairs of values, by rows and in these by columns.
fn wire_cells(response: &Response) -> Option<Vec<WireCell<'_>>> {
    let [(_, rows), (_, columns)] = response.facets.as_slice() else { return None };
    let cells = response.cells.as_ref()?;
    let mut wire = Vec::new();
    for (row, cells) in rows.buckets.iter().zip(cells) {
        for cell in cells {
            if let Some(column) = columns.buckets.get(cell.column) {
                wire.push(WireCell {
                    row: &row.value,
                    column: &column.value,
                    count: cell.count,
                    stories: cell.stories,
                });
            }
        }
    }
    Some(wire)
}

pub(super) fn wire_query(query: &Echo) -> WireQuery<'_> {
    WireQuery {
        text: &query.text,
        r#match: if query.any { "any" } else { "all" },
        sort: match query.sort {
            Sort::Relevance => None,
            Sort::Newest => Some("newest"),
            Sort::Oldest => Some("oldest"),
        },
        literal: query.literal,
        exact: query.exact,
        expand: query.expand,
        min_match: query.least_share,
        like: query.like.as_deref(),
        filters: &query.filters,
        from: query.from.as_deref(),
        to: query.to.as_deref(),
        added_since: moment(query.added_since),
    }
}

pub(super) fn wire_hit(hit: &Hit) -> WireHit<'_> {
    WireHit {
        rank: hit.rank,
        id: &hit.id,
        score: hit.score,
        title: hit.title.as_deref(),
        title_highlights: &hit.title_highlights,
        facts: &hit.facts,
        url: hit.url.as_deref(),
        path: &hit.path,
        published: &hit.published,
        actors: &hit.actors,
        passages: hit.passages.iter().map(wire_passage).collect(),
        copies: copies::wire(&hit.story.copies),
        origin: hit.story.origin.as_deref(),
        shares: copies::wire(&hit.story.shares),
        stamps: hit.stamps.map(wire_stamps),
        explain: hit.explanation.as_ref().map(explain::wire_score),
    }
}

fn wire_passage(passage: &Passage) -> WirePassage<'_> {
    WirePassage {
        text: &passage.text,
        score: passage.score,
        start: passage.start,
        end: passage.end,
        highlights: &passage.highlights,
        actors: &passage.actors,
    }
}
