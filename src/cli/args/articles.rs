//! Arguments of the commands that take articles in and give them out.

use std::{path::PathBuf, time::Duration};

use clap::{Args, ValueEnum};

use super::shared::{TextOrJson, number, share};
use crate::{
    analysis::Language,
    collection::{Form, MAX_RECORD_BYTES, Mapping},
};

/// How records are read.
#[derive(Debug, Args)]
pub struct ReadArgs {
    /// Read FIELD from the JSON field NAME, as in --map text=story, or set it, as in --map 'outlet:=Harbour Wire' (repeatable)
    #[arg(long, value_name = "FIELD=NAME")]
    pub map: Vec<Mapping>,
    /// Where in JSON documents the records are, as in --records chats.list.messages [default: where their shape says]
    #[arg(long, value_name = "NAME.NAME")]
    pub records: Option<String>,
    /// Read every file as this kind of source, whatever it looks like, as in --as telegram; a wrong name lists the kinds
    #[arg(long = "as", value_name = "KIND")]
    pub form: Option<Form>,
    /// What standard input is called, as in --name wire/today.txt: the same name again is a new version of it
    #[arg(long, value_name = "NAME", value_parser = clap::builder::NonEmptyStringValueParser::new())]
    pub name: Option<String>,
    /// Character encoding of the files, where they do not say it themselves
    #[arg(long, value_name = "LABEL")]
    pub encoding: Option<String>,
    /// Follow links that lead out of the folders named
    #[arg(long)]
    pub follow: bool,
    /// Read only the first part of a text larger than this, and skip any other record
    #[arg(long, value_name = "BYTES", default_value_t = MAX_RECORD_BYTES, value_parser = number)]
    pub max_record_bytes: usize,
}

/// Which lines are taken out of articles beside those that no article says.
#[derive(Debug, Args)]
pub struct RulesArgs {
    /// Take out the lines that FILE names, as 'dateline boilerplate' proposes them; an index keeps its rules for later runs
    #[arg(long, value_name = "FILE")]
    pub rules: Option<PathBuf>,
}

/// Paths that stand in a list.
#[derive(Debug, Args)]
pub struct ListArgs {
    /// Read the files that FILE names, one a line; - is standard input, as in find … | dateline index --files-from -
    #[arg(long, value_name = "FILE", conflicts_with = "paths")]
    pub files_from: Option<PathBuf>,
    /// The names in that list end with NUL, as find -print0 writes them
    #[arg(short = '0', long, requires = "files_from")]
    pub null: bool,
}

/// Arguments of `index`.
#[derive(Debug, Args)]
pub struct IndexArgs {
    /// Files and folders to read; - is standard input
    #[arg(value_name = "PATH", default_value = "corpus")]
    pub paths: Vec<PathBuf>,
    /// Paths in a list.
    #[command(flatten)]
    pub list: ListArgs,
    /// Drop articles of these paths whose record has vanished; not where a folder is missing or very much has gone
    #[arg(long)]
    pub prune: bool,
    /// Renew the mentions from the stored text, after the authority has changed; reads no source
    #[arg(long, conflicts_with_all = ["prune", "paths", "rules"])]
    pub retag: bool,
    /// Go on where actors that the index knows would be dropped, or most of its articles pruned
    #[arg(long)]
    pub force: bool,
    /// Wait so long for another process that writes to the index, as 30s or 5m [default: not at all]
    #[arg(long, value_name = "TIME", value_parser = duration, default_value = "0s", hide_default_value = true)]
    pub wait: Duration,
    /// How to read the records.
    #[command(flatten)]
    pub read: ReadArgs,
    /// What is taken out of them.
    #[command(flatten)]
    pub rules: RulesArgs,
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
    #[arg(value_name = "PATH", required_unless_present = "files_from")]
    pub paths: Vec<PathBuf>,
    /// Paths in a list.
    #[command(flatten)]
    pub list: ListArgs,
    /// How to read the records.
    #[command(flatten)]
    pub read: ReadArgs,
    /// What is taken out of them.
    #[command(flatten)]
    pub rules: RulesArgs,
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

/// Arguments of `boilerplate`.
#[derive(Debug, Args)]
pub struct BoilerplateArgs {
    /// Propose lines of at least so many articles of their outlet, which tell as many stories
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = number)]
    pub min_articles: usize,
    /// Propose lines of at least this share of their outlet's articles
    #[arg(long, value_name = "PERCENT", default_value = "1%", value_parser = share)]
    pub min_share: f32,
}

/// Arguments of `export`.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// Say of each article when it came into the index and when it last changed there
    #[arg(long)]
    pub with_added: bool,
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
    /// Ids of the articles, as a search prints them
    #[arg(value_name = "ID", required = true)]
    pub ids: Vec<String>,
    /// Light what this query matches in them, instead of the actors
    #[arg(long, value_name = "QUERY")]
    pub query: Option<String>,
    /// Say when it came into the index and when it last changed there
    #[arg(long)]
    pub with_added: bool,
    /// Form of the article
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: TextOrJson,
}

/// Arguments of `open`.
#[derive(Debug, Args)]
pub struct OpenArgs {
    /// Id of the article, as a search prints it
    #[arg(value_name = "ID")]
    pub id: String,
    /// Only print its address, or the path of its file
    #[arg(long)]
    pub print: bool,
}

/// Arguments of `copies`.
#[derive(Debug, Args)]
pub struct CopiesArgs {
    /// Id of the article, as a search prints it
    #[arg(value_name = "ID")]
    pub id: String,
    /// Form of the list
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
    /// Also hold every posting list, date and facet against the articles that they were made of
    #[arg(long)]
    pub deep: bool,
    /// Make a damaged index anew from the articles that can be read, and say which cannot; the damaged files are kept beside it
    #[arg(long, conflicts_with = "deep")]
    pub repair: bool,
    /// With --repair, wait so long for another process that writes to the index: 30s, 5m
    #[arg(long, value_name = "TIME", value_parser = duration, requires = "repair")]
    pub wait: Option<Duration>,
    /// Form of the verdict
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: TextOrJson,
}

/// A time as people write it: 30s, 5m, 1h; a number alone is seconds.
pub(super) fn duration(typed: &str) -> Result<Duration, String> {
    let digits = typed.find(|c: char| !c.is_ascii_digit()).unwrap_or(typed.len());
    let (number, unit) = typed.split_at(digits);
    let seconds = match unit {
        "" | "s" => 1,
        "m" => 60,
        "h" => 3600,
        _ => return Err("is no time: write it as 30s, 5m or 1h".to_owned()),
    };
    let number: u64 = number.parse().map_err(|_| "is no time: write it as 30s, 5m or 1h".to_owned())?;
    Ok(Duration::from_secs(number.saturating_mul(seconds)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read() {
        for (typed, seconds) in
            [("30s", Some(30)), ("5m", Some(300)), ("1h", Some(3600)), ("7", Some(7)), ("0s", Some(0))]
        {
            assert_eq!(duration(typed).ok(), seconds.map(Duration::from_secs), "{typed}");
        }
        for typed in ["", "s", "-1s", "1.5s", "3 s", "1d", "99999999999999999999s"] {
            assert!(duration(typed).is_err(), "{typed}");
        }
    }
}
