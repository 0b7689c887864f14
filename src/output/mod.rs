//! Answers for people and for scripts, each written to the `Write` it is handed.
//!
//! Nothing here knows the engine, the index or the command line.

pub mod article;
pub mod batch;
pub mod beside;
pub mod chronology;
pub mod copies;
pub mod crossed;
pub mod csv;
pub mod date;
pub mod explain;
pub mod facets;
pub mod graph;
mod highlights;
pub mod html;
pub mod json;
pub mod markdown;
pub mod saved;
pub mod stamps;
pub mod style;
pub mod svg;
pub mod text;
pub mod trec;
pub mod watch;
pub mod wire;

pub use highlights::leads_to_a_page;
