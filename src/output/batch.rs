//! One answered line of a batch, whatever form it is written in.

use std::time::Duration;

use crate::search::response::Response;

/// Why a lookup has no answer.
#[derive(Clone, Copy, Debug)]
pub struct Failure<'a> {
    /// What kind of fault it is, as scripts go by it.
    pub code: &'static str,
    /// What is wrong, in one line.
    pub message: &'a str,
}

/// The outcome of one lookup.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// Line of the input, from 1.
    pub line: u64,
    /// The lookup's own id, else the number of its line.
    pub id: &'a str,
    /// The query as it stood there.
    pub query: &'a str,
    /// The answer, or the reason why there is none.
    pub outcome: Result<&'a Response, Failure<'a>>,
    /// How long it took, where that is wanted.
    pub elapsed: Option<Duration>,
}

impl Row<'_> {
    /// `ok`, `none` or `error`.
    #[must_use]
    pub fn status(&self) -> &'static str {
        match self.outcome {
            Ok(response) if response.total == 0 => "none",
            Ok(_) => "ok",
            Err(_) => "error",
        }
    }

    /// Milliseconds it took, to the microsecond.
    #[must_use]
    pub fn milliseconds(&self) -> Option<f64> {
        self.elapsed.map(|elapsed| elapsed.as_micros() as f64 / 1000.0)
    }
}
