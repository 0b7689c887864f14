//! The authority that comes with the program.
//!
//! One line a file; the files themselves are data, read by [`super::Authority::parse`].

/// Name and text of every bundled authority file.
pub const BUNDLED: &[(&str, &str)] = &[];
