//! The one integration-test binary.

mod actors;
mod any_text;
mod batch;
mod dates;
mod explaining;
mod harness;
mod indexing;
mod layers;
mod oracle;
mod query_language;
mod reading;
mod schema;
mod searching;
