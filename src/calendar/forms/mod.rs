//! Finds the dates that a text writes, in the forms and languages that news uses.
//!
//! Takes any `&str`; gives each surface form with its byte range and what it says: parts, not
//! days, because "Dec. 3" has no year and "03/12/24" has two readings. Which date an article
//! was published on is not its business.

mod beside;
mod clock;
mod cursor;
mod date_lines;
mod edges;
mod ethiopian;
mod form;
mod neighbours;
mod numeric;
mod scan;
mod solar;
#[cfg(test)]
mod tests;
mod twice_dated;
mod written;

pub use clock::time_of;
pub use cursor::has_numeric;
pub use date_lines::{Label, is_date_line, label_after, label_before};
pub use edges::{after_era, same_day_weekday, without_article};
pub use form::{Form, Order, Parts, Year};
pub use scan::{Forms, find, find_before};
pub use twice_dated::{TwiceDated, twice_dated};
