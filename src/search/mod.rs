//! From a request to a response: ranked articles, their best passages, and what is lit in them.
//!
//! [`Searcher`] is who answers. It asks the door of an engine ([`crate::engine`]) and knows none.

mod answer;
mod authority_names;
pub mod compared;
mod copies;
pub mod counting;
pub mod crossed;
mod error;
mod explain;
pub mod explanation;
pub mod facets;
mod feedback;
mod fold;
mod highlight;
mod like;
pub mod network;
pub mod opened;
pub mod passages;
mod proper_names;
mod rank;
pub mod request;
mod resolve;
pub mod response;
mod searcher;
mod session;
mod starved;
mod typed;
mod unknown;
pub mod unseen;

pub use self::{
    authority_names::AuthorityNames,
    error::SearchError,
    searcher::Searcher,
    session::{Problems, Session},
};
