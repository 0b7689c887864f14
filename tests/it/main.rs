//! The one integration-test binary.

mod harness;
mod indexing;
mod layers;
mod ranking;
mod searching;
