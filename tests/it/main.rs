//! The one integration-test binary.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests may fail as tests do")]

mod actors;
mod added;
mod any_text;
mod batch;
mod boilerplate;
mod carried;
mod circles;
mod comfort;
mod copies;
mod counting;
mod damage;
mod dates;
mod dimensions;
mod example;
mod explaining;
mod forgetting;
mod formats;
mod fuzz;
mod fuzzed;
mod habits;
mod handing_on;
mod harness;
mod histories;
mod identity;
mod indexing;
mod json_kinds;
mod layers;
mod messages;
mod months;
mod names;
mod one_markup;
mod oracle;
mod query_language;
mod ranking;
mod reading;
mod readme;
mod schema;
mod searching;
mod several;
mod tallies;
mod watching;
mod writers;
mod writings;
