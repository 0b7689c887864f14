//! Whether a line only says when something was published: English months and numeric forms.

/// Words that may stand around a date on its line.
const AROUND: &[&str] = &[
    "published",
    "updated",
    "posted",
    "date",
    "publication",
    "of",
    "on",
    "at",
    "last",
    "modified",
    "gmt",
    "utc",
    "am",
    "pm",
    "est",
    "edt",
    "ast",
    "and",
    "first",
];

const NAMES: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
];

const DAYS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
];

/// Whether `line` is a publication date and nothing else ("Published: Dec. 3, 2024 14:05 GMT", "2024-12-03").
pub(super) fn is_date_line(line: &str) -> bool {
    if line.len() > 80 || !line.bytes().any(|b| b.is_ascii_digit()) {
        return false;
    }
    let (mut months, mut numbers, mut year, mut days) = (0, 0, false, 0);
    for word in line.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        let lower = word.to_lowercase();
        let digits = lower.trim_end_matches(|c: char| c.is_ascii_lowercase());
        if NAMES.contains(&lower.as_str()) {
            months += 1;
        } else if DAYS.contains(&lower.as_str()) {
            days += 1;
        } else if lower.bytes().all(|b| b.is_ascii_digit()) {
            numbers += 1;
            year |= lower.len() == 4 && ("1690".."2100").contains(&lower.as_str());
        } else if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) {
            let suffix = lower.get(digits.len()..).unwrap_or("");
            if !["st", "nd", "rd", "th", "am", "pm", "h", "t", "z"].contains(&suffix) {
                return false;
            }
            numbers += 1;
        } else if !AROUND.contains(&lower.as_str()) {
            return false;
        }
    }
    (months > 0 && numbers > 0) || (numbers >= 3 && (year || line.contains('/'))) || (days > 0 && numbers >= 2)
}
