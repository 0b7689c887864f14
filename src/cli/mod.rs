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
mod config;
mod copies;
mod exit;
mod explain;
mod export;
mod extract;
mod facets;
mod forget;
mod grouped;
mod guard;
mod index;
mod listed;
mod manual;
mod nearest;
mod network;
mod notes;
mod open;
mod own_files;
mod pager;
mod place;
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

use clap::{
    CommandFactory as _, FromArgMatches as _,
    error::{ContextKind, ContextValue, ErrorKind},
};

pub use args::Cli;
use args::Command;
use config::Config;
use exit::{Exit, UsageError};

/// Runs the program with these arguments, the first being its name.
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let cli = match parsed(&arguments) {
        Ok(cli) => cli,
        Err(exit) => return exit.into(),
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
        Command::Open(args) => open::run(global, args),
        Command::Copies(args) => copies::run(global, args),
        Command::Extract(args) => extract::run(global, args),
        Command::Boilerplate(args) => boilerplate::run(global, args),
        Command::Forget(args) => forget::run(global, args),
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

/// What was typed, with the defaults of the configuration; where that cannot be, what to end with, told already.
fn parsed(arguments: &[OsString]) -> Result<Cli, Exit> {
    let told = |error: &anyhow::Error| {
        let _ = writeln!(io::stderr(), "error: {}", notes::safe_lines(&format!("{error:#}")));
        Exit::Usage
    };
    let config = Config::load().map_err(|error| told(&error))?;
    let mut program = config.applied(Cli::command()).map_err(|error| told(&error))?;
    let read = program.try_get_matches_from_mut(arguments);
    let read = read.and_then(|mut matches| Cli::from_arg_matches_mut(&mut matches));
    let mut cli = read.map_err(|error| refused(program, arguments, error))?;
    place::choose(&mut cli.global, &config);
    if cli.global.indexes.len() > 1 && !asks_several(&cli.command) {
        return Err(told(&UsageError("this command works with one index; name it with --index".into()).into()));
    }
    if matches!(cli.command, Command::Index(_) | Command::Extract(_) | Command::Actors(_)) {
        place::add_authority(&mut cli.global, config);
    }
    Ok(cli)
}

/// Whether a command can ask several indexes as one.
fn asks_several(command: &Command) -> bool {
    matches!(
        command,
        Command::Search(_)
            | Command::Facets(_)
            | Command::Chronology(_)
            | Command::Network(_)
            | Command::Batch(_)
            | Command::Explain(_)
            | Command::Run(_)
            | Command::Show(_)
            | Command::Open(_)
            | Command::Copies(_)
            | Command::Export(_)
    )
}

/// Prints help, or what is wrong with what was typed and how it may have been meant.
fn refused(mut program: clap::Command, arguments: &[OsString], mut error: clap::Error) -> Exit {
    if error.kind() == ErrorKind::UnknownArgument
        && error.get(ContextKind::SuggestedArg).is_none()
        && let Some(ContextValue::String(typed)) = error.get(ContextKind::InvalidArg)
    {
        program.build();
        if let Some(meant) = nearest::mistyped(&program, arguments, typed) {
            let tip = ContextValue::StyledStrs(vec![format!("did you mean {meant}?").into()]);
            error.insert(ContextKind::Suggested, tip);
        }
    }
    // clap prints help to stdout and errors to stderr; a closed pipe there is nobody's loss. It repeats what was typed.
    let typed = arguments.iter().any(|argument| argument.to_string_lossy().chars().any(char::is_control));
    let _ = if error.use_stderr() && typed {
        writeln!(io::stderr(), "{}", notes::safe_lines(&error.render().to_string()))
    } else {
        error.print()
    };
    if let Some(tip) = remedies::unquoted_minus(arguments).filter(|_| error.use_stderr()) {
        let _ = writeln!(io::stderr(), "{tip}");
    }
    if error.use_stderr() { Exit::Usage } else { Exit::Found }
}
