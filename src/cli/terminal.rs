//! The standard streams: colour or not, how wide, and progress.

use std::io::{self, BufWriter, IsTerminal as _, Write};

use anstream::AutoStream;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::{
    args::{Color, Global},
    pager::Pager,
};

/// Standard output, buffered; styles are stripped unless a terminal (or `--color always`) wants them.
pub fn stdout(global: &Global) -> impl Write {
    stdout_for(global, true)
}

/// The same for people; machines get every byte as it is written: their formats escape by themselves what could steer a terminal,
/// and what strips styles might take more.
pub fn stdout_for(global: &Global, people: bool) -> impl Write {
    let choice = if people { global.color.into() } else { anstream::ColorChoice::AlwaysAnsi };
    let paged = people && !global.no_pager && is_person();
    let styles = || match choice {
        anstream::ColorChoice::Auto => AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never,
        stated => stated != anstream::ColorChoice::Never,
    };
    let stream: Box<dyn Write> = match paged.then(|| Pager::start(styles())).flatten() {
        Some(pager) => Box::new(pager),
        None => Box::new(AutoStream::new(io::stdout().lock(), choice)),
    };
    BufWriter::with_capacity(64 << 10, stream)
}

/// Standard error.
pub fn stderr(global: &Global) -> impl Write {
    AutoStream::new(io::stderr(), global.color.into())
}

/// Columns of the terminal, or as many as `COLUMNS` says; 80 where there is none.
pub fn width() -> usize {
    if let Ok(said) = std::env::var("COLUMNS")
        && let Ok(columns) = said.trim().parse::<usize>()
        && columns > 0
    {
        return columns;
    }
    terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0))
}

/// Whether a person looks at standard output.
pub fn is_person() -> bool {
    io::stdout().is_terminal()
}

/// Whether a person looks at standard error.
pub fn errors_are_seen() -> bool {
    io::stderr().is_terminal()
}

/// A bar over `bytes` of input, drawn only for a person at stderr who did not ask for quiet.
pub fn progress(global: &Global, bytes: u64) -> ProgressBar {
    let target = if global.quiet || !io::stderr().is_terminal() {
        ProgressDrawTarget::hidden()
    } else {
        ProgressDrawTarget::stderr_with_hz(8)
    };
    let bar = ProgressBar::with_draw_target(Some(bytes), target);
    let template = "{bar:24} {bytes}/{total_bytes} {bytes_per_sec} {msg} eta {eta}";
    // The template is a constant; were it wrong, the default style is shown.
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar
}

impl From<Color> for anstream::ColorChoice {
    fn from(color: Color) -> Self {
        match color {
            Color::Auto => Self::Auto,
            Color::Always => Self::Always,
            Color::Never => Self::Never,
        }
    }
}
