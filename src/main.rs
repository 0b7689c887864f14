//! The `dateline` program; everything it does is in the library.

use std::process::ExitCode;

/// To index is to allot and free words by the million and texts of megabytes; `Cargo.toml` says what that gains.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    dateline::cli::run(std::env::args_os())
}
