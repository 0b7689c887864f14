//! The user's own files: saved searches, and what a watch has named. They stand outside every index and survive it.
//!
//! Takes paths that the caller chose, and texts; asks neither the environment nor the clock, and knows no index and no command line.

pub mod named;
pub mod saved;

pub use named::Named;
pub use saved::Search;
