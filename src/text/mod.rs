//! What every layer may ask of a text, whatever it says: parts that are known to be there, whether it was decoded wrongly, what in it
//! is not seen, and how a file quotes it.

pub mod mojibake;
mod parts;
pub mod toml;
pub mod unseen;

pub use parts::{at_most, clip, held, item, items, slice};
