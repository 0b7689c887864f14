//! What was meant by an option that a command does not have: another option, or a value of one.

use std::ffi::OsString;

use clap::{Arg, Command};
use levenshtein_automata::{Distance, LevenshteinAutomatonBuilder};

/// Letters that what was meant may be off; of short words fewer.
const MOST: u8 = 2;

/// The options of a command, with their long names.
pub fn options(command: &Command) -> impl Iterator<Item = (&Arg, &str)> {
    command.get_arguments().filter_map(|arg| Some((arg, arg.get_long()?)))
}

/// How an option was meant that is not there, as it is to be typed: `--format json` for `jsn`.
pub fn option(command: &Command, typed: &str) -> Option<String> {
    let most = if typed.chars().count() < 4 { 1 } else { MOST };
    let near = LevenshteinAutomatonBuilder::new(most, true).build_dfa(typed);
    let distance = |name: &str| match near.eval(name) {
        Distance::Exact(distance) => Some(distance),
        Distance::AtLeast(_) => None,
    };
    let mut found: Vec<(u8, String)> = Vec::new();
    for (arg, long) in options(command) {
        found.extend(distance(long).map(|distance| (distance, format!("--{long}"))));
        for value in arg.get_possible_values() {
            // A switch has values that nobody types.
            if arg.get_action().takes_values() {
                found.extend(
                    distance(value.get_name()).map(|distance| (distance, format!("--{long} {}", value.get_name()))),
                );
            }
        }
    }
    found.into_iter().min().map(|(_, meant)| meant)
}

/// The option that was typed, and what was meant by it, where a command line holds one that its command does not have.
pub fn mistyped(program: &Command, arguments: &[OsString], typed: &str) -> Option<String> {
    let name = typed.trim_start_matches('-').split('=').next()?;
    let mut words = arguments.iter().skip(1).filter_map(|argument| argument.to_str());
    let command = words.find_map(|word| program.find_subcommand(word))?;
    option(command, name)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;
    use crate::cli::Cli;

    #[test]
    fn an_option_or_a_value_of_one() {
        let mut program = Cli::command();
        program.build();
        for (line, typed, meant) in [
            ("search x --jsn", "--jsn", Some("--format json")),
            ("search x --json", "--json", Some("--format json")),
            ("facets --csv", "--csv", Some("--format csv")),
            ("search x --newst", "--newst", Some("--sort newest")),
            ("search x --limt=3", "--limt=3", Some("--limit")),
            ("search x --outlets", "--outlets", Some("--outlet")),
            ("search x --zeppelin", "--zeppelin", None),
            ("nonsense --json", "--json", None),
        ] {
            let arguments: Vec<OsString> =
                std::iter::once("dateline").chain(line.split(' ')).map(OsString::from).collect();
            assert_eq!(mistyped(&program, &arguments, typed).as_deref(), meant, "{line}");
        }
    }
}
