//! What every layer may ask of a text, whatever it says: parts that are known to be there, and whether it was decoded wrongly.

pub mod mojibake;
mod parts;

pub use parts::{at_most, clip, held, item, items, slice};
