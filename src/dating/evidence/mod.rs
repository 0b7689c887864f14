//! What speaks for a date, a file for each source of it: the text, the page, the field of the source, the address.

pub(super) mod address;
mod dated_lines;
mod dateline;
pub(super) mod field;
pub(super) mod page;
pub(super) mod page_dates;
mod page_fields;
mod page_json;
mod source;
pub(super) mod text;
