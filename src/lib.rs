//! dateline: a search engine for news text that knows who and when.
//!
//! The layers, lowest first; a module uses only layers below its own, and `tests/it/layers.rs`
//! fails when one does not. `docs/ARCHITECTURE.md` is the map.
#![deny(missing_docs)]
#![forbid(unsafe_code)]

// Layer 0: the data model; std, serde and the date library.
pub mod article;
pub mod calendar;
// Layer 1: pure text work; no I/O, cannot fail on text.
pub mod actors;
pub mod analysis;
pub mod clean;
pub mod dating;
