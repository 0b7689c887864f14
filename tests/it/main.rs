//! The one integration-test binary.

mod any_text;
mod explaining;
mod harness;
mod indexing;
mod layers;
mod oracle;
mod searching;
