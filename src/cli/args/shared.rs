//! What arguments of several commands are made of.

use clap::ValueEnum;

use crate::calendar::{Day, Moment, instant};

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

/// A day, or the time of one: in Greenwich, where no zone is given.
pub(super) fn moment(text: &str) -> Result<Moment, String> {
    let text = text.trim();
    // A day is read as it always was, with its own message.
    let is_time = text.contains(':');
    let day = || text.parse::<Day>().map_err(|error| error.to_string()).map(|day| day.to_string());
    let seconds = if is_time { instant(text) } else { instant(&day()?) };
    let moment = seconds.and_then(Moment::from_epoch);
    moment.ok_or_else(|| "write a day or the time of one, as in 2026-11-27 or 2026-11-27T06:00".to_owned())
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
