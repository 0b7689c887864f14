//! The command line: one file a command; the only layer that knows clap, anyhow and the standard streams.

mod actors;
mod actors_import;
mod actors_suggest;
mod args;
mod batch;
mod boilerplate;
mod changes;
mod check;
mod chronology;
mod copies;
mod exit;
mod explain;
mod export;
mod extract;
mod facets;
mod grouped;
mod guard;
mod index;
mod listed;
mod manual;
mod network;
mod notes;
mod own_files;
mod remedies;
mod run_saved;
mod save;
mod saved;
mod search;
mod session;
mod setup;
mod show;
mod stats;
mod terminal;
mod watch;

use std::{
    ffi::OsString,
    io::{self, Write as _},
    process::ExitCode,
};

use clap::Parser as _;

pub use args::Cli;
use args::Command;
use exit::Exit;

/// Runs the program with these arguments, the first being its name.
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let cli = match Cli::try_parse_from(&arguments) {
        Ok(cli) => cli,
        Err(error) => {
            // clap prints help to stdout and errors to stderr; a closed pipe there is nobody's loss. It repeats what was typed.
            let typed = arguments.iter().any(|argument| argument.to_string_lossy().chars().any(char::is_control));
            let _ = if error.use_stderr() && typed {
                writeln!(io::stderr(), "{}", notes::safe_lines(&error.render().to_string()))
            } else {
                error.print()
            };
            if let Some(tip) = remedies::unquoted_minus(&arguments).filter(|_| error.use_stderr()) {
                let _ = writeln!(io::stderr(), "{tip}");
            }
            return if error.use_stderr() { Exit::Usage.into() } else { Exit::Found.into() };
        }
    };
    let global = &cli.global;
    let outcome = guard::guarded(|| match &cli.command {
        Command::Index(args) => index::run(global, args),
        Command::Search(args) => search::run(global, args),
        Command::Actors(args) => actors::run(global, args),
        Command::Facets(args) => facets::run(global, args),
        Command::Chronology(args) => chronology::run(global, args),
        Command::Network(args) => network::run(global, args),
        Command::Batch(args) => batch::run(global, args),
        Command::Explain(args) => explain::run(global, args),
        Command::Save(args) => save::run(global, args),
        Command::Saved(args) => saved::run(global, args),
        Command::Run(args) => run_saved::run(global, args),
        Command::Watch(args) => watch::run(global, args),
        Command::Show(args) => show::run(global, args),
        Command::Copies(args) => copies::run(global, args),
        Command::Extract(args) => extract::run(global, args),
        Command::Boilerplate(args) => boilerplate::run(global, args),
        Command::Export(args) => export::run(global, args),
        Command::Stats(args) => stats::run(global, args),
        Command::Check(args) => check::run(global, args),
        Command::Completions(args) => manual::completions(global, args),
        Command::Man(args) => manual::man(global, args),
    });
    match outcome {
        Ok(exit) => exit.into(),
        Err(error) if exit::is_closed_pipe(&error) => Exit::Found.into(),
        Err(error) => {
            notes::error(global, &remedies::error(&error));
            exit::of(&error).into()
        }
    }
}
