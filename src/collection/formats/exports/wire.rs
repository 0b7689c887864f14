//! Wires as agencies send them (IPTC 7901, ANPA 1312): a line of numbers, a keyword, a headline that ends with ` =`, the text, and a last
//! line with the day and the time: `hw 040930 GMT Mar 24`.

use super::kind::{Cut, Kind, Named};
use crate::{
    calendar,
    collection::{head::Head, numbers::number as number_of},
    text::items,
};

pub static WIRE: Kind = Kind {
    name: "agency wire",
    claims,
    cut: Cut::End(|line| moment(line).is_some() || line.trim() == "NNNN" || line.contains('\u{3}')),
    html: false,
    is_article: |part| part.len() > 40,
    own_id: |_| None,
    given: |_, _| {},
    read,
};

fn claims(head: &Head<'_>) -> bool {
    let mut lines = head.lines();
    let first = lines.next().is_some_and(is_numbers);
    first && (lines.take(8).any(is_headline) || head.lines().any(|line| moment(line).is_some()))
}

fn clean(line: &str) -> &str {
    line.trim_matches(|c: char| c.is_control() || c.is_whitespace())
}

/// `dpa061 4 i 211 HW 0061`: the service with a number, the priority, the category, the length.
fn is_numbers(line: &str) -> bool {
    let words: Vec<&str> = clean(line).split_whitespace().collect();
    let [service, priority, category, length, ..] = words.as_slice() else { return false };
    let digits = service.bytes().filter(u8::is_ascii_digit).count();
    let number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    (2..=5).contains(&digits)
        && service.starts_with(|c: char| c.is_ascii_alphabetic())
        && service.len() <= 8
        && priority.len() == 1
        && (number(priority) || priority.bytes().all(|byte| byte.is_ascii_lowercase()))
        && category.len() <= 3
        && number(length)
}

fn is_headline(line: &str) -> bool {
    let line = clean(line);
    line.ends_with(" =") || line.ends_with("..=")
}

/// `hw 040930 GMT Mar 24` as 2024-03-04T09:30Z.
fn moment(line: &str) -> Option<String> {
    let words: Vec<&str> = clean(line).split_whitespace().collect();
    let [.., digits, zone, month, year] = words.as_slice() else { return None };
    if words.len() > 6
        || digits.len() != 6
        || !matches!(year.len(), 2 | 4)
        || zone.chars().any(|c| !c.is_ascii_uppercase())
    {
        return None;
    }
    let number = |range: std::ops::Range<usize>| number_of::<u8>(digits.get(range)?);
    let (day, hours, minutes) = (number(0..2)?, number(2..4)?, number(4..6)?);
    let month = calendar::month_named(month)?;
    let year: u16 = number_of(year)?;
    let year = if year < 100 { if year < 60 { 2000 + year } else { 1900 + year } } else { year };
    let zone = if matches!(*zone, "GMT" | "UTC" | "Z") { "Z" } else { "" };
    (hours < 24 && minutes < 60).then(|| format!("{year:04}-{month:02}-{day:02}T{hours:02}:{minutes:02}{zone}"))
}

fn read(message: &str, named: &mut Named) {
    let mut headline: Vec<&str> = Vec::new();
    let mut lines = message.lines().map(str::trim_end).peekable();
    while lines.peek().is_some_and(|line| clean(line).is_empty() || is_numbers(line)) {
        lines.next();
    }
    let rest: Vec<&str> = lines.collect();
    let end = rest.iter().take(10).position(|line| is_headline(line));
    if let Some(end) = end {
        // The keyword stands above, with a slash; what is set in or empty is none of the headline.
        let above = items(&rest, ..=end);
        let from =
            above.iter().rposition(|line| clean(line).is_empty() || clean(line).ends_with('/')).map_or(0, |at| at + 1);
        headline.extend(above.iter().skip(from).map(|line| clean(line)));
    }
    let title = headline.join(" ");
    named.set("title", Some(title.trim_end_matches(['=', ' ', '.']).to_owned()));
    let mut text = String::new();
    for line in rest.iter().skip(end.map_or(0, |end| end + 1)) {
        if let Some(moment) = moment(line) {
            named.set("date", Some(moment));
            break;
        }
        if matches!(clean(line), "NNNN" | "=") {
            continue;
        }
        if clean(line).is_empty() || line.starts_with("   ") {
            text.push_str("\n\n");
        } else {
            text.push('\n');
        }
        text.push_str(clean(line));
    }
    named.set("text", Some(text));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_says_when() {
        for (line, expected) in [
            ("hw 040930 GMT Mar 24", Some("2024-03-04T09:30Z")),
            ("281036 GMT Nov 17", Some("2017-11-28T10:36Z")),
            ("in 040930 days Mar 24", None),
            ("of the port in Mar 24", None),
        ] {
            assert_eq!(moment(line).as_deref(), expected, "{line}");
        }
        assert!(is_numbers("dpa061 4 i 211 HW 0061") && !is_numbers("In 2024 a port of 3 towns"));
    }
}
