//! Arguments of the commands that ask the index.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches, ValueEnum};

use super::shared::{TextOrJson, number, share};
use crate::{
    query::dimensions::{Dimension, Grouping},
    search::request::Filters,
};

/// Which articles are asked for; shared by `search` and `batch`.
#[derive(Debug, Args)]
#[command(next_help_heading = "Which articles")]
pub struct FilterArgs {
    /// Values in the dimensions.
    #[command(flatten)]
    pub values: ValueArgs,
    /// Only articles published on this day or later: 2024, 2024-12, 2024-12-03, monday, 2w
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// Only articles published on this day or before
    #[arg(long, value_name = "DATE")]
    pub to: Option<String>,
    /// With --from or --to: also articles that may have been published in that time
    #[arg(long, conflicts_with = "date_certain")]
    pub date_possible: bool,
    /// With --from or --to: only articles whose date is explicit or metadata
    #[arg(long)]
    pub date_certain: bool,
    /// Only articles that came into the index at this time or later: yesterday, 2026-11-27T06:00 (UTC), or last, what the last run of
    /// 'dateline index' added
    #[arg(long, value_name = "TIME")]
    pub added_since: Option<String>,
    /// One of the words is enough
    #[arg(long)]
    pub any: bool,
    /// Only articles that have this share of the query's weight, rare words weighing more: 60%. With --any or --like and an order
    /// by date it is 60% where nothing is said; 0 turns it off
    #[arg(long, value_name = "PERCENT", value_parser = share)]
    pub min_match: Option<f32>,
    /// Take the query as plain words; read no operators
    #[arg(long)]
    pub literal: bool,
    /// Take words and phrases as written: no other inflections, no other spellings of names
    #[arg(long)]
    pub exact: bool,
    /// Work that a lookup may make, as a multiple of the usual, which is some tenths of a second; 0 for any amount
    #[arg(long, value_name = "TIMES", value_parser = number)]
    pub budget: Option<usize>,
}

/// The values that articles must have: a flag for each dimension of the table.
#[derive(Debug, Default)]
pub struct ValueArgs(pub Filters);

impl Args for ValueArgs {
    fn augment_args(command: Command) -> Command {
        command.args(Dimension::with_values().map(|dimension| {
            let description = dimension.description();
            Arg::new(description.name)
                .long(description.name)
                .value_name(description.placeholder)
                .help(description.help)
                .action(ArgAction::Append)
        }))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for ValueArgs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let typed = |dimension: Dimension| {
            let values = matches.get_many::<String>(dimension.name()).into_iter().flatten();
            values.map(move |value| (dimension, value.clone()))
        };
        Ok(Self(Dimension::with_values().flat_map(typed).collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// The flags of which one is enough to search without a query.
pub(super) fn filters() -> impl Iterator<Item = &'static str> {
    ["like"].into_iter().chain(Dimension::with_values().map(Dimension::name)).chain(["from", "to", "added_since"])
}

/// What can be counted by, for the help.
fn groupings() -> String {
    format!(
        "What to count by: {}; given twice, by both at once",
        Grouping::all().map(Grouping::full_name).collect::<Vec<_>>().join(", ")
    )
}

/// Arguments of `search`.
#[derive(Debug, Args)]
pub struct SearchArgs {
    /// Words to find; several arguments are one query. With a filter it may be left out: all articles that pass
    #[arg(value_name = "QUERY", required_unless_present_any = filters())]
    pub query: Vec<String>,
    /// Articles like this one, given by its id; the article itself is left out
    #[arg(help_heading = "Which articles", long, value_name = "ID")]
    pub like: Option<String>,
    /// Which articles.
    #[command(flatten)]
    pub filter: FilterArgs,
    /// How many hits.
    #[command(flatten)]
    pub hits: HitsArgs,
    /// Who reported it first: stories of any of the words by their earliest sure date, each with the outlets that followed
    #[arg(help_heading = "Which hits", long, conflicts_with = "sort")]
    pub first: bool,
    /// Copies of one story: fold shows the first of them and who else has it, all each by itself, only what has copies [default:
    /// fold; in csv, tsv and trec all]
    #[arg(help_heading = "Which hits", long, value_name = "HOW")]
    pub copies: Option<CopiesArg>,
    /// Count the matches as well, by these dimensions: actor, outlet, date:month, … (JSON only)
    #[arg(help_heading = "Form of the answer", long, value_name = "DIMENSION", value_delimiter = ',')]
    pub facets: Vec<Grouping>,
    /// Hits to skip before the first
    #[arg(help_heading = "Which hits", long, value_name = "N", default_value_t = 0, value_parser = number)]
    pub offset: usize,
    /// Say how the query was read, what its clauses find, and what each score is made of
    #[arg(help_heading = "Form of the answer", long)]
    pub explain: bool,
    /// Say of each hit when it came into the index and when it last changed there
    #[arg(help_heading = "Form of the answer", long)]
    pub with_added: bool,
    /// In csv and tsv, leave cells as they are that a spreadsheet would run as formulas
    #[arg(help_heading = "Form of the answer", long)]
    pub csv_raw: bool,
    /// Form of the answer
    #[arg(help_heading = "Form of the answer", long, value_name = "FORMAT", default_value = "text")]
    pub format: SearchFormat,
}

/// What becomes of copies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CopiesArg {
    /// One hit a story, with its copies.
    Fold,
    /// Each is a hit.
    All,
    /// Stories that have copies, folded.
    Only,
}

/// Output of `search`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SearchFormat {
    /// For people.
    Text,
    /// One JSON object.
    Json,
    /// One JSON object for each hit.
    Jsonl,
    /// A TREC run.
    Trec,
    /// A table for spreadsheets (RFC 4180), one row a hit.
    Csv,
    /// The same, tab-separated and always one line a row.
    Tsv,
    /// Quotations with their sources in Markdown, to paste into a report.
    Md,
    /// One page to print or to send.
    Html,
}

/// Output of `facets`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FacetsFormat {
    /// For people.
    Text,
    /// One JSON object.
    Json,
    /// A table for spreadsheets (RFC 4180), one row a value.
    Csv,
    /// The same, tab-separated and always one line a row.
    Tsv,
    /// A picture: a timeline of dates, bars of the rest.
    Svg,
}

/// Arguments of `facets`.
#[derive(Debug, Args)]
pub struct FacetsArgs {
    /// Words to find; without any, all articles count
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// What to count by.
    #[arg(help_heading = "Which counts", long, value_name = "DIMENSION", default_value = "actor", value_delimiter = ',', help = groupings())]
    pub by: Vec<Grouping>,
    /// Only what stands below this actor, as in --under pmf
    #[arg(help_heading = "Which counts", long, value_name = "ACTOR")]
    pub under: Option<String>,
    /// Only articles that name this actor as well; the same as --actor
    #[arg(help_heading = "Which articles", long, value_name = "ACTOR")]
    pub with: Vec<String>,
    /// Count stories, not articles: a family of copies is one. JSON has both
    #[arg(help_heading = "Which counts", long)]
    pub stories: bool,
    /// Actors as a list without groups, and without those that are asked for; the same as --by actor:flat
    #[arg(help_heading = "Which counts", long, conflicts_with = "under")]
    pub flat: bool,
    /// Beside each count its share of all coverage: of all articles of the index that have the value
    #[arg(help_heading = "Which counts", long)]
    pub share: bool,
    /// What is special here beside the whole index: values by log-likelihood (G²), above zero where they stand in more of these articles
    /// than of the others; actors as with --flat
    #[arg(help_heading = "Which counts", long, conflicts_with = "under")]
    pub compare: bool,
    /// Values to show, in a tree below each node; 0 for all
    #[arg(help_heading = "Which counts", long, value_name = "N", value_parser = number)]
    pub limit: Option<usize>,
    /// With two dimensions, columns to show: the last days, else the most frequent values; 0 for all, which csv, tsv and json have anyway
    /// [default in text: as many as fit]
    #[arg(help_heading = "Which counts", long, value_name = "N", value_parser = number)]
    pub top: Option<usize>,
    /// Which articles.
    #[command(flatten)]
    pub filter: FilterArgs,
    /// In csv and tsv, leave cells as they are that a spreadsheet would run as formulas
    #[arg(help_heading = "Form of the answer", long)]
    pub csv_raw: bool,
    /// Form of the counts
    #[arg(help_heading = "Form of the answer", long, value_name = "FORMAT", default_value = "text")]
    pub format: FacetsFormat,
}

/// Arguments of `chronology`.
#[derive(Debug, Args)]
pub struct ChronologyArgs {
    /// Words to find; several arguments are one query. With a filter it may be left out: all articles that pass
    #[arg(value_name = "QUERY", required_unless_present_any = filters().filter(|name| *name != "like"))]
    pub query: Vec<String>,
    /// Which articles.
    #[command(flatten)]
    pub filter: FilterArgs,
    /// Articles to list, the earliest first; 0 for all
    #[arg(short = 'n', long, value_name = "N", default_value_t = 0, value_parser = number, help_heading = "Which hits")]
    pub limit: usize,
    /// In csv, leave cells as they are that a spreadsheet would run as formulas
    #[arg(long, help_heading = "Form of the answer")]
    pub csv_raw: bool,
    /// Form of the chronology
    #[arg(long, value_name = "FORMAT", default_value = "text", help_heading = "Form of the answer")]
    pub format: ChronologyFormat,
}

/// Output of `chronology`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ChronologyFormat {
    /// For people.
    Text,
    /// A heading a day and a line an article, in Markdown.
    Md,
    /// A table (RFC 4180), one row an article.
    Csv,
}

/// Arguments of `network`.
#[derive(Debug, Args)]
pub struct NetworkArgs {
    /// Words to find; without any, all articles count
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// How close two actors have to stand
    #[arg(long, value_name = "WHERE", default_value = "article", help_heading = "Which pairs")]
    pub within: WithinArg,
    /// Only pairs of at least so many articles
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = number, help_heading = "Which pairs")]
    pub min_articles: usize,
    /// Pairs to give, those of most articles first; 0 for all, as the formats for programs do
    #[arg(long, value_name = "N", value_parser = number, help_heading = "Which pairs")]
    pub limit: Option<usize>,
    /// Which articles.
    #[command(flatten)]
    pub filter: FilterArgs,
    /// In csv and tsv, leave cells as they are that a spreadsheet would run as formulas
    #[arg(long, help_heading = "Form of the answer")]
    pub csv_raw: bool,
    /// Form of the network
    #[arg(long, value_name = "FORMAT", default_value = "text", help_heading = "Form of the answer")]
    pub format: NetworkFormat,
}

/// How close two actors have to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum WithinArg {
    /// In one article.
    Article,
    /// In one paragraph of it, or its headline.
    Passage,
    /// In one sentence, or the headline.
    Sentence,
}

/// Output of `network`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum NetworkFormat {
    /// For people.
    Text,
    /// One JSON object.
    Json,
    /// A table of pairs (RFC 4180).
    Csv,
    /// The same, tab-separated.
    Tsv,
    /// A graph for Gephi and its kin.
    Gexf,
    /// A graph for yEd, igraph, networkx and their kin.
    Graphml,
}

/// How the hits of an answer are cut; shared by `search` and `batch`.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Which hits")]
pub struct HitsArgs {
    /// Ask a second time with words that the best passages share, and say which; with --any they find more
    /// articles, else they only rank those that match
    #[arg(long)]
    pub expand: bool,
    /// Order of the hits; undated articles stand last in an order by date. Without a query the newest come first
    #[arg(long, value_name = "ORDER", default_value = "relevance")]
    pub sort: SortArg,
    /// Hits to return
    #[arg(short = 'n', long, value_name = "N", default_value_t = 10, value_parser = number)]
    pub limit: usize,
    /// Passages to show of each hit
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = number)]
    pub passages: usize,
    /// Sentences to show before and after each passage
    #[arg(short = 'C', long, value_name = "N", default_value_t = 0, value_parser = number)]
    pub context: usize,
}

/// Order of hits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SortArg {
    /// Best first.
    Relevance,
    /// Latest published first.
    Newest,
    /// First published first.
    Oldest,
}

/// Arguments of `batch`.
#[derive(Debug, Args)]
pub struct BatchArgs {
    /// Lookups: JSON Lines such as {"id": …, "query": …, "limit": …}, CSV or TSV with a header of
    /// the same names, or a query a line; - is standard input
    #[arg(value_name = "FILE", default_value = "-")]
    pub file: PathBuf,
    /// Read FILE in this format, whatever it looks like
    #[arg(long, value_name = "FORMAT")]
    pub input_format: Option<InputFormat>,
    /// Which articles, where a line does not say otherwise.
    #[command(flatten)]
    pub filter: FilterArgs,
    /// How many hits, where a line does not say otherwise.
    #[command(flatten)]
    pub hits: HitsArgs,
    /// Form of the answers
    #[arg(help_heading = "Form of the answers", long, value_name = "FORMAT", default_value = "jsonl")]
    pub format: BatchFormat,
    /// Answer so many lookups at once; all cores by default. The output is the same for any number
    #[arg(short, long, value_name = "N", value_parser = number)]
    pub jobs: Option<usize>,
    /// Count the matches of each lookup as well, by these dimensions: actor, outlet, date:month, … (jsonl only)
    #[arg(help_heading = "Form of the answers", long, value_name = "DIMENSION", value_delimiter = ',')]
    pub facets: Vec<Grouping>,
    /// Only say how many articles match each lookup
    #[arg(help_heading = "Form of the answers", long)]
    pub count_only: bool,
    /// Say how long each lookup took; the output then differs from run to run
    #[arg(help_heading = "Form of the answers", long)]
    pub timing: bool,
    /// Leave out the first line: the header record of jsonl, the column names of csv and tsv
    #[arg(help_heading = "Form of the answers", long)]
    pub no_header: bool,
    /// Put the header record as a comment line above the column names of csv and tsv
    #[arg(help_heading = "Form of the answers", long)]
    pub header_comment: bool,
    /// In csv and tsv, one row for each lookup: its best hit
    #[arg(help_heading = "Form of the answers", long)]
    pub one_row: bool,
    /// In csv and tsv, leave cells as they are that a spreadsheet would run as formulas
    #[arg(help_heading = "Form of the answers", long)]
    pub csv_raw: bool,
    /// Write to OUT; where it holds answers of an interrupted run, go on behind them
    #[arg(help_heading = "Form of the answers", long, value_name = "OUT")]
    pub resume: Option<PathBuf>,
}

/// Output of `batch`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum BatchFormat {
    /// One JSON object for each lookup.
    Jsonl,
    /// A table for spreadsheets (RFC 4180), one row a hit.
    Csv,
    /// The same, tab-separated and always one line a row.
    Tsv,
    /// A TREC run.
    Trec,
}

/// Input of `batch`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum InputFormat {
    /// A JSON object a line.
    Jsonl,
    /// A table with a header, cells parted by commas or semicolons.
    Csv,
    /// A table with a header, cells parted by tabs.
    Tsv,
    /// A query a line.
    Lines,
}

/// Arguments of `explain`.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// Id of the article, as a search prints it
    #[arg(value_name = "ID")]
    pub id: String,
    /// Words to find, as for `search`
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// Which articles.
    #[command(flatten)]
    pub filter: FilterArgs,
    /// Form of the explanation
    #[arg(help_heading = "Form of the answer", long, value_name = "FORMAT", default_value = "text")]
    pub format: TextOrJson,
}
