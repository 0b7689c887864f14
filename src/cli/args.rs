//! What is typed: the arguments of every command. Their doc comments are the help.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::{
    analysis::Language,
    calendar::Day,
    collection::{MAX_RECORD_BYTES, Mapping},
    search::facets::Dimension,
};

/// Search news text by words, names and dates.
///
/// Build an index once, then ask it:
///
///   dateline index ARCHIVE/          read articles from files and folders
///   dateline search 'border troops'  ranked passages
///
/// Exit codes: 0 found, 1 nothing found, 2 bad usage or query, 3 some records or lines failed,
/// 65 no readable input, 74 damaged index or I/O error, 75 index locked.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, verbatim_doc_comment, max_term_width = 100, disable_help_subcommand = true)]
pub struct Cli {
    /// Options of every command.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Options of every command.
#[derive(Debug, Args)]
pub struct Global {
    /// Folder of the index
    #[arg(long, global = true, value_name = "DIR", env = "DATELINE_INDEX", default_value = "index")]
    pub index: PathBuf,
    /// Colour the output
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
    /// Say nothing but errors and warnings
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Add actors from a TOML file, or override bundled ones (repeatable)
    #[arg(long, global = true, value_name = "FILE")]
    pub authority: Vec<PathBuf>,
    /// Leave the bundled actors out
    #[arg(long, global = true)]
    pub no_bundled: bool,
    /// Take this day as today, for results that can be repeated
    #[arg(long, global = true, value_name = "YYYY-MM-DD")]
    pub now: Option<Day>,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read articles from files and folders into the index
    Index(IndexArgs),
    /// Find articles, best first, with the passages that match
    Search(SearchArgs),
    /// Count what matches by actor, date, outlet, place or language
    Facets(FacetsArgs),
    /// Answer many lookups, one a line
    Batch(BatchArgs),
    /// Say why an article matches a query, or what keeps it out
    Explain(ExplainArgs),
    /// Show one article with its facts, mentions and what was removed
    Show(ShowArgs),
    /// List, show, match and check the actors of the authority
    Actors(ActorsArgs),
    /// Read articles without an index and print them as JSON Lines
    Extract(ExtractArgs),
    /// Print every article of the index as JSON Lines
    Export(ExportArgs),
    /// Print figures of the index
    Stats(StatsArgs),
    /// Verify every file and every article of the index
    Check(CheckArgs),
}

/// How records are read.
#[derive(Debug, Args)]
pub struct ReadArgs {
    /// Read FIELD from the JSON field NAME, as in --map text=story (repeatable)
    #[arg(long, value_name = "FIELD=NAME")]
    pub map: Vec<Mapping>,
    /// Character encoding of the files, where they do not say it themselves
    #[arg(long, value_name = "LABEL")]
    pub encoding: Option<String>,
    /// Skip a record larger than this
    #[arg(long, value_name = "BYTES", default_value_t = MAX_RECORD_BYTES)]
    pub max_record_bytes: usize,
}

/// Arguments of `index`.
#[derive(Debug, Args)]
pub struct IndexArgs {
    /// Files and folders to read; - is standard input
    #[arg(value_name = "PATH", default_value = "corpus")]
    pub paths: Vec<PathBuf>,
    /// Drop articles of these paths whose record has vanished
    #[arg(long)]
    pub prune: bool,
    /// Renew the mentions from the stored text, after the authority has changed; reads no source
    #[arg(long, conflicts_with_all = ["prune", "paths"])]
    pub retag: bool,
    /// How to read the records.
    #[command(flatten)]
    pub read: ReadArgs,
    /// Stemmer for words in Latin letters, set when the index is made [default: english]
    #[arg(long, value_name = "LANGUAGE")]
    pub stemmer: Option<Language>,
    /// Threads; all cores by default
    #[arg(short, long, value_name = "N")]
    pub jobs: Option<usize>,
    /// Form of the counters
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: TextOrJson,
}

/// Output for people or for scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TextOrJson {
    /// For people.
    Text,
    /// One JSON object.
    Json,
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
}

/// Which articles are asked for; shared by `search` and `batch`.
#[derive(Debug, Args)]
pub struct FilterArgs {
    /// Only articles that name this actor, in any spelling; =NAME without its members (repeatable: all of them)
    #[arg(long, value_name = "NAME")]
    pub actor: Vec<String>,
    /// Only articles of this outlet (repeatable: any of them)
    #[arg(long, value_name = "NAME")]
    pub outlet: Vec<String>,
    /// Only articles whose dateline names this place (repeatable: any of them)
    #[arg(long, value_name = "NAME")]
    pub place: Vec<String>,
    /// Only articles in this language, as a code such as en (repeatable: any of them)
    #[arg(long, value_name = "CODE")]
    pub language: Vec<String>,
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
    /// One of the words is enough
    #[arg(long)]
    pub any: bool,
    /// Take the query as plain words; read no operators
    #[arg(long)]
    pub literal: bool,
    /// Take words and phrases as written: no other inflections, no other spellings of names
    #[arg(long)]
    pub exact: bool,
}

/// Arguments of `search`.
#[derive(Debug, Args)]
pub struct SearchArgs {
    /// Words to find; several arguments are one query. With a filter it may be left out: all articles that pass
    #[arg(value_name = "QUERY", required_unless_present_any = ["like", "actor", "outlet", "place", "language", "from", "to"])]
    pub query: Vec<String>,
    /// Articles like this one, given by its id; the article itself is left out
    #[arg(long, value_name = "ID")]
    pub like: Option<String>,
    /// Which articles.
    #[command(flatten)]
    pub filter: FilterArgs,
    /// How many hits.
    #[command(flatten)]
    pub hits: HitsArgs,
    /// Count the matches as well, by these dimensions: actor, outlet, date:month, … (JSON only)
    #[arg(long, value_name = "DIMENSION", value_delimiter = ',')]
    pub facets: Vec<Dimension>,
    /// Hits to skip before the first
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub offset: usize,
    /// Say how the query was read, what its clauses find, and what each score is made of
    #[arg(long)]
    pub explain: bool,
    /// Form of the answer
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: SearchFormat,
}

/// Arguments of `facets`.
#[derive(Debug, Args)]
pub struct FacetsArgs {
    /// Words to find; without any, all articles count
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// What to count by: actor, outlet, place, language, date:year, date:month, date:week, date:day
    #[arg(long, value_name = "DIMENSION", default_value = "actor")]
    pub by: Dimension,
    /// Only what stands below this actor, as in --under pmf
    #[arg(long, value_name = "ACTOR")]
    pub under: Option<String>,
    /// Only articles that name this actor as well; the same as --actor
    #[arg(long, value_name = "ACTOR")]
    pub with: Vec<String>,
    /// Values to show, in a tree below each node; 0 for all
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// Which articles.
    #[command(flatten)]
    pub filter: FilterArgs,
    /// Form of the counts
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: TextOrJson,
}

/// How the hits of an answer are cut; shared by `search` and `batch`.
#[derive(Debug, Args)]
pub struct HitsArgs {
    /// Ask a second time with words that the best passages share, and say which; with --any they find more
    /// articles, else they only rank those that match
    #[arg(long)]
    pub expand: bool,
    /// Order of the hits; undated articles stand last in an order by date. Without a query the newest come first
    #[arg(long, value_name = "ORDER", default_value = "relevance")]
    pub sort: SortArg,
    /// Hits to return
    #[arg(short = 'n', long, value_name = "N", default_value_t = 10)]
    pub limit: usize,
    /// Passages to show of each hit
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub passages: usize,
    /// Sentences to show before and after each passage
    #[arg(short = 'C', long, value_name = "N", default_value_t = 0)]
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
    #[arg(long, value_name = "FORMAT", default_value = "jsonl")]
    pub format: BatchFormat,
    /// Answer so many lookups at once; all cores by default. The output is the same for any number
    #[arg(short, long, value_name = "N")]
    pub jobs: Option<usize>,
    /// Count the matches of each lookup as well, by these dimensions: actor, outlet, date:month, … (jsonl only)
    #[arg(long, value_name = "DIMENSION", value_delimiter = ',')]
    pub facets: Vec<Dimension>,
    /// Only say how many articles match each lookup
    #[arg(long)]
    pub count_only: bool,
    /// Say how long each lookup took; the output then differs from run to run
    #[arg(long)]
    pub timing: bool,
    /// Leave out the first line: the header record of jsonl, the column names of csv and tsv
    #[arg(long)]
    pub no_header: bool,
    /// Put the header record as a comment line above the column names of csv and tsv
    #[arg(long)]
    pub header_comment: bool,
    /// In csv and tsv, one row for each lookup: its best hit
    #[arg(long)]
    pub one_row: bool,
    /// In csv and tsv, leave cells as they are that a spreadsheet would run as formulas
    #[arg(long)]
    pub csv_raw: bool,
    /// Write to OUT; where it holds answers of an interrupted run, go on behind them
    #[arg(long, value_name = "OUT")]
    pub resume: Option<PathBuf>,
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
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: TextOrJson,
}

/// Arguments of `show`.
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// Id of the article, as a search prints it
    #[arg(value_name = "ID")]
    pub id: String,
    /// Form of the article
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: TextOrJson,
}

/// Arguments of `actors`.
#[derive(Debug, Args)]
pub struct ActorsArgs {
    /// What to do with them.
    #[command(subcommand)]
    pub command: ActorsCommand,
}

/// Commands on the authority.
#[derive(Debug, Subcommand)]
pub enum ActorsCommand {
    /// List actors whose id or a name holds the words
    List {
        /// Part of an id or name; all actors without it
        #[arg(value_name = "NAME")]
        name: Vec<String>,
        /// Form of the list; JSON is one object for each actor
        #[arg(long, value_name = "FORMAT", default_value = "text")]
        format: TextOrJson,
    },
    /// Show one actor with its names, parents and members
    Show {
        /// Id or any name
        #[arg(value_name = "NAME", required = true)]
        name: Vec<String>,
        /// Form of the actor
        #[arg(long, value_name = "FORMAT", default_value = "text")]
        format: TextOrJson,
    },
    /// Print the actors that a text names; without a text, of standard input
    Match {
        /// The text
        #[arg(value_name = "TEXT")]
        text: Vec<String>,
        /// Form of the mentions
        #[arg(long, value_name = "FORMAT", default_value = "text")]
        format: TextOrJson,
    },
    /// Check authority files: what is wrong, with file and line
    Lint {
        /// Files to check together with the bundled ones
        #[arg(value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Suggest actors: names in the index that the authority does not know
    Suggest {
        /// Suggestions to print; 0 for all
        #[arg(short = 'n', long, value_name = "N", default_value_t = 50)]
        limit: usize,
        /// Fewest articles of a name
        #[arg(long, value_name = "N", default_value_t = 2)]
        min_articles: usize,
        /// Form of the suggestions; JSON is one object for each
        #[arg(long, value_name = "FORMAT", default_value = "text")]
        format: SuggestFormat,
    },
    /// Make an authority file from a list: CSV, `FollowTheMoney` JSON Lines, or the OFAC files sdn.csv and alt.csv
    Import {
        /// The list; for OFAC both files, names first
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
        /// What the list is; by the file's ending without it, OFAC only with it
        #[arg(long, value_name = "FORMAT")]
        from: Option<ImportFrom>,
        /// Only records of these OFAC programmes, as in SDGT,FTO
        #[arg(long, value_name = "CODE", value_delimiter = ',')]
        program: Vec<String>,
    },
}

/// Output of `actors suggest`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SuggestFormat {
    /// For people.
    Text,
    /// One JSON object for each suggestion.
    Json,
    /// An authority file to edit.
    Toml,
}

/// Lists that `actors import` reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ImportFrom {
    /// CSV with the fields of an actor as columns.
    Csv,
    /// `FollowTheMoney` (`OpenSanctions`) JSON Lines.
    Ftm,
    /// The two OFAC files.
    Ofac,
}

/// Arguments of `extract`.
#[derive(Debug, Args)]
pub struct ExtractArgs {
    /// Files and folders to read; - is standard input
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
    /// How to read the records.
    #[command(flatten)]
    pub read: ReadArgs,
    /// Form of the articles
    #[arg(long, value_name = "FORMAT", default_value = "jsonl")]
    pub format: ExtractFormat,
}

/// Output of `extract`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExtractFormat {
    /// For people.
    Text,
    /// One JSON object for each article.
    #[value(alias = "json")]
    Jsonl,
}

/// Arguments of `export`.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// Form of the articles
    #[arg(long, value_name = "FORMAT", default_value = "jsonl")]
    pub format: ExportFormat,
}

/// Output of `export`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// One JSON object for each article.
    #[value(alias = "json")]
    Jsonl,
}

/// Arguments of `stats`.
#[derive(Debug, Args)]
pub struct StatsArgs {
    /// Form of the figures
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: TextOrJson,
}

/// Arguments of `check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Form of the verdict
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: TextOrJson,
}
