//! Which of the evidence counts, and what can be reasoned where none is written in full.

mod choose;
mod infer;

pub(super) use choose::choose;
