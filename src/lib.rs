//! dateline: a search engine for news text that knows who and when.
//!
//! The layers, lowest first; a module uses only layers below its own, and `tests/it/layers.rs`
//! fails when one does not. `docs/ARCHITECTURE.md` is the map.

// Layer 0: the data model.
pub mod article;
pub mod calendar;
pub mod text;
// Layer 1: pure text work; no I/O, cannot fail on text.
pub mod actors;
pub mod analysis;
pub mod clean;
pub mod dating;
pub mod markup;
// Layer 2: files to records, records to articles.
pub mod collection;
pub mod reading;
// Layer 3: from the text of a query to what it means.
pub mod query;
// Layer 4: the engine, with the index on disk.
pub mod engine;
// Layer 5: ranked articles with passages.
pub mod search;
// Layer 6: answers for people and scripts.
pub mod output;
// Layer 7: the command line.
pub mod cli;
