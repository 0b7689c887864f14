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

/// Reads a share in percent, `60%` or `60`, as a number from 0 to 1.
///
/// # Errors
/// It is no number from 0 to 100.
pub fn share(text: &str) -> Result<f32, String> {
    match text.strip_suffix('%').unwrap_or(text).trim().parse::<f32>() {
        Ok(percent) if (0.0..=100.0).contains(&percent) => Ok(percent / 100.0),
        _ => Err("write a share from 0% to 100%, as in 60%".to_owned()),
    }
}
