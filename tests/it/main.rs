//! The one integration-test binary.

mod batch;
mod harness;
mod indexing;
mod layers;
mod schema;
mod searching;
