//! Days and ranges of days; and the surface forms that people write them in.
//!
//! Calendar arithmetic is jiff's; this module only fixes the type that the rest speaks and its
//! bounds: news begins in 1690, and nothing is dated after 9999.

mod beginnings;
mod day;
pub(crate) mod digits;
pub mod forms;
mod instant;
mod languages;
mod lexicon;
mod moment;
mod range;
mod serde_as_text;
mod time_range;

pub use day::{Day, ParseDayError};
pub use forms::is_date_line;
pub use instant::instant;
pub use lexicon::{
    is_abbreviated, is_article, is_connector, is_era, is_month, is_name_in, month_abbreviation, month_named,
    weekday_name, weekday_named,
};
pub use moment::{Moment, Offset, ParseMomentError, TimeOfDay};
pub use range::{DateRange, RangeError, parse_endpoint, parse_range};
pub use time_range::{TimeRange, first_second, parse_time_range};

/// The first year that a text may be dated: the year of the first American newspaper. The few
/// older papers are in no collection of machine-readable news, so an earlier year is a misreading.
pub const FIRST_YEAR: i16 = 1690;

/// The last year that digits are read as: a later one is a number of something else.
pub(crate) const LAST_YEAR: i16 = 2999;
