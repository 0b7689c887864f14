//! What arguments of several commands are made of.

use clap::ValueEnum;

/// Output for people or for scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TextOrJson {
    /// For people.
    Text,
    /// One JSON object.
    Json,
}

/// A number of things, from 0 up.
pub(super) fn number(text: &str) -> Result<usize, &'static str> {
    let text = text.trim();
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().map_err(|_| if digits { "the number is too large" } else { "write a whole number, as in 10" })
}
