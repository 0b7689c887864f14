//! Arguments of the commands that keep searches, and how a saved search has the flags of `search`.

use std::{path::PathBuf, time::Duration};

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::{
    articles::duration,
    lookups::{CopiesArg, FilterArgs, HitsArgs, SearchFormat},
    shared::{TextOrJson, number},
};
use crate::query::Dimension;

/// Where saved searches stand.
#[derive(Debug, Args)]
pub struct SavedFile {
    /// The file of saved searches, a line of TOML each [default: saved.toml beside the configuration, in ~/.config/dateline]
    #[arg(long, value_name = "FILE", help_heading = "Files")]
    pub saved: Option<PathBuf>,
}

/// Arguments of `save`.
#[derive(Debug, Args)]
pub struct SaveArgs {
    /// What the search is to be called; one that has the name already is replaced
    #[arg(value_name = "NAME")]
    pub name: String,
    /// Words to find; several arguments are one query. With a filter it may be left out: all articles that pass
    #[arg(value_name = "QUERY", required_unless_present_any = super::lookups::filters().filter(|name| *name != "like"))]
    pub query: Vec<String>,
    /// Which articles.
    #[command(flatten)]
    pub filter: FilterArgs,
    /// Where it stands.
    #[command(flatten)]
    pub file: SavedFile,
}

/// Arguments of `saved`.
#[derive(Debug, Args)]
pub struct SavedArgs {
    /// What to do; without it the searches are listed.
    #[command(subcommand)]
    pub command: Option<SavedCommand>,
    /// Where they stand.
    #[command(flatten)]
    pub file: SavedFile,
    /// Form of the list
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: TextOrJson,
}

/// What is done with saved searches.
#[derive(Debug, Subcommand)]
pub enum SavedCommand {
    /// List all of them
    List,
    /// Print the line of one, to hand it on
    Show {
        /// Its name
        #[arg(value_name = "NAME")]
        name: String,
    },
    /// Take one out of the file
    Remove {
        /// Its name
        #[arg(value_name = "NAME")]
        name: String,
    },
}

/// Arguments of `run`.
#[derive(Debug, Args)]
pub struct RunArgs {
    /// The name of the saved search
    #[arg(value_name = "NAME")]
    pub name: String,
    /// How many hits.
    #[command(flatten)]
    pub hits: HitsArgs,
    /// Hits to skip before the first
    #[arg(help_heading = "Which hits", long, value_name = "N", default_value_t = 0, value_parser = number)]
    pub offset: usize,
    /// Copies of one story: fold shows the first of them and who else has it, all each by itself, only what has copies [default:
    /// fold; in csv, tsv and trec all]
    #[arg(help_heading = "Which hits", long, value_name = "HOW")]
    pub copies: Option<CopiesArg>,
    /// Only articles that came into the index at this time or later, in place of what the search says: yesterday, 2026-11-27T06:00, last
    #[arg(help_heading = "Which articles", long, value_name = "TIME")]
    pub added_since: Option<String>,
    /// Say of each hit when it came into the index and when it last changed there
    #[arg(help_heading = "Form of the answer", long)]
    pub with_added: bool,
    /// In csv and tsv, leave cells as they are that a spreadsheet would run as formulas
    #[arg(help_heading = "Form of the answer", long)]
    pub csv_raw: bool,
    /// Form of the answer
    #[arg(help_heading = "Form of the answer", long, value_name = "FORMAT", default_value = "text")]
    pub format: SearchFormat,
    /// Where it stands.
    #[command(flatten)]
    pub file: SavedFile,
}

/// Arguments of `watch`.
#[derive(Debug, Args)]
pub struct WatchArgs {
    /// Names of saved searches; without any all of them
    #[arg(value_name = "NAME")]
    pub names: Vec<String>,
    /// Name at most so many articles of each search; the others come next time
    #[arg(short = 'n', long, value_name = "N", value_parser = number, help_heading = "Which hits")]
    pub limit: Option<usize>,
    /// Passages to show of each article
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = number, help_heading = "Which hits")]
    pub passages: usize,
    /// Take all that is there for known, and print nothing
    #[arg(long, conflicts_with = "dry_run", help_heading = "Which hits")]
    pub catch_up: bool,
    /// Print what is new and remember nothing of it
    #[arg(long, help_heading = "Which hits")]
    pub dry_run: bool,
    /// Form of what is new
    #[arg(long, value_name = "FORMAT", default_value = "text", help_heading = "Form of the answer")]
    pub format: WatchFormat,
    /// End with 0 where nothing is new, not with 1
    #[arg(long, help_heading = "Form of the answer")]
    pub ok_if_empty: bool,
    /// Where they stand.
    #[command(flatten)]
    pub file: SavedFile,
    /// The file that remembers what was named [default: one for each index, in ~/.local/state/dateline]
    #[arg(long, value_name = "FILE", help_heading = "Files")]
    pub state: Option<PathBuf>,
}

/// Output of `watch`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum WatchFormat {
    /// For people.
    Text,
    /// One JSON object for each article.
    Jsonl,
    /// For a mail or a note, in Markdown.
    Md,
    /// A feed (RFC 4287).
    Atom,
    /// A feed (RSS 2.0).
    Rss,
}

/// Arguments of `forget`.
#[derive(Debug, Args)]
pub struct ForgetArgs {
    /// Ids of articles, as a search prints them
    #[arg(value_name = "ID", required_unless_present = "list")]
    pub ids: Vec<String>,
    /// Why they are taken out; the list keeps it
    #[arg(long, value_name = "TEXT", required_unless_present_any = ["list", "undo"])]
    pub why: Option<String>,
    /// List what was taken out, when and why
    #[arg(long, conflicts_with_all = ["ids", "why", "undo"])]
    pub list: bool,
    /// Take them off the list: the next run of 'dateline index' reads them again
    #[arg(long, conflicts_with = "why")]
    pub undo: bool,
    /// Wait so long for another process that writes to the index: 30s, 5m
    #[arg(long, value_name = "TIME", value_parser = duration, default_value = "0s", hide_default_value = true)]
    pub wait: Duration,
    /// Form of the list
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: TextOrJson,
}

/// Flags of `search` as a saved search has them.
#[derive(Debug, Parser)]
#[command(name = "search", no_binary_name = true, disable_help_flag = true)]
pub struct SavedFlags {
    /// Which articles.
    #[command(flatten)]
    pub filter: FilterArgs,
}

impl FilterArgs {
    /// The flags that were typed, by their names, with their values; one that stands alone has none.
    #[must_use]
    pub fn typed(&self) -> Vec<(String, Vec<String>)> {
        let Self { values, from, to, date_possible, date_certain, added_since, any, min_match, literal, exact, budget } =
            self;
        let mut flags = Vec::new();
        for dimension in Dimension::with_values() {
            let values: Vec<String> = values.0.of(dimension).map(str::to_owned).collect();
            if !values.is_empty() {
                flags.push((dimension.name().to_owned(), values));
            }
        }
        // A share is read from percent.
        let percent = min_match.map(|share| format!("{}%", (f64::from(share) * 1e6).round() / 1e4));
        let budget = budget.map(|times| times.to_string());
        for (name, value) in
            [("from", from), ("to", to), ("added-since", added_since), ("min-match", &percent), ("budget", &budget)]
        {
            flags.extend(value.iter().map(|value| (name.to_owned(), vec![value.clone()])));
        }
        let switches = [
            ("date-possible", date_possible),
            ("date-certain", date_certain),
            ("any", any),
            ("literal", literal),
            ("exact", exact),
        ];
        flags.extend(switches.into_iter().filter(|(_, on)| **on).map(|(name, _)| (name.to_owned(), Vec::new())));
        flags.sort();
        flags
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_flag_comes_back() {
        for typed in [
            &[][..],
            &["--actor=hts", "--actor==pmf", "--tag=a b", "--from=2024", "--date-possible", "--any", "--min-match=60%"],
            &[
                "--to=last-week",
                "--date-certain",
                "--literal",
                "--exact",
                "--budget=10",
                "--added-since=last",
                "--min-match=33.3%",
            ],
        ] {
            let flags = SavedFlags::try_parse_from(typed).unwrap().filter.typed();
            let again: Vec<String> = flags
                .iter()
                .flat_map(|(name, values)| match values.as_slice() {
                    [] => vec![format!("--{name}")],
                    values => values.iter().map(|value| format!("--{name}={value}")).collect(),
                })
                .collect();
            let mut expected: Vec<&str> = typed.to_vec();
            expected.sort_unstable();
            let mut got: Vec<&str> = again.iter().map(String::as_str).collect();
            got.sort_unstable();
            assert_eq!(got, expected);
        }
    }
}
