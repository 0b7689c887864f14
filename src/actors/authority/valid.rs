//! What an id and a name may be.
//!
//! Takes texts as files and lists have them and says whether they are an id, and what spoilt a name.

use crate::{calendar, text::mojibake};

/// Spreadsheets write a month in so many letters, in any language.
const SPREADSHEET_MONTH: usize = 3;

/// Lower-case words joined by single hyphens.
pub(crate) fn is_id(id: &str) -> bool {
    id.split('-').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}

/// What spoilt a name: what spreadsheets and wrong encodings leave in its place.
pub(crate) fn spoilt_by(text: &str) -> Option<&'static str> {
    let lower = text.to_lowercase();
    if text.len() >= 2 && text.bytes().all(|b| b == b'#') {
        return Some("a spreadsheet column that was too narrow");
    }
    if text.starts_with('#') && text.ends_with(['!', '?', 'A']) && text.bytes().skip(1).all(|b| !b.is_ascii_lowercase())
    {
        return Some("a spreadsheet's error value");
    }
    if let Some((left, right)) = lower.split_once('-') {
        let number = |t: &str| !t.is_empty() && t.len() <= 4 && t.bytes().all(|b| b.is_ascii_digit());
        let month = |t: &str| t.chars().count() == SPREADSHEET_MONTH && calendar::month_named(t).is_some();
        if (number(left) && month(right)) || (month(left) && number(right)) {
            return Some("a name that a spreadsheet took for a date");
        }
    }
    if let Some((mantissa, exponent)) = lower.split_once("e+") {
        let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        if digits(mantissa) && digits(exponent) {
            return Some("a number in a spreadsheet's scientific form");
        }
    }
    if text.contains('\u{fffd}') || text.chars().any(char::is_control) {
        return Some("bytes that were decoded wrongly");
    }
    if mojibake::has_signs(text) {
        return Some("UTF-8 that was read in another encoding");
    }
    None
}
