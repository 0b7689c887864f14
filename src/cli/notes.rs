//! Diagnostics: all of them go to stderr, one line each, with the program's name in front.

use std::io::Write as _;

use anstyle::{AnsiColor, Style};

use super::{args::Global, terminal};
use crate::output::style::safe;

const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();

/// Why the command cannot go on.
pub fn error(global: &Global, message: &str) {
    write(global, &format!("{ERROR}error:{ERROR:#} {}", safe_lines(message)));
}

/// What the user should know although the work goes on.
pub fn warning(global: &Global, message: &str) {
    write(global, &format!("{WARNING}warning:{WARNING:#} {}", safe_lines(message)));
}

/// What is being done; silent with `--quiet`.
pub fn info(global: &Global, message: &str) {
    if !global.quiet {
        write(global, &safe_lines(message));
    }
}

/// The lines of a message, each without what could steer a terminal.
pub fn safe_lines(message: &str) -> String {
    let lines: Vec<_> = message.lines().map(safe).collect();
    lines.join("\n")
}

fn write(global: &Global, line: &str) {
    // Nobody can be told that stderr is closed.
    let _ = writeln!(terminal::stderr(global), "{line}");
}
