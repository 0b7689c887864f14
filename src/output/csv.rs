//! Answers as tables: CSV as RFC 4180 has it, or tab-separated.
//!
//! One row a hit, or a counted value. In a batch a lookup without hits has one row too, so no lookup is missing from the table.
//! Cells that a spreadsheet would run as a formula get an apostrophe in front, because ids,
//! titles and texts come from strangers.

use std::{
    borrow::Cow,
    io::{self, Write},
};

use csv::{ByteRecord, Terminator, WriterBuilder};

use super::{
    batch::Row,
    beside::{Beside, rounded},
    stamps::moment,
    style::safe,
};
use crate::{
    article::{Evidence, Precision},
    query::{Dimension, Stamp, Warning, dimensions::Grouping},
    search::{
        crossed::Rows,
        facets::Facets,
        response::{Hit, Passage},
    },
    text::{slice, unseen::hidden},
};

/// The columns of a lookup. What goes on behind an interrupted run reads the first four by their places.
const LOOKUP: [&str; 5] = ["line", "id", "query", "status", "total"];
/// The columns of a hit up to its texts in the dimensions.
const HIT: [&str; 6] = ["rank", "article", "score", "date", "precision", "evidence"];
/// The columns of a hit behind those.
const CONTENT: [&str; 5] = ["title", "passage", "actors", "url", "path"];

/// The columns of a hit, in order.
fn hit_columns() -> impl Iterator<Item = &'static str> {
    HIT.into_iter().chain(Dimension::with_facts().map(Dimension::answered)).chain(CONTENT)
}

/// All columns, in order; `ms` follows where times are wanted.
fn columns() -> impl Iterator<Item = &'static str> {
    LOOKUP.into_iter().chain(hit_columns()).chain(["message"])
}

/// The columns of a counted value.
const COUNT: [&str; 5] = ["value", "label", "count", "named", "inferred"];

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Table {
    /// Tabs between the cells instead of commas. A row is then always one line: tabs and line
    /// feeds inside a cell become blanks.
    pub tabs: bool,
    /// Leave cells that look like formulas as they are.
    pub raw: bool,
    /// A column for the time each lookup took.
    pub timing: bool,
}

impl Table {
    /// The row of column names.
    ///
    /// # Errors
    /// None that memory can give.
    pub fn header(self) -> io::Result<Vec<u8>> {
        let mut names = ByteRecord::from(columns().collect::<Vec<_>>());
        if self.timing {
            names.push_field(b"ms");
        }
        self.lines(&[names])
    }

    /// Writes the rows of one lookup.
    ///
    /// # Errors
    /// The output cannot be written.
    pub fn rows(self, out: &mut dyn Write, row: &Row<'_>) -> io::Result<()> {
        let records: Vec<ByteRecord> = match row.outcome {
            Ok(response) if !response.hits.is_empty() => {
                response.hits.iter().map(|hit| self.record(row, Some(hit))).collect()
            }
            _ => vec![self.record(row, None)],
        };
        out.write_all(&self.lines(&records)?)
    }

    /// Writes the hits of one answer under the names of their columns.
    ///
    /// # Errors
    /// The output cannot be written.
    pub fn hits(self, out: &mut dyn Write, hits: &[Hit]) -> io::Result<()> {
        // They have a column where they were asked for.
        let stamps = hits.iter().find_map(|hit| hit.stamps).map(|_| Stamp::ALL.map(Stamp::name));
        let header = ByteRecord::from(hit_columns().chain(stamps.into_iter().flatten()).collect::<Vec<_>>());
        let row = |hit: &Hit| {
            let mut cells = Cells { table: self, record: ByteRecord::new() };
            cells.hit(hit);
            for seconds in hit.stamps.iter().flat_map(|stamps| Stamp::ALL.map(|stamp| stamp.of(*stamps))) {
                cells.plain(&moment(seconds).map_or(String::new(), |moment| moment.to_string()));
            }
            cells.record
        };
        let records: Vec<ByteRecord> = std::iter::once(header).chain(hits.iter().map(row)).collect();
        out.write_all(&self.lines(&records)?)
    }

    /// Writes the counts of one dimension under the names of their columns; what a dimension does not count is empty. Stories, and what
    /// stands beside the counts of the whole index, have columns where they were asked for.
    ///
    /// # Errors
    /// The output cannot be written.
    pub fn counts(self, out: &mut dyn Write, facets: &Facets, beside: Beside) -> io::Result<()> {
        let mut names: Vec<&str> = COUNT.to_vec();
        names.extend(facets.stories.map(|_| "stories"));
        if let Some(whole) = facets.whole {
            names.push("all");
            names.extend(whole.stories.map(|_| "all_stories"));
        }
        names.extend(beside.share.then_some("share"));
        names.extend(beside.special.then_some(["log_likelihood", "direction"]).into_iter().flatten());
        let mut records = vec![ByteRecord::from(names)];
        for bucket in &facets.buckets {
            let mut cells = Cells { table: self, record: ByteRecord::new() };
            cells.text(&bucket.value);
            cells.text(bucket.label.as_deref().unwrap_or_default());
            for number in [Some(bucket.count), bucket.named, bucket.inferred] {
                cells.plain(&number.map_or(String::new(), |number| number.to_string()));
            }
            if let Some(stories) = bucket.stories {
                cells.plain(&stories.to_string());
            }
            if let Some(whole) = bucket.whole {
                cells.plain(&whole.articles.to_string());
                whole.stories.into_iter().for_each(|stories| cells.plain(&stories.to_string()));
            }
            if beside.share {
                cells.plain(&bucket.share().map_or(String::new(), |share| rounded(share).to_string()));
            }
            if beside.special {
                let special = facets.special(bucket);
                cells.plain(&special.map_or(String::new(), |special| rounded(special.log_likelihood).to_string()));
                cells.plain(special.map_or("", |special| special.direction.name()));
            }
            records.push(cells.record);
        }
        out.write_all(&self.lines(&records)?)
    }

    /// Writes a table of two dimensions: a row for each value of the first, with all its articles, and a column for each value of the
    /// second. Where stories were asked for the cells are stories.
    ///
    /// # Errors
    /// The output cannot be written.
    pub fn cross(self, out: &mut dyn Write, [rows, columns]: [&(Grouping, Facets); 2], cells: &Rows) -> io::Result<()> {
        let labelled = rows.1.buckets.iter().any(|bucket| bucket.label.is_some());
        let mut header = Cells { table: self, record: ByteRecord::new() };
        header.plain(&rows.0.full_name());
        if labelled {
            header.plain("label");
        }
        header.plain("count");
        rows.1.stories.iter().for_each(|_| header.plain("stories"));
        columns.1.buckets.iter().for_each(|bucket| header.text(&bucket.value));
        out.write_all(&self.lines(&[header.record])?)?;
        for (bucket, cells_here) in rows.1.buckets.iter().zip(cells) {
            let mut row = Cells { table: self, record: ByteRecord::new() };
            row.text(&bucket.value);
            if labelled {
                row.text(bucket.label.as_deref().unwrap_or_default());
            }
            row.plain(&bucket.count.to_string());
            bucket.stories.iter().for_each(|stories| row.plain(&stories.to_string()));
            let mut cells_here = cells_here.iter().peekable();
            for column in 0..columns.1.buckets.len() {
                match cells_here.next_if(|cell| cell.column == column) {
                    Some(cell) => row.plain(&cell.counted().to_string()),
                    None => row.plain("0"),
                }
            }
            out.write_all(&self.lines(&[row.record])?)?;
        }
        Ok(())
    }

    /// A text that others wrote, as a cell has it.
    #[must_use]
    pub fn cell(self, text: &str) -> Cow<'_, str> {
        let text = if self.raw { Cow::Borrowed(text) } else { guarded(text) };
        match (self.tabs, text) {
            (true, Cow::Borrowed(text)) => one_line(text),
            (true, Cow::Owned(text)) => Cow::Owned(one_line(&text).into_owned()),
            (false, text) => text,
        }
    }

    pub(super) fn lines(self, records: &[ByteRecord]) -> io::Result<Vec<u8>> {
        let mut writer = WriterBuilder::new()
            .delimiter(if self.tabs { b'\t' } else { b',' })
            .terminator(if self.tabs { Terminator::Any(b'\n') } else { Terminator::CRLF })
            .from_writer(Vec::new());
        for record in records {
            writer.write_byte_record(record)?;
        }
        writer.into_inner().map_err(csv::IntoInnerError::into_error)
    }

    fn record(self, row: &Row<'_>, hit: Option<&Hit>) -> ByteRecord {
        let mut cells = Cells { table: self, record: ByteRecord::new() };
        cells.plain(&row.line.to_string());
        cells.text(row.id);
        cells.text(row.query);
        cells.plain(row.status());
        cells.plain(&row.outcome.map_or(String::new(), |response| response.total.to_string()));
        match hit {
            Some(hit) => cells.hit(hit),
            None => hit_columns().for_each(|_| cells.plain("")),
        }
        cells.text(&match row.outcome {
            Ok(response) => {
                let warnings: Vec<String> = response.warnings.iter().map(Warning::message).collect();
                warnings.join("; ")
            }
            Err(failure) => failure.message.to_owned(),
        });
        if self.timing {
            cells.plain(&row.milliseconds().map_or(String::new(), |ms| format!("{ms:.3}")));
        }
        cells.record
    }
}

struct Cells {
    table: Table,
    record: ByteRecord,
}

impl Cells {
    fn hit(&mut self, hit: &Hit) {
        let published = &hit.published;
        self.plain(&hit.rank.to_string());
        self.text(&hit.id);
        self.plain(&hit.score.to_string());
        // A year that is not known is no number: "XXXX-12-03", as the Extended Date/Time Format writes it.
        self.plain(&published.date.map_or(String::new(), |day| {
            if published.year_unknown { format!("XXXX-{:02}-{:02}", day.month(), day.day()) } else { day.to_string() }
        }));
        self.plain(match published.precision {
            Precision::None => "none",
            Precision::Year => "year",
            Precision::Month => "month",
            Precision::Day => "day",
        });
        self.plain(match published.evidence {
            Evidence::None => "none",
            Evidence::Inferred => "inferred",
            Evidence::Metadata => "metadata",
            Evidence::Explicit => "explicit",
        });
        for dimension in Dimension::with_facts() {
            let fact = hit.facts[dimension].as_deref().unwrap_or_default();
            if dimension.description().several {
                self.text(&dimension.values(fact).collect::<Vec<_>>().join("; "));
            } else {
                self.text(fact);
            }
        }
        self.text(hit.title.as_deref().unwrap_or_default());
        let passages: Vec<&str> = hit.passages.iter().map(|Passage { text, .. }| text.as_str()).collect();
        self.text(&passages.join(" … "));
        self.text(&hit.actors.join("; "));
        self.text(hit.url.as_deref().unwrap_or_default());
        self.text(&hit.path);
    }

    /// A cell of our own making.
    fn plain(&mut self, text: &str) {
        self.record.push_field(text.as_bytes());
    }

    /// A cell that others wrote.
    fn text(&mut self, text: &str) {
        self.record.push_field(self.table.cell(text).as_bytes());
    }
}

/// The text as a spreadsheet shows it and does not run it: an apostrophe goes in front of what
/// begins like a formula (the list is OWASP's, "CSV Injection", with its full-width signs), and
/// what is not seen in it goes, or becomes a blank where it would steer a terminal. A format without escapes cannot keep
/// it: `raw` cells have it, and JSON.
#[must_use]
pub fn guarded(text: &str) -> Cow<'_, str> {
    let text = seen(text);
    // Some programs trim a cell before they look at its first character.
    let first = text.trim_start_matches(' ').chars().next();
    let runs =
        matches!(first, Some('=' | '+' | '-' | '@' | '|' | '%' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠'));
    if runs { format!("'{text}").into() } else { text }
}

/// The text as people are shown it, but for the tabs and line ends of a cell.
fn seen(text: &str) -> Cow<'_, str> {
    let breaks = |c: char| matches!(c, '\t' | '\n' | '\r');
    if hidden(text).all(|(_, c)| breaks(c)) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    text.split_inclusive(breaks).for_each(|part| {
        let line = part.trim_end_matches(breaks);
        out.push_str(&safe(line));
        out.push_str(slice(part, line.len()..));
    });
    out.into()
}

fn one_line(text: &str) -> Cow<'_, str> {
    if text.contains(['\t', '\n', '\r']) {
        Cow::Owned(text.replace("\r\n", " ").replace(['\t', '\n', '\r'], " "))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{output::batch::Failure, search::response::Response};

    fn table(tabs: bool, raw: bool) -> Table {
        Table { tabs, raw, timing: false }
    }

    fn read(bytes: &[u8], delimiter: u8) -> Vec<Vec<String>> {
        csv::ReaderBuilder::new()
            .has_headers(false)
            .delimiter(delimiter)
            .from_reader(bytes)
            .records()
            .map(|record| record.unwrap().iter().map(str::to_owned).collect())
            .collect()
    }

    #[test]
    fn formulas_are_guarded() {
        for (cell, expected) in [
            ("=1+1", "'=1+1"),
            ("+49 30", "'+49 30"),
            ("-border", "'-border"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("|cmd", "'|cmd"),
            ("%x", "'%x"),
            ("\t=1", "'\t=1"),
            ("\r=1", "'\r=1"),
            ("\n=1", "'\n=1"),
            ("  =1", "'  =1"),
            ("＝1", "'＝1"),
            ("＠x", "'＠x"),
            ("=HYPERLINK(\"http://x\")", "'=HYPERLINK(\"http://x\")"),
            ("border = closed", "border = closed"),
            ("'quoted'", "'quoted'"),
            ("2024-12-03", "2024-12-03"),
            ("", ""),
            ("a\u{1b}[31mb\0", "a [31mb "),
            ("a\u{202e}b\u{9b}", "a b "),
            ("a\u{200e}b\u{200f}\tc\u{200b}\r\nd", "ab\tc\r\nd"),
            // What hides a formula from the guard would hide nothing from a spreadsheet that drops it.
            ("\u{200b}=1+1", "'=1+1"),
            ("می\u{200c}شود", "می\u{200c}شود"),
            ("e\u{301}", "e\u{301}"),
        ] {
            assert_eq!(guarded(cell), expected, "{cell:?}");
        }
    }

    #[test]
    fn every_row_has_every_column() {
        for timing in [false, true] {
            let table = Table { tabs: false, raw: false, timing };
            let width = columns().count() + usize::from(timing);
            let column = |name| columns().position(|column| column == name).unwrap();
            let mut out = table.header().unwrap();
            for outcome in [
                Ok(&Response { hits: vec![Hit::default(); 2], total: 7, ..Response::default() }),
                Err(Failure { code: "x", message: "no" }),
            ] {
                let row = Row { line: 1, id: "q", query: "x", outcome, elapsed: None };
                table.rows(&mut out, &row).unwrap();
            }
            let rows = read(&out, b',');
            assert_eq!(rows.iter().map(Vec::len).collect::<Vec<_>>(), [width; 4]);
            assert_eq!(rows[3][3..5], ["error".to_owned(), String::new()]);
            assert_eq!(rows[3][column("message")], "no");
        }
    }

    proptest! {
        #[test]
        fn cells_survive_the_round_trip(title in "[a-z\",;\r\n\t é']{0,20}", id in "\\PC{0,8}") {
            let hit = Hit { title: Some(title.clone()), id: id.clone(), ..Hit::default() };
            let response = Response { hits: vec![hit], total: 1, ..Response::default() };
            let row = Row { line: 3, id: &id, query: &title, outcome: Ok(&response), elapsed: None };
            for (tabs, raw) in [(false, true), (false, false), (true, true), (true, false)] {
                let mut out = Vec::new();
                table(tabs, raw).rows(&mut out, &row).unwrap();
                let rows = read(&out, if tabs { b'\t' } else { b',' });
                prop_assert_eq!(rows.len(), 1);
                let expected = |text: &str| {
                    let text = if raw { text.to_owned() } else { guarded(text).into_owned() };
                    if tabs { one_line(&text).into_owned() } else { text }
                };
                prop_assert_eq!(&rows[0][1], &expected(&id));
                prop_assert_eq!(&rows[0][2], &expected(&title));
                let title_at = columns().position(|column| column == "title").unwrap();
                prop_assert_eq!(&rows[0][title_at], &expected(&title));
                if tabs {
                    prop_assert_eq!(memchr::memchr_iter(b'\n', &out).count(), 1);
                }
            }
        }
    }
}
