//! Arguments of the commands on the authority.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::shared::{TextOrJson, number};
use crate::actors::Kind;

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
        /// Only actors of this kind, as in --kind armed-group (repeatable)
        #[arg(long, value_name = "KIND", value_parser = kind)]
        kind: Vec<Kind>,
        /// Only actors of this country, by its two letters, as in --country IQ (repeatable)
        #[arg(long, value_name = "CODE")]
        country: Vec<String>,
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
        /// Files to check, held against the bundled ones; the bundled ones without it
        #[arg(value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Suggest actors: names in the index that the authority does not know
    Suggest {
        /// Suggestions to print; 0 for all
        #[arg(short = 'n', long, value_name = "N", default_value_t = 50, value_parser = number)]
        limit: usize,
        /// Fewest articles of a name
        #[arg(long, value_name = "N", default_value_t = 2, value_parser = number)]
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

/// The kind of actor that is written so.
fn kind(text: &str) -> Result<Kind, String> {
    let known = || Kind::ALL.map(Kind::as_str).join(", ");
    Kind::parse(&text.to_lowercase()).ok_or_else(|| format!("no kind of actor; kinds are {}", known()))
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
