//! The one integration-test binary.

mod batch;
mod actors;
mod dates;
mod harness;
mod indexing;
mod layers;
mod reading;
mod schema;
mod searching;
