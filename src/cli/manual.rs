//! `dateline completions` and `dateline man`: help for shells and readers, from the definition of the commands.

use std::{
    fs,
    io::{self, Write as _},
};

use anyhow::{Context as _, Result};
use clap::CommandFactory as _;

use super::{
    args::{Cli, CompletionsArgs, Global, ManArgs},
    exit::{Exit, UsageError},
    terminal,
};

/// Runs `completions`.
pub fn completions(global: &Global, args: &CompletionsArgs) -> Result<Exit> {
    // The generators panic where they cannot write: they get memory.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "dateline", &mut script);
    let mut out = terminal::stdout_for(global, false);
    out.write_all(&script)?;
    out.flush()?;
    Ok(Exit::Found)
}

/// Runs `man`.
pub fn man(global: &Global, args: &ManArgs) -> Result<Exit> {
    let mut program = Cli::command();
    program.build();
    if let Some(dir) = &args.out {
        fs::create_dir_all(dir).with_context(|| format!("cannot make the folder '{}'", dir.display()))?;
        write_pages(&program, &mut |name, page| {
            let file = dir.join(name);
            fs::write(&file, page).with_context(|| format!("cannot write '{}'", file.display()))
        })?;
        return Ok(Exit::Found);
    }
    let command = match &args.command {
        None => &program,
        Some(name) => program.find_subcommand(name).ok_or_else(|| {
            let all: Vec<&str> = program.get_subcommands().map(clap::Command::get_name).collect();
            UsageError(format!("no command '{name}'; there are {}", all.join(", ")))
        })?,
    };
    let mut out = terminal::stdout_for(global, false);
    out.write_all(&page(command)?)?;
    out.flush()?;
    Ok(Exit::Found)
}

/// Hands on the page of a command and of all below it, with their files' names.
fn write_pages(command: &clap::Command, each: &mut dyn FnMut(&str, &[u8]) -> Result<()>) -> Result<()> {
    each(&clap_mangen::Man::new(command.clone()).get_filename(), &page(command)?)?;
    let below = command.get_subcommands().filter(|command| command.get_name() != "help");
    below.into_iter().try_for_each(|command| write_pages(command, each))
}

fn page(command: &clap::Command) -> io::Result<Vec<u8>> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    Ok(page)
}
