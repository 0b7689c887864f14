//! Queries: from what somebody typed to a query of the engine.
//!
//! [`parse()`] takes any text and gives an [`Ast`] with warnings; it never fails. Neither knows the engine, the
//! index or the clock: words stand as typed, dates and names of actors as raw text, until [`resolve`] reads them.
//! [`expr`] and [`spans`] say what the positions of an article's words have to be like; [`word_map`] knows where those of one stand.

mod actor_names;
pub mod ast;
pub mod caret;
pub mod clause;
pub mod dictionary;
pub mod dimensions;
mod error;
pub mod expr;
pub mod facts;
pub mod first_letters;
mod lexical;
pub mod parse;
pub mod pattern;
pub mod resolve;
pub mod spans;
mod stamps;
mod term_chains;
mod text_field;
mod unspaced;
pub mod warning;
pub mod word_map;

pub use actor_names::ActorNames;
pub use ast::{Ast, Kind};
pub use caret::render_caret;
pub use clause::Clause;
pub use dimensions::{Dimension, Grouping};
pub use error::QueryError;
pub use facts::{ActorFilter, DateMode};
pub use parse::{ParseOptions, Parsed, parse};
pub use stamps::{LAST, Stamp, Stamps};
pub use text_field::TextField;
pub use unspaced::parted;
pub use warning::{Warning, WarningKind};
