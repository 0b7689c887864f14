//! dateline: a search engine for news text that knows who and when.
//!
//! ```
//! use dateline::{
//!     calendar::Day,
//!     search::{Problems, Session, request::Request},
//! };
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let folder = tempfile::TempDir::new()?;
//! # let (place, news) = (folder.path().join("index"), folder.path().join("news.txt"));
//! std::fs::write(&news, "Harbour strike ends\n\nLENMAR, March 5 (Harbour Wire) - Crane crews went back to work.")?;
//! let session = Session::open_or_create(&place, Day::new(2024, 12, 31).ok_or("no such day")?)?;
//! let counters = session.add(&[news], 1, &Problems::default())?;
//! assert_eq!(counters.added, 1);
//!
//! let answer = session.search(&Request { text: "crane crews".into(), ..Request::default() })?;
//! assert_eq!(answer.total, 1);
//! assert!(answer.hits.iter().all(|hit| hit.passages.iter().any(|passage| passage.text.contains("Crane"))));
//! # Ok(())
//! # }
//! ```
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
pub mod syndication;
// Layer 2: files to records, records to articles.
pub mod collection;
pub mod own;
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
