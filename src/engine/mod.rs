//! The engine: where articles are indexed, found, counted and given back.
//!
//! [`embedded`] is the one that comes with the program: tantivy segments in a folder.

pub mod embedded;
