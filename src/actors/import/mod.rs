//! Actors from lists that others keep: CSV, `FollowTheMoney` JSON Lines, the two OFAC files.
//!
//! Takes the texts of such lists and gives entries with the line each came from, and every problem with its line.
//! What cannot be read is reported and left out, never guessed. [`to_toml`] writes an authority file that
//! [`Authority::parse`](super::Authority::parse) accepts next to the authority it is meant for. Reads no files.

mod csv_list;
mod ftm_list;
mod imported;
mod ofac_list;
mod problem;
#[cfg(test)]
mod tests;
mod toml_file;

pub use csv_list::csv;
pub use ftm_list::ftm;
pub use imported::{Entry, Imported};
pub use ofac_list::ofac;
pub use problem::{Fault, ImportError, Problem};
pub use toml_file::{Rendered, to_toml};
