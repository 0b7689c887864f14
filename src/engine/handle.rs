//! Handles of articles, which go out of an engine with what it finds and back in with what is asked of it.

use std::fmt;

/// An article of one commit. What the number stands for is the engine's to know: an address, or a row of a table of
/// ids that it has handed out. Where articles stand close together in an engine, their handles do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Handle(pub u64);

impl fmt::Display for Handle {
    /// Its halves: the segment and the document, where it is an address.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.0 >> u32::BITS, self.0 as u32)
    }
}
