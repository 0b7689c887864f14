//! The one integration-test binary.

mod actors;
mod batch;
mod dates;
mod harness;
mod indexing;
mod layers;
mod oracle;
mod reading;
mod schema;
mod searching;
