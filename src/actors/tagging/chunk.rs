//! A chunk of an article that is being searched for names.
//!
//! Holds its text, its words and the gazetteer that they are looked up in; each of the searches takes one.

use super::gazetteer::Gazetteer;
use crate::actors::spelling::token_stream::TokenStream;

/// A chunk of text that is being searched.
#[derive(Clone, Copy)]
pub(crate) struct Chunk<'a> {
    pub(crate) gazetteer: &'a Gazetteer,
    pub(crate) text: &'a str,
    /// Its words.
    pub(crate) stream: &'a TokenStream,
    /// Whether the text has next to no small letters.
    pub(crate) capitals: bool,
    /// Whether it is a headline that has a capital on each longer word.
    pub(crate) title_case: bool,
    /// Whether it is all that there is: a name that somebody typed, it may be.
    pub(crate) alone: bool,
}
