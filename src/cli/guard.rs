//! The last guard: a panic is told as an error, once, and ends the program with the exit code of one.
//!
//! What input and damage can reach does not panic; what does is a fault of the program or of a library. A panic that is caught
//! below (a page that its parser fails on) is nobody's business and says nothing.

use std::{
    panic::{self, AssertUnwindSafe, PanicHookInfo},
    sync::{Arc, Mutex},
};

use anyhow::Result;

use super::exit::Exit;
use crate::text::held;

/// The program has a fault.
#[derive(Debug, thiserror::Error)]
#[error("the program has failed: {0}; if 'dateline check' finds the index sound, please report it")]
pub struct Fault(String);

/// Runs a command.
pub fn guarded(command: impl FnOnce() -> Result<Exit>) -> Result<Exit> {
    let told = Arc::new(Mutex::new(String::new()));
    let before = panic::take_hook();
    let last = Arc::clone(&told);
    panic::set_hook(Box::new(move |panic| {
        *held(&last) = describe(panic);
    }));
    let outcome = panic::catch_unwind(AssertUnwindSafe(command));
    panic::set_hook(before);
    outcome.unwrap_or_else(|_| {
        let told = held(&told).clone();
        Err(Fault(told).into())
    })
}

fn describe(panic: &PanicHookInfo<'_>) -> String {
    let what = panic.payload_as_str().unwrap_or("a panic without words");
    match panic.location() {
        Some(place) => format!("{what} ({}:{})", place.file(), place.line()),
        None => what.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_error() {
        let told = guarded(|| panic!("no such {}", "thing")).unwrap_err().to_string();
        assert!(told.starts_with("the program has failed: no such thing (src/cli/guard.rs:"), "{told}");
        assert_eq!(guarded(|| Ok(Exit::Nothing)).unwrap(), Exit::Nothing);
    }
}
