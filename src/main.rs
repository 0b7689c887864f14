//! The `dateline` program; everything it does is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    dateline::cli::run(std::env::args_os())
}
