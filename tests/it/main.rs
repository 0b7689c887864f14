//! The one integration-test binary.

mod harness;
mod indexing;
mod layers;
mod oracle;
mod searching;
