//! The first row of a table: which character separates, and whether it surely is a row of names.

use crate::collection::fields::field_of;

/// What separates values, the likeliest first.
const SEPARATORS: [char; 4] = [',', ';', '\t', '|'];
/// Letters of a name, at most.
const LONGEST_NAME: usize = 40;
/// Names that must be known where nothing but them says that it is a table.
const LEAST_KNOWN: usize = 3;

/// A row of names.
pub struct Header<'a> {
    names: Vec<&'a str>,
    whole: bool,
}

impl<'a> Header<'a> {
    /// The names in the first line of a text.
    pub fn of(text: &'a str) -> Option<Self> {
        let line = first_line(text);
        let separator = char::from(separator(text));
        let names = line.split(separator).map(|name| name.trim_end().trim_matches('"')).collect();
        let whole = line.len() < text.len();
        line.contains(separator).then_some(Self { names, whole })
    }

    /// Whether a text is surely a table: each name looks like one, and several are known.
    pub fn is_sure(&self) -> bool {
        let mut known: Vec<_> = self.names.iter().filter_map(|name| field_of(name)).map(|(f, _)| f).collect();
        known.sort_unstable();
        known.dedup();
        self.whole && known.len() >= LEAST_KNOWN && self.names.iter().all(|name| is_name(name))
    }
}

fn is_name(name: &str) -> bool {
    let sentence = name.contains(['.', '?', '!']) && name.contains(' ');
    // Prose has a space behind its commas.
    name.chars().count() <= LONGEST_NAME
        && !sentence
        && !name.starts_with(' ')
        && !name.starts_with(|c: char| c.is_ascii_digit())
}

fn first_line(text: &str) -> &str {
    let text = text.trim_start_matches('\u{FEFF}');
    let text = if says_separator(text) { text.split_once('\n').map_or("", |(_, rest)| rest) } else { text };
    text.trim_start_matches(['\r', '\n']).lines().next().unwrap_or_default()
}

/// Whether the first line only says what separates, as a spreadsheet writes it: `sep=;`.
pub fn says_separator(text: &str) -> bool {
    let line = text.trim_start_matches('\u{FEFF}').lines().next().unwrap_or_default();
    let sign = line.trim_matches('"').strip_prefix("sep=");
    sign.is_some_and(|sign| sign.trim_end().chars().count() <= 1)
}

/// What separates the values: the one of which the first line has most, outside of quotes.
pub fn separator(text: &str) -> u8 {
    let line = first_line(text);
    let mut quoted = false;
    let mut counts = [0_usize; SEPARATORS.len()];
    for c in line.chars() {
        quoted ^= c == '"';
        let place = SEPARATORS.iter().position(|separator| *separator == c && !quoted);
        if let Some(count) = place.and_then(|at| counts.get_mut(at)) {
            *count += 1;
        }
    }
    let best = SEPARATORS.iter().zip(counts).rev().max_by_key(|(_, count)| *count);
    best.map_or(b',', |(separator, _)| *separator as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_told_by_their_names() {
        for (text, sure, separator) in [
            ("id,title,text,date\n1,", true, b','),
            ("\"Title\";\"Text\";\"Datum\";\"URL\"\n", true, b';'),
            ("\"Titel\";\"Text\";\"Datum\";\"URL\"\n", false, b';'),
            ("Title\tText\tSource\n", true, b'\t'),
            ("sep=;\ntitle;text;url\n", true, b';'),
            ("Body, text, source and title of the report that came in today.\n", false, b','),
            ("title, text\nand so on\n", false, b','),
            ("News, Date, Text\n", false, b','),
            ("id,title,text,date", false, b','),
        ] {
            let header = Header::of(text);
            assert_eq!(header.is_some_and(|header| header.is_sure()), sure, "{text}");
            assert_eq!(super::separator(text), separator, "{text}");
        }
    }
}
