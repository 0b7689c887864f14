//! Days and ranges of days; and the surface forms that people write them in.
//!
//! Calendar arithmetic is jiff's; this module only fixes the type that the rest speaks and its
//! bounds: news begins in 1690, and nothing is dated after 9999.

mod day;

pub use day::{Day, ParseDayError};
