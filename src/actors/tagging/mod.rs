//! Tagging: which actors a text names, and where.
//!
//! Takes title and text of an article, gives mentions. The way up: a [`gazetteer`] holds every written form of every name
//! ([`written_form`]) by its key ([`prefix_index`]); what a word says is kept for the next time ([`word_cache`]); in a
//! [`chunk`] of text the longest form that begins at each word is found ([`longest_match`]) unless it is only part of
//! another name ([`partial_names`]); the [`evidence`] of the whole article decides what forms mean; [`tagger`] puts it together.

mod acronyms;
mod buffer_pool;
mod chunk;
mod evidence;
mod findings;
mod gazetteer;
mod homographs;
mod longest_match;
mod name_starts;
mod partial_names;
mod prefix_index;
mod signs;
mod state_bodies;
mod surnames;
mod tagger;
mod word_cache;
mod written_form;

#[cfg(test)]
mod tests;

pub use tagger::{Tagged, Tagger};
