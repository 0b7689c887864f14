//! Queries: from what somebody typed to a tree of clauses.
//!
//! [`parse()`] takes any text and gives an [`Ast`] with warnings; it never fails. Neither knows the engine, the
//! index or the clock: words stand as typed, dates and names of actors as raw text, until they are planned.

pub mod ast;
pub mod caret;
pub mod parse;

pub use ast::{Ast, FacetField, Kind, TextField};
pub use caret::render_caret;
pub use parse::{ParseOptions, Parsed, Warning, parse};
