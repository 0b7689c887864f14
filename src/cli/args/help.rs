//! Arguments of the commands that help with the program itself.

use std::path::PathBuf;

use clap::Args;
use clap_complete::Shell;

/// Arguments of `completions`.
///
/// For bash: `dateline completions bash > ~/.local/share/bash-completion/completions/dateline`.
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub shell: Shell,
}

/// Arguments of `man`.
#[derive(Debug, Args)]
pub struct ManArgs {
    /// The command; without one the program's own page
    #[arg(value_name = "COMMAND")]
    pub command: Option<String>,
    /// Write the pages of the program and of all its commands into this folder
    #[arg(long, value_name = "DIR", conflicts_with = "command")]
    pub out: Option<PathBuf>,
}
