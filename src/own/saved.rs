//! Saved searches: a file of TOML with a search on each line, which people edit and hand on.
//!
//! `idlib = { query = "idlib -football", actor = ["hts"], any = true }`: beside the query stand flags of `search`, by their names; which
//! there are is not known here. A line is added, replaced or taken out without touching the others, comments least of all.

use std::ops::Range;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use crate::text::{slice, toml::quote};

/// The key of the query.
const QUERY: &str = "query";

/// A saved search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// What it is called.
    pub name: String,
    /// The query; may be empty where a flag asks for something.
    pub query: String,
    /// Flags of `search` without their dashes, with their values; one that stands alone has none.
    pub flags: Vec<(String, Vec<String>)>,
}

/// Why a file of saved searches cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct SavedError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub message: String,
}

/// The searches of a file, in its order.
///
/// # Errors
/// The text is no TOML, or holds something else.
pub fn parse(text: &str) -> Result<Vec<Search>, SavedError> {
    Ok(read(text)?.into_iter().map(|(search, _)| search).collect())
}

/// The searches of a file with the bytes that each stands in.
fn read(text: &str) -> Result<Vec<(Search, Range<usize>)>, SavedError> {
    let wrong = |at: usize, message: String| SavedError { line: 1 + slice(text, ..at).matches('\n').count(), message };
    let file = DeTable::parse(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        wrong(text.floor_char_boundary(at), error.message().to_owned())
    })?;
    let mut searches = Vec::new();
    for (key, value) in file.get_ref() {
        let (name, at) = (key.get_ref().to_string(), key.span().start);
        let Some(table) = value.get_ref().as_table() else {
            return Err(wrong(at, format!("'{name}' is no search; write {name} = {{ query = \"border troops\" }}")));
        };
        let mut search = Search { name, ..Search::default() };
        for (flag, value) in table {
            let (flag, at) = (flag.get_ref().to_string(), flag.span().start);
            let values = values(value).ok_or_else(|| {
                let name = &search.name;
                wrong(at, format!("'{flag}' of '{name}' is neither a text, a number, a list of texts, nor true"))
            })?;
            match (flag.as_str(), values) {
                (QUERY, Values::Texts(texts)) => search.query = texts.join(" "),
                (_, Values::Texts(texts)) => search.flags.push((flag, texts)),
                (_, Values::Switch(true)) => search.flags.push((flag, Vec::new())),
                (_, Values::Switch(false)) => {}
            }
        }
        // In an order of their own: the file's is that of whoever wrote it.
        search.flags.sort();
        searches.push((at, search, at..value.span().end));
    }
    searches.sort_by_key(|(at, ..)| *at);
    Ok(searches.into_iter().map(|(_, search, place)| (search, place)).collect())
}

enum Values {
    Texts(Vec<String>),
    Switch(bool),
}

fn values(value: &Spanned<DeValue<'_>>) -> Option<Values> {
    let text = |value: &DeValue<'_>| match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) => Some(number.to_string()),
        DeValue::Float(number) => Some(number.to_string()),
        DeValue::Datetime(date) => Some(date.to_string()),
        _ => None,
    };
    match value.get_ref() {
        DeValue::Boolean(on) => Some(Values::Switch(*on)),
        DeValue::Array(list) => {
            list.iter().map(|item| text(item.get_ref())).collect::<Option<Vec<_>>>().map(Values::Texts)
        }
        one => text(one).map(|text| Values::Texts(vec![text])),
    }
}

/// The line of a search, as files have it.
#[must_use]
pub fn line(search: &Search) -> String {
    let mut out = String::new();
    key(&mut out, &search.name);
    out.push_str(" = { query = ");
    quote(&mut out, &search.query);
    for (flag, values) in &search.flags {
        out.push_str(", ");
        key(&mut out, flag);
        out.push_str(" = ");
        match values.as_slice() {
            [] => out.push_str("true"),
            [one] => quote(&mut out, one),
            several => {
                for (n, value) in several.iter().enumerate() {
                    out.push_str(if n == 0 { "[" } else { ", " });
                    quote(&mut out, value);
                }
                out.push(']');
            }
        }
    }
    out.push_str(" }");
    out
}

fn key(out: &mut String, name: &str) {
    let bare = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    if bare { out.push_str(name) } else { quote(out, name) }
}

/// A file with this search: in place of the one that has its name, else at its end. Gives the one that was there.
///
/// # Errors
/// The file cannot be read, or the search stands on several lines.
pub fn with(text: &str, search: &Search) -> Result<(String, Option<Search>), SavedError> {
    if let Some((before, place)) = found(text, &search.name)? {
        let (head, tail) = (slice(text, ..place.start), slice(text, place.end..));
        return Ok((format!("{head}{}{tail}", line(search)), Some(before)));
    }
    let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    let grown = format!("{text}{end}{}\n", line(search));
    // Behind a table of several lines it would be part of that.
    if read(&grown).is_ok_and(|read| read.iter().any(|(other, _)| other.name == search.name)) {
        return Ok((grown, None));
    }
    Ok((format!("{}\n{text}", line(search)), None))
}

/// A file without the search of this name, and that search; `None` where there is none.
///
/// # Errors
/// The file cannot be read, or the search stands on several lines.
pub fn without(text: &str, name: &str) -> Result<Option<(String, Search)>, SavedError> {
    let Some((search, place)) = found(text, name)? else { return Ok(None) };
    let (head, tail) = (slice(text, ..place.start), slice(text, place.end..));
    let (_, rest) = tail.split_once('\n').unwrap_or_default();
    Ok(Some((format!("{head}{rest}"), search)))
}

/// The search of a name, and where it stands on its line.
fn found(text: &str, name: &str) -> Result<Option<(Search, Range<usize>)>, SavedError> {
    let Some((search, place)) = read(text)?.into_iter().find(|(search, _)| search.name == name) else {
        return Ok(None);
    };
    let start = slice(text, ..place.start).rfind('\n').map_or(0, |end| end + 1);
    let line = slice(text, start..place.end);
    if line.contains('\n') || !line.contains('=') || line.starts_with('[') {
        let line = 1 + slice(text, ..start).matches('\n').count();
        return Err(SavedError { line, message: format!("'{name}' stands on several lines: edit it there") });
    }
    Ok(Some((search, start..place.end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn search(name: &str, query: &str, flags: &[(&str, &[&str])]) -> Search {
        let owned = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect();
        let flags = flags.iter().map(|(flag, values)| ((*flag).to_owned(), owned(values))).collect();
        Search { name: name.into(), query: query.into(), flags }
    }

    #[test]
    fn a_search_is_a_line_and_comes_back() {
        for (search, expected) in [
            (search("idlib", "idlib -football", &[]), "idlib = { query = \"idlib -football\" }"),
            (
                search("two words", "\"a b\" \\ c\n", &[("actor", &["hts", "un"]), ("any", &[]), ("from", &["2024"])]),
                "\"two words\" = { query = \"\\\"a b\\\" \\\\ c\\U0000000A\", actor = [\"hts\", \"un\"], any = true, from = \"2024\" }",
            ),
            (search("", "", &[("tag", &["x"])]), "\"\" = { query = \"\", tag = \"x\" }"),
        ] {
            assert_eq!(line(&search), expected);
            assert_eq!(parse(expected).unwrap(), [search]);
        }
    }

    #[test]
    fn a_file_is_changed_by_lines_alone() {
        let file = "# mine\none = { query = \"a\" } # first\n\ntwo = { query = \"b\", from = 2024-01-02 }\n";
        let (changed, before) = with(file, &search("one", "c", &[])).unwrap();
        assert_eq!(changed, file.replace("\"a\"", "\"c\""));
        assert_eq!(before, Some(search("one", "a", &[])));
        let (grown, before) = with(file, &search("three", "c", &[])).unwrap();
        assert_eq!((grown, before), (format!("{file}three = {{ query = \"c\" }}\n"), None));
        let (left, gone) = without(file, "one").unwrap().unwrap();
        assert_eq!(
            (left.as_str(), gone.query.as_str()),
            ("# mine\n\ntwo = { query = \"b\", from = 2024-01-02 }\n", "a")
        );
        assert_eq!(parse(&left).unwrap(), [search("two", "b", &[("from", &["2024-01-02"])])]);
        assert_eq!(without(file, "none").unwrap(), None);
        let table = "[long]\nquery = \"a\"\nany = true\n";
        assert_eq!(parse(table).unwrap(), [search("long", "a", &[("any", &[])])]);
        assert!(without(table, "long").unwrap_err().to_string().contains("line 1: 'long' stands on several lines"));
        let (grown, _) = with(table, &search("one", "c", &[])).unwrap();
        assert_eq!(parse(&grown).unwrap().len(), 2, "{grown}");
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        for (file, expected) in [
            ("a = 1\n", "line 1: 'a' is no search"),
            ("a = { query = \"x\" }\nb = { query = { x = 1 } }\n", "line 2: 'query' of 'b' is neither"),
            ("a = {\n", "line "),
            ("ä = { query = \"x\" }\n", "line 1: "),
        ] {
            let error = parse(file).unwrap_err().to_string();
            assert!(error.starts_with(expected), "{error}");
        }
    }
}
