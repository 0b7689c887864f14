//! What is typed: the arguments of every command. Their doc comments are the help.

mod actors;
mod articles;
mod help;
mod lookups;
mod own;
mod shared;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub use self::{
    actors::{ActorsArgs, ActorsCommand, ImportFrom, SuggestFormat},
    articles::{
        BoilerplateArgs, CheckArgs, CopiesArgs, ExportArgs, ExportFormat, ExtractArgs, ExtractFormat, IndexArgs,
        ListArgs, OpenArgs, ReadArgs, RulesArgs, ShowArgs, StatsArgs,
    },
    help::{CompletionsArgs, ManArgs},
    lookups::{
        BatchArgs, BatchFormat, ChronologyArgs, ChronologyFormat, CopiesArg, ExplainArgs, FacetsArgs, FacetsFormat,
        FilterArgs, HitsArgs, InputFormat, NetworkArgs, NetworkFormat, SearchArgs, SearchFormat, SortArg, WithinArg,
    },
    own::{ForgetArgs, RunArgs, SaveArgs, SavedArgs, SavedCommand, SavedFile, SavedFlags, WatchArgs, WatchFormat},
    shared::TextOrJson,
};
use crate::{analysis::Language, calendar::Moment};

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
#[command(name = "dateline", version, verbatim_doc_comment, max_term_width = 100)]
pub struct Cli {
    /// Options of every command.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The folder of the index where none is named.
pub const DEFAULT_INDEX: &str = "index";

/// Options of every command.
#[derive(Debug, Args)]
#[command(next_help_heading = "General")]
pub struct Global {
    /// Folder of the index; of several, what is asked is asked of all (repeatable) [default: index in this folder, else that of the
    /// configuration, else the user's own]
    #[arg(long = "index", global = true, value_name = "DIR", env = "DATELINE_INDEX")]
    pub indexes: Vec<PathBuf>,
    /// The folder that is worked with.
    #[arg(skip)]
    pub index: PathBuf,
    /// Whether it is one of the user's, that no folder and no option named.
    #[arg(skip)]
    pub is_users: bool,
    /// The language that a new index is made for where nothing else is said.
    #[arg(skip)]
    pub language: Option<Language>,
    /// Colour the output
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
    /// Print what is longer than the screen at once, without a pager
    #[arg(long, global = true)]
    pub no_pager: bool,
    /// Say nothing but errors and warnings
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Add actors from a TOML file, or override bundled ones (repeatable); an index keeps them for later commands
    #[arg(long, global = true, value_name = "FILE")]
    pub authority: Vec<PathBuf>,
    /// Leave the bundled actors out
    #[arg(long, global = true)]
    pub no_bundled: bool,
    /// Take this day as today, for results that can be repeated; with a time of it, as in 2026-11-27T06:00, as now
    #[arg(long, global = true, value_name = "YYYY-MM-DD", value_parser = shared::moment)]
    pub now: Option<Moment>,
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
    ///
    ///   dateline search border troops            both words, in any form of them
    ///   dateline search '"border troops" -syria' the phrase, and not that word
    ///   dateline search 'flood OR earthquake'    one of the words is enough
    ///   dateline search ceasefire --from 2024-11 --to 2025-02
    ///   dateline search --actor hezbollah --sort newest
    ///
    /// What is excluded or in quotes goes in quotes of the shell. 'dateline show ID' shows one of the articles as a whole.
    #[command(verbatim_doc_comment)]
    Search(SearchArgs),
    /// Count what matches by any dimension: actor, outlet, date and the like
    Facets(FacetsArgs),
    /// List what matches day by day, the earliest first
    Chronology(ChronologyArgs),
    /// Say which actors stand together: in one article, passage or sentence
    Network(NetworkArgs),
    /// Answer many lookups, one a line
    Batch(BatchArgs),
    /// Say why an article matches a query, or what keeps it out
    Explain(ExplainArgs),
    /// Keep a search under a name
    Save(SaveArgs),
    /// List, show and remove the searches that are saved
    Saved(SavedArgs),
    /// Run a saved search
    Run(RunArgs),
    /// Name what is new of saved searches since this was last asked, each article once; made for cron
    Watch(WatchArgs),
    /// Show articles with their facts, mentions and what was removed
    Show(ShowArgs),
    /// Open the page of an article, or its file, by the program that the system has for it
    Open(OpenArgs),
    /// List the copies of an article: who else printed it, the earliest first, and what shares text with it
    Copies(CopiesArgs),
    /// List, show, match and check the actors of the authority
    Actors(ActorsArgs),
    /// Read articles without an index and print them as JSON Lines
    Extract(ExtractArgs),
    /// Propose lines that stand in many articles of one outlet, as a file for index --rules
    Boilerplate(BoilerplateArgs),
    /// Take articles out for good, their text too, and keep them out of later runs
    Forget(ForgetArgs),
    /// Print every article of the index as JSON Lines
    Export(ExportArgs),
    /// Print figures of the index
    Stats(StatsArgs),
    /// Verify every file and every article of the index
    Check(CheckArgs),
    /// Print what makes a shell complete commands and options
    Completions(CompletionsArgs),
    /// Print the manual of the program or of a command, or write all its pages
    Man(ManArgs),
}
