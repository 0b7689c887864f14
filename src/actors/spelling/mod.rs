//! Spelling: what is one name, however it is written.
//!
//! Takes text, gives words with their strict letters and loose keys, and says when two names are one. The way up:
//! a character ([`letters`]), a word ([`word_bounds`], [`word`], [`shape`]), its key ([`transliteration`],
//! [`definite_article`], [`particles`]), the words of a text ([`token_stream`], [`chunks`]), a [`name`]. Knows nothing of actors.

mod apostrophes;
pub(super) mod capitals;
pub(super) mod chunks;
pub(super) mod definite_article;
pub(super) mod german;
pub(super) mod given_names;
pub(super) mod key_buffer;
pub(super) mod letters;
pub(super) mod name;
pub(super) mod ordinary;
pub(super) mod particles;
pub(super) mod shape;
mod slavic_cases;
pub(super) mod titles;
pub(super) mod token_stream;
mod transliteration;
pub(super) mod word;
pub(super) mod word_bounds;
