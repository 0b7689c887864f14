//! Arguments of the commands that take articles in and give them out.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::shared::{TextOrJson, number};
use crate::{
    analysis::Language,
    collection::{MAX_RECORD_BYTES, Mapping},
};

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
    #[arg(long, value_name = "BYTES", default_value_t = MAX_RECORD_BYTES, value_parser = number)]
    pub max_record_bytes: usize,
}

/// Arguments of `index`.
#[derive(Debug, Args)]
pub struct IndexArgs {
    /// Files and folders to read; - is standard input
    #[arg(value_name = "PATH", default_value = "corpus")]
    pub paths: Vec<PathBuf>,
    /// Drop articles of these paths whose record has vanished; not where a folder is missing or very much has gone
    #[arg(long)]
    pub prune: bool,
    /// Renew the mentions from the stored text, after the authority has changed; reads no source
    #[arg(long, conflicts_with_all = ["prune", "paths"])]
    pub retag: bool,
    /// Go on where actors that the index knows would be dropped, or most of its articles pruned
    #[arg(long)]
    pub force: bool,
    /// How to read the records.
    #[command(flatten)]
    pub read: ReadArgs,
    /// Stemmer for words in Latin letters, set when the index is made [default: english]
    #[arg(long, value_name = "LANGUAGE")]
    pub stemmer: Option<Language>,
    /// Threads; all cores by default
    #[arg(short, long, value_name = "N", value_parser = number)]
    pub jobs: Option<usize>,
    /// Form of the counters
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: TextOrJson,
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
